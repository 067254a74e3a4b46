#!/usr/bin/env bash
# Replays the exercises of chapter 4 and checks each result: changes of a database reach Kafka through an outbox, through
# triggers, and by polling a table; a relay is killed, a transaction commits late, rows are deleted.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics of its
# own, which it deletes, with MySQL in a sandbox of its own. There the topic of positions stays, without its relays. Needs
# a JDK for its SQL. Ends with 0 if every check passed, else with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin_with_stores mysql
trap 'forget_positions; clean_up' EXIT

# On a cluster that others use too, where relays keep their positions in one topic.
forget_positions() {
  [ -z "$own_sandbox" ] || return 0
  "$lab" topic list --output csv | column topic | grep -qx kafka-lab-positions || return 0
  printf '%s:\n' "$name-outbox" "$name-log" "$name-table" |
    "$lab" -q produce -t kafka-lab-positions -p 0 -K : -Z >/dev/null || true
}

# No client of MySQL need be installed: this is one. It runs the statements of its input, a line each, in one session.
cat >"$work/Sql.java" <<'JAVA'
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.DriverManager;
import java.sql.ResultSet;

class Sql {
    public static void main(String[] arguments) throws Exception {
        try (var in = new BufferedReader(new InputStreamReader(System.in));
                var connection = DriverManager.getConnection(
                        System.getenv("KAFKA_LAB_MYSQL_URL"),
                        System.getenv("KAFKA_LAB_MYSQL_USER"),
                        System.getenv("KAFKA_LAB_MYSQL_PASSWORD"));
                var statement = connection.createStatement()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (statement.execute(line)) {
                    for (ResultSet rows = statement.getResultSet(); rows.next(); ) {
                        System.out.println(rows.getString(1));
                    }
                }
            }
        }
    }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$work" "$work/Sql.java"

sql() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -cp "$work:$(dirname "$lab")/../cli/target/kafka-lab.jar" Sql
}

place() { # id; the order and its event
  echo "INSERT INTO orders (id, status) VALUES ($1, 'placed')"
  echo "INSERT INTO outbox (aggregatetype, aggregateid, type, payload) VALUES ('order', '$1', 'OrderPlaced', '{\"id\":$1}')"
}

events() { # topic, format
  run consume -t "$1" --isolation-level read_committed -e -f "$2\n"
}

outbox=$name-outbox
log=$name-log
table=$name-table
run topic create "$outbox" --partitions 1 >/dev/null # the order of orders is looked at

echo "1. An outbox: one transaction for the order and its event"
relay() {
  run capture outbox --name "$outbox" --topic "$outbox" "$@"
}
relay --create --once
{
  echo "CREATE TABLE orders (id BIGINT PRIMARY KEY, status VARCHAR(20) NOT NULL, updated_at TIMESTAMP(6) NOT NULL" \
    "DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), KEY (updated_at))"
  for order in 1 2 3; do
    echo "START TRANSACTION"
    place "$order"
    if [ "$order" = 2 ]; then echo ROLLBACK; else echo COMMIT; fi
  done
} | sql
# Order 4 is written before order 5 and committed after it, when a relay has passed it and was killed.
mkfifo "$work/session"
sql <"$work/session" >"$work/answers" &
exec 3>"$work/session"
{
  echo "START TRANSACTION"
  place 4
  echo "SELECT 'written'"
} >&3
await "order 4, written and not committed" has_lines "$work/answers" 1
{
  echo "START TRANSACTION"
  place 5
  echo COMMIT
} | sql
printf '\n$ kafka-lab capture outbox --name %s --topic %s & … kill -9\n' "$outbox" "$outbox" >&2
"$lab" -q capture outbox --name "$outbox" --topic "$outbox" &
relay=$!
check "events while order 2 is rolled back and order 4 not committed" "1 3 5" \
  "$(run consume -t "$outbox" --isolation-level read_committed -n 3 --timeout 30s -f '%k\n' | xargs)"
{ kill -9 "$relay" && wait "$relay"; } 2>/dev/null || true
printf '%s\n' COMMIT "SELECT 'committed'" >&3
await "order 4, committed" has_lines "$work/answers" 2
exec 3>&-
relay --once
events "$outbox" %k >"$work/events"
check "events after a late commit and a kill -9" "1 3 5 4" "$(xargs <"$work/events")"

echo "2. A change log: triggers see every writer"
run capture install --table orders
{
  echo "SELECT id FROM orders ORDER BY id"
  echo "UPDATE orders SET status = 'shipped'"
  echo "DELETE FROM orders WHERE id = 3"
  echo "START TRANSACTION"
  echo "INSERT INTO orders (id, status) VALUES (6, 'placed')"
  echo ROLLBACK
} | sql >"$work/orders"
check "orders in the table, and those of which the outbox told" "$(xargs <"$work/orders")" "$(sort -n "$work/events" | xargs)"
run capture uninstall --table orders
echo "UPDATE orders SET status = 'returned' WHERE id = 1" | sql
run capture changelog --name "$log" --topic "$log" --once
events "$log" %s >"$work/changes"
check "a snapshot, an UPDATE of four rows, a DELETE; an INSERT rolled back and an UPDATE after uninstall are not there" \
  "1 d 4 r 4 u" "$(sed 's/.*"op":"\(.\)".*/\1/' "$work/changes" | sort | uniq -c | xargs)"
check "the deleted order as it was, and what is left of it" "shipped null" \
  "$(sed -n 's/.*"before":.*"status": *"\([a-z]*\)".*"after":\(null\).*/\1 \2/p' "$work/changes")"

echo "3. A table poll: last states, no deletes"
poll() {
  run capture table --table orders --name "$table" --topic "$table" --once
}
poll 2>"$work/notices"
cat "$work/notices" >&2
check "what it says it cannot see" 1 "$(grep -c 'sees no deletes' "$work/notices" || true)"
{
  echo "UPDATE orders SET status = 'lost' WHERE id = 4"
  echo "UPDATE orders SET status = 'found' WHERE id = 4"
  echo "DELETE FROM orders WHERE id = 5"
} | sql
poll
# Rows of the last moments may come again.
events "$table" '%k %s' | sed 's/.*"id": *\([0-9]*\)}.*"status": *"\([a-z]*\)".*/\1 \2/' | sort -u >"$work/states"
check "order 1 is there as it was found" 1 "$(grep -c '^1 returned$' "$work/states" || true)"
check "order 4 is there as it is, and not as it was between two looks (its limit)" "4 found 4 shipped" \
  "$(grep '^4 ' "$work/states" | xargs)"
check "order 5 is deleted, which the topic does not know (its other limit)" "5 shipped" "$(grep '^5 ' "$work/states" | xargs)"

echo "4. How far behind"
behind() {
  run capture status --outbox outbox --name "$outbox" --output csv | column lagRows
}
place 7 | sql
check "rows that are not sent, after another order" 1 "$(behind)"
relay --once
check "rows that are not sent, after the relay has run" 0 "$(behind)"
check "each event once, however often it was run and killed" "1 3 5 4 7" "$(events "$outbox" %k | xargs)"

conclude

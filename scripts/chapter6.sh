#!/usr/bin/env bash
# Replays the course's content platform and checks each result: a post is created, inspected, put into inboxes, made
# searchable in Korean and English, updated, deleted. Every store is asked by a client of its own: MySQL and MongoDB by their
# drivers, Kafka by consume, Redis by its protocol, Elasticsearch by curl.
#
# Runs in a sandbox of its own, which it deletes, whatever cluster is named: the platform's names are the course's. Needs a JDK
# and curl. Ends with 0 if every check passed, else with 7. More: chapter-checks.sh.
unset KAFKA_LAB_BOOTSTRAP_SERVER
. "$(dirname "$0")/chapter-checks.sh"
begin_with_stores mysql,redis,mongo,elasticsearch

# Neither a client of MySQL nor one of MongoDB need be installed: this is both. Arguments: mysql, a statement; or mongo, a
# post: the users in whose inboxes it is.
cat >"$work/Ask.java" <<'JAVA'
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Objects;

class Ask {
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("mysql")) {
            try (var connection = DriverManager.getConnection(
                            System.getenv("KAFKA_LAB_MYSQL_URL"),
                            System.getenv("KAFKA_LAB_MYSQL_USER"),
                            System.getenv("KAFKA_LAB_MYSQL_PASSWORD"));
                    var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(arguments[1])) {
                while (rows.next()) {
                    System.out.println(rows.getString(1));
                }
            }
            return;
        }
        String address = System.getenv("KAFKA_LAB_MONGO_URL");
        String database = Objects.requireNonNullElse(new ConnectionString(address).getDatabase(), "campus");
        try (var client = MongoClients.create(address)) {
            for (var entry : client.getDatabase(database)
                    .getCollection("inbox")
                    .find(Filters.eq("postId", Long.parseLong(arguments[1])))
                    .sort(Sorts.ascending("userId"))) {
                System.out.println(entry.getLong("userId"));
            }
        }
    }
}
JAVA
jar=$(dirname "$lab")/../cli/target/kafka-lab.jar
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -cp "$jar" -d "$work" "$work/Ask.java"

ask() { # mysql or mongo, what
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp "$work:$jar" Ask "$@" 2>/dev/null
}

redis() { # a command; prints its answer, nothing for none
  local at=${KAFKA_LAB_REDIS_URL#redis://} answer
  exec 3<>"/dev/tcp/${at%:*}/${at#*:}"
  printf '%s\r\n' "$*" >&3
  IFS= read -r answer <&3
  case "$answer" in
    '$-1'*) ;;
    '$'*) IFS= read -r answer <&3 && printf '%s\n' "${answer%$'\r'}" ;;
    *) answer=${answer%$'\r'} && printf '%s\n' "${answer#?}" ;;
  esac
  exec 3>&-
}

document() { # post; version and tags, as Elasticsearch has it
  curl -s "$KAFKA_LAB_ELASTICSEARCH_URL/post/_doc/$1" |
    sed -n 's/.*"_version":\([0-9]*\).*"found":true.*/\1/p'
}

create() { # user, category, title, content; prints the post's id
  run content create --user "$1" --category "$2" --title "$3" --content "$4" --output csv | column id
}

found() { # keyword
  run content search "$1" --output csv | column id | sort -n | xargs
}

feed() { # user
  run content feed "$1" --output csv | column id | xargs
}

carried() { # waits for relay and workers, then compares all stores; prints what differs
  run content verify --wait 40s --output csv | awk 'NR > 1'
}

event() { # topic, post; the last event of it
  run consume -t "$1" --isolation-level read_committed -e --filter-key "^$2\$" -f '%s\n' | tail -n 1
}

echo "1. Create: row and event, and nobody else is asked"
korean=$(create 1 1 '카프카 파티션 이해하기' \
  '카프카 브로커는 메시지를 파티션에 나누어 저장합니다. 서버를 늘리면 컨슈머가 데이터를 나누어 읽습니다.')
english=$(create 2 2 'Three days in Jeju' \
  'We booked a hotel by the beach and a flight in the morning. The island has hiking trails and markets for travelers.')
misplaced=$(create 3 3 'Partitions of a broker' \
  'A Kafka broker stores messages in partitions. The server scales when consumers read the database of events in parallel.')
check "rows in MySQL" "1 1 1" "$(ask mysql 'SELECT version FROM post ORDER BY id' | xargs)"
check "events in the outbox" 3 "$(ask mysql 'SELECT COUNT(*) FROM post_outbox')"
check "in Redis before anybody carried it" "" "$(redis GET "content:post:$korean")"
run content workers >"$work/workers.out" 2>&1 &
check "differences when all is carried" "" "$(carried)"

echo "2. Inspect: what fits, what it is about"
check "told of by the write side" CREATE "$(event post.original "$korean" | sed 's/.*"operationType":"\([A-Z]*\)".*/\1/')"
check "fits" CREATE "$(event post.inspected "$korean" | sed 's/.*"operationType":"\([A-Z]*\)".*/\1/')"
check "does not fit, so it is to be shown nowhere" DELETE \
  "$(event post.inspected "$misplaced" | sed 's/.*"operationType":"\([A-Z]*\)".*/\1/')"
check "and the reason names the category that it fits" 1 \
  "$(event post.inspected "$misplaced" | grep -c 'reads like IT')"

echo "3. Feed: inboxes of followers"
followers=$(ask mysql 'SELECT follower_id FROM follow WHERE user_id = 1 ORDER BY follower_id' | xargs)
check "inboxes, as MongoDB has them" "$followers" "$(ask mongo "$korean" | xargs)"
check "inboxes of the one that does not fit" "" "$(ask mongo "$misplaced")"
check_at_least "in the inbox of user 2" 1 "$(feed 2 | tr ' ' '\n' | grep -cx "$korean")"

echo "4. Search: Korean and English"
check "Korean, with particles" "$korean" "$(found '파티션을')"
check "English, another form of the word" "$english" "$(found 'traveler')"
check "what does not fit is not found" "" "$(found 'scales')"
check "as Elasticsearch has it: version" 1 "$(document "$korean")"
check "as Elasticsearch has it: nothing of the one that does not fit" "" "$(document "$misplaced")"

echo "5. Cache"
check "version in Redis" 1 "$(redis GET "content:post:$korean" | awk '{ print $1 }')"
check "of the one that does not fit" 1 "$(redis GET "content:post:$misplaced" | xargs)"
check "read" user1 "$(run content get "$korean" --output csv | grep -o 'user1')"
check "of the one that does not fit nobody reads" 4 "$(exit_code "$lab" content get "$misplaced")"

echo "6. Update"
run content update "$english" --title 'Four days in Jeju' --output csv >/dev/null
check "differences when it is carried" "" "$(carried)"
check "version in MySQL, Redis, Elasticsearch" "2 2 2" \
  "$(ask mysql "SELECT version FROM post WHERE id = $english") $(redis GET "content:post:$english" | awk '{ print $1 }') $(document "$english")"
check "found by its new title" "$english" "$(found 'four days')"

echo "7. Delete"
run content delete "$korean" --output csv >/dev/null
check "differences when it is carried" "" "$(carried)"
check "MySQL keeps the row and says so" 2 "$(ask mysql "SELECT version FROM post WHERE id = $korean AND deleted_at IS NOT NULL")"
check "inboxes" "" "$(ask mongo "$korean")"
check "found" "" "$(found '파티션을')"
check "in Redis: that it is gone" 2 "$(redis GET "content:post:$korean" | xargs)"
check "in Elasticsearch" "" "$(document "$korean")"
check "read" 4 "$(exit_code "$lab" content get "$korean")"

echo "8. Prove it, and mend it"
curl -s -X DELETE "$KAFKA_LAB_ELASTICSEARCH_URL/post/_doc/$english?version=2&version_type=external_gte" >/dev/null
check "a document that is lost is a difference" 7 "$(exit_code "$lab" content verify)"
check "which names it" "$english,Elasticsearch,version 2,nothing" "$(run content verify --output csv | awk 'NR > 1' || true)"
check "mended" 0 "$(exit_code "$lab" content verify --repair)"
check "differences" "" "$(carried)"
check "stores on the way of the post" "MySQL outbox post.original post.inspected Redis MongoDB Elasticsearch" \
  "$(run content trace "$english" --output csv | awk -F, '$1 == 2 { print $2 }' | xargs)"

conclude

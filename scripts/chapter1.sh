#!/usr/bin/env bash
# Replays the tool exercises of chapter 1 and checks each result: create a topic, add partitions, produce 30 records,
# consume them, see the lag, reset the offsets. First with kafka-lab, then with kcat where it is installed.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics and
# groups of its own, which it deletes. Ends with 0 if every check passed, else with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin
topic=$name

partitions() { # topic
  "$lab" topic describe "$1" --output csv | tail -n +2 | count
}

records() {
  for number in $(seq 1 30); do printf 'user%d:message %d\n' $((number % 5)) "$number"; done
}

echo "1. Create a topic and add partitions"
run topic create "$topic" --partitions 1 >/dev/null
check "partitions" 1 "$(partitions "$topic")"
run topic alter "$topic" --partitions 3 >/dev/null
check "partitions" 3 "$(partitions "$topic")"

echo "2. Produce 30 records with keys"
records | run produce -t "$topic" -K :
check "records in the topic" 30 "$(records_in "$topic")"

echo "3. Consume them in a group"
seen=$(run consume -t "$topic" -g "$topic-readers" -e -f '%k:%s\n')
check "records read" "$(records | sort | cksum)" "$(printf '%s\n' "$seen" | sort | cksum)"
for key in user0 user1 user2 user3 user4; do
  check "order of $key" "$(records | grep "^$key:" | cksum)" "$(printf '%s\n' "$seen" | grep "^$key:" | cksum)"
done
check "lag of the group" 0 "$(lag "$topic-readers")"

echo "4. Reset the offsets"
run reset-offsets -g "$topic-readers" -t "$topic" --to-earliest --dry-run >/dev/null
check "lag after the preview" 0 "$(lag "$topic-readers")"
run reset-offsets -g "$topic-readers" -t "$topic" --to-earliest --execute >/dev/null
check "lag after the reset" 30 "$(lag "$topic-readers")"
check "records replayed" 30 "$(run consume -t "$topic" -g "$topic-readers" -e -f '%o\n' | count)"
check "exit code for a group that does not exist" 4 \
  "$(exit_code "$lab" reset-offsets -g "no-such-group-$$" -t "$topic" --to-earliest --execute)"

if command -v kcat >/dev/null; then
  echo "5. The same with kcat, and across"
  broker=$KAFKA_LAB_BOOTSTRAP_SERVER
  "$lab" -q topic create "$topic-kcat" --partitions 3 >/dev/null
  printf '\n$ kcat -P -t %s -K :\n' "$topic-kcat" >&2
  records | kcat -b "$broker" -P -t "$topic-kcat" -K :
  check "kcat produced, kafka-lab read" "$(records | sort | cksum)" \
    "$("$lab" -q consume -t "$topic-kcat" -e -K : | sort | cksum)"
  printf '\n$ kcat -C -t %s -e -f %s\n' "$topic" "'%k:%s\\n'" >&2
  check "kafka-lab produced, kcat read" "$(records | sort | cksum)" \
    "$(kcat -b "$broker" -C -q -t "$topic" -o beginning -e -f '%k:%s\n' | sort | cksum)"
  check "one format, the same lines" \
    "$(kcat -b "$broker" -C -q -t "$topic" -p 0 -o beginning -e -f '%t %p %o %k %s\n' | cksum)" \
    "$("$lab" -q consume -t "$topic" -p 0 -o beginning -e -f '%t %p %o %k %s\n' | cksum)"
else
  echo "5. Left out: kcat is not installed (Debian and Ubuntu: apt install kcat)"
fi

conclude

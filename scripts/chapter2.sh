#!/usr/bin/env bash
# Replays the exercises of chapter 2 and checks each result: JSON messages out and in, in batches, with their metadata, and
# through a function between two topics.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics and
# groups of its own, which it deletes. Ends with 0 if every check passed, else with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin
topic=$name

orders() {
  for number in $(seq 1 30); do
    printf 'user%d:{"id":%d,"cents":%d}\n' $((number % 5)) "$number" $((number * 10))
  done
}

cents() { # of the JSON values on standard input, all together
  sed -n 's/.*"cents":\([0-9]*\).*/\1/p' | awk '{ sum += $1 } END { print sum + 0 }'
}

run topic create "$topic" --partitions 3 >/dev/null &
run topic create "$topic-events" --partitions 2 --config retention.ms=-1 >/dev/null &
run topic create "$topic-amounts" --partitions 3 >/dev/null &
wait

echo "1. JSON messages out and in"
orders | run produce -t "$topic" -K :
seen=$(run consume -t "$topic" -g "$topic-readers" -e -f '%k:%s\n')
check "records read" "$(orders | sort | cksum)" "$(printf '%s\n' "$seen" | sort | cksum)"
check "cents of all orders" 4650 "$(printf '%s\n' "$seen" | cents)"
printf '%s\n' '{"key":"a","value":"{}"}' '{"key":"b","value":' '{"key":"c","value":"{}"}' >"$work/lines"
check "exit code for a line that is no JSON" 6 \
  "$(exit_code "$lab" produce -t "$topic-events" -p 0 --json "@$work/lines")"
check "the lines beside it" "a c" "$("$lab" consume -t "$topic-events" -e -f '%k\n' | xargs)"

echo "2. In batches"
first=$(run consume -t "$topic" -g "$topic-batches" -X max.poll.records=10 --commit sync -n 10 -f '%k:%s\n')
check "records of the first batch" 10 "$(printf '%s\n' "$first" | count)"
rest=$(run consume -t "$topic" -g "$topic-batches" -X max.poll.records=10 --commit sync -e -f '%k:%s\n')
check "records after it" 20 "$(printf '%s\n' "$rest" | count)"
check "all batches together" "$(orders | sort | cksum)" "$(printf '%s\n' "$first" "$rest" | sort | cksum)"
check "lag after them" 0 "$(lag "$topic-batches")"

echo "3. What a record carries besides its value"
printf '%s\n' '{"key":"user1","value":"{\"id\":31}","partition":1,"timestamp":1767225600000,"headers":[["trace","t-31"],["type","Order"]]}' |
  run produce -t "$topic-events" --json
check "topic, partition, offset, timestamp, headers" "$topic-events 1 0 1767225600000 trace=t-31,type=Order" \
  "$(run consume -t "$topic-events" -p 1 -e -f '%t %p %o %T %h\n')"
record=$(run consume -t "$topic-events" -p 1 -e -J)
check "the same as JSON" 1 \
  "$(printf '%s\n' "$record" | grep -c '"partition":1,"offset":0,"timestamp":1767225600000,"timestampType":"CreateTime"')"
printf '%s\n' "$record" | run produce -t "$topic-events" --json
check "read and sent again" "$record" "$(run consume -t "$topic-events" -p 1 -o 1 -e -J | sed 's/"offset":1,/"offset":0,/')"
printf '{"id":32}\n' | run produce -t "$topic-events" -p 1 -k user2 -H trace=t-32
check "a header for all" "user2 trace=t-32" "$(run consume -t "$topic-events" -p 1 -o 2 -e -f '%k %h\n')"

echo "4. A function between two topics"
amounts() {
  orders | sed 's/"cents"/"amount"/'
}
run pipe -t "$topic" --to "$topic-amounts" --map "sed -u 's/\"cents\"/\"amount\"/'" -e
check "records through the function" "$(amounts | sort | cksum)" \
  "$(run consume -t "$topic-amounts" --isolation-level read_committed -e -f '%k:%s\n' | sort | cksum)"
run pipe -t "$topic" --to "$topic-amounts" --map "sed -u 's/\"cents\"/\"amount\"/'" -e
check "records after it ran again" 30 \
  "$(run consume -t "$topic-amounts" --isolation-level read_committed -e -f '%o\n' | count)"

conclude

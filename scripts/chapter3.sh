#!/usr/bin/env bash
# Replays the exercises of chapter 3 and checks each result: commits of consumers that are killed midway, every way to
# manage offsets, duplicates of producers and consumers, throughput of partitions, groups and batches.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics and
# groups of its own, which it deletes. There it cannot disturb the network, and leaves out what needs that. Ends with 0 if
# every check passed, else with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin --faulty
topic=$name

numbers() { # from, to
  for number in $(seq "$1" "$2"); do printf 'key%d:%d\n' $((number % 10)) "$number"; done
}

kill_hard() { # processes
  { kill -9 "$@" && wait "$@"; } 2>/dev/null || true
}

for each in commits log twice; do
  run topic create "$topic-$each" --partitions 1 --config retention.ms=-1 >/dev/null &
done
run topic create "$topic-shared" --partitions 6 >/dev/null &
wait

echo "1. Commit, and be killed midway"
# Each consumer prints 15 records, then 15 more, then it is killed; another goes on. It takes the dead one's place at once,
# not when its session ends, since it has the same instance id.
reader() { # mode, options; in the background only, where this is the process to be killed
  exec "$lab" -q consume -t "$topic-commits" -g "$topic-$1" --commit "$1" -f '%o\n' -X auto.commit.interval.ms=60000 \
    -X group.instance.id=reader -X session.timeout.ms=10000 "${@:2}"
}
numbers 1 15 | run produce -t "$topic-commits" -K :
killed=
for mode in auto sync async none; do
  reader "$mode" >"$work/$mode.killed" &
  killed="$killed $!"
done
printf '\n$ kafka-lab consume -t %s -g %s --commit auto|sync|async|none & … kill -9\n' "$topic-commits" "$topic-…" >&2
for mode in auto sync async none; do await "15 records with --commit $mode" has_lines "$work/$mode.killed" 15; done
numbers 16 30 | run produce -t "$topic-commits" -K :
for mode in auto sync async none; do await "30 records with --commit $mode" has_lines "$work/$mode.killed" 30; done
# shellcheck disable=SC2086 # ids are words
kill_hard $killed
for mode in auto sync async none; do
  reader "$mode" -e >"$work/$mode.next" &
done
wait
for mode in auto sync async none; do
  check "$mode: records read in all" 30 "$(cat "$work/$mode.killed" "$work/$mode.next" | sort -u | count)"
done
check "auto, a minute's interval: what comes again" 30 "$(count <"$work/auto.next")"
check_at_most "sync, after each batch: what comes again" 15 "$(count <"$work/sync.next")"
check_at_most "async, after each batch: what comes again" 15 "$(count <"$work/async.next")"
check "none: what comes again" 30 "$(count <"$work/none.next")"
check "auto, sync and async: lag at the end" 0 "$(lag "$topic-auto" "$topic-sync" "$topic-async")"

echo "2. Manage offsets"
{
  for minute in 0 1 2 3 4 5 6 7; do
    printf '{"value":"%d","timestamp":%d}\n' "$minute" $((1767225600000 + minute * 60000))
  done
  printf '{"value":"%d"}\n' 8 9
} | run produce -t "$topic-log" --json
group=$topic-offsets
run consume -t "$topic-log" -g "$group" -n 4 >/dev/null
preview() { # file, scope …
  run reset-offsets -g "$group" -t "$topic-log" "${@:2}" --dry-run --output csv | column new >"$work/$1"
}
preview earliest --to-earliest &
preview latest --to-latest &
preview offset --to-offset 7 &
preview back --shift-by -3 &
preview datetime --to-datetime 2026-01-01T00:05:00Z &
preview duration --by-duration 1h &
run reset-offsets -g "$group" -t "$topic-log" --shift-by 3 --export >"$work/exported.csv" &
wait
check "--to-earliest" 0 "$(cat "$work/earliest")"
check "--to-latest" 10 "$(cat "$work/latest")"
check "--to-offset 7" 7 "$(cat "$work/offset")"
check "--shift-by -3" 1 "$(cat "$work/back")"
check "--to-datetime, five minutes after the first record" 5 "$(cat "$work/datetime")"
check "--by-duration 1h" 8 "$(cat "$work/duration")"
check "--shift-by 3 --export" "$topic-log,0,7" "$(cat "$work/exported.csv")"
check "exit code of --to-offset 99, which there is not, with --strict" 5 \
  "$(exit_code "$lab" reset-offsets -g "$group" -t "$topic-log" --to-offset 99 --strict --execute)"
preview current --to-current
check "--to-current, after all that" 4 "$(cat "$work/current")"
run reset-offsets -g "$group" --from-file "$work/exported.csv" --execute >/dev/null
check "what is read after it was imported" "7 8 9" "$(run consume -t "$topic-log" -g "$group" -e | xargs)"

echo "3. Duplicates"
{
  numbers 1 10
  numbers 1 10
} | run produce -t "$topic-twice" -K :
run consume -t "$topic-twice" -g "$topic-naive" --commit none -e -f '%k\n' >"$work/delivered"
check "records of an application that sends ten orders twice" 20 "$(count <"$work/delivered")"
run consume -t "$topic-twice" -g "$topic-naive" --commit sync -e -f '%k\n' >>"$work/delivered"
check "delivered, as the consumer did not commit before its restart" 40 "$(count <"$work/delivered")"
check "orders, counted by key" 10 "$(sort -u "$work/delivered" | count)"
if [ -n "$own_sandbox" ]; then
  # Answers get lost for a while: the producer does not know what arrived, and sends it again.
  run topic create "$topic-idempotent" --partitions 1 >/dev/null &
  run topic create "$topic-careless" --partitions 1 >/dev/null &
  wait
  feed() {
    numbers 1 40
    until [ -e "$work/disturbed" ]; do sleep 0.1; done
    numbers 41 80
  }
  patient="-X request.timeout.ms=1000 -X linger.ms=0"
  # shellcheck disable=SC2086 # options are words
  feed | run produce -t "$topic-idempotent" -K : $patient &
  # shellcheck disable=SC2086
  feed | run produce -t "$topic-careless" -K : $patient -X enable.idempotence=false &
  half_sent() { [ "$(records_in "$topic-idempotent" "$topic-careless")" = 80 ]; }
  await "the first half" half_sent
  run sandbox fault drop responses --name "$own_sandbox"
  touch "$work/disturbed"
  sleep 1 # the second half is under way
  run sandbox fault none --name "$own_sandbox"
  wait
  check "idempotent: records of 80 sent" 80 "$(records_in "$topic-idempotent")"
  check_at_least "not idempotent: records of 80 sent (this is the failure)" 81 "$(records_in "$topic-careless")"
  check "not idempotent: counted by value" 80 "$(run consume -t "$topic-careless" -e | sort -u | count)"
else
  echo "  left out: a producer whose answers get lost; only a sandbox of its own can be disturbed"
fi

echo "4. Throughput"
members=
for member in 1 2 3; do
  "$lab" -q consume -t "$topic-shared" -g "$topic-team" -X heartbeat.interval.ms=300 -f '%p %s\n' >"$work/member$member" &
  members="$members $!"
done
printf '\n$ kafka-lab consume -t %s -g %s & (three times)\n' "$topic-shared" "$topic-team" >&2
shared_by_three() {
  [ "$("$lab" -q group describe "$topic-team" --output csv 2>/dev/null | column member | grep . | sort | uniq -c |
    awk '{ print $1 }' | xargs)" = "2 2 2" ]
}
await "three members that share the partitions" shared_by_three
seq 1 30000 | awk '{ print "key" $1 % 100 ":" $1 }' >"$work/many"
run produce -t "$topic-shared" -K : "@$work/many"
all_read() { [ "$(cat "$work"/member? | count)" -ge 30000 ]; }
await "30000 records" all_read
check "records of the three together" "$(seq 1 30000 | cksum)" "$(cut -d ' ' -f 2 "$work"/member? | sort -n | cksum)"
for member in 1 2 3; do
  check "partitions of member $member" 2 "$(cut -d ' ' -f 1 "$work/member$member" | sort -u | count)"
done
# shellcheck disable=SC2086 # ids are words
kill $members # they commit and leave
# shellcheck disable=SC2086
wait $members || true
check "lag of the group" 0 "$(lag "$topic-team")"
speed() { # options of produce; records a second
  "$lab" produce -t "$topic-shared" "@$work/many" "$@" 2>&1 | sed -n 's/.*(\([0-9,]*\) records.*/\1/p' | tr -d ,
}
printf '\n$ kafka-lab produce -t %s -X batch.size=1 -X linger.ms=0\n' "$topic-shared" >&2
single=$(speed -X batch.size=1 -X linger.ms=0)
batched=$(speed)
check_at_least "records/s in batches, where one by one gives $single" $((2 * single)) "$batched"

conclude

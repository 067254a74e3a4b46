#!/usr/bin/env bash
# Replays the exercise of chapter 7 and checks each result: 500 users ask twice each for one of 10 coupons; a process is
# killed in the midst of a burst; the same over HTTP.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics of its
# own, which it deletes, with MySQL and Redis in a sandbox of its own. Ends with 0 if every check passed, else with 7. More:
# chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin_with_stores mysql,redis

topic=$name-request

answers() { # file of a burst, status
  awk -F, -v status="$2" '$1 == status { print $3; found = 1 } END { if (!found) print 0 }' "$1"
}

admitted() { # event; users whose admission is in the topic, one a line
  "$lab" -q consume -t "$topic" -e -f '%k %s\n' | sed -n "s/^\([0-9]*\) .*\"eventId\":$1,\"userId\".*/\1/p"
}

echo "1. The course's exercise: users 1 to 500, twice each, 10 coupons"
run coupon create --event 1 --limit 10 --topic "$topic"
run issue-coupon --event 1 --users 1..500 --repeat 2 --concurrency 64 --topic "$topic" --output csv >"$work/burst"
cat "$work/burst" >&2
check "issued (200)" 10 "$(answers "$work/burst" 200)"
check "sold out (403)" 490 "$(answers "$work/burst" 403)"
check "already tried (409)" 500 "$(answers "$work/burst" 409)"
check "distinct users: each is issued or sold out once" 500 \
  "$(($(answers "$work/burst" 200) + $(answers "$work/burst" 403)))"
admitted 1 >"$work/admitted"
check "admissions in the topic" 10 "$(count <"$work/admitted")"
check "of so many users" 10 "$(sort -u "$work/admitted" | count)"

echo "2. A worker writes them into MySQL"
run coupon process --once --topic "$topic"
winner=$(head -1 "$work/admitted")
check "coupons of user $winner" 1 "$(run coupon list --user "$winner" --topic "$topic" --output csv | sed 1d | count)"
check "Redis, topic and MySQL agree; numbers 1 to 10 (exit code)" 0 \
  "$(exit_code run coupon verify --event 1 --topic "$topic")"
check "the winner asks again (exit code)" 5 "$(exit_code run issue-coupon --event 1 --user "$winner" --topic "$topic")"
check "there is no event 9 (exit code)" 4 "$(exit_code run issue-coupon --event 9 --user 1 --topic "$topic")"

echo "3. Killed in the midst of a burst"
run coupon create --event 2 --limit 2000 --topic "$topic"
printf '\n$ kafka-lab issue-coupon --event 2 --users 1..100000 & … kill -9\n' >&2
"$lab" -q issue-coupon --event 2 --users 1..100000 --concurrency 16 --topic "$topic" >/dev/null 2>&1 &
burst=$!
under_way() {
  [ "$(records_in "$topic")" -gt 100 ]
}
await "admissions of event 2" under_way
{ kill -9 "$burst" && wait "$burst"; } 2>/dev/null || true
run issue-coupon --event 2 --users 1..3000 --topic "$topic" --output csv >"$work/again"
run coupon process --once --topic "$topic"
check "Redis, topic and MySQL agree after a kill -9 (exit code)" 0 \
  "$(exit_code run coupon verify --event 2 --topic "$topic")"
check "coupons of event 2" 2000 "$(admitted 2 | sort -u | count)"

conclude

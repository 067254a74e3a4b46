#!/usr/bin/env bash
# Replays the exercises of chapter 5 and checks each result: records that fail become dead letters, are looked at, put back
# once after a preview, and parked when they keep failing; dead letters of spring-kafka too.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics and
# groups of its own, which it deletes. Ends with 0 if every check passed, else with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
begin
orders=$name
charged=$name-charged
dead=$name-dlt

for topic in "$orders" "$charged" "$dead"; do
  run topic create "$topic" --partitions 1 >/dev/null &
done
wait

charge() { # the program that charges
  run pipe -t "$orders" --to "$charged" --dead-letter "$dead" --map "$1" --concurrency 1 -e
}

charged_orders() {
  run consume -t "$charged" --isolation-level read_committed -e -f '%k\n' | sort | xargs
}

letters() { # number of a column, options
  run dlt show -t "$dead" "${@:2}" | awk -v at="$1" 'NR > 1 { print $at }'
}

redrive() { # options; prints action and number, a line each
  run dlt redrive -t "$dead" "$@" --output csv | awk -F, 'NR > 1 { print $1, $2 }' | sort | xargs
}

echo "1. What fails becomes a dead letter"
# The value of `odd` holds a line break, with which the program cannot cope. After four orders the program dies.
for key in a b odd c d e f; do
  value="order $key"
  [ "$key" != odd ] || value='order\nodd'
  printf '{"key":"%s","value":"%s","headers":[["trace","t-%s"]]}\n' "$key" "$value" "$key"
done | run produce -t "$orders" --json
charge 'sed -u 4q'
check "charged" "a b c d" "$(charged_orders)"
check "dead letters and those not put back yet" "3 3" \
  "$(run dlt list --output csv | awk -F, -v topic="$dead" '$1 == topic { print $2, $3 }')"
check "where they failed" "$orders-0@2 $orders-0@5 $orders-0@6" "$(letters 4 | xargs)"
check "why: the program was gone" 2 "$(run dlt show -t "$dead" --message 'ended before it answered' -J | count)"

echo "2. Preview, then put back once"
outage='ended before it answered'
check "preview" "keep 1 redrive 2" "$(redrive --message "$outage")"
check "records after the preview" 7 "$(records_in "$orders")"
check "done" "keep 1 redrive 2" "$(redrive --message "$outage" --execute)"
check "done again" "keep 1" "$(redrive --message "$outage" --execute)"
check "back where they failed, as they were" "e trace=t-e f trace=t-f" \
  "$(run consume -t "$orders" -o 7 --isolation-level read_committed -e -f '%k %h\n' | sed 's/,kafka-lab[^ ]*//g' | xargs)"
charge 'cat'
check "charged by a program that lives, each once" "a b c d e f" "$(charged_orders)"

echo "3. What fails again and again is parked"
check "put back for a second round" "redrive 1" "$(redrive --execute)"
charge 'cat'
check "failed again" 1 "$(letters 6 --waiting)"
check "preview with a limit of one round" "park 1" "$(redrive --max-rounds 1)"
check "done" "park 1" "$(redrive --max-rounds 1 --execute)"
check "parked" odd "$(run consume -t "$orders-parking" --isolation-level read_committed -e -f '%k\n')"
check "nothing is left to put back" "" "$(redrive)"

echo "4. Dead letters of spring-kafka"
int32() { printf '\000\000\000\00'"$1" | base64; }
int64() { printf '\000\000\000\000\000\000\000\00'"$1" | base64; }
printf '{"key":"g","value":"order g","headers":[["trace","t-g"],%s,%s,%s,%s,%s,%s]}\n' \
  "[\"kafka_dlt-original-topic\",\"$orders\"]" \
  "[\"kafka_dlt-original-partition\",\"$(int32 0)\",\"base64\"]" \
  "[\"kafka_dlt-original-offset\",\"$(int64 7)\",\"base64\"]" \
  '["kafka_dlt-exception-fqcn","org.springframework.kafka.listener.ListenerExecutionFailedException"]' \
  '["kafka_dlt-exception-cause-fqcn","java.net.SocketTimeoutException"]' \
  '["kafka_dlt-exception-message","Listener failed; Read timed out"]' |
  run produce -t "$dead" --json
check "where it failed" "$orders-0@7" "$(letters 4 --cause java.net.SocketTimeoutException)"
check "put back" "redrive 1" "$(redrive --cause Timeout --execute)"
charge 'cat'
check "charged" "a b c d e f g" "$(charged_orders)"

conclude

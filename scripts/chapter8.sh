#!/usr/bin/env bash
# Replays the exercises of chapter 8 and checks each result: the HTTP API writes an access log; it is shipped to Kafka,
# indexed in Elasticsearch, one index a day, and charted. The shipper is killed, and the file is rotated under it.
#
# Runs in a sandbox of its own, which it deletes; or on the cluster that KAFKA_LAB_BOOTSTRAP_SERVER names, in topics of its
# own, which it deletes, with Elasticsearch in a sandbox of its own. Needs curl. Ends with 0 if every check passed, else
# with 7. More: chapter-checks.sh.
. "$(dirname "$0")/chapter-checks.sh"
command -v curl >/dev/null || { echo "curl is missing; install the package curl" >&2; exit 2; }
begin_with_stores elasticsearch

topic=$name
log=$work/access.log
registry=$work/registry.json

ship() {
  run ship-logs "$work/access.log*" -t "$topic" --registry "$registry" "$@"
}

index() {
  run index-logs -t "$topic" --format tomcat --once
}

figures() { # member of the JSON of chart-logs; numbers stand alone in their lines
  curl -fs -X POST "$KAFKA_LAB_ELASTICSEARCH_URL/$topic-*/_refresh" >/dev/null
  run chart-logs --index "$topic" --output json | sed -n "s/^  \"$1\" : \([0-9]*\),*$/\1/p"
}

documents() {
  curl -fs -X POST "$KAFKA_LAB_ELASTICSEARCH_URL/$topic-*/_refresh" >/dev/null
  curl -fs "$KAFKA_LAB_ELASTICSEARCH_URL/$topic-*/_count" | sed 's/.*"count":\([0-9]*\).*/\1/'
}

status_of() { # class of status, such as 404; how many documents
  curl -fs "$KAFKA_LAB_ELASTICSEARCH_URL/$topic-*/_count?q=status:$1" | sed 's/.*"count":\([0-9]*\).*/\1/'
}

echo "1. The HTTP API and its traffic"
# Nobody asks the systems for anything here, so their stores need not be up: an address will do.
KAFKA_LAB_MYSQL_URL=${KAFKA_LAB_MYSQL_URL:-jdbc:mysql://127.0.0.1:1/campus} \
  KAFKA_LAB_MYSQL_USER=${KAFKA_LAB_MYSQL_USER:-nobody} KAFKA_LAB_MYSQL_PASSWORD=${KAFKA_LAB_MYSQL_PASSWORD:-none} \
  KAFKA_LAB_REDIS_URL=${KAFKA_LAB_REDIS_URL:-redis://127.0.0.1:1} \
  KAFKA_LAB_MONGO_URL=${KAFKA_LAB_MONGO_URL:-mongodb://127.0.0.1:1} \
  "$lab" -q serve --port 0 --access-log "$log" >"$work/address" 2>"$work/serve.err" &
server=$!
touch "$work/address" "$log"
await "the HTTP API" has_lines "$work/address" 1
api=$(sed -n '1s/.*\(http:[^ ]*\).*/\1/p' "$work/address")
ask() { # how often, path
  local urls=()
  for i in $(seq "$1"); do urls+=("${api%/}$2?n=$i"); done
  curl -s -A "chapter/8" "${urls[@]}" >/dev/null
}
ask 120 /
ask 30 /nothing-there
await "lines of the access log" has_lines "$log" 150
check "lines of the access log, in the course's pattern" 150 \
  "$(grep -cE '^[^ ]+ - - \[[^]]+\] "GET [^"]+" [0-9]{3} ([0-9]+|-) [0-9]+ "-" "chapter/8"$' "$log" || true)"

echo "2. Shipped, while the shipper is killed and the file is rotated"
printf '\n$ kafka-lab ship-logs %s -t %s & … kill -9\n' "'$work/access.log*'" "$topic" >&2
"$lab" -q ship-logs "$work/access.log*" -t "$topic" --registry "$registry" &
shipper=$!
shipped() {
  local records
  records=$(records_in "$topic" 2>/dev/null) || records=0 # the topic is made by the shipper
  [ "$records" -ge "$1" ]
}
await "records of the first lines" shipped 150
{ kill -9 "$shipper" && wait "$shipper"; } 2>/dev/null || true
cp "$log" "$work/access.log.1" && : >"$log" # copytruncate
ask 50 /
await "lines after the rotation" has_lines "$log" 50
ship --once
index
lines=$(cat "$work/access.log.1" "$log" | count)
check "lines" 200 "$lines"
check "documents of these lines, each once, however often they were shipped" "$lines" "$(documents)"
check "of them not found" "$(cat "$work/access.log.1" "$log" | grep -c '" 404 ' || true)" "$(status_of 404)"

echo "3. One index a day, and what does not match is kept with its reason"
days() { # lines of each day, as the lines say
  cat "$work/access.log.1" "$log" | awk '{
    split(substr($4, 2), date, /[\/:]/)
    month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", date[2]) + 2) / 3
    lines[sprintf("%s-%02d-%s", date[3], month, date[1])]++
  } END { for (day in lines) print day, lines[day] }' | sort
}
indices() {
  curl -fs "$KAFKA_LAB_ELASTICSEARCH_URL/_cat/indices/$topic-*?h=index,docs.count&s=index" |
    sed "s/^$topic-//" | awk '{ print $1, $2 }'
}
check "documents of each index are those that awk counts for its day" "$(days)" "$(indices)"
echo "this is no access log" >>"$log"
ship --once
index
check "documents after a line that does not match" "$lines" "$(documents)"
check "lines in the topic of what does not match" 1 "$(records_in "$topic-rejected")"
check "with the reason" 1 "$(run dlt show -t "$topic-rejected" | grep -c 'has no date like' || true)"

echo "4. Charts"
check "requests that the charts count" "$lines" "$(figures requests)"
run chart-logs --index "$topic" --html "$work/chart.html" --png "$work/chart.png"
check "a page that asks nobody for anything" 0 "$(grep -cE '(src|href)="(https?:)?//' "$work/chart.html" || true)"
check "a picture" PNG "$(head -c 4 "$work/chart.png" | tr -d '\211')"
kill "$server" 2>/dev/null || true
wait "$server" 2>/dev/null || true
server=

conclude

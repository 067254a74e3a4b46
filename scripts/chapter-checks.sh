# shellcheck shell=bash
# What the chapter scripts share; they source it. Each replays exercises of the course through the command line and checks
# what comes out: ✓ or ✗, what, expected / actual. Ends with 0 if every check passed, with 7 if one did not, and with the
# exit code of a command that failed otherwise.
#
#   KAFKA_LAB_BOOTSTRAP_SERVER  where to do it, in topics and groups that begin with $name and are deleted at the end;
#                               without it in a sandbox of its own, which is deleted
#   CHAPTER_BREAK=N             makes the Nth check expect something else, and ends there: a test of the script sees it fail
set -euo pipefail

lab=$(cd "$(dirname "$0")" && pwd)/kafka-lab
name=$(basename "$0" .sh)-$$
work=$(mktemp -d)
own_sandbox=
own_stores=
checks=0
failed=0

# Starts what is needed. Arguments: more options for `sandbox up`, should there be a sandbox of its own.
begin() {
  [ -n "${KAFKA_LAB_BOOTSTRAP_SERVER:-}" ] || own_sandbox=$name
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  if [ -n "$own_sandbox" ]; then
    run sandbox up --only kafka --name "$own_sandbox" "$@" >/dev/null
    eval "$("$lab" sandbox env --name "$own_sandbox")"
  fi
  export KAFKA_LAB_BOOTSTRAP_SERVER
}

# The same with stores, which are always in a sandbox of its own. Arguments: which, with commas.
begin_with_stores() {
  begin --only "$1"
  if [ -z "$own_sandbox" ]; then
    own_stores=$name
    run sandbox up --only "$1" --name "$own_stores" >/dev/null
    eval "$("$lab" sandbox env --name "$own_stores")"
  fi
}

clean_up() {
  local running groups topics
  running=$(jobs -p)
  # shellcheck disable=SC2086 # ids are words
  [ -z "$running" ] || { kill -9 $running && wait $running; } 2>/dev/null || true
  rm -rf "$work"
  if [ -n "$own_sandbox" ]; then
    "$lab" -q sandbox reset --name "$own_sandbox" >/dev/null || true
    return
  fi
  [ -z "$own_stores" ] || "$lab" -q sandbox reset --name "$own_stores" >/dev/null || true
  groups=$("$lab" group list --output csv | column group | grep -F -- "$name" | tr '\n' ' ') || true
  topics=$("$lab" topic list --output csv | column topic | grep -F -- "$name" | tr '\n' ' ') || true
  # shellcheck disable=SC2086 # names are words
  {
    [ -z "$topics" ] || "$lab" -q topic delete $topics >/dev/null || true
    # A member that was killed counts as alive until its session ends.
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
      [ -n "$groups" ] || break
      "$lab" -q group delete $groups >/dev/null 2>&1 && break
      sleep 1
      groups=$("$lab" group list --output csv | column group | grep -F -- "$name" | tr '\n' ' ') || true
    done
  }
}

# Says how it went; the last thing a script does.
conclude() {
  echo
  if [ "$failed" -gt 0 ]; then
    echo "$failed of $checks checks failed" >&2
    exit 7
  fi
  echo "All $checks checks passed."
}

run() {
  printf '\n$ kafka-lab %s\n' "$*" >&2
  "$lab" -q "$@"
}

judge() { # passed (0 or not), what, expected, actual
  checks=$((checks + 1))
  if [ "$1" = 0 ]; then
    printf '  ✓ %s: %s / %s\n' "$2" "$3" "$4"
  else
    printf '  ✗ %s: %s / %s\n' "$2" "$3" "$4"
    failed=$((failed + 1))
  fi
  if [ "$checks" = "${CHAPTER_BREAK:-}" ]; then conclude; fi
}

# Whether the next check is the one to be broken.
broken() {
  [ "$((checks + 1))" = "${CHAPTER_BREAK:-}" ]
}

check() { # what, expected, actual
  local expected=$2 passed=0
  if broken; then expected="not $expected"; fi
  [ "$expected" = "$3" ] || passed=1
  judge "$passed" "$1" "$expected" "$3"
}

check_at_most() { # what, most, actual
  local most=$2 passed=0
  if broken; then most=-1; fi
  [ "${3:-none}" -le "$most" ] 2>/dev/null || passed=1
  judge "$passed" "$1" "≤ $most" "$3"
}

check_at_least() { # what, least, actual
  local least=$2 passed=0
  if broken; then least=999999999; fi
  [ "${3:-none}" -ge "$least" ] 2>/dev/null || passed=1
  judge "$passed" "$1" "≥ $least" "$3"
}

# The exit code of a command that is expected to fail.
exit_code() {
  local code=0
  "$@" >/dev/null 2>&1 || code=$?
  echo "$code"
}

# Waits for a condition, half a minute at most.
await() { # what, command …
  local what=$1 tries=0
  shift
  until "$@"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then
      echo "gave up waiting for $what" >&2
      exit 3
    fi
    sleep 0.1
  done
}

has_lines() { # file, at least so many
  [ "$(count <"$1")" -ge "$2" ]
}

count() { # lines of standard input
  wc -l | tr -d ' '
}

column() { # name of a column of CSV on standard input
  awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { print $at }'
}

lag() { # groups; together
  "$lab" -q group describe "$@" --output csv | column lag | awk '{ sum += $1 } END { print sum + 0 }'
}

records_in() { # topics; together
  "$lab" offsets end "$@" --output csv | column offset | awk '{ sum += $1 } END { print sum + 0 }'
}

#!/bin/sh
# Measures wabadoctor beside its peers and prints Markdown tables.
#
#   run.sh                 everything: prepare, then every part, then the targets
#   run.sh prepare         install what is needed, build, make the data
#   run.sh cold|parsed|batch|growth|logs|store [ARGUMENTS]
#   run.sh accounts [N]    many live accounts from a server on loopback, one run killed halfway and resumed
#   run.sh targets         hold the figures of the last runs against the design
#   run.sh record          put the tables of the last whole run into README.md
#
# Everything made goes to data/, .build/ and .venv/, which are not committed.
set -eu
cd "$(dirname "$0")"
python=.venv/bin/python

prepare() {
  missing=""
  for tool in hyperfine jq gcc sqlite3; do command -v $tool >/dev/null || missing="$missing $tool"; done
  [ -x /usr/bin/time ] || missing="$missing time"
  [ -z "$missing" ] || { apt-get update -q && apt-get install -qy $missing; } >&2
  [ -x $python ] || python3 -m venv .venv
  $python -m pip install -q --disable-pip-version-check -r requirements.txt >&2
  # The linker's note about mktemp in the static C library says nothing about us.
  (cd .. && swift build -c release --static-swift-stdlib -Xlinker -s --product wabadoctor) >&2
  swift build -c release --static-swift-stdlib >&2

  mkdir -p data
  [ -x data/hello-c ] || printf '#include <stdio.h>\nint main(void) { return puts("hello, world") < 0; }\n' |
    gcc -O2 -static -x c - -o data/hello-c
  [ -d data/knowledge-70 ] || $python -m generate.knowledge account data/knowledge-70
  for amount in 1 2000 100000 1000000; do
    [ -f data/cases-$amount.ndjson ] || $python -m generate.cases account $amount data/cases-$amount.ndjson
  done
  for events in 100000 1000000 10000000; do
    [ -f data/log-$events.csv ] || $python -m generate.logs csv $events data/log-$events.csv
  done
  [ -d data/webhooks ] || $python -m generate.logs webhooks 300000 data/webhooks
  for rules in 100 1000 10000 100000; do
    [ -d data/knowledge-$rules ] || $python -m generate.knowledge areas $rules data/knowledge-$rules
    [ -f data/cases-of-$rules.ndjson ] || $python -m generate.cases areas data/knowledge-$rules 2000 data/cases-of-$rules.ndjson
  done
}

case "${1:-all}" in
  prepare) prepare ;;
  cold | parsed | batch | growth | logs | store | accounts | targets | record)
    part=$1
    shift
    exec $python -m "measure.$part" "$@"
    ;;
  all)
    prepare
    for part in cold parsed batch growth logs store targets; do $python -m "measure.$part"; done | tee data/results.md
    ;;
  *)
    sed -n '2,10p' "$0" | cut -c3-
    exit 64
    ;;
esac

#!/bin/sh
# fuzz.sh FUZZER SECONDS [SEED [FOLDER]] - drives a built fuzz_NAME for a while
# over its seeds, which test_fuzz_NAME beside it writes, with the words of
# tests/fuzz/NAME.dict.
# FOLDER keeps what was found (default: one that is thrown away). SEED starts
# the fuzzer's draws: 1, so that a run can be had again; 0 draws another each
# time, for a long search.
#
# Prints one line of figures. Fails, with the report and the input in hexa-
# decimal, when an input crashes, hangs or takes too much memory.
set -u

fuzzer=$1
name=$(basename "$1")
seconds=$2
tests=$(cd "$(dirname "$0")" && pwd)
seed=${3:-1}
keep=${4:-$(mktemp -d)}
[ -n "${4:-}" ] || trap 'rm -rf "$keep"' EXIT
mkdir -p "$keep/seeds" "$keep/corpus" "$keep/crashes"

export LIKELY_TESTS=$tests LIKELY_LESSONS=$tests/../lessons
if ! "$(dirname "$fuzzer")/test_$name" --seeds "$keep/seeds"; then
    echo "$name: no seeds"
    exit 1
fi

log=$keep/log
"$fuzzer" -max_total_time="$seconds" -seed="$seed" -timeout=60 -report_slow_units=60 -rss_limit_mb=2048 \
    -max_len=16384 -entropic=0 -dict="$tests/fuzz/${name#fuzz_}.dict" \
    -print_final_stats=1 \
    -artifact_prefix="$keep/crashes/" "$keep/corpus" "$keep/seeds" \
    >"$log" 2>&1
status=$?
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
cover=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
found=$(find "$keep/crashes" -type f | wc -l)
echo "$name: ${runs:-0} runs in $seconds s, ${cover:-0} edges covered," \
    "$found findings"
[ "$status" = 0 ] && [ "$found" = 0 ] && exit 0
grep -v "^#" "$log" | tail -n 40
for file in "$keep"/crashes/*; do
    [ ! -f "$file" ] || { echo "$file"; od -A d -t x1z "$file" | head -n 40; }
done
exit 1

#!/bin/sh
# fuzz.sh FUZZER SECONDS [SEED [FOLDER]] - drives a built fuzz_tex or
# fuzz_predictions for a while over seeds: the formulas of the sources and the
# define blocks they are read under, or the small files of tests/data/eval.
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

case $name in
fuzz_tex)
    # A formula a seed, and '#' before a block: see fuzz_tex.c.
    tail -n +2 "$tests/data/formulas.tsv" | cut -f 4 | awk -v dir="$keep/seeds" \
        '{ file = sprintf("%s/formula-%03d", dir, NR); printf "%s", $0 >file;
           close(file) }'
    for block in "$tests"/data/scopes/*.define; do
        { printf '#'; cat "$block"; } >"$keep/seeds/$(basename "$block")"
    done
    words=$tests/data/tex/fuzz.dict
    ;;
fuzz_predictions)
    cp "$tests"/data/eval/seeds/* "$keep/seeds"
    words=$tests/data/eval/fuzz.dict
    ;;
*)
    echo "fuzz.sh: no seeds for $name"
    exit 1
    ;;
esac

log=$keep/log
"$fuzzer" -max_total_time="$seconds" -seed="$seed" -timeout=20 -rss_limit_mb=2048 \
    -max_len=4096 -entropic=0 -dict="$words" \
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

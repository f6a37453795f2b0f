#!/bin/sh
# all.sh - every test in every build: gcc and clang, plain and sanitized,
# warnings as errors, and the formatter. `./run test all` installs what it
# needs and calls it.
#
# Prints a line a build and ends with "N passed, N failed", summed; a build
# that does not compile and a file that is not formatted count as failures.
set -u

top=$(cd "$(dirname "$0")/.." && pwd)
where=$top/build-all
passed=0
failed=0

export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# count WHAT TALLY: takes the numbers from a tally's last line.
count() {
    numbers=$(tail -n 1 "$2" | sed -n \
        's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
    [ -n "$numbers" ] || numbers='0 1'
    echo "$1: ${numbers% *} passed, ${numbers#* } failed"
    [ "${numbers#* }" = 0 ] || cat "$2"
    passed=$((passed + ${numbers% *}))
    failed=$((failed + ${numbers#* }))
}

# one NAME COMPILER OPTION...: configures, compiles and tests one build.
one() {
    name=$1
    dir=$where/$1
    export CC=$2
    shift 2
    mkdir -p "$dir"
    log=$dir/all.log
    again=
    [ ! -f "$dir/build.ninja" ] || again=--reconfigure
    if ! meson setup $again "$dir" "$top" -Dtests=enabled "$@" \
        >"$log" 2>&1 || ! ninja -C "$dir" >"$log" 2>&1; then
        grep -E 'error|ERROR|FAILED|undefined' "$log" | head -n 40
        echo '0 passed, 1 failed' >"$dir/tally.log"
        count "$name, which does not build" "$dir/tally.log"
        return
    fi
    rm -f "$dir/meson-logs/testlog.json"
    meson test -C "$dir" --no-rebuild --timeout-multiplier 4 >"$log" 2>&1
    python3 "$top/tests/tally.py" "$dir" >"$dir/tally.log" 2>&1
    count "$name" "$dir/tally.log"
}

# Versions differ in details, so only the one the files were made with counts.
format() {
    tool=$(command -v clang-format-14 || command -v clang-format) || tool=
    case "$tool:$([ -z "$tool" ] || "$tool" --version)" in
    *'version 14.'*) ;;
    *)
        echo 'format: not checked, clang-format 14 is not here'
        return
        ;;
    esac
    if ! (cd "$top" && find src tests -name '*.[ch]' -exec \
        "$tool" --dry-run --Werror {} +); then
        failed=$((failed + 1))
        echo 'format: not as clang-format 14 has it'
        return
    fi
    echo 'format: as clang-format 14 has it'
}

# fuzz DIR: the fuzzers of a build, for a while each. Each counts as one test.
fuzz() {
    for target in actions csv keys lesson npy record tex text; do
        program=$1/tests/fuzz/fuzz_$target
        if [ ! -x "$program" ]; then
            echo "fuzz_$target: not built"
            failed=$((failed + 1))
        elif "$top/tests/fuzz.sh" "$program" 60; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
}

# costs DIR: what a build takes on a class server, beside a curses program that
# does nothing else. Times are this machine's and gate nothing; the counts
# among them do, in tests/torture/test_class.c.
costs() {
    python3 "$top/tests/bench/copies.py" --copies 200 --seconds 5 \
        --beside "$1/tests/bench/bench_floor" "$1/src/cli/likely" learn 1.2
}

sanitized='-Db_sanitize=address,undefined -Db_lundef=false
    -Dbuildtype=debugoptimized'
format

# gcc's manual says that its sanitizers bring false warnings along; the plain
# build has met every true one.
one gcc gcc -Dwerror=true
one gcc-sanitized gcc $sanitized
one clang clang -Dwerror=true
one clang-sanitized clang -Dwerror=true -Dfuzz=true $sanitized
fuzz "$where/clang-sanitized"
costs "$where/gcc"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

#!/usr/bin/env bash
# Runs the fuzzers: scripts/fuzz.sh [SECONDS] [TARGET...]
# Each target of tests/fuzz runs SECONDS (60) of one core, from its corpus, under the address and
# undefined behaviour sanitizers. Ends with code 1 where one found something; the input then lies in build/fuzz/findings.
# What it learns is kept in build/fuzz/corpus and used the next time.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"
seconds=${1:-60}
shift $(($# > 0 ? 1 : 0))
build=${BASICBOT_FUZZ_BUILD:-build/fuzz}
targets=("$@")
if [ $# = 0 ]; then targets=(csv_import study strategy journal bar_file); fi

step "packages" scripts/setup.sh build fuzz
step "configuration" cmake --preset fuzz -B "$build"
step "build" cmake --build "$build" --parallel "$(compilers)" --target fuzzers
for target in "${targets[@]}"; do
    mkdir -p "$build/corpus/$target" "$build/findings"
    step "$target, $seconds s" "$build/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$build/findings/$target-" "$build/corpus/$target" \
        "tests/fuzz/corpus/$target"
done

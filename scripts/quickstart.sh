#!/usr/bin/env bash
# From a bare Debian 12 or 13 machine to a result cube on real bars:
#   scripts/quickstart.sh
# Installs what is missing (as root), builds the program alone, imports the sample bars, runs a walk-forward grid
# search and then a Monte Carlo study of the parameters that it chose last. Run again, it does what is left to do and
# shows the results that stand. Everything is written below build/, stores/ and runs/.
# BASICBOT_CUDA=1 also compiles the CUDA backend where nvcc is found; this takes some minutes more.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

program=build/program/basicbot
store=stores/sample
begun=$(date +%s.%N)

configure() {
    local cuda=OFF
    [ "${BASICBOT_CUDA:-0}" = 0 ] || cuda=ON
    if grep -qs "^BASICBOT_CUDA:BOOL=$cuda$" build/program/CMakeCache.txt && [ -f build/program/build.ninja ]; then
        echo "configured before"
        return
    fi
    cmake --preset program -DBASICBOT_CUDA=$cuda
}

build() { cmake --build build/program --target basicbot --parallel "$(compilers)"; }

import() {
    local symbol file
    mkdir -p stores runs
    for symbol in GOOG NASDAQ SP500; do
        file=datasets/$(echo "$symbol" | tr '[:upper:]' '[:lower:]')_1d.csv
        if $program store info $store $symbol 1d >/dev/null 2>&1; then
            echo "$symbol is in $store"
        else
            $program import "$file" --store $store --symbol $symbol --timeframe 1d --timezone America/New_York \
                --stamp open --session-close 16:00 --currency USD
        fi
    done
}

# One hash of the program, the study, its arguments, the bars and the cube that came of them: a result is shown again
# only where it still is the one that this program makes of this study.
identity() {  # NAME ARGUMENTS...
    { echo "$@"; cat "runs/$1.h5" "datasets/studies/$1.toml" datasets/*.csv $program; } | sha256sum | cut -d ' ' -f 1
}

# study NAME ARGUMENTS...: runs datasets/studies/NAME.toml unless its cube stands, and shows the result.
study() {
    local name=$1 cube=runs/$1.h5 shown=runs/$1.txt
    if [ -f "$cube" ] && [ "$(cat "runs/$name.sha256" 2>/dev/null)" = "$(identity "$@")" ] && [ -f "$shown" ]; then
        echo "$cube stands and is the result of this study"
    else
        rm -f "runs/$name.sha256"
        $program "$name" "datasets/studies/$name.toml" --out "$cube" "${@:2}" >"$shown"
        identity "$@" >"runs/$name.sha256"
    fi
    cat "$shown"
}

# The parameters that the walk-forward chose in GOOG's last fold, out of the table that it printed
# (symbol, fold, test from, to, fast, slow, ...): --set params.fast=23 --set params.slow=200.
winner() {
    awk '$1 == "GOOG" && $2 ~ /^[0-9]+$/ { found = "--set params.fast=" $5 " --set params.slow=" $6 } END { print found }' \
        runs/walkforward.txt
}

montecarlo() {
    local chosen
    chosen=$(winner)
    echo "GOOG, $(echo "$chosen" | tr '\n' ' ')"
    # shellcheck disable=SC2086  # words of the command line
    study montecarlo $chosen
}

step "packages" scripts/setup.sh build
step "configuration" configure
step "build" build
step "sample store" import
step "walk-forward" study walkforward
step "Monte Carlo of the parameters chosen last" montecarlo
echo "quickstart: done in $(since "$begun") s; the cubes are runs/walkforward.h5 and runs/montecarlo.h5"

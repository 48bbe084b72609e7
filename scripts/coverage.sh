#!/usr/bin/env bash
# Which lines and branches of the program the suite runs:
#   scripts/coverage.sh [--report FILE.html]
# Builds the preset `coverage`, runs the suite and ends with the share of lines per file and of lines and branches in all;
# code 1 where a test fails, or where less than 90 % of the lines or 80 % of the branches are run. Branches into
# exceptions are not counted. A source that is compiled once per instruction set counts once.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

report=
if [ "${1:-}" = --report ]; then report=${2:?"coverage.sh: --report needs a file"}; fi

step "packages" scripts/setup.sh build test coverage
export CCACHE_BASEDIR=$PWD
step "configuration (coverage)" cmake --preset coverage
step "build" cmake --build build/coverage --parallel "$(compilers)"
find build/coverage -name '*.gcda' -delete
# Where no file may grow beyond a few KiB the counts themselves cannot be written; the other makes a build of its own.
step "tests" ctest --test-dir build/coverage --parallel "$(nproc)" --output-on-failure --no-tests=error \
    --exclude-regex 'CliFullDisk.a_file_size_limit|^Extension'
# Tables of numbers and the tests' own sources are left out by the filters.
step "counts" gcovr --root . --object-directory build/coverage -j "$(compilers)" \
    --filter 'kernels/' --filter 'cpu_fallback/' --filter 'engine/' \
    --exclude-throw-branches --exclude-unreachable-branches --sort-uncovered \
    --txt ${report:+--html-details "$report"} --print-summary --fail-under-line 90 --fail-under-branch 80

#!/usr/bin/env bash
# The whole test suite from a bare Debian 12 or 13 machine:
#   scripts/test.sh [--preset NAME] [CTEST OPTION...]       e.g. scripts/test.sh -R Rules
# Installs what is missing (as root), builds everything (the CUDA targets too where nvcc is found; no GPU is needed)
# and ends with ctest's summary. NAME is a preset of CMakePresets.json: cpu, cuda, clang, debug, sanitize, tsan.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

preset=cpu
if command -v nvcc >/dev/null; then preset=cuda; fi
if [ "${1:-}" = --preset ]; then
    preset=${2:?"test.sh: --preset needs a name"}
    shift 2
fi

if [ "$preset" = clang ]; then
    step "packages" scripts/setup.sh build test clang
else
    step "packages" scripts/setup.sh build test
fi
export CCACHE_BASEDIR=$PWD  # a clone in another folder finds what was compiled here
step "configuration ($preset)" cmake --preset "$preset"
step "build" cmake --build "build/$preset" --parallel "$(compilers)"
if [ "$preset" = tsan ]; then
    # The thread sanitizer keeps more memory than these limits leave, and takes half an hour for the kills, which are no
    # business of threads. The extension has a build of its own. Sixty candlestick patterns are one arithmetic after the other.
    set -- --exclude-regex '^(Extension|Run(Faults|Memory|PathsFaults|PathsMemory))\.|/cdl' "$@"
fi
ctest --test-dir "build/$preset" --parallel "$(nproc)" --output-on-failure --no-tests=error "$@"

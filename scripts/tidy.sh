#!/usr/bin/env bash
# clang-tidy over our sources with every finding an error; .clang-tidy says which checks and why:
#   scripts/tidy.sh                 those of the program, for every instruction set
#   scripts/tidy.sh --tests         those of the tests
#   scripts/tidy.sh FILE...         these
#   scripts/tidy.sh --since COMMIT  what differs from COMMIT
# Configures the preset `clang`, whose commands clang-tidy can follow; nothing is compiled.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

sources='(kernels|cpu_fallback|engine)'
if [ "${1:-}" = --tests ]; then
    sources=tests
    shift
fi
files=("$@")
if [ "${1:-}" = --since ]; then
    mapfile -t files < <(git diff --name-only --diff-filter=d "${2:?"tidy.sh: --since needs a commit"}" -- '*.cpp')
    [ ${#files[@]} -gt 0 ] || { echo "tidy: no source differs from $2"; exit 0; }
fi

step "packages" scripts/setup.sh build test tidy
step "configuration (clang)" cmake --preset clang -DBASICBOT_BENCH=OFF
patterns=("^$PWD/$sources/.*\.cpp$")
[ ${#files[@]} -eq 0 ] || patterns=("${files[@]/%/\$}")
step "clang-tidy" run-clang-tidy -quiet -p build/clang -j "$(compilers)" "${patterns[@]}"

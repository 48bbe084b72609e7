#!/usr/bin/env bash
# The whole matrix of builds and ways to compute: threads, instruction sets, device, device memory and parts (in
# scripts/identity.py), by GCC and Clang, released and under sanitizers, and on bare Debian machines:
#   scripts/identity.sh [PRESET|RELEASE...]       cpu clang sanitize bookworm trixie, all of them by default
# The bare machines need root and mmdebstrap. Each build compares itself with tests/golden/studies.json; its short form
# is the test `identity` of every build.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

[ $# -gt 0 ] || set -- cpu clang sanitize bookworm trixie
presets=() releases=()
for word in "$@"; do
    case $word in
        bookworm | trixie) releases+=("$word") ;;
        *) presets+=("$word") ;;
    esac
done

export CCACHE_BASEDIR=$PWD
programs=()
if [ ${#presets[@]} -gt 0 ]; then
    case " ${presets[*]} " in
        *" clang "*) step "packages" scripts/setup.sh build test clang ;;
        *) step "packages" scripts/setup.sh build test ;;
    esac
fi
for preset in "${presets[@]}"; do
    step "configuration ($preset)" cmake --preset "$preset"
    step "build ($preset)" cmake --build "build/$preset" --parallel "$(compilers)" --target basicbot
    programs+=("$preset=build/$preset/basicbot")
done
if [ ${#programs[@]} -gt 0 ]; then
    step "identity (${presets[*]})" scripts/identity.py "${programs[@]}"
fi
for release in "${releases[@]}"; do
    step "identity ($release)" scripts/fresh_machine.sh "$release" --identity
done

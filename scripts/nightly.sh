#!/usr/bin/env bash
# The long forms of what the suite has in short, and what it has not: scripts/nightly.sh [KILLS] [MUTANTS] [SECONDS]
# 500 kills of a run, 20,000 damaged files of each kind, every n-th call that fails, every state of the disk, ten minutes of
# every fuzzer; the suite under sanitizers, its coverage, clang-tidy, one cube by all builds: some hours on two cores.
# Every single request for memory fails once, which takes an hour; BASICBOT_FAULT_STEP=10: one in ten.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"
kills=${1:-500} mutants=${2:-20000} seconds=${3:-600}
tests() { BASICBOT_FAULT_ROUNDS="$mutants" build/cpu/bb_tests --gtest_brief=1 --gtest_filter="$1"; }

step "packages" scripts/setup.sh build test
step "configuration" cmake --preset cpu
step "build" cmake --build build/cpu --parallel "$(compilers)"
step "$mutants damaged files of each kind" tests 'RunPart.*:Journal.*:RunPlan.*:Mutation.*:CubeFailures.*:Targets/Fuzz.*'
step "indicators after ten million bars" env BASICBOT_PRECISION_BARS=10000000 build/cpu/bb_tests --gtest_brief=1 --gtest_filter='Precision.*'
step "every state of the disk" tests 'WriteStates.*'
step "the n-th call fails" tests 'FaultLoop.*'
step "$kills kills of a run" scripts/kill_runs.py build/cpu/basicbot --kills "$kills"
step "fuzzers" scripts/fuzz.sh "$seconds"
step "TA-Lib" scripts/parity.sh build/cpu/basicbot
step "thread sanitizer" scripts/test.sh --preset tsan
step "address and undefined behaviour sanitizers" scripts/test.sh --preset sanitize
step "coverage" scripts/coverage.sh
step "clang-tidy" scripts/tidy.sh
step "identity of all builds" scripts/identity.sh

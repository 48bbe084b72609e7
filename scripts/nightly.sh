#!/usr/bin/env bash
# The long forms of the tests of faults, which the suite has in short: scripts/nightly.sh [KILLS] [MUTANTS] [SECONDS]
# 500 kills of a run, 20,000 damaged files of each kind, every n-th call that fails, every state of the disk, ten minutes of
# every fuzzer: some hours on two cores. Builds the presets `cpu` and `fuzz`.
# BASICBOT_FAULT_STEP=1 also lets every single request for memory fail, not one in ten.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"
kills=${1:-500} mutants=${2:-20000} seconds=${3:-600}
tests() { BASICBOT_FAULT_ROUNDS="$mutants" build/cpu/bb_tests --gtest_brief=1 --gtest_filter="$1"; }

step "packages" scripts/setup.sh build test
step "configuration" cmake --preset cpu
step "build" cmake --build build/cpu --parallel "$(compilers)"
step "$mutants damaged files of each kind" tests 'RunPart.*:Journal.*:RunPlan.*:Mutation.*:CubeFailures.*:Targets/Fuzz.*'
step "every state of the disk" tests 'WriteStates.*'
step "the n-th call fails" tests 'FaultLoop.*'
step "$kills kills of a run" scripts/kill_runs.py build/cpu/basicbot --kills "$kills"
step "fuzzers" scripts/fuzz.sh "$seconds"
step "identity of all builds" scripts/identity.sh

#!/usr/bin/env bash
# The long forms of the tests of faults, which the suite has in short: scripts/nightly.sh [KILLS] [MUTANTS]
# 500 kills of a run take about ten minutes on two cores. Builds the preset `cpu`.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"
kills=${1:-500} mutants=${2:-20000}

step "packages" scripts/setup.sh build test
step "configuration" cmake --preset cpu
step "build" cmake --build build/cpu --parallel "$(compilers)"
step "$mutants damaged parts, journals and plans each" env BASICBOT_FAULT_ROUNDS="$mutants" \
    build/cpu/bb_tests --gtest_brief=1 --gtest_filter='RunPart.*:Journal.*:RunPlan.*'
step "$kills kills of a run" scripts/kill_runs.py build/cpu/basicbot --kills "$kills"

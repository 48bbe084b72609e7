#!/usr/bin/env bash
# Runs a bundle of scripts/gpu_bundle.sh on a GPU machine and writes OUT_DIR/report.json, in under ten minutes:
#   run.sh BUNDLE_DIR OUT_DIR [--only STEP,...] [--without-gpu]
# Steps: limits (what the device can do), parity (whole studies, CPU and GPU, cubes compared byte for byte), figures
# (each workload verified, then timed on the GPU and on one and all cores), tests (a missing GPU is a failure),
# sanitizer (compute-sanitizer, where it is found), profile (Nsight Compute, where it is found).
# --without-gpu tries the script itself on a machine that has none: the same steps on the CPU, in a small size.
# Ends with code 77 where there is no GPU, with 1 where a step failed.
set -uo pipefail
bundle=$(cd "${1:?"run.sh: name the bundle's folder"}" && pwd) || exit 2
mkdir -p "${2:?"run.sh: name the folder for the results"}"
out=$(cd "$2" && pwd)
only=limits,parity,figures,tests,sanitizer,profile
gpu=cuda:0
shift 2
while [ $# -gt 0 ]; do
    case $1 in
        --only) only=${2:?"run.sh: --only needs names of steps"}; shift ;;
        --without-gpu) gpu= ;;
        *) echo "run.sh: \"$1\" is none of: --only, --without-gpu" >&2; exit 2 ;;
    esac
    shift
done
export BASICBOT_SOURCE_DIR=$bundle/src BASICBOT_PROGRAM=$bundle/bin/basicbot BASICBOT_BINARY_DIR=$bundle/none
cores=$(nproc)
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
rm -f "$out"/*.log "$out"/nvidia_smi.csv
: >"$out/steps.tsv"

# note NAME OUTCOME SECONDS DETAIL: one line of the report's table of steps.
note() { printf '%s\t%s\t%s\t%s\n' "$@" | tee -a "$out/steps.tsv"; }

# run NAME SECONDS COMMAND...: output to OUT_DIR/NAME.log; too long is a failure.
run() {
    local name=$1 limit=$2 begin code
    shift 2
    begin=$(date +%s.%N)
    timeout -k 5 "$limit" "$@" >"$out/$name.log" 2>&1
    code=$?
    local seconds outcome=passed
    seconds=$(awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
    [ $code = 0 ] || outcome=failed
    note "$name" $outcome "$seconds" \
        "$([ $code = 0 ] || { echo "code $code: "; tail -n 1 "$out/$name.log"; } | tr '\n\t' '  ')"
    return $code
}

limits() {
    [ -n "$gpu" ] || { note limits skipped 0 "no GPU"; return; }
    run limits 60 "$bundle/bin/bb_device_limits" 0
    nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm,clocks.max.mem --format=csv \
        >"$out/nvidia_smi.csv" 2>/dev/null || true
}

# same NAME COMMAND...: the program's cube on the CPU and on the GPU (or the emulated one) are the same file.
same() {
    local name=$1 device
    shift
    for device in cpu "${gpu:-emulator}"; do
        run "parity_${name}_${device%%:*}" 120 "$bundle/bin/basicbot" "$@" --set data.store="$work/store" \
            --device "$device" --out "$work/$name.${device%%:*}.h5" || return
    done
    if cmp "$work/$name.cpu.h5" "$work/$name.${device%%:*}.h5" >"$out/parity_$name.log" 2>&1; then
        note "parity_$name" passed 0 "$(wc -c <"$work/$name.cpu.h5") bytes, the same"
    else
        note "parity_$name" failed 0 "$(head -c 200 "$out/parity_$name.log")"
    fi
}

# other STRATEGY PARAMETERS...: the sweep with stops of another strategy.
other() {
    local strategy=$1 settings=() setting
    shift
    for setting in "$@"; do settings+=(--set "$setting"); done
    sed -e "s/sma_cross\"/$strategy\"/" -e '/^fast /d' -e '/^slow /d' -e '/^where /d' \
        "$bundle/src/datasets/studies/sweep.toml" >"$work/$strategy.toml"
    same "$strategy" sweep "$work/$strategy.toml" --set 'data.symbols=["BENCH", "LONG"]' "${settings[@]}"
}

parity() {
    local studies=$bundle/src/datasets/studies long=20000 paths=200000
    [ -n "$gpu" ] || long=2000 paths=2000
    run synth 60 "$bundle/bin/basicbot" synth --store "$work/store" --symbol BENCH --bars 5000 --seed 1 || return
    run synth_long 60 "$bundle/bin/basicbot" synth --store "$work/store" --symbol LONG --bars $long --seed 2 || return
    local both=(--set 'data.symbols=["BENCH", "LONG"]') one=(--set 'data.symbols=["LONG"]')
    same walkforward walkforward "$bundle/src/bench/walkforward_500x5000.toml"
    same walkforward_stops walkforward "$bundle/src/bench/walkforward_500x5000.toml" "${both[@]}" \
        --set execution.side=both --set 'exits.stop_loss={sweep=[0, 0.03]}' --set 'params.slow={sweep=[30, 60, 90]}'
    same sweep_long sweep "$studies/sweep.toml" "${both[@]}" --set execution.side=long --set exits.stop_loss=0
    same sweep_stops sweep "$studies/sweep.toml" "${both[@]}"
    other rsi_reversion 'params.n={from=5, to=20, step=5}' 'params.lower={from=20, to=40, step=5}'
    other bollinger_reversion 'params.n={from=10, to=50, step=5}' 'params.k={from=1, to=3, step=0.5}'
    other donchian_breakout 'params.entry={from=10, to=100, step=10}' 'params.leave={from=5, to=50, step=15}'
    for model in gbm stationary_bootstrap; do
        same "paths_$model" montecarlo "$studies/montecarlo.toml" "${one[@]}" --set montecarlo.of=price \
            --set montecarlo.model=$model --set montecarlo.paths=$paths
    done
    same paths_of_strategy montecarlo "$studies/montecarlo.toml" "${one[@]}"
}

# figure NAME REPEATS WORKLOAD OPTIONS...: on the GPU with its parts, on one core and on all of them.
figure() {
    local name=$1 repeats=$2
    shift 2
    if [ -n "$gpu" ]; then
        run "figure_${name}_gpu" 120 "$bundle/bin/bb_figure_runner" "$@" --device $gpu --repeat $((3 * repeats))
        run "parts_${name}" 120 "$bundle/bin/bb_figure_runner" "$@" --device $gpu --samples 1 --repeat 1 --parts
    fi
    local threads
    for threads in 1 "$cores"; do
        run "figure_${name}_cpu$threads" 120 "$bundle/bin/bb_figure_runner" "$@" --device cpu --threads "$threads" \
            --repeat "$repeats"
    done
}

# The first figure again beside a process that leaves little of the device's memory: more batches, the same bits.
scarce() {
    local i holder
    mkfifo "$work/input"
    "$bundle/bin/bb_device_limits" 0 --hold 1400 <"$work/input" >"$out/scarce.log" 2>&1 &
    holder=$!
    exec 9>"$work/input"
    for i in $(seq 100); do
        grep -q held "$out/scarce.log" && break
        sleep 0.1
    done
    run figure_sweep_long_scarce 120 "$bundle/bin/bb_figure_runner" sweep_long --device $gpu --parts --repeat 1
    exec 9>&-
    wait $holder || note scarce failed 0 "$(tail -n 1 "$out/scarce.log")"
}

figures() {
    local cross=() wide=(--fast-count 200 --slow-count 500) paths=20000000 blocks=1000000 bars=100000
    if [ -z "$gpu" ]; then
        cross=(--bars 5000 --fast-count 10 --slow-count 20) paths=2000 blocks=200 bars=5000
        wide=("${cross[@]}")
    fi
    figure sweep_long 3 sweep_long "${cross[@]}"
    [ -z "$gpu" ] || scarce
    figure sweep_long_full 3 sweep_long "${cross[@]}" --full
    figure sweep_long_short_stop 3 sweep_long_short_stop "${cross[@]}"
    figure sweep_rsi 3 sweep_rsi --bars $bars
    figure walkforward 5 walkforward
    figure gbm 3 gbm --paths $paths
    figure bootstrap 3 bootstrap --paths $blocks
    figure indicators 3 indicators --bars $bars
    figure sweep_long_wide 1 sweep_long "${wide[@]}" --samples 24
    figure sweep_long_short_stop_wide 1 sweep_long_short_stop "${wide[@]}" --samples 24
}

# What asks for the build's own folder or compiles is left out; the rest says itself why it skips.
tests() {
    local filter="-Extension*:*Symbols*:*InstructionSet*" shards=$cores i
    [ -n "$gpu" ] && export BASICBOT_REQUIRE_GPU=1
    note tests_left_out skipped 0 "Extension, Symbols, InstructionSet: they need the build's folder and a compiler"
    for i in $(seq 0 $((shards - 1))); do
        GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$i run "tests_$i" 240 "$bundle/bin/bb_tests" \
            --gtest_filter="$filter" --gtest_brief=0 &
    done
    wait
    unset BASICBOT_REQUIRE_GPU
}

sanitizer() {
    local tool found few='*EveryEntry.has_the_same*:SameBits.*:GridBackend.paths_have*:GridBackend.cuts*'
    found=$(command -v compute-sanitizer || ls /usr/local/cuda/bin/compute-sanitizer 2>/dev/null)
    if [ -z "$gpu" ] || [ -z "$found" ]; then note sanitizer skipped 0 "no GPU or no compute-sanitizer"; return; fi
    for tool in memcheck racecheck initcheck synccheck; do
        run "sanitizer_$tool" 100 "$found" --tool $tool --error-exitcode 9 "$bundle/bin/bb_tests" \
            --gtest_filter="$few" &
    done
    wait
}

# profiled NAME COUNT KERNELS WORKLOAD...: counters of the first COUNT launches. The clocks stay as they are.
profiled() {
    local name=$1 count=$2 kernels=$3
    shift 3
    run "profile_$name" 100 "$ncu" --clock-control none --set full --kernel-name-base demangled \
        -k "regex:$kernels" -c "$count" --page details \
        "$bundle/bin/bb_figure_runner" "$@" --device $gpu --samples 1 --repeat 1
}

profile() {
    ncu=$(command -v ncu || ls /usr/local/cuda/bin/ncu 2>/dev/null)
    if [ -z "$gpu" ] || [ -z "$ncu" ]; then note profile skipped 0 "no GPU or no ncu"; return; fi
    profiled sweep_long 4 'columns_kernel|planes_kernel|rules_kernel|events_kernel' sweep_long
    profiled sweep_long_short_stop 1 'loop_kernel' sweep_long_short_stop
    profiled gbm 1 'paths_kernel' gbm --paths 2000000
    profiled bootstrap 1 'paths_kernel' bootstrap --paths 200000
}

if [ -n "$gpu" ] && ! reason=$("$bundle/bin/bb_device_limits" 0 2>&1 >/dev/null); then
    echo "run.sh: no GPU to run on (${reason##*: }); --without-gpu tries the script on the CPU alone" >&2
    exit 77
fi
for step in ${only//,/ }; do $step; done
python3 "$bundle/report.py" "$bundle" "$out"
! cut -f 2 "$out/steps.tsv" | grep -q failed

#!/usr/bin/env bash
# Puts together what a GPU machine needs that has nothing but a driver, bash and python3:
#   scripts/gpu_bundle.sh OUT_DIR [--build FOLDER]
# Builds the preset `gpu` (sm_90 machine code and PTX for later devices) in FOLDER (build/gpu) and copies into OUT_DIR
#   bin/  basicbot, the tests, the figure runner, the device's limits
#   lib/  their shared libraries, not the C library
#   src/  the data that the tests and the runs read
#   run.sh, report.py  scripts/gpu_run.sh and its report
#   bundle.json  commit, compiler, the lowest glibc that will do
# Then, on the GPU machine: OUT_DIR/run.sh OUT_DIR RESULTS
# shellcheck source=scripts/lib/steps.sh
caller=$PWD
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

out=${1:?"gpu_bundle.sh: name the folder to write"}
case $out in /*) ;; *) out=$caller/$out ;; esac
build=build/gpu
if [ "${2:-}" = --build ]; then build=${3:?"gpu_bundle.sh: --build needs a folder"}; fi
programs=(basicbot bb_tests bb_figure_runner bb_device_limits)

configure() {
    command -v nvcc >/dev/null || { echo "nvcc is missing: the bundle needs the CUDA Toolkit" >&2; return 1; }
    cmake --preset gpu -B "$build"
}

collect() {
    rm -rf "$out"
    mkdir -p "$out"/{bin,lib,src/tests,src/bench,src/scripts}
    local program library
    for program in "${programs[@]}"; do strip -o "$out/bin/$program" "$build/$program"; done
    # The C library belongs to the machine; everything else travels.
    for program in "${programs[@]}"; do ldd "$build/$program"; done | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
        grep -vE '/(libc|libm|libpthread|libdl|librt|libresolv)\.so' | sort -u |
        while read -r library; do cp -L "$library" "$out/lib/"; done
    cp -r datasets "$out/src/"
    cp -r tests/golden "$out/src/tests/"
    cp bench/walkforward_500x5000.toml "$out/src/bench/"
    cp scripts/check_cube.py "$out/src/scripts/"
    cp scripts/gpu_run.sh "$out/run.sh"
    cp scripts/gpu_report.py "$out/report.py"
}

lowest_glibc() {
    objdump -T "$out"/bin/* "$out"/lib/* | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1 | sed 's/GLIBC_//'
}

describe() {
    local changed=
    git diff --quiet HEAD -- || changed=" with changes"
    printf '{"commit": "%s%s", "nvcc": "%s", "lowest_glibc": "%s"}\n' "$(git rev-parse --short HEAD)" "$changed" \
        "$(nvcc --version | sed -n 's/.*release \([0-9.]*\).*/\1/p')" "$(lowest_glibc)" >"$out/bundle.json"
    cat "$out/bundle.json"
    du -sh "$out"
}

step "configuration (gpu)" configure
step "build" cmake --build "$build" --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(compilers)}" --target "${programs[@]}"
step "bundle" collect
step "facts" describe

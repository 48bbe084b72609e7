# Sourced by the scripts beside this folder: the repository's root as working folder, timed steps, and how much of the
# machine a build may use.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# A CUDA Toolkit from NVIDIA's packages lies here without being on the PATH.
if ! command -v nvcc >/dev/null && [ -x /usr/local/cuda/bin/nvcc ]; then
    PATH=$PATH:/usr/local/cuda/bin
fi

current=
trap '[ $? = 0 ] || [ -z "$current" ] || echo "${0##*/}: failed in the step: $current" >&2' EXIT

# step TITLE COMMAND...: runs the command under a title, then says how long it took.
step() {
    local title=$1 start
    shift
    start=$(date +%s.%N)
    current=$title
    printf '== %s\n' "$title"
    "$@"
    printf '== %s: %s s\n\n' "$title" "$(since "$start")"
    current=
}

since() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }'; }

# One compiler a core, and 1.5 GB of memory for each.
compilers() {
    awk -v cores="$(nproc)" '/^MemAvailable/ { n = int($2 / 1500000); print n < 1 ? 1 : n < cores ? n : cores }' \
        /proc/meminfo
}

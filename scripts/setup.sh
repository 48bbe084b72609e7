#!/usr/bin/env bash
# Installs what this machine lacks, by the names that Debian 12 and 13 share:
#   scripts/setup.sh build          what the program is built from
#   scripts/setup.sh build test     also what its tests need
#   scripts/setup.sh build bench    also what the benchmarks and their peers need
#   scripts/setup.sh build fuzz     also what the fuzzers are built with
#   scripts/setup.sh package        what packages are made with (scripts/package.sh)
#   scripts/setup.sh clang          Clang, which must give the same bits (scripts/identity.sh)
#   scripts/setup.sh tidy           clang-tidy (scripts/tidy.sh)
#   scripts/setup.sh coverage       gcovr (scripts/coverage.sh)
#   scripts/setup.sh parity         what gets TA-Lib from PyPI (scripts/parity.sh)
#   scripts/setup.sh identity       what compares the cubes of several builds
#   scripts/setup.sh python         what reads and draws cubes in Python: scripts/plot_cube.py, xarray
# Does nothing where all of it is there. Not root, or another distribution: one line that names what is missing, and
# exit code 1.
set -euo pipefail

build="g++ cmake ninja-build pkg-config libhdf5-dev libtbb-dev libspdlog-dev libcli11-dev libtomlplusplus-dev
  nlohmann-json3-dev libfast-float-dev libxxhash-dev libhowardhinnant-date-dev libzip-dev
  zlib1g-dev tzdata"
test="libgtest-dev ccache libmpfr-dev librandom123-dev libvalijson-dev python3 python3-numpy python3-h5py python3-h5netcdf
  python3-jsonschema python3-netcdf4 python3-xarray netcdf-bin"
bench="libbenchmark-dev python3 python3-venv ca-certificates"
fuzz="clang libclang-rt-dev"
package="dpkg-dev file"
clang="clang"
tidy="clang clang-tidy clang-tools"
coverage="gcovr"
identity="python3"
parity="python3 python3-venv ca-certificates"
python="python3 python3-h5py python3-h5netcdf python3-xarray python3-matplotlib"

wanted=
for part in "${@:-build}"; do
    case $part in
        build) wanted="$wanted $build" ;;
        test) wanted="$wanted $test" ;;
        bench) wanted="$wanted $bench" ;;
        fuzz) wanted="$wanted $fuzz" ;;
        package) wanted="$wanted $package" ;;
        clang) wanted="$wanted $clang" ;;
        tidy) wanted="$wanted $tidy" ;;
        coverage) wanted="$wanted $coverage" ;;
        identity) wanted="$wanted $identity" ;;
        parity) wanted="$wanted $parity" ;;
        python) wanted="$wanted $python" ;;
        *) echo "setup: \"$part\" is none of: build, test, bench, fuzz, package, clang, tidy, coverage, identity, parity, python" >&2; exit 1 ;;
    esac
done

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
missing=${missing# }
[ -n "$missing" ] || exit 0

# shellcheck source=/dev/null
system=$(. /etc/os-release 2>/dev/null && echo "${ID:-unknown} ${VERSION_ID:-}" || echo unknown)
case $system in
    "debian 12" | "debian 13") ;;
    *)
        echo "setup: this is ${system% }, not Debian 12 or 13: install what Debian names $missing" >&2
        exit 1
        ;;
esac
if [ "$(id -u)" != 0 ]; then
    echo "setup: not root; as root run: apt-get install --no-install-recommends $missing" >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Another apt may be at work on a machine that has just started.
apt() {
    DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" \
        >"$log" 2>&1 </dev/null
}
echo "installing $missing"
# A list that cannot be renewed may still do: what counts is whether the packages can be had.
apt update || true
# shellcheck disable=SC2086  # one argument a package
if ! apt install -y --no-install-recommends $missing; then
    tail -n 20 "$log" >&2
    echo "setup: apt-get could not install $missing: mend what it says above and run again" >&2
    exit 1
fi

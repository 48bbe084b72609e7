#!/usr/bin/env bash
# Tries the two commands on a bare machine: a Debian of the smallest kind in a temporary folder (mmdebstrap, as root),
# with a copy of this tree in it and nothing but the distribution's packages to be had.
#   scripts/fresh_machine.sh [bookworm|trixie] [--tests] [--package] [--identity] [--keep]
# Runs scripts/quickstart.sh twice (the second time it must find its results) and with --tests scripts/test.sh. With
# --package scripts/package.sh too: the .deb is installed in a second bare machine, where the program must know itself
# and make the same walk-forward cube. With --identity the program built there must give the hashes of every other build.
# The last lines are "build.quickstart_minutes N", "build.program_minutes N" and with --tests "build.tests_minutes N".
# --keep leaves the folder and names it.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

release=bookworm
tests=
package=
identity=
keep=
for word in "$@"; do
    case $word in
        bookworm | trixie) release=$word ;;
        --tests) tests=1 ;;
        --package) package=1 ;;
        --identity) identity=1 ;;
        --keep) keep=1 ;;
        *) echo "fresh_machine: \"$word\" is none of: bookworm, trixie, --tests, --package, --identity, --keep" >&2; exit 2 ;;
    esac
done
if [ "$(id -u)" != 0 ] || ! command -v mmdebstrap >/dev/null; then
    echo "fresh_machine: needs root and Debian's package mmdebstrap" >&2
    exit 1
fi

machine=$(mktemp -d --suffix=".$release")
chmod 755 "$machine"
log=$machine.log
settings=$machine.apt
clean() {
    if [ -n "$keep" ]; then echo "kept: $machine, output in $log" >&2
    else rm -rf --one-file-system "$machine" "$machine.second" "$log" "$settings"; fi
}
trap clean EXIT

# How this machine reaches the package servers (proxies, time-outs) holds inside as well.
apt-config dump Acquire | grep -v -e '^Acquire::IndexTargets' -e '^Acquire ' -e '""' >"$settings" || true
set -- http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
proxies=()
for name in "$@"; do [ -z "${!name:-}" ] || proxies+=("$name=${!name}"); done

# bare FOLDER: a machine with nothing but apt.
bare() {
    echo "== making a bare $release"
    mmdebstrap --quiet --variant=minbase --aptopt="$settings" "$release" "$1"
    chmod 755 "$1"
    cp "$settings" "$1/etc/apt/apt.conf.d/90host"
    mkdir "$1/basicbot"
}
bare "$machine"
git ls-files -z --cached --others --exclude-standard | tar c --null --ignore-failed-read -T - | tar x -C "$machine/basicbot"

# inside FOLDER COMMAND: in that bare machine, with /proc of its own, which ends with it.
inside() {
    # shellcheck disable=SC2016  # for the inner shell
    unshare --mount --pid --fork bash -c '
        mount -t proc proc "$1/proc"
        exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb "${@:3}" \
            bash -c "cd /basicbot && $2"' inside "$1" "$2" "${proxies[@]}"
}
minutes() { awk -v s="$1" 'BEGIN { printf "%.2f", s / 60 }'; }

start=$(date +%s.%N)
inside "$machine" scripts/quickstart.sh | tee "$log"
quickstart=$(since "$start")
program=$(sed -n -E 's/^== build: ([0-9.]+) s$/\1/p' "$log")
inside "$machine" scripts/quickstart.sh | tee "$log.again"
if [ "$(grep -c 'stands and is the result of this study' "$log.again")" != 2 ]; then
    echo "fresh_machine: the second quickstart did its work anew" >&2
    exit 1
fi
rm -f "$log.again"
if [ -n "$identity" ]; then
    inside "$machine" "scripts/setup.sh identity && scripts/identity.py $release=build/program/basicbot"
fi
if [ -n "$tests" ]; then
    start=$(date +%s.%N)
    inside "$machine" scripts/test.sh | tee -a "$log"
    tested=$(since "$start")
fi
if [ -n "$package" ]; then
    inside "$machine" scripts/package.sh
    bare "$machine.second"
    cp "$machine"/basicbot/build/packages/*.deb "$machine.second/basicbot/"
    cat >"$machine.second/basicbot/try.sh" <<'END'
set -e
data=/usr/share/basicbot/datasets
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends ./*.deb >/dev/null
basicbot doctor
for symbol in GOOG NASDAQ SP500; do
    basicbot import "$data/$(echo $symbol | tr '[:upper:]' '[:lower:]')_1d.csv" --store stores/sample --symbol $symbol \
        --timeframe 1d --timezone America/New_York --stamp open --session-close 16:00 --currency USD
done
mkdir runs
basicbot walkforward "$data/studies/walkforward.toml" --out runs/walkforward.h5
END
    inside "$machine.second" "bash try.sh"
    cmp "$machine/basicbot/runs/walkforward.h5" "$machine.second/basicbot/runs/walkforward.h5"
    echo "== the package: installed, and its cube is the same"
fi
echo
echo "$release: done"
echo "build.quickstart_minutes $(minutes "$quickstart")"
echo "build.program_minutes $(minutes "$program")"
[ -z "$tests" ] || echo "build.tests_minutes $(minutes "$tested")"

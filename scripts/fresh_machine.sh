#!/usr/bin/env bash
# Tries the two commands on a bare machine: a Debian of the smallest kind in a temporary folder (mmdebstrap, as root),
# with a copy of this tree in it and nothing but the distribution's packages to be had.
#   scripts/fresh_machine.sh [bookworm|trixie] [--tests] [--keep]
# Runs scripts/quickstart.sh twice (the second time it must find its results) and with --tests scripts/test.sh.
# The last lines are "build.quickstart_minutes N", "build.program_minutes N" and with --tests "build.tests_minutes N".
# --keep leaves the folder and names it.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

release=bookworm
tests=
keep=
for word in "$@"; do
    case $word in
        bookworm | trixie) release=$word ;;
        --tests) tests=1 ;;
        --keep) keep=1 ;;
        *) echo "fresh_machine: \"$word\" is none of: bookworm, trixie, --tests, --keep" >&2; exit 2 ;;
    esac
done
if [ "$(id -u)" != 0 ] || ! command -v mmdebstrap >/dev/null; then
    echo "fresh_machine: needs root and Debian's package mmdebstrap" >&2
    exit 1
fi

machine=$(mktemp -d --suffix=".$release")
chmod 755 "$machine"
log=$machine.log
clean() {
    if [ -n "$keep" ]; then echo "kept: $machine, output in $log" >&2
    else rm -rf --one-file-system "$machine" "$log"; fi
}
trap clean EXIT

# How this machine reaches the package servers (proxies, time-outs) holds inside as well.
settings=$machine.apt
apt-config dump Acquire | grep -v -e '^Acquire::IndexTargets' -e '^Acquire ' -e '""' >"$settings" || true
set -- http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
proxies=()
for name in "$@"; do [ -z "${!name:-}" ] || proxies+=("$name=${!name}"); done

echo "== making a bare $release"
mmdebstrap --quiet --variant=minbase --aptopt="$settings" "$release" "$machine"
cp "$settings" "$machine/etc/apt/apt.conf.d/90host"
rm -f "$settings"
mkdir "$machine/basicbot"
git ls-files -z --cached --others --exclude-standard | tar c --null --ignore-failed-read -T - | tar x -C "$machine/basicbot"

# inside COMMAND: in the bare machine, with /proc of its own, which ends with it.
inside() {
    # shellcheck disable=SC2016  # for the inner shell
    unshare --mount --pid --fork bash -c '
        mount -t proc proc "$1/proc"
        exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb "${@:3}" \
            bash -c "cd /basicbot && $2"' inside "$machine" "$1" "${proxies[@]}"
}
minutes() { awk -v s="$1" 'BEGIN { printf "%.2f", s / 60 }'; }

start=$(date +%s.%N)
inside scripts/quickstart.sh | tee "$log"
quickstart=$(since "$start")
program=$(sed -n -E 's/^== build: ([0-9.]+) s$/\1/p' "$log")
inside scripts/quickstart.sh | tee "$log.again"
if [ "$(grep -c 'stands and is the result of this study' "$log.again")" != 2 ]; then
    echo "fresh_machine: the second quickstart did its work anew" >&2
    exit 1
fi
rm -f "$log.again"
if [ -n "$tests" ]; then
    start=$(date +%s.%N)
    inside scripts/test.sh | tee -a "$log"
    tested=$(since "$start")
fi
echo
echo "$release: done"
echo "build.quickstart_minutes $(minutes "$quickstart")"
echo "build.program_minutes $(minutes "$program")"
[ -z "$tests" ] || echo "build.tests_minutes $(minutes "$tested")"

#!/usr/bin/env bash
# Measures the figures of bench/figures.toml whose names match, and says which are reached:
#   scripts/figures.sh [PATTERN] [--json | --markdown] [--list]       e.g. scripts/figures.sh 'sweep.*'
# Builds the preset `bench`; makes .venv-peers with the peers' Python packages. --markdown prints README's table.
# scripts/fresh_machine.sh measures build.*; those are run only where PATTERN is the whole name.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

case " $* " in
    *" --list "*) exec python3 scripts/figures.py "$@" ;;
esac
peers() {
    local stamp=.venv-peers/requirements.txt
    if cmp -s bench/peers/requirements.txt $stamp; then return; fi
    [ -x .venv-peers/bin/pip ] || /usr/bin/python3 -m venv .venv-peers
    .venv-peers/bin/pip install --quiet --disable-pip-version-check -r bench/peers/requirements.txt
    cp bench/peers/requirements.txt $stamp
}
{
    step "packages" scripts/setup.sh build bench
    step "configuration (bench)" cmake --preset bench
    step "build" cmake --build build/bench --parallel "$(compilers)" --target basicbot bb_figure_runner
    step "peers" peers
} >&2
exec .venv-peers/bin/python scripts/figures.py "$@"

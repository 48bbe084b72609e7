#!/usr/bin/env bash
# Holds the indicators against TA-Lib, as tests/parity/talib_parity.py says:
#   scripts/parity.sh PROGRAM [--short]      e.g. scripts/parity.sh build/cpu/basicbot
#   scripts/parity.sh --prepare              only makes .venv-talib, which the suite's short form needs
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

prepare() {
    local stamp=.venv-talib/requirements.txt
    if cmp -s tests/parity/requirements.txt $stamp; then return; fi
    scripts/setup.sh parity
    [ -x .venv-talib/bin/pip ] || /usr/bin/python3 -m venv .venv-talib
    .venv-talib/bin/pip install --quiet --disable-pip-version-check -r tests/parity/requirements.txt
    cp tests/parity/requirements.txt $stamp
}
step "TA-Lib" prepare >&2
[ "${1:-}" = --prepare ] || exec .venv-talib/bin/python tests/parity/talib_parity.py "$@"

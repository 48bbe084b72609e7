#!/usr/bin/env bash
# Holds the indicators against TA-Lib and against values that others have published, as tests/parity/talib_parity.py
# and tests/parity/oracle_parity.py say:
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
[ "${1:-}" != --prepare ] || exit 0
code=0
.venv-talib/bin/python tests/parity/talib_parity.py "$@" || code=$?
.venv-talib/bin/python tests/parity/oracle_parity.py "$1" || [ $? = 77 ] || code=1  # 77: no oracles here
[ $code = 0 ]

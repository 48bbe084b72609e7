#!/usr/bin/env bash
# Runs a script by the Python that has TA-Lib (scripts/parity.sh --prepare); code 77 where there is none.
python=$(dirname "${BASH_SOURCE[0]}")/../../.venv-talib/bin/python
[ -x "$python" ] || { echo "skipped: no TA-Lib (scripts/parity.sh --prepare)"; exit 77; }
exec "$python" "$@"

#!/usr/bin/env python3
"""Writes tests/golden/<entry>.csv: expected values of the indicator entries from PyPI's TA-Lib wheel.

Usage: python3 -m venv V && V/bin/pip install TA-Lib==VERSION numpy && V/bin/python scripts/make_golden.py
The VERSION of the committed files stands in their first line. A file is found by its name: a new entry needs only
its own file. Columns: `in:<name>` are the inputs in the entry's order, `out:<output>:<param>:...` one output for one
parameter set, empty while undefined. Entries that TA-Lib does not have (marked "definition") are computed here.
"""
import pathlib
import random

import numpy as np
import talib

BARS = 300


def bars(seed):
    """A random walk on a grid of 1/128 (short, exact decimals), with a gap and 40 flat bars."""
    rng = random.Random(seed)
    close, rows = 100.0, []
    for t in range(BARS):
        before = close
        if t == 90:
            before = close = 250.0
        if not 180 <= t < 220:
            close = max(1.0, round((close + rng.gauss(0, close * 0.012)) * 128) / 128)
        low = high = before
        if not 180 <= t < 220:
            high = max(before, close) + rng.randrange(64) / 128
            low = min(before, close) - rng.randrange(64) / 128
        else:
            low = high = before = close
        rows.append((before, high, low, close))
    return [np.array(column) for column in zip(*rows)]


def main():
    opens, high, low, close = bars(11)
    other = bars(12)[3]
    hlc = [("high", high), ("low", low), ("close", close)]
    one = [("x", close)]
    two = [("a", close), ("b", other)]
    periods = [(3,), (14,), (100,)]
    bands = [(5, 2.0, 2.0), (20, 2.0, 2.0), (50, 1.5, 3.0)]
    macds = [(12, 26, 9), (3, 10, 16), (26, 12, 9)]
    value = ["value"]
    # entry: (inputs, outputs, parameter sets, function)
    entries = {
        "sma": (one, value, periods, lambda x, n: talib.SMA(x, n)),
        "ema": (one, value, periods, lambda x, n: talib.EMA(x, n)),
        "rsi": (one, value, [(2,), (14,), (50,)], lambda x, n: talib.RSI(x, n)),
        "highest": (one, value, periods, lambda x, n: talib.MAX(x, n)),
        "lowest": (one, value, periods, lambda x, n: talib.MIN(x, n)),
        "macd": (one, ["line", "signal", "hist"], macds, lambda x, *p: talib.MACD(x, *p)),
        "bbands": (one, ["upper", "middle", "lower"], bands, lambda x, *p: talib.BBANDS(x, *p)),
        "atr": (hlc, value, [(1,), (14,), (50,)], lambda h, l, c, n: talib.ATR(h, l, c, n)),
        "trange": (hlc, value, [()], lambda *x: talib.TRANGE(*x)),
        "medprice": (hlc[:2], value, [()], lambda *x: talib.MEDPRICE(*x)),
        "typprice": (hlc, value, [()], lambda *x: talib.TYPPRICE(*x)),
        "avgprice": ([("open", opens)] + hlc, value, [()], lambda *x: talib.AVGPRICE(*x)),
        "add": (two, value, [()], lambda *x: talib.ADD(*x)),
        "sub": (two, value, [()], lambda *x: talib.SUB(*x)),
        "mult": (two, value, [()], lambda *x: talib.MULT(*x)),
        "div": (two, value, [()], lambda *x: talib.DIV(*x)),
        "mom": (one, value, [(1,), (10,), (30,)], lambda x, n: talib.MOM(x, n)),
        "roc": (one, value, [(1,), (10,), (30,)], lambda x, n: talib.ROC(x, n)),
        "rocp": (one, value, [(1,), (10,), (30,)], lambda x, n: talib.ROCP(x, n)),
        "rocr": (one, value, [(1,), (10,), (30,)], lambda x, n: talib.ROCR(x, n)),
        "rocr100": (one, value, [(1,), (10,), (30,)], lambda x, n: talib.ROCR100(x, n)),
        "bop": ([("open", opens)] + hlc, value, [()], lambda *x: talib.BOP(*x)),
        "dema": (one, value, periods, lambda x, n: talib.DEMA(x, n)),
        "tema": (one, value, periods, lambda x, n: talib.TEMA(x, n)),
        "trix": (one, value, [(2,), (14,), (30,)], lambda x, n: talib.TRIX(x, n)),
        "midpoint": (one, value, periods, lambda x, n: talib.MIDPOINT(x, n)),
        "midprice": (hlc[:2], value, periods, lambda h, l, n: talib.MIDPRICE(h, l, n)),
        "donchian": (hlc[:2], ["upper", "middle", "lower"], periods, lambda h, l, n: (
            talib.MAX(h, n), (talib.MAX(h, n) + talib.MIN(l, n)) / 2, talib.MIN(l, n))),
        "lag": (one, value, [(0,), (1,), (20,)], lambda x, n: np.array([np.nan] * n + list(x[: BARS - n]))),
        "scale": (one, value, [(0.0,), (1.75,), (-3.0,)], lambda x, k: x * k),
        "offset": (one, value, [(0.0,), (1.75,), (-3.0,)], lambda x, k: x + k),
        "flip": (one, value, [()], lambda x: -x),
        "reciprocal": (one, value, [(1.0,), (1.75,), (-3.0,)], lambda x, k: k / x),
    }
    by_definition = {"lag", "scale", "offset", "flip", "reciprocal"}
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "golden"
    library = talib.__ta_version__.decode().split()[0]
    for name, (inputs, outputs, sets, function) in entries.items():
        source = "definition, IEEE double arithmetic" if name in by_definition else (
            f"TA-Lib {talib.__version__} from PyPI, C library {library} (BSD-3), unstable period 0")
        columns = [(f"in:{label}", series) for label, series in inputs]
        for p in sets:
            result = function(*[series for _, series in inputs], *p)
            for output, series in zip(outputs, result if len(outputs) > 1 else [result]):
                columns.append((":".join(["out", output] + [repr(v) for v in p]), series))
        lines = [f"# {name}: {source}; made by scripts/make_golden.py", ",".join(c[0] for c in columns)]
        for t in range(BARS):
            lines.append(",".join("" if np.isnan(c[1][t]) else repr(float(c[1][t])) for c in columns))
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

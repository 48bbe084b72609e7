"""indicators_talib.py WORKDIR: the workload's twenty indicators by TA-Lib's C, one call a parameter set or series.

The calls go through PyPI's wrapper, which adds well under a microsecond to each of some thousands of bars. TA-Lib 0.8's
own values must agree with the engine's within 1e-9 of the value or of the highest price.
"""

import sys
import time

import numpy as np
import talib
from protocol import Inputs, refuse, serve


def main():
    inputs = Inputs(sys.argv[1])
    high, low, close, volume = (np.ascontiguousarray(inputs.array(n)) for n in ("high", "low", "close", "volume"))
    h, l, c, v = high[0], low[0], close[0], volume[0]
    windows = inputs["windows"]
    sets = range(len(windows))
    calls = {
        "SMA": lambda i: talib.SMA(c, windows[i]),
        "EMA": lambda i: talib.EMA(c, windows[i]),
        "WMA": lambda i: talib.WMA(c, windows[i]),
        "DEMA": lambda i: talib.DEMA(c, windows[i]),
        "TEMA": lambda i: talib.TEMA(c, windows[i]),
        "RSI": lambda i: talib.RSI(c, windows[i]),
        "MACD": lambda i: talib.MACD(c, windows[i], 60, 9),
        "BBANDS": lambda i: talib.BBANDS(c, windows[i], 2, 2),
        "STDDEV": lambda i: talib.STDDEV(c, windows[i], 1),
        "ATR": lambda i: talib.ATR(h, l, c, windows[i]),
        "ADX": lambda i: talib.ADX(h, l, c, windows[i]),
        "CCI": lambda i: talib.CCI(h, l, c, windows[i]),
        "STOCH": lambda i: talib.STOCH(h, l, c, windows[i], 3, 0, 3, 0),
        "MAX": lambda i: talib.MAX(c, windows[i]),
        "MIN": lambda i: talib.MIN(c, windows[i]),
        "WILLR": lambda i: talib.WILLR(h, l, c, windows[i]),
        "OBV": lambda i: talib.OBV(close[i], volume[i]),
        "MFI": lambda i: talib.MFI(h, l, c, v, windows[i]),
        "ROC": lambda i: talib.ROC(c, windows[i]),
        "LINEARREG": lambda i: talib.LINEARREG(c, windows[i]),
    }
    if sorted(calls) != sorted(inputs["names"]):
        refuse("the indicators are others")
    worst = 0.0
    for name, call in calls.items():
        for i, want in zip(sets, inputs.array(name)):
            got = call(i)
            for g, w in zip(got if isinstance(got, (tuple, list)) else [got], want):
                if not np.array_equal(np.isnan(g), np.isnan(w)):
                    refuse(f"{name}, set {i}: undefined in different places")
                error = np.nanmax(np.abs(g - w) / np.maximum(np.abs(w), np.max(h)))
                worst = max(worst, float(error))
                if not error <= 1e-9:
                    refuse(f"{name}, set {i}: {error:.3g} apart")
    bars = c.size * len(windows) * inputs["passes"]
    parts = {}

    def run():
        parts.update(dict.fromkeys(calls, 0.0))
        for _ in range(inputs["passes"]):
            for name, call in calls.items():
                before = time.process_time()
                for i in sets:
                    call(i)
                parts[name] += 1e9 * (time.process_time() - before) / bars

    serve(run, bars, {"peer": f"TA-Lib {talib.__ta_version__.decode().split()[0]} (C)",
                      "verified": f"all values within {worst:.1e} of the value or the highest price"}, parts)


main()

#!/usr/bin/env python3
"""Writes tests/golden/<entry>.csv: expected values of the indicator entries from PyPI's TA-Lib wheel.

Usage: python3 -m venv V && V/bin/pip install TA-Lib==VERSION numpy && V/bin/python scripts/make_golden.py
The VERSION of the committed files stands in their first line. A file is found by its name: a new entry needs only
its own file. Columns: `in:<name>` are the inputs in the entry's order, `out:<output>:<param>:...` one output for one
parameter set, empty while undefined. Entries that TA-Lib does not have (marked "definition") are computed here, in
golden_definitions.py or in golden_statistics.py.
"""
import pathlib
import random

import numpy as np
import talib
import talib.abstract

import golden_definitions as plain
from golden_statistics import (
    bits_of_returns, deviation, dynamic, floor_pivots, fractal, mean_of_rate, mean_price_paid, profile, rescaled_range,
    since, slope_on, under_bell, variable_index)

BARS = 300
FINDS = 6  # of every value of a pattern in its file, at least
PATTERNS = talib.get_function_groups()["Pattern Recognition"]


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


def lively_bars(seed, count=500000):
    """Gaps, bodies and shadows of few sizes and many zeros, in runs of one colour: every pattern is among them."""
    rng = np.random.default_rng(seed)

    def pick(values, weights):
        return rng.choice(values, size=count, p=np.array(weights) / sum(weights))

    def sign(run):
        return np.repeat(rng.choice([-1, 1], size=count // run + 1), run)[:count]

    body = pick([0, 1, 2, 3, 5, 8, 12, 20, 40], [10, 8, 10, 10, 12, 14, 14, 14, 8])
    body = body * np.where(sign(4) > 0, sign(1), sign(4))
    gap = pick([0, 1, 2, 4, 8, 16, 30], [30, 14, 14, 14, 12, 10, 6]) * sign(1)
    into = -np.round(np.concatenate([[0], body[:-1]]) * rng.random(count))  # opens in the body before
    gap = np.where(rng.random(count) < 0.35, into, gap)
    close = np.cumsum(gap + body)
    shadows = [pick([0, 1, 2, 4, 10, 25], [44, 16, 12, 10, 10, 8]) for _ in range(2)]
    opens = close - body
    return np.array([opens, np.maximum(opens, close) + shadows[0], np.minimum(opens, close) - shadows[1], close]) / 128


def value_of(name, columns, *penetration):
    """TA-Lib's whole numbers, undefined before its look-back."""
    value = getattr(talib, name)(*columns, *penetration).astype(float)
    value[: talib.abstract.Function(name).lookback] = np.nan
    return value


def pattern_bars(sources):
    """For each pattern BARS bars: stretches of the sources that end in a find, one after the other at the price where
    the last one ended, so that each of the pattern's values comes FINDS times; then whatever bars follow."""
    stretches = {name: {} for name in PATTERNS}
    most = max(talib.abstract.Function(name).lookback for name in PATTERNS)
    for source in sources:
        for name, found in stretches.items():
            reach = talib.abstract.Function(name).lookback + 1
            value = value_of(name, source)
            for v in np.unique(value[most:][value[most:] != 0]):
                ends = [t for t in np.flatnonzero(value == v) if t >= most][: FINDS - len(found.get(v, []))]
                found.setdefault(v, []).extend(source[:, t + 1 - reach : t + 1] for t in ends)
    result = {}
    for name, found in stretches.items():
        columns = np.full((4, 1), 100.0)
        for stretch in [s for v in sorted(found) for s in found[v]] + [sources[0][:, 50 : 50 + BARS]]:
            columns = np.concatenate([columns, stretch - stretch[0, 0] + columns[3, -1]], axis=1)
        columns = columns[:, 1 : BARS + 1]
        value = value_of(name, columns)
        assert found and all(np.sum(value == v) >= FINDS for v in found), (name, {v: len(f) for v, f in found.items()})
        result[name] = [np.ascontiguousarray(column) for column in columns]
    return result


def pattern_entries():
    """The candlestick patterns; those with a penetration at its default and at two others."""
    for name, columns in pattern_bars([lively_bars(seed) for seed in range(12)]).items():
        inputs = list(zip(["open", "high", "low", "close"], columns))
        standard = talib.abstract.Function(name).parameters.get("penetration")
        sets = [()] if standard is None else [(standard,), (0.0,), (0.8,)]
        yield name.lower(), (inputs, ["value"], sets, lambda *x, name=name: value_of(name, x[:4], *x[4:]))


def defined(indices, n):
    """Whole numbers, 0 in TA-Lib's look-back of n - 1 bars, as floats that are NaN there."""
    values = np.array(indices, dtype=float)
    values[: n - 1] = np.nan
    return values


def movement_entries(opens, high, low, close, volume):
    """TA-Lib's indicators, most of whole bars: directional movement, parabolic stops, oscillators, volume."""
    hl = [("high", high), ("low", low)]
    hlc = hl + [("close", close)]
    hlcv = hlc + [("volume", volume)]
    value, periods = ["value"], [(2,), (14,), (50,)]
    stops = [(0.0, 0.0, 0.02, 0.02, 0.2, 0.02, 0.02, 0.2), (95.0, 0.01, 0.03, 0.02, 0.2, 0.01, 0.04, 0.3),
             (-105.0, 0.02, 0.3, 0.05, 0.2, 0.02, 0.4, 0.3)]
    return {
        "plus_dm": (hl, value, [(1,), (14,), (50,)], lambda *x: talib.PLUS_DM(*x)),
        "minus_dm": (hl, value, [(1,), (14,), (50,)], lambda *x: talib.MINUS_DM(*x)),
        "plus_di": (hlc, value, [(1,), (14,), (50,)], lambda *x: talib.PLUS_DI(*x)),
        "minus_di": (hlc, value, [(1,), (14,), (50,)], lambda *x: talib.MINUS_DI(*x)),
        "dx": (hl, value, periods, lambda h, l, n: talib.DX(h, l, close, n)),
        "adx": (hl, value, periods, lambda h, l, n: talib.ADX(h, l, close, n)),
        "adxr": (hl, value, periods, lambda h, l, n: talib.ADXR(h, l, close, n)),
        "aroon": (hl, ["down", "up"], periods, lambda *x: talib.AROON(*x)),
        "aroonosc": (hl, value, periods, lambda *x: talib.AROONOSC(*x)),
        "sar": (hl, value, [(0.02, 0.2), (0.05, 0.3), (0.3, 0.2)], lambda *x: talib.SAR(*x)),
        "sarext": (hl, value, stops, lambda *x: talib.SAREXT(*x)),
        "cci": (hlc, value, periods, lambda *x: talib.CCI(*x)),
        "channel_index": ([("x", close)], value, periods, lambda x, n: talib.CCI(x, x, x, n)),
        "positive_share": ([("x", close - opens)], value, [(n, 50.0) for n, in periods],
                           lambda x, n, _: talib.IMI(0 * x, x, n)),
        "mfi": (hlcv, value, periods, lambda *x: talib.MFI(*x)),
        "imi": ([("open", opens), ("close", close)], value, periods, lambda *x: talib.IMI(*x)),
        "ultosc": (hlc, value, [(7, 14, 28), (30, 5, 10)], lambda *x: talib.ULTOSC(*x)),
        "ad": (hlcv, value, [()], lambda *x: talib.AD(*x)),
        "adosc": (hlc + [("volume", volume / 1024)], value, [(3, 10), (20, 5)], lambda *x: talib.ADOSC(*x)),
        "obv": ([("close", close), ("volume", volume)], value, [()], lambda *x: talib.OBV(*x)),
        "avgdev": ([("x", close)], value, periods, lambda *x: talib.AVGDEV(*x)),
        "supertrend": (hlc, ["line", "direction"], [(10, 3.0), (5, 1.0), (2, 0.5)], lambda h, l, c, n, k: (
            talib.SUPERTREND(h, l, c, n, k)[0], defined(talib.SUPERTREND(h, l, c, n, k)[1], n + 1))),
        "dpo": ([("x", close)], value, [(2,), (3,), (20,), (51,)], lambda *x: talib.DPO(*x)),
        "heikin_ashi": ([("open", opens)] + hlc, ["open", "high", "low", "close"], [()], lambda *x: talib.HA(*x)),
        "percentrank": ([("x", close)], value, periods, lambda *x: talib.PERCENTRANK(*x)),
        "cmf": (hlcv, value, periods, lambda *x: talib.CMF(*x)),
        "coppock": ([("x", close)], value, [(14, 11, 10), (3, 5, 4)], lambda x, a, b, n: talib.COPPOCK(x, n, b, a)),
        "tsi": ([("x", close)], ["line", "signal"], [(25, 13, 13), (5, 3, 2)], lambda x, a, b, n: (
            talib.TSI(x, a, b), plain.exponential(talib.TSI(x, a, b), n))),
    }


def main():
    np.seterr(invalid="ignore", divide="ignore")
    opens, high, low, close = bars(11)
    other = bars(12)[3]
    volume = np.array([float(random.Random(t).randrange(1, 10000)) for t in range(BARS)])
    hlc = [("high", high), ("low", low), ("close", close)]
    one = [("x", close)]
    two = [("a", close), ("b", other)]
    pair = [("x", close), ("y", other)]
    periods = [(3,), (14,), (100,)]
    bands = [(5, 2.0, 2.0), (20, 2.0, 2.0), (50, 1.5, 3.0)]
    macds = [(12, 26, 9), (3, 10, 16), (26, 12, 9)]
    value = ["value"]
    # No two bars alike: of equal extremes TA-Lib names now the newest, now the oldest.
    unique = [("x", close + np.arange(BARS) / 2**20)]
    # A cycle that grows longer, and noise: of a flat stretch TA-Lib's phase is that of its rounding.
    wave = np.sin(np.cumsum(0.5 - 0.001 * np.arange(BARS))) * 6
    swinging = [("x", np.round((wave + bars(13)[3][:90].repeat(4)[:BARS] / 8 + close % 1 + 90) * 128) / 128)]
    # Inputs of the math transforms: both signs, short decimals; within [-1, 1]; where nothing overflows.
    angle = [("x", (close - 160) * 4)]
    share = [("x", (close - 160) / 128)]
    small = [("x", (close - 160) / 16)]
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
        "var": (one, value, periods, lambda x, n: deviation(x, n) ** 2),
        "stddev": (one, value, [(3, 1.0), (14, 2.5), (100, 1.0)], lambda x, n, k: k * deviation(x, n)),
        "cmo": (one, value, [(2,), (14,), (50,)], lambda x, n: talib.CMO(x, n)),
        "willr": (hlc, value, periods, lambda *x: talib.WILLR(*x)),
        "place_in_range": ([("x", opens), ("from", low), ("to", high)], value, [(100.0,), (-100.0,)],
                           lambda x, a, b, k: k * np.divide(x - a, b - a, out=np.zeros(BARS), where=b != a)),
        "fastk": (hlc, value, periods, lambda *x: talib.STOCHF(*x[:3], x[3], 1, 0)[0]),
        "wclprice": (hlc, value, [()], lambda *x: talib.WCLPRICE(*x)),
        "t3": (one, value, [(2, 0.7), (5, 0.7), (30, 0.5)], lambda x, n, v: talib.T3(x, n, v)),
        "natr": (hlc, value, [(2,), (14,), (50,)], lambda *x: talib.NATR(*x)),
        "accbands": (hlc, ["upper", "middle", "lower"], periods, lambda *x: talib.ACCBANDS(*x)),
        "awesome": (hlc[:2], value, [(5, 34), (3, 10)], lambda *x: talib.AO(*x)),
        "mass_index": (hlc[:2], value, [(9, 25), (5, 10)], lambda *x: talib.MASSI(*x)),
        "vwma": (one + [("volume", volume)], value, periods, lambda x, v, n: talib.VWMA(x, v, n)),
        "keltner": (hlc, ["upper", "middle", "lower"], [(20, 10, 2.0), (50, 14, 1.5)], lambda h, l, c, n, m, k: (
            talib.EMA(c, n) + k * talib.ATR(h, l, c, m), talib.EMA(c, n), talib.EMA(c, n) - k * talib.ATR(h, l, c, m))),
        "force_index": ([("close", close), ("volume", volume)], value, [(2,), (13,)], lambda *x: talib.EFI(*x)),
        "zscore": (one, value, [(3,), (20,)], lambda x, n: np.where(
            deviation(x, n) == 0, np.nan, (x - talib.SMA(x, n)) / deviation(x, n))),
        "lag": (one, value, [(0,), (1,), (20,)], lambda x, n: np.array([np.nan] * n + list(x[: BARS - n]))),
        "scale": (one, value, [(0.0,), (1.75,), (-3.0,)], lambda x, k: x * k),
        "offset": (one, value, [(0.0,), (1.75,), (-3.0,)], lambda x, k: x + k),
        "flip": (one, value, [()], lambda x: -x),
        "reciprocal": (one, value, [(1.0,), (1.75,), (-3.0,)], lambda x, k: k / x),
        "skip": (one, value, [(0,), (5,)], lambda x, n: np.concatenate([[np.nan] * n, x[n:]])),
        "together": ([("x", close), ("y", opens)], value, [()], lambda x, y: x),
        "quotient": ([("a", close - 120), ("b", np.floor(close / 100) - 1)], value, [()],
                     lambda a, b: np.array([0 if y == 0 else x / y for x, y in zip(a, b)])),
        "if_at_least": ([("x", close), ("a", opens), ("b", high)], value, [(100.0,), (120.5,)],
                        lambda x, a, b, level: np.where(x >= level, a, b)),
        "above": (two, value, [()], lambda a, b: np.where(a > b, 1.0, 0.0)),
        "equals": ([("a", close), ("b", opens)], value, [()], lambda a, b: np.where(a == b, 1.0, 0.0)),
        "ema_alpha": (one, value, [(12, 0.15), (26, 0.075), (1, 1.0)], mean_of_rate),
        "ma": (one, value, [(14, kind) for kind in range(9)] + [(40, 0), (3, 8)], lambda x, n, k: talib.MA(x, n, k)),
        "mavp": ([("x", close), ("periods", np.floor(opens * 37 % 31))], value, [(2, 30, 0), (4, 20, 1), (3, 12, 6)],
                 lambda x, p, *rest: talib.MAVP(x, p, *rest)),
        "apo": (one, value, [(12, 26, 0), (10, 3, 1), (5, 9, 4)], lambda x, *p: talib.APO(x, *p)),
        "ppo": (one, value, [(12, 26, 0), (10, 3, 1), (5, 9, 2)], lambda x, *p: talib.PPO(x, *p)),
        "macdfix": (one, ["line", "signal", "hist"], [(9,), (1,)], lambda x, n: talib.MACDFIX(x, n)),
        "macdext": (one, ["line", "signal", "hist"], [(12, 0, 26, 0, 9, 0), (26, 1, 12, 3, 9, 1), (5, 8, 20, 6, 4, 2)],
                    lambda x, *p: talib.MACDEXT(x, *p)),
        "stochf": (hlc, ["k", "d"], [(5, 3, 0), (14, 5, 1)], lambda *x: talib.STOCHF(*x)),
        "stoch": (hlc, ["k", "d"], [(5, 3, 0, 3, 0), (14, 1, 0, 5, 4)], lambda *x: talib.STOCH(*x)),
        "stochrsi": (unique, ["k", "d"], [(14, 5, 3, 0), (5, 9, 4, 2)], lambda x, *p: talib.STOCHRSI(x, *p)),
        "mabands": (one, ["upper", "middle", "lower"], [(20, 2.0, 2.0, 1), (10, 1.5, 2.5, 5)],
                    lambda x, *p: talib.BBANDS(x, *p)),
        "acos": (share, value, [()], lambda x: talib.ACOS(x)),
        "asin": (share, value, [()], lambda x: talib.ASIN(x)),
        "atan": (small, value, [()], lambda x: talib.ATAN(x)),
        "ceil": (small, value, [()], lambda x: talib.CEIL(x)),
        "cos": (angle, value, [()], lambda x: talib.COS(x)),
        "cosh": (small, value, [()], lambda x: talib.COSH(x)),
        "exp": (small, value, [()], lambda x: talib.EXP(x)),
        "floor": (small, value, [()], lambda x: talib.FLOOR(x)),
        "ln": (one, value, [()], lambda x: talib.LN(x)),
        "log10": (one, value, [()], lambda x: talib.LOG10(x)),
        "sin": (angle, value, [()], lambda x: talib.SIN(x)),
        "sinh": (small, value, [()], lambda x: talib.SINH(x)),
        "sqrt": (one, value, [()], lambda x: talib.SQRT(x)),
        "tan": (angle, value, [()], lambda x: talib.TAN(x)),
        "tanh": (small, value, [()], lambda x: talib.TANH(x)),
        "sum": (one, value, periods, lambda x, n: talib.SUM(x, n)),
        "maxindex": (unique, value, periods, lambda x, n: defined(talib.MAXINDEX(x, n), n)),
        "minindex": (unique, value, periods, lambda x, n: defined(talib.MININDEX(x, n), n)),
        "minmax": (one, ["min", "max"], periods, lambda x, n: talib.MINMAX(x, n)),
        "minmaxindex": (unique, ["min", "max"], periods,
                        lambda x, n: [defined(y, n) for y in talib.MINMAXINDEX(x, n)]),
        "wma": (one, value, periods, lambda x, n: talib.WMA(x, n)),
        "trima": (one, value, [(1,), (14,), (33,)], lambda x, n: talib.TRIMA(x, n)),
        "kama": (one, value, periods, lambda x, n: talib.KAMA(x, n)),
        "linearreg": (one, value, periods, lambda x, n: talib.LINEARREG(x, n)),
        "linearreg_slope": (one, value, periods, lambda x, n: talib.LINEARREG_SLOPE(x, n)),
        "linearreg_intercept": (one, value, periods, lambda x, n: talib.LINEARREG_INTERCEPT(x, n)),
        "linearreg_angle": (one, value, periods, lambda x, n: talib.LINEARREG_ANGLE(x, n)),
        "tsf": (one, value, periods, lambda x, n: talib.TSF(x, n)),
        "correl": (pair, value, periods, lambda x, y, n: talib.CORREL(x, y, n)),
        "beta": (pair, value, [(5,), (14,), (100,)], lambda x, y, n: talib.BETA(x, y, n)),
        "ht_dcperiod": (swinging, value, [()], lambda x: talib.HT_DCPERIOD(x)),
        "ht_phasor": (swinging, ["inphase", "quadrature"], [()], lambda x: talib.HT_PHASOR(x)),
        "ht_dcphase": (swinging, value, [()], lambda x: talib.HT_DCPHASE(x)),
        "ht_sine": (swinging, ["sine", "leadsine"], [()], lambda x: talib.HT_SINE(x)),
        "ht_trendline": (swinging, value, [()], lambda x: talib.HT_TRENDLINE(x)),
        "ht_trendmode": (swinging, value, [()], lambda x: defined(talib.HT_TRENDMODE(x), 64)),
        "hma": (one, value, [(2,), (9,), (20,), (100,)], lambda x, n: talib.HMA(x, n)),
        "zlema": (one, value, [(2,), (9,), (30,)], lambda x, n: talib.ZLEMA(x, n)),
        "rma": (one, value, [(2,), (14,), (50,)], lambda x, n: talib.RMA(x, n)),
        "alma": (one, value, [(1, 0.85, 6.0), (9, 0.85, 6.0), (50, 0.5, 3.0)], under_bell),
        "vidya": (one, value, [(12, 9), (5, 1), (30, 20)], variable_index),
        "mcginley": (one, value, [(1,), (14,), (50,)], dynamic),
        "frama": (hlc[:2], value, [(2,), (16,), (45,)], fractal),
        "hurst": (one, value, [(10,), (50,), (100,)], rescaled_range),
        "entropy": (one, value, [(10, 4), (50, 10), (100, 20)], bits_of_returns),
        "rolling_beta": (pair, value, [(20,), (60,)], slope_on),
        "pivots": (hlc, ["p", "r1", "s1", "r2", "s2", "r3", "s3"], [(1,), (20,)], floor_pivots),
        "vwap": (hlc + [("volume", volume)], value, [(1,), (20,), (100,)], mean_price_paid),
        "anchored_vwap": (hlc + [("volume", volume)], value, [(0,), (100,)], lambda *x: since(
            x[4], talib.VWAP, *x[:4])),
        "volume_profile": (hlc + [("volume", volume)], ["poc", "vah", "val"],
                           [(1, 24, 0.7), (30, 10, 0.7), (100, 24, 0.5)], profile),
        "mama": (swinging, ["mama", "fama"], [(0.5, 0.05), (0.8, 0.02)], lambda x, *p: talib.MAMA(x, *p)),
    }
    entries.update(movement_entries(opens, high, low, close, volume))
    further = plain.entries(opens, high, low, close, volume)
    entries.update(further)
    entries.update(pattern_entries())
    by_definition = {"var", "stddev", "zscore", "lag", "scale", "offset", "flip", "reciprocal", "skip", "together",
                     "quotient", "if_at_least", "above", "equals", "ema_alpha", "alma", "vidya", "mcginley", "frama",
                     "hurst", "entropy", "rolling_beta", "pivots", "vwap", "volume_profile", "place_in_range", *further}
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

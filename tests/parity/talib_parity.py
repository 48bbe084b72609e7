#!/usr/bin/env python3
"""Holds indicators against PyPI's TA-Lib, through the program: `basicbot indicators compute` over bars of many shapes.

    talib_parity.py PROGRAM [--short]          exit code 77: no TA-Lib, numpy and h5py here (scripts/parity.sh --prepare)

A triple is a function, a parameter set and a series. The same bars must be undefined, and values agree within the class of
the function: `exact` (bit-equal or 1e-12), `sums` over windows (1e-9), `recursive` (1e-10), relative to the value or, where
differences of prices are taken, to the highest price. What differs by definition stands in EXCEPT with its reason.
"""

import argparse
import itertools
import pathlib
import sys
import tempfile
import time

import bars as shared  # first: it says what is missing
import numpy as np

try:
    import talib
    from talib import abstract
except ImportError:
    shared.skip("no talib (scripts/parity.sh --prepare)")

TOLERANCE = {"exact": 1e-12, "sums": 1e-9, "recursive": 1e-10}
PRICE, ONE, HUNDRED, BAR_VOLUME = "price", 1.0, 100.0, 1e4

periods = [2, 3, 5, 9, 10, 14, 20, 21, 26, 30, 34, 50, 55, 89, 100, 120, 144, 200, 233]
lags = [1] + periods


def over(expression, axes, function, kind, scale, outputs=("value",), columns=("close",), fixed=None):
    """expression has a {} for each axis; function takes the columns, `fixed` by name and one value of each axis."""
    return dict(expression=expression, axes=axes, function=function, kind=kind, scale=scale, outputs=outputs, columns=columns,
                fixed=fixed or {})


HLC, OHLC = ("high", "low", "close"), ("open", "high", "low", "close")
kinds = [0, 1, 2, 3, 4, 5, 6, 8]  # of moving means; 7 is mama
FUNCTIONS = {
    "SMA": over("sma(close, {})", [lags], talib.SMA, "sums", PRICE),
    "EMA": over("ema(close, {})", [periods], talib.EMA, "recursive", PRICE),
    "DEMA": over("dema(close, {})", [periods], talib.DEMA, "recursive", PRICE),
    "TEMA": over("tema(close, {})", [periods], talib.TEMA, "recursive", PRICE),
    "TRIX": over("trix(close, {})", [lags], talib.TRIX, "recursive", HUNDRED),
    "RSI": over("rsi(close, {})", [periods], talib.RSI, "recursive", HUNDRED),
    "MACD": over("macd(close, {}, {}, {})", [[3, 8, 12, 26], [10, 26, 60], [5, 9]], talib.MACD, "recursive", PRICE,
                 ("line", "signal", "hist")),
    "BBANDS": over("bbands(close, {}, {}, {})", [periods[2:14], [1.5, 2.0], [2.0]], talib.BBANDS, "sums", PRICE,
                   ("upper", "middle", "lower")),
    "ATR": over("atr({})", [lags], talib.ATR, "recursive", PRICE, columns=HLC),
    "TRANGE": over("trange()", [], talib.TRANGE, "exact", PRICE, columns=HLC),
    "MAX": over("highest(close, {})", [periods], talib.MAX, "exact", PRICE),
    "MIN": over("lowest(close, {})", [periods], talib.MIN, "exact", PRICE),
    "MINMAX": over("minmax(close, {})", [periods], talib.MINMAX, "exact", PRICE, ("min", "max")),
    "SUM": over("sum(close, {})", [periods], talib.SUM, "sums", PRICE),
    "MIDPOINT": over("midpoint(close, {})", [periods], talib.MIDPOINT, "exact", PRICE),
    "MIDPRICE": over("midprice({})", [periods], talib.MIDPRICE, "exact", PRICE, columns=("high", "low")),
    "MOM": over("mom(close, {})", [lags], talib.MOM, "exact", PRICE),
    "ROC": over("roc(close, {})", [lags], talib.ROC, "exact", HUNDRED),
    "ROCP": over("rocp(close, {})", [lags], talib.ROCP, "exact", ONE),
    "ROCR": over("rocr(close, {})", [lags], talib.ROCR, "exact", ONE),
    "ROCR100": over("rocr100(close, {})", [lags], talib.ROCR100, "exact", HUNDRED),
    "VAR": over("var(close, {})", [lags], talib.VAR, "sums", PRICE),
    "STDDEV": over("stddev(close, {}, {})", [periods, [1.0, 2.0]], talib.STDDEV, "sums", PRICE),
    "CMO": over("cmo(close, {})", [periods], talib.CMO, "recursive", HUNDRED),
    "WILLR": over("willr({})", [periods], talib.WILLR, "exact", HUNDRED, columns=HLC),
    "T3": over("t3(close, {}, {})", [periods, [0.5, 0.7]], talib.T3, "recursive", PRICE),
    "NATR": over("natr({})", [periods], talib.NATR, "recursive", HUNDRED, columns=HLC),
    "ACCBANDS": over("accbands({})", [periods], talib.ACCBANDS, "sums", PRICE, ("upper", "middle", "lower"), HLC),
    "WCLPRICE": over("wclprice()", [], talib.WCLPRICE, "exact", PRICE, columns=HLC),
    "AO": over("awesome({}, {})", [[3, 5, 8], [20, 34, 55]], talib.AO, "sums", PRICE, columns=("high", "low")),
    "VWMA": over("vwma(close, {})", [lags], talib.VWMA, "sums", PRICE, columns=("close", "volume")),
    "BOP": over("bop()", [], talib.BOP, "exact", ONE, columns=OHLC),
    "AVGPRICE": over("avgprice()", [], talib.AVGPRICE, "exact", PRICE, columns=OHLC),
    "MEDPRICE": over("medprice()", [], talib.MEDPRICE, "exact", PRICE, columns=("high", "low")),
    "TYPPRICE": over("typprice()", [], talib.TYPPRICE, "exact", PRICE, columns=HLC),
    "MA": over("ma(close, {}, {})", [[2, 5, 14, 30], kinds], talib.MA, "recursive", PRICE),
    "MA_7": over("ma(close, {}, {})", [[5, 30], [7]], talib.MA, "recursive", PRICE),
    "MAVP": over("mavp(close, volume / 300, 2, 30, {})", [kinds], talib.MAVP, "recursive", PRICE,
                 columns=("close", "periods"), fixed=dict(minperiod=2, maxperiod=30)),
    "APO": over("apo(close, {}, {}, {})", [[3, 12], [2, 10, 26], kinds], talib.APO, "recursive", PRICE),
    **{name: over("ppo(close, {}, {}, {})", [[3, 12], [2, 10, 26], of], talib.PPO, "recursive", HUNDRED)
       for name, of in (("PPO", [k for k in kinds if k != 5]), ("PPO_5", [5]))},
    "MACDFIX": over("macdfix(close, {})", [[5, 9, 12]], talib.MACDFIX, "recursive", PRICE, ("line", "signal", "hist")),
    "MACDEXT": over("macdext(close, {}, {}, {}, {}, {}, {})", [[3, 12], [0, 1, 4, 6], [8, 26], [0, 1, 3, 5], [9], [1, 2, 8]],
                    talib.MACDEXT, "recursive", PRICE, ("line", "signal", "hist")),
    "STOCH": over("stoch({}, {}, {}, {}, {})", [[5, 14], [1, 3], [0, 1, 2], [3], [0, 3, 5]], talib.STOCH, "recursive", HUNDRED,
                  ("k", "d"), HLC),
    **{name: over("stochf({}, {}, {})", [[5, 14, 21], [3, 5], of], talib.STOCHF, "recursive", HUNDRED, ("k", "d"), HLC)
       for name, of in (("STOCHF", [k for k in kinds if k != 6]), ("STOCHF_6", [6]))},
    "STOCHRSI": over("stochrsi(close, {}, {}, {}, {})", [[5, 14], [5, 14], [3, 5], [0, 1, 2]], talib.STOCHRSI, "recursive",
                     HUNDRED, ("k", "d")),
    "MABANDS": over("mabands(close, {}, {}, {}, {})", [[5, 20], [1.5], [2.0], [1, 2, 3, 4, 5, 6, 8]], talib.BBANDS, "sums",
                    PRICE, ("upper", "middle", "lower")),
    "ADD": over("add(open, close)", [], talib.ADD, "exact", PRICE, columns=("open", "close")),
    "SUB": over("sub(open, close)", [], talib.SUB, "exact", PRICE, columns=("open", "close")),
    "MULT": over("mult(open, close)", [], talib.MULT, "exact", PRICE, columns=("open", "close")),
    "DIV": over("div(open, close)", [], talib.DIV, "exact", ONE, columns=("open", "close")),
    "WMA": over("wma(close, {})", [lags], talib.WMA, "sums", PRICE),
    "TRIMA": over("trima(close, {})", [lags], talib.TRIMA, "sums", PRICE),
    "KAMA": over("kama(close, {})", [periods], talib.KAMA, "recursive", PRICE),
    **{name: over(f"{name.lower()}(close, {{}})", [periods], getattr(talib, name), "sums", PRICE)
       for name in ("LINEARREG", "LINEARREG_SLOPE", "LINEARREG_INTERCEPT", "TSF")},
    "HMA": over("hma(close, {})", [periods], talib.HMA, "sums", PRICE),
    "ZLEMA": over("zlema(close, {})", [periods], talib.ZLEMA, "recursive", PRICE),
    "RMA": over("rma(close, {})", [periods], talib.RMA, "recursive", PRICE),
    "VWAP": over("anchored_vwap()", [], talib.VWAP, "sums", PRICE, columns=HLC + ("volume",)),
    "LINEARREG_ANGLE": over("linearreg_angle(close, {})", [periods], talib.LINEARREG_ANGLE, "sums", HUNDRED),
    # Over two bars a correlation is 1 or -1, and TA-Lib's rounding of it up to 2e-8.
    "CORREL": over("correl(high, low, {})", [periods[1:]], talib.CORREL, "sums", ONE, columns=("high", "low")),
    "BETA": over("beta(high, low, {})", [periods[1:]], talib.BETA, "sums", ONE, columns=("high", "low")),
    "HT_DCPERIOD": over("ht_dcperiod(close)", [], talib.HT_DCPERIOD, "recursive", ONE),
    "HT_PHASOR": over("ht_phasor(close)", [], talib.HT_PHASOR, "recursive", PRICE, ("inphase", "quadrature")),
    "HT_DCPHASE": over("ht_dcphase(close)", [], talib.HT_DCPHASE, "recursive", HUNDRED),
    "HT_SINE": over("ht_sine(close)", [], talib.HT_SINE, "recursive", ONE, ("sine", "leadsine")),
    "HT_TRENDLINE": over("ht_trendline(close)", [], talib.HT_TRENDLINE, "recursive", PRICE),
    "HT_TRENDMODE": over("ht_trendmode(close)", [], talib.HT_TRENDMODE, "exact", ONE),
    "MAMA": over("mama(close, {}, {})", [[0.5, 0.8], [0.02, 0.05]], talib.MAMA, "recursive", PRICE, ("mama", "fama")),
    "PLUS_DM": over("plus_dm({})", [lags], talib.PLUS_DM, "recursive", PRICE, columns=HLC[:2]),
    "MINUS_DM": over("minus_dm({})", [lags], talib.MINUS_DM, "recursive", PRICE, columns=HLC[:2]),
    "PLUS_DI": over("plus_di({})", [lags], talib.PLUS_DI, "recursive", HUNDRED, columns=HLC),
    "MINUS_DI": over("minus_di({})", [lags], talib.MINUS_DI, "recursive", HUNDRED, columns=HLC),
    "DX": over("dx({})", [periods], talib.DX, "recursive", HUNDRED, columns=HLC),
    "ADX": over("adx({})", [periods], talib.ADX, "recursive", HUNDRED, columns=HLC),
    "ADXR": over("adxr({})", [periods], talib.ADXR, "recursive", HUNDRED, columns=HLC),
    "AROON": over("aroon({})", [periods], talib.AROON, "exact", HUNDRED, ("down", "up"), HLC[:2]),
    "AROONOSC": over("aroonosc({})", [periods], talib.AROONOSC, "exact", HUNDRED, columns=HLC[:2]),
    "SAR": over("sar({}, {})", [[0.0, 0.01, 0.02, 0.05, 0.3, 1.0], [0.05, 0.2, 0.4]], talib.SAR, "exact", PRICE,
                columns=HLC[:2]),
    "SAREXT": over("sarext({}, {}, {}, {}, {}, {}, {}, {})", [[0.0, 101.0, -99.0], [0.0, 0.01], [0.02, 0.3], [0.02], [0.2],
                   [0.01], [0.03, 0.5], [0.2]], talib.SAREXT, "exact", PRICE, columns=HLC[:2]),
    "CCI": over("cci({})", [periods[2:]], talib.CCI, "sums", HUNDRED, columns=HLC),
    "MFI": over("mfi({})", [periods], talib.MFI, "sums", HUNDRED, columns=HLC + ("volume",)),
    "IMI": over("imi({})", [periods], talib.IMI, "sums", HUNDRED, columns=("open", "close")),
    "ULTOSC": over("ultosc({}, {}, {})", [[1, 5, 7, 30], [10, 14, 20], [28, 50]], talib.ULTOSC, "sums", HUNDRED, columns=HLC),
    "AD": over("ad()", [], talib.AD, "recursive", BAR_VOLUME, columns=HLC + ("volume",)),
    "ADOSC": over("adosc({}, {})", [[2, 3, 5, 20], [10, 20, 50]], talib.ADOSC, "recursive", BAR_VOLUME,
                  columns=HLC + ("volume",)),
    "OBV": over("obv()", [], talib.OBV, "exact", BAR_VOLUME, columns=("close", "volume")),
    "AVGDEV": over("avgdev(close, {})", [periods], talib.AVGDEV, "exact", PRICE),
    "SUPERTREND": over("supertrend({}, {})", [periods, [0.5, 1.0, 3.0]], talib.SUPERTREND, "recursive", PRICE,
                       ("line", "direction"), HLC),
    "DPO": over("dpo(close, {})", [periods], talib.DPO, "sums", PRICE),
    "HA": over("heikin_ashi()", [], talib.HA, "exact", PRICE, ("open", "high", "low", "close"), OHLC),
    "PERCENTRANK": over("percentrank(close, {})", [periods], talib.PERCENTRANK, "exact", HUNDRED),
    "CMF": over("cmf({})", [periods], talib.CMF, "sums", ONE, columns=HLC + ("volume",)),
    "VORTEX": over("vortex({})", [periods[4:]], talib.VORTEX, "sums", ONE, ("plus", "minus"), HLC),
    "ER": over("efficiency_ratio(close, {})", [periods[4:]], talib.ER, "sums", ONE),
    "COPPOCK": over("coppock(close, n = {}, b = {}, a = {})", [[5, 10, 20], [3, 11], [2, 14, 30]], talib.COPPOCK, "sums",
                    HUNDRED),
    "TSI": over("tsi(close, {}, {}, 7).line", [[5, 25, 40], [3, 7, 13]], talib.TSI, "recursive", HUNDRED),
    **{name: over(f"{name.lower()}(close)", [], getattr(talib, name), "exact", ONE)
       for name in ("ATAN", "CEIL", "COS", "FLOOR", "LN", "LOG10", "SIN", "SQRT", "TANH")},
}
for name in talib.get_function_groups()["Pattern Recognition"]:
    has_penetration = "penetration" in abstract.Function(name).parameters
    FUNCTIONS[name] = over(f"{name.lower()}({{}})" if has_penetration else f"{name.lower()}()",
                           [[0.0, 0.2, 0.3, 0.5, 0.8]] if has_penetration else [], getattr(talib, name), "exact", ONE,
                           columns=OHLC)

# (function, shape): why the two differ there.
PHASES = ("HT_DCPHASE", "HT_SINE", "HT_TRENDMODE")
VARIANCES = ("BBANDS", "MABANDS", "VAR", "STDDEV")
UNDER = {"MABANDS": "BBANDS", "MA_7": "MA", "PPO_5": "PPO", "STOCHF_6": "STOCHF"}  # the names that TA-Lib has for them
EXCEPT = {
    **{(name, "huge"): "TA-Lib's variance cancels at 1e8" for name in VARIANCES},
    **{(name, "flat"): "TA-Lib's variance of a flat window is rounding" for name in VARIANCES},
    **{(name, "gapped"): "TA-Lib's running sum of squares keeps the rounding of the price before the gap"
       for name in VARIANCES},
    ("CORREL", "gapped"): "TA-Lib's running sums of squares keep the rounding of the price before the gap",
    ("BETA", "gapped"): "TA-Lib's running sums of squares keep the rounding of the return over the gap",
    ("BETA", "huge"): "TA-Lib's sums cancel for returns of 1e-8",
    **{(name, "flat"): "TA-Lib's running weighted sum keeps the rounding of the livelier bars before"
       for name in ("HT_DCPERIOD", "MAMA", "MA_7")},
    **{(name, "gapped"): "TA-Lib's running weighted sum keeps the rounding of the price before the gap"
       for name in ("HT_DCPERIOD", "HT_DCPHASE", "HT_SINE")},
    **{(name, "flat"): "TA-Lib's phase of a flat stretch is that of its rounding" for name in PHASES},
    **{(name, "huge"): "TA-Lib's sums of sines times 1e8 keep about seven digits" for name in PHASES},
    **{(name, "flat"): "a quotient by 0 stays one, TA-Lib has a number" for name in ("VORTEX", "ER", "TSI")},
    ("ER", "huge"): "a quotient by 0 stays one, TA-Lib has a number",
    **{("STOCHRSI", shape): "where prices stay the strength stays, and its range is rounding"
       for shape in ("flat", "huge", "grid")},
    ("PPO_5", "gapped"): "TA-Lib's triangular mean keeps the rounding of before a gap: 8e-9 off exact fractions",
    ("STOCHF_6", "gapped"): "TA-Lib's KAMA keeps the rounding of before a gap: 7e-8 off exact sums",
    ("CCI", "huge"): "TA-Lib's typical price and its mean are rounded at 1e8, beside deviations of 1",
    ("CCI", "flat"): "TA-Lib's mean of a nearly flat window is rounded, beside deviations of 1e-4",
}


def shape_of(kind, size, seed):
    """open, high, low, close, volume of one series."""
    rng = np.random.default_rng(seed)
    step = rng.normal(size=size)
    if kind == "walk":
        close = 100 * np.exp(np.cumsum(0.01 * step))
    elif kind == "trend":
        close = 50 + 0.1 * np.arange(size) + 0.2 * step
    elif kind == "wave":
        close = 100 + 20 * np.sin(np.arange(size) / 7) + 0.5 * step
    elif kind == "flat":
        close = np.where(np.arange(size) % 60 < 30, 100.0, 100.0 + 0.01 * step)
    elif kind == "gapped":
        close = 100 * np.exp(np.cumsum(0.01 * step + np.where(rng.random(size) < 0.02, rng.normal(size=size), 0)))
    elif kind == "tiny":
        close = 1e-8 * np.exp(np.cumsum(0.01 * step))
    elif kind == "huge":
        close = 1e8 + rng.integers(0, 2, size=size).astype(float)
    else:  # grid: few sizes, many ties
        close = 100 + np.cumsum(rng.integers(-3, 4, size=size)) / 128
    opens = np.concatenate([close[:1], close[:-1]])
    unit = {"tiny": 1e-10, "huge": 1.0, "grid": 1 / 128}.get(kind, 0.2)
    if kind == "grid":
        opens = opens + rng.integers(-2, 3, size=size) / 128
    unit = np.minimum(unit, 0.01 * np.minimum(opens, close))  # prices stay above zero
    wide = [unit * (rng.integers(0, 4, size=size) if kind in ("grid", "huge") else rng.random(size)) for _ in range(2)]
    if kind == "flat":
        wide = [np.where(np.arange(size) % 60 < 30, 0.0, w) for w in wide]
    # No bar without volume: there vwma is undefined, and TA-Lib's is the price.
    return np.array([opens, np.maximum(opens, close) + wide[0], np.minimum(opens, close) - wide[1], close,
                     1 + np.floor(1e4 * rng.random(size))])


def braces(values):
    return "{" + ", ".join(repr(v) for v in values) + "}"


def worst_error(got, want, lookback, scale):
    """Largest error in units of max(|value|, scale), or a text where the bars with a value differ."""
    want = np.asarray(want, dtype=float).copy()
    want[: min(lookback, want.size)] = np.nan
    if not np.array_equal(np.isnan(got), np.isnan(want)):
        t = int(np.flatnonzero(np.isnan(got) != np.isnan(want))[0])
        return f"bar {t}: {got[t]} against {want[t]}"
    defined = ~np.isnan(want)
    if not defined.any():
        return 0.0
    equal = got[defined] == want[defined]  # infinities too
    error = np.abs(got[defined] - want[defined]) / np.maximum(np.abs(want[defined]), scale)
    return float(np.max(np.where(equal, 0.0, error)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--short", action="store_true", help="one length and few seeds")
    asked = parser.parse_args()
    program = pathlib.Path(asked.program).resolve()
    shapes = ["walk", "trend", "wave", "flat", "gapped", "tiny", "huge", "grid"]
    lengths, seeds = ([300], 1) if asked.short else ([60, 300, 1500], 8)
    start = time.monotonic()
    counts, worst, problems, excepted = {}, {}, [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        series = {f"{shape}-{size}-{seed}": shape_of(shape, size, 1000 * size + seed)
                  for shape, size, seed in itertools.product(shapes, lengths, range(seeds))}
        shared.import_bars(program, folder, series)
        expressions = [f"{n.lower()} = " + f["expression"].format(*map(braces, f["axes"])) for n, f in FUNCTIONS.items()]
        complaint = shared.compute(program, folder, "*", expressions)
        if complaint:
            sys.exit(complaint[-2000:])
        for symbol, bars in series.items():
            shape = symbol.split("-")[0]
            fields = dict(zip(("open", "high", "low", "close", "volume"), bars), periods=bars[4] / 300)
            with shared.columns(folder, symbol) as file:
                for n, f in FUNCTIONS.items():
                    scale = np.max(bars[1]) if f["scale"] == PRICE else f["scale"]
                    names = [n.lower() if len(f["outputs"]) == 1 else f"{n.lower()}_{o}" for o in f["outputs"]]
                    data = [file[v][...] for v in names]
                    abstract_function = abstract.Function(UNDER.get(n, n))
                    for index in itertools.product(*(range(len(axis)) for axis in f["axes"])):
                        values = [axis[i] for axis, i in zip(f["axes"], index)]
                        named = dict(f["fixed"], **dict(zip((p for p in abstract_function.parameters if p not in f["fixed"]),
                                                            values)))
                        want = f["function"](*(fields[c] for c in f["columns"]), **named)
                        abstract_function.parameters = named
                        lookback = abstract_function.lookback
                        counts[n] = counts.get(n, 0) + 1
                        if (n, shape) in EXCEPT:
                            excepted += 1
                            continue
                        for got, w in zip(data, want if isinstance(want, (tuple, list)) else [want]):
                            error = worst_error(got[index], w, lookback, scale)
                            if isinstance(error, float):
                                worst[n] = max(worst.get(n, 0.0), error)
                            if isinstance(error, str) or not error <= TOLERANCE[f["kind"]]:
                                problems.append(f"{n}{tuple(values)} on {symbol}: {error}")
    for n in FUNCTIONS:
        if worst.get(n, 0) > 0:
            print(f"{n:12} {counts[n]:6} triples, {FUNCTIONS[n]['kind']:9} worst {worst[n]:.1e}")
    for (n, shape), reason in EXCEPT.items():
        print(f"not compared: {n} on {shape}: {reason}")
    for problem in problems[:40]:
        print("FAILED:", problem)
    print(f"{len(FUNCTIONS)} functions, {sum(counts.values())} triples, {len(series)} series, {excepted} not compared, "
          f"{len(problems)} failures, {time.monotonic() - start:.1f} s")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

"""Indicators that TA-Lib does not have, written down from their definitions: slow, one bar at a time.

make_golden.py computes the expected values of tests/golden by them. Nothing here is shared with kernels/indicators.
"""
import math

import numpy as np


def each(size, first, value):
    """value(t) from bar `first` on, NaN before."""
    return np.array([value(t) if t >= first else math.nan for t in range(size)])


def last(x, t, n):
    """The n values up to bar t."""
    return x[t + 1 - n : t + 1]


def mean(x, n, first=None):
    """Means of the last n values, of a series that is defined from bar `first` on."""
    first = int(np.flatnonzero(~np.isnan(x))[0]) if first is None else first
    return each(len(x), first + n - 1, lambda t: math.fsum(last(x, t, n)) / n)


def exponential(x, n, alpha=None):
    """value += alpha (x - value), from the mean of the first n defined values on; alpha is 2 / (n + 1)."""
    first = int(np.flatnonzero(~np.isnan(x))[0]) + n - 1
    result = np.full(len(x), np.nan)
    result[first] = math.fsum(x[first + 1 - n : first + 1]) / n
    for t in range(first + 1, len(x)):
        result[t] = result[t - 1] + (alpha or 2 / (n + 1)) * (x[t] - result[t - 1])
    return result


def changes(x):
    return each(len(x), 1, lambda t: x[t] - x[t - 1])


def true_ranges(h, l, c):
    return each(len(c), 1, lambda t: max(h[t], c[t - 1]) - min(l[t], c[t - 1]))


def average_ranges(h, l, c, n):
    return exponential(true_ranges(h, l, c), n, 1 / n)


def vortex(h, l, c, n):
    up = each(len(c), 1, lambda t: abs(h[t] - l[t - 1]))
    down = each(len(c), 1, lambda t: abs(l[t] - h[t - 1]))
    whole = mean(true_ranges(h, l, c), n)
    return mean(up, n) / whole, mean(down, n) / whole


def chandelier(h, l, c, n, k):
    width = k * average_ranges(h, l, c, n)
    return (each(len(c), n - 1, lambda t: max(last(h, t, n))) - width,
            each(len(c), n - 1, lambda t: min(last(l, t, n))) + width)


def choppiness(h, l, c, n):
    ranges = true_ranges(h, l, c)

    def value(t):
        ground = max(last(h, t, n)) - min(last(l, t, n))
        return math.nan if ground == 0 else 100 * math.log10(math.fsum(last(ranges, t, n)) / ground) / math.log10(n)

    return each(len(c), n, value)


def ease_of_movement(h, l, v, n, unit):
    ease = each(len(h), 1, lambda t: ((h[t] + l[t]) / 2 - (h[t - 1] + l[t - 1]) / 2) / ((v[t] / unit) / (h[t] - l[t]))
                if h[t] > l[t] else 0.0)
    return mean(ease, n)


def volume_force(h, l, c, v):
    result, side, move = np.full(len(c), np.nan), 0, math.nan
    for t in range(1, len(c)):
        now = 1 if h[t] + l[t] + c[t] > h[t - 1] + l[t - 1] + c[t - 1] else -1
        before = move if now == side else h[t - 1] - l[t - 1]
        side, move = now, before + (h[t] - l[t])
        result[t] = 0.0 if move == 0 else v[t] * abs(2 * ((h[t] - l[t]) / move) - 1) * side * 100
    return result


def klinger(h, l, c, v, fast, slow, signal):
    force = volume_force(h, l, c, v)
    line = exponential(force, fast) - exponential(force, slow)
    return line, exponential(line, signal)


def range_position(x, n):
    first = int(np.flatnonzero(~np.isnan(x))[0])
    result, held = np.full(len(x), np.nan), 0.0
    for t in range(first + n - 1, len(x)):
        low, high = min(last(x, t, n)), max(last(x, t, n))
        held = result[t] = held if high == low else 100 * (x[t] - low) / (high - low)
    return result


def schaff(x, fast, slow, cycle, smooth):
    line = exponential(x, fast) - exponential(x, slow)
    first = exponential(range_position(line, cycle), smooth)
    return exponential(range_position(first, cycle), smooth)


def rate(x, n):
    return each(len(x), n, lambda t: 100 * (x[t] - x[t - n]) / x[t - n])


def know_sure_thing(x, a, b, c, d, n, m, signal):
    line = mean(rate(x, a), n) + 2 * mean(rate(x, b), n) + 3 * mean(rate(x, c), n) + 4 * mean(rate(x, d), m)
    return line, mean(line, signal)


def fisher(x, n):
    v = line = 0.0
    lines, triggers = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for t in range(n - 1, len(x)):
        low, high = min(last(x, t, n)), max(last(x, t, n))
        v = 0.33 * 2 * (0.0 if high == low else (x[t] - low) / (high - low) - 0.5) + 0.67 * v
        v = 0.999 if v > 0.99 else -0.999 if v < -0.99 else v
        before, line = line, 0.5 * math.log((1 + v) / (1 - v)) + 0.5 * line
        if t >= n:
            lines[t], triggers[t] = line, before
    return lines, triggers


def since_event(event, x):
    """x where event was last other than 0, and how many bars ago that was."""
    at = [max((s for s in range(t + 1) if event[s] != 0), default=-1) for t in range(len(event))]
    return (np.array([x[s] if s >= 0 else math.nan for s in at]),
            np.array([t - s if s >= 0 else math.nan for t, s in enumerate(at)]))


def streak(x):
    result = np.full(len(x), np.nan)
    for t in range(1, len(x)):
        way = np.sign(x[t] - x[t - 1])
        bars = 0
        while bars < t and way != 0 and np.sign(x[t - bars] - x[t - bars - 1]) == way:
            bars += 1
        result[t] = way * bars
    return result


def percent_rank(x, n, first=0):
    return each(len(x), first + n, lambda t: 100 * sum(1 for y in x[t - n : t] if y < x[t]) / n)


def strength(x, n):
    up = exponential(np.where(np.isnan(changes(x)), np.nan, np.maximum(changes(x), 0)), n, 1 / n)
    down = exponential(np.where(np.isnan(changes(x)), np.nan, np.maximum(-changes(x), 0)), n, 1 / n)
    return np.where(up + down == 0, 0.0, 100 * up / np.where(up + down == 0, 1.0, up + down))


def connors(x, n, m, rank):
    runs = np.concatenate([[np.nan], strength(streak(x)[1:], m)])
    return (strength(x, n) + runs + percent_rank(rate(x, 1), rank, 1)) / 3


def efficiency(x, n):
    def value(t):
        way = math.fsum(abs(x[s] - x[s - 1]) for s in range(t + 1 - n, t + 1))
        return math.nan if way == 0 else abs(x[t] - x[t - n]) / way

    return each(len(x), n, value)


def parkinson(h, l, n):
    return each(len(h), n - 1, lambda t: math.sqrt(
        math.fsum(math.log(h[s] / l[s]) ** 2 for s in range(t + 1 - n, t + 1)) / n / (4 * math.log(2))))


def garman_klass(o, h, l, c, n):
    def term(s):
        return 0.5 * math.log(h[s] / l[s]) ** 2 - (2 * math.log(2) - 1) * math.log(c[s] / o[s]) ** 2

    return each(len(c), n - 1, lambda t: math.sqrt(math.fsum(term(s) for s in range(t + 1 - n, t + 1)) / n))


def rogers_satchell_term(o, h, l, c, s):
    return (math.log(h[s] / c[s]) * math.log(h[s] / o[s]) + math.log(l[s] / c[s]) * math.log(l[s] / o[s]))


def rogers_satchell(o, h, l, c, n):
    return each(len(c), n - 1, lambda t: math.sqrt(
        math.fsum(rogers_satchell_term(o, h, l, c, s) for s in range(t + 1 - n, t + 1)) / n))


def yang_zhang(o, h, l, c, n):
    def variance(values):
        about = math.fsum(values) / n
        return math.fsum((v - about) ** 2 for v in values) / (n - 1)

    def value(t):
        bars = range(t + 1 - n, t + 1)
        k = 0.34 / (1.34 + (n + 1) / (n - 1))
        night = variance([math.log(o[s] / c[s - 1]) for s in bars])
        day = variance([math.log(c[s] / o[s]) for s in bars])
        inside = math.fsum(rogers_satchell_term(o, h, l, c, s) for s in bars) / n
        return math.sqrt(night + k * day + (1 - k) * inside)

    return each(len(c), n, value)


def ichimoku(h, l, a, b, c, shift):
    def middle(n, t):
        return (max(last(h, t, n)) + min(last(l, t, n))) / 2

    return (each(len(h), a - 1, lambda t: middle(a, t)), each(len(h), b - 1, lambda t: middle(b, t)),
            each(len(h), max(a, b) - 1 + shift, lambda t: (middle(a, t - shift) + middle(b, t - shift)) / 2),
            each(len(h), c - 1 + shift, lambda t: middle(c, t - shift)))


def squeeze(h, l, c, n, d, k):
    def on(t):
        closes = last(c, t, n)
        about = math.fsum(closes) / n
        deviation = math.sqrt(math.fsum((v - about) ** 2 for v in closes) / n)
        return float(d * deviation < k * math.fsum(last(ranges, t, n)) / n)

    def end_of_line(t):
        values, places = last(distance, t, n), range(n)
        about, centre = math.fsum(values) / n, (n - 1) / 2
        slope = (math.fsum((i - centre) * (v - about) for i, v in zip(places, values))
                 / math.fsum((i - centre) ** 2 for i in places))
        return about + slope * (n - 1 - centre)

    ranges = true_ranges(h, l, c)
    distance = each(len(c), n - 1, lambda t: c[t] - (
        (max(last(h, t, n)) + min(last(l, t, n))) / 2 + math.fsum(last(c, t, n)) / n) / 2)
    return each(len(c), n, on), each(len(c), 2 * n - 2, end_of_line)


def zigzag(h, l, c, percent, bars):
    """Points (bar, price, kind) of the line, then every bar between two of them."""
    share, size = percent / 100, len(c)

    def last_of(x, best, a, b):
        return max((t for t in range(a, b) if x[t] == best(x[a:b])), default=a)

    def turn(a, kinds):
        """The first (bar, kind) that proves to be one, looking at extremes from bar a on, and where it does."""
        for t in range(a + 1, size):
            low, high = last_of(l, min, a, t), last_of(h, max, a, t)
            if -1 in kinds and h[t] >= l[low] * (1 + share) and t - low >= bars:
                return low, -1, t
            if 1 in kinds and l[t] <= h[high] * (1 - share) and t - high >= bars:
                return high, 1, t
        return None

    points, kinds, seen = {0: (c[0], 0), size - 1: (c[-1], 0)}, (-1, 1), 0
    while found := turn(seen, kinds):
        bar, kind, seen = found
        points[bar] = ((l, h)[kind > 0][bar], kind)
        kinds = (-kind,)
    if len(kinds) == 1:  # the extreme since the last turn
        bar = last_of(h, max, seen, size) if kinds[0] > 0 else last_of(l, min, seen, size)
        points[bar] = ((l, h)[kinds[0] > 0][bar], 0)
    at = sorted(points)
    return (np.interp(range(size), at, [points[t][0] for t in at]),
            np.array([float(points[t][1]) if t in points else 0.0 for t in range(size)]))


def session_price(h, l, c, v, session):
    def paid(t):
        of_day = [s for s in range(t + 1) if session[s] == session[t]]
        return (math.fsum((h[s] + l[s] + c[s]) / 3 * v[s] for s in of_day) / math.fsum(v[s] for s in of_day))

    return each(len(c), 0, paid)


def entries(opens, high, low, close, volume):
    """entry: (inputs, outputs, parameter sets, function), as make_golden.py has them."""
    hl = [("high", high), ("low", low)]
    hlc = hl + [("close", close)]
    hlcv = hlc + [("volume", volume)]
    ohlc = [("open", opens)] + hlc
    one, value, signal = [("x", close)], ["value"], ["line", "signal"]
    windows = [(2,), (20,), (60,)]
    return {
        "vortex": (hlc, ["plus", "minus"], [(45,), (60,)], vortex),
        "chandelier": (hlc, ["long", "short"], [(22, 3.0), (5, 1.5)], chandelier),
        "choppiness": (hlc, value, [(2,), (14,), (60,)], choppiness),
        "emv": (hl + [("volume", volume)], value, [(14, 1e8), (3, 1e4)], ease_of_movement),
        "volume_force": (hlcv, value, [()], volume_force),
        "kvo": (hlcv, signal, [(34, 55, 13), (3, 10, 5)], klinger),
        "range_position": (one, value, [(1,), (10,), (60,)], range_position),
        "stc": (one, value, [(23, 50, 10, 3), (5, 12, 5, 2)], schaff),
        "kst": (one, signal, [(10, 15, 20, 30, 10, 15, 9), (1, 2, 3, 5, 3, 4, 2)], know_sure_thing),
        "fisher": (one, ["line", "trigger"], [(1,), (10,), (30,)], fisher),
        "streak": (one, value, [()], streak),
        "connors_rsi": (one, value, [(3, 2, 100), (5, 4, 20)], connors),
        "efficiency_ratio": (one, value, [(1,), (10,), (60,)], efficiency),
        "parkinson": (hl, value, windows, parkinson),
        "garman_klass": (ohlc, value, windows, garman_klass),
        "rogers_satchell": (ohlc, value, windows, rogers_satchell),
        "yang_zhang": (ohlc, value, windows, yang_zhang),
        "ichimoku": (hl, ["conversion", "base", "lead_a", "lead_b"], [(9, 26, 52, 26), (3, 2, 5, 0)], ichimoku),
        "signed_flow": ([("x", close), ("volume", volume)], value, [()],
                        lambda x, v: each(len(x), 1, lambda t: x[t] * v[t] * float(np.sign(x[t] - x[t - 1])))),
        "zigzag": (hlc, ["line", "turn"], [(5.0, 1), (2.0, 3), (12.5, 10), (60.0, 1)], zigzag),
        "session_vwap": (hlcv + [("session", np.arange(len(close)) // 39.0)], value, [()], session_price),
        "bars_since": ([("event", np.floor(close * 37 % 9) - 4)], value, [()],
                       lambda e: since_event(e, e)[1]),
        "value_when": ([("event", np.floor(close * 37 % 9) - 4), ("x", opens)], value, [()],
                       lambda e, x: since_event(e, x)[0]),
        "if_event": ([("event", np.floor(close * 37 % 3) - 1), ("a", opens), ("b", high)], value, [()],
                     lambda e, a, b: np.where(e != 0, a, b)),
        "squeeze": (hlc, ["on", "momentum"], [(20, 1.5, 1.5), (10, 2.0, 2.0)], squeeze),
    }

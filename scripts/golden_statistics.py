"""Means and statistics that TA-Lib does not have, written down from their definitions, as golden_definitions.py."""
import numpy as np


def deviation(x, n):
    """Standard deviation with 1/n in two passes; TA-Lib's running sums lose it on flat windows."""
    result = np.full(len(x), np.nan)
    for t in range(n - 1, len(x)):
        window = x[t + 1 - n : t + 1]
        result[t] = 0.0 if np.ptp(window) == 0 else np.sqrt(np.mean((window - np.mean(window)) ** 2))
    return result


def windows(series, n):
    """(t, the last n values up to t) of every bar that has them."""
    return ((t, series[t + 1 - n : t + 1]) for t in range(n - 1, len(series)))


def under_bell(x, n, offset, sigma):
    """Mean of the last n values with Gaussian weights."""
    result = np.full(len(x), np.nan)
    weight = np.exp(-((np.arange(n) - offset * (n - 1)) ** 2) / (2 * (n / sigma) ** 2))
    for t, window in windows(x, n):
        result[t] = np.sum(weight * window) / np.sum(weight)
    return result


def variable_index(x, n, m):
    """Exponential mean whose share is that of the size of Chande's oscillator over m steps."""
    result, mean = np.full(len(x), np.nan), x[m - 1]
    for t in range(m, len(x)):
        steps = np.diff(x[t - m : t + 1])
        up, down = np.sum(steps[steps > 0]), -np.sum(steps[steps < 0])
        oscillator = abs(up - down) / (up + down) if up + down > 0 else 0.0
        result[t] = mean = mean + 2 / (n + 1) * oscillator * (x[t] - mean)
    return result


def dynamic(x, n):
    """McGinley's, which never goes beyond the price."""
    result = np.full(len(x), np.nan)
    result[n - 1] = np.mean(x[:n])
    for t in range(n, len(x)):
        before = result[t - 1]
        result[t] = before + (x[t] - before) / max(1.0, n * (x[t] / before) ** 4)
    return result


def fractal(high, low, n):
    """Ehlers' mean that is as fast as the fractal dimension of the last n bars is low."""
    half = n // 2
    result, dimension = np.full(len(high), np.nan), None
    mean = (high[2 * half - 1] + low[2 * half - 1]) / 2
    for t in range(2 * half, len(high)):
        def range_of(first, last):  # bars ago
            return max(high[t - first : t - last + 1]) - min(low[t - first : t - last + 1])

        newer, older, whole = range_of(half - 1, 0), range_of(2 * half - 1, half), range_of(2 * half - 1, 0)
        if newer > 0 and older > 0:
            dimension = np.log2((newer / half + older / half) / (whole / (2 * half)))
        share = 1.0 if dimension is None else min(max(np.exp(-4.6 * (dimension - 1)), 0.01), 1.0)
        result[t] = mean = share * (high[t] + low[t]) / 2 + (1 - share) * mean
    return result


def rescaled_range(x, n):
    """Hurst's K of the last n steps."""
    result = np.full(len(x), np.nan)
    for t, window in windows(x, n + 1):
        steps = np.diff(window)
        way = np.concatenate([[0], np.cumsum(steps - np.mean(steps))])
        alike = np.ptp(steps) == 0
        result[t] = 0.5 if alike else np.log(np.ptp(way) / np.std(steps)) / np.log(n / 2)
    return result


def bits_of_returns(x, n, bins):
    """Entropy of the last n returns in equal bins from the lowest to the highest."""
    result = np.full(len(x), np.nan)
    for t, returns in windows(np.concatenate([[np.nan], x[1:] / x[:-1] - 1]), n):
        if t < n:
            continue
        low, high = min(returns), max(returns)
        held = [0] * bins
        for r in returns:
            held[min(int((r - low) / (high - low) * bins), bins - 1) if high > low else 0] += 1
        result[t] = -sum(c / n * np.log2(c / n) for c in held if c > 0)
    return result


def slope_on(x, y, n):
    """Least-squares slope of x on y."""
    result = np.full(len(x), np.nan)
    for t, xs in windows(x, n):
        ys = y[t + 1 - n : t + 1]
        if np.ptp(ys) > 0:
            result[t] = np.sum((xs - np.mean(xs)) * (ys - np.mean(ys))) / np.sum((ys - np.mean(ys)) ** 2)
    return result


def floor_pivots(high, low, close, n):
    """p r1 s1 r2 s2 r3 s3 of the n bars before."""
    result = np.full((7, len(high)), np.nan)
    for t in range(n, len(high)):
        h, l, c = max(high[t - n : t]), min(low[t - n : t]), close[t - 1]
        p = (h + l + c) / 3
        result[:, t] = [p, 2 * p - l, 2 * p - h, p + h - l, p - h + l, h + 2 * (p - l), l - 2 * (h - p)]
    return result


def mean_price_paid(high, low, close, volume, n):
    """Mean of the typical prices of the last n bars, weighted with their volume."""
    result = np.full(len(high), np.nan)
    for t, weights in windows(volume, n):
        result[t] = np.sum(((high + low + close) / 3)[t + 1 - n : t + 1] * weights) / np.sum(weights)
    return result


def profile(high, low, close, volume, n, bins, share):
    """Fullest price bin of the last n bars; the edges of the bins about it with this share of the volume."""
    result = np.full((3, len(high)), np.nan)
    for t, prices in windows((high + low + close) / 3, n):
        bottom, top = min(prices), max(prices)
        edges = [bottom + (top - bottom) * (i / bins) for i in range(bins)] + [top]
        held = [0.0] * bins
        for price, traded in zip(prices, volume[t + 1 - n : t + 1]):
            held[min(int((price - bottom) / (top - bottom) * bins), bins - 1) if top > bottom else 0] += traded
        taken = [held.index(max(held))]
        middle = (edges[taken[0]] + edges[taken[0] + 1]) / 2
        while sum(held[i] for i in taken) < share * sum(held) and len(taken) < bins:
            above = held[taken[-1] + 1] if taken[-1] + 1 < bins else -1
            below = held[taken[0] - 1] if taken[0] > 0 else -1
            taken = taken + [taken[-1] + 1] if above >= below else [taken[0] - 1] + taken
        result[:, t] = [middle, edges[taken[-1] + 1], edges[taken[0]]]
    return result


def since(skip, function, *columns):
    """The function of the bars from `skip` on."""
    return np.concatenate([np.full(skip, np.nan), function(*(column[skip:] for column in columns))])


def mean_of_rate(x, n, rate):
    """Exponential mean of this rate from the mean of the first n values on."""
    result = np.full(len(x), np.nan)
    result[n - 1] = np.mean(x[:n])
    for t in range(n, len(x)):
        result[t] = result[t - 1] + rate * (x[t] - result[t - 1])
    return result

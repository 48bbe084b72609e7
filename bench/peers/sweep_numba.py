"""sweep_numba.py WORKDIR: the crossover sweep as a good user writes it in numba, one thread.

The columns are cached and not part of the time. Long only: bar returns of the three cases (held, entered, left) are
made once for all cells, so that the loop has no division; long and short with a stop needs cash and units bar by bar.
Five metrics a cell, the drawdown at every bar's close.
"""

import sys

import numba
import numpy as np
from crossover import Crossover
from protocol import Inputs, refuse, serve, within

fast_loop = numba.njit(nogil=True, boundscheck=False, fastmath=False, error_model="numpy")


@fast_loop
def long_only(fast, slow, above, close, held, entered, left, cost, proceeds, last_proceeds, out):
    bars = fast.shape[1]
    for i in range(fast.shape[0]):
        f = fast[i]
        for j in range(slow.shape[0]):
            s = slow[j]
            equity = peak = 1.0
            drawdown = total = squares = paid = 0.0
            floor = 1.0  # below it the drawdown is a new one
            trades = wins = 0
            up = above[i, j]
            inside = False
            for t in range(bars):
                now = f[t] > s[t]
                if now == up:
                    if not inside:
                        continue
                    r = held[t]
                else:
                    up = now
                    if now:
                        inside = True
                        paid = cost[t]
                        r = entered[t]
                    elif inside:
                        inside = False
                        trades += 1
                        wins += proceeds[t] > paid
                        r = left[t]
                    else:
                        continue
                if t == bars - 1 and inside:
                    trades += 1
                    wins += last_proceeds > paid
                    r = (1 + r) * (last_proceeds / close[t]) - 1
                equity += equity * r
                total += r
                squares += r * r
                if equity > peak:
                    peak = equity
                    floor = peak * (1 + drawdown)
                elif equity < floor:
                    drawdown = equity / peak - 1
                    floor = equity
            finish(out, i * slow.shape[0] + j, bars, equity, total, squares, drawdown, trades, wins)


@fast_loop
def long_short(fast, slow, above, open_, high, low, close, slip, fee, stop, out):
    bars = fast.shape[1]
    for i in range(fast.shape[0]):
        f = fast[i]
        for j in range(slow.shape[0]):
            s = slow[j]
            cash = before = peak = floor = 1.0
            units = drawdown = total = squares = start = level = 0.0
            trades = wins = 0
            up = above[i, j]
            gapped = -2  # the bar at whose open the stop of the position that a crossing ended was passed
            for t in range(bars):
                now = f[t] > s[t]
                if now != up:
                    up = now
                    barred = gapped == t - 1  # back to the side just stopped: its rule never was false
                    if units != 0:
                        if open_[t] <= level if units > 0 else open_[t] >= level:
                            gapped = t
                        value = units * (open_[t] * (1 - slip if units > 0 else 1 + slip))
                        cash += value - abs(value) * fee
                        trades += 1
                        wins += cash > start
                        units = 0.0
                    if not barred:
                        start = cash
                        price = open_[t] * (1 + slip if now else 1 - slip)
                        units = cash / (price * (1 + fee))
                        if not now:
                            units = -units
                        value = units * price
                        cash -= value + abs(value) * fee
                        level = price * (1 - stop if now else 1 + stop)
                if units > 0:
                    if low[t] <= level:
                        value = units * (min(open_[t], level) * (1 - slip))
                        cash += value - abs(value) * fee
                        trades += 1
                        wins += cash > start
                        units = 0.0
                elif units < 0:
                    if high[t] >= level:
                        value = units * (max(open_[t], level) * (1 + slip))
                        cash += value - abs(value) * fee
                        trades += 1
                        wins += cash > start
                        units = 0.0
                if t == bars - 1 and units != 0:
                    value = units * (close[t] * (1 - slip if units > 0 else 1 + slip))
                    cash += value - abs(value) * fee
                    trades += 1
                    wins += cash > start
                    units = 0.0
                equity = cash + units * close[t]
                r = equity / before - 1
                total += r
                squares += r * r
                before = equity
                if equity > peak:
                    peak = equity
                    floor = peak * (1 + drawdown)
                elif equity < floor:
                    drawdown = equity / peak - 1
                    floor = equity
            finish(out, i * slow.shape[0] + j, bars, before, total, squares, drawdown, trades, wins)


@fast_loop
def finish(out, cell, bars, equity, total, squares, drawdown, trades, wins):
    variance = (squares - total * total / bars) / (bars - 1)
    out[0, cell] = equity - 1
    out[1, cell] = total / bars / np.sqrt(variance) if variance > 0 else np.nan
    out[2, cell] = drawdown
    out[3, cell] = trades
    out[4, cell] = wins / trades if trades > 0 else np.nan


def main():
    inputs = Inputs(sys.argv[1])
    x = Crossover(inputs)
    out = np.empty((5, x.cells))
    if inputs["side"] == "long" and x.stop == 0:
        cost, proceeds = x.open * (1 + x.slippage) * (1 + x.fee), x.open * (1 - x.slippage) * (1 - x.fee)
        held, entered, left = x.close / x.close_before - 1, x.close / cost - 1, proceeds / x.close_before - 1
        last = x.close[-1] * (1 - x.slippage) * (1 - x.fee)

        def run():
            long_only(x.fast, x.slow, x.above, x.close, held, entered, left, cost, proceeds, last, out)
    elif inputs["side"] == "both":
        def run():
            long_short(x.fast, x.slow, x.above, x.open, x.high, x.low, x.close, x.slippage, x.fee, x.stop, out)
    else:
        refuse("no kernel for this side")
    run()
    # A product of a hundred thousand rounded factors against the engine's sums.
    verified = {
        "trades": within("trades", out[3], x.results["trades"], 0),
        "win_rate": within("win_rate", out[4], x.results["win_rate"], 1e-15),
        "total_return": within("total_return", (1 + out[0]) / (1 + x.results["total_return"]), np.ones(x.cells), 1e-9),
        "sharpe": within("sharpe", out[1] * x.year, x.results["sharpe"], 1e-9),
        "max_drawdown": within("max_drawdown", out[2], x.results["max_drawdown"], 1e-9),
    }
    serve(run, float(x.cells) * x.bars, {"peer": f"numba {numba.__version__}", "verified": verified})


if __name__ == "__main__":
    main()

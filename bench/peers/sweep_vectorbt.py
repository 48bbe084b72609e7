"""sweep_vectorbt.py WORKDIR: the long crossover sweep by vectorbt's Portfolio.from_signals, one thread.

All cells would not fit into memory, so every run takes CELLS of them, spread over the grid; what is compared is the
time per bar-combination. Timed: signals, simulation, five metrics.
"""

import sys
import warnings

import numba
import numpy as np
from crossover import Crossover
from protocol import Inputs, refuse, serve, within

warnings.filterwarnings("ignore")
import vectorbt as vbt  # noqa: E402  (it warns while it is imported)

CELLS = 16


def main():
    inputs = Inputs(sys.argv[1])
    if inputs["side"] != "long" or inputs["stop"] != 0:
        refuse("only the long sweep without a stop")
    x = Crossover(inputs)
    cells = np.linspace(0, x.cells - 1, CELLS).astype(int)
    row, column = cells // len(x.slow), cells % len(x.slow)
    fast, slow = np.ascontiguousarray(x.fast[row].T), np.ascontiguousarray(x.slow[column].T)
    before = x.above[row, column]
    close, price = np.repeat(x.close[:, None], CELLS, 1), np.repeat(x.open[:, None], CELLS, 1)
    out = {}

    def run():
        above = fast > slow
        earlier = np.vstack([before, above[:-1]])
        portfolio = vbt.Portfolio.from_signals(
            close, entries=above & ~earlier, exits=~above & earlier, price=price, fees=x.fee, slippage=x.slippage,
            init_cash=1.0, freq="1h", direction="longonly")
        trades = portfolio.trades
        out.update(total=np.asarray(portfolio.total_return()), sharpe=np.asarray(portfolio.sharpe_ratio()),
                   drawdown=np.asarray(portfolio.max_drawdown()), trades=np.asarray(trades.count()),
                   wins=np.asarray(trades.win_rate()), open=np.asarray(trades.open.count()))

    run()
    # vectorbt leaves a last position open: its closing costs are added here, and may deepen our drawdown by as much.
    still_open = out["open"] > 0
    total = (1 + out["total"]) * np.where(still_open, (1 - x.slippage) * (1 - x.fee), 1)
    allowed = np.where(still_open, x.slippage + x.fee, 1e-9)
    verified = {
        "trades": within("trades", out["trades"], x.results["trades"][cells], 0),
        "total_return": within("total_return", total / (1 + x.results["total_return"][cells]), np.ones(CELLS), 1e-9),
        "max_drawdown, share of what is allowed":
            within("max_drawdown", (out["drawdown"] - x.results["max_drawdown"][cells]) / allowed, np.zeros(CELLS), 1),
        "cells": int(CELLS),
    }
    serve(run, float(CELLS) * x.bars,
          {"peer": f"vectorbt {vbt.__version__}, numba {numba.__version__}", "verified": verified})


if __name__ == "__main__":
    main()

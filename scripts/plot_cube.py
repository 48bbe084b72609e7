#!/usr/bin/python3
"""Draws one metric of a cube over two parameter axes as a heat map.

    scripts/plot_cube.py CUBE.h5 --metric sharpe --symbol NASDAQ --out picture.png

Further axes (costs, folds) are taken at their first value unless given as --at axis=value. Needs what
`scripts/setup.sh python` installs.
"""
import argparse
import sys

try:
    import h5py
    import matplotlib
    import numpy as np

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
except ImportError as error:
    sys.exit(f"plot_cube: {error}; run scripts/setup.sh python, and use the system's python3")


def labels(dataset):
    values = dataset[()]
    return [v.decode() if isinstance(v, bytes) else v for v in values]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cube")
    parser.add_argument("--metric", default="sharpe")
    parser.add_argument("--symbol")
    parser.add_argument("--x", help="axis to the right; default: the last parameter axis")
    parser.add_argument("--y", help="axis upwards; default: the one before")
    parser.add_argument("--at", action="append", default=[], metavar="AXIS=VALUE")
    parser.add_argument("--out", required=True)
    a = parser.parse_args()
    wanted = dict(item.split("=", 1) for item in a.at)
    if a.symbol:
        wanted["symbol"] = a.symbol
    with h5py.File(a.cube) as f:
        if a.metric not in f:
            sys.exit(f"{a.cube}: no variable '{a.metric}'")
        variable = f[a.metric]
        names = [d[0].name.strip("/") for d in variable.dims]
        free = [n for n in names if n not in ("symbol", "fold", "segment", "fee_bps", "slippage_bps", "stop_loss")]
        if len(free) < 2 and not (a.x and a.y):
            sys.exit(f"{a.metric} has the axes {names}; name two with --x and --y")
        x, y = a.x or free[-1], a.y or free[-2]
        index = []
        for n in names:
            if n in (x, y):
                index.append(slice(None))
                continue
            values = [str(v) for v in labels(f[n])]
            if n in wanted and wanted[n] not in values:
                sys.exit(f"plot_cube: {a.cube} has no {n} '{wanted[n]}'; it has {', '.join(values)}")
            index.append(values.index(wanted[n]) if n in wanted else 0)
        grid = variable[tuple(index)]
        if names.index(x) < names.index(y):
            grid = grid.T
        xs, ys = f[x][()], f[y][()]
        title = variable.attrs.get("long_name", a.metric)
    figure, axes = plt.subplots(figsize=(7.2, 3.6), dpi=110)
    limit = np.nanmax(np.abs(grid))
    picture = axes.pcolormesh(xs, ys, grid, cmap="RdBu", vmin=-limit, vmax=limit, shading="nearest")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_title(f"{title}{', ' + a.symbol if a.symbol else ''}", fontsize=10)
    figure.colorbar(picture)
    figure.tight_layout()
    figure.savefig(a.out)


if __name__ == "__main__":
    main()

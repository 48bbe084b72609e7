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


def refuse(words):
    sys.exit("plot_cube: " + " ".join(str(words).split()))


def labels(dataset):
    values = dataset[()]
    return [v.decode() if isinstance(v, bytes) else v for v in values]


def condition(text):
    if "=" not in text:
        refuse(f"--at {text}: not an axis and its value; write --at fold=0")
    return text.split("=", 1)


def opened(path):
    try:
        return h5py.File(path)
    except OSError as error:
        known = {2: "there is no such file", 13: "the file may not be read", 21: "that is a folder"}
        what = known.get(error.errno, "not an HDF5 file, or a damaged one")
        refuse(f"{path}: {what}; name a cube, as basicbot writes it")


def is_variable(item):
    return isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id)


def shown(names):
    return ", ".join(names) or "none"


def axes_of(f, a):
    """The metric's axes, and the two that are drawn."""
    metrics = [n for n, v in f.items() if is_variable(v) and v.ndim > 1]
    if not is_variable(f.get(a.metric)):
        refuse(f"{a.cube} has no variable '{a.metric}'; it has {shown(metrics)}")
    variable = f[a.metric]
    names = [d[0].name.strip("/") for d in variable.dims if len(d) > 0]
    if len(names) != variable.ndim:
        refuse(f"'{a.metric}' has no named axes; choose one of {shown(metrics)}")
    if variable.dtype.kind not in "fiu":
        refuse(f"'{a.metric}' holds no numbers; choose one of {shown(metrics)}")
    free = [n for n in names if n not in ("symbol", "fold", "segment", "fee_bps", "slippage_bps", "stop_loss")]
    if len(free) < 2 and not (a.x and a.y):
        refuse(f"'{a.metric}' has the axes {shown(names)}; name two with --x and --y")
    x, y = a.x or free[-1], a.y or free[-2]
    for option, axis in (("--x", x), ("--y", y)):
        if axis not in names:
            refuse(f"{option} {axis}: no axis of '{a.metric}'; it has {shown(names)}")
        if f[axis].dtype.kind not in "fiu":
            refuse(f"{option} {axis}: its values are no numbers; choose another of {shown(names)}")
    if x == y:
        refuse(f"--x and --y are both {x}; name two of {shown(names)}")
    return variable, names, x, y


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
    wanted = dict(condition(item) for item in a.at)
    if a.symbol:
        wanted["symbol"] = a.symbol
    with opened(a.cube) as f:
        variable, names, x, y = axes_of(f, a)
        index = []
        for n in wanted:
            if n not in names:
                refuse(f"'{a.metric}' has no axis '{n}'; it has {shown(names)}")
        for n in names:
            if n in (x, y):
                index.append(slice(None))
                continue
            values = [str(v) for v in labels(f[n])]
            if n in wanted and wanted[n] not in values:
                refuse(f"{a.cube} has no {n} '{wanted[n]}'; it has {shown(values)}")
            index.append(values.index(wanted[n]) if n in wanted else 0)
        grid = variable[tuple(index)]
        if names.index(x) < names.index(y):
            grid = grid.T
        xs, ys = f[x][()], f[y][()]
        title = variable.attrs.get("long_name", a.metric)
    if not np.isfinite(grid).any():
        refuse(f"'{a.metric}' is undefined everywhere there; choose another metric or place")
    figure, axes = plt.subplots(figsize=(7.2, 3.6), dpi=110)
    limit = np.nanmax(np.abs(grid))
    picture = axes.pcolormesh(xs, ys, grid, cmap="RdBu", vmin=-limit, vmax=limit, shading="nearest")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_title(f"{title}{', ' + a.symbol if a.symbol else ''}", fontsize=10)
    figure.colorbar(picture)
    figure.tight_layout()
    try:
        figure.savefig(a.out)
    except (OSError, ValueError) as error:
        refuse(f"--out {a.out}: {error}; name a file as picture.png")


if __name__ == "__main__":
    try:
        main()
    except (OSError, KeyError, RuntimeError) as error:  # a cube that is damaged further in
        refuse(f"{error}; basicbot cube info says whether the cube is sound")

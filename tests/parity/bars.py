"""What the parity tests share: bars as CSV files, a store of them, columns computed by the program."""

import os
import pathlib
import subprocess
import sys


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


try:
    import h5py
    import numpy as np
except ImportError as missing:
    skip(f"no {missing.name} (scripts/parity.sh --prepare)")

FIELDS = ("open", "high", "low", "close", "volume")


def shared_folder():
    """The data beside the repository, as tests/support/places.hpp says; need not exist."""
    root = pathlib.Path(__file__).resolve().parents[2]
    return pathlib.Path(os.environ.get("BASICBOT_SHARED", root.parent / "shared"))


def write_csv(path, bars):
    """bars: the rows of FIELDS; without the last one no volume is known, and NaN is an empty field."""
    day = np.datetime64("1970-01-01")
    with open(path, "w") as out:
        out.write("date," + ",".join(FIELDS[: len(bars)]) + "\n")
        for t in range(bars.shape[1]):
            out.write(f"{day + t}," + ",".join("" if np.isnan(x) else repr(float(x)) for x in bars[:, t]) + "\n")


def run(folder, *words):
    result = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr[-2000:])


def import_bars(program, folder, series, *options):
    """series: bars by symbol; the store is folder/bars."""
    for symbol, bars in series.items():
        write_csv(folder / f"{symbol}.csv", bars)
    run(folder, program, "import", *(f"{s}.csv" for s in series), "--store", "bars", "--timeframe", "1d", "--timezone", "UTC",
        "--stamp", "open", *options)


def compute(program, folder, symbols, expressions):
    """Writes folder/columns/<symbol>.h5, over those that are there; returns what the program complained of."""
    result = subprocess.run([program, "indicators", "compute", "--store", "bars", "--symbols", symbols, "--out", "columns",
                             "--replace", *expressions], cwd=folder, capture_output=True, text=True)
    return result.stderr.strip() if result.returncode != 0 else ""


def columns(folder, symbol):
    return h5py.File(folder / "columns" / f"{symbol}.h5")

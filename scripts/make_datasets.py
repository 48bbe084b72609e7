#!/usr/bin/env python3
"""Writes datasets/*.csv and datasets/manifest.json from the packages that carry the bars.

Sources: GOOG from Debian's python-matplotlib-data, the two indices from PyPI's arch. Needs nothing but Python's
standard library: the packages' data files are read as they lie, the packages are not imported.

    python3 -m venv v && v/bin/pip install --no-deps arch==8.0.0
    scripts/make_datasets.py --arch v/lib/python3*/site-packages/arch
"""
import argparse
import csv
import datetime
import gzip
import hashlib
import importlib.util
import io
import json
import pathlib
import re
import struct
import subprocess
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOOG = "/usr/share/matplotlib/mpl-data/sample_data/goog.npz"


def read_goog(path):
    """Rows of the record array in goog.npz: date, open, high, low, close, volume, adj_close."""
    raw = zipfile.ZipFile(path).read("price_data.npy")
    if raw[:6] != b"\x93NUMPY":
        raise SystemExit(f"{path}: not a numpy file")
    header_bytes = struct.unpack("<H", raw[8:10])[0]
    names = re.findall(r"\('(\w+)', '(<\w+(?:\[D\])?)'\)", raw[10:10 + header_bytes].decode())
    if [n for n, _ in names] != ["date", "open", "high", "low", "close", "volume", "adj_close"]:
        raise SystemExit(f"{path}: unexpected columns {names}")
    record = struct.Struct("<qddddqd")
    for day, o, h, l, c, volume, adj in record.iter_unpack(raw[10 + header_bytes:]):
        date = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
        yield [date.isoformat(), o, h, l, c, volume, adj]


def as_float32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def read_arch(path):
    """Rows of an arch index file: date, open, high, low, close, volume. The prices are float32 written out; the two
    decimals they were quoted with are kept where they are the same float32."""
    with gzip.open(path, "rt", newline="") as stream:
        for row in csv.DictReader(stream):
            prices = [float(row[name]) for name in ("Open", "High", "Low", "Close")]
            if float(row["Adj Close"]) != prices[3]:
                raise SystemExit(f"{path}: adjusted close differs on {row['Date']}")
            short = [round(p, 2) for p in prices]
            prices = [s if as_float32(s) == as_float32(p) else p for s, p in zip(short, prices)]
            month, day, year = map(int, row["Date"].split("/"))
            yield [datetime.date(year, month, day).isoformat(), *prices, int(float(row["Volume"]))]


def facts_of(rows):
    """Counts that the import report must find again."""
    pairs = list(zip(rows, rows[1:]))
    same = sum(b[1] == a[4] for a, b in pairs)
    return {
        "opens_equal_to_the_previous_close": same,
        "share_of_opens_equal_to_the_previous_close": round(same / len(pairs), 4),
        "zero_volumes": sum(r[5] == 0 for r in rows),
        "flat_bars": sum(r[1] == r[2] == r[3] == r[4] for r in rows),
        "high_or_low_violations": sum(r[2] < max(r[1], r[4]) or r[3] > min(r[1], r[4]) for r in rows),
        "jumps_over_40_percent": sum(abs(b[4] - a[4]) > 0.4 * a[4] for a, b in pairs),
    }


def write(folder, name, columns, rows):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(columns)
    out.writerows(rows)
    data = text.getvalue().encode()
    (folder / name).write_bytes(data)
    return {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "rows": len(rows),
            "first": rows[0][0], "last": rows[-1][0], "columns": columns}


def debian_version(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True, capture_output=True,
                          text=True).stdout


def arch_version(folder):
    for info in folder.parent.glob("arch-*.dist-info"):
        return info.name[len("arch-"):-len(".dist-info")]
    raise SystemExit(f"{folder}: no dist-info beside it")


def main():
    spec = importlib.util.find_spec("arch")
    installed = spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else None
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--goog", default=GOOG, help="path of goog.npz")
    parser.add_argument("--arch", default=installed, help="folder of the installed package arch")
    parser.add_argument("--out", default=ROOT / "datasets", type=pathlib.Path)
    options = parser.parse_args()
    if options.arch is None:
        parser.error("the package arch is not installed: pip install --no-deps arch, or give --arch")
    arch = pathlib.Path(options.arch)

    index = ["date", "open", "high", "low", "close", "volume"]
    common = {"timeframe": "1d", "timezone": "America/New_York", "stamp": "open", "currency": "USD"}
    files = []
    rows = list(read_goog(options.goog))
    files.append({
        "symbol": "GOOG", "name": "Google, daily from its first trading day",
        **write(options.out, "goog_1d.csv", index + ["adj_close"], rows), **common,
        "source": "Debian package python-matplotlib-data, mpl-data/sample_data/goog.npz",
        "source_version": debian_version("python-matplotlib-data"),
        "licence": "matplotlib licence (PSF-based, BSD-compatible), as the package's sample data",
        "facts": facts_of(rows)})
    for symbol, name, stem in (("NASDAQ", "Nasdaq Composite index", "nasdaq"), ("SP500", "S&P 500 index", "sp500")):
        rows = list(read_arch(arch / "data" / stem / f"{stem}.csv.gz"))
        files.append({
            "symbol": symbol, "name": f"{name}, daily", **write(options.out, f"{stem}_1d.csv", index, rows), **common,
            "source": f"PyPI package arch, arch/data/{stem}/{stem}.csv.gz", "source_version": arch_version(arch),
            "licence": "NCSA (University of Illinois/NCSA Open Source License)", "facts": facts_of(rows)})
    (options.out / "manifest.json").write_text(json.dumps({"version": 1, "files": files}, indent=1) + "\n")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Opens a result cube the way its users do and checks that all of them see the same.

    scripts/check_cube.py CUBE [--expect EXPECTED.json]

Readers: h5py (the truth), xarray with engines h5netcdf and netcdf4, netCDF4-python, ncdump. Checked: dimensions and
their order, coordinates (also scalar ones and those along another axis), decoded times, values, attributes.
EXPECTED.json may hold {"dims": {name: [dim, ...]}, "coords": [name, ...], "values": {name: flat list, null = NaN}}.
Exit code: 0 all agree, 1 a difference (one line each on stderr), 77 a package is missing (named on stderr).
Debian: python3-xarray python3-h5netcdf python3-netcdf4 python3-h5py netcdf-bin.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys

try:
    import h5netcdf  # noqa: F401  (xarray loads it by name)
    import h5py
    import netCDF4
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"check_cube: {error.name} is not installed", file=sys.stderr)
    sys.exit(77)

problems = []


def expect(condition, text):
    if not condition:
        problems.append(text)


def same(a, b):
    """Equal values; NaN equals NaN; texts are compared as texts."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        return False
    if a.dtype.kind in "OUS" or b.dtype.kind in "OUS":
        return [str(x) for x in a.ravel()] == [str(x) for x in b.ravel()]
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def read_h5py(path):
    """name -> (dims, values, units); the dims come from the attached scales."""
    found = {}
    with h5py.File(path, "r") as file:
        for name, data in file.items():
            expect(isinstance(data, h5py.Dataset), f"{name}: not a dataset")
            kind = data.dtype.kind
            text = h5py.check_string_dtype(data.dtype)
            expect(kind in "fi" or (text and text.length is None and text.encoding == "utf-8"),
                   f"{name}: type {data.dtype} is lost by some readers")
            scales = [list(dim.keys()) for dim in data.dims]
            if h5py.h5ds.is_scale(data.id):
                dims = (name,)
            else:
                expect(all(len(s) == 1 for s in scales), f"{name}: an axis without exactly one scale: {scales}")
                dims = tuple(s[0] for s in scales if s)
            values = data.asstr()[()] if text else data[()]
            for key in ("units", "long_name"):
                expect(isinstance(data.attrs.get(key), str), f"{name}: no {key}")
            found[name] = (dims, values, data.attrs.get("units", ""))
        attributes = {k: v for k, v in file.attrs.items()}
        coordinates = set(attributes.pop("coordinates", "").split())
        coordinates |= {name for name, data in file.items() if h5py.h5ds.is_scale(data.id)}
    expect(attributes.get("Conventions", "").startswith("CF-1."), "root: no Conventions")
    return found, coordinates, attributes


def is_time(units):
    return " since " in units


def check_xarray(path, engine, truth, coordinates, attributes):
    with xr.open_dataset(path, engine=engine) as data:
        expect(set(data.coords) == coordinates,
               f"{engine}: coordinates {sorted(data.coords)} instead of {sorted(coordinates)}")
        expect(set(data.variables) == set(truth), f"{engine}: variables {sorted(data.variables)}")
        for name, (dims, values, units) in truth.items():
            if name not in data.variables:
                continue
            seen = data[name]
            expect(seen.dims == dims, f"{engine}: {name} has dims {seen.dims} instead of {dims}")
            if is_time(units):
                expect(seen.dtype == np.dtype("datetime64[ns]"), f"{engine}: {name} is {seen.dtype}, not a time")
                expect(same(seen.values.astype("int64"), values), f"{engine}: {name} has other times")
            else:
                expect(same(seen.values, values), f"{engine}: {name} has other values")
        for key, value in attributes.items():
            expect(data.attrs.get(key) == value, f"{engine}: attribute {key} differs")


def check_netcdf4(path, truth, attributes):
    with netCDF4.Dataset(path) as data:
        expect(set(data.variables) == set(truth), f"netCDF4: variables {sorted(data.variables)}")
        for name, (dims, values, _) in truth.items():
            seen = data[name]
            seen.set_auto_mask(False)
            expect(seen.dimensions == dims, f"netCDF4: {name} has dims {seen.dimensions} instead of {dims}")
            expect(same(seen[...], values), f"netCDF4: {name} has other values")
        for key, value in attributes.items():
            expect(data.getncattr(key) == value, f"netCDF4: attribute {key} differs")


def check_ncdump(path, truth):
    if shutil.which("ncdump") is None:
        problems.append("ncdump: not installed (package netcdf-bin)")
        return
    run = subprocess.run(["ncdump", path], capture_output=True, text=True)
    expect(run.returncode == 0, f"ncdump: exit code {run.returncode}")
    header = run.stdout.split("\ndata:")[0]
    listed = re.findall(r"^\t(\w+) = \d+ ;", header.split("variables:")[0], re.M)
    expect(listed == scales_in_order(path),
           f"ncdump: dimensions {listed} are not in the order of the cube")
    for name, (dims, _, _) in truth.items():
        shown = f"{name}({', '.join(dims)})" if dims else name
        expect(f" {shown} ;" in header, f"ncdump: no variable {shown}")


def scales_in_order(path):
    """The dimension scales in the order in which they were written; h5py's own iteration is alphabetical."""
    with h5py.File(path, "r") as file:
        names = []
        file.id.links.iterate(lambda name: names.append(name.decode()), idx_type=h5py.h5.INDEX_CRT_ORDER)
        return [name for name in names if h5py.h5ds.is_scale(file[name].id)]


def check_expected(expected, truth, coordinates):
    for name, dims in expected.get("dims", {}).items():
        expect(name in truth and list(truth[name][0]) == dims, f"expected: {name} has not the dims {dims}")
    if "coords" in expected:
        expect(set(expected["coords"]) == coordinates, f"expected: coordinates {sorted(coordinates)}")
    for name, values in expected.get("values", {}).items():
        wanted = [np.nan if v is None else v for v in values]
        expect(name in truth and same(np.ravel(truth[name][1]), wanted), f"expected: {name} has other values")


def main():
    parser = argparse.ArgumentParser(description="checks a result cube with every reader", allow_abbrev=False)
    parser.add_argument("cube")
    parser.add_argument("--expect", metavar="JSON")
    arguments = parser.parse_args()
    truth, coordinates, attributes = read_h5py(arguments.cube)
    for engine in ("h5netcdf", "netcdf4"):
        check_xarray(arguments.cube, engine, truth, coordinates, attributes)
    check_netcdf4(arguments.cube, truth, attributes)
    check_ncdump(arguments.cube, truth)
    if arguments.expect:
        with open(arguments.expect, encoding="utf-8") as file:
            check_expected(json.load(file), truth, coordinates)
    for problem in problems:
        print(f"check_cube: {arguments.cube}: {problem}", file=sys.stderr)
    if not problems:
        print(f"{arguments.cube}: {len(truth)} variables agree in h5py, xarray (h5netcdf, netcdf4), netCDF4, ncdump")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

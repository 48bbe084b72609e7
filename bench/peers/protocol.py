"""What every peer shares: the inputs that bb_figure_runner wrote, and its protocol of lines.

A peer reads WORKDIR/workload.json, checks its own results against those of the engine, prints `ready {json}`, and for
every line "go" runs once and prints `run {json}`. A result that does not fit ends it with exit code 1 and one line.
"""

import json
import pathlib
import sys
import time

import numpy as np


class Inputs:
    """workload.json of a folder, and its raw files as arrays."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.facts = json.loads((self.folder / "workload.json").read_text(encoding="utf-8"))

    def __getitem__(self, name):
        return self.facts[name]

    def array(self, name):
        file = self.facts["files"][name]
        return np.fromfile(self.folder / file["file"], dtype=file["dtype"]).reshape(file["shape"])


def refuse(text):
    """Ends the peer: a time is worth nothing where the results differ."""
    print(f"{pathlib.Path(sys.argv[0]).name}: {text}", file=sys.stderr)
    sys.exit(1)


def within(name, got, want, tolerance):
    """The worst |got - want|, refused above the tolerance; two NaN are equal."""
    got, want = np.asarray(got, float), np.asarray(want, float)
    if not np.array_equal(np.isnan(got), np.isnan(want)):
        refuse(f"{name}: undefined in different places")
    worst = float(np.nanmax(np.abs(got - want), initial=0.0))
    if worst > tolerance:
        refuse(f"{name}: {worst:.3g} apart, allowed are {tolerance:.3g}")
    return worst


def serve(run, units, facts, parts=None):
    """run() does the work once; units: how many bar-combinations or path-steps that is; parts: what run() notes of its
    parts, processor time in ns per unit by name."""
    print("ready", json.dumps({"units": units, **facts}), flush=True)
    for line in sys.stdin:
        if line.strip() != "go":
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        print("run", json.dumps({"wall_s": wall, "cpu_s": cpu, "ns_per_unit": 1e9 * wall / units,
                                 "cpu_ns_per_unit": 1e9 * cpu / units, "parts": parts or {}}), flush=True)

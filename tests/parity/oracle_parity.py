#!/usr/bin/env python3
"""Holds indicators against the values that others have published, through `basicbot indicators compute`.

    oracle_parity.py PROGRAM [--set NAME]...   exit code 77: no folder ../shared/oracles, no numpy or h5py here

oracles/SET.toml says which expression of ours stands for which column of which file of a set. In a line of it:
  file      a file's name without .csv, or a pattern; all of the set where left out
  column    a column's name, or a pattern ({column} in `is` is its name in small letters); Tulip's indicator; TA-Lib's test
  is        our expression; or differs: why there is none
  absolute, relative   the error allowed is absolute + relative |value|; those of the set where left out
  from, to  first bar compared, and the one after the last; skip: single bars left out
  shift     the file's value stands so many bars too early; none: a number in the file that means no value
  rebase    both less their value at the first bar compared: a running total that begins elsewhere
Of a set, warm_up says that our first bar with a value is the file's as well. A line whose indicator the program does not
have yet is left out and listed.
"""

import argparse
import fnmatch
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib

import bars as shared  # first: it says what is missing
import numpy as np

import oracle_files

WORDS = {"choose", "cross_above", "cross_below"}  # the language's own calls


def known_entries(program):
    result = subprocess.run([program, "indicators", "--list", "--json"], capture_output=True, text=True, check=True)
    return {entry["name"] for entry in json.loads(result.stdout)["indicators"]} | WORDS


def unknown(expression, known):
    return [name for name in re.findall(r"([a-z_][a-z0-9_]*)\s*\(", expression) if name not in known]


class Tally:
    """Of one set: what was compared, and what was not."""

    def __init__(self, name):
        self.name, self.columns, self.values, self.worst, self.at = name, set(), 0, 0.0, ""
        self.failures, self.missing, self.differing = [], {}, []

    def compare(self, want, got, rules):
        """want's own bars only; where the set says so, our first bar is the set's as well."""
        line, values = want["line"], want["values"].copy()
        first = line.get("from", 0)
        values[:first] = np.nan
        if "to" in line:
            values[line["to"]:] = np.nan
        values[line.get("skip", [])] = np.nan
        if "none" in line:
            values[values == line["none"]] = np.nan
        self.columns.add(want.get("column", want["label"]))
        printed = np.flatnonzero(~np.isnan(values))
        if not printed.size:
            return self.fail(want, "no value to compare")
        if line.get("rebase"):  # a running total that others begin elsewhere
            got, values = got - got[printed[0]], values - values[printed[0]]
        begins = want.get("begins", int(printed[0]) if rules.get("warm_up") and not first else None)
        ours = np.flatnonzero(~np.isnan(got))
        if begins is not None and line.get("warm_up", True) and (not ours.size or ours[0] != begins):
            self.fail(want, f"begins at bar {ours[0] if ours.size else 'none'}, wanted {begins}")
        g, w = got[printed], values[printed]
        absolute, relative = (line.get(kind, rules.get(kind, 0.0)) for kind in ("absolute", "relative"))
        allowed = absolute + relative * np.abs(w)
        with np.errstate(divide="ignore", invalid="ignore"):  # where nothing is allowed
            share = np.where(g == w, 0.0, np.abs(g - w) / allowed)
        share[np.isnan(g)] = np.inf
        self.values += printed.size
        bad = int(np.argmax(share))
        if share[bad] > self.worst:
            self.worst, self.at = float(share[bad]), want["label"]
        if share[bad] > 1:
            self.fail(want, f"bar {printed[bad]}: got {float(g[bad])!r}, want {float(w[bad])!r}, {share[bad]:.3g} of the "
                            f"tolerance, {np.count_nonzero(share > 1)} of {printed.size} off")

    def fail(self, want, what):
        self.failures.append(f"{self.name} {want['label']}: {want['is_']}: {what}")


def computed_columns(program, folder, expressions, fail):
    """Their columns over every symbol: a column's name by expression. fail is told which are no expressions."""
    names = {e: f"c{i}" for i, e in enumerate(expressions)}
    while names and shared.compute(program, folder, "*", [f"{name} = {e}" for e, name in names.items()]):
        complaints = {e: shared.compute(program, folder, "s0", [f"c = {e}"]) for e in names}
        for expression, complaint in complaints.items():
            if complaint:
                fail(f"{expression}: {complaint.splitlines()[0]}")
        if not any(complaints.values()):
            sys.exit(f"{folder}: one by one they are computed, together they are not")
        names = {e: name for e, name in names.items() if not complaints[e]}
    return names


def one_set(program, name, rules, folder, known):
    lines, tally = rules["columns"], Tally(name)
    tally.differing = [line for line in lines if "differs" in line]
    cases = list(oracle_files.FORMS[rules["form"]](folder, rules, lines))
    for _, _, wanted in cases:
        for want in wanted:
            want["lacks"] = next(iter(unknown(want["is_"], known)), None)
            if want["lacks"]:
                tally.missing.setdefault(want["lacks"], set()).add(want.get("column", want["label"]))
    there = sorted({want["is_"] for _, _, wanted in cases for want in wanted if not want["lacks"]})
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        shared.import_bars(program, scratch, {f"s{i}": case[1] for i, case in enumerate(cases)}, "--on-bad", "keep")
        names = computed_columns(program, scratch, there, lambda what: tally.failures.append(f"{name} {what}"))
        for i, (_, _, wanted) in enumerate(cases if names else []):
            with shared.columns(scratch, f"s{i}") as file:
                for want in wanted:
                    if want["is_"] in names:
                        tally.compare(want, file[names[want["is_"]]][...].reshape(-1), rules)
    return tally


def report(tally, rules):
    print(f"{tally.name:16} {len(tally.columns):5} columns, {tally.values:7} values, worst {tally.worst:.2g} of its tolerance"
          + (f" ({tally.at})" if tally.at else ""))
    for entry, labels in sorted(tally.missing.items()):
        print(f"  no such entry yet: {entry}: {len(labels)} columns, as {min(labels)}")
    for line in tally.differing:
        print(f"  not compared: {line.get('file', '')} ".rstrip(), f"{line['column']}: {line['differs']}")
    if "without" in rules:
        print(f"  no indicator of ours: {', '.join(rules['without'])}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--set", action="append", default=[], help="only these sets, as lean*")
    asked = parser.parse_args()
    folder = shared.shared_folder() / "oracles"
    if not folder.is_dir():
        shared.skip(f"no oracles at {folder}")
    program = pathlib.Path(asked.program).resolve()
    maps = sorted(pathlib.Path(__file__).with_name("oracles").glob("*.toml"))
    sets = {path.stem: tomllib.loads(path.read_text()) for path in maps}
    known, start = known_entries(program), time.monotonic()
    tallies = []
    for name, rules in sets.items():
        if asked.set and not any(fnmatch.fnmatchcase(name, s) for s in asked.set):
            continue
        if not (folder / name).is_dir():
            print(f"{name}: no such folder, not compared")
            continue
        tallies.append(one_set(program, name, rules, folder / name, known))
        report(tallies[-1], rules)
    failures = [failure for tally in tallies for failure in tally.failures]
    for failure in failures:
        print("FAILED:", failure)
    print(f"{sum(len(t.columns) for t in tallies)} columns, {sum(t.values for t in tallies)} values, {len(failures)} failures, "
          f"{sum(len(v) for t in tallies for v in t.missing.values())} missing, {time.monotonic() - start:.1f} s")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

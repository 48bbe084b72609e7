#!/usr/bin/env python3
"""One cube per study, however it is computed: the same content hash from every program that is named, with any number of
threads, instruction set, device, device memory and number of parts.

    scripts/identity.py [NAME=]PROGRAM... [--short] [--write] [--folder DIR]

Every hash is compared with tests/golden/studies.json, so builds of other machines need not be there; the files
themselves are compared where that knows the version of HDF5. --short leaves out most of the combinations: it is the test
`identity` of every build. --write writes the hashes that all runs agree on: with a raised numeric contract, or where a
study, a model or a version of HDF5 is new.
"""

import argparse
import collections
import hashlib
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/golden/studies.json"
THREADS = (1, 2, 3, 8)
SETS = ("plain", "avx2", "avx512")
PARTS = (1, 2, 7)

# One bar more or less than a word of 64 and a tile of 1,024, and the days of four years.
SYNTHETIC = {"WAVES": ("regimes", 1047, 5), "WORD": ("jumps", 193, 11), "TILE": ("gaps", 1025, 12)}
IMPORT = ("--timeframe", "1d", "--timezone", "America/New_York", "--stamp", "open", "--session-close", "16:00")

CROSS = 'use = "sma_cross"\n[params]\nfast = {from = 3, to = 30, step = 3}\nslow = {from = 20, to = 120, step = 10}\n'
RSI = 'use = "rsi_reversion"\n[params]\nn = {sweep = [2, 5, 14]}\nlower = {from = 20, to = 40, step = 2}\nupper = 65\n'
DONCHIAN = 'use = "donchian_breakout"\n[params]\nentry = {from = 5, to = 40, step = 5}\nleave = {sweep = [3, 7, 20]}\n'
BOLLINGER = 'use = "bollinger_reversion"\n[params]\nn = {from = 2, to = 20, step = 1}\nk = {sweep = [0.5, 1, 2]}\n'
WEEKS = ('long_entry = "close > ema(close, n)@1w"\nlong_exit = "not (high >= highest(high, 3)[1]@1w)"\n'
         '[params]\nn = {from = 2, to = 30, step = 4}\n')
COSTS = "[execution]\nfee_bps = 5\nslippage_bps = 2\n"
SWEPT = "[execution]\nfee_bps = {sweep = [0, 5]}\nslippage_bps = {sweep = [1, 10]}\n"
STOPS = "[exits]\nstop_loss = {sweep = [0, 0.03, 0.1]}\n"
PATHS = "paths = 3001\nhorizon = 130\n"


def study(kind, symbols, body, seed=7):
    listed = ", ".join(f'"{s}"' for s in symbols.split())
    return (f'[study]\nname = "identity"\nkind = "{kind}"\nseed = {seed}\n'
            f'[data]\nstore = "bars"\nsymbols = [{listed}]\ntimeframe = "1d"\n{body}')


def studies(models):
    """Name -> text. Sweeps by events and bar by bar, over longer bars, walk-forwards, every path model."""
    rules = "[strategy]\n"
    cell = rules + 'use = "sma_cross"\n[params]\nfast = 10\nslow = 30\n' + COSTS
    made = {
        "sweep_long": study("sweep", "GOOG WAVES", rules + CROSS + 'where = "fast < slow"\n' + COSTS + 'side = "long"\n'),
        "sweep_long_costs": study("sweep", "WAVES", rules + CROSS + SWEPT + 'side = "long"\n'),
        "sweep_stops": study("sweep", "GOOG WAVES", rules + RSI + SWEPT + STOPS),
        "sweep_bands": study("sweep", "GOOG", rules + BOLLINGER + COSTS + STOPS),
        "sweep_weeks": study("sweep", "GOOG WAVES", rules + WEEKS + COSTS + STOPS),
        "odd_word_long": study("sweep", "WORD TILE", rules + DONCHIAN + COSTS + 'side = "long"\n'),
        "odd_word_stops": study("sweep", "WORD TILE", rules + DONCHIAN + COSTS + STOPS),
        "odd_one_cell": study("sweep", "TILE", cell + STOPS),
        "folds_long": study("walkforward", "GOOG WAVES", rules + CROSS + COSTS
                            + 'side = "long"\n[walkforward]\ntrain = 301\ntest = 77\npurge = 3\n'),
        "folds_stops": study("walkforward", "GOOG WAVES", rules + DONCHIAN + COSTS + STOPS
                             + '[walkforward]\ntrain = 400\ntest = 90\nscheme = "anchored"\nscope = "pooled"\n'),
    }
    for model in models:
        made[f"paths_{model}"] = study("montecarlo", "GOOG WAVES", f'[montecarlo]\nmodel = "{model}"\n' + PATHS)
        made[f"paths_{model}_strategy"] = study(
            "montecarlo", "GOOG WAVES", cell + f'[montecarlo]\nof = "strategy"\nmodel = "{model}"\n' + PATHS)
    return made


class Build:
    """One program, in a folder of its own with the bars and the studies."""

    def __init__(self, name, program, folder):
        self.name, self.program, self.folder = name, str(pathlib.Path(program).resolve()), folder
        folder.mkdir()
        self.hdf5 = self.ask("--version")["hdf5"]
        self.sets = [s for s in SETS if s in self.ask("doctor")["simd"]]
        self.studies = studies([m["name"] for m in self.ask("models")["models"]])
        self.ask("import", str(ROOT / "datasets/goog_1d.csv"), "--store", "bars", "--symbol", "GOOG", *IMPORT)
        for symbol, (model, bars, seed) in SYNTHETIC.items():
            self.ask("synth", "--store", "bars", "--symbol", symbol, "--model", model, "--bars", str(bars), "--seed",
                     str(seed))
        for study_name, text in self.studies.items():
            (folder / f"{study_name}.toml").write_text(text, encoding="utf-8")

    def ask(self, *words):
        done = subprocess.run([self.program, *words, "--json"], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: basicbot {' '.join(words)} ended with {done.returncode}: "
                               f"{(done.stderr or done.stdout).strip()[:400]}")
        return json.loads(done.stdout)

    def machines(self, short):
        """Words of the command line: each a way to compute the same."""
        small = [("--device", "emulator:2M"), ("--device", "emulator:3M")]  # many batches
        if short:
            some = [("--device", "cpu", "--threads", str(t), "--simd", s) for t, s in zip((1, 3, 2), self.sets)]
            return [*some, small[0]]
        cpu = [("--device", "cpu", "--threads", str(t), "--simd", s) for t in THREADS for s in self.sets]
        return [*cpu, ("--device", "cpu", "--memory", "64M"), ("--device", "emulator"), *small]

    def whole(self, name, machine):
        said = self.ask("run", f"{name}.toml", "--out", "whole.h5", *machine)
        return said["cube"]["content_hash"], self.folder / "whole.h5", said["plan"]

    def in_parts(self, name, plan, pieces, machine, other):
        """Each symbol in so many parts. Half of several parts is made by another machine, the later ones first."""
        run = self.folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        kind = "paths" if "paths" in plan else "cells"
        size = math.ceil(plan[kind] / pieces)
        begin = ("run", f"{name}.toml", "--run", "run", f"--part-{kind}", str(size))
        if pieces == 1:
            said = self.ask(*begin, *machine)
        else:
            half = pieces // 2
            self.ask(*begin, "--parts", f"{half + 1}..{pieces}", *machine)
            self.ask(*begin, "--parts", f"1..{half}", *other)
            said = self.ask("resume", "run", *machine)
        return said["cube"]["content_hash"], run / "cube.h5"

    def runs(self, name, short):
        """(how, content hash, sha256 of the file) of every way to run one study."""
        machines = self.machines(short)
        pieces = (7,) if short else PARTS
        for at, machine in enumerate(machines):
            how = " ".join(w for w in machine if not w.startswith("--") or w == "--memory")
            content, file, plan = self.whole(name, machine)
            yield f"{how}, in one piece", content, hashlib.sha256(file.read_bytes()).hexdigest()
            if short and at != 0:
                continue
            for n in pieces:
                if n > plan.get("paths", plan.get("cells")):
                    continue
                content, file = self.in_parts(name, plan, n, machine, machines[at - 1])
                yield f"{how}, in {n} parts", content, hashlib.sha256(file.read_bytes()).hexdigest()


def check(builds, golden, short):
    """Runs everything. Returns what was seen, lines of what differs, and the number of runs."""
    seen = collections.defaultdict(lambda: collections.defaultdict(dict))  # study -> what -> hash -> first place
    count, wrong, missing = 0, [], collections.defaultdict(list)
    for build in builds:
        begun = count
        for name in build.studies:
            for how, content, file in build.runs(name, short):
                count += 1
                for what, value in (("content", content), (build.hdf5, file)):
                    seen[name][what].setdefault(value, f"{build.name}: {how}")
        print(f"{build.name}: {len(build.studies)} studies, {count - begun} runs, HDF5 {build.hdf5}", flush=True)
    for name, kinds in seen.items():
        for what, hashes in kinds.items():
            want = golden.get(name, {}).get(what)
            thing = "content" if what == "content" else f"file (HDF5 {what})"
            if want is None:
                wrong += [f"{name}: more than one {thing}: {hashes}"] if len(hashes) > 1 else []
                missing[thing].append(name)
            else:
                wrong += [f"{name}: {thing} {value} from {place}, {want} expected"
                          for value, place in hashes.items() if value != want]
    for thing, names in missing.items():
        print(f"compared with each other alone, for want of a golden hash of the {thing}: {', '.join(names)}")
    return seen, wrong, count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="+", metavar="[NAME=]PROGRAM")
    parser.add_argument("--short", action="store_true", help="one run of each kind")
    parser.add_argument("--write", action="store_true", help="write tests/golden/studies.json")
    parser.add_argument("--folder", help="where the runs lie, a temporary folder by default")
    options = parser.parse_args()
    golden = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    with tempfile.TemporaryDirectory(prefix="identity-", dir=options.folder) as folder:
        builds = []
        for at, word in enumerate(options.programs):
            name, _, program = word.rpartition("=")
            builds.append(Build(name or program, program, pathlib.Path(folder, str(at))))
        seen, wrong, count = check(builds, {} if options.write else golden, options.short)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        print(f"identity: {len(wrong)} of the hashes differ", file=sys.stderr)
        return 1
    if options.write:
        for name, kinds in seen.items():
            golden.setdefault(name, {}).update({what: next(iter(hashes)) for what, hashes in kinds.items()})
        GOLDEN.write_text(json.dumps(golden, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"identity: {len(seen)} studies, {count} runs by {len(builds)} programs, one cube each")
    return 0


if __name__ == "__main__":
    sys.exit(main())

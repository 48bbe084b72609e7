"""Measures figures of bench/figures.toml; scripts/figures.sh builds what it needs and starts it.

    figures.py [PATTERN] [--json | --markdown] [--list] [--build FOLDER]

Ours and the peer's runs alternate (after each has verified its results), so that what else the machine does meets
both. Times are processor seconds of one thread. Exit code 1 where a figure with a goal is not reached or not measured.
"""

import argparse
import fnmatch
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = {"process": "measure_process", "document": "measure_document", "ratio": "measure_ratio", "member": "measure_member",
         "machine": "measure_machine"}


class NotMeasured(Exception):
    """One line that says why."""


class Lines:
    """A program that prints `ready {json}` and answers every line "go" with `run {json}`."""

    def __init__(self, command, folder):
        self.name = pathlib.Path(command[-1] if command[0] == sys.executable else command[0]).name
        self.errors = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
                                        text=True, cwd=folder, env={**os.environ, **ONE_THREAD})
        self.ready = self.read("ready")

    def read(self, word):
        for line in self.process.stdout:
            if line.startswith(word + " "):
                return json.loads(line.split(" ", 1)[1])
        self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().strip().splitlines()
        raise NotMeasured(said[-1] if said else f"{self.name} ended with {self.process.returncode}")

    def go(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self.read("run")

    def end(self):
        self.process.stdin.close()
        self.process.wait()


ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")}


def median_of(values):
    return {"value": statistics.median(values), "low": min(values), "high": max(values), "runs": len(values)}


def filled(command, **words):
    return [part.format(**words) for part in command]


def measure_process(figure, places):
    words = {"program": places.build / "basicbot", "folder": places.folder}
    run = {"check": True, "cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    if "prepare" in figure:
        subprocess.run(filled(figure["prepare"], **words), **run)
    times = []
    for _ in range(figure["runs"] + 1):
        start = time.perf_counter()
        subprocess.run(filled(figure["command"], **words), **run)
        times.append((time.perf_counter() - start) * figure["scale"])
    return median_of(times[1:])


def measure_document(figure, places):
    words = {"program": places.build / "basicbot", "folder": places.folder}
    run = {"check": True, "cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    subprocess.run(filled(figure["prepare"], **words), **run)

    def total(document, paths):  # "seconds.cube"
        return sum(document[group][name] for group, name in (path.split(".") for path in paths))

    shares = []
    for _ in range(figure["runs"] + 1):
        document = json.loads(subprocess.run(filled(figure["command"], **words), **run).stdout)
        shares.append(total(document, figure["part"]) / total(document, figure["whole"]) * figure["scale"])
    return median_of(shares[1:])


def runner(figure, places):
    return Lines([str(places.build / "bb_figure_runner"), figure["workload"], "--workdir", str(places.folder)], ROOT)


def measure_ratio(figure, places):
    ours = runner(figure, places)
    peer = Lines([sys.executable, *filled(figure["peer"], folder=places.folder)], ROOT / "bench/peers")
    pairs = [(ours.go(), peer.go()) for _ in range(figure["rounds"])]
    ours.end()
    peer.end()
    if figure.get("part") == "worst":  # of the parts the one that gains least
        parts = {name: median_of([p["parts"][name] / o["parts"][name] for o, p in pairs]) for name in pairs[0][1]["parts"]}
        worst = min(parts, key=lambda name: parts[name]["value"])
        result = {**parts[worst], "part": worst, "parts": {name: part["value"] for name, part in parts.items()}}
    else:
        result = median_of([p["cpu_ns_per_unit"] / o["cpu_ns_per_unit"] for o, p in pairs])
    result["unit"] = ours.ready["unit"]
    result["ours_ns"] = statistics.median(o["cpu_ns_per_unit"] for o, _ in pairs)
    result["peer_ns"] = statistics.median(p["cpu_ns_per_unit"] for _, p in pairs)
    best = min(p["cpu_ns_per_unit"] for _, p in pairs)
    if best > figure.get("peer_ns_at_most", best):
        raise NotMeasured(f"the peer took {best:.3g} ns, good code {figure['peer_ns_at_most']}: no ratio (busy machine?)")
    result["peer"] = peer.ready["peer"]
    result["verified"] = peer.ready["verified"]
    result["ours"] = {name: ours.ready[name] for name in ("device", "cells", "bars", "evaluator", "paths", "steps")
                      if name in ours.ready}
    return result


def measure_member(figure, places):
    ours = runner(figure, places)
    values = [ours.go()[figure["member"]] for _ in range(figure["rounds"])]
    ours.end()
    return {**median_of(values), "verified": ours.ready.get("verified")}


def measure_machine(figure, places):
    with subprocess.Popen(figure["command"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = process.stdout.read().splitlines()
    for line in lines:  # "build.quickstart_minutes 3.21"
        if line.startswith(figure["name"] + " "):
            return median_of([float(line.split()[1])])
    raise NotMeasured(f"{figure['command'][0]} ended with {process.returncode}")


def judged(figure, result):
    """The result with the verdict: True, False, or None where nothing is promised."""
    goal = figure.get("goal")
    if goal is None or "value" not in result:
        return {**result, "reached": None if goal is None else False}
    value = result["value"]
    return {**result, "reached": value >= goal if figure["better"] == "higher" else value <= goal}


def machine():
    facts = {"cores": len(os.sched_getaffinity(0)), "system": " ".join(os.uname()[i] for i in (0, 2, 4)),
             "load": round(os.getloadavg()[0], 2)}
    cpu = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    for field, name in (("model name", "cpu"), ("cpu MHz", "mhz")):
        facts[name] = next((line.split(":", 1)[1].strip() for line in cpu if line.startswith(field)), "unknown")
    memory = pathlib.Path("/proc/meminfo").read_text(encoding="utf-8").split()
    return {**facts, "memory_gb": round(int(memory[1]) / 1e6, 1)}


def shown(value):
    return "-" if value is None else f"{value:.4g}"


def row(result):
    """name, value, spread, goal, aim, verdict as texts."""
    if "value" not in result:
        return [result["name"], "-", "-", shown(result.get("goal")), shown(result.get("aim")),
                "not measured: " + result["problem"]]
    verdict = {True: "reached", False: "NOT reached", None: "no goal"}[result["reached"]]
    bound = "≥ " if result["better"] == "higher" else "≤ "
    return [result["name"], f"{shown(result['value'])} {result['unit_shown']}",
            f"{shown(result['low'])} .. {shown(result['high'])}",
            bound + shown(result["goal"]) if result.get("goal") is not None else "-", shown(result.get("aim")), verdict]


def print_table(results, facts, markdown):
    rows = [["figure", "value", "spread", "goal", "aim", "verdict"], *map(row, results)]
    if markdown:
        rows.insert(1, ["---"] * 6)
        print("\n".join("| " + " | ".join(r) + " |" for r in rows))
    else:
        widths = [max(len(r[i]) for r in rows) for i in range(5)]
        for r in rows:
            print("  ".join([*(r[i].ljust(widths[i]) for i in range(5)), r[5]]).rstrip())
    print()
    for r in results:
        if "peer" in r:
            print(f"{r['name']}: {r['ours_ns']:.3g} ns per {r['unit']}, {r['peer']} {r['peer_ns']:.3g} ns")
    print(f"machine: {facts['cpu']}, {facts['cores']} cores, {facts['memory_gb']} GB, {facts['system']}, "
          f"load {facts['load']} at the start")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pattern", nargs="?", default="*", help="shell pattern of names")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--list", action="store_true", help="only list the figures")
    parser.add_argument("--build", default="build/bench", help="where basicbot and bb_figure_runner are")
    options = parser.parse_args()
    with open(ROOT / "bench/figures.toml", "rb") as file:
        figures = [f for f in tomllib.load(file)["figure"]
                   if f["name"] == options.pattern
                   or (fnmatch.fnmatch(f["name"], options.pattern) and (f["method"] != "machine" or options.list))]
    if not figures:
        print(f'figures: no name matches "{options.pattern}"; --list shows them', file=sys.stderr)
        return 2
    if options.list:
        for f in figures:
            print(f"{f['name']}: {f['title']}, in {f['unit']}, {f['better']} is better, goal {shown(f.get('goal'))}")
        return 0
    facts = machine()
    results = []
    for figure in figures:
        print(f"measuring {figure['name']}", file=sys.stderr, flush=True)
        head = {key: figure.get(key) for key in ("name", "title", "better", "goal", "aim")}
        head["unit_shown"] = figure["unit"]
        with tempfile.TemporaryDirectory(prefix="figures-", dir=options.build) as folder:
            places = argparse.Namespace(build=(ROOT / options.build).resolve(), folder=pathlib.Path(folder).resolve())
            try:
                result = globals()[KINDS[figure["method"]]](figure, places)
            except NotMeasured as problem:
                result = {"problem": str(problem)}
            except subprocess.CalledProcessError as problem:
                result = {"problem": (problem.stderr or str(problem)).strip().splitlines()[-1]}
        results.append({**head, **judged(figure, result)})
    if options.json:
        print(json.dumps({"machine": facts, "figures": results}, indent=1))
    else:
        print_table(results, facts, options.markdown)
    return 0 if all(r["reached"] is not False for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())

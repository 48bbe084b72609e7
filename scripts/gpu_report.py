#!/usr/bin/env python3
"""The report of scripts/gpu_run.sh: report.json and report.md out of the logs in the folder of results.

    report.py BUNDLE_DIR OUT_DIR

A figure counts only where the GPU and the CPU gave the same bits. Needs nothing but Python's own library.
"""
import csv
import datetime
import json
import pathlib
import re
import sys


def lines_of(path):
    """What bb_figure_runner said: {"ready": {}, "best": {}, ...}; of several runs the last."""
    said = {}
    for line in path.read_text(errors="replace").splitlines():
        word, _, rest = line.partition(" ")
        if word in ("ready", "run", "result", "best", "median", "parts") and rest.startswith("{"):
            said[word] = json.loads(rest)
    return said


def figure_of(said):
    unit_ns = said["median"]["ns_per_unit"]
    figure = {"ns_per_unit": unit_ns, "best_ns_per_unit": said["best"]["ns_per_unit"], "units_per_s": 1e9 / unit_ns,
              "wall_s": said["median"]["wall_s"]}
    for name, value in said["median"].items():
        if name.endswith(("_ns_per_value", "_with_columns")) or name in ("columns_wall_s", "one_sweep_wall_s",
                                                                       "choice_wall_s"):
            figure[name] = value
    return figure


def figures_of(folder):
    figures = {}
    for path in sorted(folder.glob("figure_*.log")):
        name, _, device = path.stem.removeprefix("figure_").rpartition("_")
        said = lines_of(path)
        if "median" not in said:
            continue
        ready = said["ready"]
        entry = figures.setdefault(name, {"bits": {}, "on": {}})
        for fact in ("unit", "units", "timed", "apart", "cells", "bars", "paths", "steps", "folds", "columns", "planes",
                     "evaluator", "sums", "fills_per_bar_combination", "verified"):
            if fact in ready:
                entry[fact] = ready[fact]
        entry["on"][device] = figure_of(said)
        if "parts" in said:  # into how many batches little memory cut it
            entry["on"][device]["batches"] = said["parts"]["planes_kernel"]["calls"]
        entry["bits"][device] = said["result"]["bits"]
    for name, entry in figures.items():
        entry["same_bits"] = len({json.dumps(b, sort_keys=True) for b in entry["bits"].values()}) == 1
        parts = folder / f"parts_{name}.log"
        if parts.exists() and "parts" in (said := lines_of(parts)):
            entry["gpu_parts"] = said["parts"]
    return figures


def steps_of(folder):
    names = ("name", "outcome", "seconds", "detail")
    steps = [dict(zip(names, line.split("\t"))) for line in (folder / "steps.tsv").read_text().splitlines()]
    return [s for s in steps if not s["name"].startswith("tests_") or s["outcome"] != "passed"]


def tests_of(folder, bundle):
    """Counts over all shards, and the names of what failed or skipped; where the bundle lay does not matter."""
    passed, failed, skipped = 0, set(), {}
    for path in folder.glob("tests_*.log"):
        text = path.read_text(errors="replace")
        passed += len(re.findall(r"^\[       OK \]", text, re.M))
        failed |= set(re.findall(r"^\[  FAILED  \] ([^\s,]+\.[^\s,]+)", text, re.M))
        for reason, name in re.findall(r"^\S+: Skipped\n(.*)\n+\[  SKIPPED \] ([^\s,]+) ", text, re.M):
            skipped[name] = reason.replace(str(bundle), "bundle")
    return {"passed": passed, "failed": sorted(failed), "skipped": dict(sorted(skipped.items()))}


def sanitizer_of(folder):
    found = {}
    for path in sorted(folder.glob("sanitizer_*.log")):
        text = path.read_text(errors="replace")
        summary = re.findall(r"^=+ (ERROR SUMMARY: .*|RACECHECK SUMMARY: .*)$", text, re.M)
        tests = re.findall(r"^\[  PASSED  \] (\d+) test", text, re.M)
        found[path.stem.removeprefix("sanitizer_")] = {"summary": summary[-1] if summary else "none",
                                                       "tests_passed": int(tests[-1]) if tests else 0}
    return found


def counters_of(folder):
    """Of each profiled kernel the counters that say what binds it, as Nsight Compute prints them."""
    wanted = ("Duration", "Compute (SM) Throughput", "Memory Throughput", "DRAM Throughput", "L1/TEX Cache Throughput",
              "L2 Cache Throughput", "Achieved Occupancy", "Theoretical Occupancy", "Registers Per Thread",
              "Issue Slots Busy", "Executed Ipc Active", "L1/TEX Hit Rate", "L2 Hit Rate", "Waves Per SM", "Grid Size",
              "Block Size", "Avg. Active Threads Per Warp", "Warp Cycles Per Issued Instruction", "SM Frequency",
              "Local Memory Spilling Requests", "Executed Instructions")
    kernels = []
    for path in sorted(folder.glob("profile_*.log")):
        lines = path.read_text(errors="replace").splitlines()
        for line, *after in zip(lines, *(lines[k:] + [""] * k for k in (1, 2))):
            if match := re.match(r"  .*run_kernel<(.*)>\(T1\) .*Context \d+, Stream \d+, Device", line):
                kernels.append({"workload": path.stem.removeprefix("profile_"), "kernel": match.group(1)})
            match = re.match(r"    (\S.*?)\s{2,}(\S*)\s+([\d.,]+)\s*$", line)
            if kernels and match and match.group(1) in wanted:
                kernels[-1].setdefault(match.group(1), f"{match.group(3)} {match.group(2)}".strip())
            if kernels and "On average, each warp" in line:
                sentence = " ".join(" ".join([line, *after]).split()).split(". ")[0]
                kernels[-1]["stall"] = sentence.removeprefix("On average, ")
    return kernels


def machine_of(folder):
    machine = {}
    limits = folder / "limits.log"
    if limits.exists() and limits.read_text().startswith("{"):
        machine.update(json.loads(limits.read_text()))
    smi = folder / "nvidia_smi.csv"
    rows = list(csv.reader(smi.open(), skipinitialspace=True)) if smi.exists() else []
    if len(rows) == 2:
        machine["nvidia_smi"] = dict(zip(*rows))
    for path in folder.glob("figure_*.log"):
        if "ready" in (said := lines_of(path)):
            return {**machine, "host": {k: v for k, v in said["ready"]["machine"].items() if k != "load"}}
    return machine


def table_of(figures):
    """Markdown: one row a figure, one column a device."""
    devices = sorted({d for f in figures.values() for d in f["on"] if d != "scarce"},
                     key=lambda d: (d != "gpu", len(d), d))
    rows = ["| figure | unit | " + " | ".join(f"{d}, ns" for d in devices) + " | gpu, units/s | same bits |",
            "|---|---|" + "---:|" * (len(devices) + 1) + "---|"]
    for name, f in figures.items():
        cells = [f"{f['on'][d]['ns_per_unit']:.4g}" if d in f["on"] else "-" for d in devices]
        rate = f"{f['on']['gpu']['units_per_s']:.3g}" if "gpu" in f["on"] else "-"
        rows.append(f"| {name} | {f['unit']} | {' | '.join(cells)} | {rate} | {'yes' if f['same_bits'] else 'NO'} |")
    return "\n".join(rows)


def parts_table(figures):
    """Markdown: where the time of one run on the GPU goes, in milliseconds, largest first."""
    rows = ["| figure | whole, ms | parts, ms (calls) |", "|---|---:|---|"]
    for name, f in figures.items():
        if "gpu_parts" not in f:
            continue
        parts = {k: v for k, v in f["gpu_parts"].items() if k != "wall_s"}
        whole = f["gpu_parts"]["wall_s"]
        named = sorted(parts.items(), key=lambda p: -p[1]["s"])
        text = [f"{k} {1000 * v['s']:.3g} ({v['calls']})" for k, v in named]
        text.append(f"host {1000 * (whole - sum(p['s'] for p in parts.values())):.3g}")
        rows.append(f"| {name} | {1000 * whole:.4g} | {', '.join(text)} |")
    return "\n".join(rows)


def main():
    bundle, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    steps, figures = steps_of(out), figures_of(out)
    tests = tests_of(out, bundle)
    wrong = [s["name"] for s in steps if s["outcome"] == "failed"] + \
            [name for name, f in figures.items() if not f["same_bits"]] + tests["failed"]
    report = {"when": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ"),
              "bundle": json.loads((bundle / "bundle.json").read_text()), "machine": machine_of(out),
              "verdict": "failed" if wrong else "passed", "wrong": wrong, "steps": steps, "tests": tests,
              "sanitizer": sanitizer_of(out), "figures": figures, "counters": counters_of(out)}
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    text = "\n\n".join([f"{report['verdict']}: {', '.join(wrong) or 'nothing wrong'}", table_of(figures),
                        parts_table(figures)])
    (out / "report.md").write_text(text + "\n")
    print(text)


main()

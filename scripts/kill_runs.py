#!/usr/bin/env python3
"""Kills a run at random moments, again and again, and expects the bytes of an undisturbed run at its end.

    scripts/kill_runs.py PROGRAM [--kills 500] [--seed 1] [--folder DIR]

A run of at least 100 parts and 5 seconds (bars are added until it takes so long) is started, killed (SIGKILL), resumed
and killed until it is finished; then the next one begins. Some kills are aimed at the putting together of the result.
After every kill each part that a journal acknowledges must be there, and none may have been computed twice. Ends with
code 1 where a promise is broken, or where fewer than 1 kill in 25 hit while the result was put together. Only kills that
met a living process count.
"""

import argparse
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

STUDY = """[study]
name = "kills"
kind = "walkforward"
[data]
store = "bars"
symbols = ["LONG"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
fast = {from = 2, to = 21, step = 1}
slow = {from = 30, to = 120, step = 3}
[execution]
fee_bps = 5
slippage_bps = 2
[exits]
stop_loss = 0.1
[walkforward]
train = 504
test = 126
"""
PART_CELLS = "4"  # 620 cells: 155 parts
LEAST_PARTS, LEAST_SECONDS = 100, 5.0
FIRST_BARS, MOST_BARS = 40_000, 4_000_000


class Broken(Exception):
    """A promise that did not hold."""


class Attempt:
    """One process that works on the run, and what it says it is doing."""

    def __init__(self, program, folder, words):
        self.stage, self.since = "", time.monotonic()
        self.process = subprocess.Popen([program, *words, "--progress", "json", "--threads", "1", "--device", "cpu"],
                                        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.said = []
        self.reader = threading.Thread(target=self.listen, daemon=True)
        self.reader.start()

    def listen(self):
        for line in self.process.stderr:
            try:
                stage = json.loads(line)["stage"]
            except ValueError:
                self.said.append(line.strip())
                continue
            if stage != self.stage:
                self.stage, self.since = stage, time.monotonic()

    def kill_after(self, seconds, stage=None):
        """Kills the process so long after its start, or after it has begun with `stage`. True where it was still
        alive."""
        begun = time.monotonic()
        while self.process.poll() is None:
            now = time.monotonic()
            if now - (begun if stage is None else self.since) >= seconds and stage in (None, self.stage):
                self.process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.0005)
        self.process.wait()
        self.reader.join()
        return self.process.returncode == -signal.SIGKILL


def check(folder):
    """The parts that journals acknowledge: all there, none twice. Returns how many parts there are."""
    run = folder / "run"
    acknowledged = []
    for journal in sorted((run / "journal").glob("*.jsonl")):
        for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                continue  # cut off by the kill
            if event.get("event") == "part":
                acknowledged.append(event["part"])
    for part in acknowledged:
        if not (run / "parts" / f"{part:08d}.h5").exists():
            raise Broken(f"part {part} was acknowledged and is lost")
    twice = {part for part in acknowledged if acknowledged.count(part) > 1}
    if twice:
        raise Broken(f"parts {sorted(twice)} were kept and computed again")
    return len(list((run / "parts").glob("[0-9]*.h5")))


def undisturbed(program, folder):
    """The bytes, the parts and the seconds of a run without kills that is long enough to be killed inside."""
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    run = {"check": True, "cwd": folder, "stdout": subprocess.DEVNULL}
    bars = FIRST_BARS
    while True:
        shutil.rmtree(folder / "bars", ignore_errors=True)
        subprocess.run([program, "synth", "--store", "bars", "--symbol", "LONG", "--bars", str(bars)], **run)
        start = time.monotonic()
        subprocess.run([program, "run", "study.toml", "--run", "timed", "--part-cells", PART_CELLS, "--threads", "1",
                        "--device", "cpu"], **run)
        seconds = time.monotonic() - start
        if seconds >= LEAST_SECONDS or bars >= MOST_BARS:
            break
        shutil.rmtree(folder / "timed")
        bars = min(MOST_BARS, int(bars * min(8.0, max(1.5, 1.3 * LEAST_SECONDS / seconds))))
    subprocess.run([program, "run", "study.toml", "--out", "direct.h5"], **run)
    if (folder / "timed/cube.h5").read_bytes() != (folder / "direct.h5").read_bytes():
        raise Broken("the cube of the parts is not that of a run in one piece")
    parts = len(list((folder / "timed/parts").glob("*.h5")))
    if parts < LEAST_PARTS or seconds < LEAST_SECONDS:
        raise Broken(f"the run is too small to be killed: {parts} parts, {seconds:.1f} s with {bars} bars")
    shutil.rmtree(folder / "timed")
    print(f"an undisturbed run: {bars} bars, {parts} parts, {seconds:.1f} s", flush=True)
    return (folder / "direct.h5").read_bytes(), parts, seconds


def kill_runs(program, folder, kills):
    want, parts, seconds = undisturbed(program, folder)
    counts = {"processes": 0, "kills": 0, "of them at the result": 0, "runs finished": 0}
    run = folder / "run"
    aimed = 0  # at the result of this run
    while counts["kills"] < kills:
        there = check(folder) if run.exists() else 0
        fresh = not (run / "plan.json").exists()
        words = ["run", "study.toml", "--run", "run", "--part-cells", PART_CELLS] if fresh else ["resume", "run"]
        attempt = Attempt(program, folder, words)
        if there == parts and aimed == 3:
            attempt.kill_after(float("inf"))  # it may end
            hit = False
        elif there == parts:
            aimed += 1
            hit = attempt.kill_after(random.uniform(0, 0.25), "merge")
        else:
            hit = attempt.kill_after(random.uniform(0, seconds / 4))
        counts["processes"] += 1
        counts["kills"] += hit
        counts["of them at the result"] += hit and attempt.stage in ("merge", "cube")
        if not hit and attempt.process.returncode != 0:
            raise Broken(f"exit code {attempt.process.returncode}: {' '.join(attempt.said)}")
        if (run / "cube.h5").exists() and (run / "cube.h5").read_bytes() != want:
            raise Broken("a cube with other bytes stands")
        if not hit:
            check(folder)
            if not (run / "cube.h5").exists():
                raise Broken("a run that ended well has no cube")
            shutil.rmtree(run)
            aimed = 0
            counts["runs finished"] += 1
        if hit and counts["kills"] % 50 == 0:
            print(", ".join(f"{count} {name}" for name, count in counts.items()), flush=True)
    if run.exists():
        subprocess.run([program, "resume", "run"] if (run / "plan.json").exists() else
                       [program, "run", "study.toml", "--run", "run"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if (run / "cube.h5").read_bytes() != want:
            raise Broken("the last run ended with other bytes")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", help="where the runs lie, a temporary folder by default")
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="kills-", dir=options.folder) as folder:
        try:
            counts = kill_runs(str(pathlib.Path(options.program).resolve()), pathlib.Path(folder), options.kills)
        except Broken as problem:
            print(f"kill_runs: {problem}", file=sys.stderr)
            return 1
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    few = counts["of them at the result"] < 0.04 * options.kills
    if few:
        print("kill_runs: too few kills hit while the result was put together", file=sys.stderr)
    return 1 if few else 0


if __name__ == "__main__":
    sys.exit(main())

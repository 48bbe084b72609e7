#!/usr/bin/python3
"""scripts/plot_cube.py: a picture of a cube, and one line for whatever it cannot draw.

    plot_cube_test.py SOURCE BUILD      exit code 77: what draws is not installed for this Python
"""

import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

source, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
spec = importlib.util.spec_from_file_location("plot_cube", source / "scripts" / "plot_cube.py")
plot_cube = importlib.util.module_from_spec(spec)
try:
    spec.loader.exec_module(plot_cube)
except SystemExit as missing:
    print("skipped:", missing)
    sys.exit(77)

STUDY = """
[study]
kind = "sweep"
[data]
store = "bars"
symbols = ["A"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
fast = {sweep = [5, 10]}
slow = {sweep = [20, 40]}
[execution]
fee_bps = 1
slippage_bps = 1
"""

# Arguments behind the cube, and words of the one line.
WRONG = [
    (["--metric", "shrp"], "no variable 'shrp'"),
    (["--metric", "fast"], "no variable 'fast'"),
    (["--metric", "evaluator"], "no numbers"),
    (["--symbol", "B"], "no symbol 'B'"),
    (["--at", "fold"], "write --at fold=0"),
    (["--at", "fold=0"], "no axis 'fold'"),
    (["--x", "fats", "--y", "slow"], "no axis of 'sharpe'"),
    (["--x", "slow", "--y", "slow"], "both slow"),
    (["--out", "none/p.png"], "No such file"),
    (["--out", "p.xyz"], "not supported"),
]


def said(*words):
    """What the script ends with; None: it drew."""
    sys.argv = ["plot_cube.py", *words]
    try:
        plot_cube.main()
    except SystemExit as end:
        return str(end.code)
    return None


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    pathlib.Path("study.toml").write_text(STUDY)
    for words in (["synth", "--store", "bars", "--symbol", "A", "--bars", "300"],
                  ["sweep", "study.toml", "--device", "cpu", "--out", "c.h5"]):
        subprocess.run([build / "basicbot", *words], check=True, stdout=subprocess.DEVNULL)
    assert said("c.h5", "--symbol", "A", "--out", "p.png") is None
    assert pathlib.Path("p.png").read_bytes().startswith(b"\x89PNG")
    cases = [(["c.h5", *([] if "--out" in words else ["--out", "q.png"]), *words], part) for words, part in WRONG]
    cases += [(["none.h5", "--out", "q.png"], "no such file"), (["study.toml", "--out", "q.png"], "not an HDF5 file"),
              ([".", "--out", "q.png"], "is a folder")]
    for words, part in cases:
        line = said(*words)
        assert line and line.startswith("plot_cube: ") and part in line and "\n" not in line, (words, line)
    assert not pathlib.Path("q.png").exists()
print("drawn and refused")

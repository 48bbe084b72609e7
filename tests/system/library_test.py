#!/usr/bin/env python3
"""The installed library as others use it: a C program by find_package, and Python by ctypes.

    library_test.py SOURCE BUILD
"""

import ctypes
import json
import pathlib
import subprocess
import sys
import tempfile

source, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])

STUDY = b"""
[study]
kind = "montecarlo"
[data]
symbols = ["X"]
timeframe = "1d"
[montecarlo]
model = "gbm"
paths = 500
horizon = 20
"""


class Bars(ctypes.Structure):
    _fields_ = ([(name, ctypes.c_char_p) for name in ("symbol", "timeframe", "timezone")]
                + [("n", ctypes.c_int64)]
                + [(name, ctypes.POINTER(ctypes.c_int64)) for name in ("time", "close_time")]
                + [(name, ctypes.POINTER(ctypes.c_double)) for name in ("open", "high", "low", "close", "volume")])


class Array(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(ctypes.c_double)), ("size", ctypes.c_int64), ("rank", ctypes.c_int32),
                ("shape", ctypes.POINTER(ctypes.c_int64)), ("axes", ctypes.POINTER(ctypes.c_char_p))]


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def consumer(prefix, folder):
    """The C program under tests/system/consumer, with nothing of ours but what was installed."""
    run("cmake", "-S", source / "tests/system/consumer", "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", folder)
    said = run(folder / "consumer")
    assert "trades of X" in said, said


def from_python(prefix):
    library = ctypes.CDLL(str(next(prefix.rglob("libbasicbot.so"))))
    library.basicbot_start.restype = ctypes.c_void_p
    library.basicbot_document.restype = ctypes.c_char_p
    assert library.basicbot_api_version() == 1
    n = 250
    time = (ctypes.c_int64 * n)(*[t * 86_400_000_000_000 for t in range(n)])
    price = (ctypes.c_double * n)(*[100 * 1.001 ** t * (1.01 if t % 2 else 1) for t in range(n)])
    bars = Bars(b"X", b"1d", None, n, time, None, price, price, price, price, None)
    handle = ctypes.c_void_p(library.basicbot_start(STUDY, b'{"threads": 1}', ctypes.byref(bars), ctypes.c_int64(1)))
    state = library.basicbot_wait(handle, ctypes.c_int64(-1))
    document = json.loads(library.basicbot_document(handle))
    assert state == 1, document
    view = Array()
    assert library.basicbot_view(handle, b"mean_return", ctypes.byref(view)) == 0
    assert view.size == 1 and view.data[0] == document["risks"][0]["mean_return"], document
    library.basicbot_free(handle)


with tempfile.TemporaryDirectory() as folder:
    prefix = pathlib.Path(folder) / "usr"
    run("cmake", "--install", build, "--prefix", prefix)
    assert "\n### rsi\n" in (prefix / "share/doc/basicbot/indicators.md").read_text()
    consumer(prefix, pathlib.Path(folder) / "consumer")
    from_python(prefix)
print("the library serves C and Python")

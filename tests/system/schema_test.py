#!/usr/bin/env python3
"""Holds the program against its own schemas, with a validator of JSON Schema: every command's answer and failure, the
files that it writes, its lines on stderr, and the study files that it takes or refuses.

    schema_test.py SOURCE BUILD         exit code 77: no python3-jsonschema here
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: no python3-jsonschema (scripts/setup.sh test)")
    sys.exit(77)

source, build = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
program = build / "basicbot"
failures = []


def expect(truth, words):
    if not truth:
        failures.append(words)
        print("FAILED:", words)


def run(folder, *words, code=0):
    environment = dict(os.environ, BASICBOT_DEVICE="cpu")
    result = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True)
    expect(result.returncode == code, f"{' '.join(words)}: code {result.returncode}, not {code}: {result.stderr}")
    return result


def problems(schema, value):
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
            for e in Draft202012Validator(schema).iter_errors(value)]


def plain(value):
    """TOML as JSON has it: dates and times are texts."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


STUDY = """
[study]
name = "s"
kind = "sweep"
[data]
store = "bars"
symbols = ["A"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
fast = {from = 5, to = 15, step = 5}
slow = {sweep = [20, 40]}
[execution]
fee_bps = 5
slippage_bps = {sweep = [0, 2]}
"""
WALK = STUDY.replace('"sweep"', '"walkforward"').replace("{sweep = [0, 2]}", "2").replace('"s"', '"w"')
WALK += "[walkforward]\ntrain = 200\ntest = 50\n"
PATHS = '[study]\nname = "p"\nkind = "montecarlo"\n[data]\nstore = "bars"\nsymbols = ["A"]\ntimeframe = "1d"\n'
PATHS += "[montecarlo]\npaths = 200\nhorizon = 20\n"


# Each command as it is asked for, and asked for in vain (exit code, words).
def cases(folder):
    goog = str(source / "datasets" / "goog_1d.csv")
    imported = ["--store", "bars", "--symbol", "G", "--timeframe", "1d", "--timezone", "America/New_York", "--stamp", "open"]
    (folder / "splits.csv").write_text("date,splits\n")
    (folder / "mood.csv").write_text("date,value,known_at\n2001-01-05,0.5,2001-01-06\n2001-02-05,,2001-02-06\n")
    (folder / "bad.csv").write_text("date,open,high,low,close\n2020-01-02,1,2,x,1\n")
    (folder / "good.csv").write_text("date,open,high,low,close\n2020-01-02,1,2,1,1\n2020-01-03,1,2,1,1\n")
    (folder / "mine.strategy").write_text("# Mine\nparam n = 5 in 2..50\nlong_entry = close > sma(close, n)\n")
    for name, text in (("s", STUDY), ("w", WALK), ("p", PATHS)):
        (folder / f"{name}.toml").write_text(text)
    return [
        (["synth", "--store", "bars", "--symbol", "A", "--bars", "600"], 0),
        (["synth", "--store", "bars", "--symbol", "A", "--bars", "600"], 4),
        (["synth", "--store", "hours", "--symbol", "A", "--bars", "60", "--timeframe", "1h"], 0),
        (["import", goog, *imported], 0),
        (["import", "bad.csv", "--store", "new", "--timeframe", "1d", "--timezone", "UTC", "--stamp", "open"], 4),
        (["import", "bad.csv", "good.csv", "--store", "new", "--timeframe", "1d", "--timezone", "UTC", "--stamp",
          "open"], 4),
        (["store", "list", "bars"], 0), (["store", "list", "none"], 4),
        (["store", "info", "bars"], 0), (["store", "info", "bars", "B"], 4),
        (["store", "verify", "bars"], 0),
        (["store", "verify", "hours"], 0),
        (["store", "diff", "bars", "hours"], 0), (["store", "diff", "bars", "bars"], 0), (["store", "diff", "bars"], 2),
        (["store", "export", "bars", "A", "1d", "--out", "a.csv"], 0),
        (["store", "export", "bars", "A", "1d", "--out", "a.csv"], 4),
        (["store", "resample", "hours", "A", "1h", "1d"], 0), (["store", "resample", "bars", "A", "1d", "1h"], None),
        (["store", "derive", "bars", "A", "1d", "tick:5", "heikin_ashi"], 0),
        (["store", "derive", "bars", "A", "1d", "range:2", "--onto"], 0), (["store", "derive", "bars", "A", "1d", "tick:5"], 4),
        (["store", "info", "bars", "A", "tick5_1d"], 0), (["store", "derive", "bars", "A", "1d", "tick"], 2),
        (["store", "actions", "bars", "A"], 0), (["store", "actions", "bars", "A", "--splits", "none.csv"], 4),
        (["store", "adjust", "bars", "A", "1d", "--as", "A2"], 4),
        (["store", "extra", "bars", "A", "mood", "--from", "mood.csv", "--timezone", "UTC"], 0),
        (["store", "extra", "bars", "A"], 0), (["store", "extra", "bars", "A", "sky"], 4),
        (["indicators"], 0), (["indicators", "rsi", "--explain"], 0), (["indicators", "rsy"], 2),
        (["indicators", "compute", "rsi:14", "sma(close, {5..9})", "--store", "bars", "--symbols", "A"], 0),
        (["indicators", "compute", "rsi:14", "--store", "bars", "--symbols", "A"], 4),
        (["indicators", "compute", "rsi:x", "--store", "bars", "--symbols", "A"], 3),
        (["study", "rsi:{5..9}", "close > open", "--store", "bars", "--symbols", "*", "--out", "signals.h5"], 0),
        (["study", "rsi:14", "--store", "bars", "--symbols", "*", "--horizons", "0"], 2),
        (["models"], 0), (["models", "nil"], 2),
        (["strategies"], 0), (["strategies", "sma_cross"], 0), (["strategies", "--check", "mine.strategy"], 0),
        (["strategies", "--check", "none.strategy"], 3),
        (["language"], 0), (["fields"], 0), (["fields", "params"], 0), (["fields", "x"], 2), (["doctor"], 0),
        (["schema"], 0), (["schema", "store", "verify"], 0), (["schema", "sweeep"], 2),
        (["config", "show", "w.toml", "--origin"], 0), (["config", "show", "w.toml", "--profile", "dev"], 0),
        (["sweep", "s.toml", "--dry-run"], 0), (["sweep", "s.toml", "--progress=json"], 0), (["sweep", "w.toml"], 3),
        (["walkforward", "w.toml", "--log-format=json", "--log-level=debug"], 0), (["walkforward", "w.toml", "--dry-run"], 0),
        (["montecarlo", "p.toml"], 0), (["montecarlo", "p.toml", "--dry-run"], 0),
        (["montecarlo", "p.toml", "--set", "montecarlo.model=stationary_bootstrap"], 0),
        (["run", "s.toml", "--top", "0"], 0), (["run", "s.toml", "none.toml", "p.toml"], 3),
        (["run", "s.toml", "--run", "r", "--part-cells", "2", "--parts", "1..2"], 0),
        (["merge", "r"], 4), (["status", "r"], 0), (["resume", "r"], 0), (["resume", "r"], 0), (["merge", "r"], 0),
        (["status", "r"], 0), (["status", "none"], 4),
        (["cube", "info", "s.h5"], 0), (["cube", "info", "s.toml"], 4),
        (["cube", "top", "s.h5"], 0), (["cube", "top", "w.h5"], 0), (["cube", "top", "s.h5", "--metric", "no"], 2),
    ]


def check_commands(folder, all_):
    defs = all_["$defs"]
    names = {e["name"] for e in json.loads(run(folder, "schema", "--json").stdout)["commands"]}
    seen = set()
    for words, code in cases(folder):
        name = " ".join(words[:2]) if " ".join(words[:2]) in names else words[0]
        if code is None:
            continue
        if code == 0 and not any(word.startswith("--log-") or word.startswith("--progress") for word in words):
            words = [*words, "--log-level=error"]
        result = run(folder, *words, "--json", code=code)
        value = json.loads(result.stdout)
        schema = {"$ref": "#/$defs/" + name.replace(" ", "_"), "$defs": defs}
        for problem in problems(schema, value):
            expect(False, f"{' '.join(words)}: {problem}")
        if code == 0:
            seen.add(name)
        for line in result.stderr.splitlines():
            if line.startswith("{"):
                line = json.loads(line)
                kind = "progress" if "stage" in line else "log"
                for problem in problems(defs[kind], line):
                    expect(False, f"{kind} line {line}: {problem}")
                seen.add(kind)
        if "error" in value and code == 0:
            expect(False, f"{' '.join(words)}: an error and code 0")
    # Nothing here has splits to adjust for.
    expect(names - seen == {"store adjust"}, f"without an answer that was checked: {sorted(names - seen)}")
    expect({"progress", "log"} <= seen, "no lines on stderr were checked")
    for name, path in (("run.json", "s.h5.run.json"), ("plan.json", "r/plan.json"), ("status.json", "r/status.json")):
        for problem in problems(defs[name], json.loads((folder / path).read_text())):
            expect(False, f"{path}: {problem}")


def check_schemas(folder, all_):
    Draft202012Validator.check_schema(all_)
    for definition in all_["$defs"].values():
        Draft202012Validator.check_schema(definition)
    for entry in json.loads(run(folder, "schema", "--json").stdout)["commands"]:
        if entry["name"] not in ("sweep", "store verify"):
            continue
        schema = json.loads(run(folder, "schema", *entry["name"].split()).stdout)
        Draft202012Validator.check_schema(schema)
        expect(schema["title"] == "basicbot " + entry["name"], entry["name"])
        # A member that nobody declared is found.
        expect(problems(schema, {"command": entry["name"], "surprise": 1}), f"{entry['name']}: takes anything")
        expect(not problems(schema, {"error": dict.fromkeys(schema["$defs"]["error"]["properties"], "data")}), "error")


def check_requests(all_):
    def fits(request):
        return not problems({"$ref": "#/$defs/sweep.request", "$defs": all_["$defs"]}, request)

    sweep = all_["$defs"]["sweep.request"]
    expect(sweep["required"] == ["study"], "what sweep needs")
    expect(sweep["properties"]["memory"]["x-environment"] == "BASICBOT_MEMORY", "--memory by a variable")
    expect(fits({"study": "a.toml", "threads": 2, "set": ["a.b=1"], "dry_run": True}), "a sound request")
    for wrong in ({}, {"study": "a", "thread": 2}, {"study": "a", "threads": "two"}, {"study": "a", "simd": "sse9"},
                  {"study": 3}):
        expect(not fits(wrong), f"{wrong} is no request for a sweep")


# What a study of each kind may not say, as the program refuses it: by structure, not by what lies in the store.
WRONG = [
    ("an unknown section", STUDY + "[exit]\nstop_loss = 1\n"),
    ("an unknown field", STUDY + "fee = 3\n"),
    ("a text for a number", STUDY.replace("fee_bps = 5", 'fee_bps = "5"')),
    ("a bare list for an axis", STUDY.replace("{sweep = [20, 40]}", "[20, 40]")),
    ("an axis without a step", STUDY.replace(", step = 5", "")),
    ("an empty sweep", STUDY.replace("[20, 40]", "[]")),
    ("a fee below 0", STUDY.replace("fee_bps = 5", "fee_bps = -1")),
    ("no fee", STUDY.replace("fee_bps = 5", "")),
    ("no store", STUDY.replace('store = "bars"', "")),
    ("an unknown kind", STUDY.replace('"sweep"', '"sweap"')),
    ("a bar length without a unit", STUDY.replace('"1d"', '"1"')),
    ("a name with a slash", STUDY.replace('"s"', '"s/t"')),
    ("no train window", WALK.replace("train = 200", "")),
    ("half a bar", WALK.replace("test = 50", "test = 50.5")),
    ("an unknown metric", WALK + 'select = "sharp"\n'),
    ("an unknown model", PATHS + 'model = "gmb"\n'),
    ("a level of 1", PATHS + "levels = [1]\n"),
    ("paths of a strategy without one", PATHS + 'of = "strategy"\n'),
]


def check_studies(folder, all_):
    schema = all_["$defs"]["study.toml"]
    right = {path.name: path.read_text() for path in (source / "datasets" / "studies").glob("*.toml")}
    right.update(s=STUDY, w=WALK, p=PATHS)
    expect(len(right) >= 6, "shipped studies")
    for name, text in right.items():
        for problem in problems(schema, plain(tomllib.loads(text))):
            expect(False, f"study {name}: {problem}")
    for what, text in WRONG:
        expect(problems(schema, plain(tomllib.loads(text))), f"the schema takes {what}")
        (folder / "wrong.toml").write_text(text)
        run(folder, "run", "wrong.toml", "--dry-run", code=3)
    expect(not problems(all_["$defs"]["profile"], {"metrics": {"risk_free": 0.02}}), "a profile")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    everything = json.loads(run(folder, "schema", "--all", "--json").stdout)
    check_schemas(folder, everything)
    check_requests(everything)
    check_commands(folder, everything)
    check_studies(folder, everything)
if failures:
    sys.exit(f"{len(failures)} failures")
print("schemas hold")

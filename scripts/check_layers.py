#!/usr/bin/env python3
"""Checks the direction of includes and the other rules of the layers (ARCHITECTURE).

    scripts/check_layers.py [ROOT]      one line per violation; exit code 1 where there is one
    scripts/check_layers.py --self-test plants every kind of violation in a small tree and expects to see it

The self-test also runs before every check: a check that finds nothing must be one that can find something.
Only Python's own library is used.
"""

import pathlib
import re
import sys
import tempfile

# The layers from the bottom up. An include goes to the same row or to one above it in this table. Folders in one row
# do not see each other.
LAYERS = [
    ["kernels/core"],
    ["kernels/indicators"],
    ["kernels/rules", "kernels/metrics", "kernels/paths"],
    ["kernels/backtest"],
    ["kernels/cuda", "cpu_fallback"],
    ["engine/observe"],
    ["engine/config"],
    ["engine/bars"],
    ["engine/ingest"],
    ["engine/strategy"],
    ["engine/catalogue"],
    ["engine/plan"],
    ["engine/backend"],
    ["engine/cube"],
    ["engine/stats"],
    ["engine/portfolio"],
    ["engine/report"],
    ["engine/runner"],
    ["bench", "tests"],
]
# Files that the build writes; each counts as a file of the folder it is made from.
GENERATED = {
    "catalogue_composed.inc": "kernels/indicators",
    "catalogue_indicators.inc": "kernels/indicators",
    "catalogue_metrics.inc": "kernels/metrics",
    "catalogue_paths.inc": "kernels/paths",
    "shipped_strategies.inc": "engine/strategy",
}
# Mathematics that also compiles for a device: no system header but these.
DEVICE = ["kernels/core", "kernels/indicators", "kernels/rules", "kernels/metrics", "kernels/paths"]
C_TYPES = {"stddef.h", "stdint.h", "stdbool.h", "string.h"}
# Kernels neither read or write files, nor log, nor make threads.
NOT_IN_KERNELS = re.compile(
    r"^(iostream|fstream|ostream|istream|sstream|cstdio|stdio\.h|filesystem|thread|mutex|shared_mutex|future|"
    r"condition_variable|pthread\.h|unistd\.h|fcntl\.h|sys/.*|tbb/.*|oneapi/.*|hdf5.*|H5.*|spdlog/.*|fmt/.*|"
    r"nlohmann/.*|toml.*|CLI/.*)$")
# Compiled once per instruction set. A standard library template instantiated here would leak instructions that the
# machine may not have into the whole program, so nothing of it may be reached.
ISA_SOURCES = ["cpu_fallback/isa.cpp", "cpu_fallback/isa_columns.cpp", "cpu_fallback/columns_entry.hpp"]
ISA_HEADERS = C_TYPES | {"immintrin.h"}
# Folders whose entries are found by the build: nobody includes or names one by hand. The rest of the tuple: headers
# in the folder that are no entries.
CATALOGUES = {
    "kernels/indicators": (),
    "kernels/metrics": ("metric_context", "metric_info", "window_sums"),
    "kernels/paths": ("log_space", "model_info", "path_task", "run_paths"),
}
# An indicator's name does not stand as text outside its file, but for the operators of the strategy language, which
# the plan writes as entries (a + b is add), and a kind of bars that bears an entry's name.
LITERALS_OF = "kernels/indicators"
OPERATORS = {"engine/plan/": {"add", "sub", "mult", "div", "flip", "offset", "scale", "reciprocal", "lag", "avgprice",
                              "medprice", "typprice", "above", "equals", "if_event"},
             "engine/config/derived_bars.cpp": {"heikin_ashi"}}
# The oracle shares plain data with what it judges, and no code.
ORACLE = "tests/oracles"
ORACLE_MAY = ("tests/oracles/", "tests/support/", "kernels/backtest/plan_form.hpp", "kernels/metrics/window_sums.hpp",
              "kernels/metrics/metric_context.hpp", "engine/strategy/syntax.hpp")

ROOT_FOLDERS = {"kernels", "engine", "cpu_fallback", "bench", "datasets", "scripts", "tests"}
IGNORED_FOLDERS = re.compile(r"^(\..*|build.*|runs|stores|__pycache__)$")
NOT_PRODUCT = "bench/spike/"  # measurements behind the decisions in ARCHITECTURE, each built by hand
CODE = {".hpp", ".cpp", ".cu", ".cuh", ".h", ".inc"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.M)
# nlohmann-json makes a null an object by setting its kind before it has the memory for one; where there is none, its
# destructor follows a null pointer. Missing members that are written through are nulls too, which this cannot see.
NULL_JSON = re.compile(r"\b(?:ordered_)?[jJ]son (\w+)\s*(?:;|,\s*\w+\s*[;,]|\{\}|=\s*\{\})")
LITERAL = re.compile(r'"([a-z][a-z0-9_]*)"')


def folder_of(path):
    """The layer's folder of a file, None outside all layers."""
    for row in LAYERS:
        for folder in row:
            if path.startswith(folder + "/"):
                return folder
    return GENERATED.get(path) and folder_of(GENERATED[path] + "/x")


def rank_of(folder):
    return next(i for i, row in enumerate(LAYERS) if folder in row)


class Tree:
    """The sources below `root`: path from the root -> text without comments, and its includes."""

    def __init__(self, root):
        self.root = root
        self.text, self.quoted, self.system = {}, {}, {}
        for top in ("kernels", "cpu_fallback", "engine", "bench", "tests"):
            for file in sorted((root / top).rglob("*")):
                path = file.relative_to(root).as_posix()
                if file.suffix in CODE and file.is_file() and not path.startswith(NOT_PRODUCT):
                    self.add(path, file.read_text(encoding="utf-8"))

    def add(self, path, text):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        text = re.sub(r"(?m)(^|[\s;{}()])//[^\n]*", r"\1", text)
        found = INCLUDE.findall(text)
        self.text[path] = text
        self.quoted[path] = [q for q, _ in found if q]
        self.system[path] = [s for _, s in found if s]

    def entries(self, folder):
        """Catalogue entries of a folder, by name."""
        names = {pathlib.PurePosixPath(p).stem for p in self.text
                 if p.startswith(folder + "/") and p.endswith(".hpp") and p.count("/") == folder.count("/") + 1}
        return names - set(CATALOGUES[folder])

    def reach(self, start):
        """Files that `start` includes, directly or not; a generated list reaches all files of its folder."""
        seen, todo = set(), [start]
        while todo:
            path = todo.pop()
            if path in GENERATED:
                todo += [f"{GENERATED[path]}/{n}.hpp" for n in self.entries(GENERATED[path])
                         if GENERATED[path] in CATALOGUES]
            if path in seen or path not in self.text:
                continue
            seen.add(path)
            todo += self.quoted[path]
        return seen


def check_directions(tree):
    for path, includes in tree.quoted.items():
        here = folder_of(path)
        if here is None:
            yield f"{path}: is in no layer (scripts/check_layers.py has the table)"
            continue
        for target in includes:
            there = folder_of(target)
            if there is None or (target not in tree.text and target not in GENERATED):
                yield f'{path}: #include "{target}" is no file of the tree written from its root'
            elif there != here and rank_of(there) >= rank_of(here):
                yield f"{path}: {here} must not include {there} ({target})"


def check_kernels(tree):
    for path, headers in tree.system.items():
        for header in headers:
            if path.startswith("kernels/") and NOT_IN_KERNELS.match(header):
                yield f"{path}: kernels have no I/O, logs or threads (<{header}>)"
            elif any(path.startswith(f + "/") for f in DEVICE) and header not in C_TYPES:
                yield f"{path}: also compiled for a device, so only C types may be included (<{header}>)"


def check_isa(tree):
    reached = set().union(*(tree.reach(p) for p in ISA_SOURCES))
    for path in sorted(reached):
        for header in tree.system[path]:
            if header not in ISA_HEADERS:
                yield f"{path}: compiled per instruction set, so without the standard library (<{header}>)"


def check_names(tree):
    for folder in CATALOGUES:
        names = tree.entries(folder)
        for path, text in tree.text.items():
            if path.startswith((folder + "/", "tests/", "bench/")):
                continue
            for target in tree.quoted[path]:
                if target.startswith(folder + "/") and pathlib.PurePosixPath(target).stem in names:
                    yield f"{path}: includes the entry {target} by hand; the generated list has it"
            may = set().union(*(words for place, words in OPERATORS.items() if path.startswith(place)))
            for name in sorted((set(LITERAL.findall(text)) & names) - may if folder == LITERALS_OF else ()):
                yield f'{path}: names the entry "{name}" of {folder}; ask the catalogue'


def check_oracle(tree):
    for path, includes in tree.quoted.items():
        if path.startswith(ORACLE + "/") and not path.endswith("_test.cpp"):
            for target in includes:
                if not target.startswith(ORACLE_MAY):
                    yield f"{path}: an oracle shares no code with what it judges ({target})"


def check_json(tree):
    for path, text in tree.text.items():
        for name in NULL_JSON.findall(text) if path.startswith("engine/") else ():
            yield f"{path}: {name} begins as null and crashes without memory; write = json::object()"


def check_root(tree):
    for folder in sorted(p.name for p in tree.root.iterdir() if p.is_dir()):
        if folder not in ROOT_FOLDERS and not IGNORED_FOLDERS.match(folder):
            yield f"{folder}/: no other folder belongs at the root"


def check(root):
    tree = Tree(pathlib.Path(root))
    if not tree.text:
        return [f"{root}: no sources found"]
    found = []
    for rule in (check_directions, check_kernels, check_isa, check_names, check_oracle, check_json, check_root):
        found += rule(tree)
    return found


# A tree without a fault, then one fault at a time: (file, its text, words of the line expected).
CLEAN = {
    "kernels/core/bits.hpp": "#include <stdint.h>\n",
    "kernels/indicators/sma.hpp": '#include "kernels/core/bits.hpp"\n',
    "kernels/metrics/sharpe.hpp": '#include "kernels/core/bits.hpp"\n',
    "kernels/paths/gbm.hpp": '#include "kernels/paths/path_task.hpp"\n',
    "kernels/paths/path_task.hpp": '#include "kernels/core/bits.hpp"\n',
    "kernels/backtest/backend.hpp": "#include <vector>\n",
    "kernels/cuda/device.hpp": '#include "kernels/backtest/backend.hpp"\n',
    "cpu_fallback/isa.cpp": '#include "cpu_fallback/lanes.hpp"\n#include "catalogue_indicators.inc"\n',
    "cpu_fallback/lanes.hpp": "#include <immintrin.h>\n",
    "cpu_fallback/cpu_backend.cpp": "#include <tbb/parallel_for.h>\n",
    "engine/bars/store.hpp": "#include <hdf5.h>\n",
    "engine/config/study.hpp": 'char const* select = "sharpe";  // and not "sma"\n',
    "engine/runner/main.cpp": '#include "engine/bars/store.hpp"\n#include "cpu_fallback/lanes.hpp"\n',
    "tests/oracles/ledger.hpp": "#include <cmath>\n",
    "scripts/x.sh": "",
}
FAULTS = [
    ("kernels/core/up.hpp", '#include "kernels/indicators/sma.hpp"', "must not include kernels/indicators"),
    ("kernels/rules/side.hpp", '#include "kernels/metrics/sharpe.hpp"', "must not include kernels/metrics"),
    ("engine/bars/up.cpp", '#include "engine/runner/main.cpp"', "must not include engine/runner"),
    ("cpu_fallback/cpu_x.cpp", '#include "kernels/cuda/device.hpp"', "must not include kernels/cuda"),
    ("kernels/cuda/x.hpp", '#  include "cpu_fallback/lanes.hpp"', "must not include cpu_fallback"),
    ("engine/new_part/x.cpp", "int x;", "in no layer"),
    ("engine/bars/relative.cpp", '#include "store.hpp"', "written from its root"),
    ("kernels/backtest/io.hpp", "#include <fstream>", "no I/O"),
    ("kernels/backtest/lib.hpp", "#include <tbb/tbb.h>", "no I/O"),
    ("kernels/indicators/std.hpp", "#include <vector>", "only C types"),
    ("cpu_fallback/lanes.hpp", "#include <algorithm>", "without the standard library"),
    ("engine/runner/hand.cpp", '#include "kernels/indicators/sma.hpp"', "by hand"),
    ("engine/runner/hand.cpp", '#include "kernels/paths/gbm.hpp"', "by hand"),
    ("engine/plan/hand.cpp", 'if (name == "sma") return 1;', 'names the entry "sma"'),
    ("tests/oracles/ledger.hpp", '#include "kernels/backtest/backend.hpp"', "shares no code"),
    ("engine/runner/null.cpp", "nlohmann::json document;", "begins as null"),
    ("engine/bars/null.cpp", "Json request, document;", "begins as null"),
    ("library/x.txt", "", "no other folder"),
]


def self_test():
    """Lines that say what the check missed or saw wrongly."""
    wrong = []
    for file, text, words in [(None, None, None)] + FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in {**CLEAN, **({file: text} if file else {})}.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            found = check(folder)
            top = file and (file if file.endswith(tuple(CODE)) else file.split("/")[0])
            if file is None and found:
                wrong.append(f"self-test: a clean tree is refused: {found}")
            if file and not (any(words in line for line in found) and all(line.startswith(top) for line in found)):
                wrong.append(f"self-test: {file} with {text!r} gave {found}")
    return wrong


def main(arguments):
    wrong = self_test()
    if arguments == ["--self-test"]:
        print("\n".join(wrong) or f"layers: self-test passed, {len(FAULTS)} planted faults found")
        return 1 if wrong else 0
    wrong += check(arguments[0] if arguments else pathlib.Path(__file__).resolve().parent.parent)
    print("\n".join(wrong) or "layers: no violation")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

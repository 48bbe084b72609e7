"""Reads the sets of ../shared/oracles into cases: bars, and columns that are wanted over them.

A line of oracles/SET.toml becomes wanted columns: a dict with the line itself, a label, our expression and the values by bar
(NaN: none). Three forms of a set: `table` (a file of bars with columns beside them, or beside a file of bars), `cases`
(Tulip's lists) and `spots` (TA-Lib's tables of single values).
"""

import csv
import fnmatch
import math
import re

from bars import FIELDS, np

NAMES = {field: field for field in FIELDS}  # of the columns of bars


def number(text):
    try:
        return float(text.rstrip("}"))
    except (AttributeError, ValueError):
        return math.nan


def rows_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return [[field.strip() for field in row] for row in csv.reader(file)]


def whole_bars(columns):
    """The five rows of a store's bars out of the columns that are known: what is missing is made of the others."""
    nan = np.full(len(next(iter(columns.values()))), math.nan)
    close = columns.get("close", nan)
    middle = (columns.get("high", close) + columns.get("low", close)) / 2
    close = np.where(np.isnan(close), middle, close)
    opens = columns.get("open", close)
    opens = np.where(np.isnan(opens), close, opens)
    high = np.fmax(columns.get("high", nan), np.fmax(opens, close))
    low = np.fmin(columns.get("low", nan), np.fmin(opens, close))
    volume = columns.get("volume", nan)
    volume = np.where(np.isnan(volume) & ~np.isnan(volume).all(), 0.0, volume)
    return np.array([opens, high, low, close, volume])


class Table:
    """The columns of one CSV file, below the first row that names a price."""

    def __init__(self, path, prices):
        rows = rows_of(path)
        wanted = {name.lower() for name in prices.values()}
        heading = next((i for i, row in enumerate(rows) if wanted & {f.lower() for f in row}), 0)
        self.names, self.rows = rows[heading], rows[heading + 1:]
        self.prices = prices

    def column(self, name):
        lower = [n.lower() for n in self.names]
        at = self.names.index(name) if name in self.names else lower.index(name.lower())
        return np.array([number(row[at]) if at < len(row) else math.nan for row in self.rows])

    def has(self, name):
        return name.lower() in [n.lower() for n in self.names]

    def bars(self):
        return whole_bars({field: self.column(name) for field, name in self.prices.items() if self.has(name)})


def moved(values, by):
    """values[t - by] at bar t."""
    out = np.full_like(values, math.nan)
    if by >= 0:
        out[by:] = values[: len(values) - by]
    else:
        out[:by] = values[-by:]
    return out


def wanted_of(line, table, label):
    fitting = [n for n in table.names if n and fnmatch.fnmatchcase(n, line["column"]) and n not in line.get("but", [])]
    for column in dict.fromkeys(fitting or [line["column"]]):
        if not table.has(column):
            raise SystemExit(f"{label}: no column {column!r}; it has {table.names}")
        yield dict(line=line, label=f"{label} {column}", is_=line["is"].replace("{column}", column.lower()),
                   values=moved(table.column(column), line.get("shift", 0)))


def tables(folder, rules, lines):
    """lines whose file is a pattern hold for every file that it fits."""
    files = sorted((folder / rules.get("files", "files")).glob("*.csv"))
    used = set()
    for path in files:
        held = [line for line in lines if "is" in line and fnmatch.fnmatchcase(path.stem, line.get("file", "*"))]
        beside = next((name for part, name in rules.get("bars_of", []) if part in path.stem), None)
        if path.stem in rules.get("not", []) or not held:
            continue
        prices = {**NAMES, **rules.get("prices", {}).get(path.stem, {})}
        table = Table(path, prices)
        bars = Table(folder / beside, prices).bars() if beside else table.bars()
        count = min(bars.shape[1], len(table.rows))
        kept = ~np.isnan(bars[3, :count])  # a row without a price is no bar
        wanted = []
        for line in held:
            used.add(id(line))
            for want in wanted_of(line, table, path.stem):
                wanted.append({**want, "values": want["values"][:count][kept]})
        yield path.stem, bars[:, :count][:, kept], wanted
    for line in lines:
        if "is" in line and id(line) not in used:
            raise SystemExit(f"no file for {line}")


def cases(folder, rules, lines):
    by_case = {}
    for row in csv.DictReader(open(folder / rules["files"], newline="")):
        key = (row["case_id"], row["indicator"], row["options"])
        by_case.setdefault(key, []).append(np.array([number(v) for v in row["values_semicolon"].rstrip(";").split(";") if v]))
    for (case, indicator, options), arrays in by_case.items():
        held = [line for line in lines if "is" in line and fnmatch.fnmatchcase(indicator, line["column"])]
        if not held:
            continue
        inputs = held[0].get("inputs", "c")
        columns = dict(zip(({"o": "open", "h": "high", "l": "low", "c": "close", "v": "volume"}[i] for i in inputs), arrays))
        if set(inputs) == {"v"}:
            columns["close"] = np.ones(len(arrays[0]))
        bars = whole_bars(columns)
        kept, wanted = ~np.isnan(bars[3]), []
        for line in held:
            if "cases" in line and int(case) not in line["cases"]:
                continue
            values = arrays[len(inputs) + line.get("output", 0)]
            values = np.concatenate([np.full(bars.shape[1] - len(values), math.nan), values])
            expression = line["is"].format(*options.split(), column=indicator)
            label = f"case {case} {indicator}({', '.join(options.split())})"
            wanted.append(dict(line=line, label=label, is_=expression, values=values[kept]))
        yield f"case{case}", bars[:, kept], wanted


def computed(text):
    """A number, or one written as a sum in C."""
    if not re.fullmatch(r"[-+*/(). 0-9eE]+", text):
        return math.nan
    return float(eval(text, {"__builtins__": {}}))


def spots(folder, rules, lines):
    """Every row is one or more single values, at a place counted from expectedBegIdx."""
    bars = Table(folder / rules["bars"], NAMES).bars()
    count, wanted = bars.shape[1], []
    for row in csv.DictReader(open(folder / rules["files"], newline="")):
        fields = dict(zip(row["field_names"].split("|"), row["field_values"].split("|")))
        test = fields.get("theFunction") or fields.get("testId") or fields.get("id") or row["source"]
        first, size = (computed(fields.get(f, "")) for f in ("expectedBegIdx", "expectedNbElement"))
        if fields.get("expectedRetCode") != "TA_SUCCESS" or not size > 0:
            continue  # the test of an error
        for line in lines:
            if "is" not in line or test != line["column"] or int(row["line"]) >= line.get("until_row", math.inf):
                continue
            if any(fields.get(f) not in (v if isinstance(v, list) else [v]) for f, v in line.get("where", {}).items()):
                continue
            output = str(line.get("output", 0))
            index, value = ("oneOfTheExpectedOutRealIndex", "oneOfTheExpectedOutReal")
            if index not in fields:
                index, value = index + output, value + output
            at = int(first + computed(fields[index]))
            if not at < count:
                continue  # the C test does not look at it either: more of an output than there is
            values = np.full(count, math.nan)
            values[at] = computed(fields[value])
            label = f"{row['source']} row {row['line']} {test}"
            begins = int(first) if fields["startIdx"] == "0" and fields.get("unstablePeriod", "0") == "0" else None
            wanted.append(dict(line=line, label=label, is_=line["is"].format(**fields), values=values, begins=begins,
                               column=f"{test} {line['is']}"))
    yield "reference", bars, wanted


FORMS = {"table": tables, "cases": cases, "spots": spots}

#!/usr/bin/env python3
"""Runs every deployed text on the project's own query runner over the query cases, and holds the results against what happened as query-check does: its
cases and comparisons, the runner in place of its engine.

usage: check-queries.py TOOLS PLAN.json TABLES.json FOLDER...
Exit 0 only if every comparison is right and every text runs.
"""
import datetime as dt, json, pathlib, runpy, subprocess, sys

tools, *arguments = sys.argv[1:]
sys.path.insert(0, f"{tools}/query-check")
import engine  # noqa: E402

root = pathlib.Path(__file__).resolve().parent.parent
runner = subprocess.Popen(["node", "--require", "tsx/cjs", "test/query/serve.ts"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(**request):
    runner.stdin.write(json.dumps(request) + "\n")
    runner.stdin.flush()
    answer = json.loads(runner.stdout.readline())
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer


class Rows:
    """The rows of one case in the runner; the same doors as the class of query-check."""

    def __init__(self, spec, tables):
        ask(rows=tables)
        self.seen = {}

    def see(self, begin=None, end=None, arrived=None):
        self.seen = {"from": iso(begin), "to": iso(end)}
        self.arrived = arrived

    def run(self, text, now, functions=()):
        seen = {name: value for name, value in self.seen.items() if value}
        answer = ask(text=text, now=iso(now), functions=engine.used(text, functions), **seen)
        kinds = {column["name"]: column["type"] for column in answer["columns"]}
        return list(kinds), [{name: value_of(value, kinds[name]) for name, value in row.items()} for row in answer["rows"]]


def iso(moment):
    return moment and moment.isoformat() + "Z"


def value_of(value, kind):
    if kind == "real" and isinstance(value, str):
        return float(value)
    if kind == "datetime" and value:
        return dt.datetime.fromisoformat(value.replace("Z", ""))
    return json.dumps(value) if kind == "dynamic" and value is not None else value


engine.Rows = Rows
engine.unsupported = lambda error, text: None
sys.argv = ["check-queries", "--needs", *arguments]
runpy.run_path(f"{tools}/query-check/query-check.py", run_name="__main__")

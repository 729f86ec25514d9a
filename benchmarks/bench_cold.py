"""A whole process that answers one question, from the start of Python to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.graphs import turtle_file
from sfia_graph.queries import stored_query
from sfia_graph.resources import shipped_data

QUERY = stored_query("describe-skill").bind({"code": "SLMO"})

RDFLIB = """
import sys, rdflib
graph = rdflib.Graph()
for file in sys.argv[2:]:
    graph.parse(file)
for row in graph.query(sys.argv[1]):
    print(*row)
"""
OXRDFLIB = """
import sys, rdflib
graph = rdflib.Graph(store="Oxigraph")
for file in sys.argv[2:]:
    graph.parse(file, format="ox-turtle")
for row in graph.query(sys.argv[1]):
    print(*row)
"""
PYOXIGRAPH = """
import sys, pyoxigraph
store = pyoxigraph.Store()
for file in sys.argv[2:]:
    store.bulk_load(path=file, format=pyoxigraph.RdfFormat.TURTLE)
for row in store.query(sys.argv[1]):
    print(*row)
"""

LAUNCHER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
sys.stderr.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
"""


def _ours(*words: str) -> list[str]:
    command = str(Path(sys.executable).with_name("sfia-graph"))
    return [command, "query", "describe-skill", "code=SLMO", *words]


PEERS = {
    "pyoxigraph script": PYOXIGRAPH,
    "oxrdflib script": OXRDFLIB,
    "rdflib script": RDFLIB,
}
SHIPPED, TEXTS = "the shipped data", "SFIA 9 with texts"

CASES = [(who, data) for data in (SHIPPED, TEXTS) for who in ("ours", *PEERS)]


def _command(who: str, data: str) -> list[str]:
    files = shipped_data() if data == SHIPPED else (turtle_file(),)
    if who == "ours":
        return _ours() if data == SHIPPED else _ours("--store", str(turtle_file()))
    return [sys.executable, "-c", PEERS[who], QUERY, *map(str, files)]


@pytest.mark.parametrize(("who", "data"), CASES)
def bench_cold(benchmark: Any, who: str, data: str) -> None:
    command = _command(who, data)

    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    benchmark.group = "cold"
    slow = who == "rdflib script"
    benchmark.pedantic(run, rounds=1 if slow else 9, warmup_rounds=0 if slow else 1)
    benchmark.extra_info["peak_mb"] = _peak(command)


def _peak(command: list[str]) -> float:
    """Give the peak memory of a command in MB, seen by a small parent (a child inherits ours)."""
    launched = [sys.executable, "-c", LAUNCHER, *command]
    told = subprocess.run(launched, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(told.stderr.split()[-1]) / 1024

"""A whole process that answers one question, from the start of Python to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.graphs import turtle_file
from benchmarks.memory import peak_mb
from sfia_graph.queries import stored_query
from sfia_graph.resources import shipped_data

QUERIES = {
    name: stored_query(name).bind({"code": "SLMO"}) for name in ("describe-skill", "skill-levels")
}

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

PEERS = {
    "pyoxigraph script": PYOXIGRAPH,
    "oxrdflib script": OXRDFLIB,
    "rdflib script": RDFLIB,
}
TOO_SLOW = {("describe-skill", "rdflib script")}
"""What is not asked: rdflib's engine takes minutes over the paths of describe-skill."""

SHIPPED, TEXTS = "the shipped data", "SFIA 9 with texts"
CASES = [
    (who, data, name)
    for name in QUERIES
    for data in (SHIPPED, TEXTS)
    for who in ("ours", *PEERS)
    if (name, who) not in TOO_SLOW
]


def _command(who: str, data: str, name: str) -> list[str]:
    files = shipped_data() if data == SHIPPED else (turtle_file(),)
    if who == "ours":
        program = str(Path(sys.executable).with_name("sfia-graph"))
        where = [] if data == SHIPPED else ["--store", str(turtle_file())]
        return [program, "query", name, "code=SLMO", *where]
    return [sys.executable, "-c", PEERS[who], QUERIES[name], *map(str, files)]


@pytest.mark.parametrize(("who", "data", "name"), CASES)
def bench_cold(benchmark: Any, who: str, data: str, name: str) -> None:
    command = _command(who, data, name)

    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    benchmark.group = "cold"
    benchmark.pedantic(run, rounds=9, warmup_rounds=1)
    benchmark.extra_info["peak_mb"] = peak_mb(command)

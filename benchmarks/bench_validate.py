"""Validation of SFIA 9 with its texts in two languages, by all of our shapes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.graphs import WORKBOOK, copies
from benchmarks.memory import peak_mb
from sfia_graph.validation import shipped_shapes

pytestmark = pytest.mark.skipif(
    not WORKBOOK.is_file(), reason="the official sheet of SFIA 9 is not at hand"
)

PYSHACL = """
import sys, rdflib, pyshacl
data, shapes = rdflib.Graph(), rdflib.Graph()
count = int(sys.argv[1])
for file in sys.argv[2 : 2 + count]:
    shapes.parse(file)
for file in sys.argv[2 + count :]:
    data.parse(file)
pyshacl.validate(data, shacl_graph=shapes)
"""
OXIGRAPH = PYSHACL.replace("rdflib.Graph(), rdflib", 'rdflib.Graph("Oxigraph"), rdflib')
PEERS = {"pySHACL on rdflib": PYSHACL, "pySHACL on Oxigraph": OXIGRAPH}


def _command(who: str, files: list[Path]) -> list[str]:
    if who == "ours":
        program = str(Path(sys.executable).with_name("sfia-graph"))
        return [program, "validate", "--level", "violation", *map(str, files)]
    shapes = shipped_shapes()
    named = [str(len(shapes)), *map(str, shapes), *map(str, files)]
    return [sys.executable, "-c", PEERS[who], *named]


def _run(benchmark: Any, command: list[str], rounds: int) -> None:
    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    benchmark.pedantic(run, rounds=rounds, warmup_rounds=0)
    if rounds > 1:
        benchmark.extra_info["peak_mb"] = peak_mb(command)


@pytest.mark.parametrize("who", ["ours", *PEERS])
def bench_validate(benchmark: Any, who: str) -> None:
    benchmark.group = "validate"
    _run(benchmark, _command(who, copies(1, 2)), 5 if who == "ours" else 1)


@pytest.mark.parametrize(("editions", "languages"), [(1, 1), (1, 4), (2, 4), (4, 4)])
def bench_growth(benchmark: Any, editions: int, languages: int) -> None:
    benchmark.group = "validate growth"
    files = copies(editions, languages)
    benchmark.extra_info["statements"] = sum(file.read_bytes().count(b"\n") for file in files)
    _run(benchmark, _command("ours", files), 3)

"""Measure the server and write benchmarks/SERVING.md: under load, beside others, while attacked.

python -m benchmarks.serving_report
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from benchmarks import bombs, guarded, serving
from benchmarks.family import held_mb
from benchmarks.serving import RESULTS, Load, asked_of_endpoint, asked_of_us, loaded
from sfia_graph.resources import shipped_data

PORT = 8411
PAGE = Path(__file__).with_name("SERVING.md")
PEERS = ("pyoxigraph", "uvicorn", "starlette", "oxigraph", "rdflib-endpoint", "rdflib")


def report() -> str:
    """Give the whole page as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder / "all.nt")
        guard = ["## What the guard costs", "", *guarded.report()]
        sections = [*_beside(folder), *guard, *_under_attack()]
    versions = ", ".join(f"{each} {version(each)}" for each in PEERS)
    lines = [
        "# Serving",
        "",
        "Written by `make bench`; one run on one machine, servers and load on the same cores, so",
        "read the ratios, not the times.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()};",
        f"{versions}.",
        "",
    ]
    return "\n".join([*lines, *sections])


def write_data(path: Path) -> None:
    """Write the shipped data as one file, each statement once."""
    store = ox.Store()
    for each in shipped_data():
        store.bulk_load(path=each, format=ox.RdfFormat.TURTLE)
    with path.open("wb") as written:
        store.dump(written, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


def _beside(folder: Path) -> list[str]:
    found: dict[str, tuple[Load, Load]] = {}
    with serving.ours(PORT, folder) as process:
        address = f"http://127.0.0.1:{PORT}"
        own = f"sfia-graph, API ({held_mb(process.pid):.0f} MB with its workers)"
        found[own] = _both(address, asked_of_us())
        found["sfia-graph, pages of skills"] = _both(address, bombs.pages())
        found["sfia-graph, the same as browsers ask, in br"] = _both(address, bombs.pages(), "br")
        asked = asked_of_endpoint("/sparql")
        found["sfia-graph, /sparql, two clients"] = (
            loaded(address, asked, 2, RESULTS),
            loaded(address, asked, 2, RESULTS),
        )
    with serving.oxigraph(PORT, folder):
        asked = asked_of_endpoint("/query")
        found[f"Oxigraph server {version('oxigraph')}"] = _both(f"http://127.0.0.1:{PORT}", asked)
    with serving.rdflib_endpoint(PORT, folder):
        asked = asked_of_endpoint("/")
        name = f"rdflib-endpoint {version('rdflib-endpoint')}"
        found[name] = _both(f"http://127.0.0.1:{PORT}", asked)
    first = next(iter(found.values()))[1].rate
    lines = [
        "## Beside other servers",
        "",
        f"{len(serving.MIX)} stored queries in turn, with their defaults, as JSON; wrk on the same",
        f"two cores, {serving.SECONDS} s each. Times ours is what the API does beside it.",
        "",
        "| who | 8 connections, a second | 16 connections, a second | times ours | p50, ms | "
        "p99, ms | failed |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for who, (few, many) in found.items():
        figures = f"{few.rate:,.0f} | {many.rate:,.0f} | {many.rate / first:.2f}"
        lines.append(
            f"| {who} | {figures} | {many.p50:.1f} | {many.p99:.1f} | {few.failed + many.failed} |"
        )
    return [*lines, ""]


def _both(address: str, paths: list[str], coding: str = "identity") -> tuple[Load, Load]:
    few, many = (loaded(address, paths, each, RESULTS, coding) for each in (8, 16))
    return few, many


def _under_attack() -> list[str]:
    found = bombs.measure()
    statuses = ", ".join(f"{status} {count} times" for status, count in sorted(found.heard.items()))
    return [
        "## Under attack",
        "",
        f"Pages of skills at {bombs.CONNECTIONS} connections, and the same while "
        f"{bombs.ATTACKERS} clients send bombs without pause:",
        "",
        "| | requests a second | p50, ms | p99, ms | p99 over p50 | failed |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {each.rate:,.0f} | {each.p50:.1f} | {each.p99:.1f} | "
            f"{each.p99 / each.p50:.1f} | {each.failed} |"
            for name, each in (("quiet", found.quiet), ("attacked", found.loud))
        ),
        "",
        f"The attackers heard {statuses}. p99 is {found.loud.p99 / found.quiet.p99:.1f} times the",
        f"quiet one; memory of all processes is {found.before_mb:.0f} MB before and "
        f"{found.after_mb:.0f} MB after.",
        "",
    ]


def main() -> None:
    """Write the page; without wrk nothing is measured and what there is stays."""
    if not shutil.which("wrk"):
        sys.exit("serving is not measured: wrk is not installed")
    PAGE.write_text(report(), encoding="utf-8")


if __name__ == "__main__":
    main()

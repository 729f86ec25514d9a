"""The section of the results on serving: under load, beside other servers, while it is attacked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from benchmarks import serving
from benchmarks.serving import RESULTS, Load, asked_of_endpoint, asked_of_us, loaded
from sfia_graph.resources import shipped_data

PORT = 8411
PAGES = ("SLMO", "PROG", "ETMG", "DATM", "SCAD", "REQM", "TEST", "BUSA")
BOMBS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?e",
    "SELECT * { ?a (!<x:y>)* ?b }",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { " + "{" * 2_500 + "}" * 2_500 + " }",
)
"""Queries that no server ends in time, or that end the engine."""

ATTACKERS = 8


def report() -> list[str]:
    """Give the section as lines of Markdown; one line where wrk is not installed."""
    if not shutil.which("wrk"):
        return ["## Serving", "", "Not measured: wrk is not installed.", ""]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_data(folder / "all.nt")
        return [*_beside(folder), *_under_attack(folder)]


def _write_data(path: Path) -> None:
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
        own = f"sfia-graph, API ({_memory(process.pid):.0f} MB with its workers)"
        found[own] = _both(address, asked_of_us())
        pages = [f"/9/skill/{code}.en.html" for code in PAGES]
        found["sfia-graph, pages of skills"] = _both(address, pages)
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
        "## Serving",
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


def _both(address: str, paths: list[str]) -> tuple[Load, Load]:
    return loaded(address, paths, 8, RESULTS), loaded(address, paths, 16, RESULTS)


def _under_attack(folder: Path) -> list[str]:
    pages = [f"/9/skill/{code}.en.html" for code in PAGES]
    address = f"http://127.0.0.1:{PORT}"
    with serving.ours(PORT, folder, "--deadline", "2") as process:
        quiet = loaded(address, pages, 32)
        before = _memory(process.pid)
        with attacked(f"{address}/sparql") as heard:
            loud = loaded(address, pages, 32)
        after = _memory(process.pid)
    statuses = ", ".join(f"{status} {count} times" for status, count in sorted(heard.items()))
    return [
        "Pages of skills at 32 connections, and the same while "
        f"{ATTACKERS} clients send bombs without pause:",
        "",
        "| | requests a second | p50, ms | p99, ms | p99 over p50 | failed |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {name} | {each.rate:,.0f} | {each.p50:.1f} | {each.p99:.1f} | "
            f"{each.p99 / each.p50:.1f} | {each.failed} |"
            for name, each in (("quiet", quiet), ("attacked", loud))
        ),
        "",
        f"The attackers heard {statuses}. p99 is {loud.p99 / quiet.p99:.1f} times the quiet one;",
        f"memory of all processes is {before:.0f} MB before and {after:.0f} MB after.",
        "",
    ]


@contextmanager
def attacked(endpoint: str) -> Iterator[dict[int, int]]:
    """Send bombs without pause while the block runs; gives how often each status came."""
    heard: dict[int, int] = {}
    over = Event()

    def attack(first: int) -> None:
        at = first
        while not over.is_set():
            status = _status(endpoint, BOMBS[at % len(BOMBS)])
            heard[status] = heard.get(status, 0) + 1
            at += 1

    threads = [Thread(target=attack, args=(first,)) for first in range(ATTACKERS)]
    for each in threads:
        each.start()
    try:
        yield heard
    finally:
        over.set()
        for each in threads:
            each.join()


def _status(endpoint: str, query: str) -> int:
    body = urlencode({"query": query}).encode()
    try:
        with urlopen(Request(endpoint, data=body), timeout=60) as reply:
            return int(reply.status)
    except HTTPError as error:
        with error:
            return error.code


def _memory(pid: int) -> float:
    """Give the memory of a process and those that it started, in MB; what is shared counts once."""
    found = 0
    for each in _family(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found / 1000


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        children = task / "children"
        for child in children.read_text().split() if children.exists() else []:
            yield from _family(int(child))

"""The engines that are asked the stored queries, each holding SFIA 9 in its own way."""

from __future__ import annotations

import signal
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from benchmarks import comunica
from benchmarks.graphs import turtle_file
from scripts import servers
from sfia_graph.cli import main
from sfia_graph.namespaces import PREFIXES
from sfia_graph.store import EmbeddedStore, open_store
from sfia_graph.store.remote import RemoteStore

LONGEST = 20
"""How many seconds an engine may take over a query; some would take minutes over a few."""

MOST_ROWS = 1_000_000


class TooLongError(Exception):
    """An engine was stopped after `LONGEST` seconds."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What asks an engine, and the version of what answers."""

    version: str
    ask: Callable[[str], object]


Starting = Callable[[Path], AbstractContextManager[Engine]]


def size_of(answer: object) -> int:
    """Give the number of rows, of different triples of a graph, or 1 for a boolean."""
    if isinstance(answer, int):
        return max(1, answer) if isinstance(answer, bool) else answer
    found: list[Any] = list(answer)  # type: ignore[call-overload]
    return len(set(found)) if found and isinstance(found[0], ox.Triple) else len(found)


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Raise `TooLongError` in the block once it has taken so long."""

    def stop(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


@cache
def in_memory() -> EmbeddedStore:
    """Open SFIA 9 in memory."""
    store = open_store(turtle_file())
    assert isinstance(store, EmbeddedStore)
    return store


def _graphs() -> dict[str, Path]:
    (name,) = in_memory().graphs()
    return {name: turtle_file()}


@contextmanager
def ours(_: Path) -> Iterator[Engine]:
    yield Engine(version("pyoxigraph"), in_memory().sparql)


@contextmanager
def ours_on_disk(folder: Path) -> Iterator[Engine]:
    assert main(["load", str(turtle_file()), "--no-validate", "--into", str(folder / "s")]) == 0
    yield Engine(version("pyoxigraph"), open_store(folder / "s").sparql)


@contextmanager
def pyoxigraph(_: Path) -> Iterator[Engine]:
    def ask(query: str) -> object:
        answer = in_memory().engine.query(query, prefixes=PREFIXES)
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else list(answer)

    yield Engine(version("pyoxigraph"), ask)


@contextmanager
def oxrdflib(_: Path) -> Iterator[Engine]:
    dataset = in_memory().to_rdflib()
    yield Engine(version("oxrdflib"), lambda query: list(dataset.query(query)))


@contextmanager
def its_own_rdflib(_: Path) -> Iterator[Engine]:
    dataset = rdflib.Dataset(default_union=True)
    for name, path in _graphs().items():
        dataset.graph(rdflib.URIRef(name)).parse(path)
    yield Engine(version("rdflib"), lambda query: list(dataset.query(query)))


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Engine]:
    with servers.oxigraph(folder, _graphs(), "--union-default-graph") as address:
        yield Engine(version("oxigraph"), open_store(address).sparql)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    if not servers.has_virtuoso():
        pytest.skip("Virtuoso is not installed")
    with servers.virtuoso(folder, _graphs(), MOST_ROWS) as address:
        store = RemoteStore(address)
        yield Engine(store.engine.server.split()[0].partition("/")[2], store.sparql)


@contextmanager
def comunica_in_node(folder: Path) -> Iterator[Engine]:
    lacks = comunica.missing()
    if lacks:
        pytest.skip(lacks)
    file = folder / "sfia-9.nq"
    in_memory().engine.dump(file, ox.RdfFormat.N_QUADS)
    with closing(comunica.Comunica(file)) as engine:
        yield Engine(comunica.version(), engine.rows)


ENGINES: dict[str, Starting] = {
    "ours": ours,
    "pyoxigraph": pyoxigraph,
    "ours on disk": ours_on_disk,
    "Oxigraph server": oxigraph_server,
    "Virtuoso": virtuoso,
    "Comunica": comunica_in_node,
    "oxrdflib": oxrdflib,
    "rdflib": its_own_rdflib,
}
"""In the order of the table."""


class Running:
    """Engines, each started when it is first asked, all ended with the block."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._engines: dict[str, Engine] = {}
        self._ends: dict[str, ExitStack] = defaultdict(ExitStack)
        self._missing: dict[str, str] = {}

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._engines):
            self.stop(name)

    def engine(self, name: str) -> Engine:
        """Give an engine; skips the measurement where it is not installed."""
        if name in self._missing:
            pytest.skip(self._missing[name])
        if name not in self._engines:
            try:
                start = ENGINES[name](self._folders.mktemp("engine"))
                self._engines[name] = self._ends[name].enter_context(start)
            except pytest.skip.Exception as reason:
                self._missing[name] = str(reason)
                raise
        return self._engines[name]

    def stop(self, name: str) -> None:
        """End an engine, which may still be at work on what nobody waits for any more."""
        del self._engines[name]
        self._ends[name].close()

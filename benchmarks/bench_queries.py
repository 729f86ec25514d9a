"""Every stored query with its defaults, on engines that hold the same graph."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
import rdflib

from benchmarks.graphs import turtle_file
from sfia_graph.namespaces import PREFIXES
from sfia_graph.queries import stored_queries
from sfia_graph.store import EmbeddedStore, open_store

QUERIES = {name: query.bind({}) for name, query in stored_queries().items()}


@cache
def _store() -> EmbeddedStore:
    store = open_store(turtle_file())
    assert isinstance(store, EmbeddedStore)
    return store


@cache
def _rdflib() -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    (name,) = _store().graphs()
    dataset.graph(rdflib.URIRef(name)).parse(turtle_file())
    return dataset


@cache
def _oxrdflib() -> rdflib.Dataset:
    return _store().to_rdflib()


LONGEST = 20
"""How many seconds an engine may take over a query; rdflib's would take minutes over some."""

ENGINES: dict[str, Callable[[str], object]] = {
    "ours": lambda text: _store().sparql(text),
    "pyoxigraph": lambda text: list(_store().engine.query(text, prefixes=PREFIXES)),  # type: ignore[arg-type]
    "oxrdflib": lambda text: list(_oxrdflib().query(text)),
    "rdflib": lambda text: list(_rdflib().query(text)),
}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("engine", ENGINES)
def bench_query(benchmark: Any, engine: str, name: str) -> None:
    text, ask = QUERIES[name], ENGINES[engine]
    benchmark.group = "queries"
    slow = engine == "rdflib"

    def run() -> None:
        try:
            with _no_longer_than(LONGEST):
                ask(text)
        except TimeoutError:
            benchmark.extra_info["cut"] = True

    benchmark.pedantic(run, rounds=1 if slow else 15, warmup_rounds=0 if slow else 2)


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)

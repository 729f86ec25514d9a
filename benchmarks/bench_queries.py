"""Every stored query with its defaults, on engines that hold the same graph."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest

from benchmarks.engines import ENGINES, LONGEST, Running, TooLongError, no_longer_than, size_of
from sfia_graph.errors import SfiaError
from sfia_graph.queries import stored_queries

QUERIES = {name: query.bind({}) for name, query in stored_queries().items()}

MOST_ROUNDS, SECONDS = 15, 3
"""A query is asked so often, or less often where that would take longer than so."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(tmp_path_factory) as engines:
        yield engines


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", QUERIES)
def bench_query(benchmark: Any, running: Running, engine: str, name: str) -> None:
    text, asked, told = QUERIES[name], running.engine(engine), benchmark.extra_info
    benchmark.group, told["version"] = "queries", asked.version
    began = perf_counter()
    try:
        with no_longer_than(LONGEST):
            told["size"] = size_of(asked.ask(text))
    except (TooLongError, SfiaError, RuntimeError) as error:
        running.stop(engine)
        told["size"] = None
        if not isinstance(error, TooLongError):
            told["refused"] = str(error)
        benchmark.pedantic(lambda: None)  # no second try, but a measurement to be on record
        return
    rounds = int(SECONDS / (perf_counter() - began))
    few = max(1, min(MOST_ROUNDS, rounds))
    benchmark.pedantic(asked.ask, (text,), rounds=few, warmup_rounds=2 if rounds > few else 0)

"""What the guard costs: queries through a worker beside the same call in the same process."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import geometric_mean, median

import pyoxigraph as ox

from benchmarks.family import held_mb
from benchmarks.serving import MIX
from sfia_graph.queries import stored_query
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.opening import open_store
from sfia_graph.web.guard import Guard, Limits, Question

ROUNDS = 60
WORKERS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: how long it takes in the process and through a worker, in milliseconds."""

    name: str
    inside: float
    guarded: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes through a worker."""
        return self.guarded / self.inside


def measure() -> list[Asked]:
    """Ask each query of the mix in turn here and through a worker, as JSON."""
    return asyncio.run(_measured(_store()))


async def _measured(store: EmbeddedStore) -> list[Asked]:
    found = []
    async with Guard(store, Limits(workers=1)) as guard:
        for name in MIX:
            query = stored_query(name).text
            inside, guarded = list[float](), list[float]()
            for _ in range(ROUNDS):
                inside.append(_timed(lambda query=query: _answer(store, query)))  # type: ignore[misc]
                begun = time.perf_counter()
                await guard.answer(Question(query))
                guarded.append((time.perf_counter() - begun) * 1000)
            found.append(Asked(name, median(inside), median(guarded)))
    return found


def memory() -> dict[int, float]:
    """Give the MB that a guard with so many workers takes beside the process that it serves."""
    return {count: asyncio.run(_memory(_store(), count)) for count in WORKERS}


async def _memory(store: EmbeddedStore, count: int) -> float:
    before = held_mb(os.getpid())
    async with Guard(store, Limits(workers=count)) as guard:
        await asyncio.gather(*(guard.answer(Question("ASK {}"), str(n)) for n in range(count)))
        return held_mb(os.getpid()) - before


def report() -> list[str]:
    """Give what was measured as lines of Markdown."""
    asked, held = measure(), memory()
    mean = geometric_mean(each.ratio for each in asked)
    total = sum(each.guarded for each in asked) / sum(each.inside for each in asked)
    sizes = ", ".join(f"{count} take {size:.0f} MB" for count, size in held.items())
    return [
        "Ad-hoc queries through a worker beside the same query of pyoxigraph in the same process,",
        "both to JSON, without HTTP:",
        "",
        "| query | in the process, ms | through a worker, ms | ratio |",
        "|---|--:|--:|--:|",
        *(
            f"| {each.name} | {each.inside:.2f} | {each.guarded:.2f} | {each.ratio:.2f} |"
            for each in asked
        ),
        f"| **all in turn** | | | **{total:.2f}** |",
        f"| **geometric mean** | | | **{mean:.2f}** |",
        "",
        f"Memory of workers, with the process that they are forked from and a spare: {sizes}.",
        "",
    ]


def _store() -> EmbeddedStore:
    store = open_store()
    assert isinstance(store, EmbeddedStore)
    return store


def _answer(store: EmbeddedStore, query: str) -> None:
    found = store.found(query)
    assert isinstance(found, ox.QuerySolutions)
    found.serialize(format=ox.QueryResultsFormat.JSON)


def _timed(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Measure, and write what came of it."""
    os.write(1, "\n".join(report()).encode())


if __name__ == "__main__":
    main()

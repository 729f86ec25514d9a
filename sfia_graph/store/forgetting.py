"""Forgetting a person: a store made anew without them takes the place of the one that had them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from sfia_graph.errors import StoreError
from sfia_graph.store.folder import left_behind, open_folder, replace_folder
from sfia_graph.store.meant import meant
from sfia_graph.store.named import count
from sfia_graph.store.people import SUMMARY
from sfia_graph.store.summary import summarise
from sfia_graph.store.traces import Traces, traces
from sfia_graph.store.union import unite

Tell = Callable[[int, int, str], None]
"""Hears how many statements are through, of how many, and what is being done."""
_OFTEN = 100_000


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken away: whose it was, how many holdings, other things and statements.

    Statements are counted as often as they stand in the `places`: named graphs or files, as `kind`
    says. `read_on` are the folders of earlier generations that others still read; they hold the
    person until they are deleted.
    """

    person: str
    holdings: int
    others: int
    statements: int
    places: tuple[str, ...]
    kind: Literal["graph", "file"]
    read_on: tuple[Path, ...] = ()


def forget(where: Path, name: str, tell: Tell = lambda done, of, what: None) -> Forgotten:
    """Make a folder's store anew without a person, in the place of the one that had them.

    That is done as a load does it: in one step, and what goes wrong leaves all as it was; the
    summary is counted anew where there is one. Raises `UnknownPerson`, and `StoreError` where the
    store cannot be written or still names the person in the end.
    """
    done: list[Forgotten] = []

    def fill(fresh: ox.Store) -> None:
        engine, lease = open_folder(where)
        try:
            done.append(_copy(engine, fresh, name, tell))
        finally:
            del engine
            lease.release()

    replace_folder(where, fill)
    return replace(done[0], read_on=tuple(left_behind(where)))


def _copy(engine: ox.Store, fresh: ox.Store, name: str, tell: Tell) -> Forgotten:
    person = meant(engine, name)
    found = traces(engine, person)
    (_, total), taken, summarised = count(engine), Counter[str](), False

    def kept() -> Iterator[ox.Quad]:
        nonlocal summarised
        for done, quad in enumerate(_named(engine)):
            if done % _OFTEN == 0:
                tell(done, total, "statements")
            if quad.predicate in SUMMARY:
                summarised = True
            elif found.covers(quad):
                taken[str(quad.graph_name)] += 1
            else:
                yield quad

    fresh.bulk_extend(kept())
    before = set(fresh.named_graphs())
    if summarised:
        summarise(fresh)
    unite(fresh, set(fresh.named_graphs()) - before)
    prove_forgotten(fresh, found)
    return forgotten(found, taken, "graph")


def forgotten(found: Traces, taken: Mapping[str, int], kind: Literal["graph", "file"]) -> Forgotten:
    """Say what was taken away; `taken` counts the statements in each place."""
    others = len(found.nodes - found.holdings) - 1
    statements = sum(taken.values())
    places = tuple(sorted(taken))
    return Forgotten(found.person.value, len(found.holdings), others, statements, places, kind)


def prove_forgotten(quads: Iterable[ox.Quad], found: Traces) -> None:
    """Raise `StoreError` where a statement still names a person."""
    if any(map(found.covers, quads)):
        raise StoreError(
            "a statement still names the person, which must not be; please report this"
        )


def _named(engine: ox.Store) -> Iterator[ox.Quad]:
    for name in engine.named_graphs():
        yield from engine.quads_for_pattern(None, None, None, name)

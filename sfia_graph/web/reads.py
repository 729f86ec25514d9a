"""Whose texts were read from a site's graph, for who must know what a page hangs on.

A site that is `watched` notes it while something is made, and what is kept for later, by `once`,
`lately` and the site's memory, is kept together with what was read for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

import pyoxigraph as ox

from sfia_graph.web.site import Site

EVERYTHING = "*"
"""What is noted where it cannot be told whose texts were read, such as of a SPARQL query."""
DATE = "date"
"""What is noted where the date of the graph was read."""
_NAME = "reads"

T = TypeVar("T")


@dataclass(eq=False)
class Reads:
    """The IRIs of the subjects whose texts were read, by what is being made."""

    _open: list[set[str]] = field(default_factory=list)

    def during(self, make: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """Give what is made, and whose texts were read for it."""
        self._open.append(set())
        try:
            made = make()
        finally:
            found = frozenset(self._open.pop())
            self.note(found)
        return made, found

    def note(self, subjects: AbstractSet[str]) -> None:
        """Note that their texts were read."""
        if self._open:
            self._open[-1] |= subjects


class _Nothing(Reads):
    """Notes nothing, since nobody asked."""

    def during(self, make: Callable[[], T]) -> tuple[T, frozenset[str]]:
        return make(), frozenset()

    def note(self, subjects: AbstractSet[str]) -> None:
        pass


NOTHING: Reads = _Nothing()


def reads(site: Site) -> Reads:
    """Give what notes the reads of a site, `NOTHING` where it is not watched."""
    found: Reads = vars(site).get(_NAME, NOTHING)
    return found


def watched(site: Site) -> Site:
    """Give the same site, of which it is noted what is read."""
    found = Reads()
    engine = cast("ox.Store", _Engine(site.store.engine, found))
    again = replace(site, store=replace(site.store, engine=engine))
    vars(again)[_NAME] = found
    return again


def modified(site: Site) -> datetime:
    """Give when a site's graph changed last, and note that this was read."""
    reads(site).note({DATE})
    return site.modified


def unnoted(engine: ox.Store) -> ox.Store:
    """Give the engine that notes nothing, for what hangs on no text, such as a count."""
    return engine.engine if isinstance(engine, _Engine) else engine


@dataclass(frozen=True, slots=True)
class _Engine:
    """An engine that notes the subjects of the texts in a language that it gives.

    What is said of unnamed subjects is part of a graph's structure (`publish.fingerprint`).
    """

    engine: ox.Store
    reads: Reads

    def quads_for_pattern(self, *pattern: Any) -> Iterator[ox.Quad]:
        quads, (subject, _, value, *_) = self.engine.quads_for_pattern(*pattern), pattern
        if isinstance(subject, ox.BlankNode) or isinstance(value, ox.NamedNode | ox.BlankNode):
            return quads
        if isinstance(subject, ox.NamedNode):
            return self._of_one(subject.value, quads)
        return self._of_many(quads)

    def _of_one(self, subject: str, quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        """Note a subject by its first text."""
        for quad in quads:
            if _is_text(quad):
                self.reads.note({subject})
                yield quad
                break
            yield quad
        yield from quads

    def _of_many(self, quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            if _is_text(quad) and isinstance(quad.subject, ox.NamedNode):
                self.reads.note({quad.subject.value})
            yield quad

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        return self.engine.named_graphs()

    def __len__(self) -> int:
        return len(self.engine)

    def __getattr__(self, name: str) -> Any:
        self.reads.note({EVERYTHING})
        return getattr(self.engine, name)


def _is_text(quad: ox.Quad) -> bool:
    """Whether a statement says something in a language."""
    return isinstance(quad.object, ox.Literal) and bool(quad.object.language)

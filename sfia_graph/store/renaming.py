"""A copy of a graph in memory: with other names, or with other statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import pyoxigraph as ox

from sfia_graph.namespaces import SFIA
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.union import apart, unite

_OWN = SFIA.removesuffix("#")
_REMEMBERED = 100_000

Term = TypeVar("Term")


def rebased(store: EmbeddedStore, old: str, new: str) -> EmbeddedStore:
    """Copy a graph with another base: whatever began with `old` begins with `new`.

    The vocabulary's terms keep their names.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def renamed(iri: str) -> str:
        own = iri.startswith(old) and not iri.startswith(_OWN)
        return new + iri[len(old) :] if own else iri

    copy = ox.Store()
    quads = store.engine.quads_for_pattern(None, None, None, None)
    copy.bulk_extend(with_names(quad, renamed) for quad in quads)
    stands_apart = tuple(apart(copy)) if store.apart else ()
    return EmbeddedStore(copy, store.where, merged=store.merged, apart=stands_apart)


def changed(store: EmbeddedStore, change: Callable[[ox.Quad], ox.Quad | None]) -> EmbeddedStore:
    """Copy a graph with each statement of its named graphs changed, or left out where it is None.

    What no named graph says is copied as it is.
    """
    copy, engine = ox.Store(), store.engine
    named = [
        quad
        for name in engine.named_graphs()
        for quad in engine.quads_for_pattern(None, None, None, name)
    ]
    united = {quad.triple for quad in named}
    alone = engine.quads_for_pattern(None, None, None, ox.DefaultGraph())
    copy.extend(quad for quad in alone if quad.triple not in united)
    copy.bulk_extend(new for quad in named if (new := change(quad)) is not None)
    unite(copy)
    return EmbeddedStore(copy, store.where, apart=tuple(apart(copy)))


def with_names(quad: ox.Quad, renamed: Callable[[str], str]) -> ox.Quad:
    """Give a statement with each IRI in it as `renamed` gives it."""

    def named(term: Term) -> Term:
        if not isinstance(term, ox.NamedNode):
            return term
        name = renamed(term.value)
        return term if name == term.value else ox.NamedNode(name)  # type: ignore[return-value]

    return ox.Quad(
        named(quad.subject), named(quad.predicate), named(quad.object), named(quad.graph_name)
    )

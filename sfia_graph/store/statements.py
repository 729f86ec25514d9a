"""The statements of a file, each in a named graph: each file says which graph it is."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES, slug
from sfia_graph.rdf import rdf_format, read_quads
from sfia_graph.streaming import is_streamed, stream_into, stream_quads

DERIVED = NamedNode(f"{PREFIXES['prov']}wasDerivedFrom")
TIER = NamedNode(f"{PREFIXES['sfia']}tier")

Described = dict[NamedNode | BlankNode | Triple, set[str]]
"""The graphs that a file describes, each with the sources that it is derived from."""


class Statements:
    """The statements of one file.

    Those outside of any named graph go into the one that the file describes (the only subject with
    `sfia:tier`), or else into `graph/file/{name}`. `tell` hears how many bytes have been read.
    """

    def __init__(self, path: Path, tell: Callable[[int], None] = lambda done: None) -> None:
        self.path, self.tell = path, tell
        self.streamed = is_streamed(path)

    def __iter__(self) -> Iterator[Quad]:
        return (_in_graph(quad, self.own) for quad in self._read())

    def add_to(self, store: Store) -> bool:
        """Add them to a store whose default graph is empty; gives whether there were any."""
        if not self.streamed:
            store.bulk_extend(self)
            return bool(self._whole)
        is_triples = rdf_format(self.path).name == "ntriples"
        stream_into(store, self.path, self.own if is_triples else None, self.tell)
        _move_default(store, self.own)
        return True

    @cached_property
    def own(self) -> NamedNode:
        """The graph of the statements that the file puts into none."""
        if len(self.described) == 1:
            (only,) = self.described
            if isinstance(only, NamedNode):
                return only
        return NamedNode(Minter().graph(f"file/{slug(self.path.stem)}"))

    @cached_property
    def described(self) -> Described:
        """The graphs that the file says something about."""
        if self.streamed and not _mentions(self.path, b"tier"):
            return {}
        graphs: Described = {
            quad.subject: set()
            for quad in self._read()
            if quad.predicate == TIER and isinstance(quad.subject, NamedNode | BlankNode)
        }
        for quad in self._read() if graphs else ():
            if quad.predicate == DERIVED and quad.subject in graphs:
                graphs[quad.subject].add(str(quad.object))
        return graphs

    def _read(self) -> Iterator[Quad]:
        return stream_quads(self.path) if self.streamed else iter(self._whole)

    @cached_property
    def _whole(self) -> list[Quad]:
        return read_quads(self.path)


def _move_default(store: Store, graph: NamedNode) -> None:
    nowhere = DefaultGraph()
    if any(True for _ in store.quads_for_pattern(None, None, None, nowhere)):
        quads = store.quads_for_pattern(None, None, None, nowhere)
        store.bulk_extend(_in_graph(quad, graph) for quad in quads)
        store.clear_graph(nowhere)


def _mentions(path: Path, word: bytes) -> bool:
    """Whether a file holds a word, or an escape that could hide it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return held.find(word) >= 0 or held.find(b"\\u00") >= 0


def _in_graph(quad: Quad, own: NamedNode) -> Quad:
    graph: NamedNode | BlankNode | DefaultGraph = quad.graph_name
    if isinstance(graph, DefaultGraph):
        return Quad(quad.subject, quad.predicate, quad.object, own)
    return quad

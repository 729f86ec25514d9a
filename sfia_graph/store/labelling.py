"""The triples of an answer, each once, in an order and with labels that are always the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sfia_graph.results import Triples


def distinct(triples: Iterable[ox.Triple]) -> Triples:
    """Give distinct triples, sorted; blank nodes are named by what is said of them (RDFC-1.0)."""
    return Triples(tuple(sorted(_labelled(set(triples)), key=str)))


def blank_nodes(triple: ox.Triple) -> Iterator[ox.BlankNode]:
    """Give the blank nodes of a triple, and of the triple terms in it (RDF 1.2)."""
    for term in (triple.subject, triple.object):
        if isinstance(term, ox.BlankNode):
            yield term
        elif isinstance(term, ox.Triple):
            yield from blank_nodes(term)


def _labelled(triples: set[ox.Triple]) -> set[ox.Triple]:
    if not any(any(True for _ in blank_nodes(triple)) for triple in triples):
        return triples
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}

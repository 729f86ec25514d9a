"""The triples of an answer, each once, in an order and with labels that are always the same."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from sfia_graph.results import Triples


def distinct(triples: Iterable[ox.Triple]) -> Triples:
    """Give distinct triples, sorted; blank nodes are named by what is said of them (RDFC-1.0)."""
    return Triples(tuple(sorted(_labelled(set(triples)), key=str)))


def _labelled(triples: set[ox.Triple]) -> set[ox.Triple]:
    if not any(isinstance(term, ox.BlankNode) for triple in triples for term in triple):
        return triples
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}

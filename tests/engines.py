"""The same question on rdflib's own engine, and what the engines write differently made even."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import rdflib

from sfia_graph.minting import Minter
from sfia_graph.namespaces import SFIA
from sfia_graph.results import Answer, Rows, Triples
from sfia_graph.tags import canonical
from sfia_graph.terms import quads_of

Plain = tuple[str, str, str] | None
"""A term as kind or datatype, tag in its canonical case, and value."""

Answered = tuple[tuple[str, ...], list[tuple[Plain, ...]]]
"""Columns and rows in order; of a graph no columns, and the triples sorted."""


def parsed_by_rdflib(files: Iterable[Path]) -> rdflib.Dataset:
    """Parse files with rdflib alone, each Turtle into the graph it describes, all united."""
    dataset = rdflib.Dataset(default_union=True)
    for path in files:
        if path.suffix == ".trig":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # rdflib's, about its own use of its Dataset
                dataset.parse(data=path.read_bytes(), format="trig")
        else:
            graph = rdflib.Graph().parse(path, format="turtle")
            itself = rdflib.URIRef(Minter().graph(f"file/{path.stem}"))
            (own,) = list(graph.subjects(rdflib.URIRef(f"{SFIA}tier"))) or [itself]
            assert isinstance(own, rdflib.URIRef)
            dataset.graph(own).addN((*triple, dataset.graph(own)) for triple in graph)
    return dataset


def ask_rdflib(dataset: rdflib.Dataset, query: str) -> Answered:
    """Give what rdflib answers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's, about its own use of its Dataset
        result = dataset.query(query)
        found = [tuple(map(_from_rdflib, row)) for row in result if not isinstance(row, bool)]
    if result.graph is not None:
        return (), sorted(_labelled(result.graph), key=str)
    return tuple(str(variable) for variable in result.vars or ()), found


def _labelled(graph: rdflib.Graph) -> Iterator[tuple[Plain, ...]]:
    """Give the triples of a graph with its blank nodes under canonical labels, as ours have."""
    dataset = ox.Dataset(quads_of(graph))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return (tuple(map(_from_oxigraph, quad.triple)) for quad in dataset)


def plain(answer: Answer) -> Answered:
    """Give what the embedded store answers, in the same shape."""
    if isinstance(answer, Triples):
        return (), sorted((tuple(map(_from_oxigraph, triple)) for triple in answer), key=str)
    assert isinstance(answer, Rows)
    return answer.columns, [tuple(map(_from_oxigraph, row)) for row in answer.terms]


def _from_rdflib(term: object) -> Plain:
    if term is None:
        return None
    if not isinstance(term, rdflib.Literal):
        return ("IRI" if isinstance(term, rdflib.URIRef) else "blank", "", str(term))
    datatype = rdflib.RDF.langString if term.language else term.datatype or rdflib.XSD.string
    words = str(term)
    if datatype == rdflib.XSD.decimal:  # rdflib keeps the noughts of a product
        words = f"{Decimal(words).normalize():f}"
    return (str(datatype), canonical(term.language or ""), words)


def _from_oxigraph(term: object) -> Plain:
    if isinstance(term, ox.Literal):
        return (term.datatype.value, canonical(term.language or ""), term.value)
    if isinstance(term, ox.NamedNode):
        return ("IRI", "", term.value)
    return None if term is None else ("blank", "", str(term))

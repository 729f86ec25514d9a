"""rdflib's terms and Oxigraph's, one into the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pyoxigraph as ox
import rdflib

from sfia_graph.errors import SfiaError
from sfia_graph.tags import canonical


def to_rdflib(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> rdflib.term.Identifier:
    """Give a term as rdflib's, a literal's text as it stands and its tag in canonical case.

    Raises `SfiaError` for a triple term or a text with a direction (RDF 1.2): rdflib has neither.
    """
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise SfiaError(f"a statement about a statement, {term}; say it in RDF 1.1")
    if term.direction is not None:
        raise SfiaError(f"a text with a direction, {term}; say it in RDF 1.1")
    if term.language:
        return rdflib.Literal(term.value, lang=_tag(term.language))
    datatype = term.datatype.value
    if datatype == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=_iri(datatype), normalize=False)


def to_oxigraph(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Give a term as Oxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise TypeError(f"no term of RDF 1.1: {term!r}")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or rdflib.XSD.string)))


def graph_of(triples: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """Give an rdflib graph of statements, whatever graph they stand in."""
    graph = rdflib.Graph(bind_namespaces="none")
    for each in triples:
        graph.add((to_rdflib(each.subject), to_rdflib(each.predicate), to_rdflib(each.object)))
    return graph


def quads_of(triples: Iterable[Sequence[rdflib.term.Node | None]]) -> Iterator[ox.Quad]:
    """Give triples of rdflib's as Oxigraph's statements, in no named graph."""
    for subject, predicate, value, *_ in triples:
        yield ox.Quad(to_oxigraph(subject), to_oxigraph(predicate), to_oxigraph(value))  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 16)
def _iri(value: str) -> rdflib.URIRef:
    return rdflib.URIRef(value)


@lru_cache(maxsize=256)
def _tag(tag: str) -> str:
    return canonical(tag)

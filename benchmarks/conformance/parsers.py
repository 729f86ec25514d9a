"""Parsers that the suites of formats are put to: this project's and rdflib's."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from sfia_graph.media import RDF_FORMATS
from sfia_graph.rdf import parse_quads
from sfia_graph.terms import quads_of, to_oxigraph

_FORMATS = {each.name: each for each in RDF_FORMATS}
_RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


def ours(data: bytes, name: str, base: str) -> list[ox.Quad]:
    """Read a document as the project reads a file, with a base."""
    return parse_quads(data, _FORMATS[name], "a test", base)


def rdflibs(data: bytes, name: str, base: str) -> list[ox.Quad]:
    """Read a document with rdflib's own parser."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=_RDFLIB[name], publicID=base)
    found = []
    for *triple, graph in dataset.quads():
        (quad,) = quads_of([triple])
        found.append(ox.Quad(quad.subject, quad.predicate, quad.object, _graph_name(graph, base)))
    return found


def _graph_name(graph: Node | None, base: str) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
    """Give a graph's name; rdflib calls the default graph by one, and parses Turtle into `base`."""
    if graph is None or str(graph) in {base, "urn:x-rdflib:default"}:
        return ox.DefaultGraph()
    name = to_oxigraph(graph)
    assert not isinstance(name, ox.Literal)
    return name

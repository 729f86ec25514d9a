"""Stored queries as `sh:SPARQLExecutable` (SHACL-AF section 5), so that other tools list them."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from sfia_graph.namespaces import BASE
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.serialise import canonical_turtle

_FORMS = {
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
}


def to_turtle(queries: Iterable[StoredQuery], base: str = BASE) -> str:
    """Describe queries in Turtle: label, description, text, and each parameter with its default.

    The text leaves out the lines that give parameters their defaults, since SHACL binds the
    parameters itself (section 5.3.1, pre-bound variables).
    """
    graph = Graph(bind_namespaces="none")
    for query in queries:
        iri = URIRef(f"{base}query/{query.name}")
        kind, holds = _FORMS[query.form]
        graph.add((iri, RDF.type, kind))
        graph.add((iri, RDFS.label, Literal(query.summary, lang="en")))
        graph.add((iri, DCTERMS.description, Literal(query.header["description"], lang="en")))
        graph.add((iri, DCTERMS.subject, Literal(query.subject)))
        graph.add((iri, holds, Literal(query.without_defaults)))
        for order, parameter in enumerate(query.parameters):
            _describe(graph, iri, order, parameter, query)
    return canonical_turtle(graph).decode("utf-8")


def _describe(
    graph: Graph, iri: URIRef, order: int, parameter: Parameter, query: StoredQuery
) -> None:
    one = URIRef(f"{iri}#{parameter.name}")
    first = parameter.defaults[0]
    graph.add((iri, SH.parameter, one))
    graph.add((one, RDF.type, SH.Parameter))
    graph.add((one, SH.path, one))
    graph.add((one, SH.name, Literal(parameter.name)))
    graph.add((one, SH.order, Literal(order)))
    graph.add((one, SH.description, Literal(query.describe(parameter.name), lang="en")))
    if hasattr(first, "datatype"):
        datatype = URIRef(first.datatype.value)
        graph.add((one, SH.datatype, datatype))
        default = Literal(first.value, datatype=None if datatype == XSD.string else datatype)
        graph.add((one, SH.defaultValue, default))
    else:
        graph.add((one, SH.nodeKind, SH.IRI))
        graph.add((one, SH.defaultValue, URIRef(first.value)))

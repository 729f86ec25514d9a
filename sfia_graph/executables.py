"""Stored queries as `sh:SPARQLExecutable` (SHACL-AF section 5), so that other tools list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, expand
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery

_FORMS = {
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
}


def to_turtle(queries: Iterable[StoredQuery], base: str = BASE) -> str:
    """Describe queries in Turtle, as `triples` does."""
    from sfia_graph.serialise import canonical_turtle
    from sfia_graph.terms import graph_of

    return canonical_turtle(graph_of(triples(queries, base))).decode("utf-8")


def triples(queries: Iterable[StoredQuery], base: str = BASE) -> Iterator[ox.Triple]:
    """Describe queries: label, description, text, and each parameter with its default.

    The text leaves out the lines that give parameters their defaults, since SHACL binds the
    parameters itself (section 5.3.1, pre-bound variables).
    """
    for query in queries:
        iri = ox.NamedNode(f"{base}query/{query.name}")
        kind, holds = _FORMS[query.form]
        description = ox.Literal(query.header["description"], language="en")
        yield _say(iri, "rdf:type", _named(kind))
        yield _say(iri, "rdfs:label", ox.Literal(query.summary, language="en"))
        yield _say(iri, "dcterms:description", description)
        yield _say(iri, "dcterms:subject", ox.Literal(query.subject))
        yield _say(iri, holds, ox.Literal(query.without_defaults))
        for order, parameter in enumerate(query.parameters):
            yield from _describe(iri, order, parameter, query)


def _describe(
    iri: ox.NamedNode, order: int, parameter: Parameter, query: StoredQuery
) -> Iterator[ox.Triple]:
    one, first = ox.NamedNode(f"{iri.value}#{parameter.name}"), parameter.defaults[0]
    description = ox.Literal(query.describe(parameter.name), language="en")
    yield _say(iri, "sh:parameter", one)
    yield _say(one, "rdf:type", _named("sh:Parameter"))
    yield _say(one, "sh:path", one)
    yield _say(one, "sh:name", ox.Literal(parameter.name))
    yield _say(one, "sh:order", ox.Literal(order))
    yield _say(one, "sh:description", description)
    if isinstance(first, ox.Literal):
        yield _say(one, "sh:datatype", first.datatype)
    else:
        yield _say(one, "sh:nodeKind", _named("sh:IRI"))
    yield _say(one, "sh:defaultValue", first)


def _named(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, _named(name), value)

"""Cardinalities as OWL writes them: a store keeps every kind of integer as `xsd:integer`."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES

_NAMES = (
    *("cardinality", "minCardinality", "maxCardinality"),
    *("qualifiedCardinality", "minQualifiedCardinality", "maxQualifiedCardinality"),
)
_CARDINALITIES = {ox.NamedNode(f"{PREFIXES['owl']}{name}") for name in _NAMES}
_KEPT = ox.NamedNode(f"{PREFIXES['xsd']}integer")
_MEANT = ox.NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")


def as_owl_says(triple: ox.Triple) -> ox.Triple:
    """Give a triple, a cardinality as `xsd:nonNegativeInteger` (OWL 2 RDF Mapping, table 1)."""
    count = triple.object
    if triple.predicate not in _CARDINALITIES or not isinstance(count, ox.Literal):
        return triple
    if count.datatype != _KEPT:
        return triple
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(count.value, datatype=_MEANT))

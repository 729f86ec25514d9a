"""How much a graph holds: statements, things, classes, properties (VoID, sections 4.5 and 4.6).

Counted is the union of all named graphs, a statement that stands in several of them once.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.web.catalogue.graphs import rows
from sfia_graph.web.site import Site

_UNION = "{ SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
_TOTALS = f"""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?o) AS ?objects) {_UNION}"""
_CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class"
)
_PROPERTIES = f"""SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) {_UNION} GROUP BY ?p ORDER BY ?p"""
_ENTITIES = """SELECT (COUNT(DISTINCT ?s) AS ?n) {
  ?s ?p ?o FILTER(isIRI(?s) && STRSTARTS(STR(?s), %s)) }"""


@dataclass(frozen=True, slots=True)
class Property:
    """A property: how many statements use it, of how many subjects and with how many objects."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Counts:
    """How much there is; `entities` are the things whose IRIs begin with the base of the graph.

    `classes` say how many things each has.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: dict[str, int]
    properties: tuple[Property, ...]


def counts(site: Site) -> Counts:
    """Count what a site's graph holds."""
    ((triples, subjects, _, objects),) = rows(site, _TOTALS)
    ((entities,),) = rows(site, _ENTITIES % ox.Literal(site.base))
    return Counts(
        triples=int(triples),
        entities=int(entities),
        subjects=int(subjects),
        objects=int(objects),
        classes={name: int(count) for name, count in rows(site, _CLASSES)},
        properties=tuple(
            Property(name, *map(int, numbers)) for name, *numbers in rows(site, _PROPERTIES)
        ),
    )

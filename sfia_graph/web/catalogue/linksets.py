"""The links of a mapping set by relation, between two frameworks (VoID, section 5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sfia_graph.namespaces import PREFIXES
from sfia_graph.web.catalogue.graphs import NamedGraph, rows
from sfia_graph.web.site import Site

_RECORDED = """SELECT ?links ?property ?from ?to ?n { GRAPH <%s> {
  <%s> void:subset ?links . ?links void:linkPredicate ?property ; void:subjectsTarget ?from ;
    void:objectsTarget ?to ; void:triples ?n } } ORDER BY ?links"""
_COUNTED = """SELECT ?property (COUNT(*) AS ?n) { GRAPH <%s> { ?s ?property ?o
  VALUES ?property { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch
    skos:relatedMatch } } } GROUP BY ?property ORDER BY ?property"""
_SKOS = PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Linkset:
    """Links by one property; `start` and `end` are the frameworks, empty where nobody says."""

    iri: str
    property: str
    start: str
    end: str
    triples: int


def linksets(site: Site, graph: NamedGraph) -> tuple[Linkset, ...]:
    """Give the links of a mapping set: as it records them where that is so, or else as counted."""
    counted = {name: int(number) for name, number in rows(site, _COUNTED % graph.iri)}
    found = rows(site, _RECORDED % (graph.iri, graph.iri))
    recorded = tuple(
        Linkset(iri, name, start, end, int(number)) for iri, name, start, end, number in found
    )
    total: Counter[str] = Counter()
    for each in recorded:
        total[each.property] += each.triples
    if total == counted:
        return recorded
    start, end = (_one(graph, f"sssom:{side}_source") for side in ("subject", "object"))
    return tuple(
        Linkset(f"{graph.iri}#{name.removeprefix(_SKOS)}", name, start, end, number)
        for name, number in counted.items()
    )


def _one(graph: NamedGraph, name: str) -> str:
    found = graph.iris(name)
    return found[0] if len(found) == 1 else ""

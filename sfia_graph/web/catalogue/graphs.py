"""The named graphs of a site, with what each says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.languages import is_tag, primary
from sfia_graph.namespaces import expand
from sfia_graph.results import Rows
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

Literals = tuple[ox.Literal, ...]

_SIZES = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_EDITIONS = """SELECT DISTINCT ?g ?edition {
  GRAPH ?g { ?thing skos:inScheme ?edition } ?edition a sfia:Edition } ORDER BY ?g ?edition"""


@dataclass(frozen=True)
class NamedGraph:
    """A named graph: how many statements it has, of which editions, and what it says of itself."""

    iri: str
    triples: int
    editions: tuple[str, ...]
    said: dict[str, tuple[ox.NamedNode | ox.Literal, ...]]

    def literals(self, name: str) -> Literals:
        """Give the texts of a property, as in `dcterms:title`, in order."""
        found = self.said.get(expand(name), ())
        return tuple(each for each in found if isinstance(each, ox.Literal))

    def iris(self, name: str) -> tuple[str, ...]:
        """Give the IRIs of a property, in order."""
        found = self.said.get(expand(name), ())
        return tuple(each.value for each in found if isinstance(each, ox.NamedNode))

    def first(self, name: str) -> str:
        """Give the first text of a property, empty where there is none."""
        return next((each.value for each in self.literals(name)), "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that it says its texts are in; `zxx` has no language."""
        tags = (each.value for each in self.literals("dcterms:language"))
        return tuple(each for each in tags if is_tag(each) and primary(each) != "zxx")

    @property
    def maps(self) -> bool:
        """Whether it is a mapping set."""
        return expand("sssom:MappingSet") in self.iris("rdf:type")


@once
def named_graphs(site: Site) -> tuple[NamedGraph, ...]:
    """Give the named graphs of a site, by their IRIs."""
    editions: dict[str, tuple[str, ...]] = {}
    for graph, edition in rows(site, _EDITIONS):
        editions[graph] = (*editions.get(graph, ()), edition)
    return tuple(
        NamedGraph(graph, int(count), editions.get(graph, ()), _said(site, graph))
        for graph, count in rows(site, _SIZES)
    )


def _said(site: Site, graph: str) -> dict[str, tuple[ox.NamedNode | ox.Literal, ...]]:
    node = ox.NamedNode(graph)
    found: dict[str, set[ox.NamedNode | ox.Literal]] = {}
    for quad in site.store.engine.quads_for_pattern(node, None, None, node):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
    return {name: tuple(sorted(values, key=str)) for name, values in found.items()}


def rows(site: Site, query: str) -> list[tuple[str, ...]]:
    """Give the rows of a query as plain texts."""
    answer = site.store.sparql(query)
    assert isinstance(answer, Rows)
    return [tuple(map(str, row)) for row in answer.values()]

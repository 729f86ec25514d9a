"""Property paths (SHACL, section 2.3.1): read from a shapes graph, written as SPARQL or as RDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from sfia_graph.namespaces import compact

Kind = Literal["iri", "inverse", "sequence", "alternative", "*", "+", "?"]

_UNARY: dict[URIRef, Kind] = {
    SH.inversePath: "inverse",
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}
_PREDICATES = {kind: predicate for predicate, kind in _UNARY.items()}


@dataclass(frozen=True, slots=True)
class Path:
    """A property path: a property (`iri`), or what stands before or between its `parts`."""

    kind: Kind
    iri: str = ""
    parts: tuple[Path, ...] = ()

    def to_sparql(self) -> str:
        """Write the path in SPARQL 1.1's syntax (section 9.1), IRIs in full."""
        return self._written(lambda iri: f"<{iri}>")

    def __str__(self) -> str:
        return self._written(compact)

    def _written(self, name: Callable[[str], str]) -> str:
        if self.kind == "iri":
            return name(self.iri)
        parts = [part._written(name) for part in self.parts]
        if self.kind in {"sequence", "alternative"}:
            joined = ("/" if self.kind == "sequence" else "|").join(parts)
            return f"({joined})"
        return f"^{parts[0]}" if self.kind == "inverse" else f"({parts[0]}){self.kind}"

    def to_rdf(self, graph: Graph) -> Node:
        """Write the path into a graph, and give its node."""
        if self.kind == "iri":
            return URIRef(self.iri)
        parts = [part.to_rdf(graph) for part in self.parts]
        node = BNode()
        if self.kind == "sequence":
            Collection(graph, node, parts)
        elif self.kind == "alternative":
            graph.add((node, SH.alternativePath, Collection(graph, BNode(), parts).uri))
        else:
            graph.add((node, _PREDICATES[self.kind], parts[0]))
        return node


def read_path(graph: Graph, node: Node) -> Path:
    """Read the path that a node of a shapes graph stands for."""
    if isinstance(node, URIRef) and node != RDF.nil:
        return Path("iri", str(node))
    for predicate, kind in _UNARY.items():
        inner = graph.value(node, predicate)
        if inner is not None and (node, RDF.first, None) not in graph:
            return Path(kind, parts=(read_path(graph, inner),))
    alternatives = graph.value(node, SH.alternativePath)
    kind = "sequence" if alternatives is None else "alternative"
    members = graph.items(alternatives or node)
    return Path(kind, parts=tuple(read_path(graph, member) for member in members))

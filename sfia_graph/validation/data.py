"""What is validated: the union of its graphs, for each engine in the form that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox
import rdflib

from sfia_graph.namespaces import PREFIXES
from sfia_graph.terms import graph_of, quads_of
from sfia_graph.validation.results import Term

_AS_WRITTEN = {f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString"}
_NAMED = f"""
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?this ?code ?label
WHERE {{
  {{ ?this dcterms:identifier ?code }} UNION {{ ?this skos:prefLabel|dcterms:title ?label }}
}}"""


class Data:
    """Statements under validation, each once, whatever graphs they stand in.

    Oxigraph keeps the value of a literal, and neither how it was written nor a datatype such as
    `xsd:nonNegativeInteger`. `typed` are the statements whose literals it might change, as they
    were; pySHACL is given those.
    """

    def __init__(self, store: ox.Store, typed: Iterable[ox.Quad] = ()) -> None:
        self.store, self._typed = store, tuple(typed)

    @classmethod
    def of(cls, statements: Iterable[ox.Quad]) -> Data:
        """Make the union of statements, each given its graph."""
        store, typed = ox.Store(), []

        def united() -> Iterator[ox.Quad]:
            for each in statements:
                quad = ox.Quad(each.subject, each.predicate, each.object)
                if _is_typed(quad):
                    typed.append(quad)
                yield quad

        store.bulk_extend(united())
        return cls(store, typed)

    @classmethod
    def of_rdflib(cls, graph: rdflib.Graph) -> Data:
        """Make it of an rdflib graph, or of all the graphs of a dataset."""
        quads = (
            graph.quads()
            if isinstance(graph, rdflib.Dataset)
            else graph.triples((None, None, None))
        )
        return cls.of(quads_of(quads))

    def __len__(self) -> int:
        return len(self.store)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The statements as an rdflib graph."""
        if not self._typed:
            return graph_of(self.store)
        graph = graph_of(each for each in self.store if not _is_typed(each))
        graph += graph_of(self._typed)
        return graph

    @cached_property
    def names(self) -> dict[Term, tuple[str, str]]:
        """The code and the name of each resource that has them, in English where it can be."""
        codes: dict[Term, str] = {}
        labels: dict[Term, tuple[bool, str]] = {}
        solutions = self.store.query(_NAMED)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            this, code, label = solution["this"], solution["code"], solution["label"]
            if isinstance(code, ox.Literal):
                codes[this] = min(code.value, codes.get(this, code.value))
            if isinstance(label, ox.Literal):
                ranked = (not (label.language or "").startswith("en"), label.value)
                labels[this] = min(ranked, labels.get(this, ranked))
        return {
            this: (codes.get(this, ""), labels.get(this, (True, ""))[1])
            for this in {*codes, *labels}
        }


def _is_typed(quad: ox.Quad) -> bool:
    """Whether its literal is of a datatype that Oxigraph might store in another form."""
    value = quad.object
    return isinstance(value, ox.Literal) and value.datatype.value not in _AS_WRITTEN

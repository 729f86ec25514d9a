"""Oxigraph inside the process, in memory or on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import pyoxigraph as ox

from sfia_graph.errors import QueryError
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Answer, Rows
from sfia_graph.store.compatibility import with_tags_restored
from sfia_graph.store.labelling import distinct
from sfia_graph.store.prologue import names_dataset
from sfia_graph.syntax import explain

if TYPE_CHECKING:
    import rdflib

    from sfia_graph.store.leases import Lease

DEEPEST = 500
"""How deep braces may stand inside braces; some thousands end Oxigraph (0.5), and us with it."""


Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Dataset = tuple[tuple[str, ...], tuple[str, ...]]
"""The IRIs of the graphs that are merged as the default graph, and of the named graphs."""


@dataclass(frozen=True, slots=True)
class EmbeddedStore:
    """A set of named graphs; a query sees the union of them as its default graph.

    `where` says what was opened, for messages. `merged` says that the engine's default graph holds
    what the named graphs say, each statement once; otherwise the engine makes the union for each
    query, which gives a statement as often as it stands in graphs, and a join more often still.
    `apart` are graphs that are not merged, and share no statement with another.
    `lease` is held open while the store is in use.
    """

    engine: ox.Store
    where: str
    merged: bool = True
    apart: tuple[ox.NamedNode | ox.BlankNode, ...] = ()
    lease: Lease | None = None

    def sparql(self, query: str) -> Answer:
        """Answer a SPARQL 1.1 query; the project's prefixes need no declaration.

        Gives `Rows` for SELECT, `Triples` for CONSTRUCT and DESCRIBE, a boolean for ASK.
        Raises `QueryError` for a query that is malformed or cannot be evaluated.
        """
        try:
            found = self.found(query)
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QuerySolutions):
                columns = tuple(variable.value for variable in found.variables)
                rows = tuple(tuple(solution) for solution in found)
                return with_tags_restored(Rows(columns, rows))
            return distinct(found)
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {explain(error.msg)}") from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from None

    def found(self, query: str, base: str | None = None, dataset: Dataset | None = None) -> Found:
        """Give the engine's own answer, which is read once and worked out while it is read.

        Relative IRIs stand against `base`. A `dataset` takes the place of the whole store and of
        what FROM says (SPARQL 1.1 Protocol, section 2.1.4).
        Raises what the engine raises, and `QueryError` for braces too deep in one another.
        """
        if query.count("{") > DEEPEST and _depth(query) > DEEPEST:
            raise QueryError(f"braces inside braces, more than {DEEPEST} deep")
        if dataset is not None:
            default, named = dataset
            return self.engine.query(
                query,
                base_iri=base,
                prefixes=PREFIXES,
                default_graph=[ox.NamedNode(name) for name in default],
                named_graphs=[ox.NamedNode(name) for name in named],
            )
        if self.apart and not names_dataset(query):
            united = [ox.DefaultGraph(), *self.apart]
            return self.engine.query(query, base_iri=base, prefixes=PREFIXES, default_graph=united)
        return self.engine.query(
            query, base_iri=base, prefixes=PREFIXES, use_default_graph_as_union=not self.merged
        )

    def graphs(self) -> list[str]:
        """Give the IRIs of the named graphs, sorted."""
        return sorted(str(name.value) for name in self.engine.named_graphs())

    def quads(self) -> Iterator[ox.Quad]:
        """Give the statements of the named graphs, in no order."""
        for name in self.engine.named_graphs():
            yield from self.engine.quads_for_pattern(None, None, None, name)

    def to_rdflib(self) -> rdflib.Dataset:
        """Give a copy as an rdflib dataset: the named graphs, and their union as default graph.

        It is rdflib's own, in memory: what is added or removed there changes nothing here. Literals
        keep the lexical forms that they have here. Raises `SfiaError` for a statement of RDF 1.2.
        """
        import rdflib

        from sfia_graph.terms import to_rdflib

        dataset = rdflib.Dataset(default_union=True)
        for name in self.engine.named_graphs():
            graph = dataset.graph(rdflib.URIRef(name.value))
            for quad in self.engine.quads_for_pattern(None, None, None, name):
                graph.add(tuple(map(to_rdflib, quad.triple)))  # type: ignore[arg-type]
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def _depth(query: str) -> int:
    depths = accumulate(1 if brace == "{" else -1 for brace in re.findall("[{}]", query))
    return max(depths, default=0)

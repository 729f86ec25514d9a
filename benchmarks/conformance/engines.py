"""Engines that the suites of queries are put to: this project's and rdflib's."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery

from benchmarks.conformance.queries import RefusedError, UnansweredError
from benchmarks.conformance.solutions import Expected, table
from sfia_graph.errors import QueryError
from sfia_graph.results import Rows, Triples
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.terms import quads_of, to_oxigraph, to_rdflib


def ours(query: str, base: str, dataset: list[ox.Quad]) -> Expected:
    """Ask the embedded store, as `sfia-graph sparql` does."""
    engine = ox.Store()
    engine.extend(dataset)
    try:
        answer = EmbeddedStore(engine, "a test").sparql(f"BASE <{base}>\n{query}")
    except QueryError as error:
        refused = "not a SPARQL query" in str(error)
        raise (RefusedError if refused else UnansweredError)(str(error)) from None
    if isinstance(answer, Rows):
        return table(answer.columns, answer.terms)
    if isinstance(answer, Triples):
        return [ox.Quad(each.subject, each.predicate, each.object) for each in answer]
    return answer


def rdflibs(query: str, base: str, dataset: list[ox.Quad]) -> Expected:
    """Ask rdflib's own engine, on its store in memory; it may raise anything."""
    filled = rdflib.Dataset()
    for each in dataset:
        name = each.graph_name
        graph = filled if isinstance(name, ox.DefaultGraph) else filled.graph(to_rdflib(name))
        graph.add((to_rdflib(each.subject), to_rdflib(each.predicate), to_rdflib(each.object)))
    try:
        prepared = prepareQuery(query, base=base)
    except Exception as error:  # rdflib has no one error for what is no query
        raise RefusedError(str(error)) from None
    try:
        answer = filled.query(prepared)
        return _read(answer)
    except Exception as error:  # nor for what it cannot evaluate
        raise UnansweredError(str(error)) from None


def _read(answer: rdflib.query.Result) -> Expected:
    if answer.type == "ASK":
        return bool(answer.askAnswer)
    if answer.type != "SELECT":
        assert answer.graph is not None
        return list(quads_of(answer.graph))
    names = list(answer.vars or ())
    rows = ((row.get(name) for name in names) for row in answer.bindings)
    terms = ([None if term is None else to_oxigraph(term) for term in row] for row in rows)
    return table(list(map(str, names)), terms)

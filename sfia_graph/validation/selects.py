"""SPARQL constraints evaluated in Oxigraph, each once for all of its targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from sfia_graph.validation.constraints import SelectConstraint
from sfia_graph.validation.paths import Path
from sfia_graph.validation.results import Term
from sfia_graph.validation.rewriting import for_all_targets

Found = tuple[Term, Path | None, Term | None, tuple[str, ...]]
"""A focus node, where in it, the value, and the messages with their variables filled in."""


def at_once(constraint: SelectConstraint, classes: Graph) -> str | None:
    """Write a constraint as one query for all targets; None where that might change its results.

    `classes` is a graph that holds the `rdfs:subClassOf` of the data.
    """
    if any(isinstance(value, Literal) for _, value in constraint.targets):
        return None
    patterns = [each for target in constraint.targets for each in _patterns(*target, classes)]
    pattern = patterns[0]
    if len(patterns) > 1 or constraint.targets[0][0] != SH.targetClass:
        union = " UNION ".join(f"{{ {each} }}" for each in patterns)
        pattern = f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"
    query = for_all_targets(constraint.select, pattern)
    return None if query is None else constraint.prefixes + query


def _patterns(predicate: URIRef, value: Node, classes: Graph) -> list[str]:
    """Give the graph patterns that find a target's nodes: one, or one for each of its classes."""
    if predicate == SH.targetClass:
        kinds = sorted(map(str, classes.transitive_subjects(RDFS.subClassOf, value)))
        return [f"?this <{RDF.type}> <{kind}> ." for kind in kinds]
    if predicate == SH.targetSubjectsOf:
        return [f"?this {value.n3()} ?shaclTarget ."]
    if predicate == SH.targetObjectsOf:
        return [f"?shaclTarget {value.n3()} ?this ."]
    return [f"VALUES ?this {{ {value.n3()} }}"]


def evaluate(constraint: SelectConstraint, query: str, store: ox.Store) -> Iterator[Found]:
    """Give what a constraint finds, each solution once (SHACL, section 5.3.2).

    Raises what Oxigraph raises: `SyntaxError` for what is no SPARQL.
    """
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for terms in dict.fromkeys(tuple(solution) for solution in solutions):
        bound = {name: term for name, term in zip(names, terms, strict=True) if term is not None}
        focus, path = bound["this"], bound.get("path")
        if constraint.path is None:
            bound.setdefault("value", focus)
        value = bound.get("value")
        where = Path("iri", path.value) if isinstance(path, ox.NamedNode) else constraint.path
        yield focus, where, value, tuple(_filled(message, bound) for message in constraint.messages)


def _filled(message: str, bound: dict[str, Term]) -> str:
    def fill(found: re.Match[str]) -> str:
        term = bound.get(found[1])
        return found[0] if term is None else term.value

    return re.sub(r"\{[?$](\w+)\}", fill, message)

"""Triples by their subjects, and lists that a format can write so (RDF Schema, section 5.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES

_RDF = PREFIXES["rdf"]
_FIRST, _REST = f"{_RDF}first", f"{_RDF}rest"
_TO_REST = ox.NamedNode(_REST)
_NIL = ox.NamedNode(f"{_RDF}nil")

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Said = dict[Term, dict[str, list[Term]]]
"""What is said, by subject and by the property's IRI."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A list: its members, and the unnamed things behind the first one that hold it together."""

    members: tuple[Term, ...]
    cells: tuple[Term, ...]


def by_subject(triples: Iterable[ox.Triple]) -> Said:
    """Give triples by their subjects and properties, values in the order of the triples."""
    said: Said = {}
    for each in triples:
        values = said.setdefault(each.subject, {})  # type: ignore[arg-type]
        values.setdefault(each.predicate.value, []).append(each.object)  # type: ignore[arg-type]
    return said


def lists(triples: Iterable[ox.Triple]) -> dict[Term, Collection]:
    """Give the lists by their heads, which something points to; each is used in one place only.

    Of what is no list as it should be nothing is given, and of lists in a list only the inner ones.
    """
    triples = list(triples)
    if not any(each.predicate == _TO_REST for each in triples):
        return {}
    uses: Counter[Term] = Counter()
    said: dict[Term, list[tuple[str, Term]]] = {}
    for each in triples:
        if isinstance(each.object, ox.BlankNode):
            uses[each.object] += 1
        if isinstance(each.subject, ox.BlankNode):
            said.setdefault(each.subject, []).append((each.predicate.value, each.object))  # type: ignore[arg-type]
    cells = {
        cell: (dict(about)[_FIRST], dict(about)[_REST])
        for cell, about in said.items()
        if uses[cell] == 1 and sorted(name for name, _ in about) == [_FIRST, _REST]
    }
    heads = cells.keys() - {rest for _, rest in cells.values()}
    found = ((head, _collection(head, cells)) for head in heads)
    return {
        head: collection
        for head, collection in found
        if collection and heads.isdisjoint(collection.members)
    }


def _collection(head: Term, cells: Mapping[Term, tuple[Term, Term]]) -> Collection | None:
    members: list[Term] = []
    passed: list[Term] = []
    at = head
    while at in cells:
        member, at = cells[at]
        members.append(member)
        passed.append(at)
    return Collection(tuple(members), tuple(passed[:-1])) if at == _NIL else None

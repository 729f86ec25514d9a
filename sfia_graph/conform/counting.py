"""Numbers of a dataset as VoID defines them (section 4.6), counted in its statements."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES

Triples = frozenset[ox.Triple]

_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


def _entities(held: Triples, space: str) -> int:
    """Count the things whose IRIs begin as the dataset says."""
    subjects = {each.subject for each in held}
    return sum(isinstance(each, ox.NamedNode) and each.value.startswith(space) for each in subjects)


COUNTS: dict[str, Callable[[Triples, str], int]] = {
    "triples": lambda held, space: len(held),
    "entities": _entities,
    "classes": lambda held, space: len({each.object for each in held if each.predicate == _TYPE}),
    "properties": lambda held, space: len({each.predicate for each in held}),
    "distinctSubjects": lambda held, space: len({each.subject for each in held}),
    "distinctObjects": lambda held, space: len({each.object for each in held}),
}
"""By the name of VoID's property: a number of a dataset whose IRIs begin with a text."""


def counted_in(held: Triples, name: str, kind: str, predicate: str) -> int | None:
    """Count in the partition of a class or of a property; None for what VoID does not define."""
    if predicate:
        own = frozenset(each for each in held if each.predicate.value == predicate)
        return COUNTS[name](own, "") if name in COUNTS and name != "entities" else None
    named = ox.NamedNode(kind)
    things = {each.subject for each in held if each.predicate == _TYPE and each.object == named}
    if name == "entities":
        return len(things)
    about = frozenset(each for each in held if each.subject in things)
    return COUNTS[name](about, "") if name in COUNTS else None


def linked(held: Triples, predicate: str, start: str, end: str) -> int:
    """Count the links by a property, from and to IRIs that begin with two texts."""
    return sum(
        each.predicate.value == predicate
        and _begins(each.subject, start)
        and _begins(each.object, end)
        for each in held
    )


def _begins(term: object, text: str) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(text)

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


class Parts:
    """The statements of a dataset by property, and its things by class (section 4.5)."""

    def __init__(self, held: Triples) -> None:
        self._held = held
        self._by_property: dict[str, list[ox.Triple]] = {}
        self._by_class: dict[str, set[object]] = {}
        for each in held:
            self._by_property.setdefault(each.predicate.value, []).append(each)
            if each.predicate == _TYPE and isinstance(each.object, ox.NamedNode):
                self._by_class.setdefault(each.object.value, set()).add(each.subject)

    def of_property(self, name: str, predicate: str) -> int | None:
        """Count in the partition of a property; None for what VoID does not define."""
        own = frozenset(self._by_property.get(predicate, ()))
        return COUNTS[name](own, "") if name in COUNTS and name != "entities" else None

    def of_class(self, name: str, kind: str) -> int | None:
        """Count in the partition of a class; None for what VoID does not define."""
        things = self._by_class.get(kind, set())
        if name == "entities":
            return len(things)
        about = frozenset(each for each in self._held if each.subject in things)
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

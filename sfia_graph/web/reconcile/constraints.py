"""Whether an entity has the properties that a query asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sfia_graph.web.reconcile.entities import Entity
from sfia_graph.web.reconcile.mappings import Mapped
from sfia_graph.web.reconcile.properties import Asking, Value, property_of
from sfia_graph.web.reconcile.queries import Constraint
from sfia_graph.web.reconcile.spelling import key, readings

_LEVELS = ("levels", "lowest", "highest")


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether an entity has a property; `holds` is None where the values asked for mean nothing."""

    property: str
    holds: bool | None


def holds(asking: Asking, entity: Entity, constraints: Iterable[Constraint]) -> Iterator[Holds]:
    """Say for each constraint on a known property whether an entity has one of its values.

    Values are compared by id, number, code or name in any language, without case and accents.
    """
    for each in constraints:
        known = property_of(each.property)
        if known is None:
            continue
        if known.id in _LEVELS:
            levels = {level for value in each.values if (level := _level(value))}
            there = {_number(value) for value in known.read(asking, entity)}
            yield Holds(known.id, bool(levels & there) if levels else None)
        else:
            wanted = {key(value.removeprefix(asking.catalogue.base)) for value in each.values}
            there = {word for value in known.read(asking, entity) for word in _keys(asking, value)}
            yield Holds(known.id, bool(wanted & there))


def _level(text: str) -> int:
    """Give the number of a level that a text names, 0 where it names none."""
    plain = text.rsplit("level/", 1)[-1]
    return next((each.level for each in readings(plain) if each.level and not each.text), 0)


def _number(value: Value) -> int | str:
    if isinstance(value, Mapped):
        tail = value.id.rsplit("/", 1)[-1]
        return int(tail) if tail.isdecimal() else tail
    return value


def _keys(asking: Asking, value: Value) -> Iterator[str]:
    if not isinstance(value, Mapped):
        yield key(str(value))
        return
    yield key(value.id)
    known = asking.catalogue.entities.get(value.id)
    for name in (each.text for each in known.names) if known else [value.name]:
        yield key(name)
    if known and known.code:
        yield key(known.code)

"""Whether an entity has the properties that a query asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sfia_graph.web.reconcile.entities import Entity
from sfia_graph.web.reconcile.mappings import Mapped
from sfia_graph.web.reconcile.properties import Asking, Property, Value, property_of
from sfia_graph.web.reconcile.queries import Constraint
from sfia_graph.web.reconcile.spelling import key, readings

_LEVELS = ("levels", "lowest", "highest")


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether an entity has a property; `holds` is None where the values asked for mean nothing."""

    property: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Sought:
    """A property, and the values asked for as they are compared; none where they mean nothing."""

    property: Property
    values: frozenset[str]


def sought(asking: Asking, constraints: Iterable[Constraint]) -> list[Sought]:
    """Give the constraints on known properties.

    Values are compared by id, number, code or name in any language, without case and accents.
    """
    found = []
    for each in constraints:
        known = property_of(each.property)
        if known and known.id in _LEVELS:
            levels = (level for value in each.values if (level := _level(value)))
            found.append(Sought(known, frozenset(map(str, levels))))
        elif known:
            plain = (value.removeprefix(asking.catalogue.base) for value in each.values)
            found.append(Sought(known, frozenset(map(key, plain))))
    return found


def holds(asking: Asking, entity: Entity, asked: Iterable[Sought]) -> Iterator[Holds]:
    """Say for each constraint whether an entity has one of its values."""
    for each in asked:
        there = _there(asking, entity, each.property)
        yield Holds(each.property.id, bool(each.values & there) if each.values else None)


def _there(asking: Asking, entity: Entity, known: Property) -> frozenset[str]:
    """Give what an entity has, as it is compared; made once, for a query may ask all entities."""
    at = (known.id, entity.id, asking.language)
    found = asking.compared.get(at)
    if found is None:
        values = known.read(asking, entity)
        if known.id in _LEVELS:
            found = frozenset(map(_number, values))
        else:
            found = frozenset(word for value in values for word in _keys(asking, value))
        asking.compared[at] = found
    return found


def _level(text: str) -> int:
    """Give the number of a level that a text names, 0 where it names none."""
    plain = text.rsplit("level/", 1)[-1]
    return next((each.level for each in readings(plain) if each.level and not each.text), 0)


def _number(value: Value) -> str:
    return value.id.rsplit("/", 1)[-1] if isinstance(value, Mapped) else str(value)


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

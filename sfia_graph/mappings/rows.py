"""A mapping from the values of its slots, and the values of its slots from a mapping."""

from __future__ import annotations

from collections.abc import Mapping as Given
from collections.abc import Sequence
from dataclasses import replace

from sfia_graph.errors import Place, SourceError
from sfia_graph.mappings.header import Header
from sfia_graph.mappings.records import Mapping, MappingSet, slots_of
from sfia_graph.mappings.values import Faults, read_values

NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
"""The slots that make a mapping; the standard asks for them."""


def mapping_of(
    given: Given[str, Sequence[str]], header: Header, place: Place, faults: Faults
) -> Mapping | None:
    """Make a mapping of the values of its slots, which the header knows; None if one is at fault.

    What the header says of all mappings holds where the row says nothing.
    """
    before = len(faults)
    known = header.slots
    values = {
        name: read_values(known[name], each, header.prefixes, _at(place, name), faults)
        for name, each in given.items()
    }
    for name in NEEDED:
        if len(faults) == before and not values.get(name):
            faults.append(SourceError(_at(place, name), "empty", "each mapping needs one"))
    if len(faults) > before:
        return None
    subject, predicate, object_, justification = (values.pop(name)[0] for name in NEEDED)
    negated = bool(values.pop("predicate_modifier", ()))
    slots = slots_of({**dict(header.propagated), **{k: v for k, v in values.items() if v}})
    return Mapping(subject, predicate, object_, justification, negated, slots, place.row)


def values_of(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """Give the values of all slots of a mapping, by slot."""
    core = (mapping.subject, mapping.predicate, mapping.object, mapping.justification)
    values = {name: (value,) for name, value in zip(NEEDED, core, strict=True)}
    if mapping.negated:
        values["predicate_modifier"] = ("Not",)
    return {**values, **dict(mapping.slots)}


def with_mappings(header: Header, mappings: Sequence[Mapping]) -> MappingSet:
    """Give the set of a header with its mappings, sorted by their two concepts."""
    return replace(header.set, mappings=tuple(sorted(mappings, key=_order)))


def _order(mapping: Mapping) -> tuple[object, ...]:
    core = (mapping.subject, mapping.object, mapping.predicate, mapping.negated)
    return (*core, mapping.justification, mapping.slots)


def _at(place: Place, column: str) -> Place:
    return Place(place.file, row=place.row, line=place.line, column=column)

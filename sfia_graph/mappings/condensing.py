"""What holds for all mappings of a set, said once (SSSOM, propagation and condensation)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sfia_graph.mappings.curies import BUILT_IN, contract
from sfia_graph.mappings.records import Mapping, MappingSet, Slots
from sfia_graph.mappings.slots import PROPAGATED, SET, Slot


def condense(
    mappings: Sequence[Mapping], apart: frozenset[str] = frozenset()
) -> tuple[Slots, tuple[Mapping, ...]]:
    """Take out of all mappings the slots that may stand in the header and are the same in each.

    The slots that stand `apart` are left where they are.
    """
    if not mappings:
        return (), ()
    shared = tuple(
        item
        for item in mappings[0].slots
        if item[0] in PROPAGATED.keys() - apart
        and all(item in mapping.slots for mapping in mappings)
    )
    return shared, tuple(
        replace(mapping, slots=tuple(item for item in mapping.slots if item not in shared))
        for mapping in mappings
    )


def header_of(given: MappingSet, shared: Slots) -> dict[str, Any]:
    """Give the slots of a header as plain values; `shared` are those that hold for all mappings."""
    prefixes = {**BUILT_IN, **dict(given.prefixes)}
    header: dict[str, Any] = {"mapping_set_id": given.iri}
    for name, values in (*given.slots, *shared):
        slot = SET.get(name) or PROPAGATED[name]
        header[name] = plain(slot, values, prefixes)
    if given.extensions:
        header["extension_definitions"] = [
            {"slot_name": name, "property": iri} for name, iri in given.extensions
        ]
    if given.prefixes:
        header["curie_map"] = dict(given.prefixes)
    return header


def plain(slot: Slot, values: tuple[str, ...], prefixes: dict[str, str]) -> Any:
    """Give the values of a slot as JSON and YAML have them."""
    if slot.kind == "reference":
        values = tuple(contract(value, prefixes) for value in values)
    each: list[Any] = [float(value) if slot.kind == "number" else value for value in values]
    return each if slot.many else each[0]


def header_text(given: MappingSet, shared: Slots) -> str:
    """Give the header as YAML."""
    import yaml

    header = header_of(given, shared)
    return yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=10_000)

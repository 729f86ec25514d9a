"""The values of slots: what is written in a file, checked and made whole."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.mappings.curies import expand, is_iri
from sfia_graph.mappings.slots import CARDINALITIES, ENTITY_TYPES, RELATIONS, Slot
from sfia_graph.namespaces import local_name

Faults = list[SourceError]
"""What was wrong, in the order of the file; what is listed was left out, the rest was read."""

_BETWEEN_0_AND_1 = {"confidence", "mapping_set_confidence", "reviewer_agreement"}
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_values(
    slot: Slot, values: Sequence[str], prefixes: Mapping[str, str], place: Place, faults: Faults
) -> tuple[str, ...]:
    """Give the values of a slot, sorted: references as IRIs, numbers and dates in one form.

    A value at fault is left out, and the fault listed.
    """
    found = set()
    for value in filter(None, (each.strip() for each in values)):
        problem = _problem(slot, value, prefixes)
        if problem:
            faults.append(SourceError(place, *problem))
        else:
            found.add(_whole(slot, value, prefixes))
    if len(found) > 1 and not slot.many:
        faults.append(SourceError(place, f"{len(found)} values", "the slot takes one"))
        return ()
    return tuple(sorted(found))


def _problem(slot: Slot, value: str, prefixes: Mapping[str, str]) -> tuple[str, str] | None:
    """Say what is wrong with a value, and what to do."""
    what = quoted(value)
    if slot.kind == "reference":
        return _reference_problem(slot, value, prefixes)
    if slot.kind == "iri" and not is_iri(value):
        return f"found {what}, expected an IRI", "write it in full"
    if slot.kind == "number" and not _is_number(slot, value):
        return f"found {what}, expected {_range(slot)}", "correct it, or leave it empty"
    if slot.kind == "date" and not _is_date(value):
        return f"found {what}, expected a date", "write it as 2026-01-31"
    if slot.kind == "entity type" and value not in ENTITY_TYPES:
        return f"found {what}, no entity type", f"write one of {', '.join(ENTITY_TYPES)}"
    if slot.kind == "cardinality" and value not in CARDINALITIES:
        return f"found {what}, no cardinality", f"write one of {', '.join(CARDINALITIES)}"
    if slot.name == "predicate_modifier" and value != "Not":
        return f"found {what}, expected Not", "write Not, or leave it empty"
    if _CONTROL.search(value):
        return f"found {what}, which holds a control character", "take it away"
    return None


def _reference_problem(
    slot: Slot, value: str, prefixes: Mapping[str, str]
) -> tuple[str, str] | None:
    iri = expand(value, prefixes)
    if iri is None:
        prefix, colon, _ = value.partition(":")
        if not colon:
            return f"found {quoted(value)}, expected a CURIE", "write it as prefix:name"
        if prefix in prefixes:
            return f"found {quoted(value)}, which makes no IRI", "correct what follows the prefix"
        return f"the prefix of {quoted(value)} is not declared", "add it to curie_map"
    if slot.name == "predicate_id" and iri not in RELATIONS:
        names = ", ".join(f"skos:{local_name(each)}" for each in RELATIONS)
        return f"found {quoted(value)}, no mapping relation of SKOS", f"write one of {names}"
    return None


def _whole(slot: Slot, value: str, prefixes: Mapping[str, str]) -> str:
    if slot.kind == "reference":
        return expand(value, prefixes) or value
    if slot.kind == "number":
        return plain_number(value)
    return value


def plain_number(value: str) -> str:
    """Write a number without an exponent, and no longer than it need be.

    >>> plain_number("8e-01"), plain_number("1.0"), plain_number("0.80")
    ('0.8', '1', '0.8')
    """
    number = f"{float(value):.12f}".rstrip("0").rstrip(".")
    return "0" if number in ("-0", "") else number


def _range(slot: Slot) -> str:
    return "a number from 0 to 1" if slot.name in _BETWEEN_0_AND_1 else "a number"


def _is_number(slot: Slot, value: str) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    if slot.name in _BETWEEN_0_AND_1:
        return 0 <= number <= 1
    return math.isfinite(number)


def _is_date(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True

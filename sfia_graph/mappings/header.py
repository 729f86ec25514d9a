"""The header of an SSSOM file: YAML in lines that begin with `#` (SSSOM, the TSV format)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.mappings.curies import BUILT_IN, expand, is_iri
from sfia_graph.mappings.records import MappingSet, Slots, slots_of
from sfia_graph.mappings.slots import MAPPING, PROPAGATED, SET, Slot
from sfia_graph.mappings.values import Faults, read_values

_NAME = re.compile(r"[A-Za-z_][\w.-]*")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says: the empty set, its prefixes, and the slots that all mappings get."""

    set: MappingSet
    prefixes: dict[str, str]
    propagated: Slots

    @property
    def slots(self) -> dict[str, Slot]:
        """The slots that a mapping may have: the standard's, and the set's own."""
        own = {name: Slot(name, iri=iri) for name, iri in self.set.extensions}
        return {**MAPPING, **own}


def parse_header(text: str, name: str, faults: Faults) -> Header:
    """Read the YAML of a header; `name` is the file's name. Faults go into the list.

    Raises `SourceError` where it is no YAML at all, or has no `mapping_set_id`.
    """
    return read_header(_yaml(text, name), name, faults)


def read_header(given: dict[str, Any], name: str, faults: Faults) -> Header:
    """Read the slots of a header, as YAML or JSON has them; as `parse_header`."""
    given = dict(given)
    place = Place(name, line=1)
    prefixes = {**BUILT_IN, **_curie_map(given.pop("curie_map", None), place, faults)}
    extensions = _extensions(given.pop("extension_definitions", None), prefixes, place, faults)
    given.pop("mappings", None)
    own: dict[str, str | tuple[str, ...] | None] = {}
    shared: dict[str, str | tuple[str, ...] | None] = {}
    for slot, value in given.items():
        known = SET.get(slot) or PROPAGATED.get(slot)
        where = Place(name, column=slot)
        if known is None:
            remedy = "give it to each row" if slot in MAPPING else "take it away"
            faults.append(SourceError(where, "no slot that the header of a set has", remedy))
            continue
        values = [str(each) for each in value] if isinstance(value, list) else [_plain(value)]
        read = read_values(known, values, prefixes, where, faults)
        (own if slot in SET else shared)[slot] = read
    iri = own.pop("mapping_set_id", None)
    if not iri:
        remedy = "add '#mapping_set_id: https://…' above the table"
        raise SourceError(place, "no mapping_set_id in the header", remedy)
    declared = tuple(sorted((key, value) for key, value in prefixes.items() if key not in BUILT_IN))
    found = MappingSet(str(iri[0]), (), slots_of(own), declared, extensions)
    return Header(found, prefixes, slots_of(shared))


def _yaml(text: str, name: str) -> dict[str, Any]:
    import yaml

    remedy = "write 'slot: value' lines, each after a '#'"
    try:
        given = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"the header is no YAML ({getattr(error, 'problem', None) or 'malformed'})"
        place = Place(name, line=mark.line + 1 if mark else 1)
        raise SourceError(place, problem, remedy) from None
    except (ValueError, RecursionError) as error:
        line = str(error).splitlines()[0]
        raise SourceError(Place(name, line=1), f"the header is no YAML ({line})", remedy) from None
    if not isinstance(given, dict):
        problem = "no header" if given is None else "the header is no YAML mapping"
        raise SourceError(Place(name, line=1), problem, remedy)
    return {str(key): value for key, value in given.items() if value is not None}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _curie_map(given: object, place: Place, faults: Faults) -> dict[str, str]:
    if given is None:
        return {}
    if not isinstance(given, dict):
        faults.append(SourceError(place, "curie_map is no map", "write 'prefix: IRI' below it"))
        return {}
    found = {}
    for prefix, iri in given.items():
        if isinstance(iri, str) and is_iri(iri) and _NAME.fullmatch(str(prefix)):
            found[str(prefix)] = iri
        else:
            problem = f"the prefix {quoted(str(prefix))} stands for {quoted(str(iri))}"
            faults.append(SourceError(place, problem, "a prefix stands for an IRI"))
    return found


def _extensions(
    given: object, prefixes: dict[str, str], place: Place, faults: Faults
) -> tuple[tuple[str, str], ...]:
    found = {}
    for each in given if isinstance(given, list) else []:
        name = each.get("slot_name") if isinstance(each, dict) else None
        iri = expand(str(each.get("property", "")), prefixes) if isinstance(name, str) else None
        if isinstance(name, str) and iri and name not in MAPPING:
            found[name] = iri
        else:
            remedy = "give each a new slot_name and a property"
            faults.append(SourceError(place, "an extension without name and property", remedy))
    return tuple(sorted(found.items()))

"""SSSOM as JSON: the slots of the set, and the mappings in a list."""

from __future__ import annotations

import json
from typing import Any

from sfia_graph.errors import Place, SourceError
from sfia_graph.mappings.condensing import condense, header_of, plain
from sfia_graph.mappings.curies import BUILT_IN
from sfia_graph.mappings.header import Header, read_header
from sfia_graph.mappings.records import Mapping, MappingSet
from sfia_graph.mappings.rows import mapping_of, values_of, with_mappings
from sfia_graph.mappings.slots import MAPPING, Slot
from sfia_graph.mappings.values import Faults


def parse_json(text: str, name: str, faults: Faults) -> MappingSet:
    """Read the text of SSSOM/JSON; faults as in `parse_tsv`, each with the mapping's place."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(name, line=error.lineno)
        raise SourceError(place, f"no JSON ({error.msg})", "write it anew") from None
    except RecursionError:
        raise SourceError(Place(name), "JSON nested too deep", "write it anew") from None
    if not isinstance(given, dict) or not isinstance(given.get("mappings"), list):
        remedy = "SSSOM/JSON is an object with the list 'mappings'"
        raise SourceError(Place(name), "no list of mappings", remedy)
    mappings = given.pop("mappings")
    header = read_header({k: v for k, v in given.items() if v is not None}, name, faults)
    read = [
        _mapping(each, header, Place(name, row=number), faults)
        for number, each in enumerate(mappings, 1)
    ]
    return with_mappings(header, [each for each in read if each])


def _mapping(given: Any, header: Header, place: Place, faults: Faults) -> Mapping | None:
    if not isinstance(given, dict):
        faults.append(SourceError(place, "no mapping", "each is an object of slots"))
        return None
    unknown = sorted(set(given) - set(header.slots))
    if unknown:
        at = Place(place.file, row=place.row, column=unknown[0])
        remedy = "declare it in extension_definitions, or take it away"
        faults.append(SourceError(at, "no slot of SSSOM 1.1", remedy))
        return None
    values = {
        name: [str(each) for each in (value if isinstance(value, list) else [value])]
        for name, value in given.items()
        if value is not None
    }
    return mapping_of(values, header, place, faults)


def write_json(given: MappingSet) -> bytes:
    """Write a set as SSSOM/JSON, mappings sorted."""
    shared, mappings = condense(given.mappings)
    prefixes = {**BUILT_IN, **dict(given.prefixes)}
    each = sorted((_object(mapping, prefixes) for mapping in mappings), key=json.dumps)
    whole = {**header_of(given, shared), "mappings": each}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _object(mapping: Mapping, prefixes: dict[str, str]) -> dict[str, Any]:
    return {
        name: plain(MAPPING.get(name) or Slot(name), values, prefixes)
        for name, values in values_of(mapping).items()
    }

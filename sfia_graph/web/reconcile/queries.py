"""What clients send: batches of queries and requests for values, read from JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sfia_graph.errors import quoted
from sfia_graph.web.exchange import Refused
from sfia_graph.web.reconcile.mappings import RELATIONS

MOST_QUERIES = 50
"""How many queries a batch may hold; the manifest's `batchSize`."""
MOST_CONSTRAINTS = 10
"""How many properties a query may ask for."""
MOST_IDS = 500
MOST_VALUES = 5_000
"""How many lists of values may be asked for at once: ids times properties."""
USUAL_LIMIT, MOST_CANDIDATES = 10, 100
LONGEST_TEXT = 300
"""Of a longer text only the beginning is matched: it is no name."""
SHOWN = ("name", "code", "iri")
_MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Constraint:
    """A property that candidates should have, with any of some values."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a batch (Reconciliation API 0.2, section 4.1).

    `types` is empty where any will do; `every` says that a candidate must be of all of them.
    """

    text: str
    types: tuple[str, ...] = ()
    limit: int = USUAL_LIMIT
    constraints: tuple[Constraint, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property that values are wanted of; the rest are settings, or empty.

    `show` is one of `SHOWN`: which text stands for a thing.
    """

    property: str
    language: str = ""
    relation: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for values (section 7.3): ids of entities, and properties."""

    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def batch(text: str) -> dict[str, Query]:
    """Read a batch of queries; raises `Refused` 400 for what is none, 413 for too many."""
    data = _object(_parsed(text, "queries"), "queries")
    if len(data) > MOST_QUERIES:
        raise Refused(
            413, f"queries: found {len(data)}, expected at most {MOST_QUERIES} in a batch"
        )
    return {name: _query(each, f"queries.{_short(name)}") for name, each in data.items()}


def extension(text: str) -> Extension:
    """Read a request for values; raises `Refused` 400 for what is none, 413 for too much."""
    data = _object(_parsed(text, "extend"), "extend")
    ids = tuple(_string(each, "extend.ids") for each in _list(data.get("ids"), "extend.ids"))
    rows = _list(data.get("properties"), "extend.properties")
    if len(ids) > MOST_IDS or len(ids) * len(rows) > MOST_VALUES:
        most = f"{MOST_IDS} ids, and {MOST_VALUES:,} values: ids times properties"
        raise Refused(413, f"extend: at most {most}")
    return Extension(ids, tuple(_wanted(each) for each in rows))


def _query(data: Any, where: str) -> Query:
    given = _object(data, where)
    rows = _list(given.get("properties", []), f"{where}.properties")
    if "query" not in given and not rows:
        raise Refused(400, f"{where}: expected a query or properties")
    if len(rows) > MOST_CONSTRAINTS:
        raise Refused(413, f"{where}.properties: at most {MOST_CONSTRAINTS}")
    strict = given.get("type_strict", "should")
    if strict not in ("any", "should", "all"):
        raise Refused(400, f"{where}.type_strict: expected any, should or all")
    return Query(
        text=_string(given.get("query", ""), f"{where}.query")[:LONGEST_TEXT].strip(),
        types=_types(given.get("type"), f"{where}.type"),
        limit=_limit(given.get("limit", USUAL_LIMIT), f"{where}.limit"),
        constraints=tuple(_constraint(each, f"{where}.properties") for each in rows),
        every=strict == "all",
    )


def _types(data: Any, where: str) -> tuple[str, ...]:
    several = data if isinstance(data, list) else [data] if data not in (None, "") else []
    return tuple(_string(each, where) for each in several)


def _limit(data: Any, where: str) -> int:
    number = int(data) if isinstance(data, float) and data.is_integer() else data
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise Refused(400, f"{where}: expected a whole number from 1 on")
    return min(number, MOST_CANDIDATES)


def _constraint(data: Any, where: str) -> Constraint:
    given = _object(data, where)
    if "v" not in given:
        raise Refused(400, f"{where}: expected objects with pid and v")
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    return Constraint(
        _string(given.get("pid"), f"{where}.pid"),
        tuple(_value(each, f"{where}.v") for each in values[:_MOST_VALUES]),
    )


def _value(data: Any, where: str) -> str:
    if isinstance(data, Mapping):
        return _string(data.get("id"), f"{where}.id")
    if isinstance(data, float) and data.is_integer():
        return str(int(data))
    if isinstance(data, str | int | float):
        return str(data)[:LONGEST_TEXT]
    raise Refused(400, f"{where}: expected a text, a number, true, false or an object with an id")


def _wanted(data: Any) -> Wanted:
    where = "extend.properties"
    given = _object(data, where)
    settings = _object(given.get("settings", {}), f"{where}.settings")
    return Wanted(
        _string(given.get("id"), f"{where}.id"),
        _string(settings.get("lang") or "", f"{where}.settings.lang"),
        _one_of(RELATIONS, settings.get("relation"), f"{where}.settings.relation"),
        _one_of(SHOWN, settings.get("show"), f"{where}.settings.show"),
    )


def _one_of(choices: Collection[str], data: Any, where: str) -> str:
    found = _string(data or "", where)
    if found and found not in choices:
        raise Refused(400, f"{where}: expected one of {', '.join(choices)}")
    return found


def _parsed(text: str, name: str) -> Any:
    try:
        found = json.loads(text, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Refused(400, f"{name}: half of a surrogate pair in it") from None
    except (ValueError, RecursionError) as error:
        reason = "too deep" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise Refused(400, f"{name}: not JSON ({reason})") from None
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _object(data: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise Refused(400, f"{where}: expected an object")
    return data


def _list(data: Any, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise Refused(400, f"{where}: expected an array")
    return data


def _string(data: Any, where: str) -> str:
    if not isinstance(data, str):
        raise Refused(400, f"{where}: expected a text")
    return data


def _short(name: str) -> str:
    return name if name.isalnum() and len(name) < 20 else quoted(name, 20)

"""Links that people made, read from SSSOM, from JSON or from a table, to measure a matcher on."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sfia_graph.errors import Place, SourceError, counted, quoted
from sfia_graph.files import read_text
from sfia_graph.mappings.consistency import INVERSE
from sfia_graph.mappings.files import read_mappings
from sfia_graph.mappings.records import MappingSet
from sfia_graph.matching.concept import Concept
from sfia_graph.matching.evaluate import GoldLink

_COLUMNS = ("from", "to", "relation")
_JSON = "sfia_mapping"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Row:
    source: str
    target: str
    relation: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The links that can be measured, and a line for each row or group of rows left out."""

    links: tuple[GoldLink, ...]
    left_out: tuple[str, ...]


def read_gold(path: Path, sources: Sequence[Concept], targets: Sequence[Concept]) -> Gold:
    """Read a gold standard: SSSOM/TSV, CSV with the columns `from` and `to`, or JSON.

    JSON is an object of lists, `{"name": ["CODE", …]}`, alone or under `sfia_mapping`. Concepts
    are named by IRI, code or label, in whatever case. A row that names no concept is left out and
    told. Raises `SourceError` where the file is none of these, or no row is left.
    """
    rows = list(_rows(path))
    here, there = _by_name(sources), _by_name(targets)
    links: dict[tuple[str, str], GoldLink] = {}
    lost: dict[str, list[str]] = defaultdict(list)
    left_out = []
    for row in (_turned(each, here, there) for each in rows):
        source, target = here.get(_key(row.source)), there.get(_key(row.target))
        if target is None:
            what = f"{quoted(row.source)} is linked to {quoted(row.target)}"
            left_out.append(f"{row.place}: {what}, which is no concept there; left out")
        elif source is None:
            lost[row.source].append(row.target)
        else:
            links.setdefault((source, target), GoldLink(source, target, row.relation))
    if lost:
        named = ", ".join(quoted(each) for each in list(lost)[:_NAMED])
        more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
        problem = f"{counted(len(lost), 'name')} of no concept to match: {named}{more}; left out"
        left_out.append(f"{path.name}: {problem}")
    if not links:
        remedy = "check --from and --to, and that --store holds both frameworks"
        raise SourceError(Place(path.name), "no row names a concept on both sides", remedy)
    return Gold(tuple(links.values()), tuple(left_out))


def _turned(row: _Row, here: dict[str, str], there: dict[str, str]) -> _Row:
    """Turn a row round that links a target to a source."""
    one, other = _key(row.source), _key(row.target)
    if one in here or other in there or one not in there or other not in here:
        return row
    relation = INVERSE.get(row.relation, row.relation) if row.relation else None
    return replace(row, source=row.target, target=row.source, relation=relation)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _by_name(concepts: Sequence[Concept]) -> dict[str, str]:
    found: dict[str, str] = {}
    for concept in concepts:
        for labels in (concept.labels or {}).values():
            for label in labels:
                found.setdefault(_key(label), concept.iri)
    for concept in concepts:
        for at_level in concept.at_levels:
            found[_key(at_level.iri)] = concept.iri
        if concept.notation:
            found[_key(concept.notation)] = concept.iri
        found[_key(concept.iri)] = concept.iri
    return found


def _rows(path: Path) -> Iterator[_Row]:
    text = read_text(path)
    if path.suffix.lower() == ".json" or text.lstrip()[:1] == "{":
        return _rows_of_json(text, path.name)
    if text.startswith("#") or "subject_id" in text.split("\n", 1)[0]:
        return _rows_of_mappings(read_mappings(path), path.name)
    return _rows_of_table(text, path.name)


def _rows_of_mappings(given: MappingSet, name: str) -> Iterator[_Row]:
    for mapping in given.mappings:
        if not mapping.negated:
            place = str(Place(name, row=mapping.row))
            yield _Row(mapping.subject, mapping.object, mapping.predicate, place)


def _rows_of_json(text: str, name: str) -> Iterator[_Row]:
    remedy = 'write {"name": ["CODE", …], …}'
    try:
        given: Any = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(name, line=error.lineno)
        raise SourceError(place, f"no JSON ({error.msg})", remedy) from None
    except RecursionError:
        raise SourceError(Place(name), "JSON nested too deeply", remedy) from None
    given = given.get(_JSON, given) if isinstance(given, dict) else given
    if not isinstance(given, dict):
        raise SourceError(Place(name), "no object of lists", remedy)
    for source, targets in given.items():
        if not isinstance(targets, list) or not all(isinstance(each, str) for each in targets):
            raise SourceError(Place(name), f"{quoted(source)} has no list of codes", remedy)
        for target in targets:
            yield _Row(source, target, None, name)


def _rows_of_table(text: str, name: str) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        found = [column.strip().lower() for column in reader.fieldnames or ()]
        reader.fieldnames = found
        if not {"from", "to"} <= set(found):
            columns = ", ".join(map(quoted, found)) or "nothing"
            problem = f"found the columns {columns}, expected 'from' and 'to'"
            raise SourceError(Place(name, row=1), problem, "name them so; 'relation' may follow")
        for row in reader:
            place = str(Place(name, row=reader.line_num))
            source, target, relation = ((row.get(each) or "").strip() for each in _COLUMNS)
            if source or target:
                yield _Row(source, target, relation or None, place)
    except csv.Error as error:
        problem = f"no table ({error})"
        raise SourceError(Place(name, row=reader.line_num), problem, "save it as CSV") from None

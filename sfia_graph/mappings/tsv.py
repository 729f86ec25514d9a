"""SSSOM as tab-separated values: a header in YAML, a line of slots, a line a mapping."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sfia_graph.errors import Place, SourceError, counted, quoted
from sfia_graph.mappings.condensing import condense, header_text
from sfia_graph.mappings.curies import BUILT_IN, contract
from sfia_graph.mappings.header import Header, parse_header
from sfia_graph.mappings.records import Mapping, MappingSet
from sfia_graph.mappings.rows import NEEDED, mapping_of, values_of, with_mappings
from sfia_graph.mappings.slots import MAPPING, Slot
from sfia_graph.mappings.values import Faults
from sfia_graph.spreadsheet import table_writer
from sfia_graph.wide_cells import wide_cells

_FIRST = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id"),
    *("object_label", "mapping_justification", "confidence"),
)
_BAR = re.compile(r"(?<!\\)\|")
_CELL_LIMIT = 10_000_000


def parse_tsv(text: str, name: str, faults: Faults) -> MappingSet:
    """Read the text of SSSOM/TSV; Windows line ends are taken as they come.

    Faults go into the list, and their rows are left out. Raises `SourceError` where nothing can be
    read: no header, no table.
    """
    with wide_cells(_CELL_LIMIT):
        return _parsed(text, name, faults)


def _parsed(text: str, name: str, faults: Faults) -> MappingSet:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    above = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = parse_header("\n".join(line[1:] for line in lines[:above]), name, faults)
    rows = _rows(lines[above:], above)
    first, names = next(rows, (above + 1, []))
    columns = _columns(names, Place(name, row=first), header, faults)
    mappings = []
    for number, cells in rows:
        place = Place(name, row=number)
        if len(cells) != len(columns):
            problem = f"{counted(len(cells), 'field')} where the table has {len(columns)} columns"
            remedy = "quote a field that holds a tab, and keep empty fields"
            faults.append(SourceError(place, problem, remedy))
            continue
        given = {
            slot.name: _split(slot, cell)
            for slot, cell in zip(columns, cells, strict=True)
            if slot and cell.strip()
        }
        if mapping := mapping_of(given, header, place, faults):
            mappings.append(mapping)
    return with_mappings(header, mappings)


def _rows(lines: list[str], above: int) -> Iterator[tuple[int, list[str]]]:
    """Give each row that holds something with the number of its first line."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter="\t")
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield above + start, cells
        start = reader.line_num + 1


def _columns(names: list[str], place: Place, header: Header, faults: Faults) -> list[Slot | None]:
    """Give the slot of each column; None for a column that is none, which is a fault."""
    known = header.slots
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise SourceError(place, f"no column {missing[0]}", "the table begins with a line of slots")
    columns: list[Slot | None] = []
    for name in names:
        at = Place(place.file, row=place.row, column=name)
        if name not in known:
            remedy = "declare it in extension_definitions, or take it away"
            faults.append(SourceError(at, "no slot of SSSOM 1.1", remedy))
        elif known[name] in columns:
            raise SourceError(at, "twice in the table", "keep one of the two")
        columns.append(known.get(name))
    return columns


def _split(slot: Slot, cell: str) -> list[str]:
    if not slot.many:
        return [cell]
    return [value.replace("\\|", "|") for value in _BAR.split(cell)]


def write_tsv(given: MappingSet) -> bytes:
    """Write a set as SSSOM/TSV, rows sorted; what holds for all mappings stands in the header.

    Raises `SourceError` for a value that the format cannot hold.
    """
    shared, mappings = condense(given.mappings)
    used = {name for mapping in mappings for name in values_of(mapping)}
    used |= {*NEEDED, *(name for name, _ in given.extensions)}
    columns = [name for name in (*_FIRST, *sorted(used - set(_FIRST))) if name in used]
    prefixes = {**BUILT_IN, **dict(given.prefixes)}
    text = io.StringIO()
    for line in header_text(given, shared).splitlines():
        text.write(f"#{line}\n")
    writer = table_writer(text, delimiter="\t")
    writer.writerow(columns)
    rows = [[_cell(mapping, column, prefixes) for column in columns] for mapping in mappings]
    writer.writerows(sorted(rows))
    return text.getvalue().encode()


def _cell(mapping: Mapping, column: str, prefixes: dict[str, str]) -> str:
    values = values_of(mapping).get(column, ())
    slot = MAPPING.get(column) or Slot(column)
    if slot.kind == "reference":
        values = tuple(contract(value, prefixes) for value in values)
    return _joined(mapping, slot, values) if slot.many else "".join(values)


def _joined(mapping: Mapping, slot: Slot, values: tuple[str, ...]) -> str:
    """Put values into one cell; the format escapes bars and has no escape for the escape."""
    for value in values[:-1]:
        if value.endswith("\\"):
            place = Place(f"mapping of {mapping.subject}", column=slot.name)
            problem = f"{quoted(value)} ends in a backslash, which SSSOM/TSV reads as part of a bar"
            raise SourceError(place, problem, "write .json or RDF instead, or mend the value")
    return "|".join(value.replace("|", "\\|") for value in values)

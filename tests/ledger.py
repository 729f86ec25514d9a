"""The Foundation's sheets by a second reader: each cell, and where in the graph it must stand.

Nothing here is of the importer: openpyxl and the standard library read, the IRIs are written out,
and a sheet's columns are known by their headings.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl

BASE = "https://w3id.org/sfia-graph/"
LABEL, DEFINITION, NOTE = "skos:prefLabel", "skos:definition", "skos:scopeNote"
PAGE, CODE, NOTATION = "foaf:page", "dcterms:identifier", "skos:notation"
SHELF, UPPER_SHELF = "the subcategory's name", "the category's name"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: its place, its text, and the subject and property of that.

    `property` is None for what is structure, which `says` puts in words.
    """

    sheet: str
    row: int
    heading: str
    text: str
    subject: str
    property: str | None
    says: str = ""


Row = Mapping[str, str]
"""A row's texts by heading, or by letter where the column has none."""


def book_of(path: Path) -> dict[str, list[list[str]]]:
    """Read a workbook: the rows of each sheet, `""` for a blank cell."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unknown extension", UserWarning)
        book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            ["" if cell.value is None else _decoded(str(cell.value)) for cell in row]
            for row in sheet.iter_rows()
        ]
        for sheet in book
    }


def table_of(path: Path, encoding: str) -> list[list[str]]:
    """Read a CSV file."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def _decoded(text: str) -> str:
    """Undo the escapes of ECMA-376's ST_Xstring."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cells_of(sheet: str, rows: list[list[str]], edition: int) -> Iterator[Cell]:
    """Give each cell below the headings of a sheet of an edition that holds something."""
    headings = [text.strip() or chr(ord("A") + at) for at, text in enumerate(rows[0])]
    place = next(place for heading, place in _SHEETS if heading in headings)
    for number, texts in enumerate(rows[1:], 2):
        row = dict(zip(headings, texts, strict=True))
        for heading, text in row.items():
            if text:
                where = place(edition, row, heading, text)
                yield Cell(sheet, number, heading, text, *where)


Where = tuple[str, str | None, str]


def _skill(edition: int, row: Row, heading: str, text: str) -> Where:
    subject = f"{BASE}{edition}/skill/{row['Code']}"
    return _coded(subject, "Skill", heading, text)


def _attribute(edition: int, row: Row, heading: str, text: str) -> Where:
    subject = f"{BASE}{edition}/attribute/{row['Code']}"
    if heading == "Type":
        return subject, None, "behavioural" if "factors" in text else "generic"
    return _coded(subject, "Attribute name", heading, text)


def _coded(subject: str, name: str, heading: str, text: str) -> Where:
    if found := re.fullmatch(r"Level (\d) description", heading):
        return f"{subject}/{found[1]}", DEFINITION, ""
    if heading == "Levels" or re.fullmatch("[A-Z]", heading):
        return subject, None, f"defined at level {text}"
    properties = {
        "#": "schema:position",
        "Code": CODE,
        "URL": PAGE,
        name: LABEL,
        "Category": UPPER_SHELF,
        "Subcategory": SHELF,
        "Overall description": DEFINITION,
        "Guidance notes": NOTE,
    }
    return subject, properties[heading], ""


def _level_column(edition: int, row: Row, heading: str, text: str) -> Where:
    if heading == "Level":
        return "", None, "a heading of its row"
    properties = {"Guiding phrase": LABEL, "Essence of the level": DEFINITION, "URL": PAGE}
    return f"{BASE}{edition}/level/{heading}", properties[row["Level"].strip()], ""


_FACTORS = {
    "Autonomy": "AUTO",
    "Influence": "INFL",
    "Complexity": "COMP",
    "Business skills": "business-skills",
    "Knowledge": "KNGE",
}


def _level_row(edition: int, row: Row, heading: str, text: str) -> Where:
    level = row["A"][:1]
    if heading == "A":
        return f"{BASE}{edition}/level/{level}", None, "the level of its row"
    return f"{BASE}{edition}/attribute/{_FACTORS[heading]}/{level}", DEFINITION, ""


def _skill_at_level(edition: int, row: Row, heading: str, text: str) -> Where:
    subject = f"{BASE}{edition}/skill/{row['code']}"
    properties = {
        "Category": UPPER_SHELF,
        "Subcategory": SHELF,
        "Skill": LABEL,
        "description": DEFINITION,
        "code": CODE,
    }
    if heading in properties:
        return subject, properties[heading], ""
    if heading == "description22":
        return f"{subject}/{row['level']}", DEFINITION, ""
    if heading == "level":
        return subject, None, f"defined at level {text}"
    if heading in {"lang", "version"}:
        return subject, None, f"{heading} {text}"
    return subject, None, "left out"


_SHEETS: tuple[tuple[str, Callable[[int, Row, str, str], Where]], ...] = (
    ("Skill", lambda *given: (_skill_at_level if "level" in given[1] else _skill)(*given)),
    ("Attribute name", _attribute),
    ("Level", _level_column),
    ("Autonomy", _level_row),
)
"""Which sheet it is, by a heading that no other has."""


REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("line-break", lambda text: text.replace("\r\n", "\n").replace("\r", "\n")),
    ("no-break-space", lambda text: text.replace("\u00a0", " ").replace("\u202f", " ")),
    (
        "outer-blank",
        lambda text: "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip(),
    ),
    ("nfc", lambda text: unicodedata.normalize("NFC", text)),
    ("essence-prefix", lambda text: text.removeprefix("Essence of the level:").lstrip()),
)
"""What docs/importing.md says is mended, done in another way than the importer does it."""


def repaired(text: str, *, essence: bool = False) -> tuple[str, set[str]]:
    """Give a text as the graph must hold it, and the kinds of repair that it called for."""
    kinds = set()
    for kind, mend in REPAIRS:
        if kind == "essence-prefix" and not essence:
            continue
        if (mended := mend(text)) != text:
            text = mended
            kinds.add(kind)
    return text, kinds

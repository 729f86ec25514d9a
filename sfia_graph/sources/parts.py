"""The XML parts of a workbook as they stream by: how far its sheets reach and what they hold.

Besides the limits, what is refused here is what python-calamine would answer with a dead process
(a cell in the last row and column), a panic (a huge negative duration) or silence (CDATA or a
comment inside a value).
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from sfia_graph.errors import Place, SourceError
from sfia_graph.sources.cells import letter
from sfia_graph.sources.tables import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, MAX_ROWS

MAX_TEXT = 16_000_000
"""The most characters in all cells together: a zip stores once what stands in a million cells."""

MAX_ELEMENTS = 4_000_000
"""The most XML elements in all parts together."""

_LEAST = -1e11
_LONGEST_TAG = 2 * 1024 * 1024
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ERROR_CELL = re.compile(rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*\s)?t\s*=\s*(?:"(e)"|'(e)')""")
SMALLER = "delete what lies beyond the table and save it again"
_ANEW = "open it and save it once more"


@dataclass(slots=True)
class Book:
    """What the parts of one workbook add up to; `sheets` and `targets` lead from part to sheet.

    `smaller` is what to do with a workbook beyond the limits.
    """

    file: str
    smaller: str = SMALLER
    elements: int = 0
    cells: int = 0
    area: int = 0
    text: int = 0
    strings: list[int] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, pieces: Iterable[bytes]) -> bytearray:
        """Look a part over and give it whole, its error cells (`#REF!`) turned into text cells.

        The list of sheets and the shared strings come before the sheets. Raises `SourceError` for
        what is no XML or not safe, as soon as it is met.
        """
        part = _Part(self, self.sheets.get(self.targets.get(name, "")))
        parser = part.parser()
        whole = bytearray()
        try:
            for piece in pieces:
                parser.Parse(piece, False)
                whole += piece
                if len(whole) - parser.CurrentByteIndex > _LONGEST_TAG:
                    part.refuse(f"'{name}' has a tag of more than 2 MB", _ANEW)
            parser.Parse(b"", True)
            sound = not whole.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        except expat.ExpatError:
            sound = False
        if not sound:
            problem = f"a damaged workbook: its part '{name}' is no XML in UTF-8"
            raise SourceError(Place(self.file), problem, "get or save it once more")
        self.area += part.last_row * part.last_column
        return _texts_for_errors(whole) if part.errors else whole


@dataclass(slots=True)
class _Part:
    """One part while it streams by: where its reading stands, and how far it has come."""

    book: Book
    sheet: str | None
    row: int = 1
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    kind: str | None = None
    length: int = 0
    value: str = ""
    inside: str = ""
    errors: bool = False
    rows: int = 0

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.CommentHandler = self._break_value
        parser.StartCdataSectionHandler = self._break_value
        return parser

    def refuse(self, problem: str, remedy: str, *, here: bool = False) -> NoReturn:
        row, column = (self.row, letter(self.column - 1)) if here else (None, None)
        raise SourceError(Place(self.book.file, self.sheet, row, column), problem, remedy)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        self.book.elements += 1
        if self.book.elements > MAX_ELEMENTS:
            self.refuse(f"more than {MAX_ELEMENTS} XML elements", self.book.smaller)
        if tag == "c":
            self._start_cell(attributes)
            return
        if self.kind is not None:
            self._fill()
        if tag in {"v", "t"}:
            self.inside = tag
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() and len(number) < 9 else self.rows + 1
            self.rows = self.row
            self.column = 0
        elif tag == "si":
            self.length = 0
        elif tag == "sheet":
            identifiers = [attributes[key] for key in attributes if key.endswith(":id")]
            self.book.sheets.update(dict.fromkeys(identifiers, attributes.get("name", "")))
        elif tag == "Relationship":
            target = posixpath.join("/xl", attributes.get("Target", ""))
            self.book.targets.setdefault(target.lstrip("/"), attributes.get("Id", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.book.cells += 1
        if self.book.cells > MAX_CELLS:
            self.refuse(f"more than {MAX_CELLS} cells", self.book.smaller)
        reference = attributes.get("r")
        self.column += 1
        if reference is not None:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                self.refuse(f"a cell called '{reference[:20]}', which is no place", _ANEW)
            self.column, self.row = _column(found[1]), int(found[2])
        self.kind, self.length, self.value = attributes.get("t", "n"), 0, ""
        self.errors = self.errors or self.kind == "e"

    def _fill(self) -> None:
        """Count the cell, now that something stands in it."""
        if self.column > MAX_COLUMNS:
            self.refuse(f"a cell beyond {MAX_COLUMNS} columns", self.book.smaller, here=True)
        if self.row > MAX_ROWS:
            self.refuse(f"a cell beyond {MAX_ROWS} rows", self.book.smaller, here=True)
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.book.area + self.last_row * self.last_column > MAX_CELLS:
            self.refuse(f"reaches over more than {MAX_CELLS} cells", self.book.smaller, here=True)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in {"v", "t"}:
            self.inside = ""
        elif tag == "si":
            self.book.strings.append(self.length)
            if len(self.book.strings) > MAX_CELLS:
                self.refuse(f"more than {MAX_CELLS} texts", self.book.smaller)
        elif tag == "c":
            self._end_cell()
            self.kind = None

    def _end_cell(self) -> None:
        if self.kind == "s":
            index = int(self.value) if self.value.isdecimal() and len(self.value) < 9 else -1
            self.length = self.book.strings[index] if 0 <= index < len(self.book.strings) else 0
        elif self.kind == "n" and self.value.startswith("-") and _number(self.value) < _LEAST:
            self.refuse(f"a number below {_LEAST:.0f}", "mend the cell", here=True)
        self.book.text += self.length
        if self.length > MAX_CELL_LENGTH:
            problem = f"a cell of more than {MAX_CELL_LENGTH} characters"
            self.refuse(problem, "shorten it", here=True)
        if self.book.text > MAX_TEXT:
            self.refuse(f"more than {MAX_TEXT} characters", self.book.smaller, here=True)

    def _characters(self, data: str) -> None:
        if self.inside:
            self.length += len(data)
        if self.inside == "v" and self.length <= MAX_CELL_LENGTH:
            self.value += data

    def _doctype(self, *_: object) -> None:
        self.refuse("declares a document type, which no workbook does", "get it elsewhere")

    def _break_value(self, *_: object) -> None:
        if self.inside == "v":
            self.refuse("a value that holds a comment or CDATA", _ANEW, here=True)


def _texts_for_errors(part: bytearray) -> bytearray:
    """Give a sheet whose error cells are text cells; calamine reads an error as a blank."""
    changed, done = bytearray(), 0
    for found in _ERROR_CELL.finditer(part):
        start, end = found.span(found.lastindex or 0)
        changed += part[done:start] + b"str"
        done = end
    changed += part[done:]
    return changed


def _column(letters: str) -> int:
    number = 0
    for each in letters.upper():
        number = number * 26 + ord(each) - ord("A") + 1
    return number


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0

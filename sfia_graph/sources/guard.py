"""A workbook looked over before it is opened: what it is, how large it unpacks, how far it spreads.

A zip can unpack to a thousand times its size and a sheet can name its last possible cell; both
would take the machine's memory before a reader could say so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from sfia_graph.errors import Place, SourceError
from sfia_graph.sources.tables import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

UNPACKED = 64 * 1024 * 1024
"""The most that a workbook may unpack to, in bytes."""

RATIO = 100
"""The most that a part of more than a megabyte may unpack to, as a multiple of its size."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_OTHER_ZIPS = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("content.xml", "an OpenDocument file"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
)


def check_workbook(data: bytes, file: str) -> None:
    """Refuse bytes that are no workbook, or one that would cost too much to open.

    Raises `SourceError` with what it is and what to do.
    """
    place = Place(file)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            remedy = "save a copy without the password"
            raise SourceError(place, "a workbook with a password", remedy)
        raise SourceError(place, "an old .xls workbook", "save it as .xlsx")
    if not data.startswith(b"PK"):
        raise SourceError(place, f"no workbook but {_kind(data)}", "save it as .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts, place)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        problem = f"a damaged workbook ({_short(error)})"
        raise SourceError(place, problem, "get or save it once more") from None
    except RuntimeError as error:
        if "encrypted" not in str(error):
            raise
        problem = "a workbook with a password"
        raise SourceError(place, problem, "save a copy without the password") from None


def _kind(data: bytes) -> str:
    if not data:
        return "an empty file"
    head = data.lstrip()[:16]
    for magic, kind in _KINDS:
        if head.startswith(magic) or head.lower().startswith(magic):
            return kind
    return "binary data" if b"\0" in data[:1024] else "plain text"


def _short(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__


def _check_parts(parts: zipfile.ZipFile, place: Place) -> None:
    names = set(parts.namelist())
    if "xl/workbook.xml" not in names:
        kinds = (kind for name, kind in _OTHER_ZIPS if name in names)
        problem = f"no workbook but {next(kinds, 'a zip of other things')}"
        raise SourceError(place, problem, "save it as .xlsx")
    total = 0
    for part in parts.infolist():
        total += part.file_size
        bomb = part.file_size > _SMALL and part.file_size > RATIO * max(part.compress_size, 1)
        if total > UNPACKED or bomb:
            problem = f"unpacks to more than {UNPACKED // 2**20} MB"
            if bomb:
                problem = f"'{part.filename}' unpacks to more than {RATIO} times its size"
            raise SourceError(place, problem, "a workbook of SFIA is far smaller")
    for part in parts.infolist():
        pieces = _pieces(parts, part)
        if part.filename.lower().endswith((".xml", ".rels")):
            _Spread(place, part.filename).read(pieces)
        else:
            for _ in pieces:
                pass


def _pieces(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part bit by bit; zipfile holds it to its declared size and checksum."""
    with parts.open(part) as opened:
        while piece := opened.read(_CHUNK):
            yield piece


@dataclass(slots=True)
class _Spread:
    """How far a sheet reaches: its cells are counted as they stream by."""

    place: Place
    part: str
    cells: int = 0

    def read(self, pieces: Iterator[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        if _SHEET.fullmatch(self.part):
            parser.StartElementHandler = self._start
        try:
            for piece in pieces:
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            problem = f"'{self.part}' is no XML ({error})"
            raise SourceError(self.place, problem, "get or save it once more") from None

    def _refuse_doctype(self, *_: object) -> None:
        problem = f"'{self.part}' declares a document type, which no workbook does"
        raise SourceError(self.place, problem, "get it from another source")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag not in {"c", "row"}:
            return
        reference = attributes.get("r", "")
        if tag == "c":
            self.cells += 1
            if self.cells > MAX_CELLS:
                self._refuse(f"more than {MAX_CELLS} cells")
            found = _REFERENCE.fullmatch(reference)
            if found and _column(found[1]) > MAX_COLUMNS:
                self._refuse(f"a cell in column {found[1]}, beyond {MAX_COLUMNS} columns")
            row = found[2] if found else ""
        else:
            row = reference
        if row.isdigit() and int(row) > MAX_ROWS:
            self._refuse(f"a cell in row {row}, beyond {MAX_ROWS} rows")

    def _refuse(self, problem: str) -> None:
        remedy = "delete what lies beyond the table and save it again"
        raise SourceError(self.place, f"'{self.part}' has {problem}", remedy)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

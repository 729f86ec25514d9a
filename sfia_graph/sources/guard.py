"""A workbook looked over before it is opened: what it is, how large it unpacks, what it holds.

A zip can unpack to a thousand times its size and a sheet can name its last possible cell; both
would take the machine's memory before a reader could say so. And two readers can find different
things in one broken zip; so what is opened afterwards is a copy made of what was looked over.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from sfia_graph.errors import Place, SourceError
from sfia_graph.sources.kinds import OLD_WORKBOOK, PASSWORD, ZIP, kind_of, text_kind_of
from sfia_graph.sources.parts import SMALLER, Book

UNPACKED = 64 * 1024 * 1024
"""The most that a workbook may unpack to, in bytes."""

RATIO = 100
"""The most that a part of more than a megabyte may unpack to, as a multiple of its size."""

PARTS = 5_000
"""The most parts that a workbook may have."""

_SMALL = 1024 * 1024
_CHUNK = 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError)
_FIRST = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml")
_PICTURES = ("xl/media/", "xl/drawings/")
_OTHER_ZIPS = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("content.xml", "an OpenDocument file"),
    ("index/document.iwa", "a Numbers file"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
)


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """The XML parts of a workbook in a fresh zip; `pictures` says that it held pictures too."""

    archive: BytesIO
    pictures: bool


def make_safe_copy(data: bytes, file: str, larger: str = "") -> SafeCopy:
    """Look a workbook's bytes over, and copy the parts that a reader needs.

    `larger` is what to do with one beyond the limits, where it is not simply too large for SFIA.
    Raises `SourceError` with what it is and what to do: for what is no workbook or is damaged, has
    a password, would cost too much to open, declares a document type, or holds values that would
    be lost or misread.
    """
    place = Place(file)
    if not data.startswith(ZIP):
        _refuse_kind(data, place)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        problem = "a damaged workbook: its zip archive is cut short or broken"
        raise SourceError(place, problem, "get or save it once more") from None
    with archive:
        parts = archive.infolist()
        _check_names([part.filename.casefold() for part in parts], place)
        _check_sizes(parts, len(data), place, larger)
        return _copy(archive, parts, place, larger)


def _refuse_kind(data: bytes, place: Place) -> None:
    kind = kind_of(data)
    if kind == PASSWORD:
        raise SourceError(place, kind, "save a copy without the password and import that")
    if kind == OLD_WORKBOOK:
        raise SourceError(place, kind, "save it as .xlsx and import that")
    kind = kind or text_kind_of(data)
    remedy = "name it .csv" if kind == "CSV text" else "save the sheet as .xlsx and import that"
    raise SourceError(place, f"no workbook but {kind}", remedy)


def _check_names(names: list[str], place: Place) -> None:
    if "xl/workbook.xml" not in names:
        kinds = (kind for name, kind in _OTHER_ZIPS if name in names)
        problem = f"no workbook but {next(kinds, 'a zip of other things')}"
        raise SourceError(place, problem, "save the sheet as .xlsx and import that")
    if len(names) > PARTS:
        raise SourceError(place, f"more than {PARTS} parts", "a workbook of SFIA has far fewer")
    if len(set(names)) < len(names):
        problem = "a damaged workbook: two of its parts have one name"
        raise SourceError(place, problem, "open it and save it once more")


def _check_sizes(parts: list[zipfile.ZipInfo], size: int, place: Place, larger: str) -> None:
    remedy = larger or "a workbook of SFIA is far smaller"
    if sum(part.file_size for part in parts) > UNPACKED:
        raise SourceError(place, f"unpacks to more than {UNPACKED // 2**20} MB", remedy)
    for part in parts:
        packed = max(1, min(part.compress_size, size))
        if part.file_size > max(_SMALL, RATIO * packed):
            problem = f"'{part.filename}' unpacks to more than {RATIO} times its size"
            raise SourceError(place, problem, remedy)
        if part.flag_bits & 1:
            raise SourceError(place, PASSWORD, "save a copy without the password and import that")


def _copy(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], place: Place, larger: str
) -> SafeCopy:
    copy = BytesIO()
    book = Book(place.file, larger or SMALLER)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as fresh:
        for part in sorted(parts, key=lambda part: part.filename.casefold() not in _FIRST):
            pieces = _pieces(archive, part, place)
            if part.filename.casefold().endswith((".xml", ".rels")):
                fresh.writestr(part.filename, book.read(part.filename, pieces))
            else:
                for _ in pieces:
                    pass
    copy.seek(0)
    return SafeCopy(copy, any(part.filename.casefold().startswith(_PICTURES) for part in parts))


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Place) -> Iterator[bytes]:
    """Unpack a part bit by bit; zipfile holds it to its declared size and checksum."""
    problem = f"a damaged workbook: its part '{part.filename}' is broken"
    fault = SourceError(place, problem, "get or save it once more")
    if part.compress_type not in _METHODS:
        raise fault
    try:
        with archive.open(part) as opened:
            while piece := opened.read(_CHUNK):
                yield piece
    except (*_BROKEN, RuntimeError):
        raise fault from None

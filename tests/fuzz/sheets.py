"""Sheets, as workbooks and as CSV: raw bytes, XML parts, and cells put where they may stand."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from invented import SOURCE, sheets_9, write_csv, write_workbook
from workbooks import SHEET, STRINGS, STYLES, shared_strings, sheet_xml, styles, write_parts

from fuzz.books import GRIDS, TEXTS, edited, parts
from fuzz.drawing import Draw, packed
from fuzz.laws import hold, read_or_refused, report_fits
from fuzz.target import Target
from sfia_graph.merging import merge
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.sources import delimited, workbook
from sfia_graph.sources.sheets import read_sheets
from sfia_graph.sources.tables import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Table

FOLDER = TemporaryDirectory(prefix="sfia-graph-fuzz-")
ENCODINGS = (None, "cp1252", "utf-16", "utf-8", "no such")
WRITTEN = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
SPLIT = b"\n====\n"
"""What stands between the XML parts of a workbook in the bytes."""


def run(data: bytes) -> str:
    """Read one sheet of any kind, and make a graph of it."""
    draw = Draw(data)
    make = draw.one((_raw_book, _xml_book, _built_book, _raw_csv, _built_csv))
    edition, language = draw.one((9, None, 8)), draw.one((None, "en-GB", "fr"))
    report = Report()

    def read() -> None:
        tables = make(draw, Path(FOLDER.name), report)
        for table in tables:
            _check_table(table)
        found = read_sheets(tables, (SOURCE,), report, edition=edition, language=language)
        report_fits(report)
        _check(found)
        if draw.number(0, 7) == 7:
            merge([found])

    return read_or_refused(read)


Tables = tuple[Table, ...]


def _raw_book(draw: Draw, folder: Path, report: Report) -> Tables:
    path = folder / "raw.xlsx"
    path.write_bytes(draw.rest())
    return workbook.read(path)


def _xml_book(draw: Draw, folder: Path, report: Report) -> Tables:
    given = zip((SHEET, STRINGS, STYLES, "xl/workbook.xml"), draw.rest().split(SPLIT), strict=False)
    return workbook.read(write_parts(folder / "xml.xlsx", dict(given)))


def _built_book(draw: Draw, folder: Path, report: Report) -> Tables:
    return workbook.read(write_parts(folder / "built.xlsx", parts(draw)))


def _raw_csv(draw: Draw, folder: Path, report: Report) -> Tables:
    encoding, path = draw.one(ENCODINGS), folder / "raw.csv"
    path.write_bytes(draw.rest())
    return (delimited.read(path, report, encoding),)


def _built_csv(draw: Draw, folder: Path, report: Report) -> Tables:
    """Write cells as CSV; they are read as they were written, however odd."""
    grid, delimiter, encoding = edited(draw), draw.one(",;\t"), draw.one(WRITTEN)
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(grid)
    path = folder / "built.csv"
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    table = delimited.read(path, report, encoding)
    if encoding != "cp1252" and f"{delimiter}" * 3 in text.getvalue().split("\n")[0]:
        rows = tuple(map(tuple, grid))
        hold(table.rows == rows, f"{table.rows} is not {rows}")
    return (table,)


def _check_table(table: Table) -> None:
    cells = [cell for row in table.rows for cell in row]
    hold(len(table.rows) <= MAX_ROWS and len(cells) <= MAX_CELLS, "a table beyond the limits")
    hold(max(map(len, table.rows), default=0) <= MAX_COLUMNS, "more columns than the limit")
    hold(max(map(len, cells), default=0) <= MAX_CELL_LENGTH, "a cell longer than the limit")


def _check(found: Edition) -> None:
    codes = [skill.code for skill in found.skills]
    hold(bool(codes) and len(set(codes)) == len(codes), codes)
    slugs = {category.slug: category for category in found.categories}
    hold(len(slugs) == len(found.categories) and "" not in slugs, found.categories)
    for skill in found.skills:
        levels = [at.level for at in skill.levels]
        hold(bool(levels) and levels == sorted(set(levels) & set(range(1, 8))), skill)
        hold(all(at.text for at in skill.levels) and bool(skill.name), skill)
        hold(slugs[skill.subcategory or ""].parent == skill.category, skill)


def _seeds() -> list[bytes]:
    whole = write_workbook(Path(FOLDER.name) / "seed.xlsx", sheets_9()).read_bytes()
    rows = '<row><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c s="1"><v>45000</v></c></row>'
    xml = (sheet_xml(rows), shared_strings("Code"), styles("yyyy-mm-dd"))
    tables = [
        write_csv(Path(FOLDER.name) / "seed.csv", grid, "utf-8", delimiter).read_bytes()
        for grid in GRIDS[:4]
        for delimiter in (",", ";")
    ]
    return [
        packed(whole, 0, 0, 1),
        packed(SPLIT.join(part.encode() for part in xml), 1, 0, 1),
        *(packed(bytes(range(48, 122)), 2, 0, 1, 0, 0, grid, 0, 0) for grid in range(len(GRIDS))),
        *(packed(each, 3, 0, 1, 0) for each in tables),
        *(packed(b"", 4, 0, 1, grid, 0, 0, 0) for grid in range(len(GRIDS))),
    ]


TARGET = Target(
    "sheets",
    tuple(_seeds()),
    (
        *(each.encode() for each in TEXTS if 0 < len(each) < 60),
        *(b'<c r="B2" t="str"><v>', b"</v></c>", b"<row>", b"</row>", b' t="s"', b' s="1"'),
        *(b"<!-- -->", b"<![CDATA[", b"<!DOCTYPE x>", b"&#10;", b"&amp;", b'xml:space="preserve"'),
        *(b'"', b'""', b"\r\n", b";", b",", b"\t", SPLIT, b"PK\x03\x04", b"PK\x01\x02"),
        *(b"mergeCell", b"sharedStrings", b"<f>", b"<is><t>", b"xl/workbook.xml", b"1904"),
    ),
    run,
)

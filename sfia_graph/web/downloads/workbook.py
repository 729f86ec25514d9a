"""The matrix of an edition as a workbook (Office Open XML), the same bytes for the same graph.

One sheet holds the matrix, the other says where it comes from, under which licence, and of when.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from sfia_graph.languages import primary
from sfia_graph.records import LEVELS
from sfia_graph.spreadsheet import runs
from sfia_graph.web.downloads.matrix import Row, rows, sources
from sfia_graph.web.downloads.table import header
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (30, 36, 8, 44, *(8 for _ in LEVELS), 48)
"""Of the columns, in characters."""
_WIDTHS_OF_SOURCE = (24, 100)
_LEFTWARD = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""The languages that are written from right to left."""
_FORMATS = {
    "head": {"bold": True, "bg_color": "#1f3a5f", "font_color": "#ffffff", "valign": "top"},
    "level": {"align": "center", "bg_color": "#dce8f5"},
    "bold": {"bold": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "quoted": {"quote_prefix": True},
}


def to_workbook(site: Site, number: int, language: str) -> bytes:
    """Write the matrix; a level's number stands where a skill is defined at it, else nothing.

    No cell is a formula: a text that looks like one stays a text when somebody edits it.
    """
    from xlsxwriter import Workbook

    texts, edition = Texts(site, language), site.mint.edition(number)
    said, held = words(language)["downloads"], io.BytesIO()
    title = words(language)["matrix"]["title"].format(edition=texts.label(edition))
    book = Workbook(held, {"in_memory": True, "strings_to_urls": False})
    # What a zip file says of its parts is always of 1980 with XlsxWriter.
    book.set_properties({"title": title, "created": modified(site).replace(tzinfo=None)})
    formats = {name: book.add_format(each) for name, each in _FORMATS.items()}
    matrix, source = book.add_worksheet(f"SFIA {number}"), book.add_worksheet(said["source"])
    _matrix(matrix, header(language), rows(texts, edition), formats)
    _source(source, texts, edition, title, formats)
    for sheet in (matrix, source):
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if primary(language) in _LEFTWARD:
            sheet.right_to_left()
    book.close()
    return held.getvalue()


def _matrix(
    sheet: Worksheet, head: tuple[str, ...], found: tuple[Row, ...], formats: dict[str, Any]
) -> None:
    for column, (name, width) in enumerate(zip(head, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats["head"])
    for line, row in enumerate(found, 1):
        for column, name in enumerate(row.names):
            sheet.write_string(line, column, name, formats["quoted"] if runs(name) else None)
        for level in row.levels:
            sheet.write_number(line, len(row.names) - 1 + level, level, formats["level"])
        sheet.write_url(line, len(head) - 1, row.iri, string=row.iri)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(found), len(head) - 1)


def _source(
    sheet: Worksheet, texts: Texts, edition: str, title: str, formats: dict[str, Any]
) -> None:
    said, licences = words(texts.language), words(texts.language)["graph"]["licences"]
    pairs = [(said["downloads"]["content"], title), (said["parts"]["iri"], edition)]
    for each in sources(texts, edition):
        pairs += [
            (said["graph"]["graph"], f"{each.graph.name} – {each.graph.iri}"),
            (said["graph"]["holder"], str(each.holder.name) if each.holder else ""),
            (said["graph"]["licence"], f"{licences.get(each.licence, '')} {each.licence}".strip()),
            (said["graph"]["file"], each.file),
        ]
    notice = f"{said['frame']['unofficial']} {said['frame']['rights']}"
    pairs.append((said["downloads"]["notice"], notice))
    shown = [(name, text) for name, text in pairs if text]
    for column, width in enumerate(_WIDTHS_OF_SOURCE):
        sheet.set_column(column, column, width)
    for line, (name, text) in enumerate(shown):
        sheet.write_string(line, 0, name, formats["bold"])
        sheet.write_string(line, 1, text, formats["text"])
    sheet.write_string(len(shown), 0, said["downloads"]["date"], formats["bold"])
    sheet.write_datetime(len(shown), 1, modified(texts.site).date(), formats["date"])

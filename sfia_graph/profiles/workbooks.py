"""Roles and people as a workbook (Office Open XML), ready to be filled in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sfia_graph.profiles.records import BASES, IMPORTANCES, Kind
from sfia_graph.profiles.tables import COLUMNS, Line
from sfia_graph.spreadsheet import guarded

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {"role": 28, "title": 32, "person": 16, "evidence": 40, "team": 24, "name": 24}
_CHOICES = {"importance": list(IMPORTANCES), "basis": list(BASES)}
_FORMATS = {
    "head": {"bold": True, "bg_color": "#1f3a5f", "font_color": "#ffffff"},
    "text": {"num_format": "@"},
    "quoted": {"num_format": "@", "quote_prefix": True},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
}
_DAYS = ("date", "expires")
_LAST = 1_048_575
_CREATED = datetime(2026, 1, 1)
"""A workbook says when it was made; the same tables give the same bytes."""


def to_workbook(tables: Mapping[Kind, Iterable[Line]]) -> bytes:
    """Write a sheet for each table; levels are texts, since a spreadsheet makes a day of 4-6.

    No cell is a formula: a text that looks like one stays a text when somebody edits it.
    """
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    formats = {name: book.add_format(each) for name, each in _FORMATS.items()}
    for kind, lines in tables.items():
        _write(book.add_worksheet(kind.capitalize()), COLUMNS[kind], lines, formats)
    book.close()
    return held.getvalue()


def _write(
    sheet: Worksheet, columns: tuple[str, ...], lines: Iterable[Line], formats: dict[str, Any]
) -> None:
    for at, name in enumerate(columns):
        usual = formats["date" if name in _DAYS else "text"]
        sheet.set_column(at, at, _WIDTHS.get(name, 14), usual)
        sheet.write_string(0, at, name, formats["head"])
        if name in _CHOICES:
            choices = {"validate": "list", "source": _CHOICES[name]}
            sheet.data_validation(1, at, _LAST, at, choices)
    for row, line in enumerate(lines, 1):
        for at, (name, text) in enumerate(zip(columns, line.cells, strict=True)):
            if not text:
                continue
            if name in _DAYS and len(text) == len("2026-03-31"):
                sheet.write_datetime(row, at, date.fromisoformat(text), formats["date"])
            elif text.startswith("'"):
                sheet.write_string(row, at, guarded(text), formats["text"])
            else:
                runs = guarded(text) != text
                sheet.write_string(row, at, text, formats["quoted" if runs else "text"])
    sheet.freeze_panes(1, 0)

"""Rows as the sheets of a workbook (Office Open XML), in which no text runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date


def to_workbook(sheets: Iterable[tuple[str | None, Iterable[Iterable[str]]]]) -> bytes:
    """Write sheets, each a name and its rows; whole numbers and days become such cells."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = Workbook(held, options)
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell.isascii() and cell.isdigit() and str(int(cell)) == cell:
                    sheet.write_number(line, column, int(cell))
                elif day := _day(cell):
                    sheet.write_datetime(line, column, day, days)
                elif cell:
                    sheet.write_string(line, column, cell)
    book.close()
    return held.getvalue()


def _day(text: str) -> date | None:
    """Give the day that a text is in ISO 8601, None for any other text."""
    if len(text) != len("2026-03-31") or text[4] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

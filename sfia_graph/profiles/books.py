"""Rows as the sheets of a workbook (Office Open XML), in which no text runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sfia_graph.spreadsheet import runs
from sfia_graph.store.scratch import room_needed, scratch


def to_workbook(sheets: Iterable[tuple[str | None, Iterable[Iterable[str]]]]) -> bytes:
    """Write sheets, each a name and its rows; whole numbers and days become such cells.

    Raises `StoreError` where temporary files have no room.
    """
    from xlsxwriter.exceptions import FileCreateError

    with scratch("the workbook") as folder, room_needed("the workbook"):
        try:
            return _written(sheets, folder)
        except FileCreateError as error:
            raise OSError(str(error)) from None


def _written(sheets: Iterable[tuple[str | None, Iterable[Iterable[str]]]], folder: Path) -> bytes:
    from xlsxwriter import Workbook

    held = io.BytesIO()
    options = {"strings_to_urls": False, "strings_to_formulas": False}
    book = Workbook(held, {**options, "constant_memory": True, "tmpdir": str(folder)})
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    quoted = book.add_format({"quote_prefix": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell.isascii() and cell.isdigit() and str(int(cell)) == cell:
                    sheet.write_number(line, column, int(cell))
                elif day := _day(cell):
                    sheet.write_datetime(line, column, day, days)
                elif cell:
                    sheet.write_string(line, column, cell, quoted if runs(cell) else None)
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

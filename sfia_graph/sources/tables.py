"""A table of texts, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or one CSV file.

    `file` is the file's name without its path; `sheet` is the sheet's name, None for a CSV;
    `rows` holds each row's cells as they stand in the source, `""` for a blank one, so that
    `rows[0][0]` is the cell A1. Rows may differ in length. A whole number in a workbook's numeric
    cell reads `"4"`; a text cell keeps its text (`"4.0"`, `"0012"`, `"1E5"`, `"NA"`).
    """

    file: str
    sheet: str | None
    rows: tuple[tuple[str, ...], ...]

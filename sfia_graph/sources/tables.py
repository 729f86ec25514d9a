"""A table of texts, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sfia_graph.errors import Place, SourceError

MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
MAX_CELL_LENGTH = 32_767
"""The most that a cell of a spreadsheet can hold, in characters."""


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

    def check_size(self, larger: str = "") -> None:
        """Refuse a table beyond the limits; raises `SourceError` with the row.

        `larger` is what to do with one, where it is not simply too large for SFIA.
        """
        refuse = partial(self._refuse, larger or "a sheet of SFIA is far smaller")
        if len(self.rows) > MAX_ROWS:
            refuse(None, f"{len(self.rows)} rows, more than {MAX_ROWS}")
        for number, row in enumerate(self.rows, 1):
            if len(row) > MAX_COLUMNS:
                refuse(number, f"{len(row)} columns, more than {MAX_COLUMNS}")
            longest = max(map(len, row), default=0)
            if longest > MAX_CELL_LENGTH:
                refuse(number, f"a cell of {longest} characters, more than {MAX_CELL_LENGTH}")

    def _refuse(self, remedy: str, row: int | None, problem: str) -> None:
        raise SourceError(Place(self.file, self.sheet, row), problem, remedy)

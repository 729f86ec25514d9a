"""Workbooks (.xlsx, .xlsm; ECMA-376) as tables of texts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_bytes
from sfia_graph.sources.guard import make_safe_copy
from sfia_graph.sources.tables import Table

Cell = int | float | str | bool | time | date | datetime | timedelta

_ANEW = "open it and save it once more"
_EXACT = 1e15
"""Up to here a spreadsheet keeps every digit of a whole number."""


def read(path: Path, larger: str = "") -> tuple[Table, ...]:
    """Read the worksheets of a workbook that have cells, hidden ones too, in their order.

    A text cell keeps its text, with `_x000D_` read as the carriage return that it escapes
    (ECMA-376, ST_Xstring). A whole number reads `"4"`, another as Python writes it, a date as
    ISO 8601 does, a boolean `"TRUE"` or `"FALSE"`, an error as it stands (`"#REF!"`).
    `larger` is what to do with a workbook beyond the limits, where it is not simply too large for
    SFIA.
    Raises `SourceError` for what is no workbook, is damaged, has a password, is too large, or has
    no cell in any sheet.
    """
    file = path.name
    copy = make_safe_copy(read_bytes(path), file, larger)
    try:
        workbook = CalamineWorkbook.from_filelike(copy.archive)
    except CalamineError:
        problem = "a workbook whose list of sheets, shared texts or styles cannot be read"
        raise SourceError(Place(file), problem, _ANEW) from None
    sheets = [s.name for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    tables = [_table(workbook, name, file) for name in sheets]
    found = tuple(table for table in tables if table.rows)
    if not found:
        holds = "a picture, no cells" if copy.pictures else "no cells"
        raise SourceError(
            Place(file), f"holds {holds}", "import a sheet that has the text in cells"
        )
    for table in found:
        table.check_size(larger)
    return found


def _table(workbook: CalamineWorkbook, name: str, file: str) -> Table:
    try:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OverflowError) as error:
        problem = f"a sheet that cannot be read ({str(error).splitlines()[0]})"
        raise SourceError(Place(file, name), problem, _ANEW) from None
    texts = tuple(tuple(map(_text, row)) for row in rows)
    return Table(file, name, texts if any(map(any, texts)) else ())


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)

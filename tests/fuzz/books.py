"""Workbooks built of decisions: their sheets, and cells of each kind that a workbook can hold."""

from __future__ import annotations

from html import escape

from invented import (
    Grid,
    attributes_grid,
    level_rows_grid,
    levels_grid,
    long_grid,
    skills_grid,
)
from workbooks import MAIN, SHEET, STRINGS, STYLES, shared_strings, sheet_xml, styles

from fuzz.drawing import Draw
from sfia_graph.sources.cells import letter

GRIDS: tuple[Grid, ...] = (
    skills_grid(),
    skills_grid(single=True),
    skills_grid(url=False),
    long_grid(),
    attributes_grid(),
    levels_grid(),
    level_rows_grid(),
)
MORE = "xl/worksheets/sheet2.xml"
TEXTS = (
    *("", " ", "4", "4.0", "-1", "8", "x", "1E5", "NA", "TRUE", "#REF!", "=1+1", "Level", "Levels"),
    *("BREW", "brew", "1\u00a02", "e\u0301", "a\r\nb", "_x000D_", "fr", "en_GB", "9", "6.3"),
    *("https://sfia-online.org/en/skillcode/9/BREW", "https://sfia-online.org/en/lor/8/1"),
    *("Code", "Skill", "Category", "Trade", "Drinks", "Shop", "!!!", "日本", "x" * 33_000),
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERS = ("0", "4", "4.0", "1e308", "-1", "45000.5", "nan", "", "0x4", "9" * 400, "-1e11")
_DATES = ("2025-01-29", "2025-01-29T10:00:00", "99999-99-99", "", "x", "PT1H")
_PLACES = ("A1", "XFD1", "A50000", "A50001", "GR1", "GS1", "a1", "A0", "ZZZ9999999", "")


def edited(draw: Draw) -> Grid:
    """Give one of the sheets that are known, some of its cells, rows and columns changed."""
    grid = [list(row) for row in draw.one(GRIDS)]
    for _ in range(draw.number(0, 6)):
        row = draw.one(grid) if grid else []
        deed, at = draw.number(0, 7), draw.number(0, max(len(row) - 1, 0))
        if deed == 0 and grid:
            grid.insert(draw.number(0, len(grid)), list(row))
        elif deed == 1:
            grid = [each for each in grid if each is not row]
        elif deed == 2:
            grid = [each[:at] + each[at + 1 :] for each in grid]
        elif deed == 3:
            grid = [[*each, draw.text(8)] for each in grid]
        elif deed == 4:
            del row[at:]
        elif row:
            row[at] = draw.one(TEXTS) if deed == 5 else draw.text()
    return grid


def parts(draw: Draw) -> dict[str, str | bytes]:
    """Give the parts of a workbook of one or two sheets."""
    strings = [draw.text(12) for _ in range(draw.number(0, 3))]
    names = ["Skills", draw.text(40) or "More"]
    sheets = [_sheet(draw, strings) for _ in range(draw.number(1, 2))]
    found: dict[str, str | bytes] = {
        "xl/workbook.xml": _workbook(names[: len(sheets)]),
        "xl/_rels/workbook.xml.rels": _links(len(sheets)),
        STRINGS: shared_strings(*map(escape, strings)),
        STYLES: styles("yyyy-mm-dd", "[h]:mm:ss", "0.00%"),
    }
    return found | dict(zip((SHEET, MORE), sheets, strict=False))


def _workbook(names: list[str]) -> str:
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _links(count: int) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, count + 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def _sheet(draw: Draw, strings: list[str]) -> str:
    grid, odd = edited(draw), draw.number(0, 3)
    rows = []
    for number, row in enumerate(grid, 1):
        cells = [
            _odd_cell(draw, number, at, len(strings))
            if odd and draw.number(0, 63) < odd
            else _cell(number, at, text)
            for at, text in enumerate(row)
            if text or odd
        ]
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    before = '<dimension ref="A1:XFD1048576"/>' if odd == 3 else ""
    return sheet_xml("".join(rows), before=before)


def _cell(row: int, column: int, text: str) -> str:
    place = f'r="{letter(column)}{row}"'
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return f"<c {place}><v>{text}</v></c>"
    return f'<c {place} t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _odd_cell(draw: Draw, row: int, column: int, strings: int) -> str:
    place = draw.one((f"{letter(column)}{row}", *_PLACES))
    style = draw.number(0, 4)
    kind = draw.one(("n", "s", "b", "e", "d", "str", "inlineStr", "odd"))
    values = {
        "n": draw.one(_NUMBERS),
        "s": str(draw.number(0, strings + 1)),
        "b": draw.one(("0", "1", "2", "")),
        "e": draw.one(("#REF!", "#N/A", "")),
        "d": draw.one(_DATES),
    }
    value = values.get(kind, escape(draw.text(12)))
    inner = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    formula = "<f>1/0</f>" if draw.yes() else ""
    return f'<c r="{place}" s="{style}" t="{kind}">{formula}{inner}</c>'

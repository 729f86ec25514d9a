"""Sheets are told apart by their headers, never by position; a layout is a row of a table."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import (
    Grid,
    attributes_grid,
    level_rows_grid,
    levels_grid,
    long_grid,
    skills_grid,
    table,
)

from sfia_graph.errors import SourceError
from sfia_graph.report import Report
from sfia_graph.sources.cells import letter
from sfia_graph.sources.headers import Header, find_header
from sfia_graph.sources.layouts import LAYOUTS, Layout

GRIDS = {
    "skills 9": skills_grid(),
    "skills 9, a header for each level": skills_grid(single=True),
    "skills 8": skills_grid(url=False),
    "skills 8, a header for each level": skills_grid(single=True, url=False),
    "skills at level 6": long_grid(),
    "attributes 9": attributes_grid(),
    "levels 9": levels_grid(),
    "levels 8": level_rows_grid(),
}


def _find(grid: Grid, report: Report | None = None) -> Header:
    header = find_header(table(grid), report or Report())
    assert header is not None
    return header


@pytest.mark.parametrize(
    ("grid", "name", "edition"),
    [
        ("skills 9", "skills, SFIA 9", None),
        ("skills 9, a header for each level", "skills, SFIA 9", None),
        ("skills 8", "skills, SFIA 8", 8),
        ("skills 8, a header for each level", "skills, SFIA 8", 8),
        ("skills at level 6", "skills at level, SFIA 6", None),
        ("attributes 9", "attributes, SFIA 9", None),
        ("levels 9", "levels, SFIA 9", None),
        ("levels 8", "levels, SFIA 8", 8),
    ],
)
def test_a_sheet_is_recognised_by_its_headers(grid: str, name: str, edition: int | None) -> None:
    report = Report()
    header = _find(GRIDS[grid], report)
    assert (header.layout.name, header.layout.edition, header.row) == (name, edition, 0)
    kinds = ["ignored-columns"] if grid == "skills at level 6" else []
    assert [finding.kind for finding in report.findings] == kinds


def test_columns_that_are_known_to_say_nothing_are_named() -> None:
    report = Report()
    _find(long_grid(), report)
    assert [(str(each.place), each.message) for each in report.findings] == [
        (
            "bakery.xlsx, sheet 'Skills', row 1",
            "columns that say nothing of skills, left out: uid, loc23",
        )
    ]


@pytest.mark.parametrize(
    "grid",
    [
        [],
        [[]],
        [["", "Bread"], ["1", "2", "3", "4", "5", "6", "7"]],
        [["", ""]],
        [["Terms of the bakery"]],
        [["Name", "Price"], ["Roll", "2"]],
    ],
    ids=["no rows", "an empty row", "marks alone", "blanks", "notes", "another table"],
)
def test_other_sheets_are_none_of_sfias(grid: Grid) -> None:
    assert find_header(table(grid), Report()) is None


@pytest.mark.parametrize("grid", list(GRIDS))
def test_case_and_blanks_of_headers_do_not_matter(grid: str) -> None:
    loud = [[f"  {cell.upper()}\n" if cell else "" for cell in GRIDS[grid][0]], *GRIDS[grid][1:]]
    assert _find(loud).columns == _find(GRIDS[grid]).columns


@given(st.randoms(use_true_random=False))
def test_columns_may_stand_in_any_order(shuffler: random.Random) -> None:
    grid = skills_grid(single=True)
    order = list(range(len(grid[0])))
    shuffler.shuffle(order)
    header = _find([[row[index] for index in order] for row in grid])
    plain = _find(grid)
    assert {name: order[at] for name, at in header.columns.items()} == plain.columns


def test_merged_marks_are_seven_columns() -> None:
    columns = _find(skills_grid()).columns
    assert [columns[f"mark.{level}"] for level in range(1, 8)] == list(range(1, 8))


@pytest.mark.parametrize("above", [1, 9])
def test_a_header_below_row_1_is_found_and_said(above: int) -> None:
    report = Report()
    header = _find([["The bakery’s sheet"]] * above + skills_grid(), report)
    assert header.row == above
    assert [(str(each.place), each.message) for each in report.findings] == [
        (
            f"bakery.xlsx, sheet 'Skills', row {above + 1}",
            f"the header stands in row {above + 1}, not in row 1",
        )
    ]


def test_a_header_below_row_10_is_not_looked_for() -> None:
    assert find_header(table([["above"]] * 10 + skills_grid()), Report()) is None


def test_a_column_of_no_known_use_is_named() -> None:
    grid = [[*row, extra] for row, extra in zip(skills_grid(), ["Price", *"1234"], strict=True)]
    report = Report()
    _find(grid, report)
    assert [(str(each.place), each.message) for each in report.findings] == [
        (
            "bakery.xlsx, sheet 'Skills', row 1, column 'Price'",
            "a column of no known use, left out",
        )
    ]


ROW_1 = "bakery.xlsx, sheet 'Skills', row 1"


def _renamed(grid: Grid, old: str, *new: str) -> Grid:
    at = grid[0].index(old)
    return [
        [*row[:at], *(new if row is grid[0] else row[at : at + 1]), *row[at + 1 :]] for row in grid
    ]


@pytest.mark.parametrize(
    ("grid", "line"),
    [
        (
            _renamed(skills_grid(), "Code", "Codes"),
            f"{ROW_1}: no column 'Code'; rename the column 'Codes' to 'Code'",
        ),
        (
            _renamed(skills_grid(), "Level 4 description", "Level  four description"),
            f"{ROW_1}: no column 'Level 4 description';"
            " rename the column 'Level  four description' to 'Level 4 description'",
        ),
        (
            _renamed(skills_grid(), "Skill", "Zzz"),
            f"{ROW_1}: no column 'Skill'; add the column 'Skill' (layout: skills, SFIA 9)",
        ),
        (
            _renamed(skills_grid(single=True), "Level 3", ""),
            f"{ROW_1}: no column 'Level 3'; add the column 'Level 3' (layout: skills, SFIA 9)",
        ),
        (
            _renamed(skills_grid(), "Levels", "Level"),
            f"{ROW_1}: no column 'Levels'; rename the column 'Level' to 'Levels'",
        ),
        (
            _renamed(long_grid(), "level", ""),
            f"{ROW_1}: no column 'level'; add the column 'level' (layout: skills at level, SFIA 6)",
        ),
        (
            _renamed(attributes_grid(), "Type", "Typ"),
            f"{ROW_1}: no column 'Type'; rename the column 'Typ' to 'Type'",
        ),
        (
            _renamed(level_rows_grid(), "Knowledge", "Knowlege"),
            f"{ROW_1}: no column 'Knowledge'; rename the column 'Knowlege' to 'Knowledge'",
        ),
        (
            _renamed(skills_grid(), "Guidance notes", "Code"),
            f"{ROW_1}: no column 'Guidance notes';"
            " add the column 'Guidance notes' (layout: skills, SFIA 9)",
        ),
        (
            [[*row, cell] for row, cell in zip(skills_grid(), ["code ", *"ABCD"], strict=True)],
            "bakery.xlsx, sheet 'Skills', row 1, column 'Code': the column stands 2 times;"
            " keep one of them",
        ),
    ],
    ids=[
        "renamed",
        "renamed level",
        "missing",
        "missing mark",
        "marks renamed",
        "missing in 6",
        "renamed attribute",
        "renamed in 8",
        "another column twice",
        "doubled",
    ],
)
def test_a_sheet_of_sfias_with_other_columns_is_refused(grid: Grid, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        find_header(table(grid), Report())
    assert str(caught.value) == line


@pytest.mark.parametrize(
    "layout", LAYOUTS, ids=lambda layout: f"{layout.name} {len(layout.columns)}"
)
def test_a_layout_names_each_field_and_header_once(layout: Layout) -> None:
    columns = layout.columns
    fields = [column.field for column in columns]
    headers = [header.casefold() for column in columns for header in column.headers]
    assert len(set(fields)) == len(fields)
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_a_column_without_a_header_is_known_by_its_letter(column: int, name: str) -> None:
    assert letter(column) == name

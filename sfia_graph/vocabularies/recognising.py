"""Which sheet of which framework a table is, by its headers and never by its file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from sfia_graph.errors import SourceError, quoted
from sfia_graph.languages import is_tag
from sfia_graph.report import Report
from sfia_graph.sources.headers import find_header
from sfia_graph.sources.tables import Table
from sfia_graph.vocabularies.grids import Grid, Row
from sfia_graph.vocabularies.tables import Column, Framework, Sheet

_SEARCHED = 10
_VERSION = re.compile(r"^v\d+(\.\d+)* ")
_PARTIAL = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A table recognised: `row` is its header's number, `columns` are (column, language, index)."""

    grid: Grid
    framework: Framework
    sheet: Sheet
    row: int
    columns: tuple[tuple[Column, str | None, int], ...]
    titles: tuple[str, ...]


def normal(title: str) -> str:
    """Give a title as it is compared: without case, spare blanks and a version before it.

    >>> normal("v2.1.0 TKS  ID")
    'tks id'
    """
    return _VERSION.sub("", " ".join(title.split()).casefold())


def recognise(grid: Grid, frameworks: Iterable[Framework]) -> Match | None:
    """Find the sheet whose required columns a table has all; of several the one with most.

    Raises `SourceError` for a sheet of another version: one that has half of the columns, is no
    sheet of SFIA, and lacks one. None for a table that is nothing of these.
    """
    head = _head(grid)
    found: list[tuple[bool, float, int, Match]] = []
    for framework in frameworks:
        for sheet in framework.sheets:
            if sheet.name and not re.fullmatch(sheet.name, grid.sheet or ""):
                continue
            for number, cells in head:
                match = _match(grid, framework, sheet, number, cells)
                found.append((bool(sheet.name), _share(match), len(match.columns), match))
    whole = [each for each in found if each[1] == 1]
    if whole:
        match = max(whole, key=lambda each: each[:3])[-1]
        _refuse_doubled(match)
        return match
    near = [each for each in found if each[1] >= _PARTIAL and each[2] > 1]
    if near and not _is_sfia(grid, head):
        _refuse(max(near, key=lambda each: each[1:3])[-1])
    return None


def _head(grid: Grid) -> list[Row]:
    """Give the first rows, as far as they can be read."""
    head: list[Row] = []
    try:
        head.extend(islice(grid.rows(), _SEARCHED))
    except SourceError:
        return head
    return head


def _match(grid: Grid, framework: Framework, sheet: Sheet, row: int, cells: list[str]) -> Match:
    titles = {normal(title): column for column in sheet.columns for title in column.titles}
    columns = []
    for at, cell in enumerate(cells):
        name, _, tag = cell.strip().partition("@") if not cell.startswith("@") else (cell, "", "")
        column = titles.get(normal(name))
        if column and (not tag or is_tag(tag)):
            columns.append((column, tag or column.language, at))
    return Match(grid, framework, sheet, row, tuple(columns), tuple(cells))


def _share(match: Match) -> float:
    required = [column.name for column in match.sheet.columns if column.required]
    held = {column.name for column, _, _ in match.columns}
    return sum(name in held for name in required) / max(len(required), 1) if held else 0.0


def _refuse_doubled(match: Match) -> None:
    counts = Counter((column.name, tag) for column, tag, _ in match.columns)
    for column, tag, at in match.columns:
        times = counts[column.name, tag]
        if times > 1:
            place = match.grid.place(match.row, match.titles[at].strip())
            raise SourceError(place, f"the column stands {times} times", "keep one of them")


def tell_unknown(match: Match, report: Report) -> None:
    """Note each column of which nothing is known."""
    known = {normal(title) for title in match.sheet.ignored}
    taken = {at for _, _, at in match.columns}
    for at, title in enumerate(match.titles):
        if title.strip() and at not in taken and normal(title) not in known:
            place = match.grid.place(match.row, title.strip())
            report.warn("unknown-column", place, title, "a column of no known use, left out")


def _is_sfia(grid: Grid, head: list[Row]) -> bool:
    table = Table(grid.file, grid.sheet, tuple(tuple(cells) for _, cells in head))
    try:
        return find_header(table, Report()) is not None
    except SourceError:
        return True


def _refuse(match: Match) -> None:
    held = {column.name for column, _, _ in match.columns}
    known = {normal(title) for each in match.sheet.columns for title in each.titles}
    strangers = {normal(cell): cell.strip() for cell in match.titles if normal(cell) not in known}
    for column in match.sheet.columns:
        if column.required and column.name not in held:
            wanted = column.titles[0]
            near = get_close_matches(normal(wanted), strangers, n=1, cutoff=0.5)
            found = f"no column '{wanted}', which {match.framework.title}: {match.sheet.of} has"
            remedy = (
                f"rename the column {quoted(strangers[near[0]])} to '{wanted}' if it is that one"
                if near
                else "take the file of that version, or add the column"
            )
            raise SourceError(match.grid.place(match.row), found, remedy)

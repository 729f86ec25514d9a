"""The rows of a recognised table as names and texts, each cell cleaned and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.errors import Place, quoted
from sfia_graph.report import Report
from sfia_graph.text import clean
from sfia_graph.vocabularies.recognising import Match
from sfia_graph.vocabularies.tables import Column

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u0080-\u009f]")

Row = dict[str, str]
"""The filled cells of a row: the text of each name that templates use."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A column where it stands in a table; `name` is what templates call it."""

    column: Column
    name: str
    at: int
    title: str
    pattern: re.Pattern[str] | None


def variants(match: Match, name: str) -> list[tuple[str, str | None]]:
    """Give the names and languages under which a column's texts are in a row.

    >>> # a table with `label` and `label@fr` has [("label", None), ("label@fr", "fr")]
    """
    return [
        (_name(column, tag), tag or column.language)
        for column, tag, _ in match.columns
        if column.name == name
    ]


def _name(column: Column, tag: str | None) -> str:
    return column.name if tag is None or tag == column.language else f"{column.name}@{tag}"


def read_rows(match: Match, report: Report) -> Iterator[tuple[int, Row]]:
    """Give each row below the header that has anything in it, with its number.

    The report gets a fault for a blank cell that must be filled and for one that is not of its
    column's pattern; the row is then left out.
    """
    places = [
        _Place(
            column,
            _name(column, tag),
            at,
            match.titles[at].strip(),
            re.compile(column.pattern) if column.pattern else None,
        )
        for column, tag, at in match.columns
    ]
    sheet = {"sheet": match.grid.sheet} if match.grid.sheet else {}
    for number, cells in match.grid.rows():
        if number <= match.row or not any(cells):
            continue
        if match.grid.sheet is None and any(cells[len(match.titles) :]):
            problem = f"{len(cells)} cells under {len(match.titles)} headings"
            remedy = "quote the cell that holds the separator"
            report.reject(match.grid.place(number), "", problem, remedy)
            continue
        row = _read(places, cells, match, number, report)
        if row:
            yield number, row | sheet


def _clean(raw: str, place: Place, report: Report) -> str:
    text = clean(raw, place, report) or ""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text).strip()
        report.repair("invisible-character", place, raw, "characters without a sign left out")
    return text


def _read(
    places: list[_Place], cells: list[str], match: Match, number: int, report: Report
) -> Row | None:
    row: Row = {}
    for place in places:
        raw = cells[place.at] if place.at < len(cells) else ""
        text = raw
        if not (raw.isascii() and raw.isprintable() and raw == raw.strip()):
            text = _clean(raw, match.grid.place(number, place.title), report)
        column = place.column
        if not text or text == column.null:
            if column.filled and place.name == column.name:
                report.reject(
                    match.grid.place(number, place.title),
                    raw,
                    "a blank cell",
                    "fill it in, or take the row out",
                )
                return None
            continue
        if place.pattern:
            fit = place.pattern.fullmatch(text)
            if fit is None:
                wanted = f", nothing such as {column.such}" if column.such else ""
                report.reject(
                    match.grid.place(number, place.title),
                    raw,
                    f"holds {quoted(text)}{wanted}",
                    "correct it, or take the row out",
                )
                return None
            row.update((key, value.strip()) for key, value in fit.groupdict().items() if value)
        row[place.name] = text
    return row

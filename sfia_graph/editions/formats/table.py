"""Changes as plain text for people, and as CSV for programs."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal

from sfia_graph import formats
from sfia_graph.editions.groups import Line, compared, groups
from sfia_graph.editions.records import Changes
from sfia_graph.editions.words import title_of_all, words
from sfia_graph.results import Rows
from sfia_graph.spreadsheet import harmless

COLUMNS = ("change", "code", "name", "detail")


def to_csv(changes: Changes) -> str:
    """Give changes as CSV (RFC 4180), a row a fact, its columns `COLUMNS`.

    `detail` is the number of the level that was added or removed, which text was revised, names
    and places before and after, the place and levels of what is new, what a retired skill gave way
    to. A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    lines = ((each.kind, each.code, each.name, each.detail) for each in changes.found)
    return formats.write_answer(harmless(_rows(COLUMNS, lines)), "csv")


def to_table(changes: Changes) -> str:
    """Give changes as plain text: a table for each kind of change, one line a skill."""
    parts = [heading(changes)]
    for group in groups(changes):
        table = formats.to_table(lines_of(group.lines, changes.language))
        parts.append(f"{group.heading}: {group.count}\n\n{table}")
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def heading(changes: Changes) -> str:
    """Give the title and how much was compared, in two lines."""
    title = title_of_all(changes.before, changes.after, changes.language)
    said = words(changes.language)
    return f"{title}\n{compared(changes)}" + ("" if changes.found else f" {said['none']}")


def lines_of(lines: Iterable[Line], language: str) -> Rows:
    """Give the lines of a group as rows."""
    said = words(language)
    columns = (said["code"], said["name"], said["detail"])
    cells = [(line.code, line.name, line.detail) for line in lines]
    if not any(detail for _, _, detail in cells):
        return _rows(columns[:2], (cell[:2] for cell in cells))
    return _rows(columns, cells)


def _rows(columns: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Rows:
    return Rows(columns, tuple(tuple(map(Literal, line)) for line in lines))

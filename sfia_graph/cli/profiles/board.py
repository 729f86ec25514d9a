"""An answer as a board: a table in parts with bars of levels, drawn for a terminal or a pipe."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sfia_graph.cli.screen import one_line
from sfia_graph.profiles.answers.gaps import STEPS, Gap

HELD, MISSING, REST = "█▒░"
"""Steps that are held, that are missing, and that nobody asks for: three tones of one shape."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and, for a terminal, its style."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Board:
    """Parts with a heading and rows each; `numeric` names the columns that stand to the right.

    `legend` says what the steps of the bars mean, `last` sums up.
    """

    title: str
    columns: tuple[str, ...]
    parts: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]
    legend: str
    last: str
    numeric: frozenset[int] = frozenset()


def steps(gap: Gap) -> Cell:
    """Give a bar of seven steps: held, missing up to what is asked for, and the rest.

    >>> steps(Gap("SLMO", "", "", True, 5, 5, 3, "", 2)).text
    '███▒▒░░'
    """
    wanted = max(gap.lowest - gap.held, 0)
    return _bar(gap.held, wanted, STEPS, gap.met)


def levels_of(gap: Gap, t: dict[str, Any]) -> Iterator[Cell]:
    """Give the first cells of a requirement: its skill, what is asked and held, what is missing."""
    from sfia_graph.profiles.answers.summaries import status

    yield Cell(gap.code, "cyan")
    yield Cell(gap.name)
    yield Cell(gap.asked)
    yield Cell(str(gap.held or "–"))
    yield steps(gap)
    yield Cell(status(gap, t), status_style(gap))


def legend_of(t: dict[str, Any]) -> str:
    """Say what the three tones of the bars of requirements mean."""
    w = t["legend"]
    return f"{HELD} {w['held']}  {MISSING} {w['missing']}  {REST} {w['rest']}"


def parts_of(whole: int, held: int, width: int = 20) -> Cell:
    """Give a bar of what is held of a whole."""
    full = width * held // whole if whole else width
    return _bar(full, width - full, width, held >= whole)


def status_style(gap: Gap) -> str:
    """Give the style in which a terminal shows whether a requirement is met."""
    return "green" if gap.met else "bold red" if gap.core else "yellow"


def _bar(held: int, wanted: int, width: int, met: bool) -> Cell:
    rest = width - held - wanted
    return Cell(HELD * held + MISSING * wanted + REST * rest, "green" if met else "yellow")


def draw(board: Board) -> None:
    """Write a board to standard output: with colour in a terminal, plain in a pipe."""
    if sys.stdout.isatty():
        _draw(board)
    else:
        sys.stdout.write(plain(board))


def plain(board: Board) -> str:
    """Give a board as plain aligned text."""
    rows = [row for _, part in board.parts for row in part]
    widths = [
        max([_width(name), *(_width(row[at].text) for row in rows)])
        for at, name in enumerate(board.columns)
    ]
    lines = [one_line(board.title), ""]
    if rows:
        lines.append(_line(list(board.columns), widths, board.numeric))
        lines.append(_line(["-" * width for width in widths], widths))
    for heading, part in board.parts:
        lines.extend([one_line(heading)] if heading else [])
        lines.extend(_line([each.text for each in row], widths, board.numeric) for row in part)
    return "\n".join([*lines, *([""] if rows else []), *_foot(board)]) + "\n"


def _foot(board: Board) -> Iterator[str]:
    if board.legend and any(part for _, part in board.parts):
        yield board.legend
    yield one_line(board.last)


def _line(
    cells: Sequence[str], widths: Sequence[int], numeric: frozenset[int] = frozenset()
) -> str:
    padded = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        text = one_line(cell)
        room = " " * (width - _width(text))
        padded.append(room + text if at in numeric else text + room)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Give how many cells a text takes in a terminal (UAX #11), marks that combine none."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in one_line(text)
    )


def _draw(board: Board) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for at, name in enumerate(board.columns):
        longest = max((len(row[at].text) for _, part in board.parts for row in part), default=0)
        justify: Literal["right", "left"] = "right" if at in board.numeric else "left"
        table.add_column(name, justify=justify, no_wrap=longest <= 24)
    for heading, part in board.parts:
        if heading:
            table.add_row("", Text(one_line(heading), "bold"))
        for row in part:
            table.add_row(*(Text(one_line(each.text), each.style) for each in row))
    console = Console()
    console.print(Text(one_line(board.title), "bold"))
    if any(part for _, part in board.parts):
        console.print(table)
    for line in _foot(board):
        console.print(Text(line, "bold" if line == one_line(board.last) else "dim"))

"""What a terminal gets and a pipe does not: drawn tables, colour, a sign of work under way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path

from sfia_graph.errors import counted
from sfia_graph.results import Answer, Rows

Tell = Callable[[int, int, str], None]
"""Is told how many steps are done, of how many, and what comes next."""


def say(message: str) -> None:
    """Say something beside the result, on standard error; what cannot be said stops nothing."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{one_line(message)}\n")


def say_loaded(graphs: int, statements: int, where: str) -> None:
    """Say what has been loaded, once it is there to stay."""
    size = f"{statements:,} statement{'' if statements == 1 else 's'}"
    say(f"loaded {counted(graphs, 'graph')}, {size}, into {where}")


def one_line(message: str) -> str:
    """Give a message with its control characters spelt out, so that it stays one line."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in message)


def show(answer: Answer, format_name: str | None) -> None:
    """Write an answer to standard output: a drawn table in a terminal, plain text in a pipe.

    In CSV no text runs as a formula in a spreadsheet; the other formats have texts as they are.
    """
    if isinstance(answer, Rows) and format_name is None and sys.stdout.isatty():
        draw(answer)
        return
    from sfia_graph.formats import write_answer
    from sfia_graph.spreadsheet import harmless

    if isinstance(answer, Rows) and format_name == "csv":
        answer = harmless(answer)
    sys.stdout.write(write_answer(answer, format_name or "table"))


def draw(rows: Rows) -> None:
    """Draw rows as a table as wide as the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sfia_graph.formats import shown
    from sfia_graph.results import to_python

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for index, column in enumerate(rows.columns):
        values = [to_python(row[index]) for row in rows.terms if row[index] is not None]
        numeric = bool(values) and all(type(value) in {int, float, Decimal} for value in values)
        longest = max((len(str(value)) for value in values), default=0)
        table.add_column(
            column,
            justify="right" if numeric else "left",
            style="cyan" if index == 0 else "",
            no_wrap=longest <= 16,
        )
    for row in rows.terms:
        table.add_row(*(Text(shown(term)) for term in row))
    Console().print(table)


@contextmanager
def working(on: str) -> Iterator[None]:
    """Show in a terminal that something is under way."""
    with progress(on):
        yield


def write_file(path: Path, data: bytes) -> None:
    """Write a result to a file in one step, or to standard output for `-`."""
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        return
    from sfia_graph.files import write_atomically

    write_atomically(path, data)


@contextmanager
def progress(on: str) -> Iterator[Tell]:
    """Show in a terminal how far something is; gives what is told done, of how many, and what."""
    if not sys.stderr.isatty():
        yield lambda done, of, what: None
        return
    from rich.console import Console

    with Console(stderr=True).status(on) as status:
        yield lambda done, of, what: status.update(f"{on}: {what} ({done} of {of})")


@contextmanager
def transfer(on: str) -> Iterator[Tell]:
    """Show how many bytes are through, how fast, and how long it will take; gives what is told.

    It is told bytes done, bytes in all, and the name of what they are of. A pipe gets a line for
    each name.
    """
    if not sys.stderr.isatty():
        yield _line_by_line(on)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (BarColumn(24), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    text = TextColumn("{task.description}", markup=False)
    with Progress(text, *columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(on, total=None)
        yield lambda done, of, what: bar.update(
            task, completed=done, total=of, description=f"{on} {_short(one_line(what))}"
        )


def _short(name: str, most: int = 32) -> str:
    return name if len(name) <= most else f"…{name[1 - most :]}"


def _line_by_line(on: str) -> Tell:
    last = None

    def tell(done: int, of: int, what: str) -> None:
        nonlocal last
        if what != last:
            say(f"{on} {what} ({done / 1e6:.1f} of {of / 1e6:.1f} MB)")
        last = what

    return tell

"""The menu of stored questions, by subject."""

from __future__ import annotations

import sys
from itertools import groupby

from pyoxigraph import Literal

from sfia_graph.cli.screen import show
from sfia_graph.queries import StoredQuery, stored_queries
from sfia_graph.results import Rows

_HINT = """\
Ask one by its name:  sfia-graph query describe-skill code=SLMO lang=fr
Find a skill's code:  sfia-graph query resolve-name name=testing"""


def show_menu(format_name: str | None) -> None:
    """List the questions with what they answer and how they are asked."""
    queries = list(stored_queries().values())
    if format_name == "ttl":
        from sfia_graph.executables import to_turtle

        sys.stdout.write(to_turtle(queries))
    elif format_name is None:
        _draw(queries) if sys.stdout.isatty() else sys.stdout.write(_plain(queries))
    else:
        show(_rows(queries), format_name)


def call(query: StoredQuery) -> str:
    """Give the words that ask a question with its examples, quoted for a shell.

    >>> call(stored_queries()["skill-levels"])
    'skill-levels code=SLMO edition=9'
    """
    return " ".join([query.name, *_examples(query)])


def _examples(query: StoredQuery) -> list[str]:
    words = ((each.name, each.example) for each in query.parameters)
    return [
        f'{name}="{example}"' if " " in example else f"{name}={example}" for name, example in words
    ]


def _rows(queries: list[StoredQuery]) -> Rows:
    columns = ("subject", "name", "summary", "example")
    cells = [(query.subject, query.name, query.summary, call(query)) for query in queries]
    return Rows(columns, tuple(tuple(Literal(cell) for cell in row) for row in cells))


def _plain(queries: list[StoredQuery]) -> str:
    width = max(len(query.name) for query in queries)
    lines = []
    for subject, group in groupby(queries, key=lambda query: query.subject):
        lines.append(f"{subject.replace('-', ' ')}")
        for query in group:
            lines.append(f"  {query.name.ljust(width)}  {query.summary}")
        lines.append("")
    return "\n".join([*lines, _HINT, ""])


def _draw(queries: list[StoredQuery]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    width = max(len(query.name) for query in queries)
    for subject, group in groupby(queries, key=lambda query: query.subject):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        table.add_column(style="cyan", min_width=width, no_wrap=True)
        table.add_column()
        for query in group:
            asked = " ".join(_examples(query))
            summary = Text(query.summary)
            summary.append(f"\n{asked}" if asked else "", style="dim")
            table.add_row(query.name, summary)
        console.print(Text(f"\n{subject.replace('-', ' ').capitalize()}", style="bold"))
        console.print(table)
    console.print(Text(f"\n{_HINT}\n"))

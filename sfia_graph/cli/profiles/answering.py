"""What gap, rank and team share: their options, how they ask, and how they write the answer."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sfia_graph.cli.options import add_store, needing
from sfia_graph.cli.sampled import open_sampled
from sfia_graph.errors import UsageError
from sfia_graph.profiles.answers.policies import POLICIES
from sfia_graph.profiles.records import BASES

if TYPE_CHECKING:
    from sfia_graph.cli.profiles.board import Board
    from sfia_graph.parameters import Values
    from sfia_graph.profiles.answers.known import Known
    from sfia_graph.profiles.pseudonyms import Key
    from sfia_graph.profiles.reports.page import Counting
    from sfia_graph.results import Answer, Rows
    from sfia_graph.store import Store

FORMATS = ("table", "html", "csv", "tsv", "json", "xml", "md", "ttl")
_ENDINGS = {".html": "html", ".htm": "html", ".md": "md", ".ttl": "ttl"} | {
    f".{name}": name for name in ("csv", "tsv", "json", "xml")
}
LANGUAGES = ("en", "fr")
"""The languages that answers speak, as there are files of their words."""


def add_answer(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """Add the store, the language, the key and the form of the answer."""
    add_store(parser)
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of names and words (default: en)"
    )
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="the key that says who stands behind a pseudonym: names are then shown and understood",
    )
    parser.add_argument(
        "--format",
        choices=formats,
        help="how to write the answer; html is a page with pictures, ttl says it in EARL "
        "(default: as OUT ends, or table)",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="write it to a file")


def add_counting(parser: argparse.ArgumentParser) -> None:
    """Add what counts: the policy and the grounds."""
    parser.add_argument(
        "--policy",
        choices=POLICIES,
        default=POLICIES[0],
        help="whether a higher level covers a lower one (default: at-least)",
    )
    parser.add_argument(
        "--basis",
        type=listed,
        default=list(BASES),
        metavar="A,B",
        help=f"which claims count: {', '.join(BASES)} (default: all)",
    )


def listed(text: str) -> list[str]:
    """Give what commas separate; one that a blank follows belongs to a title."""
    return list(dict.fromkeys(filter(None, map(str.strip, re.split(r",(?! )", text)))))


def check_bases(given: argparse.Namespace) -> None:
    """Raise `UsageError` for a ground that there is not."""
    for each in given.basis:
        if each not in BASES:
            raise UsageError(f"--basis {each}: no such ground; use some of {', '.join(BASES)}")
    if not given.basis:
        raise UsageError(f"--basis: names no ground; use some of {', '.join(BASES)}")


@dataclass(frozen=True)
class Asking:
    """A store to be asked, and what it knows by name."""

    store: Store
    known: Known

    def rows(self, query: str, **values: Values) -> Rows:
        """Ask a stored query that gives rows."""
        from sfia_graph.queries import stored_query
        from sfia_graph.results import Rows

        answer = self._evaluate(stored_query(query).bind(values))
        if not isinstance(answer, Rows):
            raise TypeError(f"{query} gives no rows")
        return answer

    def _evaluate(self, text: str) -> Answer:
        from sfia_graph.cli.evaluating import evaluate

        return evaluate(self.store, text)


def asking(given: argparse.Namespace) -> Asking:
    """Open the store that is named, or else the shipped data with the invented sample people."""
    from sfia_graph.profiles.answers.known import Known

    store = open_sampled(given.store)
    return Asking(store, Known(store.sparql, _key(given.key)))


def _key(path: Path | None) -> Key:
    from sfia_graph.profiles.pseudonyms import Key, read_key

    if path is None:
        return Key()
    if not path.exists():
        raise UsageError(f"--key {path}: no such file; an import of people writes it")
    return read_key(path)


def form_of(given: argparse.Namespace) -> str:
    """Give the format asked for, or the one that the file's ending says, or table."""
    if given.format:
        return str(given.format)
    if given.output is None:
        return "table"
    return _ENDINGS.get(given.output.suffix.lower(), "table")


@dataclass(frozen=True)
class Written:
    """An answer in its forms; those that need more than the rows are made only if asked for."""

    rows: Rows
    board: Callable[[], Board]
    page: Callable[[], str]
    graph: Callable[[], str]


def write(given: argparse.Namespace, answer: Written) -> None:
    """Write an answer in the form asked for, to a file in one step or to standard output."""
    form, output = form_of(given), given.output
    if form == "table" and output is None:
        from sfia_graph.cli.profiles.board import draw

        draw(answer.board())
        return
    from sfia_graph.cli.screen import write_file

    write_file(output or Path("-"), _text(form, answer).encode("utf-8"))


def _text(form: str, answer: Written) -> str:
    if form == "table":
        from sfia_graph.cli.profiles.board import plain

        return plain(answer.board())
    if form == "html":
        with needing("web", "profile --format html"):
            return answer.page()
    if form == "ttl":
        return answer.graph()
    from sfia_graph.formats import write_answer
    from sfia_graph.spreadsheet import harmless

    return write_answer(harmless(answer.rows) if form == "csv" else answer.rows, form)


def counting(given: argparse.Namespace) -> dict[str, Any]:
    """Give the parameters that say what counts and in which language names are given."""
    check_bases(given)
    return {"policy": given.policy, "basis": given.basis, "lang": given.language}


def counted_on(given: argparse.Namespace, store: Store) -> Counting:
    """Give what a page says of how it was counted."""
    from sfia_graph.profiles.reports.page import Counting

    return Counting(today(), given.policy, tuple(given.basis), place(store))


def today() -> str:
    """Give today's date, as xsd:date writes it."""
    return datetime.now(UTC).date().isoformat()


def place(store: Store) -> str:
    """Say what was asked without saying in which folders it lies."""
    from sfia_graph.store.opening import is_address

    return ", ".join(
        each if is_address(each) else Path(each).name for each in store.where.split(", ")
    )


def rules(given: argparse.Namespace) -> str:
    """Say which levels and grounds count, for an answer that is read by itself."""
    return f"policy {given.policy}; bases {', '.join(given.basis)}"

"""`sfia-graph profile rank`: who is nearest to a role."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.profiles.answering import (
    Written,
    add_answer,
    add_counting,
    asking,
    counted_on,
    counting,
    rules,
    today,
    write,
)
from sfia_graph.cli.screen import say
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sfia_graph.cli.profiles.board import Board, Cell
    from sfia_graph.profiles.answers.candidates import Candidate


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "rank",
        run,
        "rank people by what they lack for a role",
        "sfia-graph profile rank service-manager --share 0",
    )
    parser.add_argument("role", metavar="ROLE", help="name, IRI or title of a role profile")
    parser.add_argument(
        "--most", type=int, default=20, metavar="N", help="show at most N (default: 20)"
    )
    parser.add_argument(
        "--share",
        type=int,
        default=50,
        metavar="PERCENT",
        help="leave out who holds less of what is asked for as core (default: 50)",
    )
    add_counting(parser)
    add_answer(parser)


def run(given: argparse.Namespace) -> int:
    """Rank, and write the answer."""
    from sfia_graph.profiles.answers.candidates import read_candidates
    from sfia_graph.profiles.answers.wording import words
    from sfia_graph.results import Rows

    if given.most < 1:
        raise UsageError(f"--most {given.most}: must be 1 or more")
    if not 0 <= given.share <= 100:
        raise UsageError(f"--share {given.share}: must be from 0 to 100")
    values, t = counting(given), words(given.language)
    del values["lang"]
    asked = asking(given)
    role = asked.known.role(given.role)
    rows = asked.rows("rank-candidates", role=role.iri, share=given.share, **values)
    found, title = read_candidates(rows), role.title(given.language)
    shown = found[: given.most]
    names = asked.known.names(each.person for each in shown)

    def page() -> str:
        from sfia_graph.profiles.reports.rank import page

        counted = counted_on(given, asked.store)
        return page(title, found, shown, names, given.share, counted, given.language)

    def graph() -> str:
        from sfia_graph.profiles.answers.evaluation import Counted, of_candidates

        return of_candidates(shown, Counted(today(), f"core requirements; {rules(given)}"))

    def board() -> Board:
        return _board(given, title, found, names, t)

    if not found and given.share:
        say("a lower --share lists those who hold less")
    write(given, Written(Rows(rows.columns, rows.terms[: given.most]), board, page, graph))
    return 0


def _board(
    given: argparse.Namespace,
    role: str,
    found: tuple[Candidate, ...],
    names: Mapping[str, str],
    t: dict[str, Any],
) -> Board:
    from sfia_graph.cli.profiles.board import HELD, MISSING, Board
    from sfia_graph.profiles.answers.summaries import of_candidates

    shown, c = found[: given.most], t["columns"]
    return Board(
        title=t["report"]["candidates"].format(role=role),
        columns=(c["rank"], c["person"], c["levels"], "", c["missing"]),
        parts=(("", tuple(tuple(_row(each, names, t)) for each in shown)),),
        legend=f"{HELD} {t['legend']['held']}  {MISSING} {t['legend']['missing']}",
        last=of_candidates(role, found, t, share=given.share, shown=len(shown)),
        numeric=frozenset({0, 2, 4}),
    )


def _row(each: Candidate, names: Mapping[str, str], t: dict[str, Any]) -> Iterator[Cell]:
    from sfia_graph.cli.profiles.board import Cell, parts_of

    style = "bold red" if each.missing else "green"
    yield Cell(str(each.rank))
    yield Cell(names[each.person], "cyan")
    yield Cell(t["brief"]["of"].format(held=each.held, asked=each.asked))
    yield parts_of(each.asked, each.held)
    yield Cell(str(each.missing), style)

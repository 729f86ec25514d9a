"""`sfia-graph profile gap`: a person against a role."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sfia_graph.cli.profiles.board import Board, Cell
    from sfia_graph.profiles.answers.gaps import Gap


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "gap",
        run,
        "set a person against a role: what is asked for, what is held, what is missing",
        "sfia-graph profile gap ada service-manager --format html -o ada.html",
    )
    parser.add_argument("person", metavar="PERSON", help="pseudonym or IRI, or with --key a name")
    parser.add_argument("role", metavar="ROLE", help="name, IRI or title of a role profile")
    add_counting(parser)
    add_answer(parser)


def run(given: argparse.Namespace) -> int:
    """Ask for the gap, and write it."""
    from sfia_graph.profiles.answers.gaps import read_gaps
    from sfia_graph.profiles.answers.wording import words

    values, t = counting(given), words(given.language)
    asked = asking(given)
    role, person = asked.known.role(given.role), asked.known.person(given.person)
    who = asked.known.names([person.iri])[person.iri]
    rows = asked.rows("person-against-role", person=person.iri, role=role.iri, **values)
    gaps, title = read_gaps(rows), role.title(given.language)

    def page() -> str:
        from sfia_graph.profiles.reports.gap import page

        counted = counted_on(given, asked.store)
        return page(who, title, gaps, counted, given.language)

    def graph() -> str:
        from sfia_graph.profiles.answers.evaluation import Counted, of_person

        counted = Counted(today(), rules(given), tuple(given.basis))
        return of_person(asked.known.ask, person.iri, role.iri, gaps, counted)

    write(given, Written(rows, lambda: _board(who, title, gaps, t), page, graph))
    return 0


def _board(who: str, role: str, gaps: tuple[Gap, ...], t: dict[str, Any]) -> Board:
    from sfia_graph.cli.profiles.board import Board, legend_of
    from sfia_graph.profiles.answers.summaries import of_person

    c = t["columns"]
    return Board(
        title=t["report"]["against"].format(who=who, role=role),
        columns=(c["code"], c["skill"], c["asked"], c["held"], "1234567", c["status"], c["basis"]),
        parts=tuple(
            (t[word], tuple(tuple(_row(each, t)) for each in gaps if each.core is core))
            for word, core in (("core", True), ("optional", False))
            if any(each.core is core for each in gaps)
        ),
        legend=legend_of(t),
        last=of_person(who, gaps, t),
        numeric=frozenset({2, 3}),
    )


def _row(gap: Gap, t: dict[str, Any]) -> Iterator[Cell]:
    from sfia_graph.cli.profiles.board import Cell, levels_of

    yield from levels_of(gap, t)
    yield Cell(t["bases"].get(gap.basis, gap.basis), "dim")

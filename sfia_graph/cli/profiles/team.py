"""`sfia-graph profile team`: a team against roles."""

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
    listed,
    rules,
    today,
    write,
)
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sfia_graph.cli.profiles.board import Board, Cell
    from sfia_graph.profiles.answers.gaps import Gap


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "team",
        run,
        "set a team against roles: what it covers, what is missing, what hangs on one person",
        "sfia-graph profile team service-desk --roles service-manager,tester",
    )
    parser.add_argument("team", metavar="TEAM", help="name, IRI or title of a team")
    parser.add_argument(
        "--roles",
        type=listed,
        required=True,
        metavar="A,B",
        help="names, IRIs or titles of the roles that the team has to fill",
    )
    add_counting(parser)
    add_answer(parser)


def run(given: argparse.Namespace) -> int:
    """Ask what the team covers, and write it."""
    from sfia_graph.profiles.answers.gaps import read_gaps
    from sfia_graph.profiles.answers.wording import words

    if not given.roles:
        raise UsageError("--roles: names no role")
    values, t = counting(given), words(given.language)
    asked = asking(given)
    team, known = asked.known.team(given.team), asked.known
    roles = {role.iri: role.title(given.language) for role in map(known.role, given.roles)}
    rows = asked.rows("team-coverage", team=team.iri, role=list(roles), **values)
    gaps, title = read_gaps(rows), team.title(given.language)

    def page() -> str:
        from sfia_graph.profiles.answers.teams import read_members
        from sfia_graph.profiles.reports.team import page

        members = read_members(known.ask, known.members(team), roles, given.basis)
        names = known.names(each.iri for each in members)
        counted = counted_on(given, asked.store)
        return page(title, roles, gaps, members, names, counted, given.language)

    def graph() -> str:
        from sfia_graph.profiles.answers.evaluation import Counted, of_team

        return of_team(known.ask, team.iri, roles, gaps, Counted(today(), rules(given)))

    write(given, Written(rows, lambda: _board(title, roles, gaps, t), page, graph))
    return 0


def _board(who: str, roles: Mapping[str, str], gaps: tuple[Gap, ...], t: dict[str, Any]) -> Board:
    from sfia_graph.cli.profiles.board import Board, legend_of
    from sfia_graph.profiles.answers.summaries import of_team
    from sfia_graph.profiles.answers.wording import joined

    c, report = t["columns"], t["report"]
    parts = [
        (f"{title}: {t['core' if core else 'optional']}", several)
        for iri, title in roles.items()
        for core in (True, False)
        if (several := [each for each in gaps if each.core is core and each.role == iri])
    ]
    return Board(
        title=report["team"].format(who=who, roles=joined(t, roles.values())),
        columns=(c["code"], c["skill"], c["asked"], c["best"], "1234567", c["status"], c["people"]),
        parts=tuple(
            (heading, tuple(tuple(_row(each, t)) for each in part)) for heading, part in parts
        ),
        legend=legend_of(t),
        last=of_team(who, gaps, t),
        numeric=frozenset({2, 3, 6}),
    )


def _row(gap: Gap, t: dict[str, Any]) -> Iterator[Cell]:
    from sfia_graph.cli.profiles.board import Cell, levels_of

    yield from levels_of(gap, t)
    yield Cell(str(gap.people), "bold red" if gap.core and gap.people == 1 else "")

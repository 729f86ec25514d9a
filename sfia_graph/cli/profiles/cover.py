"""`sfia-graph profile cover`: the smallest team that covers roles."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command, needing
from sfia_graph.cli.profiles.answering import (
    Written,
    add_answer,
    add_counting,
    asking,
    check_bases,
    listed,
    write,
)
from sfia_graph.cli.screen import say
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sfia_graph.cli.profiles.answering import Asking
    from sfia_graph.cli.profiles.board import Board, Cell
    from sfia_graph.profiles.answers.known import Known
    from sfia_graph.profiles.covering.needs import Cover, Need
    from sfia_graph.profiles.covering.reading import Skill

_FORMATS = ("table", "csv", "tsv", "json", "xml", "md")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "cover",
        run,
        "find the smallest team of people that covers roles, and prove that none is smaller",
        "sfia-graph profile cover --roles service-manager,tester --at-most 3",
    )
    parser.add_argument(
        "--roles",
        type=listed,
        required=True,
        metavar="A,B",
        help="names, IRIs or titles of the roles to cover",
    )
    parser.add_argument(
        "--from",
        dest="among",
        type=listed,
        metavar="TEAM",
        help="choose from a team, or from people, with commas between them (default: everybody)",
    )
    parser.add_argument(
        "--at-most", type=int, metavar="K", help="choose the best of at most so many people"
    )
    parser.add_argument(
        "--importance",
        choices=("core", "all"),
        default="core",
        help="cover the core requirements, or the optional ones too (default: core)",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=20.0,
        metavar="S",
        help="how long to look for a better team or a proof (default: 20)",
    )
    add_counting(parser)
    add_answer(parser, _FORMATS)


def run(given: argparse.Namespace) -> int:
    """Find a team, and write it; what is known of it is said on standard error too."""
    with needing("solver", "profile cover"):
        from sfia_graph.profiles.covering.cover import cover
    from sfia_graph.profiles.answers.wording import words
    from sfia_graph.profiles.covering.reading import read_needs, read_people, read_skills
    from sfia_graph.profiles.covering.rows import rows_of
    from sfia_graph.profiles.covering.verdict import verdict

    _check(given)
    asked, t = asking(given), words(given.language)
    roles = {each.iri: each.title(given.language) for each in map(asked.known.role, given.roles)}
    needs = read_needs(asked.known.ask, roles, optional=given.importance == "all")
    if not needs:
        raise UsageError(f"--roles: {', '.join(roles.values())}: nothing is asked for as core")
    skills = {need.skill for need in needs}
    named = read_skills(asked.known.ask, skills, given.language)
    people = read_people(asked.known.ask, skills, given.basis, _among(given, asked))
    exact = given.policy == "exact"
    found = cover(needs, people, given.at_most, exact=exact, seconds=given.seconds)
    said = verdict(found, t, core=given.importance == "core")

    def board() -> Board:
        return _board(found, roles, named, asked.known, said, t)

    write(given, Written(rows_of(found, people, named), board, str, str))
    if given.output or given.format not in {None, "table"}:
        say(said)
    return 0


def _check(given: argparse.Namespace) -> None:
    check_bases(given)
    if not given.roles:
        raise UsageError("--roles: names no role")
    if given.at_most is not None and given.at_most < 1:
        raise UsageError(f"--at-most {given.at_most}: at least one person is needed")
    if not given.seconds > 0:
        raise UsageError(f"--seconds {given.seconds:g}: must be more than 0")


def _among(given: argparse.Namespace, asked: Asking) -> tuple[str, ...] | None:
    """Give the IRIs of those to choose from, None for everybody."""
    if given.among is None:
        return None
    if len(given.among) == 1:
        (word,) = given.among
        teams = [each for each in asked.known.teams if each.answers_to(word)]
        if teams:
            return asked.known.members(asked.known.team(word))
    return tuple(asked.known.person(word).iri for word in given.among)


def _board(
    found: Cover,
    roles: Mapping[str, str],
    skills: Mapping[str, Skill],
    known: Known,
    last: str,
    t: dict[str, Any],
) -> Board:
    from sfia_graph.cli.profiles.board import Board
    from sfia_graph.profiles.answers.wording import joined

    w = t["cover"]
    near = [person for each in found.unmet for person in each.people]
    names = known.names([*(each.person for each in found.team), *near]) if found.needs else {}
    rows = (
        *_unmet(found, names, skills, t),
        *_team(found, names, skills),
        *_left(found, skills, w),
    )
    return Board(
        title=w["title"].format(roles=joined(t, roles.values())),
        columns=(t["columns"]["person"], w["covers"], w["alone"], w["requirements"]),
        parts=(("", rows),),
        legend=w["legend"],
        last=last,
        numeric=frozenset({1, 2}),
    )


def _unmet(
    found: Cover, names: Mapping[str, str], skills: Mapping[str, Skill], t: dict[str, Any]
) -> Iterator[tuple[Cell, ...]]:
    from sfia_graph.cli.profiles.board import Cell
    from sfia_graph.profiles.answers.wording import counted

    w = t["cover"]
    texts = []
    for each in found.unmet:
        near = ", ".join(names[person] for person in each.people)
        missing = counted(t, "missing", each.gap)
        hint = w["nearest"].format(who=near, missing=missing) if near else w["none"]
        texts.append(f"{_asked(each.need, skills)} ({hint})")
    for text in dict.fromkeys(texts):
        yield Cell(w["nobody"], "bold red"), Cell(""), Cell(""), Cell(text)


def _team(
    found: Cover, names: Mapping[str, str], skills: Mapping[str, Skill]
) -> Iterator[tuple[Cell, ...]]:
    from sfia_graph.cli.profiles.board import Cell

    for each in found.team:
        parts = dict.fromkeys(
            f"{_asked(found.needs[at], skills)}{'*' if at in each.alone else ''}"
            for at in sorted(each.meets)
        )
        yield (
            Cell(names[each.person], "cyan"),
            Cell(str(len(each.meets))),
            Cell(str(len(each.alone)), "bold"),
            Cell(", ".join(parts)),
        )


def _left(
    found: Cover, skills: Mapping[str, Skill], w: dict[str, Any]
) -> Iterator[tuple[Cell, ...]]:
    from sfia_graph.cli.profiles.board import Cell

    for text in dict.fromkeys(_asked(found.needs[at], skills) for at in found.left):
        yield Cell(w["left"], "yellow"), Cell(""), Cell(""), Cell(text)


def _asked(need: Need, skills: Mapping[str, Skill]) -> str:
    first, last = need.levels[0], need.levels[-1]
    return f"{skills[need.skill].code} {first}" + (f"–{last}" if last > first else "")

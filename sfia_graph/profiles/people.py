"""Rows of sheets as people, what they hold and their teams, checked: all faults in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sfia_graph.errors import Place, quoted
from sfia_graph.profiles.catalogue import Catalogue
from sfia_graph.profiles.checks import Checks
from sfia_graph.profiles.naming import same_title, slug_of
from sfia_graph.profiles.persons import Persons
from sfia_graph.profiles.places import elsewhere
from sfia_graph.profiles.reading import ClaimRow
from sfia_graph.profiles.records import Holding, People, Person, Team
from sfia_graph.profiles.sheets import Sheet

_NEVER = datetime.max.replace(tzinfo=UTC)
_At = tuple[Sheet, int]


@dataclass(slots=True)
class _Draft:
    """Somebody while rows are read: each claim with the row where it stands."""

    claims: list[tuple[Holding, _At]] = field(default_factory=list)
    team: str = ""
    joined: _At | None = None


@dataclass(slots=True)
class _TeamDraft:
    title: str
    first: _At
    members: dict[str, None] = field(default_factory=dict)


def settle_people(
    rows: Iterable[ClaimRow],
    catalogue: Catalogue,
    persons: Persons,
    *,
    edition: int,
    language: str,
) -> People:
    """Give the people whom rows describe, in the order in which they come.

    `edition` is for rows that name none, `language` is that of the teams' titles. The report of the
    rows gets each fault; what is given is of use only where it has none.
    """
    drafts: dict[str, _Draft] = {}
    teams: dict[str, _TeamDraft] = {}
    titled: dict[str, ClaimRow] = {}
    checks = Checks(catalogue, edition)
    for row in rows:
        person = persons.of(row)
        if not person:
            continue
        persons.check_evidence(row)
        draft = drafts.setdefault(person, _Draft())
        if row.team:
            _join(draft, person, row, teams)
            titled.setdefault(row.team, row)
        if row.skill:
            _claim(draft, row, checks)
    persons.check_teams(titled)
    return People(
        tuple(
            Person(person, tuple(holding for holding, _ in draft.claims), persons.name(person))
            for person, draft in drafts.items()
        ),
        tuple(
            Team(slug, team.title, tuple(team.members), language) for slug, team in teams.items()
        ),
    )


def _join(draft: _Draft, person: str, row: ClaimRow, teams: dict[str, _TeamDraft]) -> None:
    slug, here = slug_of(row.team), row.at.place("team")
    team = teams.setdefault(slug, _TeamDraft(row.team, _at(row)))
    if not same_title(team.title, row.team):
        problem = f"{quoted(row.team)} and {quoted(team.title)} in {_said(team.first, here)}"
        problem = f"{problem} would have one address, team/{slug}"
        row.at.reject("team", problem, "rename one of them")
        return
    if team.title != row.team:
        row.at.repair("team", "team", f"read as {quoted(team.title)}")
    if draft.joined is None:
        draft.team, draft.joined = slug, _at(row)
        team.members.setdefault(person)
    elif draft.team != slug:
        other = f"{quoted(teams[draft.team].title)} in {_said(draft.joined, here)}"
        problem = f"{row.person} is in two teams: {quoted(row.team)} here, {other}"
        row.at.reject("team", problem, "keep one of them")


def _claim(draft: _Draft, row: ClaimRow, checks: Checks) -> None:
    edition = checks.edition(row.edition)
    code = checks.skill(row.at, row.skill, edition)
    if code is None or not row.level or not checks.levels(row.at, code, edition, (row.level,)):
        return
    if row.date is None or not row.at.sound:
        return
    claim = Holding(code, row.level, row.basis, row.date, row.expires, row.evidence, edition)
    for other, at in draft.claims:
        if (other.skill, other.basis) != (code, row.basis) or other.edition != edition:
            continue
        where = _said(at, row.at.place())
        if other == claim:
            row.at.warn(None, "doubled", f"says what {where} says, and counts once")
            return
        if other.level != claim.level and _overlap(other, claim):
            problem = f"{row.person} holds {code} at level {row.level} here"
            problem = f"{problem} and at {other.level} in {where}, both {row.basis}"
            row.at.reject("level", problem, "keep the row that counts today")
            return
    draft.claims.append((claim, _at(row)))


def _overlap(one: Holding, other: Holding) -> bool:
    """Whether two claims are ever both in force: a renewed certificate may be of a higher level."""
    return max(one.date, other.date) < min(one.expires or _NEVER, other.expires or _NEVER)


def _at(row: ClaimRow) -> _At:
    return row.at.sheet, row.at.number


def _said(there: _At, here: Place) -> str:
    sheet, number = there
    return elsewhere(sheet.place(number), here)

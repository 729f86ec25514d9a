"""Roles and people as tables for people: the same columns that are read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sfia_graph.profiles.dates import write_date
from sfia_graph.profiles.levels import write_levels
from sfia_graph.profiles.records import Kind, People, RoleProfile
from sfia_graph.spreadsheet import guarded, table_writer

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "roles": ("role", "skill", "level", "importance", "title", "language", "edition"),
    "people": (
        *("person", "skill", "level", "basis", "date", "expires", "evidence", "team", "name"),
        "edition",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table under `COLUMNS`; `subject` is the end of the IRI of what it speaks of."""

    subject: str
    cells: tuple[str, ...]


def role_lines(roles: Iterable[RoleProfile]) -> Iterator[Line]:
    """Give a row a requirement, in order; the titles beyond the first have rows of their own."""
    for role in roles:
        (tag, title), *others = role.titles or (("", ""),)
        for number, each in enumerate(role.requirements, 1):
            asked = (each.skill, write_levels(each.levels), each.importance)
            cells = (role.slug, *asked, title, tag, str(each.edition))
            yield Line(f"role/{role.slug}/{number}", cells)
        for tag, title in others if role.requirements else role.titles:
            yield Line(f"role/{role.slug}", (role.slug, "", "", "", title, tag, ""))


def people_lines(people: People, names: Mapping[str, str] | None = None) -> Iterator[Line]:
    """Give a row a claim, in order, with the team; who claims nothing has a row with the team only.

    `names` are by pseudonym, for people whose names are not in the graph.
    """
    teams: dict[str, list[str]] = {}
    for team in people.teams:
        for member in team.members:
            teams.setdefault(member, []).append(team.title)
    persons = {person.id: person for person in people.persons}
    for id in dict.fromkeys((*persons, *teams)):
        person = persons.get(id)
        name = (names or {}).get(id) or (person and person.name) or ""
        first, *others = teams.get(id, [""])
        for number, each in enumerate(person.holdings if person else (), 1):
            expires = write_date(each.expires) if each.expires else ""
            claimed = (each.skill, str(each.level), each.basis, write_date(each.date), expires)
            cells = (id, *claimed, each.evidence or "", first, name, str(each.edition))
            yield Line(f"holding/{id}-{number}", cells)
        for title in others if person and person.holdings else (first, *others):
            yield Line(f"person/{id}", (id, *[""] * 6, title, name, ""))


def to_csv(kind: Kind, lines: Iterable[Line]) -> Iterator[bytes]:
    """Give a table as CSV (RFC 4180) in pieces; no text runs as a formula in a spreadsheet."""
    written = io.StringIO()
    table = table_writer(written)
    table.writerow(COLUMNS[kind])
    for number, line in enumerate(lines):
        table.writerow(map(guarded, line.cells))
        if number % 1000 == 999:
            yield written.getvalue().encode("utf-8")
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode("utf-8")

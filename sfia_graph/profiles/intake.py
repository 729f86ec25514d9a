"""Files of roles and people of any kind, read and checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import sha256
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.profiles.catalogue import Catalogue
from sfia_graph.profiles.columns import find_columns
from sfia_graph.profiles.graphs import people_in, roles_in
from sfia_graph.profiles.people import settle_people
from sfia_graph.profiles.persons import Persons
from sfia_graph.profiles.pseudonyms import mentions
from sfia_graph.profiles.reading import claim_rows, role_rows
from sfia_graph.profiles.records import Kind, People, RoleProfile
from sfia_graph.profiles.roles import settle_roles
from sfia_graph.profiles.sheets import Sheet, read_sheets
from sfia_graph.profiles.tables import COLUMNS, Line, people_lines, role_lines
from sfia_graph.records import SourceFile
from sfia_graph.report import Report
from sfia_graph.store import open_store


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of the files: `kind` and `encoding` None leave it to them.

    `edition` and `language` are for rows that say neither; `latest` is the last day that is not in
    the future.
    """

    edition: int
    language: str
    latest: date
    kind: Kind | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What files hold; None where no file holds any of it."""

    roles: tuple[RoleProfile, ...] | None
    people: People | None
    sources: dict[Kind, tuple[SourceFile, ...]] = field(default_factory=dict)


def take_in(
    paths: Iterable[Path], catalogue: Catalogue, persons: Persons, report: Report, wish: Wish
) -> Taken:
    """Read files of roles and people, all faults of all of them into the report.

    What is given is of use only where the report has no fault.
    """
    sheets: dict[Kind, list[Sheet]] = {"roles": [], "people": []}
    sources: dict[Kind, dict[SourceFile, None]] = {"roles": {}, "people": {}}
    for path in paths:
        try:
            found = _sheets(path, report, wish)
        except SourceError as fault:
            report.reject(fault.place, "", fault.problem, fault.remedy)
            continue
        for sheet in found:
            sheets[sheet.kind].append(sheet)
            sources[sheet.kind].setdefault(SourceFile(path.name, sha256(path)))
    roles = people = None
    if sheets["roles"]:
        rows = chain.from_iterable(role_rows(sheet, report) for sheet in sheets["roles"])
        roles = settle_roles(rows, catalogue, edition=wish.edition, language=wish.language)
    if sheets["people"]:
        claims = chain.from_iterable(
            claim_rows(sheet, report, wish.latest) for sheet in sheets["people"]
        )
        people = settle_people(
            claims, catalogue, persons, edition=wish.edition, language=wish.language
        )
    files = {
        kind: tuple(_nameless(each, persons) if kind == "people" else each for each in held)
        for kind, held in sources.items()
    }
    return Taken(roles, people, files)


def _sheets(path: Path, report: Report, wish: Wish) -> list[Sheet]:
    if path.suffix.lower() in RDF_ENDINGS:
        return list(_graph_sheets(path, report, wish.kind))
    return read_sheets(path, report, wish.kind, wish.encoding)


def _graph_sheets(path: Path, report: Report, wanted: Kind | None) -> Iterator[Sheet]:
    """Give what a file of RDF says of roles and people as if it stood in sheets."""
    ask = open_store(path).sparql
    held: dict[Kind, list[Line]] = {
        "roles": list(role_lines(roles_in(ask, path.name))),
        "people": list(people_lines(people_in(ask, path.name))),
    }
    if not any(held.values()):
        problem = "neither role profiles nor holdings"
        raise SourceError(Place(path.name), problem, "name a file that has some")
    for kind, lines in held.items():
        if lines and wanted in (None, kind):
            cells = (COLUMNS[kind], *(line.cells for line in lines))
            subjects = ("its columns", *(line.subject for line in lines))
            columns = find_columns(kind, 1, COLUMNS[kind], Place(path.name), report)
            yield Sheet(path.name, None, columns, partial(iter, cells), subjects)


def _nameless(source: SourceFile, persons: Persons) -> SourceFile:
    """Give a file another name where its own tells who somebody is."""
    if persons.names or not any(mentions(source.name, n) for n in persons.key.names.values()):
        return source
    return SourceFile(f"people{Path(source.name).suffix}", source.sha256)

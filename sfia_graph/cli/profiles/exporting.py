"""`sfia-graph profile export`: the roles or people of a store as the sheets that are imported."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command, add_store, needing
from sfia_graph.cli.sampled import open_sampled
from sfia_graph.cli.screen import say, write_file
from sfia_graph.errors import SfiaError, UsageError

if TYPE_CHECKING:
    from sfia_graph.profiles.records import Kind, People, RoleProfile
    from sfia_graph.profiles.tables import Line
    from sfia_graph.store import Store

_FORMATS = ("csv", "xlsx", "ttl")
_OUT = Path("-")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "export",
        run,
        "write the roles or people of a store as sheets, to read, fill in and import",
        "sfia-graph profile export roles --store roles.ttl -o roles.xlsx",
    )
    parser.add_argument(
        "kind",
        nargs="?",
        choices=("roles", "people"),
        help="what to write (default: what there is; CSV holds one of the two)",
    )
    add_store(parser)
    parser.add_argument("--format", choices=_FORMATS, help="(default: as -o ends, or csv)")
    parser.add_argument(
        "-o", "--output", type=Path, default=_OUT, metavar="FILE", help="(default: standard output)"
    )
    parser.add_argument(
        "--key", type=Path, metavar="FILE", help="write names beside pseudonyms, from this key file"
    )


def run(given: argparse.Namespace) -> int:
    """Read the store, and write."""
    from sfia_graph.profiles.graphs import people_in, roles_in
    from sfia_graph.profiles.pseudonyms import read_key
    from sfia_graph.profiles.tables import people_lines, role_lines

    form = _format(given)
    store = open_sampled(given.store)
    roles = roles_in(store.sparql, store.where) if given.kind != "people" else ()
    people = people_in(store.sparql, store.where) if given.kind != "roles" else None
    names = read_key(given.key).names if given.key else {}
    tables: dict[Kind, Iterable[Line]] = {}
    if roles:
        tables["roles"] = role_lines(roles)
    if people and (people.persons or people.teams):
        tables["people"] = people_lines(people, names)
    if not tables:
        raise SfiaError(f"{store.where}: no {given.kind or 'roles and no people'} there")
    if form == "ttl":
        write_file(given.output, _turtle(store, roles, people))
    elif form == "xlsx":
        with needing("web", "profile export to a workbook"):
            from sfia_graph.profiles.workbooks import to_workbook

            write_file(given.output, to_workbook(tables))
    else:
        _write_csv(tables, given.output)
    _tell_lost(people)
    return 0


def _format(given: argparse.Namespace) -> str:
    ending = given.output.suffix.removeprefix(".").lower()
    form: str = given.format or (ending if ending in _FORMATS else "csv")
    if ending and not given.format and ending not in _FORMATS:
        known = ", ".join(f".{each}" for each in _FORMATS)
        raise UsageError(f"-o {given.output}: the ending says no format; use one of {known}")
    if form == "xlsx" and str(given.output) == "-":
        raise UsageError("a workbook is no text: name a file with -o FILE.xlsx")
    return form


def _write_csv(tables: dict[Kind, Iterable[Line]], output: Path) -> None:
    from sfia_graph.files import write_atomically
    from sfia_graph.profiles.tables import to_csv

    if len(tables) > 1:
        raise UsageError("roles and people there: say which, or write both to a .xlsx or .ttl")
    ((kind, lines),) = tables.items()
    if str(output) == "-":
        write_file(output, b"".join(to_csv(kind, lines)))
    else:
        write_atomically(output, to_csv(kind, lines))


def _turtle(store: Store, roles: tuple[RoleProfile, ...], people: People | None) -> bytes:
    from sfia_graph.cli.vocabularies import to_graphs
    from sfia_graph.media import RDF_FORMATS
    from sfia_graph.profiles.graphs import bases_in
    from sfia_graph.profiles.statements import people_statements, role_statements
    from sfia_graph.serialise import to_bytes

    base, skills = bases_in(store.sparql)
    found = [role_statements(roles, (), base=base, skills=skills)] if roles else []
    if people and (people.persons or people.teams):
        found.append(people_statements(people, (), base=base, skills=skills))
    return to_bytes(to_graphs(found), RDF_FORMATS[0])


def _tell_lost(people: People | None) -> None:
    """Say what a sheet of people cannot hold, though the graph does."""
    if people is None:
        return
    for team in people.teams:
        if not team.members:
            say(f"the team {team.title} has no members, and so no row")

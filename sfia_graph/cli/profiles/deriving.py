"""`sfia-graph profile derive`: roles of other frameworks as role profiles of SFIA."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.migrate import add_decide
from sfia_graph.cli.options import Commands, add_command, add_store
from sfia_graph.cli.screen import say, working, write_file
from sfia_graph.errors import UsageError, counted

if TYPE_CHECKING:
    from sfia_graph.profiles.deriving import Derived
    from sfia_graph.profiles.frameworks import RoleFramework
    from sfia_graph.provenance import Description
    from sfia_graph.store import Store

_EDITION = 9


def add_to(commands: Commands) -> None:
    """Add the command, with a command for each framework."""
    parser = commands.add_parser(
        "derive",
        help="make role profiles of the roles of NICE, ESCO and the EU ICT profiles",
        description="Roles of other frameworks as role profiles of SFIA.",
        epilog="example:  sfia-graph profile derive nice OG-WRL-009 -o nice-roles.ttl",
    )
    frameworks = parser.add_subparsers(title="from what", metavar="FRAMEWORK", required=True)
    nice = add_command(
        frameworks,
        "nice",
        _nice,
        "work roles of NICE 2, by the links to them; all of them where none is named",
        "sfia-graph profile derive nice OG-WRL-009 -o nice-roles.ttl",
    )
    _add_roles(nice, "a work role's id or name")
    esco = add_command(
        frameworks,
        "esco",
        _esco,
        "occupations of ESCO, by the links to them; all that are linked where none is named",
        "sfia-graph profile derive esco 'cloud architect' --store esco.ttl -o esco-roles.ttl",
    )
    _add_roles(esco, "an occupation's name or IRI")
    table = add_command(
        frameworks,
        "eu-ict",
        _eu_ict,
        "the European ICT professional role profiles, from their table in an earlier edition",
        "sfia-graph profile derive eu-ict profiles.csv --decide BUAN=BUSA -o eu-ict.ttl",
    )
    table.add_argument(
        "file", type=Path, metavar="FILE", help="a table with a role, a code and a level a row"
    )
    table.add_argument(
        "--from", dest="source", type=int, metavar="EDITION", help="where the table does not say it"
    )
    _add_output(table)
    add_decide(table)


def _add_roles(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("roles", nargs="*", metavar="ROLE", help=text)
    _add_output(parser)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("-"),
        metavar="OUT",
        help="an RDF file (default: Turtle to standard output)",
    )
    parser.add_argument(
        "--edition",
        type=int,
        default=_EDITION,
        help=f"edition of SFIA that the profiles are of (default: {_EDITION})",
    )
    add_store(parser)


def _nice(given: argparse.Namespace) -> int:
    from sfia_graph.profiles.frameworks import NICE

    return _by_links(given, NICE)


def _esco(given: argparse.Namespace) -> int:
    from sfia_graph.profiles.frameworks import ESCO

    return _by_links(given, ESCO)


def _by_links(given: argparse.Namespace, framework: RoleFramework) -> int:
    from sfia_graph.profiles.deriving import choose_roles, derive, known_roles
    from sfia_graph.profiles.facts import read_facts
    from sfia_graph.provenance import Description

    _check_output(given.output)
    with working("deriving"):
        store = _beside_shipped(given.store)
        skills = read_facts(store).editions.get(given.edition)
        if skills is None:
            raise UsageError(f"--edition {given.edition}: the store holds no SFIA {given.edition}")
        roles = choose_roles(known_roles(store, framework), given.roles, framework)
        found = derive(store, roles, framework, skills, given.edition)
    description = Description(
        name=f"roles-{framework.name}",
        title=f"{framework.title} as role profiles of SFIA {given.edition}",
        languages=_languages(found),
        tier="names",
        sources=(),
        licence=framework.licence,
        holder=framework.holder,
    )
    derived = {each.source for each in found}
    left = [each for each in roles if each.iri not in derived]
    for each in left:
        say(f"{each.title}: no link leads from it to SFIA {given.edition}")
    _write(given.output, found, description, framework.mapping)
    return 1 if left else 0


def _eu_ict(given: argparse.Namespace) -> int:
    from sfia_graph.files import sha256
    from sfia_graph.minting import Minter
    from sfia_graph.profiles.carried_roles import carry_roles
    from sfia_graph.profiles.facts import read_facts
    from sfia_graph.profiles.frameworks import EU_ICT_HOLDER, EU_ICT_LICENCE
    from sfia_graph.profiles.plans import make_plan
    from sfia_graph.profiles.sheets import read_sheets
    from sfia_graph.profiles.tallies import Tally
    from sfia_graph.provenance import Description
    from sfia_graph.records import SourceFile
    from sfia_graph.report import Report
    from sfia_graph.store import open_store

    _check_output(given.output)
    report, tally = Report(), Tally()
    sheet = read_sheets(given.file, report, "roles")[0]
    facts = read_facts(open_store(given.store, merged=False))
    plan = make_plan(facts, given.edition, given.source, given.decide)
    file = SourceFile(given.file.name, sha256(given.file))
    source = Minter().source(file.sha256)
    found = carry_roles(sheet, plan, tally, report, name="eu-ict", source=source, language="en")
    report.raise_rejects()
    description = Description(
        name="roles-eu-ict",
        title=f"European ICT professional role profiles in SFIA {given.edition}",
        languages=_languages(found),
        tier="names",
        sources=(file,),
        licence=EU_ICT_LICENCE,
        holder=EU_ICT_HOLDER,
    )
    for line in (*plan.notes, *tally.told, tally.summary):
        say(line)
    carried = tally.counts["unchanged"] + tally.counts["changed"]
    twice = carried - sum(len(each.profile.requirements) for each in found)
    if twice:
        say(f"{counted(twice, 'requirement')} asked for what another of the same role asks for")
    _write(given.output, found, description)
    if tally.unsettled:
        say(f"{counted(tally.unsettled, 'requirement')} left out; --decide OLD=NEW says what to do")
    return 1 if tally.unsettled else 0


def _beside_shipped(where: list[str] | None) -> Store:
    """Open what is named beside the shipped data, since they know SFIA and the links."""
    from sfia_graph.resources import shipped_data
    from sfia_graph.store import open_store
    from sfia_graph.store.folder import is_store
    from sfia_graph.store.opening import is_address

    if where and not (is_address(where[0]) or is_store(Path(where[0]))):
        return open_store([*shipped_data(), *where])
    return open_store(where, merged=False)


def _languages(found: list[Derived]) -> tuple[str, ...]:
    return tuple(sorted({tag for each in found for tag, _ in each.profile.titles}))


def _check_output(path: Path) -> None:
    from sfia_graph.media import RDF_ENDINGS, format_of

    if str(path) != "-" and format_of(path) is None:
        endings = ", ".join(RDF_ENDINGS)
        raise UsageError(f"-o {path}: the ending says no format; use one of {endings}")


def _write(
    path: Path, found: list[Derived], description: Description, mapping: str | None = None
) -> None:
    from sfia_graph.media import RDF_FORMATS, format_of
    from sfia_graph.profiles.derived_graph import to_graph
    from sfia_graph.serialise import to_bytes

    iri, graph = to_graph(found, description, mapping)
    write_file(path, to_bytes({iri: graph}, format_of(path) or RDF_FORMATS[0]))
    asked = sum(len(each.profile.requirements) for each in found)
    where = "" if str(path) == "-" else f" to {path}"
    say(f"wrote {counted(len(found), 'role')} with {counted(asked, 'requirement')}{where}")

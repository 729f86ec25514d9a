"""`sfia-graph profile import`: sheets of roles and people, checked, into a graph."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.importing import BASE_PATTERN
from sfia_graph.cli.options import Commands, add_base, add_command, add_store
from sfia_graph.cli.screen import say, working
from sfia_graph.errors import SfiaError, UsageError, counted

if TYPE_CHECKING:
    from sfia_graph.media import Format
    from sfia_graph.profiles.catalogue import Catalogue
    from sfia_graph.profiles.intake import Taken
    from sfia_graph.store import Store
    from sfia_graph.vocabularies.writing import Statements

LARGE = 50_000
"""From how many claims on people are written line by line, never as one piece."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "import",
        run,
        "turn sheets of roles and of people into a graph, once every row is sound",
        "sfia-graph profile import people.xlsx -o people.ttl --key people.key.csv",
    )
    parser.set_defaults(bounded=True)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX or RDF of roles or people"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="where to write, - for standard output; the ending says the format: .ttl .trig .nt",
    )
    parser.add_argument(
        "--edition", type=int, help="edition of SFIA, where a row has none (default: the latest)"
    )
    add_store(parser)
    parser.add_argument(
        "--kind", choices=("roles", "people"), help="what the files hold (default: by columns)"
    )
    parser.add_argument("--names", action="store_true", help="write people's names into the graph")
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="who is who: read and written (default: beside OUT, as OUT.key.csv)",
    )
    parser.add_argument(
        "--language", default="en", metavar="TAG", help="language of the titles (default: en)"
    )
    parser.add_argument("--encoding", help="encoding of CSV files, such as cp1252")
    add_base(parser)
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="list each repair in a .csv or .json file"
    )


def run(given: argparse.Namespace) -> int:
    """Read and check all files; write, or say every fault and write nothing."""
    from sfia_graph.cli.profiles.telling import faults, tell, tell_key
    from sfia_graph.profiles.catalogue import read_catalogue
    from sfia_graph.profiles.dates import latest_today
    from sfia_graph.profiles.intake import Wish, take_in
    from sfia_graph.profiles.persons import Persons
    from sfia_graph.profiles.pseudonyms import Key, read_key, write_key
    from sfia_graph.report import Report
    from sfia_graph.report_files import report_writer
    from sfia_graph.store import open_store

    known, key = _check(given)
    write_report = report_writer(given.report) if given.report else None
    report = Report()
    with working("reading"):
        store = open_store(given.store, merged=False)
        catalogue = read_catalogue(store)
        edition = catalogue.edition(given.edition)
        persons = Persons(read_key(key) if key else Key(), given.names)
        wish = Wish(edition, given.language, latest_today(), given.kind, given.encoding)
        broken = _broken(given.files, store)
        sound = [path for path in given.files if path not in broken]
        taken = take_in(sound, catalogue, persons, report, wish)
    if write_report:
        write_report(report)
    lines = [line for said in broken.values() for line in said]
    lines += [f"{each.place}: {each.message}; {each.remedy}" for each in faults(report)]
    for line in lines:
        say(line)
    if lines:
        say(f"{counted(len(lines), 'fault')}; nothing was written")
        return 1
    statements = _statements(given, taken, catalogue)
    _refuse_large(statements, known, given.output)
    if key and persons.key.fresh:
        write_key(key, persons.key)
    count = _write(statements, known, given.output)
    tell(taken, report, listed=bool(given.report))
    tell_key(key, persons)
    say(f"wrote {count} statements to {given.output}")
    return 0


def _check(given: argparse.Namespace) -> tuple[Format, Path | None]:
    """Check the options; give the format and the key file, None where the link is to be lost."""
    from sfia_graph.languages import is_tag
    from sfia_graph.media import RDF_ENDINGS, RDF_FORMATS, format_of
    from sfia_graph.tags import canonical

    out: Path = given.output
    piped = str(out) == "-"
    known = RDF_FORMATS[0] if piped else format_of(out)
    if known is None:
        endings = ", ".join(RDF_ENDINGS)
        raise UsageError(f"-o {out}: the ending says no format; use one of {endings}")
    if not is_tag(given.language):
        raise UsageError(f"--language {given.language}: no language tag, such as fr or en-GB")
    given.language = canonical(given.language)
    if given.base and not BASE_PATTERN.fullmatch(given.base):
        raise UsageError(f"--base {given.base}: must begin with http(s):// and end in / or #")
    key: Path | None = given.key or (None if piped else out.with_suffix(".key.csv"))
    sources = {os.path.realpath(path) for path in given.files}
    for option, path in (("-o", out), ("--report", given.report), ("--key", key)):
        if path and os.path.realpath(path) in sources:
            raise UsageError(f"{option} {path}: would overwrite a source; name another file")
    if key and os.path.realpath(key) == os.path.realpath(out):
        raise UsageError(f"--key {key}: is OUT; name another file")
    return known, key


def _broken(files: list[Path], store: Store) -> dict[Path, list[str]]:
    """Give what our rules of roles and holdings say of files of RDF, beside what a store holds."""
    from sfia_graph.cli.checking import look_over
    from sfia_graph.media import format_of
    from sfia_graph.rdf import read_quads
    from sfia_graph.validation import read_shapes, shipped_shapes
    from sfia_graph.validation.formats.table import line

    broken = {}
    for path in filter(format_of, files):
        quads = {path: read_quads(path), Path(store.where): list(store.quads())}
        shapes = read_shapes([each for each in shipped_shapes() if each.stem == "profile"])
        found = look_over(quads, "violation", lambda done, of, what: None, shapes=shapes)
        if found.results:
            broken[path] = [f"{path.name}: {line(each)}" for each in found.results]
    return broken


def _statements(given: argparse.Namespace, taken: Taken, catalogue: Catalogue) -> list[Statements]:
    from sfia_graph.profiles.statements import people_statements, role_statements

    base = given.base or catalogue.base
    found = []
    if taken.roles is not None:
        sources = taken.sources["roles"]
        found.append(role_statements(taken.roles, sources, base=base, skills=catalogue.base))
    if taken.people is not None:
        sources = taken.sources["people"]
        found.append(people_statements(taken.people, sources, base=base, skills=catalogue.base))
    return found


def _refuse_large(statements: list[Statements], known: Format, output: Path) -> None:
    for each in statements:
        if each.concepts >= LARGE and known.name not in {"ntriples", "nquads"}:
            problem = f"{each.concepts} claims are too many for one piece of {known.name}"
            raise SfiaError(
                f"-o {output}: {problem}; name a .nt or .nq, which are written by lines"
            )


def _write(statements: list[Statements], known: Format, output: Path) -> int:
    from sfia_graph.cli.screen import write_file
    from sfia_graph.cli.vocabularies import to_graphs, write_lines
    from sfia_graph.serialise import to_bytes

    if any(each.concepts >= LARGE for each in statements):
        return write_lines(statements, known, output)
    graphs = to_graphs(statements)
    write_file(output, to_bytes(graphs, known))
    return sum(map(len, graphs.values()))

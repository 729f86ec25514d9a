"""`sfia-graph migrate`: roles and people's claims, carried over to another edition."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import FORMATS, Commands, add_command, add_store, needing
from sfia_graph.cli.screen import say, show, write_file
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sfia_graph.profiles.migrating import Carrier
    from sfia_graph.profiles.plans import Plan
    from sfia_graph.profiles.streams import Stream
    from sfia_graph.profiles.tallies import Tally
    from sfia_graph.results import Rows

_WORTH_SAYING = frozenset({"encoding", "sheet"})


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "migrate",
        run,
        "carry roles and people's claims over to another edition: unchanged, changed with its "
        "reason, or for you to decide",
        "sfia-graph migrate roles.csv --to 9 -o roles-9.csv",
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a .csv, .tsv or .xlsx of roles or people, or RDF"
    )
    parser.add_argument("--to", type=int, required=True, metavar="EDITION", help="such as 9")
    parser.add_argument(
        "--from",
        dest="source",
        type=int,
        metavar="EDITION",
        help="where the file does not say it, in a column 'edition' or by its IRIs (default: the "
        "one before)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("-"),
        metavar="OUT",
        help="where to write (default: standard output); the ending says the format",
    )
    add_decide(parser)
    parser.add_argument(
        "--format", choices=FORMATS, help="how to write it, for looking at (default: as FILE is)"
    )
    add_store(parser)


def add_decide(parser: argparse.ArgumentParser) -> None:
    """Add `--decide`, which may be given several times."""
    parser.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="OLD=NEW",
        help="what stands for a skill that needs a decision, such as BUAN=BUSA or "
        "'GOVN 5=GOVN 6'; again for more",
    )


def run(given: argparse.Namespace) -> int:
    """Carry over, and say what became of what; gives 1 where something is left for a person."""
    from sfia_graph.profiles.facts import read_facts
    from sfia_graph.profiles.plans import make_plan
    from sfia_graph.profiles.tallies import TOLD, Tally
    from sfia_graph.store import open_store

    _check(given)
    facts = read_facts(open_store(given.store, merged=False))
    plan = make_plan(facts, given.to, given.source, given.decide)
    tally = Tally(None if given.known else TOLD)
    (_graph if given.known else _table)(given, plan, tally)
    _tell(plan, tally, given.output)
    return 1 if tally.unsettled else 0


def _check(given: argparse.Namespace) -> None:
    """Refuse what cannot be written before anything is read."""
    from sfia_graph.media import RDF_ENDINGS, format_of
    from sfia_graph.profiles.sheets import TEXTS, WORKBOOKS

    given.known = format_of(given.file)
    if given.format and str(given.output) != "-":
        raise UsageError(f"--format {given.format}: the ending of -o says the format; give one")
    if given.known and given.format not in (None, "ttl"):
        raise UsageError(f"--format {given.format}: RDF stays RDF; name a file with -o, or ttl")
    source, output = given.file, given.output
    if given.known and given.source is not None:
        raise UsageError(f"--from {given.source}: RDF says its editions itself; leave it out")
    if str(output) == "-":
        return
    if os.path.realpath(output) == os.path.realpath(source):
        raise UsageError(f"-o {output}: would overwrite the source; name another file")
    allowed = RDF_ENDINGS if given.known else (*TEXTS, *WORKBOOKS)
    if output.suffix.lower() not in allowed:
        what = "RDF" if given.known else "a table"
        listed = ", ".join(allowed)
        raise UsageError(f"-o {output}: {source.name} is {what}; use one of {listed}")


def _table(given: argparse.Namespace, plan: Plan, tally: Tally) -> None:
    from sfia_graph.profiles.migrating import Carrier
    from sfia_graph.profiles.sheets import WORKBOOKS, read_sheets, recognise
    from sfia_graph.profiles.streams import open_stream
    from sfia_graph.report import Report

    path, report = given.file, Report()
    stream = None if path.suffix.lower() in WORKBOOKS else open_stream(path, report)
    if stream is None:
        sheets = read_sheets(path, report)
    else:
        sheets = recognise([(path.name, None, stream.rows)], report)
    for finding in report.findings:
        if finding.kind in _WORTH_SAYING:
            say(f"{finding.place}: {finding.message}")
    carriers = [Carrier(each, plan, tally) for each in sheets]
    for told in filter(None, dict.fromkeys(each.assumption for each in carriers)):
        say(told)
    _write(given, stream, carriers)


def _write(given: argparse.Namespace, stream: Stream | None, carriers: list[Carrier]) -> None:
    from sfia_graph.files import write_atomically
    from sfia_graph.profiles.outcomes import listed
    from sfia_graph.profiles.sheets import WORKBOOKS
    from sfia_graph.profiles.streams import write_rows
    from sfia_graph.spreadsheet import at_rest

    path, output = given.file, given.output
    carried = [(each.sheet.sheet, each.rows()) for each in carriers]
    if output.suffix.lower() in WORKBOOKS:
        from sfia_graph.profiles.books import to_workbook

        with needing("web", "migrate"):
            write_file(output, to_workbook(carried))
        return
    if len(carried) > 1:
        names = listed(str(name) for name, _ in carried)
        raise UsageError(f"{path.name} has several sheets, {names}; name a workbook, -o OUT.xlsx")
    rows = carried[0][1]
    if given.format:
        show(_answer(rows, carriers[0].sheet.columns.row), given.format)
        return
    resting = (list(map(at_rest, row)) for row in rows)
    if stream is None:
        pieces = write_rows(resting, "\t" if output.suffix.lower() == ".tsv" else ",")
    else:
        pieces = stream.written(resting)
    if str(output) == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    write_atomically(output, pieces)


def _answer(rows: Iterable[list[str]], headings: int) -> Rows:
    """Give the rows below the headings as an answer, for the formats of answers."""
    from pyoxigraph import Literal

    from sfia_graph.results import Rows

    columns, *below = list(rows)[headings - 1 :]
    terms = tuple(tuple(Literal(cell) if cell else None for cell in row) for row in below)
    return Rows(tuple(columns), tuple(row for row in terms if any(row)))


def _graph(given: argparse.Namespace, plan: Plan, tally: Tally) -> None:
    from sfia_graph.media import format_of
    from sfia_graph.namespaces import compact
    from sfia_graph.profiles.migrating_graph import migrate_quads, to_bytes
    from sfia_graph.rdf import read_quads

    quads, claims = migrate_quads(read_quads(given.file), plan)
    for claim in claims:
        tally.add(compact(claim.subject), claim.said, claim.carried)
    known = format_of(Path(f"as.{given.format}")) if given.format else format_of(given.output)
    known = known or given.known
    write_file(given.output, to_bytes(quads, known))


def _tell(plan: Plan, tally: Tally, output: Path) -> None:
    for note in plan.notes:
        say(note)
    for line in tally.told:
        say(line)
    more = tally.unsettled - len(tally.told)
    if more > 0:
        say(f"and {more:,} more, which the column 'outcome' marks")
    where = "" if str(output) == "-" else f"; wrote {output}"
    say(f"{tally.summary}{where}")

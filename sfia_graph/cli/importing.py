"""`sfia-graph import`: official sheets, pages and RDF into a graph."""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say, working, write_file
from sfia_graph.errors import UsageError, counted
from sfia_graph.namespaces import BASE
from sfia_graph.tiers import TIERS

if TYPE_CHECKING:
    from sfia_graph.records import Edition
    from sfia_graph.report import Report

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/(?:[^\s<>\"{}|\\^`]*[/#])?")
_TOLD = 12
"""How many warnings are said before the rest is only counted."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "import",
        run,
        "turn SFIA's sheets, a skill's page or the official RDF into a graph",
        "sfia-graph import sfia-9.xlsx --language en-GB -o sfia-9.ttl --report repairs.csv",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="sheets, pages, RDF")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="where to write; the ending says the format: .ttl .trig .nt .nq .jsonld .rdf",
    )
    parser.add_argument("--edition", type=int, help="edition, where the source does not say it")
    parser.add_argument("--language", metavar="TAG", help="language of the source, such as en-GB")
    parser.add_argument("--encoding", help="encoding of CSV and text files, such as cp1252")
    parser.add_argument(
        "--tier",
        choices=TIERS,
        default="texts",
        help="carry codes and levels (structure), names too, or the wording too (default: texts)",
    )
    parser.add_argument(
        "--base", default=BASE, metavar="IRI", help="begin the new IRIs with this address of yours"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="list each repair in a .csv or .json file"
    )


def run(given: argparse.Namespace) -> int:
    """Read, write, and say what was mended."""
    from sfia_graph.errors import SourceError
    from sfia_graph.merging import merge
    from sfia_graph.report import Report
    from sfia_graph.report_files import report_writer
    from sfia_graph.serialise import to_bytes
    from sfia_graph.sources.reading import Wish, read_editions
    from sfia_graph.tags import canonical

    _check(given)
    write_report = report_writer(given.report) if given.report else None
    report = Report()
    try:
        with working("reading"):
            language = given.language and canonical(given.language)
            wish = Wish(given.edition, language, given.encoding)
            editions = read_editions(given.files, report, wish)
            graphs = merge(editions, tier=given.tier, base=given.base)
            data = to_bytes(graphs, given.known)
    except SourceError:
        if write_report:
            write_report(report)
        raise
    if write_report:
        write_report(report)
    write_file(given.output, data)
    _tell(given, editions, report)
    say(f"wrote {sum(map(len, graphs.values()))} statements to {given.output}")
    return 0


def _check(given: argparse.Namespace) -> None:
    from sfia_graph.languages import is_tag
    from sfia_graph.media import RDF_ENDINGS, format_of

    given.known = format_of(given.output)
    if given.known is None:
        endings = ", ".join(RDF_ENDINGS)
        raise UsageError(f"-o {given.output}: the ending says no format; use one of {endings}")
    if given.language and not is_tag(given.language):
        raise UsageError(f"--language {given.language}: no language tag, such as fr or en-GB")
    if not _BASE.fullmatch(given.base):
        raise UsageError(f"--base {given.base}: must begin with http(s):// and end in / or #")
    sources = {os.path.realpath(path) for path in given.files}
    for option, path in (("-o", given.output), ("--report", given.report)):
        if path and os.path.realpath(path) in sources:
            raise UsageError(f"{option} {path}: would overwrite a source; name another file")


def _tell(given: argparse.Namespace, editions: list[Edition], report: Report) -> None:
    for edition in editions:
        skills, levels = len(edition.skills), sum(len(skill.levels) for skill in edition.skills)
        held = f"{counted(skills, 'skill')}, {counted(levels, 'level')} of skills"
        say(f"SFIA {edition.number}, {edition.language}: {held}")
    if len(editions) > 1 and not given.known.named_graphs:
        ending = given.output.suffix
        say(f"several sources in one {ending} file lose their named graphs; .trig keeps them")
    warnings = report.warnings()
    for finding in warnings[:_TOLD]:
        say(f"{finding.place}: {finding.message}")
    if len(warnings) > _TOLD:
        say(f"and {len(warnings) - _TOLD} more warnings")
    repairs = ", ".join(f"{count} {kind}" for kind, count in report.repairs().items())
    if repairs:
        more = "" if given.report else "; --report FILE lists each with its original text"
        say(f"mended: {repairs}{more}")

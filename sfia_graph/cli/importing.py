"""`sfia-graph import`: SFIA's sheets, pages and RDF, and other frameworks, into a graph."""

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
    from rdflib import Graph

    from sfia_graph.media import Format
    from sfia_graph.records import Edition
    from sfia_graph.report import Report
    from sfia_graph.vocabularies.reading import Wish as OtherWish

BASE_PATTERN = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/(?:[^\s<>\"{}|\\^`]*[/#])?")
_LICENCE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_FILES = (
    "sheets, pages and RDF of SFIA; files of ESCO, NICE, GDaD, DigComp, e-CF and O*NET; your own "
    "SKOS, or a CSV id,label,description,broader"
)
_TOLD = 12
"""How many warnings are said before the rest is only counted."""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "import",
        run,
        "turn SFIA's sheets, pages or RDF, or another framework's files, into a graph",
        "sfia-graph import sfia-9.xlsx --language en-GB -o sfia-9.ttl --report repairs.csv",
    )
    parser.set_defaults(bounded=True)
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="sheets, pages, RDF; of SFIA, ESCO, NICE, GDaD, DigComp, e-CF, O*NET or your own",
    )
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
    parser.add_argument("--name", help="what your own vocabulary is called (default: as its file)")
    parser.add_argument(
        "--licence", metavar="IRI", help="address of the licence, where the source has none"
    )
    parser.add_argument(
        "--rights-holder",
        metavar="IRI",
        help="who holds the rights in your own vocabulary: an address of theirs",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="list each repair in a .csv or .json file"
    )


def run(given: argparse.Namespace) -> int:
    """Read, write, and say what was mended."""
    from sfia_graph.cli.described import add_described, read_described, tell_described
    from sfia_graph.cli.vocabularies import (
        check_options,
        is_large,
        read_others,
        tell_others,
        to_graphs,
        write_lines,
    )
    from sfia_graph.errors import SourceError
    from sfia_graph.merging import merge
    from sfia_graph.profiles.sheets import holds_profiles
    from sfia_graph.report import Report
    from sfia_graph.report_files import report_writer
    from sfia_graph.serialise import to_bytes
    from sfia_graph.sources.reading import Wish, read_editions

    _check(given)
    write_report = report_writer(given.report) if given.report else None
    report = Report()
    try:
        with working("reading"):
            described, files = read_described(given.files, _said(given))
            others, rest = read_others(files, report, _wish(given))
            check_options(
                others,
                rest,
                edition=given.edition,
                licence=given.licence,
                name=given.name,
                holder=given.rights_holder,
            )
            wish = Wish(given.edition, given.language, given.encoding)
            editions = read_editions(rest, report, wish)
            graphs = merge(editions, tier=given.tier, base=given.base)
            small = [*rest, *(Path(each.file) for each in described)]
            by_lines = is_large(others, small, given.known, given.output)
            if not by_lines:
                graphs |= to_graphs(others)
                add_described(graphs, described)
                data = to_bytes(graphs, given.known)
    except SourceError as error:
        if write_report:
            write_report(report)
        if any(map(holds_profiles, given.files)):
            error.remedy = "roles and people: sfia-graph profile import reads them"
        raise
    if write_report:
        write_report(report)
    if by_lines:
        count = write_lines(others, given.known, given.output)
    else:
        count = _count(graphs, given.known)
        write_file(given.output, data)
    _tell(given, editions, report, len(graphs))
    tell_others(others)
    tell_described(described)
    say(f"wrote {count} statements to {given.output}")
    return 0


def _count(graphs: dict[str, Graph], known: Format) -> int:
    if known.named_graphs:
        return sum(map(len, graphs.values()))
    return len(set().union(*graphs.values()))


def _said(given: argparse.Namespace) -> dict[str, object]:
    """Give what the call says of the files; None where it leaves it to them."""
    return {
        "--edition": given.edition,
        "--language": given.language,
        "--tier": None if given.tier == TIERS[-1] else given.tier,
        "--base": None if given.base == BASE else given.base,
        "--name": given.name,
        "--licence": given.licence,
        "--rights-holder": given.rights_holder,
    }


def _wish(given: argparse.Namespace) -> OtherWish:
    from sfia_graph.vocabularies.reading import Wish

    return Wish(
        language=given.language,
        encoding=given.encoding,
        tier=given.tier,
        base=given.base,
        name=given.name,
        licence=given.licence,
        holder=given.rights_holder,
    )


def _check(given: argparse.Namespace) -> None:
    from sfia_graph.languages import is_tag
    from sfia_graph.media import RDF_ENDINGS, format_of
    from sfia_graph.tags import canonical

    given.known = format_of(given.output)
    if given.known is None:
        endings = ", ".join(RDF_ENDINGS)
        raise UsageError(f"-o {given.output}: the ending says no format; use one of {endings}")
    if given.language and not is_tag(given.language):
        raise UsageError(f"--language {given.language}: no language tag, such as fr or en-GB")
    given.language = given.language and canonical(given.language)
    if given.licence and not _LICENCE.fullmatch(given.licence):
        raise UsageError(f"--licence {given.licence}: no address that begins with http(s)://")
    if given.rights_holder and not _LICENCE.fullmatch(given.rights_holder):
        holder = given.rights_holder
        raise UsageError(f"--rights-holder {holder}: no address that begins with http(s)://")
    if not BASE_PATTERN.fullmatch(given.base):
        raise UsageError(f"--base {given.base}: must begin with http(s):// and end in / or #")
    sources = {os.path.realpath(path) for path in given.files}
    for option, path in (("-o", given.output), ("--report", given.report)):
        if path and os.path.realpath(path) in sources:
            raise UsageError(f"{option} {path}: would overwrite a source; name another file")


def _tell(given: argparse.Namespace, editions: list[Edition], report: Report, sources: int) -> None:
    for edition in editions:
        skills, levels = len(edition.skills), sum(len(skill.levels) for skill in edition.skills)
        held = f"{counted(skills, 'skill')}, {counted(levels, 'level')} of skills"
        say(f"SFIA {edition.number}, {edition.language}: {held}")
    if sources > 1 and not given.known.named_graphs:
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

"""`sfia-graph link convert`: mappings from one format into another."""

from __future__ import annotations

import argparse
from pathlib import Path

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say, write_file
from sfia_graph.errors import SfiaError, UsageError, counted


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "convert",
        run,
        "write mappings as SSSOM in TSV or JSON, or as RDF with their records",
        "sfia-graph link convert my-mappings.sssom.tsv -o my-mappings.ttl",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=".tsv, .json or RDF")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="where to write; the ending says the format: .tsv .json .ttl .trig .nt .nq .jsonld",
    )
    parser.add_argument(
        "--accepted",
        action="store_true",
        help="keep what a review accepts (column review: accept), as curated by --author",
    )
    parser.add_argument("--author", metavar="IRI", help="who reviewed, such as an ORCID's address")


def run(given: argparse.Namespace) -> int:
    """Read, choose, and write."""
    from sfia_graph.mappings.files import ENDINGS, read_mappings, write_mappings
    from sfia_graph.mappings.reviewing import accepted

    if given.output.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"-o {given.output}: the ending says no format; use one of {known}")
    if given.accepted != bool(given.author):
        raise UsageError("--accepted and --author go together; give both or neither")
    faults: list[SfiaError] = []
    mappings = read_mappings(given.file, faults)  # type: ignore[arg-type]
    for fault in faults:
        say(f"sfia-graph: {fault}")
    if faults:
        say(f"nothing was written: {counted(len(faults), 'fault')} in {given.file.name}")
        return 1
    if given.accepted:
        mappings = accepted(mappings, given.author)
    write_file(given.output, write_mappings(mappings, given.output))
    say(f"wrote {counted(len(mappings.mappings), 'mapping')} to {given.output}")
    return 0

"""`sfia-graph link convert`: mappings from one format into another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.linking.outputs import add_output, check_output, write
from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say
from sfia_graph.errors import UsageError, counted

if TYPE_CHECKING:
    from sfia_graph.mappings.values import Faults


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
    endings = ".tsv .json .ttl .trig .nt .nq .jsonld"
    add_output(parser, f"where to write; the ending says the format: {endings}")
    parser.add_argument(
        "--accepted",
        action="store_true",
        help="keep what a review accepts (column review: accept), as curated by --author",
    )
    parser.add_argument("--author", metavar="IRI", help="who reviewed, such as an ORCID's address")


def run(given: argparse.Namespace) -> int:
    """Read, choose, and write."""
    from sfia_graph.mappings.files import read_mappings
    from sfia_graph.mappings.reviewing import accepted

    check_output(given.output)
    if given.accepted != bool(given.author):
        raise UsageError("--accepted and --author go together; give both or neither")
    faults: Faults = []
    mappings = read_mappings(given.file, faults)
    for fault in faults:
        say(f"sfia-graph: {fault}")
    if faults:
        say(f"nothing was written: {counted(len(faults), 'fault')} in {given.file.name}")
        return 1
    if given.accepted:
        mappings = accepted(mappings, given.author)
    write(mappings, given.output)
    say(f"wrote {counted(len(mappings.mappings), 'mapping')} to {given.output}")
    return 0

"""`sfia-graph link compose`: from A to B and B to C, suggestions from A to C."""

from __future__ import annotations

import argparse
from pathlib import Path

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say, write_file
from sfia_graph.errors import UsageError, counted


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "compose",
        run,
        "chain two files of mappings that share a framework into suggestions",
        "sfia-graph link compose sfia-9-ecf-4.sssom.tsv sfia-9-esco.sssom.tsv -o ecf-esco.tsv",
    )
    parser.add_argument("first", type=Path, metavar="FIRST", help="mappings from A to B, or B to A")
    parser.add_argument("second", type=Path, metavar="SECOND", help="from B to C, or C to B")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="a .tsv, .json or RDF file"
    )


def run(given: argparse.Namespace) -> int:
    """Read both, chain them, and write."""
    from sfia_graph.mappings.composing import compose
    from sfia_graph.mappings.files import ENDINGS, read_mappings, write_mappings
    from sfia_graph.namespaces import Minter, slug

    if given.output.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"-o {given.output}: the ending says no format; use one of {known}")
    first, second = read_mappings(given.first), read_mappings(given.second)
    name = slug(given.output.name.split(".")[0])
    found = compose(first, second, Minter().graph(f"suggestion-{name}"))
    write_file(given.output, write_mappings(found, given.output))
    say(f"wrote {counted(len(found.mappings), 'suggestion')} to {given.output}; review them")
    return 0

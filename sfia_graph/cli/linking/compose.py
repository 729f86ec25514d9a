"""`sfia-graph link compose`: from A to B and B to C, suggestions from A to C."""

from __future__ import annotations

import argparse
from pathlib import Path

from sfia_graph.cli.linking.outputs import add_output, check_output, write
from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say
from sfia_graph.errors import counted


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
    add_output(parser, "a .tsv, .json or RDF file")


def run(given: argparse.Namespace) -> int:
    """Read both, chain them, and write."""
    from sfia_graph.mappings.composing import compose
    from sfia_graph.mappings.files import read_mappings
    from sfia_graph.minting import Minter
    from sfia_graph.namespaces import slug

    check_output(given.output)
    first, second = read_mappings(given.first), read_mappings(given.second)
    name = slug(given.output.name.split(".")[0])
    found = compose(first, second, Minter().graph(f"suggestion-{name}"))
    write(found, given.output)
    say(f"wrote {counted(len(found.mappings), 'suggestion')} to {given.output}; review them")
    return 0

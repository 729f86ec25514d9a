"""`sfia-graph sparql`: a query of one's own."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from sfia_graph.cli.options import Commands, add_command, add_format, add_store
from sfia_graph.cli.screen import say, show

_TAG_WITH_CAPITALS = re.compile(r"""(?i:\bLANG)\s*\([^)]*\)\s*!?=\s*["'][a-z-]*[A-Z]""")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "sparql",
        run,
        "answer a SPARQL query from a file, or from standard input for -",
        "echo 'SELECT ?s WHERE { ?s a sfia:Edition }' | sfia-graph sparql -",
    )
    parser.add_argument("file", help="file with the query, or -")
    add_store(parser)
    add_format(parser)


def run(given: argparse.Namespace) -> int:
    """Answer the query."""
    from sfia_graph.cli.evaluating import evaluate
    from sfia_graph.files import read_text
    from sfia_graph.store import open_store

    text = sys.stdin.read() if given.file == "-" else read_text(Path(given.file))
    if _TAG_WITH_CAPITALS.search(text):
        say('the engine keeps language tags in lower case: write LANGMATCHES(LANG(?x), "en-GB")')
    show(evaluate(open_store(given.store), text), given.format)
    return 0

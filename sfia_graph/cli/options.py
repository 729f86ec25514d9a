"""Options that several commands share, each with one meaning everywhere."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Commands = Any
"""What argparse's `add_subparsers` gives."""

FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "ttl")


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    """Add a command with its one-line summary and an example below its help."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"example:  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add `--store`, which may be given several times."""
    parser.add_argument(
        "--store",
        action="append",
        metavar="WHERE",
        help="RDF files, a folder of them, a folder made by load, or the address of a SPARQL "
        "endpoint; again for more files (default: SFIA_GRAPH_STORE, or else the shipped data)",
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add `--format`."""
    parser.add_argument(
        "--format", choices=FORMATS, help="how to write the answer (default: table)"
    )

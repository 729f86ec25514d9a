"""Options that several commands share, each with one meaning everywhere."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sfia_graph.errors import UsageError

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


def names_endpoint(given: argparse.Namespace) -> bool:
    """Whether what `--store` names, or else the environment, is reached by the network."""
    from sfia_graph.store.opening import is_remote

    return is_remote(given.store)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add `--store`, which may be given several times."""
    parser.set_defaults(outward=names_endpoint)
    parser.add_argument(
        "--store",
        action="append",
        metavar="WHERE",
        help="RDF files, a folder of them, a folder made by load, or the address of a SPARQL "
        "endpoint; again for more files (default: SFIA_GRAPH_STORE, or else the shipped data)",
    )


def add_base(parser: argparse.ArgumentParser) -> None:
    """Add `--base`."""
    parser.add_argument(
        "--base", metavar="IRI", help="where the graph's IRIs begin (default: as its editions do)"
    )


@contextmanager
def needing(extra: str, command: str) -> Iterator[None]:
    """Say in one line that a command needs an extra, where a module of others is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sfia_graph"):
            raise
        remedy = f"{command} needs the extra '{extra}': pip install 'sfia-graph[{extra}]'"
        raise UsageError(f"{remedy} (no module '{error.name}')") from None


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add `--format`."""
    parser.add_argument(
        "--format", choices=FORMATS, help="how to write the answer (default: table)"
    )

"""`sfia-graph link`: mappings to other frameworks."""

from __future__ import annotations

from sfia_graph.cli.linking import check, compose, convert, scoring, suggesting, texts
from sfia_graph.cli.options import Commands

SUBCOMMANDS = (check, convert, suggesting, scoring, texts, compose)


def add_to(commands: Commands) -> None:
    """Add the command and what it can do."""
    parser = commands.add_parser(
        "link",
        help="check, convert, find and measure links to other frameworks",
        description="Links to other frameworks: mappings in SSSOM, each with its evidence.",
        epilog="example:  sfia-graph link suggest --from ecf-4 --to sfia-9",
    )
    subcommands = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for subcommand in SUBCOMMANDS:
        subcommand.add_to(subcommands)

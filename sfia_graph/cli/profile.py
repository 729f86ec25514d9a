"""`sfia-graph profile`: what roles ask for, what people hold, and what is missing."""

from __future__ import annotations

from sfia_graph.cli.options import Commands
from sfia_graph.cli.profiles import (
    cover,
    deriving,
    exporting,
    forget,
    gap,
    importing,
    rank,
    team,
)

SUBCOMMANDS = (gap, rank, team, cover, importing, exporting, deriving, forget)


def add_to(commands: Commands) -> None:
    """Add the command and what it can do."""
    parser = commands.add_parser(
        "profile",
        help="roles, people and gaps: what is asked for, what is held, what is missing",
        description="Roles and people: what is asked for, what is held, what is missing.",
        epilog="example:  sfia-graph profile gap ada service-manager",
    )
    subcommands = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for subcommand in SUBCOMMANDS:
        subcommand.add_to(subcommands)

"""To be written."""

from __future__ import annotations

from sfia_graph.cli.options import Commands


def add_to(commands: Commands) -> None:
    """Add nothing yet."""

"""`sfia-graph diff`: what changed from one edition to a later one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command, add_store
from sfia_graph.cli.screen import draw, say

if TYPE_CHECKING:
    from sfia_graph.editions import Changes

_FORMATS = ("table", "md", "html", "ttl", "csv")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "diff",
        run,
        "say what changed from one edition to a later one",
        "sfia-graph diff 8 9 --format csv > changes.csv",
    )
    parser.add_argument("before", type=int, metavar="EDITION", help="an edition, such as 8")
    parser.add_argument("after", type=int, metavar="LATER", help="a later one, such as 9")
    add_store(parser)
    parser.add_argument(
        "--language", default="en", metavar="TAG", help="of names and headings (default: en)"
    )
    parser.add_argument(
        "--format", choices=_FORMATS, help="how to write the changes (default: table)"
    )


def run(given: argparse.Namespace) -> int:
    """Compare, write the changes to standard output, and say what could not be compared."""
    from sfia_graph.editions import compare
    from sfia_graph.errors import UsageError
    from sfia_graph.languages import is_tag
    from sfia_graph.store import open_store

    if not is_tag(given.language):
        raise UsageError(f"--language {given.language}: expected a tag such as en or fr-CA")
    before, after = sorted((given.before, given.after))
    store = open_store(given.store, merged=False)
    changes = compare(store, before, after, given.language)
    if given.before > given.after:
        say(f"SFIA {given.before} is the later one; shown is what changed from {before} to {after}")
    for note in changes.notes:
        say(note)
    if given.format is None and sys.stdout.isatty():
        _draw(changes)
        return 0
    from sfia_graph.editions.formats import FORMATS

    sys.stdout.write(FORMATS[given.format or "table"](changes))
    return 0


def _draw(changes: Changes) -> None:
    from rich.console import Console
    from rich.text import Text

    from sfia_graph.editions.formats.table import heading, lines_of
    from sfia_graph.editions.groups import groups

    console = Console()
    console.print(Text(heading(changes)))
    for group in groups(changes):
        console.print(Text(f"\n{group.heading}: {group.count}", style="bold"))
        draw(lines_of(group.lines, changes.language))

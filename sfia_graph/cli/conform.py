"""`sfia-graph conform`: whether a linked-data deployment keeps what it claims."""

from __future__ import annotations

import argparse
import sys

from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import draw, progress
from sfia_graph.conform.limits import Limits
from sfia_graph.errors import UsageError

_FORMATS = ("table", "json", "md", "junit")
_USUAL = Limits()
_MOST = 100_000


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "conform",
        run,
        "check any linked-data deployment against what it claims",
        "sfia-graph conform http://127.0.0.1:8000/",
    )
    parser.set_defaults(outward=lambda given: True)
    parser.add_argument("url", metavar="URL", help="a site, or any thing, page or catalogue of it")
    parser.add_argument("--format", choices=_FORMATS, default="table", help="(default: table)")
    parser.add_argument(
        "--most",
        type=int,
        default=_USUAL.pages,
        metavar="N",
        help="how many addresses of the site to walk through (default: %(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=_USUAL.seconds,
        metavar="SECONDS",
        help="how long a whole answer may take (default: %(default)g)",
    )


def run(given: argparse.Namespace) -> int:
    """Check, and write what was found; gives 1 where something fails."""
    from sfia_graph.conform import conform
    from sfia_graph.conform.reports import FORMATS
    from sfia_graph.conform.reports.table import below, rows

    if not 0 < given.most <= _MOST:
        raise UsageError(f"--most {given.most}: must be from 1 to {_MOST}")
    if not 0 < given.timeout <= _MOST:
        raise UsageError(f"--timeout {given.timeout:g}: must be more than 0 seconds")
    with progress("checking") as tell:
        report = conform(given.url, Limits(seconds=given.timeout, pages=given.most), tell)
    if given.format == "table" and sys.stdout.isatty():
        draw(rows(report))
        sys.stdout.write(below(report))
    else:
        sys.stdout.write(FORMATS[given.format](report))
    return 0 if report.conforms else 1

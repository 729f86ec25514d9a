"""`sfia-graph validate`: what is wrong in a graph, where, and how to mend it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.checking import look_over
from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import progress
from sfia_graph.deadline import DEADLINE
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from rdflib import Graph

    from sfia_graph.validation import ValidationReport

_FORMATS = ("table", "json", "ttl", "sarif", "junit")
_LEVELS = ("info", "warning", "violation")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "validate",
        run,
        "say what is wrong in a graph, where, and how to mend it",
        "sfia-graph validate sfia-9.ttl --format sarif > findings.sarif",
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="RDF files or folders, looked at together (default: the shipped data)",
    )
    parser.add_argument(
        "--shipped", action="store_true", help="look at them together with the shipped data"
    )
    parser.add_argument("--format", choices=_FORMATS, default="table", help="(default: table)")
    parser.add_argument(
        "--level",
        choices=_LEVELS,
        default="warning",
        help="show what is as bad as this or worse, and exit with 1 for it (default: warning)",
    )
    parser.add_argument(
        "--shapes", nargs="+", type=Path, metavar="FILE", help="add your own SHACL shapes to ours"
    )
    parser.add_argument(
        "--only", nargs="+", type=Path, metavar="FILE", help="use these shapes instead of ours"
    )
    parser.add_argument(
        "--engine",
        choices=("auto", "pyshacl"),
        default="auto",
        help="auto is quicker; pyshacl does all of it in the reference engine",
    )
    parser.add_argument(
        "--deadline",
        type=float,
        default=DEADLINE,
        metavar="SECONDS",
        help=f"how long one SPARQL constraint may take (default: {DEADLINE:g})",
    )


def run(given: argparse.Namespace) -> int:
    """Validate, and write the report; gives 1 where there is something at the level asked for."""
    from sfia_graph.validation.formats import FORMATS

    if given.only and given.shapes:
        raise UsageError("--only replaces our shapes and --shapes adds to them; choose one")
    if not given.deadline > 0:
        raise UsageError(f"--deadline {given.deadline:g}: must be more than 0 seconds")
    report = _report(given)
    sys.stdout.write(FORMATS[given.format](report))
    return 1 if report.results else 0


def _report(given: argparse.Namespace) -> ValidationReport:
    from sfia_graph.rdf import read_quads
    from sfia_graph.resources import shipped_data
    from sfia_graph.store.loading import rdf_files

    with progress("validating") as tell:
        shapes = _shapes(given)
        shipped = shipped_data() if given.shipped or not given.files else ()
        files = list(rdf_files([*shipped, *given.files]))
        quads = {path: read_quads(path) for path in files}
        return look_over(
            quads, given.level, tell, shapes=shapes, engine=given.engine, deadline=given.deadline
        )


def _shapes(given: argparse.Namespace) -> Graph:
    from sfia_graph.validation import read_shapes, shipped_shapes

    ours = () if given.only else shipped_shapes()
    own = [*(given.only or ()), *(given.shapes or ())]
    return read_shapes([*ours, *own])

"""`sfia-graph load`: RDF files into a store on disk."""

from __future__ import annotations

import argparse
from pathlib import Path

from sfia_graph.cli.checking import refuse_violations
from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say, working
from sfia_graph.errors import UsageError


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "load",
        run,
        "put RDF into a store on disk, which takes the place of what was there in one step",
        "sfia-graph load sfia-9.ttl people.nq --into store/",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="RDF files or folders")
    parser.add_argument("--shipped", action="store_true", help="load the data shipped with this")
    parser.add_argument(
        "--no-validate", action="store_true", help="load what breaks the rules of SHACL shapes too"
    )
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="the store")


def run(given: argparse.Namespace) -> int:
    """Load the files, and the shipped data where they are asked for."""
    from sfia_graph.resources import shipped_data
    from sfia_graph.store.folder import replace_folder
    from sfia_graph.store.loading import fill, rdf_files

    if not given.files and not given.shipped:
        raise UsageError("nothing to load; name files, or say --shipped")
    shipped = shipped_data() if given.shipped else ()
    files = list(rdf_files([*shipped, *given.files]))
    if not given.no_validate:
        refuse_violations(files)
    with working("loading"):
        replace_folder(given.into, lambda store: fill(store, files, say))
    say(f"loaded {len(files)} files into {given.into}")
    return 0

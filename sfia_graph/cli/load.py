"""`sfia-graph load`: RDF files into a store on disk, or onto a server."""

from __future__ import annotations

import argparse
from pathlib import Path

from sfia_graph.cli.checking import refuse_violations
from sfia_graph.cli.filling import filling
from sfia_graph.cli.options import Commands, add_command
from sfia_graph.cli.screen import say_loaded
from sfia_graph.errors import UsageError


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "load",
        run,
        "put RDF into a store on disk, which takes the place of what was there in one step, or "
        "onto a server, graph by graph",
        "sfia-graph load sfia-9.ttl people.nq --into store/",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="RDF files or folders")
    parser.add_argument("--shipped", action="store_true", help="load the data shipped with this")
    parser.add_argument(
        "--no-validate", action="store_true", help="load what breaks the rules of SHACL shapes too"
    )
    parser.add_argument(
        "--into",
        required=True,
        metavar="WHERE",
        help="a folder, or the address of a server's graph store (Graph Store HTTP Protocol)",
    )
    parser.add_argument(
        "--summarise",
        action="store_true",
        help="count who holds what once, for questions about many people",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    _add_how(parser)
    parser.set_defaults(outward=_is_onto_server)


def _is_onto_server(given: argparse.Namespace) -> bool:
    from sfia_graph.store.opening import is_address

    return is_address(given.into)


def _add_how(parser: argparse.ArgumentParser) -> None:
    server = parser.add_argument_group("onto a server")
    how = server.add_mutually_exclusive_group()
    how.add_argument(
        "--replace",
        action="store_true",
        help="put each graph in the place of the one of its name (default)",
    )
    how.add_argument("--add", action="store_true", help="add to the graphs that are there")
    server.add_argument(
        "--resume", action="store_true", help="leave out the graphs that are there already"
    )


def run(given: argparse.Namespace) -> int:
    """Load the files, and the shipped data where they are asked for."""
    from sfia_graph.cli.uploading import server_at, upload
    from sfia_graph.resources import shipped_data
    from sfia_graph.store.loading import rdf_files
    from sfia_graph.store.opening import is_address

    if not given.files and not given.shipped:
        raise UsageError("nothing to load; name files, or say --shipped")
    if given.add and given.summarise:
        raise UsageError(
            "--summarise counts what is loaded, not what --add adds it to; leave it out"
        )
    if not given.into:
        raise UsageError("an empty name for --into; name a folder or an address")
    if "://" in given.into and not is_address(given.into):
        raise UsageError(f"--into: found '{given.into}', expected a folder or an http(s) address")
    onto_server = is_address(given.into)
    if not onto_server:
        _refuse_how(given)
    shipped = shipped_data() if given.shipped else ()
    files = list(rdf_files([*shipped, *given.files]))
    server = server_at(given.into) if onto_server else None
    if not given.no_validate:
        refuse_violations(files)
    return upload(given, server, files) if server else _fill_folder(given, files)


def _refuse_how(given: argparse.Namespace) -> None:
    for option in ("replace", "add", "resume"):
        if getattr(given, option):
            remedy = "a folder takes the place of what was there as a whole"
            raise UsageError(f"--{option} is for a server; {remedy}")


def _fill_folder(given: argparse.Namespace, files: list[Path]) -> int:
    from pyoxigraph import Store

    from sfia_graph.cli.changes import show_changes_of_folder
    from sfia_graph.store.folder import replace_folder
    from sfia_graph.store.named import count

    where, sizes = Path(given.into), (0, 0)
    if given.dry_run:
        return show_changes_of_folder(where, files, given.summarise)
    with filling(files, given.summarise) as fill:

        def fill_and_count(store: Store) -> None:
            nonlocal sizes
            fill(store)
            sizes = count(store)

        replace_folder(where, fill_and_count)
    say_loaded(*sizes, given.into)
    return 0

"""`sfia-graph load` onto a server: graph by graph, and where it stopped, how to go on."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.changes import show_changes
from sfia_graph.cli.filling import filling
from sfia_graph.cli.screen import progress, say, say_loaded, transfer, working
from sfia_graph.cli.stopping import exit_code
from sfia_graph.errors import StoreError, counted

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

    from sfia_graph.store.bodies import Body
    from sfia_graph.store.comparing import Comparison
    from sfia_graph.store.graph_store import GraphStore

_NAMED = 3
"""How many graphs a message names."""


def server_at(address: str) -> GraphStore:
    """Give the graph store at an address, once it answers there."""
    from sfia_graph.store.graph_store import GraphStore

    server = GraphStore(address)
    server.check()
    return server


def upload(given: argparse.Namespace, server: GraphStore, files: list[Path]) -> int:
    """Load files onto a server, or say what that would change."""
    from sfia_graph.store.bodies import write_bodies
    from sfia_graph.store.named import sendable
    from sfia_graph.store.scratch import filled, scratch

    with scratch() as folder:
        with filling(files, given.summarise) as fill:
            store = filled(folder, fill)
        graphs = sendable(store)
        if given.dry_run:
            changes = _compared(server, store, graphs)
            return show_changes(
                _added(each, given.resume) if given.add else each for each in changes
            )
        if given.resume:
            graphs = _left(server, store, graphs, given.add)
            if not graphs:
                return 0
        with working("preparing"):
            bodies = write_bodies(store, graphs, folder)
        return _send(given, server, bodies)


def _send(given: argparse.Namespace, server: GraphStore, bodies: Sequence[Body]) -> int:
    from sfia_graph.store.faults import LostConnection
    from sfia_graph.store.uploading import send

    done: list[NamedNode] = []
    try:
        with transfer("sending") as tell:
            for graph in send(bodies, server.add if given.add else server.replace, tell):
                done.append(graph)
    except StoreError as error:
        if not done and not isinstance(error, LostConnection):
            raise
        raise StoreError(f"{error}; {_state(given, done, bodies)}") from None
    except KeyboardInterrupt as stop:
        say(f"sfia-graph: stopped; {_state(given, done, bodies)}")
        return exit_code(stop)
    say_loaded(len(bodies), sum(body.statements for body in bodies), server.where)
    return 0


def _compared(server: GraphStore, store: Store, graphs: Sequence[NamedNode]) -> list[Comparison]:
    from sfia_graph.store.uploading import compare_with

    with progress("comparing") as tell:
        compared = []
        for number, graph in enumerate(graphs):
            tell(number, len(graphs), graph.value)
            compared.append(compare_with(server, store, graph))
    return compared


def _added(compared: Comparison, resume: bool) -> Comparison:
    """Give what adding does, which `--resume` leaves undone where all of it is there."""
    return compared.kept() if resume and not compared.coming else compared.added()


def _left(
    server: GraphStore, store: Store, graphs: Sequence[NamedNode], add: bool
) -> list[NamedNode]:
    """Give the graphs that are not there yet, and say how many are."""
    compared = _compared(server, store, graphs)
    left = [
        graph
        for graph, each in zip(graphs, compared, strict=True)
        if each.coming or (each.going and not add)
    ]
    if len(left) < len(graphs):
        there = len(graphs) - len(left)
        say(f"there already: {there} of {counted(len(graphs), 'graph')}, in {server.where}")
    return left


def _state(given: argparse.Namespace, done: Sequence[NamedNode], bodies: Sequence[Body]) -> str:
    left = [body.graph for body in bodies if body.graph not in done]
    how_far = f"done: {len(done)} of {counted(len(bodies), 'graph')}"
    named = f" ({_names(done)})" if done else ""
    return f"{how_far}{named}, not {_names(left)}; go on with: {_again(given)}"


def _names(graphs: Sequence[NamedNode]) -> str:
    more = len(graphs) - _NAMED
    named = ", ".join(graph.value for graph in graphs[:_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _again(given: argparse.Namespace) -> str:
    """Give the command that goes on, without what may be a key in the address's query."""
    if "?" in given.into:
        return "the same command and --resume"
    words = ["sfia-graph", "load", *map(str, given.files), "--into", given.into]
    options = ("shipped", "no_validate", "summarise", "add")
    words += [f"--{name.replace('_', '-')}" for name in options if getattr(given, name)]
    return shlex.join([*words, "--resume"])

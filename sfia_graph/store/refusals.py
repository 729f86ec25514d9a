"""What a graph store refuses, each as one line."""

from __future__ import annotations

from http import HTTPStatus

import pyoxigraph as ox

from sfia_graph.errors import StoreError
from sfia_graph.store.connection import Reply
from sfia_graph.store.replies import GRAPHS, check_status

_PROBLEMS = {
    403: ("does not let us write", "it may be read-only, or know us as somebody else"),
    404: ("no graph store is there", "name its address, such as http://localhost:7878/store"),
    405: ("takes no graphs", "it may be read-only, or not the address of its graph store"),
    413: ("the graph is too large for it", "raise the server's limit, or split the graph"),
    507: ("has no room left for the graph", "make room there"),
}


def check_there(reply: Reply, where: str, known: bool) -> None:
    """Refuse a reply about the default graph that says that no graph store is there.

    Each has one (RDF 1.1 Concepts, section 4), though not each says so. Here and below, `known`
    says that credentials were sent; raises `StoreError`.
    """
    if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        check_status(reply, where, known)
    if reply.status == HTTPStatus.NOT_FOUND:
        raise _problem(reply, where)


def check_read(reply: Reply, where: str, graph: ox.NamedNode, known: bool) -> None:
    """Refuse a reply that does not hold a graph."""
    _check_understood(reply, where, graph)
    check_status(reply, where, known)
    if reply.media_type not in GRAPHS or reply.packed:
        found = reply.quoted(f"{reply.packed} {reply.media_type}") or "no media type"
        raise StoreError(f"{where}: answered with {found}, expected {next(iter(GRAPHS))}")


def check_written(reply: Reply, where: str, graph: ox.NamedNode, known: bool) -> None:
    """Refuse a reply that does not say that a graph was written."""
    _check_understood(reply, where, graph)
    if reply.status in _PROBLEMS:
        raise _problem(reply, where)
    check_status(reply, where, known)


def _check_understood(reply: Reply, where: str, graph: ox.NamedNode) -> None:
    if reply.status == HTTPStatus.BAD_REQUEST:
        raise StoreError(f"{where}: refuses {graph}, 400{_said(reply)}")


def _problem(reply: Reply, where: str) -> StoreError:
    problem, remedy = _PROBLEMS[reply.status]
    return StoreError(f"{where}: {problem}, {reply.status}{_said(reply)}; {remedy}")


def _said(reply: Reply) -> str:
    return f" ({reply.line})" if reply.line and not reply.media_type.endswith("html") else ""

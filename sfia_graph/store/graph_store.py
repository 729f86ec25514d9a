"""A graph store on a server: one named graph a request (SPARQL 1.1 Graph Store HTTP Protocol)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import quote
from urllib.request import Request

import pyoxigraph as ox

from sfia_graph.errors import SourceError, StoreError
from sfia_graph.store.bodies import MEDIA_TYPE, Body
from sfia_graph.store.connection import Reply, fetch
from sfia_graph.store.endpoint import Endpoint
from sfia_graph.store.faults import LostConnection
from sfia_graph.store.refusals import check_read, check_there, check_written
from sfia_graph.store.replies import ACCEPT_GRAPHS, GRAPHS, checked
from sfia_graph.store.retrying import NEVER, seconds
from sfia_graph.store.sending import Writing

SLOWEST = 100_000
"""How many bytes of a graph a server is expected to take in a second, beside its usual time."""


class GraphStore(Endpoint):
    """A graph store that takes the names of graphs in the query of its address (section 4.2)."""

    def check(self) -> None:
        """Refuse an address where no graph store is; raises `StoreError`, also where nobody is."""
        request = Request(self.address("default"), method="HEAD")
        known = self.sign(request)
        check_there(fetch(request, self.timeout, self.retrying), self.where, known)

    def read(self, graph: ox.NamedNode, into: ox.Store) -> None:
        """Read a graph into the graph of that name in a store, nothing where there is none.

        Raises `StoreError` where it does not answer, or not with a whole graph (section 5.2).
        """
        request = Request(self.address(_named(graph)), headers={"Accept": ACCEPT_GRAPHS})
        known = self.sign(request)
        reply = fetch(request, self.timeout, self.retrying)
        if reply.status == HTTPStatus.NOT_FOUND:
            return
        check_read(reply, self.where, graph, known)
        try:
            data = io.BytesIO(checked(reply.body, GRAPHS[reply.media_type]))
            into.bulk_load(data, GRAPHS[reply.media_type], to_graph=graph, base_iri=graph.value)
        except (SyntaxError, ValueError, SourceError) as error:
            said = reply.quoted(str(error))
            raise StoreError(f"{self.where}: {graph} came broken or cut off ({said})") from None

    def replace(self, body: Body) -> None:
        """Put a graph in the place of the one of its name (section 5.3).

        That may be repeated (RFC 9110, section 9.2.2), and is. Raises `StoreError` unless the
        server says that the graph is there.
        """
        request, known = self._writing("PUT", body)
        with _unsure_of(body):
            reply = fetch(request, self._most(body), self.retrying)
        check_written(reply, self.where, body.graph, known)

    def add(self, body: Body) -> None:
        """Add to the graph of its name (section 5.5).

        That is repeated only where the server says that it has done nothing yet. Raises
        `StoreError` unless it says that all is there.
        """
        request, known = self._writing("POST", body)
        with _unsure_of(body):
            reply = self._post(request, self._most(body))
        check_written(reply, self.where, body.graph, known)

    def _post(self, request: Request, timeout: float) -> Reply:
        attempt = 0
        while True:
            attempt += 1
            reply = fetch(request, timeout, NEVER)
            wanted = seconds(reply.headers.get("Retry-After"))
            closed = reply.status == HTTPStatus.SERVICE_UNAVAILABLE and wanted is not None
            untouched = closed or reply.status == HTTPStatus.TOO_MANY_REQUESTS
            if not untouched or not self.retrying.wait(attempt, wanted):
                return reply

    def _writing(self, method: str, body: Body) -> tuple[Writing, bool]:
        request = Writing(self.address(_named(body.graph)), body, method=method)
        request.add_header("Content-Type", MEDIA_TYPE)
        request.add_header("Content-Length", str(body.size))
        return request, self.sign(request)

    def _most(self, body: Body) -> float:
        return self.timeout + body.size // SLOWEST


def _named(graph: ox.NamedNode) -> str:
    return f"graph={quote(graph.value, safe='')}"


@contextmanager
def _unsure_of(body: Body) -> Iterator[None]:
    try:
        yield
    except LostConnection as lost:
        raise LostConnection(f"{lost}; {body.graph} may be there or not") from None

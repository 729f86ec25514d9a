"""Named graphs as files of N-Triples, written once and sent as often as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.store.scratch import room_needed
from sfia_graph.tags import restore

MEDIA_TYPE = "application/n-triples"
_PIECE = 1 << 16


def _nobody(sent: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Body:
    """A graph to be sent: `size` in bytes, `statements` one a line of the file at `path`.

    Iterating gives it piece by piece from its beginning, and tells of the bytes that have gone.
    """

    graph: ox.NamedNode
    path: Path
    statements: int
    size: int
    tell: Callable[[int], None] = _nobody

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        with self.path.open("rb") as file:
            while lines := file.readlines(_PIECE):
                # Tags get their case back; their length stays, and so does the size.
                piece = restore(b"".join(lines), "ntriples")
                yield piece
                sent += len(piece)
                self.tell(sent)

    def telling(self, tell: Callable[[int], None]) -> Body:
        """Give the same body, telling another."""
        return replace(self, tell=tell)


def write_bodies(store: ox.Store, graphs: Iterable[ox.NamedNode], folder: Path) -> list[Body]:
    """Write graphs of a store as files into a folder; raises `StoreError` for want of room."""
    with room_needed():
        return [_write(store, graph, folder / f"{n}.nt") for n, graph in enumerate(graphs)]


def _write(store: ox.Store, graph: ox.NamedNode, path: Path) -> Body:
    store.dump(path, ox.RdfFormat.N_TRIPLES, from_graph=graph)
    with path.open("rb") as lines:
        statements = sum(1 for _ in lines)
    return Body(graph, path, statements, path.stat().st_size)

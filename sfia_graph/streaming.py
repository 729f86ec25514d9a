"""Large N-Triples and N-Quads, read in pieces: what is read is never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from sfia_graph.rdf import BOM, OX_FORMATS, check_depth, explained, rdf_format, too_long

STREAMED = 8 * 1024 * 1024
"""From how many bytes on a file of lines is read in pieces."""


def is_streamed(path: Path) -> bool:
    """Whether a file is read in pieces: N-Triples or N-Quads that are large."""
    known = rdf_format(path)
    return known.name in {"ntriples", "nquads"} and path.stat().st_size >= STREAMED


def stream_quads(path: Path, *, labels: bool = False) -> Iterator[Quad]:
    """Read N-Triples or N-Quads in pieces; blank nodes keep their `labels` where that is asked.

    Raises as `read_quads`, though only when it comes to what is wrong.
    """
    with _pieces(path, lambda done: None) as (pieces, form):
        yield from parse(pieces, format=form, rename_blank_nodes=not labels)


def stream_into(
    store: Store, path: Path, graph: NamedNode | None, tell: Callable[[int], None]
) -> None:
    """Read N-Triples into a graph of a store, or N-Quads into theirs, in pieces.

    `tell` hears how many bytes have been read. Raises as `read_quads`; what came before what is
    wrong may then be in the store.
    """
    with _pieces(path, tell) as (pieces, form):
        store.bulk_load(pieces, form, to_graph=graph)


@contextmanager
def _pieces(path: Path, tell: Callable[[int], None]) -> Iterator[tuple[IO[bytes], RdfFormat]]:
    known = rdf_format(path)
    try:
        with path.open("rb") as file:
            yield cast("IO[bytes]", _Pieces(file, path.name, tell)), OX_FORMATS[known.name]
    except SyntaxError as error:
        with path.open("rb") as file:
            line = next(islice(file, max((error.lineno or 1) - 1, 0), None), b"")
            file.seek(0)
            head = file.read(1000)
        raise explained(error, head, line, known, path.name) from None
    except MemoryError:
        raise too_long(path.name) from None


class _Pieces:
    """A file that checks and counts what is read of it."""

    def __init__(self, file: BinaryIO, name: str, tell: Callable[[int], None]) -> None:
        self._file, self._name, self._tell, self._done = file, name, tell, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        check_depth(piece, self._name)
        piece = piece if self._done else piece.removeprefix(BOM)
        self._done += len(piece)
        self._tell(self._done)
        return piece

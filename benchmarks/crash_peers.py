"""What others offer for the same, killed likewise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from benchmarks.crash_subjects import CONCEPTS, Importing, Loading
from scripts.servers import OXIGRAPH

_SERIALISE = (
    "import sys; from rdflib import Graph; "
    "Graph().parse(sys.argv[1], format='nt').serialize(sys.argv[2], format='turtle'); "
    "print('done', file=sys.stderr)"
)
_RELOAD = 'rm -rf "$2" && "$0" load --location "$2" --file "$1" && echo done >&2'
_LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


class Serialising(Importing):
    """`Graph.serialize` of rdflib over an earlier file."""

    name, said, tail = "rdflib, Graph.serialize over a file", "done", 0.02

    def words(self, version: int) -> Sequence[str]:
        """Give a script of three lines, as its documentation shows."""
        return (sys.executable, "-c", _SERIALISE, str(self.sources[version]), str(self.out))

    def is_ending(self) -> bool:
        """Whether the file is shorter than it was, or one stands beside it."""
        return super().is_ending() or self.out.stat().st_size < CONCEPTS * 20

    def write(self, path: Path, version: int) -> Path:
        """Write the same concepts as N-Triples."""
        lines = (f'<urn:w{each}> {_LABEL} "Word {each} of {version}" .' for each in range(CONCEPTS))
        path = path.with_suffix(".nt")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path


class Reloading(Loading):
    """`oxigraph load` into a folder that was emptied, since it only adds to what is there."""

    name, said, tail = "oxigraph, rm -rf and load", "done", 0.3

    def words(self, version: int) -> Sequence[str]:
        """Give the two commands."""
        reload = ("sh", "-c", _RELOAD, str(OXIGRAPH))
        return (*reload, str(self.sources[version]), str(self.current))

    @property
    def current(self) -> Path:
        """The folder of RocksDB's files."""
        return self.where

    def is_ending(self) -> bool:
        """Whether it is gone, or filled anew."""
        return not (self.where / "CURRENT").exists()

    def reading(self) -> nullcontext[Callable[[], bool]]:
        """Read nothing: the folder goes under the eyes of who reads it."""
        return nullcontext(lambda: True)

    def left(self) -> list[str]:
        """Give nothing: what is in the folder is RocksDB's own."""
        return []

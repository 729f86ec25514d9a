"""Files of RDF rewritten without a person, each in one step and in its own format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.files import write_atomically
from sfia_graph.media import Format
from sfia_graph.namespaces import expand
from sfia_graph.rdf import BOM, OX_FORMATS, rdf_format, read_quads
from sfia_graph.store.forgetting import Forgotten, forgotten, prove_forgotten
from sfia_graph.store.loading import rdf_files
from sfia_graph.store.meant import meant
from sfia_graph.store.scratch import filled, scratch
from sfia_graph.store.traces import Traces, traces
from sfia_graph.streaming import is_streamed, stream_quads
from sfia_graph.tags import restore

_HOLDER = ox.NamedNode(expand("sfia:holder"))
_LINES = frozenset({"ntriples", "nquads"})
_WITH_PREFIXES = frozenset({"turtle", "trig", "rdfxml"})


def redact(paths: Sequence[Path], name: str) -> Forgotten:
    """Rewrite the files among paths that name a person, without what they say of them.

    Of N-Triples and N-Quads, lines are left out and all else stays as it is; other files are
    written anew, without their comments. Raises `UnknownPerson`, `SourceError` for a file that is
    no valid RDF, and `StoreError` for one that cannot be written; what was rewritten before it
    stays so, and what says who holds something comes last.
    """
    files = [_File(path.resolve(), at) for at, path in enumerate(rdf_files(paths))]
    with scratch() as folder:
        is_large = any(is_streamed(each.path) for each in files)
        store = filled(folder, lambda store: None) if is_large else ox.Store()
        for each in files:
            store.bulk_extend(each.in_graphs())
        found = traces(store, meant(store, name))
        del store
    taken = {each: each.covered(found) for each in files}
    for each in sorted(filter(taken.get, files), key=lambda each: each.tells_who(found)):
        each.rewrite(found)
    counts = {str(each.path): count for each, count in taken.items() if count}
    return forgotten(found, counts, "file")


@dataclass(frozen=True)
class _File:
    """A file, with its place among the files."""

    path: Path
    at: int

    @cached_property
    def format(self) -> Format:
        return rdf_format(self.path)

    @cached_property
    def _whole(self) -> list[ox.Quad]:
        return read_quads(self.path)

    def quads(self) -> Iterator[ox.Quad]:
        """Give the statements; a blank node has one label whenever this is asked."""
        if self.format.name not in _LINES:
            return iter(self._whole)
        return map(self._own, stream_quads(self.path, labels=True))

    def in_graphs(self) -> Iterator[ox.Quad]:
        """Give the statements, those outside of named graphs in one of the file's own."""
        own = ox.NamedNode(f"urn:file:{self.at}")
        for quad in self.quads():
            nowhere = isinstance(quad.graph_name, ox.DefaultGraph)
            yield ox.Quad(quad.subject, quad.predicate, quad.object, own) if nowhere else quad

    def covered(self, found: Traces) -> int:
        """Count the statements about the person."""
        return sum(map(found.covers, self.quads()))

    def tells_who(self, found: Traces) -> bool:
        """Whether the file says of something that the person holds it."""
        return any(
            quad.predicate == _HOLDER and quad.object == found.person for quad in self.quads()
        )

    def rewrite(self, found: Traces) -> None:
        """Write the file without the person, for those who could read it, and prove it."""
        is_lines = self.format.name in _LINES
        data = self._lines(found) if is_lines else self._anew(found)
        write_atomically(self.path, data, mode=self.path.stat().st_mode & 0o777)
        prove_forgotten(stream_quads(self.path) if is_lines else read_quads(self.path), found)

    def _lines(self, found: Traces) -> Iterator[bytes]:
        form = OX_FORMATS[self.format.name]
        with self.path.open("rb") as file:
            for line in file:
                text = line.decode()
                if not (found.may_be_in(text) or "_:" in text or "\\" in text):
                    yield line
                    continue
                quads = list(ox.parse(line.removeprefix(BOM), format=form))
                kept = [each for each in quads if not found.covers(self._own(each))]
                if len(kept) == len(quads):
                    yield line
                elif kept:
                    # A carriage return alone ends a line too, so there can be several.
                    yield restore(ox.serialize(kept, format=form) or b"", self.format.name)

    def _anew(self, found: Traces) -> bytes:
        name, prefixes = self.format.name, None
        if name in _WITH_PREFIXES:
            parsed = ox.parse(self.path.read_bytes().removeprefix(BOM), format=OX_FORMATS[name])
            list(parsed)
            prefixes = dict(sorted(parsed.prefixes.items()))
        kept = [quad for quad in self._whole if not found.covers(quad)]
        said = kept if self.format.named_graphs else [quad.triple for quad in kept]
        written = ox.serialize(said, format=OX_FORMATS[name], prefixes=prefixes)
        return restore(written or b"", name)

    def _own(self, quad: ox.Quad) -> ox.Quad:
        """Give a statement whose blank nodes are told from those of other files."""
        if "_:" not in str(quad):
            return quad
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode):
            subject = self._labelled(subject)
        if isinstance(value, ox.BlankNode):
            value = self._labelled(value)
        return ox.Quad(subject, quad.predicate, value, quad.graph_name)

    def _labelled(self, node: ox.BlankNode) -> ox.BlankNode:
        return ox.BlankNode(f"of{self.at}-{node.value}")

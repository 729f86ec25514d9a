"""What is killed: our import, load and publish, and what others offer for the same."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pyoxigraph as ox

PROGRAM = (sys.executable, "-m", "sfia_graph")
CONCEPTS = 300
_GRAPHS, _STATEMENTS = 4, 20_000


def _reads_on() -> bool:
    return True


class Importing:
    """`sfia-graph import` of a vocabulary over an earlier one."""

    name, said, tail = "import", "wrote ", 0.004

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out.ttl"
        self.sources = [self.write(folder / f"words-{each}.csv", each) for each in (0, 1)]
        self._known = dict[str, int]()

    def words(self, version: int) -> Sequence[str]:
        """Give the command."""
        source = str(self.sources[version])
        return (*PROGRAM, "import", source, "--name", "Words", "-o", str(self.out))

    def is_ending(self) -> bool:
        """Whether a file stands beside it."""
        return any(self.out.parent.glob(f".{self.out.name}*"))

    def version(self) -> int | None:
        """Parse it with Oxigraph, and count the concepts of each version."""
        counts = [0, 0]
        labels = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        try:
            for each in ox.parse(path=self.out, format=ox.RdfFormat.TURTLE):
                if each.predicate == labels and str(each.object).startswith('"Word '):
                    counts[int(each.object.value[-1])] += 1
        except (SyntaxError, OSError):
            return None
        return counts.index(CONCEPTS) if sorted(counts) == [0, CONCEPTS] else None

    def left(self) -> list[str]:
        """Give what stands beside it."""
        expected = {self.out, *self.sources}
        return [each.name for each in self.out.parent.iterdir() if each not in expected]

    def write(self, path: Path, version: int) -> Path:
        """Write what is imported."""
        rows = (f"w{each},Word {each} of {version},Word.,\n" for each in range(CONCEPTS))
        path.write_text("id,label,description,broader\n" + "".join(rows), encoding="utf-8")
        return path

    def learn(self, version: int) -> None:
        """Know it without."""

    def reading(self) -> nullcontext[Callable[[], bool]]:
        """Read nothing: a file is read at once."""
        return nullcontext(_reads_on)


class Loading:
    """`sfia-graph load` into a store that others read."""

    name, said, tail = "load", "loaded ", 0.02

    def __init__(self, folder: Path, sources: Path | None = None) -> None:
        self.where = folder / "store"
        self.sources = [
            _write_graphs((sources or folder) / f"graphs-{each}.nq", each) for each in (0, 1)
        ]

    def words(self, version: int) -> Sequence[str]:
        """Give the command."""
        source = str(self.sources[version])
        return (*PROGRAM, "load", source, "--no-validate", "--into", str(self.where))

    def is_ending(self) -> bool:
        """Whether a generation that is filled has its lease, which comes right before the link."""
        return len(list(self.where.glob("generation-*.lease"))) > 1

    def version(self) -> int | None:
        """Open what is current with Oxigraph, and count the statements of each version."""
        try:
            store = ox.Store.read_only(str(self.current))
        except (OSError, RuntimeError):
            return None
        return version_of(store)

    def left(self) -> list[str]:
        """Give what is in the folder and belongs to nothing that is current."""
        current = self.current.name
        expected = {"sfia-graph-store", "lock", "current", current, f"{current}.lease"}
        inside = {each.name for each in self.where.iterdir()} - expected
        return sorted(inside | _others(self.where, self.sources))

    def learn(self, version: int) -> None:
        """Know it without."""

    @property
    def current(self) -> Path:
        """The folder of RocksDB's files."""
        return (self.where / "current").resolve()

    def reading(self) -> AbstractContextManager[Callable[[], bool]]:
        """Keep the store open, as a server does."""
        return _kept_open(self.where)


@contextmanager
def _kept_open(where: Path) -> Iterator[Callable[[], bool]]:
    from sfia_graph.store import EmbeddedStore, open_store

    reader = open_store(where, merged=False)
    assert isinstance(reader, EmbeddedStore)
    before = version_of(reader.engine)
    yield partial(_reads, reader.engine, before)


def _reads(engine: ox.Store, before: int | None) -> bool:
    return before is not None and version_of(engine) == before


def _write_graphs(path: Path, version: int) -> Path:
    lines = (
        f'<urn:s{each}> <urn:p> "{version}" <urn:g{each % _GRAPHS}> .\n'
        for each in range(_STATEMENTS)
    )
    path.write_text("".join(lines), encoding="utf-8")
    return path


def version_of(store: ox.Store) -> int | None:
    """Count the statements of each version in a store; None where both or too few are there."""
    counts = [0, 0]
    for graph in range(_GRAPHS):
        for each in store.quads_for_pattern(None, None, None, ox.NamedNode(f"urn:g{graph}")):
            assert isinstance(each.object, ox.Literal)
            counts[int(each.object.value)] += 1
    return counts.index(_STATEMENTS) if sorted(counts) == [0, _STATEMENTS] else None


class Publishing:
    """`sfia-graph publish` over an earlier site; `graphs` are its two versions."""

    name, said, tail = "publish", "published ", 0.2

    def __init__(self, folder: Path, graphs: Sequence[Path]) -> None:
        self._site, self._graphs = folder / "site", graphs
        self._whole: dict[int, Mapping[str, bytes]] = {}
        self._expected = set(folder.iterdir())

    def words(self, version: int) -> Sequence[str]:
        """Give the command."""
        graph, where = str(self._graphs[version]), str(self._site)
        options = ("--languages", "en", "--no-validate", "--processes", "2")
        return (*PROGRAM, "publish", "--store", graph, "-o", where, *options)

    def is_ending(self) -> bool:
        """Whether all files are made, and the list of them too."""
        return self._site.with_name(".site.new").joinpath(".sfia-graph-site").exists()

    def version(self) -> int | None:
        """Compare all files with those of the two versions, and with the site's own list."""
        found = _digests(self._site)
        if not _is_as_listed(self._site):
            return None
        for version, whole in self._whole.items():
            if found == whole:
                return version
        return None

    def learn(self, version: int) -> None:
        """Take what stands there for a version."""
        self._whole[version] = _digests(self._site)

    def left(self) -> list[str]:
        """Give what stands beside it."""
        expected = {*self._expected, self._site}
        return [each.name for each in self._site.parent.iterdir() if each not in expected]

    def reading(self) -> nullcontext[Callable[[], bool]]:
        """Read nothing: a file is read at once."""
        return nullcontext(_reads_on)


def _digests(folder: Path) -> Mapping[str, bytes]:
    """Give the SHA-256 of each file but for what tells of earlier builds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in _HISTORY
    }


def _is_as_listed(site: Path) -> bool:
    """Say whether the files are those of the site's list of them, by name and BLAKE2b."""
    listed = json.loads((site / ".sfia-graph-site").read_bytes())["files"]
    found = {
        path.relative_to(site).as_posix(): hashlib.blake2b(path.read_bytes(), digest_size=16)
        for path in site.rglob("*")
        if path.is_file() and path.name != ".sfia-graph-site"
    }
    return {name: each.hexdigest() for name, each in found.items()} == {
        name: digest for name, (digest, *_) in listed.items()
    }


_HISTORY = frozenset({".sfia-graph-site", "sitemap.xml", "feed.atom", "feed.fr.atom"})


def _others(where: Path, sources: Sequence[Path]) -> set[str]:
    return (
        {each.name for each in where.parent.iterdir()}
        - {where.name}
        - {each.name for each in sources}
    )

"""Files of RDF into a store, each into its named graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from sfia_graph.errors import Place, SourceError
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.store.statements import Described, Statements
from sfia_graph.store.union import unite

Tell = Callable[[int, int, str], None]
"""Hears how many bytes have been read, of how many, and of which file."""


def rdf_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the RDF files among the paths, and those in the folders among them, sorted by name.

    Raises `SourceError` for a path that is not there, or a folder that holds no RDF.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in RDF_ENDINGS)
            if not found:
                endings = ", ".join(RDF_ENDINGS)
                problem = "a folder without RDF files"
                raise SourceError(Place(path.name), problem, f"their endings are {endings}")
            yield from found
        elif not path.exists():
            raise SourceError(Place(path.name), "no such file", "check its name")
        else:
            yield path


class Sources:
    """Which file each described graph came from, to tell two sources of one name apart."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[str, set[str]]] = {}

    def note(self, path: Path, described: Described) -> None:
        """Note the graphs that a file describes.

        Raises `SourceError` where another file describes one of them as derived from another
        source: two releases of a sheet would become one graph whose texts nobody could tell apart.
        """
        for graph, origins in described.items():
            first, known = self._known.setdefault(graph, (path.name, origins))
            if known != origins:
                problem = f"the same graph as {first} ({graph}), from another source"
                raise SourceError(Place(path.name), problem, "leave one of the two out")


def fill(
    store: Store,
    files: Sequence[Path],
    tell: Tell = lambda done, of, what: None,
    then: Callable[[Store], None] = lambda store: None,
    *,
    empty: bool = False,
) -> None:
    """Load files into an empty store, do what is to be done then, and make the union of its graphs.

    What is done `then` may add graphs that share no statement with the others.
    Large N-Triples and N-Quads are read in pieces, other files one by one whole, so that memory
    does not grow with them. Raises `SourceError` for the first file that is no valid RDF, and for
    one without statements unless it may be `empty`.
    """
    sources = Sources()
    for path, read in _progress(files, tell):
        statements = Statements(path, read)
        sources.note(path, statements.described)
        if not statements.add_to(store) and not empty:
            raise SourceError(Place(path.name), "no statements in it", "leave the file out")
    before = set(store.named_graphs())
    then(store)
    unite(store, set(store.named_graphs()) - before)


def _progress(files: Sequence[Path], tell: Tell) -> Iterator[tuple[Path, Callable[[int], None]]]:
    """Give each file with what hears how many bytes of it have been read."""
    done, total = 0, sum(path.stat().st_size for path in files)
    for path in files:
        tell(done, total, path.name)
        yield path, partial(_tell_more, tell, done, total, path.name)
        done += path.stat().st_size
    tell(total, total, "the union of all graphs")


def _tell_more(tell: Tell, done: int, total: int, name: str, read: int) -> None:
    tell(done + read, total, name)

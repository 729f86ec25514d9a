"""Files of RDF as named graphs: each file says which graph it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from sfia_graph.errors import Place, SourceError
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.namespaces import PREFIXES, Minter, slug
from sfia_graph.rdf import read_quads

_DERIVED = NamedNode(f"{PREFIXES['prov']}wasDerivedFrom")
_TIER = NamedNode(f"{PREFIXES['sfia']}tier")


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


def read_named(path: Path) -> list[Quad]:
    """Read a file with each statement in a named graph.

    Statements outside of any named graph go into the one that the file describes (the only
    subject with `sfia:tier`), or else into `graph/file/{name}`.
    """
    quads = read_quads(path)
    described = {quad.subject for quad in quads if quad.predicate == _TIER}
    own = NamedNode(Minter().graph(f"file/{slug(path.stem)}"))
    if len(described) == 1:
        only = described.pop()
        own = only if isinstance(only, NamedNode) else own
    return [_in_graph(quad, own) for quad in quads]


class Sources:
    """Which file each described graph came from, to tell two sources of one name apart."""

    def __init__(self) -> None:
        self._known: dict[object, tuple[str, set[str]]] = {}

    def note(self, path: Path, quads: list[Quad]) -> None:
        """Note the graphs that a file describes.

        Raises `SourceError` where another file describes one of them as derived from another
        source: two releases of a sheet would become one graph whose texts nobody could tell apart.
        """
        for graph in {quad.subject for quad in quads if quad.predicate == _TIER}:
            origins = {
                str(quad.object)
                for quad in quads
                if quad.subject == graph and quad.predicate == _DERIVED
            }
            first, known = self._known.setdefault(graph, (path.name, origins))
            if known != origins:
                problem = f"the same graph as {first} ({graph}), from another source"
                raise SourceError(Place(path.name), problem, "leave one of the two out")


def add(store: Store, quads: list[Quad]) -> None:
    """Add statements to their named graphs, and once each to the default graph."""
    store.bulk_extend(quads)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def fill(store: Store, files: Iterable[Path], tell: Callable[[str], None]) -> None:
    """Bulk-load files into a store, each into its named graph, and tell of each.

    Raises `SourceError` for the first file that is no valid RDF, and where there is nothing.
    """
    sources = Sources()
    for path in files:
        quads = read_named(path)
        sources.note(path, quads)
        if not quads:
            raise SourceError(Place(path.name), "no statements in it", "leave the file out")
        add(store, quads)
        tell(f"{path.name}: {len(quads)} statements")


def _in_graph(quad: Quad, own: NamedNode) -> Quad:
    graph: NamedNode | BlankNode | DefaultGraph = quad.graph_name
    if isinstance(graph, DefaultGraph):
        return Quad(quad.subject, quad.predicate, quad.object, own)
    return quad

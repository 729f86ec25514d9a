"""What `sfia-graph import` does with graphs that describe themselves: they are carried over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.screen import say
from sfia_graph.errors import Place, SourceError, UsageError, counted
from sfia_graph.files import LIMIT
from sfia_graph.media import RDF_ENDINGS

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Quad
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Described:
    """A file that says of itself which graphs it holds; `graphs` are these by their IRIs."""

    file: str
    graphs: Mapping[str, Graph]


def read_described(
    files: Iterable[Path], options: Mapping[str, object]
) -> tuple[list[Described], list[Path]]:
    """Read the files that say which graphs they hold, and give the other files.

    Such a file has a statement with `sfia:tier`, as what an import, `publish` or `serve` has
    written does; its statements are carried over as they stand. Those in no named graph are of the
    graph that the file describes, or of `graph/file/{name}` where it describes several.
    Raises `SourceError` for a blank node that names a graph or stands in two, and `UsageError`
    where one of the `options` has a value, since none says anything of such a file.
    """
    found, rest = [], []
    for path in files:
        graphs = _graphs(path) if path.suffix.lower() in RDF_ENDINGS else None
        if graphs is None:
            rest.append(path)
        else:
            _refuse_options(path, options)
            found.append(Described(path.name, graphs))
    return found, rest


def add_described(graphs: dict[str, Graph], found: Iterable[Described]) -> None:
    """Put what was carried over beside other graphs; raises `SourceError` for one of their name."""
    for each in found:
        for name, graph in each.graphs.items():
            if name in graphs:
                problem = f"holds the graph {name}, and so does another file"
                raise SourceError(Place(each.file), problem, "import them one at a time")
            graphs[name] = graph


def tell_described(found: Iterable[Described]) -> None:
    """Say what was carried over."""
    for each in found:
        say(f"{each.file}: {counted(len(each.graphs), 'graph')}, carried over as it stands")


def _graphs(path: Path) -> dict[str, Graph] | None:
    from sfia_graph.store.statements import Statements
    from sfia_graph.terms import graph_of

    try:
        statements = Statements(path)
        if path.stat().st_size > LIMIT or not statements.described:
            return None
    except (OSError, SourceError):
        return None  # whoever reads it as something else says what is wrong with it
    graphs: dict[str, list[Quad]] = {}
    places: dict[BlankNode, str] = {}
    for quad in statements:
        name = _name(path, quad)
        for node in _nameless(quad):
            if places.setdefault(node, name) != name:
                problem = f"a blank node of {name} is in another graph too"
                raise SourceError(Place(path.name), problem, "give it an IRI")
        graphs.setdefault(name, []).append(quad)
    return {name: graph_of(quads) for name, quads in graphs.items()}


def _name(path: Path, quad: Quad) -> str:
    from pyoxigraph import NamedNode

    if isinstance(quad.graph_name, NamedNode):
        return quad.graph_name.value
    raise SourceError(Place(path.name), "a graph named by a blank node", "give it an IRI")


def _nameless(quad: Quad) -> Iterator[BlankNode]:
    from pyoxigraph import BlankNode

    yield from (end for end in (quad.subject, quad.object) if isinstance(end, BlankNode))


def _refuse_options(path: Path, options: Mapping[str, object]) -> None:
    for option, value in options.items():
        if value is not None:
            problem = f"{path.name} says itself what it is, and is carried over as it stands"
            raise UsageError(f"{option} {value}: {problem}; leave it out")

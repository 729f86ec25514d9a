"""Opening whatever holds a graph: the shipped data, files, a store on disk, an endpoint."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from sfia_graph.errors import StoreError, UsageError
from sfia_graph.minting import Minter
from sfia_graph.resources import SHIPPED_GRAPHS, sample_data, shipped_data
from sfia_graph.results import Answer
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.folder import is_store, open_folder
from sfia_graph.store.loading import fill, rdf_files
from sfia_graph.store.union import apart

if TYPE_CHECKING:
    import rdflib

Where = str | Path | Sequence[str | Path] | None

ENVIRONMENT = "SFIA_GRAPH_STORE"
"""The environment variable that says what to open by default; several paths as in PATH."""


class Store(Protocol):
    """What every store can do, wherever its graph lives."""

    @property
    def where(self) -> str:
        """What was opened, for messages."""

    def sparql(self, query: str) -> Answer:
        """Answer a SPARQL 1.1 query; the project's prefixes need no declaration."""

    def graphs(self) -> list[str]:
        """Give the IRIs of the named graphs, sorted."""

    def quads(self) -> Iterator[ox.Quad]:
        """Give the statements of the named graphs, in no order."""

    def to_rdflib(self) -> rdflib.Dataset:
        """Give a copy as an rdflib dataset: the named graphs, and their union as default graph."""


def is_address(where: object) -> bool:
    """Whether something names a place on the web, and no file or folder."""
    return str(where).lower().startswith(("http://", "https://"))


def open_store(
    where: Where = None, *, merged: bool = True, links: bool = True, samples: bool = False
) -> Store:
    """Open a store to ask questions of.

    Nothing opens what `SFIA_GRAPH_STORE` names, or else the shipped data; files and folders of RDF
    are read into memory; a folder made by `sfia-graph load` is opened read-only; an `http(s)://`
    address is a SPARQL 1.1 endpoint, which hears of us with the first question. `merged=False`
    opens the shipped data without merging its graphs, which starts faster and is enough for
    stored queries: they take a statement that several graphs make for one; `links=False` leaves
    the links to other frameworks out of them, for what does not ask for any; `samples` adds the
    invented people and roles to the shipped data, never to what is named.
    Raises `SourceError` for a file that is no valid RDF, `StoreError` for what cannot be opened.
    """
    address = _address(where)
    if address is not None:
        return _endpoint(address)
    paths = _paths(where)
    if not paths:
        return _shipped(merged, links, samples)
    if len(paths) == 1 and is_store(paths[0]):
        engine, lease = open_folder(paths[0])
        return EmbeddedStore(engine, str(paths[0]), apart=lease.apart, lease=lease)
    for path in filter(is_store, paths):
        raise StoreError(f"{path}: a store on disk; open it alone, or load the files too")
    store = ox.Store()
    fill(store, list(rdf_files(paths)), empty=True)
    return EmbeddedStore(store, ", ".join(map(str, paths)), apart=tuple(apart(store)))


def is_remote(where: Where = None) -> bool:
    """Whether what is named, here or in the environment, is reached by the network."""
    return any(map(is_address, _given(where)))


def is_named(where: Where = None) -> bool:
    """Whether a store is named, here or in the environment, and nothing opened by default."""
    return bool(_given(where))


def files(where: Where = None) -> list[Path] | None:
    """Give the RDF files that would be opened, None where it is a folder made by a load.

    Of the shipped data it gives none.
    """
    paths = _paths(where)
    return None if any(map(is_store, paths)) else list(rdf_files(paths))


def _address(where: Where) -> str | None:
    """Give the endpoint among what is named, None where there is none."""
    given = _given(where)
    addresses = [each for each in given if is_address(each)]
    if not addresses:
        return None
    if len(given) > 1:
        raise StoreError("an endpoint and something else; open an endpoint alone")
    return addresses[0]


def _endpoint(address: str) -> Store:
    from sfia_graph.store.remote import RemoteStore

    return RemoteStore(address)


def _given(where: Where) -> list[str]:
    if where is None:
        named = os.environ.get(ENVIRONMENT, "")
        return [named] if is_address(named) else list(filter(None, named.split(os.pathsep)))
    return list(map(str, [where] if isinstance(where, str | Path) else where))


def _paths(where: Where) -> list[Path]:
    given = _given(where)
    if not all(given):
        raise UsageError("an empty name for a store; name a file or a folder")
    return list(map(Path, given))


def _shipped(merged: bool, links: bool, samples: bool) -> EmbeddedStore:
    store, mint = ox.Store(), Minter()
    for path in shipped_data(links=links):
        graph = ox.NamedNode(mint.graph(SHIPPED_GRAPHS[path.name]))
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=graph)
    for path in sample_data() if samples else ():
        graph = ox.NamedNode(mint.graph(f"sample-{path.stem}"))
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=graph)
    if merged:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    where = "the shipped data and samples" if samples else "the shipped data"
    return EmbeddedStore(store, where, merged=merged)

"""Opening whatever holds a graph: the shipped data, files, folders, a store on disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import StoreError, UsageError
from sfia_graph.namespaces import Minter
from sfia_graph.resources import SHIPPED_GRAPHS, shipped_data
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.folder import is_store, open_folder
from sfia_graph.store.loading import Sources, add, rdf_files, read_named

Where = str | Path | Sequence[str | Path] | None

ENVIRONMENT = "SFIA_GRAPH_STORE"
"""The environment variable that says what to open by default; several paths as in PATH."""


def open_store(where: Where = None, *, merged: bool = True) -> EmbeddedStore:
    """Open a store to ask questions of.

    Nothing opens what `SFIA_GRAPH_STORE` names, or else the shipped data; files and folders of RDF
    are read into memory; a folder made by `sfia-graph load` is opened read-only. `merged=False`
    opens the shipped data without merging its graphs, which starts faster and is enough for
    stored queries: they take a statement that several graphs make for one.
    Raises `SourceError` for a file that is no valid RDF, `StoreError` for what cannot be opened.
    """
    paths = _paths(where)
    if not paths:
        return _shipped(merged)
    if len(paths) == 1 and is_store(paths[0]):
        engine, lease = open_folder(paths[0])
        return EmbeddedStore(engine, str(paths[0]), lease=lease)
    for path in filter(is_store, paths):
        raise StoreError(f"{path}: a store on disk; open it alone, or load the files too")
    store, sources = ox.Store(), Sources()
    for path in rdf_files(paths):
        quads = read_named(path)
        sources.note(path, quads)
        add(store, quads)
    return EmbeddedStore(store, ", ".join(map(str, paths)))


def _paths(where: Where) -> list[Path]:
    if where is None:
        where = [each for each in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if each]
    given = [where] if isinstance(where, str | Path) else list(where)
    for each in given:
        if str(each).startswith(("http://", "https://")):
            problem = "endpoints on the web cannot be opened by this version"
            raise StoreError(f"{each}: {problem}; load the data into a folder")
    if not all(map(str, given)):
        raise UsageError("an empty name for a store; name a file or a folder")
    return [Path(each) for each in given]


def _shipped(merged: bool) -> EmbeddedStore:
    store, mint = ox.Store(), Minter()
    for path in shipped_data():
        graph = ox.NamedNode(mint.graph(SHIPPED_GRAPHS[path.name]))
        store.bulk_load(path=path, format=ox.RdfFormat.TURTLE, to_graph=graph)
    if merged:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return EmbeddedStore(store, "the shipped data", merged=merged)

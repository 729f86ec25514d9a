"""A small part of the shipped graph in two versions, which differ in names all over the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.namespaces import BASE
from sfia_graph.resources import SHIPPED_GRAPHS, shipped_data

_OTHERS = re.compile(re.escape(BASE) + r"(?:9/)?skill/(?!SLMO|PROG)")
_RENAMED = (
    (b"Service level management", b"Service level managing"),
    (b'"Autonomy"', b'"Own ways"'),
)


def write_versions(folder: Path) -> Sequence[Path]:
    """Write SFIA 9 with two of its skills as N-Quads, and again with other names."""
    [path] = (each for each in shipped_data() if each.stem == "sfia-9")
    graph = ox.NamedNode(f"{BASE}graph/{SHIPPED_GRAPHS[path.name]}")
    triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    quads = [
        ox.Quad(each.subject, each.predicate, each.object, graph)
        for each in triples
        if not any(_OTHERS.match(str(term)[1:]) for term in (each.subject, each.object))
    ]
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    paths = [folder / "graph-0.nq", folder / "graph-1.nq"]
    paths[0].write_bytes(data)
    for old, new in _RENAMED:
        data = data.replace(old, new)
    paths[1].write_bytes(data)
    return paths

"""When two graphs or datasets say the same (RDF 1.1 Concepts, section 3.6)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def same(ours: Iterable[ox.Quad], theirs: Iterable[ox.Quad]) -> bool:
    """Whether two datasets are isomorphic: alike but for the labels of blank nodes."""
    return _canonical(ours) == _canonical(theirs)


def read(path: Path, base: str | None = None) -> list[ox.Quad]:
    """Read a file of RDF that a suite holds; relative IRIs stand against its own address."""
    given = base or path.resolve().as_uri()
    data, known = path.read_bytes(), FORMATS[path.suffix]
    return list(ox.parse(data, format=known, base_iri=given, rename_blank_nodes=True))


def prefixes(path: Path) -> dict[str, str]:
    """Give the prefixes that a file of Turtle declares."""
    parser = ox.parse(path.read_bytes(), format=FORMATS[path.suffix], base_iri="urn:base")
    for _ in parser:
        pass
    return parser.prefixes


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(found)

"""Manifests of the W3C's test suites: a list of tests, each with what is done and expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal


class Manifest:
    """One file of a manifest, and what it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        quads = ox.parse(
            path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()
        )
        self.facts = ox.Dataset(quads)
        self.node = ox.NamedNode(path.resolve().as_uri())

    def values(self, subject: Node, predicate: str) -> list[Term]:
        """Give the values of a property."""
        found = self.facts.quads_for_subject(subject)
        said = (each.object for each in found if each.predicate.value == predicate)
        return [each for each in said if not isinstance(each, ox.Triple)]

    def value(self, subject: Node, predicate: str) -> Term | None:
        """Give the one value of a property, None where there is none."""
        return next(iter(self.values(subject, predicate)), None)

    def members(self, head: Term | None) -> Iterator[Node]:
        """Give the members of a list of nodes."""
        while isinstance(head, Node) and head.value != f"{RDF}nil":
            first = self.value(head, f"{RDF}first")
            if isinstance(first, Node):
                yield first
            head = self.value(head, f"{RDF}rest")


@dataclass(frozen=True)
class Entry:
    """A test: `kind` is the last part of its class, `name` its folder and its own name."""

    manifest: Manifest
    node: Node
    kind: str
    name: str

    def value(self, predicate: str) -> Term | None:
        """Give the value of a property of the test, None where there is none."""
        return self.manifest.value(self.node, predicate)

    def file(self, predicate: str) -> Path:
        """Give the file that a property of the test names."""
        return file_of(self.value(predicate))


def entries(path: Path) -> Iterator[Entry]:
    """Give the tests of a manifest and of those that it includes, in order."""
    manifest = Manifest(path)
    for included in manifest.values(manifest.node, f"{MF}include"):
        within = [included]
        if isinstance(included, ox.BlankNode) or manifest.value(_node(included), f"{RDF}first"):
            within = list(manifest.members(included))
        for each in within:
            yield from entries(file_of(each))
    for head in manifest.values(manifest.node, f"{MF}entries"):
        for node in manifest.members(head):
            kind = _last(_node(manifest.value(node, f"{RDF}type")).value)
            yield Entry(manifest, node, kind, f"{path.parent.name}/{_last(node.value)}")


def file_of(term: Term | None) -> Path:
    """Give the file that an IRI names."""
    return Path(unquote(urlsplit(_node(term).value).path))


def _node(term: Term | None) -> Node:
    if not isinstance(term, Node):
        raise TypeError(f"no resource: {term}")
    return term


def _last(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]

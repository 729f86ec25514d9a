"""The suites of RDF's formats: a document, and the statements in it or that there are none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.conformance.graphs import FORMATS, same
from benchmarks.conformance.manifests import MF, Manifest, entries
from benchmarks.conformance.places import suite

SUITES = {
    "turtle": "rdf-turtle",
    "ntriples": "rdf-n-triples",
    "trig": "rdf-trig",
    "nquads": "rdf-n-quads",
    "rdfxml": "rdf-xml",
}
_BASES = {
    "turtle": "http://www.w3.org/2013/TurtleTests/",
    "trig": "http://www.w3.org/2013/TriGTests/",
    "rdfxml": "http://www.w3.org/2013/RDFXMLTests/",
}
"""Where the documents of a suite stand, if its manifest does not say; its README does."""

_SET_BY_CALLERS = {"expandContext", "processingMode", "produceGeneralizedRdf", "rdfDirection"}

Parser = Callable[[bytes, str, str], list[ox.Quad]]
"""Reads a document in a format, whose relative IRIs stand against an IRI; raises for a bad one."""


@dataclass(frozen=True)
class Document:
    """A test of a parser: `expected` is a file of the statements, None where only syntax counts."""

    name: str
    format: str
    path: Path
    base: str
    good: bool
    expected: Path | None

    def passes(self, parser: Parser, refusals: tuple[type[Exception], ...]) -> bool:
        """Whether a parser reads what the test expects, or refuses with one of its refusals."""
        try:
            found = parser(self.path.read_bytes(), self.format, self.base)
        except refusals:
            return not self.good
        if not self.good or self.expected is None:
            return self.good
        theirs = ox.parse(
            self.expected.read_bytes(),
            format=FORMATS[self.expected.suffix],
            base_iri=self.base,
            rename_blank_nodes=True,
        )
        return same(found, theirs)


def documents(name: str) -> Iterator[Document]:
    """Give the tests of a format, one of `SUITES` or `jsonld`; none where the suite is not here."""
    if name == "jsonld":
        yield from _json_ld()
        return
    found = suite("rdf-tests", f"rdf/rdf11/{SUITES[name]}/manifest.ttl")
    for each in entries(found) if found else ():
        path = each.file(f"{MF}action")
        good = "Negative" not in each.kind
        expected = each.file(f"{MF}result") if "Eval" in each.kind and good else None
        place = (
            f"{_base(each.manifest, name)}{path.relative_to(each.manifest.path.resolve().parent)}"
        )
        yield Document(each.name, name, path, place, good, expected)


def _base(manifest: Manifest, name: str) -> str:
    said = manifest.value(manifest.node, f"{MF}assumedTestBase")
    return str(said.value) if said is not None else _BASES.get(name, "http://example.org/")


def _json_ld() -> Iterator[Document]:
    """Give the tests of JSON-LD 1.1's toRdf, without those that set an option of a processor.

    A file cannot set one. What says where the document stands is no such option.
    """
    found = suite("json-ld-api", "tests/toRdf-manifest.jsonld")
    if found is None:
        return
    manifest = json.loads(found.read_bytes())
    for each in manifest["sequence"]:
        option = each.get("option", {})
        if option.get("specVersion") == "json-ld-1.0" or set(option) & _SET_BY_CALLERS:
            continue
        good = "jld:NegativeEvaluationTest" not in each["@type"]
        expected = found.parent / each["expect"] if "expect" in each else None
        base = option.get("base", manifest["baseIri"] + each["input"])
        name = f"toRdf/{each['@id'].removeprefix('#')}"
        yield Document(name, "jsonld", found.parent / each["input"], base, good, expected)

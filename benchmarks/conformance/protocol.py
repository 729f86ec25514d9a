"""The suite of SPARQL 1.1 Protocol: requests as they are sent, and what the reply must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from benchmarks.conformance.graphs import read
from benchmarks.conformance.manifests import MF, RDFS, UT, Entry, Manifest, Node, entries, file_of
from benchmarks.conformance.places import suite

_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_DATA = "sparql/sparql11/protocol/manifest.ttl"
_RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
FORMATS = {
    "boolean": _RESULTS,
    "tabular": (*_RESULTS, "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}
"""The media types that a kind of answer may come in."""


@dataclass(frozen=True)
class Expected:
    """What a reply must be: one of these classes of status, this kind of answer, this boolean."""

    statuses: tuple[str, ...]
    format: str | None
    boolean: bool | None


@dataclass(frozen=True)
class Exchange:
    """A test of an endpoint: one request, and what is expected of the reply."""

    name: str
    method: str
    query_string: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    expected: Expected

    def passes(self, endpoint: str) -> bool:
        """Whether an endpoint replies as it must."""
        parts = urlsplit(endpoint)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        try:
            path = f"{parts.path}?{self.query_string}" if self.query_string else parts.path
            connection.request(self.method, path, self.body, dict(self.headers))
            reply = connection.getresponse()
            return self._is_right(reply, reply.read())
        finally:
            connection.close()

    def _is_right(self, reply: HTTPResponse, body: bytes) -> bool:
        media_type = reply.headers.get_content_type()
        expected = self.expected
        if f"{reply.status // 100}xx" not in expected.statuses:
            return False
        if expected.format is not None and media_type not in FORMATS[expected.format]:
            return False
        return expected.boolean is None or _truth(media_type, body) == expected.boolean


def exchanges() -> Iterator[Exchange]:
    """Give the tests of the query side; none where the suite is not here, or holds names alone."""
    found = suite("rdf-tests", _DATA)
    for each in entries(found) if found else ():
        last = each.name.rpartition("/")[2]
        if "quer" in last and isinstance(action := each.value(f"{MF}action"), Node):
            (request,) = each.manifest.members(each.manifest.value(action, f"{_HT}requests"))
            yield _exchange(each, last, request)


def dataset() -> dict[str, Path]:
    """Give the files that the tests ask about, by the names of the graphs that they are."""
    found = suite("rdf-tests", _DATA)
    named = {}
    for each in entries(found) if found else ():
        for data in each.manifest.values(each.node, f"{UT}graphData"):
            assert isinstance(data, Node)
            name = each.manifest.value(data, f"{RDFS}label")
            assert name is not None
            named[str(name.value)] = file_of(each.manifest.value(data, f"{UT}graph"))
    return named


def as_quads() -> bytes:
    """Give the whole dataset as N-Quads."""
    quads = (
        ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(name))
        for name, path in dataset().items()
        for each in read(path)
    )
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _exchange(entry: Entry, name: str, request: Node) -> Exchange:
    facts = entry.manifest
    reply = facts.value(request, f"{_HT}resp")
    assert isinstance(reply, Node)
    booleans = [each.value == "true" for each in facts.values(reply, f"{MF}expectedBoolean")]
    kinds = [str(each.value) for each in facts.values(reply, f"{MF}expectedFormat")]
    statuses = [str(each.value)[-3:] for each in facts.values(reply, f"{MF}expectedStatus")]
    return Exchange(
        name=name,
        method=_text(facts, request, f"{_HT}methodName"),
        query_string=_text(facts, request, f"{_HT}absolutePath").partition("?")[2],
        headers=tuple(
            (_text(facts, each, f"{_HT}fieldName"), _text(facts, each, f"{_HT}fieldValue"))
            for each in facts.members(facts.value(request, f"{_HT}headers"))
        ),
        body=_body(facts, facts.value(request, f"{_HT}body")),
        expected=Expected(
            tuple(statuses),
            kinds[0] if kinds else None,
            booleans[0] if booleans else None,
        ),
    )


def _body(facts: Manifest, content: object) -> bytes | None:
    if not isinstance(content, Node):
        return None
    encoding = _text(facts, content, f"{_CNT}characterEncoding")
    return _text(facts, content, f"{_CNT}chars").encode(encoding)


def _text(facts: Manifest, node: Node, predicate: str) -> str:
    value = facts.value(node, predicate)
    return "" if value is None else str(value.value)


def _truth(media_type: str, body: bytes) -> bool | None:
    if media_type == "application/sparql-results+json":
        found = json.loads(body).get("boolean")
        return found if isinstance(found, bool) else None
    said = re.search(rb"<boolean>\s*(true|false)", body)
    return said[1] == b"true" if said else None

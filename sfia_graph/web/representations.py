"""The forms of a thing's document: suffix, registered media type, how a description is written.

RDF/XML, N-Triples, Turtle and JSON-LD say the same triples; plain JSON and CSV are for programs
that know no RDF. The same description gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.tags import restore
from sfia_graph.web.describe import Description
from sfia_graph.web.exchange import Refused
from sfia_graph.web.json_ld import to_json_ld
from sfia_graph.web.plain import to_json
from sfia_graph.web.plain_table import to_csv
from sfia_graph.web.turtle import to_turtle

HTML = "html"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""The characters that XML 1.0 does not have (section 2.2)."""


@dataclass(frozen=True, slots=True)
class Representation:
    """A form: `media_type` is what is negotiated, `parameters` is sent behind it."""

    suffix: str
    media_type: str
    write: Callable[[Description], bytes]
    parameters: str = ""

    @property
    def content_type(self) -> str:
        """What is sent as Content-Type."""
        return self.media_type + self.parameters


def _turtle(description: Description) -> bytes:
    return to_turtle(description.triples, description.iri)


def _json_ld(description: Description) -> bytes:
    return to_json_ld(description.triples, description.iri)


def _n_triples(description: Description) -> bytes:
    return restore("".join(f"{each} .\n" for each in description.triples).encode(), "ntriples")


def _rdf_xml(description: Description) -> bytes:
    text = " ".join(map(str, description.triples))
    if NOT_IN_XML.search(" ".join(_literals(description))):
        problem = f"{description.iri}: a text holds a character that XML 1.0 does not have"
        raise Refused(406, f"{problem}; take another format, such as .ttl")
    used = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if f"<{iri}" in text}
    written = ox.serialize(description.triples, format=ox.RdfFormat.RDF_XML, prefixes=used) or b""
    # A bare carriage return would be read as a line feed (XML 1.0, section 2.11).
    return restore(written, "rdfxml").replace(b"\r", b"&#13;") + b"\n"


def _literals(description: Description) -> list[str]:
    objects = (each.object for each in description.triples)
    return [each.value for each in objects if isinstance(each, ox.Literal)]


REPRESENTATIONS = {
    each.suffix: each
    for each in (
        Representation("ttl", "text/turtle", _turtle, "; charset=utf-8"),
        Representation("jsonld", "application/ld+json", _json_ld),
        Representation("json", "application/json", to_json),
        Representation("rdf", "application/rdf+xml", _rdf_xml),
        Representation("nt", "application/n-triples", _n_triples),
        Representation("csv", "text/csv", to_csv, "; charset=utf-8; header=present"),
    )
}
"""By suffix, those that the server prefers first."""

SUFFIXES = (HTML, *REPRESENTATIONS)
MEDIA_TYPES = {HTML: "text/html", **{s: each.media_type for s, each in REPRESENTATIONS.items()}}
RDF = ("ttl", "jsonld", "rdf", "nt")
"""The suffixes of those that say the same triples."""

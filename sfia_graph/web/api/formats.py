"""The forms in which the answer to a stored query comes: suffix, media type, writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.formats import write_answer
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.results import Answer, Rows, Triples
from sfia_graph.spreadsheet import harmless
from sfia_graph.tags import restore
from sfia_graph.web.exchange import Refused
from sfia_graph.web.representations import NOT_IN_XML

_UTF_8 = "; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an answer; `asked` are the media types that ask for it, its own first."""

    suffix: str
    asked: tuple[str, ...]
    write: Callable[[Answer], str]

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.asked[0]

    def content_type(self, asked: str) -> str:
        """Give what the answer is called when it was asked for by a media type."""
        return asked + (_UTF_8 if asked.startswith("text/") else "")


def _written(name: str) -> Callable[[Answer], str]:
    return lambda answer: write_answer(answer, name)


def _csv(answer: Answer) -> str:
    return write_answer(harmless(answer) if isinstance(answer, Rows) else answer, "csv")


def _xml(answer: Answer) -> str:
    """Raises `Refused` (406) for a text that XML cannot hold."""
    written = write_answer(answer, "xml")
    if NOT_IN_XML.search(written):
        problem = "a text holds a character that XML 1.0 does not have; take another format"
        raise Refused(406, problem)
    # A bare carriage return would be read as a line feed (XML 1.0, section 2.11).
    return written.replace("\r", "&#13;")


def _n_triples(answer: Answer) -> str:
    assert isinstance(answer, Triples)
    written = ox.serialize(answer.triples, format=OX_FORMATS["ntriples"]) or b""
    return restore(written, "ntriples").decode("utf-8")


ROWS = (
    Form("json", ("application/sparql-results+json", "application/json"), _written("json")),
    Form("csv", ("text/csv",), _csv),
    Form("tsv", ("text/tab-separated-values",), _written("tsv")),
    Form("xml", ("application/sparql-results+xml", "application/xml"), _xml),
    Form("md", ("text/markdown",), _written("md")),
)
"""SPARQL 1.1 Query Results JSON, CSV and TSV, XML; and Markdown (RFC 7763)."""

GRAPHS = (
    Form("ttl", ("text/turtle",), _written("ttl")),
    Form("nt", ("application/n-triples",), _n_triples),
    Form("jsonld", ("application/ld+json", "application/json"), _written("json")),
    Form("rdf", ("application/rdf+xml",), _xml),
)

DESCRIPTIONS = tuple(form.media_type for form in GRAPHS)
"""The media types in which a query is described itself."""


def forms(form: str) -> tuple[Form, ...]:
    """Give the forms of what a SELECT or ASK gives, or of what a CONSTRUCT or DESCRIBE does."""
    return GRAPHS if form in {"CONSTRUCT", "DESCRIBE"} else ROWS

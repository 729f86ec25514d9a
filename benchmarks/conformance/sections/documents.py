"""The formats of RDF: the project's strict reading beside rdflib's parsers."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from urllib.error import URLError
from urllib.request import BaseHandler, Request, build_opener, install_opener

from benchmarks.conformance import misses, parsers
from benchmarks.conformance.documents import Document, documents
from benchmarks.conformance.scores import Passes, Section, score
from sfia_graph.errors import SourceError

_SUITES = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "trig": "TriG",
    "nquads": "N-Quads",
    "rdfxml": "RDF/XML",
    "jsonld": "JSON-LD 1.1, toRdf",
}
_PROSE = """\
The W3C's tests of the formats of RDF 1.1, and those of JSON-LD 1.1 that set no option of a
processor, since a file cannot set one: a good document gives the expected statements, a bad one is
refused. Any error of rdflib's counts as a refusal. Nobody is asked for a context."""


def section() -> Section:
    """Put both to the suites, without a network."""
    install_opener(build_opener(_Nobody))
    contenders: Mapping[str, Passes[Document]] = {
        f"sfia-graph, on pyoxigraph {version('pyoxigraph')}": _ours,
        f"rdflib {version('rdflib')}": _rdflibs,
    }
    scores = [score(title, documents(name), contenders) for name, title in _SUITES.items()]
    return Section("Formats of RDF", _PROSE, scores, misses.known(misses.DOCUMENTS))


class _Nobody(BaseHandler):
    """Asks nobody for a context of JSON-LD; it comes before whoever would."""

    handler_order = 0

    def http_open(self, request: Request) -> None:
        raise URLError("nobody is asked")

    https_open = http_open


def _ours(test: Document) -> bool:
    return test.passes(parsers.ours, (SourceError,))


def _rdflibs(test: Document) -> bool:
    return test.passes(parsers.rdflibs, (Exception,))

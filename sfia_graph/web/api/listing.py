"""All stored queries as linked data: `queries.ttl` and its like, beside the page of them."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import BASE
from sfia_graph.results import Triples
from sfia_graph.web import documents
from sfia_graph.web.api.formats import GRAPHS
from sfia_graph.web.exchange import Asked, Finished, plain
from sfia_graph.web.negotiation import choose
from sfia_graph.web.site import Site

SUFFIXES = tuple(form.suffix for form in GRAPHS)

_BY_SUFFIX = {form.suffix: form for form in GRAPHS}
_BY_TYPE = {form.media_type: form for form in GRAPHS}


def queries(site: Site, asked: Asked) -> Finished:
    """Lead to the page of all stored queries, or to their descriptions."""
    wanted = choose(asked.headers.get("accept"), ["text/html", *_BY_TYPE])
    if wanted not in _BY_TYPE:
        return documents.answer(site, asked)
    place = site.place(f"queries.{_BY_TYPE[wanted].suffix}")
    return plain(f"see {place}", 303, (("Location", place), ("Vary", "Accept")))


def listing(site: Site, asked: Asked) -> Finished:
    """Describe the stored queries as `sh:SPARQLExecutable` (SHACL-AF, section 5)."""
    form = _BY_SUFFIX[asked.path.removeprefix("queries.")]
    body = form.write(_described(site)).encode("utf-8")
    return Finished(body, form.content_type(form.media_type))


def _described(site: Site) -> Triples:
    within = f"{BASE}query/"  # as the vocabulary, whatever the base of the graph
    found = (
        quad.triple
        for quad in site.terms.engine.quads_for_pattern(None, None, None, None)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(within)
    )
    return Triples(tuple(sorted(found, key=str)))

"""All stored queries as linked data: `queries.ttl` and its like."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.results import Triples
from sfia_graph.web.api.formats import GRAPHS
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.site import Site

SUFFIXES = tuple(form.suffix for form in GRAPHS)
_BY_SUFFIX = {form.suffix: form for form in GRAPHS}


def listing(site: Site, asked: Asked) -> Finished:
    """Describe the stored queries as `sh:SPARQLExecutable` (SHACL-AF, section 5)."""
    form = _BY_SUFFIX[asked.path.removeprefix("queries.")]
    body = form.write(_described(site)).encode("utf-8")
    return Finished(body, form.content_type(form.media_type))


def _described(site: Site) -> Triples:
    within = site.iri("query/")
    quads = site.terms.engine.quads_for_pattern(None, None, None, None)
    found = (
        quad.triple
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(within)
    )
    return Triples(tuple(sorted(found, key=str)))

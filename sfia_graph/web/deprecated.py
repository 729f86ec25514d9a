"""Which things are no longer in use (`owl:deprecated`, OWL 2, section 5.5), and what is instead."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

_DEPRECATED = ox.NamedNode(expand("owl:deprecated"))
_REPLACED = ox.NamedNode(expand("dcterms:isReplacedBy"))
_TRUE = ("true", "1")


@once
def deprecated(site: Site) -> frozenset[str]:
    """Give the IRIs of all that is no longer in use."""
    return frozenset(
        quad.subject.value
        for engine in (site.store.engine, site.terms.engine)
        for quad in engine.quads_for_pattern(None, _DEPRECATED, None, None)
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.value in _TRUE
    )


def instead(site: Site, iri: str) -> tuple[str, ...]:
    """Give the IRIs of what took the place of a thing, sorted."""
    found = {
        quad.object.value
        for engine in (site.store.engine, site.terms.engine)
        for quad in engine.quads_for_pattern(ox.NamedNode(iri), _REPLACED, None, None)
        if isinstance(quad.object, ox.NamedNode)
    }
    return tuple(sorted(found))

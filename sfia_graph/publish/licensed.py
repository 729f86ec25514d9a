"""What of a graph only those may publish who hold a licence: the wording of others' sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, expand
from sfia_graph.store.renaming import changed, with_names
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

OPEN = (
    "creativecommons.org/",
    "opendatacommons.org/licenses/",
    "www.apache.org/licenses/",
    "www.nationalarchives.gov.uk/doc/open-government-licence",
    "data.europa.eu/eli/dec_impl/2011/833",
    "eur-lex.europa.eu/eli/dec/2011/833",
)
"""How licences begin, after `https://`, that let everybody publish what they cover."""

LONGEST_NAME = 150
"""How many characters a name has at most; what is longer is wording, whatever property says it."""

_TIER = ox.NamedNode(expand("sfia:tier"))
_LICENCE = ox.NamedNode(expand("dcterms:license"))
_TITLE = ox.NamedNode(expand("dcterms:title"))
_NAMES = frozenset(
    map(
        expand,
        (
            *("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:notation"),
            *("dcterms:identifier", "dcterms:title", "dcterms:alternative", "dcterms:language"),
            *("foaf:name", "rdfs:label", "sfia:tier"),
        ),
    )
)
_WORDS = frozenset({f"{PREFIXES['xsd']}string", f"{PREFIXES['rdf']}langString"})


def licensed(site: Site) -> tuple[str, ...]:
    """Give the named graphs whose tier is `texts` and whose licence is not open, sorted."""
    quads = site.store.engine.quads_for_pattern(None, _TIER, ox.Literal("texts"), None)
    graphs = {each.subject.value for each in quads if isinstance(each.subject, ox.NamedNode)}
    return tuple(sorted(graph for graph in graphs if not _is_open(site, graph)))


def wording(site: Site) -> frozenset[str]:
    """Give the texts of a licensed tier that nothing else in the graph says too."""
    graphs = set(map(ox.NamedNode, licensed(site)))
    inside: set[str] = set()
    outside: set[str] = set()
    for quad in site.store.quads():
        if isinstance(quad.object, ox.Literal):
            kept = quad.graph_name not in graphs or not _is_wording(quad)
            (outside if kept else inside).add(quad.object.value)
    return frozenset(inside - outside)


def texts(site: Site) -> Iterator[str]:
    """Give all texts of a site's graph, and those of its interface."""
    yield from (q.object.value for q in site.store.quads() if isinstance(q.object, ox.Literal))
    for language in site.languages:
        yield from _leaves(words(language))


def public(site: Site) -> Site:
    """Give a site without the wording of licensed tiers: codes, structure and names stay.

    What a graph says of itself is true again: its tier, its title, and its name where that ends
    in the tier.
    """
    graphs = licensed(site)
    if not graphs:
        return site
    names = {each: re.sub("-texts$", "-names", each) for each in graphs}

    def renamed(iri: str) -> str:
        return names.get(iri, iri)

    def change(quad: ox.Quad) -> ox.Quad | None:
        name = quad.graph_name
        if not isinstance(name, ox.NamedNode) or name.value not in graphs:
            return with_names(quad, renamed)
        if quad.predicate == _TIER and quad.object == ox.Literal("texts"):
            quad = ox.Quad(quad.subject, _TIER, ox.Literal("names"), name)
        elif quad.predicate == _TITLE and quad.subject == name:
            quad = _retitled(quad)
        return None if _is_wording(quad) else with_names(quad, renamed)

    return replace(site, store=changed(site.store, change))


def _retitled(quad: ox.Quad) -> ox.Quad:
    title = quad.object
    assert isinstance(title, ox.Literal)
    said = title.value.replace("names and texts", "structure and names")
    found = ox.Literal(said, language=title.language) if title.language else ox.Literal(said)
    return ox.Quad(quad.subject, quad.predicate, found, quad.graph_name)


def _is_wording(quad: ox.Quad) -> bool:
    value = quad.object
    if not isinstance(value, ox.Literal) or value.datatype.value not in _WORDS:
        return False
    return quad.predicate.value not in _NAMES or len(value.value) > LONGEST_NAME


def _is_open(site: Site, graph: str) -> bool:
    quads = site.store.engine.quads_for_pattern(ox.NamedNode(graph), _LICENCE, None, None)
    found = [each.object for each in quads if isinstance(each.object, ox.NamedNode | ox.Literal)]
    return any(licence.value.partition("://")[2].startswith(OPEN) for licence in found)


def _leaves(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        for each in said.values():
            yield from _leaves(each)
    elif isinstance(said, list | tuple):
        for each in said:
            yield from _leaves(each)
    else:
        yield str(said)

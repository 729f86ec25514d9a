"""Which languages an edition is exported in."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import SFIA, expand
from sfia_graph.web.site import Site

_SKILL = ox.NamedNode(f"{SFIA}Skill")


def spoken(site: Site, number: int) -> tuple[str, ...]:
    """Give the languages of the pages in which the graph names a skill of an edition."""
    wanted = {primary(each) for each in site.languages}
    found = set[str]()
    for language in _languages(site, number):
        found.add(language)
        if found >= wanted:
            break
    return tuple(each for each in site.languages if primary(each) in found)


def _languages(site: Site, number: int) -> Iterator[str]:
    """Give the languages, without regions, of the names of an edition's skills as they come."""
    scheme, engine = ox.NamedNode(site.mint.edition(number)), site.store.engine
    kind, within, label = (
        ox.NamedNode(expand(each)) for each in ("rdf:type", "skos:inScheme", "skos:prefLabel")
    )
    for member in engine.quads_for_pattern(None, within, scheme, None):
        if any(engine.quads_for_pattern(member.subject, kind, _SKILL, None)):
            for each in engine.quads_for_pattern(member.subject, label, None, None):
                if isinstance(each.object, ox.Literal):
                    yield primary(each.object.language or "")

"""Pictures that stand for the site's pages where these are shared: one of the site, one a skill."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.errors import quoted
from sfia_graph.namespaces import SFIA
from sfia_graph.web import documents
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.previews.card import Card, site_card, skill_card
from sfia_graph.web.previews.painting import HEIGHT, WIDTH, painted
from sfia_graph.web.site import Site

__all__ = ["HEIGHT", "ROUTES", "SITE", "WIDTH", "card", "paths", "preview"]

SITE = "index"
"""The stem of the picture that stands for all pages that have none of their own."""


def preview(site: Site, asked: Asked) -> Finished:
    """Give the picture at `preview/{stem}.{language}.png`; raises `Refused`, 404, for no skill."""
    stem, _, suffix = asked.path.removeprefix("preview/").rpartition(".")
    stem, _, language = stem.rpartition(".")
    found = card(site, stem, language) if suffix == "png" and language in site.languages else None
    if found is None:
        raise Refused(404, f"nothing is at {quoted(site.place(asked.path))}")
    return Finished(painted(found), "image/png")


def card(site: Site, stem: str, language: str) -> Card | None:
    """Give what the picture of a stem shows, None where there is no such picture."""
    if stem == SITE:
        return site_card(site, language)
    texts, iri = Texts(site, language), documents.thing(site, stem)
    return skill_card(texts, iri) if iri and concepts.is_a(texts, iri, "sfia:Skill") else None


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all pictures: that of the site, and one for each skill of each edition."""
    skills = Texts(site, site.languages[0]).subjects("rdf:type", f"{SFIA}Skill")
    for stem in (SITE, *filter(None, map(site.stem, skills))):
        yield from (f"preview/{stem}.{language}.png" for language in site.languages)


ROUTES = (("preview/{name:path}", preview),)

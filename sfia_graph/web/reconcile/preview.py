"""The small page that clients show in a frame beside a candidate (section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.exchange import HTML, Finished, Headers, Refused
from sfia_graph.web.pages.frame import render
from sfia_graph.web.pages.page import Page
from sfia_graph.web.pages.texts import Text, nearest
from sfia_graph.web.reconcile.entities import Entity
from sfia_graph.web.reconcile.matchers import Matchers
from sfia_graph.web.site import Site

_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
_FRAMED: Headers = (("Content-Security-Policy", _POLICY),)
"""Unlike other pages this one may stand in frames of other sites: that is what it is for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the preview of an entity shows: its name and code, its place, its levels, a text."""

    name: str
    code: str
    type: str
    place: tuple[str, ...]
    levels: tuple[int, ...]
    text: Text | None
    href: str


def preview(site: Site, matchers: Matchers, id: str, language: str, type: str) -> Finished:
    """Give the page; `type` is the name of the entity's type."""
    entity = matchers.catalogue.resolve(id)
    if entity is None:
        raise Refused(404, "there is nothing of that id")
    view = Preview(
        name=entity.label(language),
        code=entity.code,
        type=type,
        place=_place(matchers, entity, language),
        levels=() if entity.over else entity.levels,
        text=_text(matchers, entity, language),
        href=site.origin + site.href(entity.iri, language),
    )
    page = Page(stem=entity.id, template="preview.html", title=view.name, view=view, formats=())
    return Finished(render(site, page, language), HTML, headers=_FRAMED)


def _place(matchers: Matchers, entity: Entity, language: str) -> tuple[str, ...]:
    known = matchers.catalogue.entities
    return tuple(known[each].label(language) for each in entity.within[::-1] if each in known)


def _text(matchers: Matchers, entity: Entity, language: str) -> Text | None:
    for name in ("sfia:gloss", "skos:definition"):
        found = nearest(matchers.said.literals(entity.about, name), language)
        if found:
            return found
    return None

"""Which pictures there are, and each as an answer.

`pictures/levels/9` shows an edition's skills by category and level, `pictures/changes/9` what
became of the edition before, `pictures/mappings` all mapping sets, `pictures/around/9/skill/SLMO`
what stands around a concept; each with a language and `.svg` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sfia_graph.namespaces import PREFIXES, SFIA
from sfia_graph.web.documents import LONGEST, thing
from sfia_graph.web.drawing.drawing import Drawing
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.pages import mappings
from sfia_graph.web.pages.around import around, stands_alone
from sfia_graph.web.pages.changes import changes
from sfia_graph.web.pages.spread import spread
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.turnover import drawn
from sfia_graph.web.site import Site

FOLDER = "pictures"
SVG = "image/svg+xml"
_NAME = re.compile(r"pictures/(?P<stem>[a-z]+(?:/.+)?)\.(?P<language>[^./]+)\.svg", re.DOTALL)


def picture(site: Site, asked: Asked) -> Finished:
    """Give a picture as SVG; raises `Refused` with 404 for one that is not there."""
    found = _NAME.fullmatch(asked.path) if len(asked.path) <= LONGEST else None
    if not found or found["language"] not in site.languages:
        raise Refused(404, f"{asked.path[:80]}: there is no such picture")
    drawing = _drawing(Texts(site, found["language"]), found["stem"])
    if drawing is None:
        raise Refused(404, f"{asked.path[:80]}: there is no such picture")
    headers = (("Content-Language", found["language"]),)
    return Finished(drawing.file(), SVG, headers=headers)


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all pictures that pages show, in each language of the site."""
    texts = Texts(site, site.languages[0])
    for stem in _stems(texts):
        if _is_there(texts, stem):
            yield from (f"{FOLDER}/{stem}.{language}.svg" for language in site.languages)


def _is_there(texts: Texts, stem: str) -> bool:
    kind, _, rest = stem.partition("/")
    if kind == "around":
        return not stands_alone(texts, texts.site.iri(rest))
    return _drawing(texts, stem) is not None


def _stems(texts: Texts) -> Iterator[str]:
    yield "mappings"
    yield from (f"levels/{number}" for number in texts.site.editions)
    yield from (f"changes/{number}" for number in texts.site.editions)
    everything = texts.subjects("rdf:type", f"{PREFIXES['skos']}Concept")
    left_out = {each for kind in _WITHOUT for each in texts.subjects("rdf:type", f"{SFIA}{kind}")}
    for iri in everything:
        stem = texts.site.stem(iri)
        if stem and iri not in left_out:
            yield f"around/{stem}"


_WITHOUT = (
    *("SkillAtLevel", "Level", "LevelInEdition", "Attribute", "AttributeAtLevel"),
    *("SkillIdentity", "Category", "Subcategory"),
)
"""Kinds of concepts whose pages say all that stands around them in other ways."""


def _levels(texts: Texts, stem: str) -> Drawing | None:
    return spread(texts, texts.site.iri(stem))


def _changes(texts: Texts, stem: str) -> Drawing | None:
    after = texts.site.iri(stem)
    before = texts.value(after, "xkos:follows")
    return drawn(texts, before, after, changes(texts, before, after)) if before else None


def _mappings(texts: Texts, stem: str) -> Drawing | None:
    return None if stem else mappings.drawn(texts)


def _around(texts: Texts, stem: str) -> Drawing | None:
    iri = thing(texts.site, stem) if stem else None
    found = around(texts, iri) if iri else None
    return found.drawing if found else None


_KINDS: dict[str, Callable[[Texts, str], Drawing | None]] = {
    "around": _around,
    "changes": _changes,
    "levels": _levels,
    "mappings": _mappings,
}


def _drawing(texts: Texts, stem: str) -> Drawing | None:
    kind, _, rest = stem.partition("/")
    return _KINDS[kind](texts, rest) if kind in _KINDS else None


ROUTES = (("pictures/{name:path}", picture),)

"""A skill in Markdown, for those who read with machines: `9/skill/SLMO.md`, all on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from sfia_graph.namespaces import SFIA
from sfia_graph.web import documents
from sfia_graph.web.catalogue.markdown import MEDIA_TYPE, document
from sfia_graph.web.catalogue.skill_text import SkillText
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.pages.skill import STEM, View, skill_page
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.signposting import header, link
from sfia_graph.web.site import Site

SUFFIX = "md"


def paths(site: Site) -> Iterator[str]:
    """Give the paths of the files of all skills, sorted."""
    texts = Texts(site, site.languages[0])
    found = (site.stem(each) for each in texts.subjects("rdf:type", f"{SFIA}Skill"))
    return (f"{stem}.{SUFFIX}" for stem in found if stem and STEM.fullmatch(stem))


def answer(site: Site, asked: Asked) -> Finished:
    """Give the file of a skill in the site's first language.

    Raises `Refused` (404) where there is no such skill.
    """
    if documents.thing(site, asked.path):
        return documents.answer(site, asked)
    stem, language = asked.path.removesuffix(f".{SUFFIX}"), site.languages[0]
    page = skill_page(site, stem, language, {})
    if page is None or page.about is None:
        raise Refused(404, f"{asked.path}: this site has no skill there in Markdown")
    text = SkillText(Texts(site, language), stem, page.about, cast(View, page.view))
    canonical = site.place(f"{stem}.{language}.html")
    links = (link(page.about, "cite-as"), link(canonical, "canonical", type="text/html"))
    headers = (("Content-Language", language), *header(links))
    return Finished(document(text.lines()), MEDIA_TYPE, headers=headers)

"""What a language model reads first: what the site is, and where its texts and data are.

The form is that of https://llmstxt.org/: a title, a summary, and lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sfia_graph.web.catalogue import skills
from sfia_graph.web.catalogue.addresses import address
from sfia_graph.web.catalogue.markdown import document, link, plain, section
from sfia_graph.web.exchange import PLAIN, Asked, Finished
from sfia_graph.web.guides import guides
from sfia_graph.web.pages.categories import categories, loose
from sfia_graph.web.pages.rungs import Range
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

NAME = "llms.txt"


def answer(site: Site, asked: Asked) -> Finished:
    """Give the file in the first language of the site, of the type that hosts know `.txt` by."""
    language = site.languages[0]
    headers = (("Content-Language", language),)
    return Finished(document(_lines(site, language)), PLAIN, headers=headers)


def paths(site: Site) -> Iterator[str]:
    """Give the path of the file."""
    yield NAME


def _lines(site: Site, language: str) -> Iterator[str]:
    t, texts = words(language), Texts(site, language)
    said = t["llms"]
    yield from (f"# {t['frame']['site']}", "", f"> {said['summary']}", "")
    yield from (said["reading"], "", f"{t['frame']['unofficial']} {t['frame']['rights']}", "")
    edition = site.mint.edition(site.latest)
    for shelf in categories(texts, edition):
        lines = (_skill(site, said, each) for each in shelf.all_skills)
        yield from section(2, plain(f"{texts.label(edition)}: {shelf.name}"), lines)
    others = (_skill(site, said, each) for each in loose(texts, edition))
    yield from section(2, plain(texts.label(edition)), others)
    yield from section(2, said["data"], _files(site, language))
    older = (_edition(site, texts, number) for number in reversed(site.editions[:-1]))
    yield from section(2, "Optional", older)


def _skill(site: Site, said: dict[str, Any], skill: Range) -> str:
    target = address(site, f"{site.stem(skill.iri)}.{skills.SUFFIX}")
    levels = said["levels"].format(levels=", ".join(map(str, skill.levels)))
    return f"- {link(f'{skill.name} ({skill.code})', target)}: {levels}"


def _files(site: Site, language: str) -> Iterator[str]:
    for each in guides(site, language):
        if each.path != NAME:
            yield f"- {link(each.path, address(site, each.path))}: {each.about}"


def _edition(site: Site, texts: Texts, number: int) -> str:
    target = address(site, f"{number}.{texts.language}.html")
    return f"- {link(texts.label(site.mint.edition(number)), target)}"

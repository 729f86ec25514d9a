"""Pages as HTML: Jinja2 with everything escaped, and what stands around each page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from sfia_graph.languages import primary
from sfia_graph.web.guides import feed
from sfia_graph.web.memory import memory
from sfia_graph.web.pages.deprecation import Deprecation, deprecation
from sfia_graph.web.pages.elements import leading, tagging
from sfia_graph.web.pages.page import Page
from sfia_graph.web.pages.templates import Templates
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.security import POLICY_OF_PAGES
from sfia_graph.web.signposting import Link
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE, words

NAMES = {"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "fr": "Français"}
"""What languages call themselves; another one is shown by its tag."""


LOCALES = {"en": "en_GB", "en-GB": "en_GB", "en-US": "en_US", "fr": "fr_FR"}
"""What Open Graph calls languages; another one is left out, since its tags name a territory."""


_MOST = 20_000


def render(site: Site, page: Page, language: str, links: Sequence[Link] = ()) -> bytes:
    """Give a page as HTML in UTF-8; `links` are the signposts that stand in its head."""
    template = _templates(site, language).get_template(page.template)
    terms = _in_script(page.terms)
    return template.render(page=page, view=page.view, terms=terms, signposts=links).encode("utf-8")


def compile_templates(site: Site) -> None:
    """Compile all templates of a site, for those that make many pages."""
    for language in site.languages:
        templates = _templates(site, language)
        for name in templates.list_templates(extensions=["html"]):
            templates.get_template(name)


def _templates(site: Site, language: str) -> Templates:
    return memory(site).recall(("templates", language), lambda: _made(site, language))


def _made(site: Site, language: str) -> Templates:
    """Give the templates with what is the same in all pages of a site in a language."""
    texts, kept = Texts(site, language), memory(site)
    spoken = language if primary(language) in INTERFACE else words(language)["language"]
    link = lru_cache(_MOST)(lambda iri: site.href(iri, language))

    def no_longer(iri: str) -> Deprecation | None:
        return kept.recall(("no longer", language, iri), lambda: deprecation(texts, iri))

    return Templates(
        {
            "site": site,
            "language": language,
            "spoken": spoken,
            "policy": Markup(POLICY_OF_PAGES),
            "names": NAMES,
            "locales": LOCALES,
            "t": _by_attribute(words(language)),
            "link": link,
            "to": lru_cache(_MOST)(lambda stem: site.place(f"{stem}.{language}.html")),
            "static": lambda name: site.place(f"static/{name}"),
            "feed": feed(site, language),
            "no_longer": no_longer,
        },
        {"href": leading(link), "tag": tagging(spoken)},
        kept.reads,
    )


def _by_attribute(said: Mapping[str, Any]) -> SimpleNamespace:
    """Give the interface's words so that templates find them by attribute, where they look first.

    What a part of the site looks up by a word of the graph stays a mapping.
    """
    parts = (
        (name, SimpleNamespace(**part) if isinstance(part, dict) else part)
        for name, part in said.items()
    )
    return SimpleNamespace(**dict(parts))


def _in_script(data: Any) -> Markup | None:
    """Write JSON that no text in it can end the `script` element of (HTML, section 4.12.1.3)."""
    if data is None:
        return None
    written = json.dumps(data, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        written = written.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(written)

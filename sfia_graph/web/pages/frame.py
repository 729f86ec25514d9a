"""Pages as HTML: Jinja2 with everything escaped, and what stands around each page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sfia_graph.languages import primary
from sfia_graph.web.guides import feed
from sfia_graph.web.pages.deprecation import deprecation
from sfia_graph.web.pages.page import Page
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.readable import apart, readable, runs_leftward, shortened
from sfia_graph.web.signposting import Link, escaped
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE, words

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NAMES = {"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "fr": "Français"}
"""What languages call themselves; another one is shown by its tag."""


LOCALES = {"en": "en_GB", "en-GB": "en_GB", "en-US": "en_US", "fr": "fr_FR"}
"""What Open Graph calls languages; another one is left out, since its tags name a territory."""


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(apart=apart, brief=shortened, iri=escaped, readable=readable)
    found.tests["leftward"] = runs_leftward
    return found


def render(site: Site, page: Page, language: str, links: Sequence[Link] = ()) -> bytes:
    """Give a page as HTML in UTF-8; `links` are the signposts that stand in its head."""
    template, texts = _environment().get_template(page.template), Texts(site, language)
    return template.render(
        site=site,
        page=page,
        view=page.view,
        language=language,
        spoken=language if primary(language) in INTERFACE else words(language)["language"],
        names=NAMES,
        locales=LOCALES,
        t=words(language),
        link=lambda iri: site.href(iri, language),
        to=lambda stem: site.place(f"{stem}.{language}.html"),
        static=lambda name: site.place(f"static/{name}"),
        feed=feed(site, language),
        no_longer=cache(lambda iri: deprecation(texts, iri)),
        terms=_in_script(page.terms),
        signposts=links,
    ).encode("utf-8")


def _in_script(data: Any) -> Markup | None:
    """Write JSON that no text in it can end the `script` element of (HTML, section 4.12.1.3)."""
    if data is None:
        return None
    written = json.dumps(data, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        written = written.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(written)

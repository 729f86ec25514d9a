"""Pages as HTML: Jinja2 with everything escaped, and what stands around each page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sfia_graph.web.pages.page import Page
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NAMES = {"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "fr": "Français"}
"""What languages call themselves; another one is shown by its tag."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(site: Site, page: Page, language: str) -> bytes:
    """Give a page as HTML in UTF-8."""
    template = _environment().get_template(page.template)
    return template.render(
        site=site,
        page=page,
        view=page.view,
        language=language,
        names=NAMES,
        t=words(language),
        link=lambda iri: site.href(iri, language),
        to=lambda stem: site.place(f"{stem}.{language}.html"),
        static=lambda name: site.place(f"static/{name}"),
        terms=_in_script(page.terms),
    ).encode("utf-8")


def _in_script(data: Any) -> Markup | None:
    """Write JSON that no text in it can end the `script` element of (HTML, section 4.12.1.3)."""
    if data is None:
        return None
    written = json.dumps(data, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        written = written.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(written)

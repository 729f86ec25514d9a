"""A report as one HTML page that loads nothing and runs nothing, on a screen and on paper.

Its Content Security Policy (Level 3) allows its own style by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sfia_graph.profiles.answers.gaps import Gap
from sfia_graph.profiles.answers.wording import words
from sfia_graph.web.readable import apart, readable

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Counting:
    """How an answer was counted: the date (xsd:date), policy, grounds, and what was asked."""

    date: str
    policy: str
    bases: tuple[str, ...]
    store: str


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(apart=apart)
    return found


def named(text: str) -> str:
    """Give a name of somebody else's choice so that it turns nothing beside it."""
    return apart(readable(text))


def plain(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Give requirements whose codes and names turn nothing beside them."""
    return tuple(replace(each, code=named(each.code), name=named(each.name)) for each in gaps)


def render(template: str, language: str, view: Mapping[str, Any]) -> str:
    """Give a page in a language, one of `LANGUAGES`."""
    style = (_TEMPLATES / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    t = words(language)
    page = _environment().get_template(template)
    return page.render(
        t=t, w=t["report"], language=t["language"], style=style, digest=digest, **view
    )

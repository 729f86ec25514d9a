"""The attributes of elements that nearly all have: where a link leads, how a text is to be read.

They are filters and no macros, since a page has hundreds of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup

from sfia_graph.web.readable import runs_leftward

_MOST = 20_000
_NONE = Markup("")


class Tagged(Protocol):
    """A text and the tag of its language, empty where it has none."""

    @property
    def value(self) -> str:
        """Give the text."""

    @property
    def language(self) -> str:
        """Give the tag."""


def leading(link: Callable[[str], str]) -> Callable[..., Markup]:
    """Give what writes where an IRI leads, behind it a part of that page; `link` gives the place.

    What leads nowhere on the web is a link without a place (HTML, section 4.5.1).
    """

    @lru_cache(_MOST)
    def href(iri: str, part: str = "") -> Markup:
        place = link(iri)
        return Markup(' href="{}{}"').format(place, part) if place else _NONE

    return href


def tagging(spoken: str) -> Callable[[Tagged], Markup]:
    """Give what writes the language of a text where that is not the page's, and its direction."""

    @lru_cache
    def of(language: str) -> Markup:
        return Markup(' lang="{}"').format(language) if language and language != spoken else _NONE

    def tag(text: Tagged) -> Markup:
        found = of(text.language)
        return found + Markup(' dir="auto"') if runs_leftward(text.value) else found

    return tag

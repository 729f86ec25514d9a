"""The interface's words that scripts put on a page, one file a language."""

from __future__ import annotations

from typing import Any

from sfia_graph.languages import primary
from sfia_graph.web.deprecated import deprecated
from sfia_graph.web.exchange import Asked, Finished, Refused, json
from sfia_graph.web.pages.deprecation import instead
from sfia_graph.web.pages.frame import NAMES
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import INTERFACE, words

_PARTS = ("compare", "offline", "query", "search_page")
_OF_PARTS = ("absent", "colon", "level", "relations_to")
_OF_FRAME = ("in_language", "languages", "site")


def wording(site: Site, asked: Asked) -> Finished:
    """Give the words of `offline/words.fr.json`; raises `Refused` (404) for another language.

    `spoken` is the language that they are in; `gone` holds the things that are no longer in use, by
    stem or IRI, each with the places and names of those that took theirs.
    """
    language = asked.path.removeprefix("offline/words.").removesuffix(".json")
    if language not in site.languages:
        there = ", ".join(site.languages)
        raise Refused(404, f"{asked.path}: the pages speak {there}")
    said = words(language)
    found: dict[str, Any] = {
        "spoken": language if primary(language) in INTERFACE else said["language"],
        "names": NAMES,
        "frame": {name: said["frame"][name] for name in _OF_FRAME},
        "parts": {name: said["parts"][name] for name in _OF_PARTS},
        "mark": said["others"]["mark"],
        "gone": _gone(site, language),
        **{name: said[name] for name in _PARTS},
    }
    return json(found, headers=(("Cache-Control", "no-cache"),))


def _gone(site: Site, language: str) -> dict[str, list[list[str]]]:
    texts = Texts(site, language)
    return {
        site.stem(iri) or iri: [
            [site.href(each.iri, language), each.code or str(each.name)]
            for each in instead(texts, iri)
        ]
        for iri in sorted(deprecated(site))
    }

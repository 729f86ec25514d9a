"""The results of a search, by the types of what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sfia_graph.web.finding import LONGEST_WORDS, Found, find, respelled
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import identities
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "search"
MOST = 50
"""How many finds are shown at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one type, the best first."""

    type: str
    found: tuple[Found, ...]


@dataclass(frozen=True)
class View:
    """What was looked for, and what was found; `more` says that there may be more of it.

    `asked` is the query string as it was understood, by which a script knows that it was answered.
    `near` are words like those that find something, where these find nothing. `instead` is what
    took the place of each thing that is no longer in use, by its IRI.
    """

    words: str
    asked: str
    count: int
    more: bool
    near: str
    instead: Mapping[str, tuple[Named, ...]]
    groups: tuple[Group, ...]


def search_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page that shows what words find; words that are too long are cut."""
    if stem != STEM:
        return None
    given = _printable((parameters.get("q") or ("",))[0])[:LONGEST_WORDS]
    said = words(language)["search_page"]
    return Page(
        stem=STEM,
        template="search.html",
        title=said["results"].format(words=given) if given else said["title"],
        view=_view(site, given, urlencode(parameters, doseq=True), language),
        formats=(),
        description=said["lead"],
        parameters={"q": (given,)} if given else {},
    )


def _view(site: Site, given: str, asked: str, language: str) -> View:
    found = find(site, given, language, MOST) if given else []
    # The group of the best find comes first, then those of the next ones.
    order = dict.fromkeys(each.type for each in found)
    groups = (Group(type, tuple(each for each in found if each.type == type)) for type in order)
    near = "" if found else respelled(site, given)
    texts = Texts(site, language)
    instead = {each.iri: identities(texts, each.instead) for each in found if each.deprecated}
    return View(given, asked, len(found), len(found) == MOST, near, instead, tuple(groups))


def _printable(words: str) -> str:
    """Give words without what HTML cannot hold, and without what turns the direction of a line."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())

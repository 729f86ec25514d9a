"""The results of a search, by the types of what was found."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.finding import LONGEST_WORDS, Found, find, respelled
from sfia_graph.web.pages.page import Page, Parameters
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

    `near` are words like those that find something, where these find nothing.
    """

    words: str
    count: int
    more: bool
    near: str
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
        view=_view(site, given, language),
        formats=(),
        description=said["lead"],
        parameters={"q": (given,)} if given else {},
    )


def _view(site: Site, given: str, language: str) -> View:
    found = find(site, given, language, MOST) if given else []
    # The group of the best find comes first, then those of the next ones.
    order = dict.fromkeys(each.type for each in found)
    groups = (Group(type, tuple(each for each in found if each.type == type)) for type in order)
    near = "" if found else respelled(site, given)
    return View(given, len(found), len(found) == MOST, near, tuple(groups))


def _printable(words: str) -> str:
    """Give words without what HTML cannot hold, and without what turns the direction of a line."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())

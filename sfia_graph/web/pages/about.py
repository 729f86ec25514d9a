"""About the site: what SFIA is, whose words these are, how to use them, what is kept of people."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.guides import Guide, guides
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "about"


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its anchor, its heading and its paragraphs."""

    name: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """What the page says."""

    sections: tuple[Section, ...]
    guides: tuple[Guide, ...]


def about_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page about the site."""
    if stem != STEM:
        return None
    said = words(language)["about"]
    sections = (
        Section(name, each["title"], tuple(each["text"])) for name, each in said["sections"].items()
    )
    return Page(
        stem=STEM,
        template="about.html",
        title=said["title"],
        view=View(tuple(sections), guides(site, language)),
        formats=(),
        description=said["description"],
    )

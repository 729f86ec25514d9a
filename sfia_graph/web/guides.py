"""The files that tell programs what the site holds and where; people are shown them too."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

GUIDES = {
    "downloads": "downloads.{language}.html",
    "catalogue": "catalogue.ttl",
    "void": "void.ttl",
    "ontology": "ontology.ttl",
    "queries": "queries.{language}.html",
    "feed": "{feed}",
    "llms": "llms.txt",
    "sitemap": "sitemap.xml",
}
"""Their paths below the root, by the keys of what the messages say of them."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A file that tells of the site: its path below the root, and what it is."""

    path: str
    about: str


def guides(site: Site, language: str) -> tuple[Guide, ...]:
    """Give the files for those who read a language."""
    said, own = words(language)["guides"], feed(site, language)
    return tuple(
        Guide(path.format(language=language, feed=own), said[name]) for name, path in GUIDES.items()
    )


def feed(site: Site, language: str) -> str:
    """Give the path of the feed in a language: `feed.atom` in the first, `feed.fr.atom` else."""
    return "feed.atom" if language == site.languages[0] else f"feed.{language}.atom"

"""What tells others of the site: catalogue, numbers, sitemap, feed, texts for language models."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sfia_graph.web.catalogue import documents, feed, llms, sitemap, skills
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.site import Site

__all__ = ["ROUTES", "paths"]

ROUTES: tuple[tuple[str, Callable[[Site, Asked], Finished]], ...] = (
    *documents.ROUTES,
    ("sitemap.xml", sitemap.answer),
    ("sitemap-{number:int}.xml", sitemap.answer),
    ("feed.atom", feed.answer),
    ("feed.{language}.atom", feed.answer),
    (llms.NAME, llms.answer),
    ("{edition:int}/skill/{code}.md", skills.answer),
)


def paths(site: Site) -> Iterator[str]:
    """Give the paths of all files."""
    for each in (documents, feed, llms, sitemap, skills):
        yield from each.paths(site)

"""The feed of what is new (Atom, RFC 4287), one file for each language of the site."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import datetime

from sfia_graph.web.catalogue.addresses import address, page
from sfia_graph.web.catalogue.agents import who
from sfia_graph.web.catalogue.elements import document, element
from sfia_graph.web.catalogue.news import Build, Entry, Item, of_builds, of_editions
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.guides import feed as path_of
from sfia_graph.web.once import once
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

MEDIA_TYPE = "application/atom+xml"
MOST_BUILDS = 50
"""How many builds a feed tells of at most, the newest."""

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"


def feeds(site: Site, builds: Sequence[Build] = ()) -> dict[str, bytes]:
    """Give the feed in each language of the site, by its name."""
    return {path_of(site, tag): feed(site, builds, tag) for tag in site.languages}


def feed(site: Site, builds: Sequence[Build] = (), language: str | None = None) -> bytes:
    """Give the feed in a language, the site's first unless told: builds, then editions.

    An entry keeps its identifier whatever the site's address, and an entry about an edition
    changes when the site does.
    """
    tag = language or site.languages[0]
    newest = sorted(builds, key=lambda each: each.moment, reverse=True)[:MOST_BUILDS]
    entries = [*of_builds(site, newest, tag), *of_editions(site, tag)]
    root = _head(site, tag, max([each.moment for each in entries], default=site.modified))
    for each in entries:
        _entry(site, tag, root, each)
    return document(root)


def _head(site: Site, language: str, updated: datetime) -> ET.Element:
    said, author = words(language), who(site)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    element(root, "id", f"{site.base}{path_of(site, language)}")
    element(root, "title", said["feed"]["title"])
    element(root, "subtitle", said["feed"]["subtitle"])
    element(root, "updated", updated.isoformat())
    element(root, "rights", f"{said['frame']['unofficial']} {said['frame']['own_words']}")
    person = element(root, "author")
    element(person, "name", author.name)
    if author.page:
        element(person, "uri", author.page)
    element(root, "generator", "sfia-graph")
    own = address(site, path_of(site, language))
    element(root, "link", rel="self", type=MEDIA_TYPE, hreflang=language, href=own)
    _alternate(site, root, "index", language)
    for tag in site.languages:
        if tag != language:
            other = address(site, path_of(site, tag))
            element(root, "link", rel="related", type=MEDIA_TYPE, hreflang=tag, href=other)
    return root


def _entry(site: Site, language: str, root: ET.Element, entry: Entry) -> None:
    node = element(root, "entry")
    element(node, "id", f"{site.base}{path_of(site, language)}#{entry.name}")
    element(node, "title", entry.title)
    element(node, "updated", entry.moment.isoformat())
    _alternate(site, node, entry.stem, language)
    content = element(node, "content", type="xhtml")
    division = element(content, "div", xmlns=_XHTML)
    for heading, items in entry.lists:
        if heading:
            element(division, "h2", heading)
        _list(division, items)


def _list(parent: ET.Element, items: tuple[Item, ...]) -> None:
    found = element(parent, "ul")
    for each in items:
        line = element(found, "li", "" if each.href else each.text)
        if each.href:
            element(line, "a", each.text, href=each.href)


def _alternate(site: Site, parent: ET.Element, stem: str, language: str) -> None:
    """Add the page, in one language only: of several, readers open whichever they read last."""
    href = page(site, stem, language)
    element(parent, "link", rel="alternate", type="text/html", hreflang=language, href=href)


@once
def _files(site: Site) -> dict[str, bytes]:
    return feeds(site)


def paths(site: Site) -> Iterator[str]:
    """Give the names of the feeds."""
    return (path_of(site, tag) for tag in site.languages)


def answer(site: Site, asked: Asked) -> Finished:
    """Give a feed, which on a server tells of no builds."""
    body = _files(site).get(asked.path)
    if body is None:
        known = ", ".join(map(site.place, paths(site)))
        raise Refused(404, f"{asked.path}: the site has no such feed; there are {known}")
    return Finished(body, f"{MEDIA_TYPE}; charset=utf-8")

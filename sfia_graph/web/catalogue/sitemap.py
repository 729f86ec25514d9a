"""The sitemap: all pages, each beside itself in other languages (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sfia_graph.web.catalogue.addresses import address
from sfia_graph.web.catalogue.elements import document, element
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.once import once
from sfia_graph.web.pages import search
from sfia_graph.web.site import Site
from sfia_graph.web.stems import stems

NAME = "sitemap.xml"
MOST = 50_000
"""How many pages a sitemap has at most."""
LARGEST = 50 * 1024 * 1024
"""How many bytes a sitemap has at most."""
LONGEST = 2_047
"""How many characters an address in a sitemap has at most; a page with a longer one is left out."""

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_FRAME, _AROUND = 1_000, 100
"""More bytes than what stands around the pages of a sitemap, and around an address in it."""


def sitemap(site: Site, paths: Iterable[str], changed: Mapping[str, datetime]) -> dict[str, bytes]:
    """Give the files of the sitemap of some pages, by their names: `sitemap.xml` is there always.

    `paths` are those of pages below the root, such as `9/skill/SLMO.fr.html`; `changed` says when
    each was changed last, and for those that it leaves out the site itself says it. What one file
    cannot hold stands in `sitemap-1.xml` and so on, with `sitemap.xml` as their index.
    """
    found = sorted(set(paths))
    known = set(found)
    parts = [
        [_entry(site, path, changed.get(path, site.modified), known) for path in part]
        for part in _parts(site, found)
    ]
    if len(parts) == 1:
        return {NAME: document(_urlset(parts[0]))}
    index, files = ET.Element("sitemapindex", {"xmlns": _SITEMAPS}), {}
    for number, part in enumerate(parts, 1):
        name = f"sitemap-{number}.xml"
        files[name] = document(_urlset(part))
        entry = element(index, "sitemap")
        element(entry, "loc", address(site, name))
        element(entry, "lastmod", max(each.findtext("lastmod", "") for each in part))
    return {NAME: document(index), **files}


def page_paths(site: Site) -> Iterator[str]:
    """Give the paths of all pages that are for search engines, in each language."""
    # `robots.txt` keeps crawlers from searching.
    found = (each for each in stems(site) if each != search.STEM)
    return (f"{stem}.{language}.html" for stem in found for language in site.languages)


@once
def _files(site: Site) -> dict[str, bytes]:
    return sitemap(site, page_paths(site), {})


def paths(site: Site) -> Iterator[str]:
    """Give the names of the files of the site's sitemap."""
    parts = sum(1 for _ in _parts(site, sorted(page_paths(site))))
    yield NAME
    yield from (f"sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1)


def answer(site: Site, asked: Asked) -> Finished:
    """Give a file of the sitemap, in which all pages were changed when the site was."""
    body = _files(site).get(asked.path)
    if body is None:
        raise Refused(404, f"{asked.path}: the site has no such sitemap; {site.place(NAME)} is one")
    return Finished(body, "application/xml")


def _parts(site: Site, pages: list[str]) -> Iterator[list[str]]:
    """Give the paths of pages in as many parts as are needed, at least one."""
    part, size = list[str](), _FRAME
    for path in pages:
        whole = address(site, path)
        if len(whole) > LONGEST:
            continue
        weight = _weight(site, whole)
        if part and (len(part) == MOST or size + weight > LARGEST):
            yield part
            part, size = [], _FRAME
        part.append(path)
        size += weight
    yield part


def _weight(site: Site, address: str) -> int:
    """Give how many bytes the entry of a page has at most: its address, that of each version."""
    written = len(address) + 4 * address.count("&") + _AROUND
    return written + sum(written + len(tag) for tag in site.languages)


def _entry(site: Site, path: str, moment: datetime, known: set[str]) -> ET.Element:
    entry = ET.Element("url")
    element(entry, "loc", address(site, path))
    element(entry, "lastmod", moment.isoformat())
    stem, _, language = path.removesuffix(".html").rpartition(".")
    versions = {tag: f"{stem}.{tag}.html" for tag in site.languages if language in site.languages}
    there = {tag: version for tag, version in versions.items() if version in known}
    for tag, version in there.items() if len(there) > 1 else ():
        href = address(site, version)
        element(entry, "xhtml:link", rel="alternate", hreflang=tag, href=href)
    return entry


def _urlset(entries: list[ET.Element]) -> ET.Element:
    root = ET.Element("urlset", {"xmlns": _SITEMAPS, "xmlns:xhtml": _XHTML})
    root.extend(entries)
    return root

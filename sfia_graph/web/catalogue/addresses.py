"""Whole addresses of what stands on the site, for those who read a file elsewhere."""

from __future__ import annotations

from urllib.parse import quote

from sfia_graph.web.signposting import escaped
from sfia_graph.web.site import Site

_IN_PATH = "/:@!$&'()*+,;=~"


def address(site: Site, path: str = "") -> str:
    """Give the whole address of a path below the site's root, which is decoded, as a URI."""
    return escaped(site.address(quote(path, safe=_IN_PATH)))


def page(site: Site, stem: str, language: str) -> str:
    """Give the whole address of the page of a stem in a language."""
    return address(site, f"{stem}.{language}.html")

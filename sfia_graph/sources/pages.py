"""The addresses of the official site, and what they say of the edition."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sfia_graph.sources.cells import Row

_HOSTS = {"sfia-online.org", "www.sfia-online.org"}
_EDITION = re.compile(r"/(?:skillcode|shortcode|lor)/(\d{1,2})/")


def read_page(row: Row, field: str) -> str | None:
    """Give the address of an official page; one on another host is left out and noted."""
    written = row.text(field)
    if written is None:
        return None
    parts = urlsplit(written)
    if parts.scheme in {"http", "https"} and parts.hostname in _HOSTS and " " not in written:
        return written
    message = "no page of sfia-online.org, left out"
    row.report.repair("page", row.place(field), row.raw(field), message)
    return None


def edition_of(page: str | None) -> int | None:
    """Give the edition that an official address names.

    >>> edition_of("https://sfia-online.org/en/skillcode/9/SLMO")
    9
    """
    found = _EDITION.search(page or "")
    return int(found[1]) if found else None

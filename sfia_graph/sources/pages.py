"""The addresses of the official site, and what they say of the edition."""

from __future__ import annotations

import re

from sfia_graph.errors import Place
from sfia_graph.report import Report
from sfia_graph.sources.cells import Row

_OFFICIAL = re.compile(r"https?://(?:www\.)?sfia-online\.org(?:/[\w/.~%#?&=+-]*)?", re.ASCII)
_EDITION = re.compile(r"/(?:skillcode|shortcode|lor)/(\d{1,2})/")


def read_page(row: Row, field: str) -> str | None:
    """Give the address of an official page; one on another host is left out and noted."""
    return official_page(row.text(field), row.place(field), row.raw(field), row.report)


def official_page(written: str | None, place: Place, original: str, report: Report) -> str | None:
    """Give an address if it is one of the official site; another is left out and noted."""
    if written is None or _OFFICIAL.fullmatch(written):
        return written
    report.repair("page", place, original, "no page of sfia-online.org, left out")
    return None


def edition_of(page: str | None) -> int | None:
    """Give the edition that an official address names.

    >>> edition_of("https://sfia-online.org/en/skillcode/9/SLMO")
    9
    """
    found = _EDITION.search(page or "")
    return int(found[1]) if found else None

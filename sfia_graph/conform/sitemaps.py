"""Sitemaps (sitemaps.org protocol 0.9): the addresses that a site wants found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Place
from sfia_graph.conform.trails import follow
from sfia_graph.errors import SourceError
from sfia_graph.whole_xml import check_whole_xml

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LARGEST = 50 << 20
"""How many bytes a sitemap has at most, unpacked."""
MOST = 50_000
"""How many addresses one sitemap names at most."""

_MOST_FILES = 50
_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?"
)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What was read: the files, the addresses in their order, and what is wrong in which file."""

    files: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def read_sitemaps(client: Client, place: Place, starts: list[str]) -> Sitemap:
    """Read sitemaps and those that they list; a start that is not there is left out."""
    files: list[str] = []
    addresses: dict[str, None] = {}
    faults: list[str] = []
    waiting = list(dict.fromkeys(starts))
    while waiting and len(files) < _MOST_FILES:
        here = waiting.pop(0)
        try:
            trail = follow(client, place, here, most=LARGEST)
            if not trail.is_good:
                if files:
                    faults.append(f"{here}: {trail.outcome}, but a sitemap lists it")
                continue
            data = unpacked(trail.final, LARGEST)
        except Unanswered as error:
            faults.append(str(error))
            continue
        if trail.final.media_type == "text/html":
            continue
        files.append(here)
        entries, more = _entries(data, here, faults.append)
        addresses |= dict.fromkeys(entries)
        for each in more:
            there = place.address(each)
            if there and there not in files and there not in waiting:
                waiting.append(there)
    return Sitemap(tuple(files), tuple(addresses), tuple(faults))


def _entries(data: bytes, here: str, fault: Callable[[str], None]) -> tuple[list[str], list[str]]:
    """Give the addresses of pages and of further sitemaps."""
    try:
        check_whole_xml(data, here)
        root = ElementTree.fromstring(data)
    except SyntaxError as error:
        fault(f"{here}: no well-formed XML ({error.msg})")
        return [], []
    except SourceError as error:
        fault(f"{here}: {error.problem}")
        return [], []
    found: dict[str, list[str]] = {"urlset": [], "sitemapindex": []}
    kind = root.tag.removeprefix(NAMESPACE)
    if kind not in found or not root.tag.startswith(NAMESPACE):
        fault(f"{here}: begins with {root.tag}, expected urlset or sitemapindex of {NAMESPACE}")
        return [], []
    for entry in root:
        if not entry.tag.startswith(NAMESPACE):
            continue
        place = (entry.findtext(f"{NAMESPACE}loc") or "").strip()
        changed = (entry.findtext(f"{NAMESPACE}lastmod") or "").strip()
        if not place.startswith(("http://", "https://")):
            fault(f"{here}: an entry without a whole address in its loc ('{place[:80]}')")
            continue
        if changed and not _DATE.fullmatch(changed):
            fault(f"{here}: the lastmod of {place} is '{changed[:40]}', no W3C date")
        found[kind].append(place)
    if len(root) > MOST:
        fault(f"{here}: {len(root)} entries, more than the {MOST} that are allowed")
    return found["urlset"], found["sitemapindex"]

"""A walk through a site, breadth first: each address once, and where it was found."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sfia_graph.conform.addresses import fragment, whole
from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.link_header import Link, read_links
from sfia_graph.conform.markup import Page, Reference, read_page, read_styles
from sfia_graph.conform.media_types import HTML
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Place
from sfia_graph.conform.replies import Trail
from sfia_graph.conform.robots import Robots
from sfia_graph.conform.trails import follow

AS_A_BROWSER = "text/html,application/xhtml+xml,*/*;q=0.5"
_CHARSETS = re.compile(r"utf-?(8|16)|us-ascii|iso-8859-\d{1,2}|windows-125\d|shift_jis|euc-(jp|kr)")
_QUEUE = 20
"""How many addresses wait at most, for each that is to be looked at."""


@dataclass(frozen=True)
class Visit:
    """What an address led to; the bodies of the trail are left out.

    `found_on` is the page that leads there, `problem` why it is no good answer. `page` is there
    for HTML, `references` are the page's or the style sheet's, `links` those of the header.
    """

    address: str
    found_on: str
    is_loaded: bool
    problem: str = ""
    trail: Trail | None = None
    page: Page | None = None
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def place(self) -> str:
        """The address of the answer, behind all redirects."""
        return self.trail.final.address if self.trail else self.address

    @property
    def base(self) -> str:
        """What its relative addresses are relative to."""
        declared = whole(self.page.base, self.place) if self.page and self.page.base else None
        return declared or self.place

    @property
    def typed(self) -> tuple[Link, ...]:
        """Its typed links, by the header and by the page's head."""
        return (*self.links, *(self.page.links if self.page else ()))

    def header(self, name: str) -> str:
        """Give a header of the answer, empty where it is not there."""
        return self.trail.final.headers.get(name, "") if self.trail else ""


@dataclass(frozen=True)
class Crawl:
    """All visits by address, and how many addresses were left out by the limit and by robots.txt.

    `fragments` holds where a page's links point into another, with the page that does so.
    """

    visits: Mapping[str, Visit]
    left: int = 0
    asked_to_leave: int = 0
    fragments: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def pages(self) -> list[Visit]:
        """The pages that were read."""
        return [each for each in self.visits.values() if each.page]


def crawl(
    client: Client,
    place: Place,
    robots: Robots,
    starts: list[str],
    tell: Callable[[int, int, str], None],
) -> Crawl:
    """Walk from some addresses to all that the pages lead to, as far as the limit goes."""
    most = client.limits.pages
    waiting = deque((each, "", False) for each in starts)
    known, left = set(starts), 0
    visits: dict[str, Visit] = {}
    avoided: set[str] = set()
    fragments: dict[tuple[str, str], str] = {}
    while waiting and len(visits) < most:
        address, found_on, is_loaded = waiting.popleft()
        tell(len(visits), min(most, len(visits) + len(waiting) + 1), address)
        visit = visits[address] = look(client, place, address, found_on, is_loaded)
        for each, target in targets(place, visit):
            if point := fragment(each.target):
                fragments.setdefault((target, point), visit.place)
            if target in known or target in avoided:
                continue
            if not (each.is_loaded or robots.allows(target)):
                avoided.add(target)
            elif len(waiting) < most * _QUEUE:
                known.add(target)
                waiting.append((target, visit.place, each.is_loaded))
            else:
                left += 1
    return Crawl(visits, left + len(waiting), len(avoided), fragments)


def look(
    client: Client, place: Place, address: str, found_on: str = "", is_loaded: bool = False
) -> Visit:
    """Look at one address as a browser does."""
    try:
        trail = follow(client, place, address, AS_A_BROWSER)
        reply = trail.final
        problem = "" if trail.is_good or trail.leads_away else trail.outcome
        page: Page | None = None
        references: tuple[Reference, ...] = ()
        if trail.is_good and reply.media_type in HTML:
            page = read_page(_text(client, trail))
            references = page.references
        elif trail.is_good and reply.media_type == "text/css":
            references = tuple(read_styles(_text(client, trail)))
        links = tuple(read_links(reply.headers.get("link", "")))
    except Unanswered as error:
        return Visit(address, found_on, is_loaded, str(error).removeprefix(f"{address}: "))
    bare = Trail(tuple(replace(each, body=b"") for each in trail.replies), trail.problem)
    return Visit(address, found_on, is_loaded, problem, bare, page, references, links)


def targets(place: Place, visit: Visit) -> Iterator[tuple[Reference, str]]:
    """Give the references of a visit that stay on the site, each with the address it leads to."""
    for each in visit.references:
        target = place.address(each.target, visit.base)
        if target and place.holds(target):
            yield each, target


def _text(client: Client, trail: Trail) -> str:
    body = unpacked(trail.final, client.limits.answer)
    charset = (trail.final.parameter("charset") or "").lower()
    return body.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8", "replace")

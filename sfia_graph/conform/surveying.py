"""Finding out what a deployment is made of, beginning at any address of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from sfia_graph.conform.addresses import authority, folder, folders, origin, whole
from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.crawl import AS_A_BROWSER, Visit, crawl, look
from sfia_graph.conform.declared import WELL_KNOWN, Declared, declared
from sfia_graph.conform.dumps import read_dumps
from sfia_graph.conform.endpoints import endpoints
from sfia_graph.conform.media_types import RDF_TYPES
from sfia_graph.conform.negotiating import Lookup, look_up
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Alias, Place, common
from sfia_graph.conform.robots import Robots, read_robots
from sfia_graph.conform.sitemaps import Sitemap, read_sitemaps
from sfia_graph.conform.survey import Survey
from sfia_graph.conform.things import sample
from sfia_graph.conform.trails import follow
from sfia_graph.errors import UsageError

_DEEPEST = 4
_NAMED_BY = ("describedby", "alternate", "http://rdfs.org/ns/void#inDataset")
_SPACES = "SELECT ?space { ?dataset void:uriSpace ?space }"
_EXAMPLES = "SELECT ?thing { ?dataset void:exampleResource|void:rootResource ?thing }"

Tell = Callable[[int, int, str], None]
"""Is told how many steps are done, of how many, and what comes next."""


def survey(client: Client, url: str, tell: Tell) -> Survey:
    """Look a deployment over.

    Raises `UsageError` for what is no address of the web, and where there is nothing to look at.
    """
    place, start = _arrived(client, url)
    robots = _robots(client, place)
    tell(0, client.limits.pages, "what the host says of itself")
    above = list(folders(place.root))[:_DEEPEST]
    said = declared(
        client, place, above, [start.place, urljoin(place.root, "sparql"), *_linked(place, start)]
    )
    place = _rooted(place, said, start)
    place = place.known_as([*_spaces(client, place, said), *_elsewhere(place, [start])])
    walked = crawl(client, place, robots or Robots(), _starts(client, place, start), tell)
    place = place.known_as(_elsewhere(place, walked.pages))
    sitemap = _sitemap(client, place, robots)
    place = place.known_as(_listed(place, sitemap))
    tell(0, 1, "data dumps")
    dumps = read_dumps(client, place, said)
    things = sample(place, said, dumps, [start, *walked.pages], client.limits.things)
    lookups: list[Lookup] = []
    for each in things:
        tell(len(lookups), len(things), each.address)
        lookups.append(look_up(client, place, each))
    asked = tuple(endpoints(client, place, said))
    return Survey(client, place, start, robots, walked, said, dumps, sitemap, tuple(lookups), asked)


def _arrived(client: Client, url: str) -> tuple[Place, Visit]:
    """Give where an address leads; the hosts on the way there are asked too, no others."""
    address = whole(url)
    if address is None or "://" not in url:
        raise UsageError(f"'{url}' is no address of the web; it begins with http:// or https://")
    try:
        trail = follow(client, None, address, AS_A_BROWSER)
    except Unanswered as error:
        raise UsageError(str(error)) from None
    if not trail.is_good:
        remedy = "name a page, a thing or a catalogue that is there"
        raise UsageError(f"{address}: {trail.outcome}; {remedy}")
    hosts = frozenset(authority(each.address) for each in trail.replies)
    place = Place(folder(trail.final.address), hosts)
    start = look(client, place, address)
    if start.problem:
        raise UsageError(f"{address}: {start.problem}")
    return place, start


def _robots(client: Client, place: Place) -> Robots | None:
    try:
        trail = follow(client, place, f"{origin(place.root)}robots.txt")
        if not trail.is_good or trail.final.media_type == "text/html":
            return None
        return read_robots(unpacked(trail.final, client.limits.answer).decode("utf-8", "replace"))
    except Unanswered:
        return None


def _linked(place: Place, start: Visit) -> Iterator[str]:
    """Give where a page's typed links lead that may speak of the host."""
    for link in start.typed:
        there = place.address(link.target, start.base)
        if there and link.rel in _NAMED_BY and (link.media_type in RDF_TYPES or ":" in link.rel):
            yield there


def _rooted(place: Place, said: Declared, start: Visit) -> Place:
    """Give the place with the root that its IRIs, its VoID or what it cites speak for."""
    spaces = {folder(each) for each in said.values(_SPACES) if whole(each)}
    spaces |= {folder(each) for each in said.documents if not each.endswith(WELL_KNOWN)}
    found = [each for each in spaces if start.place.startswith(each)]
    if not found and not start.place.endswith("/"):
        host = replace(place, root=origin(place.root))
        found = [each.address for each in _elsewhere(host, [start])]
    return replace(place, root=min([*found, place.root], key=len))


def _spaces(client: Client, place: Place, said: Declared) -> Iterator[Alias]:
    """Give where the IRIs of datasets are looked up that begin with another host."""
    examples = said.values(_EXAMPLES)
    for space in said.values(_SPACES):
        if whole(space) is None or authority(space) in place.hosts:
            continue
        ends = [each.removeprefix(space) for each in examples if each.startswith(space)]
        for root in folders(place.root):
            if not ends or _answers(client, place, f"{root}{ends[0]}"):
                yield Alias(space, root)
                break


def _answers(client: Client, place: Place, address: str) -> bool:
    try:
        return client.ask(whole(address) or place.root).status < 400
    except Unanswered:
        return False


def _elsewhere(place: Place, pages: list[Visit]) -> list[Alias]:
    """Give the names on other hosts by which pages go, and what they are about."""
    pairs = (
        (visit.place, name)
        for visit in pages
        for link in visit.typed
        if link.rel in ("cite-as", "canonical") and (name := whole(link.target, visit.base))
    )
    unknown = (pair for pair in pairs if place.address(pair[1]) is None)
    return common(place.root, unknown)


def _starts(client: Client, place: Place, start: Visit) -> list[str]:
    home = [place.root] if place.root != start.place else []
    return [start.address, *(each for each in home if not look(client, place, each).problem)]


def _sitemap(client: Client, place: Place, robots: Robots | None) -> Sitemap:
    named = robots.sitemaps if robots else ()
    known = [place.address(each) or urljoin(place.root, each.rpartition("/")[2]) for each in named]
    return read_sitemaps(client, place, [*known, urljoin(place.root, "sitemap.xml")])


def _listed(place: Place, sitemap: Sitemap) -> list[Alias]:
    """Give the name by which a sitemap knows the site, where all in it stands on another host."""
    listed = [each for each in sitemap.addresses if whole(each)]
    if len(listed) < 2 or any(place.address(each) for each in listed):
        return []
    first, last = min(listed), max(listed)
    alike = next((at for at, each in enumerate(first) if last[at : at + 1] != each), len(first))
    return [Alias(folder(first[:alike]), place.root)]

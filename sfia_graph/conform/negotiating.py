"""What a thing gives for each media type that may be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sfia_graph.conform.client import Client
from sfia_graph.conform.crawl import look
from sfia_graph.conform.media_types import DATA, HTML, RDF_TYPES
from sfia_graph.conform.place import Place
from sfia_graph.conform.replies import Reply, Trail
from sfia_graph.conform.things import Thing
from sfia_graph.conform.trails import follow

ASKED = ("text/html", *RDF_TYPES)
BESIDE = frozenset({"alternate", "describedby"})


@dataclass(frozen=True, slots=True)
class Form:
    """A document about a thing, and the media type that a link or a request has it by."""

    address: str
    media_type: str
    is_linked: bool


@dataclass(frozen=True)
class Lookup:
    """A thing, the trail for each media type without its bodies, and the forms that links name."""

    thing: Thing
    trails: Mapping[str, Trail]
    linked: tuple[Form, ...]

    @property
    def is_there(self) -> bool:
        """Whether it leads to a document, whatever is asked for."""
        return any(trail.is_good for trail in self.trails.values())

    @property
    def is_negotiated(self) -> bool:
        """Whether the answers depend on what is asked for, or say so; of what is there."""
        sent = {trail.final.media_type for trail in self.trails.values() if trail.is_good}
        varied = any("accept" in each.names("vary") for each in self._replies())
        return self.is_there and (len(sent & (HTML | DATA)) > 1 or varied)

    @property
    def page(self) -> Trail:
        """The trail for HTML."""
        return self.trails["text/html"]

    def gives(self, media_type: str) -> bool:
        """Whether it gives the media type that is asked for."""
        trail = self.trails[media_type]
        sent = trail.final.media_type
        return trail.is_good and (sent == media_type or {sent, media_type} <= HTML)

    def forms(self) -> Iterator[Form]:
        """Give the documents in data, each address once: those linked, those negotiated."""
        seen = set()
        given = (
            Form(trail.final.address, asked, is_linked=False)
            for asked, trail in self.trails.items()
            if asked in RDF_TYPES and self.gives(asked)
        )
        for form in (*self.linked, *given):
            key = (form.address, "" if form.is_linked else form.media_type)
            if key not in seen and (form.address, "") not in seen:
                seen.add(key)
                yield form

    def _replies(self) -> Iterator[Reply]:
        return (reply for trail in self.trails.values() for reply in trail.replies)


def look_up(client: Client, place: Place, thing: Thing) -> Lookup:
    """Ask for a thing in each format; raises `Unanswered`."""
    trails = {}
    for each in ASKED:
        trail = follow(client, place, thing.address, each)
        bare = tuple(replace(reply, body=b"") for reply in trail.replies)
        trails[each] = Trail(bare, trail.problem)
    page = look(client, place, trails["text/html"].final.address)
    linked = (
        Form(there, link.media_type, is_linked=True)
        for link in page.typed
        if link.rel in BESIDE and link.media_type in DATA and not link.language
        if (there := place.address(link.target, page.base))
    )
    return Lookup(thing, trails, tuple(dict.fromkeys(linked)))

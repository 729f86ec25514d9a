"""What a host says of itself in RDF: its datasets (VoID), its catalogue (DCAT), its services.

Looked for at the well-known address (RFC 8615), by the usual names, and where links lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sfia_graph.conform.addresses import origin
from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.media_types import format_of_reply
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Place
from sfia_graph.conform.statements import Malformed, Unread, parse
from sfia_graph.conform.trails import follow
from sfia_graph.namespaces import PREFIXES

AS_DATA = "text/turtle, application/n-triples;q=0.9, application/ld+json;q=0.8, " + (
    "application/rdf+xml;q=0.7, */*;q=0.1"
)
NAMES = (
    *("void.ttl", "void", "void.rdf", "catalogue.ttl", "catalogue", "catalog.ttl", "catalog"),
    *("dcat.ttl", "dataset.ttl"),
)
WELL_KNOWN = ".well-known/void"

PREFIX = {
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "rdf", "rdfs", "void", "foaf")},
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}
_SPEAK_OF_HOSTS = tuple(PREFIX[name] for name in ("void", "dcat", "sd"))

Row = dict[str, str]


@dataclass(frozen=True)
class Declared:
    """All statements that a host makes about itself, the addresses of the documents, their faults.

    `broken` holds documents that a host names by a name of RDF and that do not parse.
    """

    store: ox.Store = field(default_factory=ox.Store)
    documents: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    def rows(self, query: str) -> list[Row]:
        """Give the solutions of a SELECT, each value as text, sorted."""
        found = self.store.query(query, prefixes=PREFIX)
        assert isinstance(found, ox.QuerySolutions)
        names = [each.value for each in found.variables]
        rows = (
            {name: _text(each[name]) for name in names if each[name] is not None} for each in found
        )
        return sorted(rows, key=lambda row: sorted(row.items()))

    def values(self, query: str) -> list[str]:
        """Give the values of the first variable of a SELECT, each once, sorted."""
        return sorted({value for row in self.rows(query) for value in row.values()})


def declared(client: Client, place: Place, folders: Iterable[str], more: Iterable[str]) -> Declared:
    """Read what a host says of itself in some folders, and at addresses that links name."""
    store, documents, broken = ox.Store(), [], []
    candidates = dict.fromkeys(
        [
            *more,
            *(each + name for each in folders for name in NAMES),
            f"{origin(place.root)}{WELL_KNOWN}",
        ]
    )
    seen: set[str] = set()
    for address in candidates:
        try:
            for here, triples in _read(client, place, address, seen):
                documents.append(here)
                store.extend(ox.Quad(*each) for each in triples)
        except Malformed as error:
            broken.append(f"{address}: {error}")
    return Declared(store, tuple(documents), tuple(broken))


def _read(
    client: Client, place: Place, address: str, seen: set[str]
) -> Iterator[tuple[str, list[ox.Triple]]]:
    """Give the statements of a document, if it is one of RDF that speaks of hosts."""
    try:
        trail = follow(client, place, address, AS_DATA)
        reply = trail.final
        expected = "text/turtle" if address.endswith(WELL_KNOWN) else ""
        known = format_of_reply(reply, expected)
        if not trail.is_good or known is None or reply.address in seen:
            return
        seen.add(reply.address)
        data = unpacked(reply, client.limits.answer)
        triples = parse(data, known, reply.address, client.limits.seconds)
    except (Unanswered, Unread):
        return
    if any(_speaks_of_hosts(each) for each in triples):
        yield reply.address, triples


def _speaks_of_hosts(triple: ox.Triple) -> bool:
    terms = (triple.predicate, triple.object)
    return any(
        isinstance(each, ox.NamedNode) and each.value.startswith(_SPEAK_OF_HOSTS) for each in terms
    )


def _text(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)  # type: ignore[attr-defined]

"""The formats of answers: which media types and short names ask for which."""

from __future__ import annotations

from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.negotiation import choose

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/json": "jsonld",
    "application/xml": "rdf",
    "text/xml": "rdf",
}
"""Media types and the formats that they ask for, those that the server prefers first."""

KINDS = {"rows": ROWS, "boolean": ROWS, "graph": GRAPHS}
NAMES = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""What the parameter `format` may be beside a media type."""


def formats(asked: Asked, wish: str | None) -> dict[str, str]:
    """Give the format that a client wants for each kind of answer, and none where it takes none.

    `wish` is the parameter `format`, a media type or a short name, for clients that cannot set
    Accept; for kinds of answers that do not have it the server's own preference holds.
    Raises `Refused`: 406 where no kind of answer can be given, 400 for an unknown `format`.
    """
    if wish:
        return _wished(wish)
    accept = asked.headers.get("accept")
    chosen = {kind: choose(accept, list(known)) for kind, known in KINDS.items()}
    found = {kind: KINDS[kind][each] for kind, each in chosen.items() if each}
    if not found:
        there_is = ", ".join(dict.fromkeys([*ROWS, *GRAPHS]))
        raise Refused(406, f"none of what is accepted is there; there is {there_is}")
    return found


def _wished(wish: str) -> dict[str, str]:
    media_type = NAMES.get(wish.lower(), wish.lower())
    if not any(media_type in known for known in KINDS.values()):
        raise Refused(400, f"an unknown format; use one of {', '.join(NAMES)}")
    return {
        kind: known.get(media_type, next(iter(known.values()))) for kind, known in KINDS.items()
    }

"""Media types as they are registered, and what a host says when it does not know a file."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.conform.replies import Reply
from sfia_graph.media import RDF_FORMATS, Format

RDF_TYPES = {each.media_type: each for each in RDF_FORMATS}
"""The registered media types of RDF, those first that are asked for first."""
HTML = frozenset({"text/html", "application/xhtml+xml"})
DATA = frozenset({*RDF_TYPES, "application/json", "text/csv"})

_UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_GENERIC = {
    "application/rdf+xml": frozenset({"application/xml", "text/xml"}),
    "application/ld+json": frozenset({"application/json"}),
    "application/atom+xml": frozenset({"application/xml", "text/xml"}),
    "application/linkset+json": frozenset({"application/json"}),
    "application/n-triples": frozenset({"text/plain"}),
    "text/csv": frozenset({"text/plain"}),
}
_WITH_CHARSET = frozenset({"text/turtle", "application/trig", "text/csv", "text/html"})


@dataclass(frozen=True, slots=True)
class Announced:
    """How a media type that a host sends stands to the one that was announced.

    `is_claim` is false where the host says only that it does not know the file.
    """

    is_claim: bool
    is_true: bool


def compare(reply: Reply, expected: str) -> Announced:
    """Hold the media type of an answer to the one that a link announced."""
    sent = reply.media_type
    if sent == expected or (sent in HTML and expected in HTML):
        return Announced(is_claim=True, is_true=True)
    guessed = sent in _UNKNOWN or sent in _GENERIC.get(expected, ())
    return Announced(is_claim=not guessed, is_true=guessed)


def charset_fault(reply: Reply) -> str:
    """Say what is wrong with the charset: all forms of RDF are UTF-8, whatever is sent.

    N-Triples, N-Quads and JSON-LD are registered without the parameter, where it has no meaning.
    """
    charset = reply.parameter("charset")
    if reply.media_type not in DATA or charset is None or charset.lower() in ("utf-8", "utf8"):
        return ""
    return f"{reply.address}: sent as charset={charset}, but {reply.media_type} is UTF-8"


def lacks_charset(reply: Reply) -> bool:
    """Whether a text that is not all ASCII names no charset where its registration wants one."""
    wanted = reply.media_type in _WITH_CHARSET and reply.parameter("charset") is None
    return wanted and not reply.body.isascii()


def format_of_reply(reply: Reply, expected: str = "") -> Format | None:
    """Give the RDF format of an answer: as it says, as was announced, as its name ends."""
    if reply.media_type in RDF_TYPES:
        return RDF_TYPES[reply.media_type]
    if expected in RDF_TYPES:
        return RDF_TYPES[expected]
    if reply.media_type in HTML:
        return None
    path = reply.address.partition("?")[0].lower().removesuffix(".gz")
    known = (each for each in RDF_FORMATS if path.endswith(each.endings))
    return next(known, None)

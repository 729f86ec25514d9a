"""A client that sends a query to an endpoint, and judges what comes back and when."""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

RESULTS = "application/sparql-results+json"
ACCEPT = f"{RESULTS}, application/n-triples;q=0.9, text/turtle;q=0.8"
_LARGEST = 100_000_000
_GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: a status, 0 where none came; after how many seconds; whether it was whole.

    `whole` says that all bytes are there and are a document, `given_up` that the client left.
    """

    status: int
    seconds: float
    whole: bool = False
    given_up: bool = False

    @property
    def truncated(self) -> bool:
        """Whether the server ended what looks like a good answer and is none."""
        return self.status == 200 and not (self.whole or self.given_up)


def heard(address: str, query: str, client: str, most: float) -> Heard:
    """Post a query as the client of an address of loopback; waits no more than `most` seconds."""
    parts = urlsplit(address)
    begun = time.monotonic()
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=most, source_address=(client, 0)
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": ACCEPT}
    status, whole, given_up = 0, False, False
    try:
        connection.request("POST", parts.path, urlencode({"query": query}), headers)
        with connection.getresponse() as reply:
            status = reply.status
            body = _body(reply, begun + most)
        whole = status != 200 or _is_document(reply.headers.get_content_type(), body)
    except TimeoutError:
        given_up = True
    except (OSError, http.client.HTTPException):
        pass
    finally:
        connection.close()
    return Heard(status, time.monotonic() - begun, whole, given_up)


def _body(reply: http.client.HTTPResponse, latest: float) -> bytes:
    """Give a body; raises `TimeoutError` for one that has no end, and what `http.client` raises."""
    parts, size = [], 0
    while part := reply.read(1 << 20):
        parts.append(part)
        size += len(part)
        if time.monotonic() > latest or size > _LARGEST:
            raise TimeoutError
    return b"".join(parts)


def _is_document(kind: str, body: bytes) -> bool:
    try:
        if kind in _GRAPHS:
            for _ in ox.parse(body, _GRAPHS[kind]):
                pass
        else:
            json.loads(body)
    except (SyntaxError, ValueError):
        return False
    return True

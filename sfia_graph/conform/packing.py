"""Bodies that come packed, unpacked only as far as they are listened to."""

from __future__ import annotations

import zlib

from sfia_graph.conform.client import Unanswered
from sfia_graph.conform.replies import Reply

_GZIP = b"\x1f\x8b"
_ANY_HEADER = 32 + zlib.MAX_WBITS


def unpacked(reply: Reply, most: int) -> bytes:
    """Give the body as it is to be read: without its content coding, and a file of gzip unpacked.

    Raises `Unanswered` for a coding that is not known here, for what is not what it says it is,
    and for what is larger than `most` bytes.
    """
    coding = reply.headers.get("content-encoding", "").strip().lower()
    if reply.cut:
        raise Unanswered(f"{reply.address}: more than {len(reply.body):,} bytes, too many to read")
    body = reply.body
    if coding in ("gzip", "x-gzip", "deflate"):
        body = _inflated(reply.address, body, most)
    elif coding not in ("", "identity"):
        problem = f"comes in the content coding '{coding}', which was not asked for"
        raise Unanswered(f"{reply.address}: {problem}")
    return _inflated(reply.address, body, most) if body.startswith(_GZIP) else body


def _inflated(address: str, body: bytes, most: int) -> bytes:
    found = bytearray()
    while body:
        inflating = zlib.decompressobj(_ANY_HEADER)
        try:
            found += inflating.decompress(body, most + 1 - len(found))
        except zlib.error:
            raise Unanswered(f"{address}: the body is packed, but not as it says") from None
        if len(found) > most:
            problem = f"unpacks to more than {most:,} bytes, too many to read"
            raise Unanswered(f"{address}: {problem}")
        if not inflating.eof:
            raise Unanswered(f"{address}: the packed body is not whole")
        body = inflating.unused_data.lstrip(b"\0")
    return bytes(found)

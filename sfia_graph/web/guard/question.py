"""What a worker is asked and what it replies, as messages over a socket.

A message is two lengths, a head in JSON and a body of bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sfia_graph.store.embedded import Dataset

LENGTHS = struct.Struct("!II")
LARGEST_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how to answer it.

    `formats` names the format for each kind of answer, `rows`, `boolean` and `graph`; for a kind
    without one the reply is 406. `dataset` are the graphs that the request names, None where it
    leaves that to the query; relative IRIs stand against `base`.
    """

    query: str
    formats: Mapping[str, str] = field(
        default_factory=lambda: {"rows": "json", "boolean": "json", "graph": "ttl"}
    )
    dataset: Dataset | None = None
    base: str | None = None

    def pack(self) -> bytes:
        """Give the question as a message."""
        head = {"formats": dict(self.formats), "dataset": self.dataset, "base": self.base}
        return pack(head, self.query.encode("utf-8"))

    @classmethod
    def read(cls, head: Mapping[str, Any], body: bytes) -> Question:
        """Give the question that a message holds."""
        named = head["dataset"]
        dataset = (tuple(named[0]), tuple(named[1])) if named else None
        return cls(body.decode("utf-8"), head["formats"], dataset, head["base"])


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker replies: an answer where `status` is 200, else one plain line as body.

    `used` is how many bytes the worker takes more than when it began.
    """

    status: int
    media_type: str
    body: bytes
    used: int = 0

    def pack(self) -> bytes:
        """Give the reply as a message."""
        head = {"status": self.status, "media_type": self.media_type, "used": self.used}
        return pack(head, self.body)

    @classmethod
    def read(cls, head: Mapping[str, Any], body: bytes) -> Reply:
        """Give the reply that a message holds; raises `ValueError` for one that holds none."""
        try:
            status, media_type, used = head["status"], head["media_type"], head["used"]
        except KeyError as error:
            raise ValueError(f"no {error} in a reply") from None
        return cls(int(status), str(media_type), body, int(used))


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Give a message."""
    written = json.dumps(head).encode("ascii")
    return LENGTHS.pack(len(written), len(body)) + written + body


def unpack(receive: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """Read a message; `receive` gives as many bytes as it is told, or raises `EOFError`."""
    of_head, of_body = LENGTHS.unpack(receive(LENGTHS.size))
    head = json.loads(receive(of_head))
    return head, receive(of_body) if of_body else b""

"""What a host answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from functools import cached_property

ELSEWHERE = "on a host of others"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Reply:
    """An answer: what was asked for, the status, the headers by lower-case name, the body.

    `cut` says that the body goes on beyond what is listened to, `surplus` that more came than the
    headers had announced.
    """

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False
    surplus: bool = False

    @cached_property
    def _type(self) -> Message:
        read = Message()
        read["content-type"] = self.headers.get("content-type", "")
        return read

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case; empty where none is named."""
        return self._type.get_content_type() if "content-type" in self.headers else ""

    def parameter(self, name: str) -> str | None:
        """Give a parameter of the media type, such as its charset."""
        found = self._type.get_param(name)
        return found if isinstance(found, str) else None

    @property
    def is_redirect(self) -> bool:
        """Whether it sends the client elsewhere (RFC 9110, section 15.4)."""
        return self.status in REDIRECTS

    def names(self, header: str) -> frozenset[str]:
        """Give the words of a header that lists some, in lower case, such as `Vary`."""
        listed = self.headers.get(header, "").split(",")
        return frozenset(each.strip().lower() for each in listed if each.strip())


@dataclass(frozen=True)
class Trail:
    """The answers that an address led to, one redirect after the other.

    `problem` says why it ended before a whole answer: a loop, no Location, another host.
    """

    replies: tuple[Reply, ...]
    problem: str = ""

    @property
    def final(self) -> Reply:
        """The last answer."""
        return self.replies[-1]

    @property
    def statuses(self) -> tuple[int, ...]:
        """The status of each answer."""
        return tuple(each.status for each in self.replies)

    @property
    def is_good(self) -> bool:
        """Whether it ends in a 200."""
        return not self.problem and self.final.status == 200

    @property
    def leads_away(self) -> bool:
        """Whether it ended because it leads to a host of others, which is no fault."""
        return self.problem.endswith(ELSEWHERE)

    @property
    def outcome(self) -> str:
        """Where it ended, in a few words."""
        return self.problem or f"answers {self.final.status}"

"""Following an address: each redirect is seen, and none leads to a host of others."""

from __future__ import annotations

from collections.abc import Mapping

from sfia_graph.conform.addresses import whole
from sfia_graph.conform.client import Client
from sfia_graph.conform.place import Place
from sfia_graph.conform.replies import ELSEWHERE, Reply, Trail


def follow(
    client: Client,
    place: Place | None,
    address: str,
    accept: str = "*/*",
    headers: Mapping[str, str] | None = None,
    most: int | None = None,
) -> Trail:
    """Give the answers that an address leads to (RFC 9110, section 15.4).

    Without a place every host is asked. Raises `Unanswered`.
    """
    replies: list[Reply] = []
    seen: set[str] = set()
    while True:
        if address in seen:
            return Trail(tuple(replies), f"redirects in a loop by way of {address}")
        if len(replies) > client.limits.hops:
            return Trail(tuple(replies), f"redirects more than {client.limits.hops} times")
        seen.add(address)
        reply = client.ask(address, accept, headers, most=most)
        replies.append(reply)
        if not reply.is_redirect:
            return Trail(tuple(replies))
        location = reply.headers.get("location", "")
        there = whole(location, address) if location else None
        if there is None:
            said = f"'{location[:80]}' for" if location else "no"
            return Trail(tuple(replies), f"answers {reply.status} with {said} Location")
        known = place.address(there) if place else there
        if known is None:
            return Trail(tuple(replies), f"redirects to {there}, {ELSEWHERE}")
        address = known

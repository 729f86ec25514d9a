"""Clients of a server on this machine, who work while something else is done.

All of 127.0.0.0/8 is this machine, so that each has an address of its own.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def at_work(over: Event, works: Iterable[Callable[[], object]]) -> Iterator[None]:
    """Do works, each in a thread, while the block runs; then `over` is set and they are awaited."""
    threads = [Thread(target=each) for each in works]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()


def status_of(
    port: int,
    client: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> int:
    """Ask as the client of that address, by POST where there is a body; gives the status.

    It is 0 where the connection ended without an answer, or before its end.
    """
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60, source_address=(client, 0)
    )
    try:
        connection.request("POST" if body else "GET", path, body, dict(headers or {}))
        with connection.getresponse() as reply:
            reply.read()
            return reply.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()

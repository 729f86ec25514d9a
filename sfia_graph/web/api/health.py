"""`health`: whether the server answers, and since when with what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from anyio.to_thread import run_sync

from sfia_graph.results import Rows
from sfia_graph.web.exchange import Finished, json
from sfia_graph.web.live import Live
from sfia_graph.web.site import Site

_counted: WeakKeyDictionary[Site, int] = WeakKeyDictionary()


def health(live: Live) -> Callable[[], Awaitable[Finished]]:
    """Give the function that answers `health`; it counts the time from this call on.

    200 and `ok`, or 503 and `closing` once `live.closing` is set, so that a balancer sends nobody
    any more.
    """
    since = datetime.now(UTC).isoformat(timespec="seconds")

    async def answer() -> Finished:
        site = live.state.site
        if site not in _counted:
            _counted[site] = await run_sync(_count, site)
        found = {
            "status": "closing" if live.closing else "ok",
            "statements": _counted[site],
            "since": since,
            "modified": site.modified.isoformat(),
        }
        return json(found, 503 if live.closing else 200)

    return answer


def _count(site: Site) -> int:
    rows = site.store.sparql("SELECT (COUNT(*) AS ?statements) { ?s ?p ?o }")
    assert isinstance(rows, Rows)
    return next(int(str(row["statements"])) for row in rows)

"""`metrics`: what the server does, in Prometheus's text format 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from sfia_graph.web.api.observing import Observed
from sfia_graph.web.exchange import Finished
from sfia_graph.web.guard import Counts
from sfia_graph.web.live import Live

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
KINDS = {
    "": "page",
    "health": "watch",
    "mcp": "mcp",
    "metrics": "watch",
    "openapi.json": "api",
    "query": "query",
    "reconcile": "reconcile",
    "search": "search",
    "sparql": "sparql",
    "static": "static",
}
"""The kind of a request by the first part of its path; others are `page` or `data`."""
BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counts requests by kind and status, their time and their bytes, and reads what is live."""

    def __init__(self, live: Live) -> None:
        self._registry = CollectorRegistry()
        self._root = live.state.site.root.encode()
        self._requests = Counter(
            "sfia_graph_requests",
            "Requests by kind and status.",
            ("kind", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sfia_graph_request_seconds",
            "Time from the headers of a request to the last byte of its answer.",
            ("kind",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._bytes = Counter(
            "sfia_graph_sent_bytes", "Bytes of bodies sent.", ("kind",), registry=self._registry
        )
        self._children: dict[tuple[str, int], tuple[Counter, Histogram, Counter]] = {}
        self._registry.register(_Living(live))
        ProcessCollector(registry=self._registry)

    def note(self, seen: Observed) -> None:
        """Count a request."""
        key = kind(seen.scope.get("raw_path") or b"", self._root), seen.status
        children = self._children.get(key)
        if children is None:
            children = self._children[key] = (
                self._requests.labels(key[0], str(key[1])),
                self._seconds.labels(key[0]),
                self._bytes.labels(key[0]),
            )
        children[0].inc()
        children[1].observe(seen.seconds)
        children[2].inc(seen.size)

    async def answer(self) -> Finished:
        """Answer `metrics`."""
        return Finished(generate_latest(self._registry), MEDIA_TYPE)


def kind(raw_path: bytes, root: bytes = b"/") -> str:
    """Give the kind of a request, one of a few: never a word that a client chose.

    >>> kind(b"/9/skill/SLMO.fr.html"), kind(b"/9/skill/SLMO"), kind(b"/query/search.csv")
    ('page', 'data', 'query')
    """
    path = raw_path.split(b"?")[0]
    if not path.startswith(root):
        return "outside"
    path = path[len(root) :]
    if path.endswith(b".html"):
        return "page"
    first = path.split(b"/")[0].decode("latin-1")
    return KINDS.get(first) or KINDS.get(first.split(".")[0], "data")


class _Living(Collector):
    """What is live, looked at when somebody asks."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        """Give the figures of kept answers and of the guard."""
        kept = self._live.state.kept
        asked = CounterMetricFamily(
            "sfia_graph_kept_answers", "Requests by whether a kept answer was there.", None, ["met"]
        )
        asked.add_metric(["yes"], kept.hits)
        asked.add_metric(["no"], kept.misses)
        yield asked
        size = "Bytes that kept answers take."
        yield GaugeMetricFamily("sfia_graph_kept_bytes", size, kept.size)
        yield GaugeMetricFamily("sfia_graph_kept", "Answers that are kept.", len(kept))
        if self._live.state.guard:
            yield from _guarded(self._live.state.guard.counts)


def _guarded(counts: Counts) -> Iterator[Metric]:
    now = GaugeMetricFamily("sfia_graph_sparql", "Ad-hoc queries at this moment.", None, ["state"])
    now.add_metric(["queued"], counts.queued)
    now.add_metric(["running"], counts.running)
    yield now
    ended = CounterMetricFamily(
        "sfia_graph_sparql_ended", "Ad-hoc queries by how they ended.", None, ["how"]
    )
    ended.add_metric(["answered"], counts.answered)
    ended.add_metric(["killed"], counts.killed)
    ended.add_metric(["refused"], counts.refused)
    yield ended
    workers = "Workers that took the place of others."
    yield CounterMetricFamily("sfia_graph_workers_restarted", workers, counts.restarted)

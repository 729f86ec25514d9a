"""How the server is watched: its health, its figures, a line of log for each request."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from served import Served, served

from sfia_graph.results import Rows
from sfia_graph.store import open_store
from sfia_graph.web.api.health import health
from sfia_graph.web.api.log import MOST_WAITING, AccessLog, line
from sfia_graph.web.api.metrics import kind
from sfia_graph.web.api.observing import Observed
from sfia_graph.web.live import Live, State
from sfia_graph.web.site import open_site

SECRET = "our-secret-restructuring"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "access.log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Served]:
    with served("--access-log", str(log)) as found:
        yield found


def _written(path: Path, agent: str, count: int = 1) -> list[dict[str, Any]]:
    """Wait for so many lines of an agent, ten seconds at most."""
    latest = time.monotonic() + 10
    while time.monotonic() < latest:
        lines = [json.loads(each) for each in path.read_text(encoding="ascii").splitlines()]
        found = [each for each in lines if each["agent"] == agent]
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{path} has not {count} lines of {agent}")


def _figures(server: Served) -> dict[tuple[str, ...], float]:
    reply = server.ask("/metrics")
    assert reply.status == 200
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(reply.text)
        for sample in family.samples
    }


def test_health_says_what_is_served_since_when(server: Served) -> None:
    reply = server.ask("/health")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.headers["cache-control"] == "no-store"
    found = json.loads(reply.body)
    assert set(found) == {"status", "statements", "since", "modified"}
    assert found["status"] == "ok"
    answer = open_store().sparql("SELECT (COUNT(*) AS ?statements) { ?s ?p ?o }")
    assert isinstance(answer, Rows)
    assert answer.values() == [(found["statements"],)]
    since = datetime.fromisoformat(found["since"])
    assert datetime.fromisoformat(found["modified"]) < since <= datetime.now(UTC)
    assert json.loads(server.ask("/health").body) == found


def test_a_server_that_closes_is_not_healthy() -> None:
    live = Live(State(open_site(), None))
    ask = health(live)

    async def both() -> list[tuple[int, str]]:
        before = await ask()
        live.closing = True
        after = await ask()
        return [(each.status, json.loads(each.body)["status"]) for each in (before, after)]

    assert asyncio.run(both()) == [(200, "ok"), (503, "closing")]


@pytest.mark.parametrize("path", ["/health", "/metrics"])
def test_the_state_is_asked_for_and_nothing_else(server: Served, path: str) -> None:
    head = server.ask(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    for method in ("POST", "DELETE", "OPTIONS"):
        reply = server.ask(path, method=method)
        assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
        assert reply.text == f"{method} is not for this address; it takes GET, HEAD\n"


def test_metrics_are_in_the_text_format_of_prometheus(server: Served) -> None:
    reply = server.ask("/metrics")
    assert reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {each.name: each.type for each in text_string_to_metric_families(reply.text)}
    assert families["sfia_graph_requests"] == "counter"
    assert families["sfia_graph_request_seconds"] == "histogram"
    assert families["sfia_graph_kept_bytes"] == "gauge"
    assert families["process_resident_memory_bytes"] == "gauge"


def test_requests_are_counted_by_kind_and_status(server: Served) -> None:
    before = _figures(server)
    length = sum(len(server.ask("/query/skill-levels.csv").body) for _ in range(3))
    server.ask("/query/skill-level.csv")
    server.ask("/9/skill/SLMO")
    server.ask("/9/skill/SLMO.fr.html")
    after = _figures(server)

    def grown(*key: str) -> float:
        return after[key] - before.get(key, 0)

    assert grown("sfia_graph_requests_total", "query", "200") == 3
    assert grown("sfia_graph_requests_total", "query", "404") == 1
    assert grown("sfia_graph_requests_total", "data", "303") == 1
    assert grown("sfia_graph_requests_total", "page", "200") == 1
    assert grown("sfia_graph_request_seconds_count", "query") == 4
    assert grown("sfia_graph_sent_bytes_total", "query") > length
    assert grown("sfia_graph_kept_answers_total", "yes") == 2


def test_ad_hoc_queries_are_counted_by_how_they_ended(server: Served) -> None:
    before = _figures(server)
    server.ask("/sparql?query=ASK+%7B%7D")
    after = _figures(server)
    answered = ("sfia_graph_sparql_ended_total", "answered")
    assert after[answered] - before[answered] == 1
    assert after["sfia_graph_sparql", "running"] == 0


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (b"/", "page"),
        (b"/9/skill/SLMO.fr.html", "page"),
        (b"/9/skill/SLMO.ttl", "data"),
        (b"/query/search.csv", "query"),
        (b"/queries.ttl", "data"),
        (b"/search", "search"),
        (b"/sparql", "sparql"),
        (b"/reconcile/suggest/entity", "reconcile"),
        (b"/static/style.css", "static"),
        (b"/health", "watch"),
        (b"/any word of a visitor's", "data"),
        (b"http://elsewhere", "outside"),
        (b"", "outside"),
    ],
)
def test_kinds_are_few_whatever_is_asked(path: bytes, expected: str) -> None:
    assert kind(path) == expected


def test_no_word_of_a_visitor_becomes_a_label(server: Served) -> None:
    for path in (f"/{SECRET}", f"/query/{SECRET}", f"/search?q={SECRET}", f"/static/{SECRET}.js"):
        server.ask(path, {"user-agent": SECRET})
    assert SECRET not in server.ask("/metrics").text


def test_each_request_is_a_line_of_json(server: Served, log: Path) -> None:
    asked = {"user-agent": "line/1", "referer": f"https://company.example:8443/{SECRET}?q=1"}
    reply = server.ask("/query/skill-levels.csv?code=SLMO", asked)
    server.ask("/query/nothing", asked)
    first, second = _written(log, "line/1", 2)
    assert set(first) == {
        *("time", "method", "path", "status", "bytes", "ms", "client", "referrer", "agent"),
    }
    assert (first["method"], first["path"]) == ("GET", "/query/skill-levels.csv")
    assert (first["status"], first["bytes"]) == (200, len(reply.body))
    assert (first["client"], first["referrer"]) == ("127.0.0.0", "company.example")
    assert first["ms"] > 0
    assert datetime.fromisoformat(first["time"]) <= datetime.now(UTC)
    assert (second["path"], second["status"]) == ("/query/nothing", 404)


def test_the_log_holds_nothing_of_what_was_asked(server: Served, log: Path) -> None:
    said = {"user-agent": "asked/1", "cookie": SECRET, "authorization": SECRET}
    server.ask(f"/search?q={SECRET}", said)
    server.ask(f"/sparql?query={SECRET}", said)
    form = {**said, "content-type": "application/x-www-form-urlencoded"}
    server.ask("/reconcile", form, "POST", f"queries={SECRET}".encode())
    server.ask("/sparql", form, "POST", f"query={SECRET}".encode())
    lines = _written(log, "asked/1", 4)
    assert [each["path"] for each in lines] == ["/search", "/sparql", "/reconcile", "/sparql"]
    assert SECRET not in str(lines)


def test_a_whole_log_keeps_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "whole.log"
    with served("--access-log", str(path), "--whole-log") as server:
        server.ask("/search?q=a", {"user-agent": "whole/1", "referer": "https://x.example/a?b"})
        server.ask("/health", {"user-agent": "whole/2"})
    (found,) = _written(path, "whole/1")
    assert (found["path"], found["client"]) == ("/search?q=a", "127.0.0.1")
    assert found["referrer"] == "https://x.example/a?b"
    assert len(path.read_text().splitlines()) == 2


def _observed(**scope: Any) -> Observed:
    given = {"method": "GET", "raw_path": b"/", "query_string": b"", "headers": [], **scope}
    return Observed(given, 200, 0, 0.0015)


@pytest.mark.parametrize(
    ("client", "shortened"),
    [
        ("192.0.2.99", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("::ffff:192.0.2.99", "::"),
        ("unix", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_its_network(client: str, shortened: str) -> None:
    seen = _observed(client=(client, 1))
    assert json.loads(line(0.0, seen))["client"] == shortened
    assert json.loads(line(0.0, seen, whole=True))["client"] == client


def test_a_line_obeys_no_visitor() -> None:
    nasty = b'\x1b[2J\x7f\n", "status": 500, \xc2\x9b\xff'
    headers = [(b"user-agent", nasty), (b"referer", b"http://[" + nasty)]
    written = line(1.5, _observed(raw_path=b"/" + nasty, headers=headers, client=None))
    assert written.isascii()
    assert written.endswith("\n")
    assert all(32 <= ord(each) < 127 for each in written[:-1])
    found = json.loads(written)
    assert (found["status"], found["ms"]) == (200, 1.5)
    assert found["agent"] == nasty.decode("latin-1")
    assert found["time"] == "1970-01-01T00:00:01.500+00:00"


def test_a_line_has_an_end() -> None:
    long = b"x" * 9_000
    seen = _observed(raw_path=long, headers=[(b"user-agent", long), (b"referer", long)])
    assert len(line(0.0, seen)) < 2_000
    assert len(line(0.0, seen, whole=True)) < 2_000


def _logged(stream: io.StringIO, work: Callable[[AccessLog], None]) -> AccessLog:
    async def run() -> AccessLog:
        log = AccessLog(stream)
        work(log)
        await log.close()
        return log

    return asyncio.run(run())


def test_what_waits_is_written_in_the_end() -> None:
    stream = io.StringIO()

    def work(log: AccessLog) -> None:
        for number in range(3):
            log.note(_observed(raw_path=f"/{number}".encode()))

    assert _logged(stream, work).lost == 0
    paths = [json.loads(each)["path"] for each in stream.getvalue().splitlines()]
    assert paths == ["/0", "/1", "/2"]


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    stream = io.StringIO()
    stream.close()
    assert _logged(stream, lambda log: log.note(_observed())).lost == 1


def test_what_waits_is_bounded() -> None:
    def work(log: AccessLog) -> None:
        for _ in range(MOST_WAITING + 5):
            log.note(_observed())

    assert _logged(io.StringIO(), work).lost == 5

"""Queries made to bring a server down are ended or refused, and others get their pages."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode, urlsplit

import pytest
from long import some
from served import Served, served
from visitors import SLOW, asked, children, connected, held, post, until, workers

from benchmarks.bombs import attacked
from benchmarks.shapes import SHAPES

GROWTH = 20_000_000
"""How many bytes the server may hold more after all of it."""
WHOLE = {"deep brackets": 1, "4,000 braces behind others": 1}
"""Bombs that do no harm, and how many rows they have."""
LARGE = f'SELECT ("{"x" * 1_100}" AS ?x) {{ ?s ?p ?o }} LIMIT 8500'
PAGE = "/9/skill/SLMO.en.html"

DEADLINE = 0.5
LATE = "the query took more than 0.5 seconds and was ended; ask for less at once"
GREEDY = "the query took more than 512 MB of memory and was ended; ask for less"
REASONS = {
    (400, "braces inside braces, more than 500 deep"),
    (413, "the answer has more than 10,000 triples; ask for less, for example with LIMIT"),
    (413, "the answer has more than 10,000,000 bytes; ask for less, for example with LIMIT"),
    (413, "the body is larger than 65,536 bytes"),
    (413, "the query is longer than 16,384 bytes"),
    (414, "the address is longer than 8,192 bytes; POST takes more"),
    (500, GREEDY),
    (504, LATE),
}


@contextmanager
def _unharmed(deadline: float) -> Iterator[Served]:
    """Run a server that is as it was once the block is over, but for a client that was too slow."""
    options = ("--deadline", str(deadline), "--workers", "4")
    with served(*options) as found, connected(found, 99) as slow:
        # Until its workers stand, it shares with them what is its own later.
        until(lambda: len(workers(found)) == 5)
        assert found.ask(PAGE).status == 200
        before = held(found.process.pid)
        slow.sendall(post("ASK {}")[:-2])
        yield found
        assert slow.recv(12) == b"HTTP/1.1 408"
        assert found.ask("/health").status == 200
        assert found.process.poll() is None
        until(lambda: len(workers(found)) == 5)
        assert len(children(found.process.pid)) == 1
        assert held(found.process.pid) < before + GROWTH


@pytest.fixture(scope="module")
def bombed() -> Iterator[Served]:
    """A server that only bombs are sent to."""
    with _unharmed(DEADLINE) as found:
        yield found


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """A server whose deadline no harmless query reaches, however busy the machine is."""
    with _unharmed(20) as found:
        yield found


@pytest.mark.parametrize("name", some(list(SHAPES), 2))
def test_a_bomb_gets_a_plain_reason_in_time(bombed: Served, name: str) -> None:
    heard = asked(bombed, SHAPES[name])
    assert heard.seconds < DEADLINE + 0.5
    if heard.status == 200:
        assert len(json.loads(heard.reply.body)["results"]["bindings"]) == WHOLE[name]
    else:
        assert (heard.status, heard.problem) in REASONS
    assert bombed.process.poll() is None


def test_bombs_that_do_no_harm_are_answered(site: Served) -> None:
    for name, rows in WHOLE.items():
        heard = asked(site, SHAPES[name])
        assert heard.status == 200
        assert len(json.loads(heard.reply.body)["results"]["bindings"]) == rows


FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
WAYS: dict[str, Callable[[str], tuple[str, dict[str, str], str, bytes | None]]] = {
    "GET": lambda query: (f"/sparql?{urlencode({'query': query})}", {}, "GET", None),
    "a form": lambda query: ("/sparql", FORM, "POST", urlencode({"query": query}).encode()),
    "another format": lambda query: ("/sparql?format=xml", DIRECT, "POST", query.encode()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["three-way cross join", "150 distinct counts"])
def test_a_bomb_ends_in_time_however_it_is_asked(bombed: Served, name: str, way: str) -> None:
    begun = time.monotonic()
    reply = bombed.ask(*WAYS[way](SHAPES[name]))
    assert time.monotonic() - begun < DEADLINE + 0.5
    assert (reply.status, reply.text.rstrip("\n")) in REASONS


def test_a_bomb_that_comes_slowly_has_no_more_time(bombed: Served) -> None:
    """The clock of a query begins when it is whole; that of its body has an end of its own."""
    said = post(SLOW)
    with connected(bombed, 40) as client:
        for at in range(0, len(said), 40):
            client.sendall(said[at : at + 40])
            time.sleep(0.05)
        begun = time.monotonic()
        assert client.recv(12) == b"HTTP/1.1 504"
        assert time.monotonic() - begun < DEADLINE + 0.5


def test_pages_are_there_while_six_attackers_send_bombs(bombed: Served) -> None:
    """How soon they are there is measured by `benchmarks.serving_report`."""
    statuses = Counter[int]()
    with attacked(urlsplit(bombed.address).port or 0, 6) as heard:
        over = time.monotonic() + 4
        while time.monotonic() < over:
            statuses[bombed.ask(PAGE).status] += 1
            limit = statuses.total() % 20 + 1
            statuses[bombed.ask(f"/search?q=management&limit={limit}").status] += 1
    assert set(statuses) == {200}
    assert set(heard) <= {200, 400, 413, 500, 503, 504}
    assert heard[504] > 0


def test_clients_that_take_nothing_hold_up_nobody(site: Served) -> None:
    with ExitStack() as stack:
        for number in range(1, 6):
            client = stack.enter_context(connected(site, number, 4_096))
            client.sendall(post(LARGE))
            assert client.recv(12) == b"HTTP/1.1 200"
        assert _answered(site) == {200: 10}


def test_clients_that_send_slowly_hold_up_nobody(site: Served) -> None:
    with ExitStack() as stack:
        for number in range(1, 31):
            client = stack.enter_context(connected(site, number % 3 + 1))
            client.sendall(post(SLOW)[: 10 * number])
        assert _answered(site) == {200: 10}


def test_clients_that_hang_up_leave_nothing_behind(site: Served) -> None:
    for number in range(1, 31):
        with connected(site, number % 10 + 1) as client:
            client.sendall(post(SLOW)[: None if number % 3 else 40])
            time.sleep(0.01 * (number % 4))
        with connected(site, number % 10 + 1, 4_096) as client:
            client.sendall(post(LARGE))
            time.sleep(0.01 * (number % 7))
    until(lambda: _answered(site) == {200: 10})


def _answered(site: Served) -> dict[int, int]:
    """Give the statuses of ten queries and pages."""
    heard = [asked(site, "ASK {}", number + 20).status for number in range(5)]
    return Counter([*heard, *(site.ask(PAGE).status for _ in range(5))])

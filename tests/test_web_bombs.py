"""Queries made to bring a server down are ended or refused, and others get their pages."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from served import Served, served
from visitors import SLOW, asked, children, connected, held, post, until, workers

from benchmarks.bombs import BOMBS, attacked

GROWTH = 20_000_000
"""How many bytes the server may hold more after all of it."""
WHOLE = {"deep brackets": 1, "4,000 braces behind others": 1}
"""Bombs that do no harm, and how many rows they have."""
LARGE = f'SELECT ("{"x" * 1_100}" AS ?x) {{ ?s ?p ?o }} LIMIT 8500'
PAGE = "/9/skill/SLMO.en.html"

LATE = "the query took more than 1 second and was ended; ask for less at once"
GREEDY = "the query took more than 512 MB of memory and was ended; ask for less"
REASONS = {
    (400, "braces inside braces, more than 500 deep"),
    (413, "the answer has more than 10,000 triples; ask for less, for example with LIMIT"),
    (413, "the answer has more than 10,000,000 bytes; ask for less, for example with LIMIT"),
    (413, "the body is larger than 1,000,000 bytes"),
    (413, "the query is longer than 16,384 bytes"),
    (500, GREEDY),
    (504, LATE),
}


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served("--deadline", "1", "--workers", "4") as found, connected(found, 99) as slow:
        before = held(found.process.pid)
        slow.sendall(post("ASK {}")[:-2])
        yield found
        assert slow.recv(12) == b"HTTP/1.1 408"
        assert found.ask("/health").status == 200
        assert found.process.poll() is None
        until(lambda: len(workers(found)) == 5)
        assert len(children(found.process.pid)) == 1
        assert held(found.process.pid) < before + GROWTH


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_gets_a_plain_reason_in_time(site: Served, name: str) -> None:
    heard = asked(site, BOMBS[name])
    assert heard.seconds < 1.5
    if name in WHOLE:
        assert heard.status == 200
        assert len(json.loads(heard.reply.body)["results"]["bindings"]) == WHOLE[name]
    else:
        assert (heard.status, heard.problem) in REASONS
    assert asked(site, "ASK {}").status == 200


def test_pages_are_there_while_six_attackers_send_bombs(site: Served) -> None:
    took = []
    with attacked(urlsplit(site.address).port or 0, 6) as heard:
        over = time.monotonic() + 4
        while time.monotonic() < over:
            begun = time.monotonic()
            assert site.ask(PAGE).status == 200
            took.append(time.monotonic() - begun)
            assert site.ask(f"/search?q=management&limit={len(took) % 20 + 1}").status == 200
    assert sorted(took)[len(took) * 99 // 100] < 0.25
    assert set(heard) <= {200, 400, 413, 500, 504}
    assert heard[504] > 4


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
            client = stack.enter_context(connected(site, number % 5 + 1))
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
    until(lambda: _answered(site) == {200: 10}, 2)


def _answered(site: Served) -> dict[int, int]:
    """Give the statuses of ten queries and pages."""
    heard = [asked(site, "ASK {}", number + 20).status for number in range(5)]
    return Counter([*heard, *(site.ask(PAGE).status for _ in range(5))])

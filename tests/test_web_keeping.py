"""Finished answers are kept within a bound, the least recently used given up first."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sfia_graph.web.exchange import Asked, Finished, plain
from sfia_graph.web.keeping import Kept, Ready, ready
from sfia_graph.web.live import Live, State
from sfia_graph.web.places import Places
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.trusted import Trusted


def _of(size: int) -> Ready:
    return Ready(Finished(b"x" * size, "text/plain"), [])


A, B, K = (b"a",), (b"b",), (b"k",)


def test_what_is_kept_is_given_back_and_counted() -> None:
    kept = Kept()
    answer = _of(10)
    assert kept.get(A) is None
    kept.put(A, answer)
    assert kept.get(A) is answer
    assert (kept.hits, kept.misses, kept.size, len(kept)) == (1, 1, 11, 1)


def test_the_least_recently_used_is_given_up() -> None:
    kept = Kept(most=110)
    for name in b"abcdefghij":
        kept.put((bytes([name]),), _of(10))
    kept.get(A)
    kept.put(K, _of(10))
    assert kept.get(B) is None
    assert kept.get(A) is not None
    assert (kept.size, len(kept)) == (110, 10)


def test_what_would_fill_the_room_is_not_kept() -> None:
    kept = Kept(most=110)
    kept.put(A, _of(11))
    kept.put((b"/", None, b"a header as long as it likes"), _of(1))
    assert (kept.size, len(kept)) == (0, 0)


def test_an_answer_in_the_place_of_another_counts_once() -> None:
    kept = Kept(most=110)
    kept.put(A, _of(10))
    kept.put(A, _of(5))
    assert (kept.size, len(kept)) == (6, 1)


def test_what_a_client_asks_by_counts_as_much_as_what_it_gets() -> None:
    kept = Kept(most=1_000_000)
    for number in range(100):
        kept.put((b"/", b"%d" % number, b"x" * 50_000), _of(10))
    assert (kept.size <= kept.most, len(kept)) == (True, 19)


def test_every_answer_carries_what_makes_it_safe() -> None:
    headers = dict(ready(plain("well")).headers)
    assert headers[b"content-type"] == b"text/plain; charset=utf-8"
    assert headers[b"content-length"] == b"5"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b"script-src 'self';" in headers[b"content-security-policy"]
    assert b"unsafe" not in headers[b"content-security-policy"]


def test_an_answer_without_a_body_has_no_length() -> None:
    headers = dict(ready(Finished(b"", "", 304)).headers)
    assert b"content-length" not in headers
    assert b"content-type" not in headers


def test_a_fault_of_ours_is_a_page_of_its_own_and_is_not_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(site: Site, asked: Asked) -> Finished:
        raise ZeroDivisionError("secret")

    async def asked_twice() -> list[dict[str, Any]]:
        live = Live(State(open_site(), None))
        sent: list[dict[str, Any]] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {"type": "http", "method": "GET", "raw_path": b"/x", "query_string": b""}
        accept = [(b"accept", b"text/html")]
        trusted = Trusted(live, fail, Places(1))
        for _ in range(2):
            await trusted({**scope, "headers": accept}, receive, send)
        assert len(live.state.kept) == 0
        return sent

    sent = asyncio.run(asked_twice())
    starts = [each for each in sent if each["type"] == "http.response.start"]
    assert [each["status"] for each in starts] == [500, 500]
    assert (b"x-content-type-options", b"nosniff") in starts[0]["headers"]
    assert b"Something went wrong here" in sent[1]["body"]
    assert b"secret" not in sent[1]["body"]
    assert caplog.text.count("ZeroDivisionError: secret") == 2

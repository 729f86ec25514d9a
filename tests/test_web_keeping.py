"""Finished answers are kept within a bound, the least recently used given up first."""

from __future__ import annotations

from sfia_graph.web.exchange import Finished, plain
from sfia_graph.web.keeping import Kept, Ready, ready


def _of(size: int) -> Ready:
    return Ready(Finished(b"x" * size, "text/plain"), [])


def test_what_is_kept_is_given_back_and_counted() -> None:
    kept = Kept()
    answer = _of(10)
    assert kept.get("a") is None
    kept.put("a", answer)
    assert kept.get("a") is answer
    assert (kept.hits, kept.misses, kept.size, len(kept)) == (1, 1, 10, 1)


def test_the_least_recently_used_is_given_up() -> None:
    kept = Kept(most=100)
    for name in "abcdefghij":
        kept.put(name, _of(10))
    kept.get("a")
    kept.put("k", _of(10))
    assert kept.get("b") is None
    assert kept.get("a") is not None
    assert (kept.size, len(kept)) == (100, 10)


def test_what_would_fill_the_room_is_not_kept() -> None:
    kept = Kept(most=100)
    kept.put("a", _of(11))
    assert (kept.size, len(kept)) == (0, 0)


def test_an_answer_in_the_place_of_another_counts_once() -> None:
    kept = Kept(most=100)
    kept.put("a", _of(10))
    kept.put("a", _of(5))
    assert (kept.size, len(kept)) == (5, 1)


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

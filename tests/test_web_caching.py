"""Validators, 304 and content codings of finished answers (RFC 9110, sections 8 and 13)."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta, timezone

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.web.caching import SMALLEST, conditional, encode, entity_tag, tagged, varied
from sfia_graph.web.exchange import HTML, Finished

MODIFIED = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
DATE = "Fri, 02 Jan 2026 03:04:05 GMT"
LONG = Finished(b"<p>a skill</p>" * 100, HTML, headers=(("Link", "<x>"), ("Vary", "Accept")))


def _said(answer: Finished) -> dict[str, str]:
    names = [name.lower() for name, _ in answer.headers]
    assert len(names) == len(set(names))
    return {name.lower(): value for name, value in answer.headers}


def test_a_body_is_encoded_as_the_client_likes_best() -> None:
    answer = encode(LONG, "gzip, br")
    assert brotli.decompress(answer.body) == LONG.body
    assert _said(answer) == {
        "link": "<x>",
        "vary": "Accept, Accept-Encoding",
        "content-encoding": "br",
    }
    zipped = encode(LONG, "gzip;q=1, br;q=0.5")
    assert gzip.decompress(zipped.body) == LONG.body
    assert _said(zipped)["content-encoding"] == "gzip"


def test_the_same_bytes_give_the_same_bytes() -> None:
    for coding in ("br", "gzip"):
        assert encode(LONG, coding) == encode(LONG, coding)
    assert encode(LONG, "gzip").body[4:8] == bytes(4)


@pytest.mark.parametrize("header", [None, "identity", "br;q=0", "deflate"])
def test_an_answer_that_is_not_encoded_says_that_it_could_have_been(header: str | None) -> None:
    answer = encode(LONG, header)
    assert answer.body == LONG.body
    assert _said(answer) == {"link": "<x>", "vary": "Accept, Accept-Encoding"}


@pytest.mark.parametrize(
    "media_type",
    [
        *("text/csv; charset=utf-8; header=present", "application/ld+json", "application/json"),
        *("application/rdf+xml", "application/n-triples", "image/svg+xml", "Text/Turtle"),
        *("application/sparql-results+json", "application/problem+json", "text/javascript"),
    ],
)
def test_texts_are_compressed(media_type: str) -> None:
    assert _said(encode(Finished(LONG.body, media_type), "br"))["content-encoding"] == "br"


@pytest.mark.parametrize("media_type", ["image/png", "font/woff2", "application/zip"])
def test_what_is_no_text_is_left_alone(media_type: str) -> None:
    answer = Finished(LONG.body, media_type)
    assert encode(answer, "br") is answer


def test_what_is_encoded_already_is_left_alone() -> None:
    answer = Finished(LONG.body, HTML, headers=(("Content-Encoding", "zstd"),))
    assert encode(answer, "br") is answer


def test_what_is_short_is_compressed_only_for_who_takes_nothing_else() -> None:
    short = Finished(b"a" * (SMALLEST - 1), HTML)
    assert encode(short, "br").body == short.body
    assert brotli.decompress(encode(short, "br, identity;q=0").body) == short.body
    assert encode(short, "identity;q=0").body == short.body


def test_what_does_not_get_smaller_is_left_as_it_is() -> None:
    noise = bytes(hash((at, at * at)) % 251 for at in range(600))
    dense = gzip.compress(noise, mtime=0)
    answer = Finished(dense, "text/plain")
    assert encode(answer, "gzip").body == dense


@given(st.binary(max_size=2_000), st.sampled_from([None, "br", "gzip", "*", "gzip;q=0.1"]))
def test_every_body_comes_back_whole(body: bytes, header: str | None) -> None:
    answer = encode(Finished(body, HTML), header)
    undo = {"br": brotli.decompress, "gzip": gzip.decompress}.get(
        _said(answer).get("content-encoding", ""), lambda same: same
    )
    assert undo(answer.body) == body
    assert len(answer.body) <= len(body)


def test_vary_names_each_header_once() -> None:
    assert varied(LONG, "ACCEPT") is LONG
    several = Finished(b"", HTML, headers=(("Vary", "Accept, Origin"), ("vary", "accept")))
    assert _said(varied(several, "Cookie"))["vary"] == "Accept, Origin, accept, Cookie"
    anything = Finished(b"", HTML, headers=(("Vary", "*"),))
    assert varied(anything, "Accept") is anything


def test_each_representation_and_coding_has_its_own_strong_tag() -> None:
    french = Finished(LONG.body, HTML, headers=(("Content-Language", "fr"),))
    answers = [LONG, french, encode(LONG, "br"), encode(LONG, "gzip")]
    answers += [Finished(LONG.body, "text/plain"), Finished(LONG.body + b" ", HTML)]
    tags = [entity_tag(answer) for answer in answers]
    assert len(set(tags)) == len(tags)
    assert all(tag.startswith('"') and tag.endswith('"') and tag.isascii() for tag in tags)
    assert entity_tag(encode(LONG, "br")) == entity_tag(encode(LONG, "br"))


def test_a_200_gets_validators() -> None:
    answer = tagged(LONG, MODIFIED)
    assert _said(answer)["etag"] == entity_tag(LONG)
    assert _said(answer)["last-modified"] == DATE
    east = tagged(LONG, MODIFIED.astimezone(timezone(timedelta(hours=5))))
    assert _said(east)["last-modified"] == DATE
    assert tagged(answer, datetime(2000, 1, 1, tzinfo=UTC)) == answer


@pytest.mark.parametrize("status", [303, 304, 400, 404, 406, 500])
def test_another_status_gets_none(status: int) -> None:
    answer = Finished(b"x", HTML, status)
    assert tagged(answer, MODIFIED) is answer


READY = tagged(
    encode(
        Finished(
            LONG.body,
            HTML,
            headers=(
                ("Content-Location", "/x.html"),
                ("Content-Language", "fr"),
                ("Cache-Control", "no-cache"),
            ),
        ),
        "br",
    ),
    MODIFIED,
)
TAG = _said(READY)["etag"]


@pytest.mark.parametrize(
    "value",
    [TAG, f"W/{TAG}", f'"other", {TAG}', f'W/"a,b" ,W/{TAG}', "*", " * "],
    ids=["same", "weak", "list", "weak list", "any", "any with spaces"],
)
def test_who_has_it_hears_so(value: str) -> None:
    answer = conditional(READY, {"if-none-match": value})
    assert (answer.status, answer.body) == (304, b"")
    assert _said(answer) == {
        "etag": TAG,
        "vary": "Accept-Encoding",
        "content-location": "/x.html",
        "cache-control": "no-cache",
    }


@pytest.mark.parametrize(
    "value", ["", '"other"', TAG.strip('"'), TAG[:-2] + '"', "\x00", '"', '"*"']
)
def test_who_has_another_gets_it(value: str) -> None:
    assert conditional(READY, {"if-none-match": value}) is READY


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (DATE, 304),
        ("Friday, 02-Jan-26 03:04:05 GMT", 304),
        ("Fri Jan  2 03:04:05 2026", 304),
        ("Sat, 03 Jan 2026 00:00:00 GMT", 304),
        ("Fri, 02 Jan 2026 03:04:04 GMT", 200),
        ("Fri, 02 Jan 2026 05:04:05 +0200", 304),
        ("yesterday", 200),
        ("", 200),
        ("Fri, 99 Jan 2026 03:04:05 GMT", 200),
        ("Fri, 02 Jan 99999 03:04:05 GMT", 200),
        (f"{DATE}{' ' * 10_000}", 200),
    ],
)
def test_since_when(since: str, status: int) -> None:
    assert conditional(READY, {"if-modified-since": since}).status == status


def test_a_tag_counts_before_a_date() -> None:
    asked = {"if-none-match": '"other"', "if-modified-since": DATE}
    assert conditional(READY, asked) is READY
    old = {"if-none-match": TAG, "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    assert conditional(READY, old).status == 304


def test_what_is_no_200_is_never_304() -> None:
    answer = Finished(b"", HTML, 404, (("ETag", TAG), ("Last-Modified", DATE)))
    assert conditional(answer, {"if-none-match": "*", "if-modified-since": DATE}) is answer


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_condition_gets_an_answer(tags: str, since: str) -> None:
    asked = {"if-none-match": tags}
    assert conditional(READY, asked).status in {200, 304}
    assert conditional(READY, {"if-modified-since": since}).status in {200, 304}

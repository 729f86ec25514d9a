"""What a client likes best: Accept, Accept-Language, Accept-Encoding (RFC 9110, RFC 4647)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.web.negotiation import choose, choose_language, codings, media_ranges

OFFERS = ["text/html", "text/turtle", "application/ld+json", "application/json", "text/csv"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        pytest.param(None, "text/html", id="absent"),
        pytest.param("", "text/html", id="empty"),
        pytest.param("*/*", "text/html", id="anything"),
        pytest.param(BROWSER, "text/html", id="browser"),
        pytest.param("text/turtle", "text/turtle", id="one"),
        pytest.param("TEXT/Turtle", "text/turtle", id="case"),
        pytest.param("text/html;q=0.5, text/turtle", "text/turtle", id="weights"),
        pytest.param("text/turtle;q=0.5,application/ld+json;Q=0.6", "application/ld+json", id="Q"),
        pytest.param("text/*", "text/html", id="wildcard"),
        pytest.param("application/*", "application/ld+json", id="wildcard of another"),
        pytest.param("text/*, text/html;q=0", "text/turtle", id="most specific excludes"),
        pytest.param("*/*, text/*;q=0", "application/ld+json", id="wildcard excludes"),
        pytest.param("text/html;q=0.2, */*;q=0.1", "text/html", id="specific weight"),
        pytest.param("text/html;q=0.1, */*;q=0.2", "text/turtle", id="specific weight is lower"),
        pytest.param("application/json, text/plain, */*", "application/json", id="named first"),
        pytest.param("text/csv, text/turtle", "text/turtle", id="tie by the server's order"),
        pytest.param("image/png", None, id="none"),
        pytest.param("text/html;q=0", None, id="refused alone"),
        pytest.param("*/*;q=0", None, id="everything refused"),
        pytest.param("text/html;level=1", None, id="a parameter that no offer has"),
        pytest.param("text/html;level=1, text/csv;q=0.1", "text/csv", id="then another"),
        pytest.param("text/turtle; charset=UTF-8", "text/turtle", id="the charset that is sent"),
        pytest.param("text/turtle;charset=latin-1", None, id="another charset"),
        pytest.param(
            'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, x;y"',
            "application/ld+json",
            id="a profile is a hint",
        ),
        pytest.param("text/turtle;q=0.5;ext=1", "text/turtle", id="an extension behind the weight"),
        pytest.param("text/turtle ; q=1.000 ,, ,", "text/turtle", id="spaces and empty parts"),
        pytest.param("rubbish, text/turtle", "text/turtle", id="malformed part"),
        pytest.param("text/html;q=2, text/turtle;q=0.1", "text/turtle", id="malformed weight"),
        pytest.param("text/html;q=0.1234, text/csv", "text/csv", id="weight of four digits"),
        pytest.param("*/html, text/turtle", "text/turtle", id="malformed wildcard"),
        pytest.param('text/html;a="b, text/turtle', "text/html", id="an open quotation"),
        pytest.param("rubbish", "text/html", id="malformed whole"),
        pytest.param("text/html;q=x", "text/html", id="malformed weight whole"),
        pytest.param("text/html;q", "text/html", id="no value"),
        pytest.param("\x00é\u2028", "text/html", id="no ASCII"),
        pytest.param("text/html, *; q=.2, */*; q=.2", "text/html", id="Java's default"),
    ],
)
def test_accept_chooses(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


def test_the_range_with_a_parameter_decides_on_the_offer_that_has_it() -> None:
    offers = ["text/html;level=1", "text/html;level=2", "text/html", "text/plain"]
    accept = "text/*;q=0.3, text/html;q=0.7, text/html;level=1, text/html;level=2;q=0.4, */*;q=0.5"
    assert choose(accept, offers) == "text/html;level=1"
    assert choose(accept, offers[1:]) == "text/html"
    assert choose(accept, offers[1:2] + offers[3:]) == "text/html;level=2"
    assert choose('text/html;level="1"', offers[::-1]) == "text/html;level=1"


_QUALITIES = st.sampled_from(["", ";q=0", ";q=0.0", ";q=0.001", ";q=0.5", ";q=1"])
_RANGES = st.lists(
    st.tuples(
        st.sampled_from([*OFFERS, "text/*", "application/*", "*/*", "image/png"]), _QUALITIES
    ),
    unique_by=lambda each: each[0],
    min_size=1,
)


def _quality(offer: str, ranges: list[tuple[str, str]]) -> float:
    said = dict(ranges)
    names = (offer, f"{offer.split('/')[0]}/*", "*/*")
    found = next((said[name] for name in names if name in said), ";q=0")
    return float(found.removeprefix(";q=") or 1)


@given(_RANGES)
def test_the_choice_is_never_refused_and_nothing_is_liked_better(
    ranges: list[tuple[str, str]],
) -> None:
    chosen = choose(", ".join(name + quality for name, quality in ranges), OFFERS)
    best = max(_quality(offer, ranges) for offer in OFFERS)
    assert (chosen is None) == (best == 0)
    assert chosen is None or _quality(chosen, ranges) == best


@given(_RANGES, st.randoms())
def test_the_order_of_ranges_does_not_matter(ranges: list[tuple[str, str]], random: object) -> None:
    parts = [name + quality for name, quality in ranges]
    mixed = sorted(parts, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert choose(",".join(parts), OFFERS) == choose(" , ".join(mixed), OFFERS)


@given(_RANGES, st.sampled_from(["a", "a/b/c", "text/html;q=7", "*/x", "/", ";", '"', "a/b;c"]))
def test_a_malformed_part_changes_nothing(ranges: list[tuple[str, str]], part: str) -> None:
    header = ", ".join(name + quality for name, quality in ranges)
    assert choose(f"{header}, {part}", OFFERS) == choose(header, OFFERS)


@given(st.text())
def test_any_header_gets_an_answer(header: str) -> None:
    assert choose(header, OFFERS) in {*OFFERS, None}
    assert choose_language(header, ["en", "fr"]) in {"en", "fr"}
    assert set(codings(header)) <= {"br", "gzip", "identity"}


@pytest.mark.parametrize(
    "part", ["text/html;q=0.1,", '"', '\\"', 'a/b;c="\\', "en;q=0.1,", ",", ";", "*/*;", "a-"]
)
def test_the_time_grows_with_the_length_only(part: str) -> None:
    def took(count: int) -> float:
        header = part * count
        times = []
        for _ in range(3):
            start = time.perf_counter()
            choose(header, OFFERS)
            choose_language(header, ["en", "fr"])
            codings(header)
            times.append(time.perf_counter() - start)
        return min(times)

    assert took(16_000) < 40 * took(1_600) + 0.05


def test_a_part_is_read_as_it_stands() -> None:
    (found,) = media_ranges('Text/HTML; Level="a\\"b,c" ;q=0.25')
    assert (found.main, found.sub, found.quality) == ("text", "html", 0.25)
    assert found.parameters == (("level", 'a"b,c'),)


@pytest.mark.parametrize(
    ("header", "languages", "chosen"),
    [
        pytest.param(None, ["en", "fr"], "en", id="absent"),
        pytest.param("fr", ["en", "fr"], "fr", id="exact"),
        pytest.param("FR-ca", ["en", "fr"], "fr", id="falls back"),
        pytest.param("zh-Hant-x-twain, fr;q=0.1", ["en", "zh"], "zh", id="falls back far"),
        pytest.param("en;q=0.5, fr", ["en", "fr"], "fr", id="weights"),
        pytest.param("de, fr;q=0.2", ["en", "fr"], "fr", id="the first that is there"),
        pytest.param("de, *", ["en", "fr"], "en", id="anything is the default"),
        pytest.param("de", ["en", "fr"], "en", id="none is the default"),
        pytest.param("en", ["fr", "en-US", "en-GB"], "en-US", id="reaches a longer tag"),
        pytest.param("en-GB", ["en-US", "en-GB"], "en-GB", id="exact before longer"),
        pytest.param("en-AU, fr", ["fr", "en-GB"], "en-GB", id="another region before others"),
        pytest.param("en;q=0", ["en", "fr"], "fr", id="the default is refused"),
        pytest.param("en;q=0, fr;q=0", ["en", "fr"], "en", id="all are refused"),
        pytest.param("en;q=0, en-GB", ["en-US", "en-GB", "fr"], "en-GB", id="all but one"),
        pytest.param("fr;q=x, en_US, !", ["en", "fr"], "en", id="malformed"),
        pytest.param("en, fr", ["fr", "en"], "en", id="ties by the client's order"),
    ],
)
def test_accept_language_chooses(header: str | None, languages: list[str], chosen: str) -> None:
    assert choose_language(header, languages) == chosen


@given(
    st.lists(
        st.tuples(st.sampled_from(["en", "fr", "de", "fr-CA"]), st.sampled_from(["0", "0.3", "1"])),
        unique_by=lambda each: each[0],
    )
)
def test_a_language_that_is_refused_is_chosen_only_where_all_are(
    ranges: list[tuple[str, str]],
) -> None:
    header = ", ".join(f"{tag};q={quality}" for tag, quality in ranges)
    refused = {tag for tag, quality in ranges if quality == "0"}
    chosen = choose_language(header, ["en", "fr", "de"])
    assert chosen not in refused or {"en", "fr", "de"} <= refused | {chosen}


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        pytest.param(None, ("identity",), id="absent"),
        pytest.param("", ("identity",), id="empty"),
        pytest.param("gzip, deflate, br, zstd", ("br", "gzip", "identity"), id="browser"),
        pytest.param("gzip", ("gzip", "identity"), id="gzip"),
        pytest.param("x-gzip", ("gzip", "identity"), id="its old name"),
        pytest.param("GZIP;q=0.5, br;q=0.1", ("gzip", "br", "identity"), id="weights"),
        pytest.param("gzip;q=0.5, identity", ("identity", "gzip"), id="rather not"),
        pytest.param("br;q=0, gzip", ("gzip", "identity"), id="refused"),
        pytest.param("*", ("br", "gzip", "identity"), id="anything"),
        pytest.param("*;q=0", (), id="nothing"),
        pytest.param("*;q=0, identity", ("identity",), id="nothing else"),
        pytest.param("br;q=0, *", ("gzip", "identity"), id="anything else"),
        pytest.param("gzip, identity;q=0", ("gzip",), id="identity refused"),
        pytest.param("identity;q=0", (), id="identity refused alone"),
        pytest.param("gzip, *;q=0", ("gzip",), id="gzip only"),
        pytest.param("deflate", ("identity",), id="another"),
        pytest.param("gzip;q=nan", ("identity",), id="malformed"),
    ],
)
def test_accept_encoding_chooses(header: str | None, accepted: tuple[str, ...]) -> None:
    assert codings(header) == accepted

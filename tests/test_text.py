"""Wording is cleaned in one place, each repair is noted, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.errors import Place
from sfia_graph.report import Finding, Report
from sfia_graph.text import clean

CELL = Place("bakery.xlsx", sheet="Skills", row=2, column="Guidance notes")


def _clean(raw: str, *, essence: bool = False) -> tuple[str | None, list[str]]:
    report = Report()
    text = clean(raw, CELL, report, essence=essence)
    assert {finding.original for finding in report.findings} <= {raw}
    return text, [finding.kind for finding in report.findings]


@pytest.mark.parametrize(
    ("raw", "text", "kinds"),
    [
        ("one_x000D_\ntwo", "one\ntwo", ["line-break"]),
        ("one_x000D_two", "one\ntwo", ["line-break"]),
        ("one\r\ntwo", "one\ntwo", ["line-break"]),
        ("one\rtwo", "one\ntwo", ["line-break"]),
        ("one_x000D_\n_x000D_\ntwo", "one\n\ntwo", ["line-break"]),
        ("one\vtwo", "one\ntwo", ["line-break"]),
        ("one\u00a0two", "one two", ["no-break-space"]),
        ("café\u202f!", "café !", ["no-break-space"]),
        ("one \t\ntwo", "one\ntwo", ["outer-blank"]),
        ("\n one\n\n", "one", ["outer-blank"]),
        ("one\u00a0\ntwo", "one\ntwo", ["no-break-space", "outer-blank"]),
        ("cafe\u0301", "café", ["nfc"]),
        *((f"a{mark}b", "ab", ["control-character"]) for mark in "\0\x08\x0e\x1f\x7f\ufffe\uffff"),
        ("_x000D_\n", None, ["line-break", "outer-blank"]),
        ("   ", None, ["outer-blank"]),
        ("", None, []),
    ],
)
def test_a_repair_is_made_and_noted_with_the_original(
    raw: str, text: str | None, kinds: list[str]
) -> None:
    assert _clean(raw) == (text, kinds)


@pytest.mark.parametrize(
    "text",
    [
        "• flour\n• water\n\n- salt",
        "  two  blanks  inside".strip(),
        "“Quotes”, more – and … — dashes",
        "first\n   indented",
        "tab\tinside",
        "Essence of the level: stays where it is no essence",
        "_x000d_ in lower case is no escape of ours",
        "日本語、العربية, 😀",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert _clean(text) == (text, [])


@pytest.mark.parametrize(
    ("raw", "text", "kinds"),
    [
        ("Essence of the level: Bakes.", "Bakes.", ["essence-prefix"]),
        ("Essence of the level:\u00a0Bakes.", "Bakes.", ["no-break-space", "essence-prefix"]),
        ("Essence of the level:\nBakes.", "Bakes.", ["essence-prefix"]),
        ("Essence of the level:", None, ["essence-prefix"]),
        ("Bakes. Essence of the level: x", "Bakes. Essence of the level: x", []),
    ],
)
def test_the_heading_before_an_essence_is_left_out(
    raw: str, text: str | None, kinds: list[str]
) -> None:
    assert _clean(raw, essence=True) == (text, kinds)


def test_a_lost_character_is_a_warning_that_names_the_cell_and_stays() -> None:
    report = Report()
    assert clean("the baker\ufffds oven", CELL, report) == "the baker\ufffds oven"
    assert report.findings == [
        Finding(
            "warning",
            "lost-character",
            CELL,
            "the baker\ufffds oven",
            "U+FFFD stands where a character was lost",
        )
    ]


TEXTS = st.lists(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(["\r", "\n", "\u00a0", " ", "\t", "_x000D_", "e\u0301"]),
    )
).map("".join)


@given(TEXTS)
def test_a_clean_text_stays_as_it_is(raw: str) -> None:
    once, _ = _clean(raw)
    assert _clean(once or "") == (once, [kind for kind in _clean(once or "")[1] if "lost" in kind])


@given(TEXTS)
def test_a_text_changes_only_with_a_repair(raw: str) -> None:
    text, kinds = _clean(raw)
    repaired = [kind for kind in kinds if kind != "lost-character"]
    assert (text or "") == raw or repaired


@given(TEXTS)
def test_only_blanks_and_control_characters_are_ever_lost(raw: str) -> None:
    text, _ = _clean(raw)
    assert _letters(text or "") == _letters(raw.replace("_x000D_", ""))


def _letters(text: str) -> str:
    kept = (
        each for each in text if unicodedata.category(each) != "Cc" and each not in "\ufffe\uffff"
    )
    return "".join(unicodedata.normalize("NFC", "".join(kept)).split())

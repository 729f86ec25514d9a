"""Language tags and the few words of each language."""

from __future__ import annotations

import pytest

from sfia_graph.languages import WORDS, is_tag, level_label, primary


@pytest.mark.parametrize(
    ("tag", "language"), [("fr", "fr"), ("fr-CA", "fr"), ("EN-gb", "en"), ("zh-Hant-TW", "zh")]
)
def test_a_tag_has_a_language(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize("tag", ["en", "en-GB", "fr-CA", "zh-Hant-TW", "de-1996", "zxx"])
def test_what_bcp_47_allows_is_a_tag(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize(
    "tag", ["", "e", "en_US", "en-", "-en", "en US", "en--GB", "françaisfr", "abcdefghi", "en\n"]
)
def test_what_bcp_47_does_not_allow_is_no_tag(tag: str) -> None:
    assert not is_tag(tag)


@pytest.mark.parametrize(
    ("tag", "label"),
    [("en-GB", "Level 4"), ("fr", "Niveau 4"), ("fr-CA", "Niveau 4"), ("de", "Level 4")],
)
def test_a_level_is_named_in_its_language_or_in_english(tag: str, label: str) -> None:
    assert level_label(4, tag) == label


def test_headings_tell_languages_apart() -> None:
    assert len({words.heading for words in WORDS.values()}) == len(WORDS)

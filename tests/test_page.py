"""The text of one skill's page becomes an edition of one skill, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import EDITION, FRENCH, NOTE, SOURCE, one_skill, page_text

from sfia_graph.errors import Place, SourceError
from sfia_graph.languages import WORDS
from sfia_graph.records import LEVELS, Edition, LevelText, Skill, SourceFile
from sfia_graph.report import Report
from sfia_graph.sources.page import read_page_text
from sfia_graph.sources.page_writing import write_page_text
from sfia_graph.text import clean

BREW = one_skill(EDITION, "BREW")
PAGE = page_text(BREW)
LINES = {line: number for number, line in enumerate(PAGE.split("\n"), 1)}
HEADING = WORDS["en"].heading


def _read(text: str, report: Report | None = None, **wish: str | None) -> Edition:
    return read_page_text(text, SOURCE, report or Report(), edition=9, **wish)


def _findings(text: str) -> list[tuple[str, str, str]]:
    report = Report()
    _read(text, report)
    found = ((str(each.place), each.original, each.message) for each in report.findings)
    return [each for each in found if not each[2].startswith("level 1 is not in the list")]


@pytest.mark.parametrize("edition", [EDITION, FRENCH], ids=["English", "French"])
@pytest.mark.parametrize("code", [skill.code for skill in EDITION.skills])
def test_a_page_is_read_in_each_language_that_has_a_row(edition: Edition, code: str) -> None:
    wanted = one_skill(edition, code)
    assert _read(page_text(wanted)) == wanted


def test_a_page_is_written_as_it_was_read() -> None:
    assert write_page_text(_read(PAGE)) == PAGE


def test_a_page_of_a_level_that_is_not_observed_says_so_in_the_report() -> None:
    report = Report()
    found = _read(PAGE, report)
    assert found.not_observed_note == NOTE
    assert found.skills[0].not_observed == (1, 4, 5, 6, 7)
    line = LINES["Coffee brewing: Level 1"]
    assert [(str(each.place), each.original, each.message) for each in report.findings] == [
        (
            f"bakery.xlsx, line {line}",
            NOTE,
            "level 1 is not in the list; its text is read as saying so",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        PAGE.replace("\n\n", "\n"),
        PAGE.replace("\n\n", "\n\n\n\n"),
        f"\n\n{PAGE}\n\n",
        PAGE.replace("\n", "  \n"),
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("\n", "\r"),
        PAGE.replace(" BREW", "\u00a0BREW"),
        PAGE.replace(": Level", "\u00a0: Level"),
        PAGE.replace("2 3\n", "2, 3\n"),
        PAGE.replace("2 3\n", "2\n3\n"),
        PAGE.replace("2 3\n", "3 2\n"),
        PAGE.replace("2 3\n", "2 3 3\n"),
    ],
    ids=[
        *("tight", "loose", "blank lines around", "trailing blanks", "CRLF", "CR"),
        *("no-break space before the code", "before a colon", "commas", "a level a line"),
        *("list out of order", "list with one twice"),
    ],
)
def test_a_page_may_be_copied_carelessly(text: str) -> None:
    assert _read(text) == BREW


def test_levels_out_of_order_are_put_in_order_and_said() -> None:
    two, three = (f"Coffee brewing: Level {n}\n\nDoes coffee brewing number {n}." for n in (2, 3))
    turned = PAGE.replace(two, "X").replace(three, two).replace("X", three)
    assert _read(turned) == BREW
    assert _findings(turned) == [
        (
            f"bakery.xlsx, line {LINES['Coffee brewing: Level 1']}",
            "[1, 3, 2]",
            "levels put in order",
        )
    ]


def test_a_list_out_of_order_is_put_in_order_and_said() -> None:
    assert _findings(PAGE.replace("2 3\n", "3 2\n")) == [
        (f"bakery.xlsx, line {LINES['2 3']}", "3 2", "levels put in order")
    ]


def test_a_decomposed_page_is_composed_and_said() -> None:
    import unicodedata

    wanted = one_skill(FRENCH, "BREW")
    report = Report()
    assert _read(unicodedata.normalize("NFD", page_text(wanted)), report) == wanted
    assert {each.kind for each in report.findings} == {"nfc", "not-observed"}


def test_a_title_that_ends_in_four_capitals_is_no_name() -> None:
    text = PAGE.replace(BREW.title or "", "The framework of the GILD")
    assert _read(text).skills == BREW.skills
    assert _read(text).title == "The framework of the GILD"


def test_the_file_name_says_the_edition_and_the_report_that_it_did() -> None:
    report = Report()
    source = SourceFile("sfia-7_en_BREW.txt", "0" * 64)
    assert read_page_text(PAGE, source, report).number == 7
    assert report.findings[0].place == Place("sfia-7_en_BREW.txt")
    assert report.findings[0].message == "read as edition 7, after the file's name"


@pytest.mark.parametrize(
    ("tag", "language"), [(None, "en"), ("en-GB", "en-GB"), ("en-US", "en-US"), ("en", "en")]
)
def test_the_headings_say_the_language_and_the_user_the_region(
    tag: str | None, language: str
) -> None:
    assert _read(PAGE, language=tag).language == language


def _line(of: str) -> str:
    return f"bakery.xlsx, line {LINES[of]}: "


LEVEL_2, LEVEL_3 = "Coffee brewing: Level 2", "Coffee brewing: Level 3"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            PAGE.replace(LEVEL_3, "Level three"),
            "bakery.xlsx: level 3 is listed but has no heading '…: Level 3';"
            " add the heading and its text",
        ),
        (
            PAGE.replace(LEVEL_3, LEVEL_2),
            _line(LEVEL_3) + "level 2 stands twice; keep one of them",
        ),
        (
            PAGE.replace(LEVEL_3, "Coffee brewing: Level 8"),
            _line(LEVEL_3) + "found level 8; levels run from 1 to 7",
        ),
        (
            PAGE.replace(LEVEL_3, "Coffee brewing: Level 0"),
            _line(LEVEL_3) + "found level 0; levels run from 1 to 7",
        ),
        (
            PAGE.replace("Does coffee brewing number 2.", ""),
            _line(LEVEL_2) + "no text below level 2; write the text",
        ),
        (
            PAGE.replace("2 3\n", "2\n"),
            _line(LEVEL_3) + "a text of level 3, which is not in the list of levels;"
            " add the level to the list or delete the text",
        ),
        (
            page_text(one_skill(EDITION, "KNEA")).replace("1 2 3 4\n", "1 2 4\n"),
            "bakery.xlsx, line 19: a text of level 3, which is not in the list of levels;"
            " add the level to the list or delete the text",
        ),
        (
            PAGE.replace("2 3\n", "two three\n"),
            _line("2 3") + "found 'two three' where the list of levels should be; as in '2 3 4 5'",
        ),
        (
            PAGE.replace("2 3\n", ""),
            "bakery.xlsx, line 10: found '' where the list of levels should be; as in '2 3 4 5'",
        ),
        (
            PAGE.replace(HEADING, "Niveles de responsabilidad"),
            "bakery.xlsx: no heading of a skill's page in a known language (en, fr);"
            " copy the page whole",
        ),
        (
            PAGE.replace(" BREW", " Brew"),
            "bakery.xlsx, line 1: no line with a name and a four-letter code; as in 'Testing TEST'",
        ),
        (
            PAGE.replace(BREW.skills[0].definition or "", ""),
            _line("Coffee brewing BREW") + "no overall description below the name; write it there",
        ),
    ],
    ids=[
        *("level missing", "level doubled", "level 8", "level 0", "no text", "not in the list"),
        *("gap in the list", "list in words", "no list", "unknown language", "no code"),
        "no description",
    ],
)
def test_a_page_at_fault_is_refused_with_its_line(text: str, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(text)
    assert str(caught.value) == line


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("page.txt", "page.txt: a page does not say its edition; give --edition"),
        ("sfia.txt", "sfia.txt: a page does not say its edition; give --edition"),
        (
            "sfia-12.txt",
            "sfia-12.txt: edition 12, which is unknown; known are 1 to 9",
        ),
        ("sfia-2025.txt", "sfia-2025.txt: a page does not say its edition; give --edition"),
    ],
)
def test_a_name_that_says_no_edition_asks_for_it(name: str, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_page_text(PAGE, SourceFile(name, "0" * 64), Report())
    assert str(caught.value) == line


def test_a_language_that_the_headings_contradict_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        _read(PAGE, language="fr")
    assert str(caught.value) == (
        _line(HEADING) + "the headings are in 'en', not in 'fr'; leave --language out"
    )


# --- the law: reading undoes writing ------------------------------------------------------------

_WORDS = (
    st.lists(st.text("abcdé’« ", min_size=1), min_size=1)
    .map(" ".join)
    .map(lambda text: clean(text, Place(""), Report()) or "")
    .filter(bool)
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=3).map("\n• ".join)


@st.composite
def pages(draw: st.DrawFn) -> Edition:
    """An edition of one skill, as a page has it."""
    levels = range(draw(st.integers(1, 7)), 8)[: draw(st.integers(1, 7))]
    skill = Skill(
        code=draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4)),
        name=draw(_WORDS),
        levels=tuple(LevelText(level, draw(_TEXT)) for level in levels),
        definition=draw(_TEXT),
    )
    noted = levels[0] > LEVELS[0]
    return replace(
        BREW,
        language=draw(st.sampled_from(sorted(WORDS))),
        skills=(skill,),
        title=draw(st.none() | _WORDS),
        not_observed_note=draw(st.none() | _WORDS) if noted else None,
    )


@given(pages())
def test_reading_undoes_writing(edition: Edition) -> None:
    assert _read(write_page_text(edition)) == edition


# --- the real page ------------------------------------------------------------------------------


def test_the_real_page_comes_back_word_for_word(sfia: Path) -> None:
    path = sfia / "sfia-7_fr_page_SLMO.txt"
    text = path.read_text(encoding="utf-8")
    report = Report()
    found = read_page_text(text, SourceFile(path.name, "0" * 64), report)
    (skill,) = found.skills
    assert (found.number, found.language, skill.code) == (7, "fr", "SLMO")
    assert [at.level for at in skill.levels] == [2, 3, 4, 5, 6, 7]
    assert skill.not_observed == (1,)
    assert found.not_observed_note
    assert write_page_text(found) == text.rstrip("\n")
    assert [finding.kind for finding in report.findings] == ["edition", "not-observed"]

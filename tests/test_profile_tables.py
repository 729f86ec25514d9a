"""Cells of sheets of roles and people: levels, days, words, headings, formulas."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.errors import Place, SourceError
from sfia_graph.profiles.columns import HEADINGS, find_columns, kind_of
from sfia_graph.profiles.dates import NoDate, latest_today, read_date, write_date
from sfia_graph.profiles.levels import NoLevels, read_levels, say_levels, write_levels
from sfia_graph.profiles.naming import same_title, slug_of
from sfia_graph.profiles.records import Kind
from sfia_graph.profiles.words import BASIS, IMPORTANCE, basis_of, importance_of
from sfia_graph.records import LEVELS
from sfia_graph.report import Report
from sfia_graph.spreadsheet import guarded, unguarded

ROLES = ("role", "skill", "level", "importance")
PEOPLE = ("person", "skill", "level", "basis", "date")
SHEET = Place("sheet.csv", row=1)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("4", (4,)),
        ("L4", (4,)),
        ("l4", (4,)),
        ("Level 4", (4,)),
        ("SFIA level 4", (4,)),
        ("niveau 4", (4,)),
        ("4.0", (4,)),
        ("4,0", (4,)),
        ("4-6", (4, 5, 6)),
        ("4\u20136", (4, 5, 6)),
        ("4 \u2014 6", (4, 5, 6)),
        ("4\u20116", (4, 5, 6)),
        ("4 to 6", (4, 5, 6)),
        ("4 à 6", (4, 5, 6)),
        ("L4-L6", (4, 5, 6)),
        ("Niveaux 4 à 6", (4, 5, 6)),
        ("4-4", (4,)),
        ("2 or 4-5", (2, 4, 5)),
        ("4 ou 5", (4, 5)),
        ("4/5", (4, 5)),
    ],
)
def test_levels_are_understood_however_they_are_written(text: str, levels: tuple[int, ...]) -> None:
    assert read_levels(text)[0] == levels


@pytest.mark.parametrize("text", ["4", "4-6", "2 or 4-5"])
def test_levels_in_the_usual_form_need_no_mending(text: str) -> None:
    assert read_levels(text)[1] == ""


@pytest.mark.parametrize("text", ["2026-06-04", "2026-04-06 00:00:00", "04-Jun", "6-Apr", "4-juin"])
def test_a_range_that_a_spreadsheet_made_a_day_of_is_read_as_the_range(text: str) -> None:
    day = "which a spreadsheet takes for a day, read as 4-6"
    assert read_levels(text) == ((4, 5, 6), day)


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        (
            "4.5",
            "4.5 is no whole level",
            "write a level such as 4, or a range such as 4-6; there is nothing between two",
        ),
        (
            "4,5",
            "4,5 is no whole level",
            "write a level such as 4, or a range such as 4-6; there is nothing between two",
        ),
        ("6-4", "a range from high to low", "write 4-6"),
        ("0", "there is no level 0: 1 to 7", "write a level such as 4, or a range such as 4-6"),
        ("5-8", "there is no level 8: 1 to 7", "write a level such as 4, or a range such as 4-6"),
        (
            "senior",
            "no level of responsibility",
            "write a level such as 4, or a range such as 4-6",
        ),
        (
            "2026-08-09",
            "no level of responsibility",
            "write a level such as 4, or a range such as 4-6",
        ),
    ],
)
def test_what_is_no_level_is_refused_with_a_remedy(text: str, problem: str, remedy: str) -> None:
    with pytest.raises(NoLevels) as caught:
        read_levels(text)
    assert (str(caught.value), caught.value.remedy) == (problem, remedy)


@given(st.sets(st.sampled_from(LEVELS), min_size=1))
def test_levels_that_are_written_are_read_as_they_were(levels: set[int]) -> None:
    assert read_levels(write_levels(levels)) == (tuple(sorted(levels)), "")


def test_levels_are_said_in_words() -> None:
    assert [say_levels(each) for each in ((5,), (2, 3, 4), (1, 3, 4))] == [
        "5",
        "2 to 4",
        "1, 3 to 4",
    ]


DAY = datetime(2026, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-03",
        "2026-03-03T00:00:00",
        "2026-03-03 00:00:00",
        "2026-03-03T01:00:00+01:00",
        "2026-03-03T00:00:00.000Z",
        "3.3.2026",
        "03.03.2026",
        "03/03/2026",
        "3 March 2026",
        "3rd Mar 2026",
        "March 3, 2026",
        "3-Mar-2026",
        "3 mars 2026",
    ],
)
def test_days_are_understood_however_they_are_written(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2026", date(2026, 3, 31)),
        ("03/31/2026", date(2026, 3, 31)),
        ("31-03-2026", date(2026, 3, 31)),
        ("1er août 2025", date(2025, 8, 1)),
        ("12 févr. 2025", date(2025, 2, 12)),
        ("01.02.2025", date(2025, 2, 1)),
    ],
)
def test_a_day_that_can_be_only_one_is_read(text: str, day: date) -> None:
    assert read_date(text).date() == day


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        (
            "03/04/2026",
            "can be 2026-04-03 or 2026-03-04",
            "write the one that is meant, as 2026-04-03",
        ),
        (
            "3-4-2026",
            "can be 2026-04-03 or 2026-03-04",
            "write the one that is meant, as 2026-04-03",
        ),
        ("31.3.26", "a year of 2 digits", "write it as 2026-03-31"),
        ("31.2.2026", "there is no such day", "write it as 2026-03-31"),
        ("2026-02-30", "there is no such day", "write it as 2026-03-31"),
        (
            "3 maart 2026",
            "no month is called 'maart' in English or French",
            "write it as 2026-03-31",
        ),
        ("1999-12-31", "is before SFIA began, in 2000", "write it as 2026-03-31"),
        (
            "46082",
            "a spreadsheet's number of a day",
            "format the column as a date (2026-03-01)",
        ),
        ("spring 2026", "no date", "write it as 2026-03-31"),
    ],
)
def test_what_is_no_certain_day_is_refused_with_a_remedy(
    text: str, problem: str, remedy: str
) -> None:
    with pytest.raises(NoDate) as caught:
        read_date(text)
    assert (str(caught.value), caught.value.remedy) == (problem, remedy)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)))
def test_a_moment_that_is_written_is_read_as_it_was(moment: datetime) -> None:
    assert read_date(write_date(moment)) == moment


def test_today_is_the_day_where_it_is_latest() -> None:
    assert latest_today(datetime(2026, 3, 3, 9, 59, tzinfo=UTC)) == date(2026, 3, 3)
    assert latest_today(datetime(2026, 3, 3, 10, tzinfo=UTC)) == date(2026, 3, 4)


@pytest.mark.parametrize("word", ["Core", "essential", "MANDATORY", "required", "Essentielle"])
def test_words_for_what_is_core(word: str) -> None:
    assert importance_of(word) == "core"


@pytest.mark.parametrize(
    "word", ["optional", "Desired", "nice-to-have", "facultative", "souhaitée"]
)
def test_words_for_what_is_optional(word: str) -> None:
    assert importance_of(word) == "optional"


@pytest.mark.parametrize(
    ("word", "basis"),
    [
        ("self-assessed", "self-assessed"),
        ("selfAssessed", "self-assessed"),
        ("Self Assessed", "self-assessed"),
        ("auto-évalué", "self-assessed"),
        ("Évaluée", "assessed"),
        ("recommandé", "endorsed"),
        ("certificat", "certified"),
    ],
)
def test_words_for_a_basis(word: str, basis: str) -> None:
    assert basis_of(word) == basis


def test_no_word_means_two_things() -> None:
    for words in (IMPORTANCE, BASIS):
        every = [word for each in words.values() for word in each]
        assert len(every) == len(set(every))
    for headings in HEADINGS.values():
        every = [name for names in headings.values() for name in names]
        assert len(every) == len(set(every))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", " =1", "\uff1d1", "plain", "'tis"]
)
def test_a_formula_is_put_to_rest_and_woken_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_only_what_runs_is_guarded() -> None:
    assert (guarded("=1+1"), guarded("'tis"), guarded("4-6")) == ("'=1+1", "'tis", "4-6")


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (ROLES, "roles"),
        (("Importance", "SFIA Code", "Niveau", "Rôle"), "roles"),
        (("id", "Role title", "type", "sfia7_code", "level"), "roles"),
        (PEOPLE, "people"),
        (("Fondement", "Évalué le", "Compétence", "niveau", "Personne"), "people"),
        (("role", *PEOPLE), "people"),
        (("Name", "E-mail", "skill", "level", "basis", "assessed on"), "people"),
        (("Code", "Skill", "Category"), None),
        (("role", "salary"), None),
    ],
)
def test_headings_tell_what_a_sheet_is_about(headings: tuple[str, ...], kind: Kind | None) -> None:
    assert kind_of(headings) == kind


def test_columns_are_found_in_any_order_and_case_and_an_unknown_one_is_named() -> None:
    report = Report()
    headings = ("LEVEL", "Colour", "sfia7_code", "Type", "role_title")
    found = find_columns("roles", 1, headings, SHEET, report)
    assert (dict(found.at), found.edition) == (
        {"level": 0, "code": 2, "importance": 3, "role": 4},
        7,
    )
    (warning,) = report.warnings()
    assert warning.message == "a column of no known use, left out: 'Colour'"


@pytest.mark.parametrize(
    ("kind", "headings", "line"),
    [
        (
            "roles",
            ("role", "skil", "level"),
            "sheet.csv, row 1: no column 'skill' and no column 'importance' among 'role', 'skil', "
            "'level'; rename 'skil' to 'skill', add 'importance'",
        ),
        (
            "people",
            ("person", "skill", "level", "basis", "when"),
            "sheet.csv, row 1: no column 'date' among 'person', 'skill', 'level', 'basis', 'when'; "
            "add 'date'",
        ),
        (
            "roles",
            (*ROLES, "Type"),
            "sheet.csv, row 1: two columns for the importance: 'importance' and 'Type'; keep one "
            "of them",
        ),
    ],
)
def test_a_column_that_is_not_there_or_twice_is_refused(
    kind: Kind, headings: tuple[str, ...], line: str
) -> None:
    with pytest.raises(SourceError) as caught:
        find_columns(kind, 1, headings, SHEET, Report())
    assert str(caught.value) == line


def test_a_title_in_another_script_has_a_slug_too() -> None:
    assert slug_of("Développeur C++") == "developpeur-c"
    assert slug_of("開発者") == slug_of("開発者") != slug_of("管理者")


@settings(max_examples=50)
@given(st.text(min_size=1))
def test_a_slug_is_never_empty_and_always_the_end_of_an_iri(title: str) -> None:
    assert slug_of(title)
    assert set(slug_of(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_titles_that_differ_in_case_and_blanks_are_one() -> None:
    assert same_title("Service  Manager", "service-manager")
    assert not same_title("C developer", "C++ developer")

"""Tables of SFIA, put together into one edition: what is read, mended, said and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import (
    EDITION,
    FRENCH,
    SOURCE,
    Grid,
    attributes_grid,
    level_rows_grid,
    levels_grid,
    long_grid,
    skills_grid,
    table,
)

from sfia_graph.errors import SourceError
from sfia_graph.records import Edition, LevelText, Skill
from sfia_graph.report import Report
from sfia_graph.sources.sheets import read_sheets

WHERE = "bakery.xlsx, sheet 'Skills'"


def _read(
    *grids: Grid, report: Report | None = None, edition: int | None = 9, language: str | None = "en"
) -> Edition:
    tables = [table(grid, name) for grid, name in zip(grids, ("Skills", "B", "C"), strict=False)]
    return read_sheets(tables, (SOURCE,), report or Report(), edition=edition, language=language)


def _skill(grid: Grid, code: str = "BREW") -> Skill:
    return next(skill for skill in _read(grid).skills if skill.code == code)


def _with(cell: str, column: str | int, row: int = 1, grid: Grid | None = None) -> Grid:
    """The sheet of skills with one cell written anew; a mark's column is its level."""
    changed = [list(cells) for cells in grid or skills_grid()]
    at = column if isinstance(column, int) else changed[0].index(column)
    changed[row][at] = cell
    return changed


def _findings(grid: Grid) -> list[tuple[str, str, str, str]]:
    report = Report()
    _read(grid, report=report)
    return [
        (each.severity, str(each.place).removeprefix(f"{WHERE}, "), each.original, each.message)
        for each in report.findings
    ]


# --- what is read -------------------------------------------------------------------------------


def test_a_sheet_of_skills_is_enough() -> None:
    assert _read(skills_grid(), language="en-GB") == replace(EDITION, attributes=(), levels=())


def test_sheets_may_come_in_any_order_between_others() -> None:
    tables = [
        table([["Notes"]], "Read Me Notes"),
        table(levels_grid(), "L"),
        table(attributes_grid(), "A"),
        table(skills_grid(), "S"),
    ]
    found = read_sheets(tables, (SOURCE,), Report(), edition=9, language="en-GB")
    assert found == EDITION


def test_a_level_without_a_mark_and_a_text_is_not_observed() -> None:
    assert _skill(skills_grid()).not_observed == (1, 4, 5, 6, 7)


@pytest.mark.parametrize("blank", [1, 3])
def test_a_blank_row_is_no_row(blank: int) -> None:
    grid = skills_grid()
    grid.insert(blank, [""] * len(grid[0]))
    assert _read(grid).skills == _read(skills_grid()).skills


@pytest.mark.parametrize("text", ["NA", "0012", "1E5", "4.0", "TRUE", "#REF!", "=1+1", "null"])
def test_a_text_that_looks_like_a_value_stays_a_text(text: str) -> None:
    assert _skill(_with(text, "Skill")).name == text
    assert _skill(_with(text, "Guidance notes")).guidance == text


def test_a_level_of_another_skill_never_moves_up() -> None:
    """A blank cell stays blank: texts are filed by header, not by what comes next."""
    (brew,) = (skill for skill in _read(skills_grid()).skills if skill.code == "BREW")
    assert brew.levels == (
        LevelText(2, "Does coffee brewing number 2."),
        LevelText(3, "Does coffee brewing number 3."),
    )


def test_an_attribute_of_edition_8_without_a_code_has_a_slug() -> None:
    found = _read(skills_grid(url=False), level_rows_grid(), edition=8).attributes
    assert [(each.slug, each.code, each.name) for each in found] == [
        ("AUTO", "AUTO", "Autonomy"),
        ("INFL", "INFL", "Influence"),
        ("COMP", "COMP", "Complexity"),
        ("business-skills", None, "Business skills"),
        ("KNGE", "KNGE", "Knowledge"),
    ]


def test_rows_of_levels_may_come_in_any_order() -> None:
    header, *rows = level_rows_grid()
    turned = _read(skills_grid(url=False), [header, *reversed(rows)], edition=8)
    assert turned == _read(skills_grid(url=False), [header, *rows], edition=8)


# --- what is mended, and said -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grid", "finding"),
    [
        (
            _with("brew", "Code"),
            ("repair", "row 2, column 'Code'", "brew", "read as BREW"),
        ),
        (
            _with(" BREW", "Code"),
            (
                "repair",
                "row 2, column 'Code'",
                " BREW",
                "blanks at the end of a line or around the text left out",
            ),
        ),
        (
            _with("2.0", 2),
            ("repair", "row 2, column 'C'", "2.0", "read as 2"),
        ),
        (
            _with(" 2", 2),
            (
                "repair",
                "row 2, column 'C'",
                " 2",
                "blanks at the end of a line or around the text left out",
            ),
        ),
        (
            _with("\u00a0", 1),
            ("repair", "row 2, column 'Levels'", "\u00a0", "no-break space read as a space"),
        ),
        (
            _with("https://elsewhere.example/x", "URL"),
            (
                "repair",
                "row 2, column 'URL'",
                "https://elsewhere.example/x",
                "no page of sfia-online.org, left out",
            ),
        ),
        (
            _with("B2B", "Code"),
            ("warning", "row 2, column 'Code'", "B2B", "the code 'B2B' is not four letters"),
        ),
        (
            _with("first", "#"),
            ("warning", "row 2, column '#'", "first", "found 'first', no whole number; left out"),
        ),
        (
            _with("9" * 5000, "#"),
            (
                "warning",
                "row 2, column '#'",
                "9" * 5000,
                f"found '{'9' * 60}…', no whole number; left out",
            ),
        ),
        (
            _with("Coffee\ufffdbrewing", "Skill"),
            (
                "warning",
                "row 2, column 'Skill'",
                "Coffee\ufffdbrewing",
                "U+FFFD stands where a character was lost",
            ),
        ),
        (
            _with("Cafe\u0301", "Skill"),
            ("repair", "row 2, column 'Skill'", "Cafe\u0301", "characters composed (Unicode NFC)"),
        ),
    ],
    ids=[
        "lower-case code",
        "blank before a code",
        "4.0",
        "blank before a mark",
        "a mark of blanks",
        "an address elsewhere",
        "a code of three",
        "no position",
        "an endless position",
        "U+FFFD",
        "NFD",
    ],
)
def test_a_repair_or_a_doubt_names_the_cell(grid: Grid, finding: tuple[str, str, str, str]) -> None:
    assert _findings(grid)[0] == finding


@pytest.mark.parametrize(
    "url",
    [
        "http://sfia-online.org.evil.example/en",
        "https://sfia-online.org@evil.example/",
        "https://[",
        "https://sfia-online.org/<x>",
        'https://sfia-online.org/"',
        "https://sfia-online.org/a b",
        "javascript:alert(1)",
        "sfia-online.org/en/skillcode/9/BREW",
    ],
)
def test_what_is_no_address_of_the_site_is_left_out(url: str) -> None:
    assert _skill(_with(url, "URL")).page is None


def test_a_short_row_is_said_and_read_as_blank() -> None:
    grid = skills_grid()
    grid[1] = grid[1][:-3]
    assert _findings(grid) == [
        (
            "warning",
            "row 2",
            "",
            f"{len(grid[0]) - 3} cells where the header has {len(grid[0])}; the rest read as blank",
        )
    ]
    assert _read(grid).skills == _read(skills_grid()).skills


def test_a_repair_is_noted_in_each_row_that_repeats_the_cell() -> None:
    grid = [
        [cell.replace("Coffee brewing", "Coffee\u00a0brewing") for cell in r] for r in long_grid()
    ]
    report = Report()
    assert _read(grid, report=report).skills[0].name == "Coffee brewing"
    repaired = [(each.place.row, each.place.column) for each in report.findings if each.original]
    assert repaired == [(2, "Skill"), (3, "Skill")]


def test_a_level_written_otherwise_is_said() -> None:
    report = Report()
    grid = _with("3-Mixes", 0, 3, _with("1 - ", 0, 1, level_rows_grid()))
    found = _read(skills_grid(url=False), grid, edition=8, report=report)
    assert [level.phrase for level in found.levels[:3]] == [None, "Grade 2", "Mixes"]
    repairs = [(each.place.row, each.original, each.message) for each in report.findings]
    assert repairs == [
        (2, "1 - ", "blanks at the end of a line or around the text left out"),
        (2, "1 - ", "read as level 1"),
        (4, "3-Mixes", "read as level 3, 'Mixes'"),
    ]


def test_a_sheet_that_is_none_of_sfias_is_said() -> None:
    report = Report()
    _read(skills_grid(), [["Prices"], ["Roll", "2"]], report=report)
    assert [(str(each.place), each.message) for each in report.findings] == [
        ("bakery.xlsx, sheet 'B'", "no sheet of SFIA, left out")
    ]


def test_a_row_of_levels_that_means_nothing_to_us_is_said() -> None:
    report = Report()
    grid = [*levels_grid(), ["Colour", *"1234567"]]
    _read(skills_grid(), grid, report=report)
    found = [(str(each.place), each.original, each.message) for each in report.warnings()]
    assert found == [("bakery.xlsx, sheet 'B', row 5, column 'Level'", "Colour", "left out")]


# --- which edition, which language --------------------------------------------------------------


def _said(*grids: Grid, edition: int | None = None, language: str | None = "en") -> list[str]:
    report = Report()
    _read(*grids, report=report, edition=edition, language=language)
    return [str(finding.message) for finding in report.findings]


def test_the_addresses_say_the_edition() -> None:
    assert _read(skills_grid(), edition=None).number == 9


def test_the_version_says_the_edition() -> None:
    grid = long_grid(replace(EDITION, number=6))
    assert _read(grid, edition=None).number == 6


@pytest.mark.parametrize(("version", "edition"), [("6.3", 6), ("6", 6), ("6.0", 6)])
def test_a_version_may_have_a_part_after_the_point(version: str, edition: int) -> None:
    grid = [list(row) for row in long_grid()]
    for row in grid[1:]:
        row[1] = version
    assert _read(grid, edition=None).number == edition


def test_sheets_that_name_another_edition_than_asked_for_are_said() -> None:
    assert _said(skills_grid(), edition=8) == [
        "names edition 9; read as edition 8, as --edition says"
    ]


def _rewritten(old: str, new: str) -> Grid:
    return [[cell.replace(old, new) for cell in row] for row in skills_grid()]


@pytest.mark.parametrize(
    ("grid", "language", "message"),
    [
        (
            _rewritten("never in haste", "organised"),
            "en-GB",
            "read as en-GB by its spelling; --language says otherwise",
        ),
        (
            _rewritten("never in haste", "organization"),
            "en-US",
            "read as en-US by its spelling; --language says otherwise",
        ),
        (
            skills_grid(),
            "en-GB",
            "no spelling tells which English this is, read as en-GB; give --language",
        ),
    ],
    ids=["British", "American", "neither"],
)
def test_the_spelling_says_which_english(grid: Grid, language: str, message: str) -> None:
    report = Report()
    assert _read(grid, report=report, language=None).language == language
    assert [finding.message for finding in report.findings] == [message]


@pytest.mark.parametrize("tag", ["fr", "FR", "en-US", "pt-br"])
def test_a_column_of_languages_is_believed(tag: str) -> None:
    grid = [list(row) for row in long_grid(FRENCH)]
    for row in grid[1:]:
        row[0] = tag
    wanted = {"FR": "fr", "pt-br": "pt-BR"}.get(tag, tag)
    assert _read(grid, language=None).language == wanted


# --- what is refused ----------------------------------------------------------------------------


def _long_with(cell: str, column: str, row: int = 1) -> Grid:
    return _with(cell, column, row, long_grid())


@pytest.mark.parametrize(
    ("grid", "line"),
    [
        (
            _with("x", 2),
            "row 2, column 'C': found 'x', no level of responsibility;"
            " write the number of a level from 1 to 7, or leave it blank",
        ),
        (
            _with("3", 2),
            "row 2, column 'C': found 3 in the column of level 2; move the mark",
        ),
        (
            _with("٢", 2),
            "row 2, column 'C': found '٢', no level of responsibility;"
            " write the number of a level from 1 to 7, or leave it blank",
        ),
        (
            _with("BREW", "Code", 3),
            "row 4, column 'Code': BREW stands in row 2 too; give each code one row",
        ),
        (
            _with("brew", "Code", 3),
            "row 4, column 'Code': BREW stands in row 2 too; give each code one row",
        ),
        (
            _with("ßrew", "Code"),
            "row 2, column 'Code': found 'ßrew'; a code is four capital letters, such as SLMO",
        ),
        (
            _with("BR EW", "Code"),
            "row 2, column 'Code': found 'BR EW'; a code is four capital letters, such as SLMO",
        ),
        (
            _with("BR\nEW", "Code"),
            "row 2, column 'Code': found 'BR EW'; a code is four capital letters, such as SLMO",
        ),
        (
            _with("X" * 32_000, "Code"),
            f"row 2, column 'Code': found '{'X' * 60}…';"
            " a code is four capital letters, such as SLMO",
        ),
        (
            _with("../X", "Code"),
            "row 2, column 'Code': found '../X'; a code is four capital letters, such as SLMO",
        ),
        (_with("", "Code"), "row 2, column 'Code': no code; write the code or delete the row"),
        (_with("\n", "Skill"), "row 2, column 'Skill': no name; write the name or delete the row"),
        (
            _with("", "Overall description"),
            "row 2, column 'Overall description': no overall description;"
            " write the overall description or delete the row",
        ),
        (
            _with("", "Level 2 description"),
            "row 2, column 'Level 2 description': blank, but level 2 is marked;"
            " write the text or clear the mark of level 2",
        ),
        (
            _with("A text.", "Level 7 description"),
            "row 2, column 'Level 7 description': a text, but level 7 is not marked;"
            " mark level 7 or clear the text",
        ),
        (
            [*skills_grid()[:1], [*skills_grid()[1], "of", "more"]],
            "row 2: 24 cells where the header has 22; quote the text that holds a delimiter",
        ),
        (skills_grid()[:1], ": a header and no rows; add the skills"),
        (
            [*skills_grid()[:1], *[[""] * 22] * 3],
            ": a header and no rows; add the skills",
        ),
        (
            _long_with("8", "level"),
            "row 2, column 'level': found '8', no level of responsibility;"
            " write the number of a level from 1 to 7, or leave it blank",
        ),
        (
            _long_with("", "level"),
            "row 2, column 'level': found '', no level of responsibility;"
            " write the number of a level from 1 to 7, or leave it blank",
        ),
        (
            _long_with("2", "level"),
            "row 3, column 'level': BREW has level 2 twice; give each level one row",
        ),
        (
            _long_with("", "description22"),
            "row 2, column 'description22': no text of the level;"
            " write the text of the level or delete the row",
        ),
        (
            _long_with("Tea brewing", "Skill", 2),
            "row 3, column 'Skill': another name than in row 2, which has the same code;"
            " write the same in every row of the skill",
        ),
        (
            _long_with("six", "version"),
            "row 2, column 'version': found 'six', no edition; as in 6 or 6.3",
        ),
        (
            _long_with("²", "version"),
            "row 2, column 'version': found '²', no edition; as in 6 or 6.3",
        ),
        (
            _long_with("en_GB", "lang"),
            "row 2, column 'lang': found 'en_GB', no language tag; as in fr or en-GB",
        ),
    ],
    ids=[
        *("x as a mark", "mark of another level", "arabic digit", "doubled code"),
        *("doubled in lower case", "letter that grows in capitals", "blank in a code"),
        *("line break in a code", "endless code"),
        *("path as a code", "no code", "name of a line break", "no description"),
        *("mark without text", "text without mark", "too many cells", "header alone"),
        *("header and blanks", "level 8 in 6", "no level in 6", "level twice in 6"),
        *("no text in 6", "two names in 6", "no version", "superscript version", "no language"),
    ],
)
def test_a_fault_is_refused_with_its_cell(grid: Grid, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(grid)
    assert str(caught.value) == f"{WHERE}{'' if line[0] == ':' else ', '}{line}"


def test_a_row_without_any_level_is_refused() -> None:
    grid = skills_grid()
    for column in (
        2,
        3,
        grid[0].index("Level 2 description"),
        grid[0].index("Level 3 description"),
    ):
        grid = _with("", column, 1, grid)
    with pytest.raises(SourceError) as caught:
        _read(grid)
    assert str(caught.value) == (
        f"{WHERE}, row 2, column 'Code': no level is marked; mark the levels at which it is defined"
    )


def test_all_faults_are_in_the_report_and_the_first_is_raised() -> None:
    report = Report()
    with pytest.raises(SourceError) as caught:
        _read(_with("x", 2, 1, _with("", "Skill", 3)), report=report)
    assert str(caught.value).endswith("or leave it blank (and 1 more)")
    assert [str(each.place) for each in report.findings if each.severity == "reject"] == [
        f"{WHERE}, row 2, column 'C'",
        f"{WHERE}, row 4, column 'Skill'",
    ]


TWO_EDITIONS = _with("https://sfia-online.org/en/skillcode/8/KNEA", "URL", 2)
NAMELESS = [[cell if "://" not in cell else "" for cell in row] for row in skills_grid()]
OTHERS = {
    "two sheets of skills": (
        (skills_grid(), skills_grid(single=True)),
        "bakery.xlsx, sheet 'B': holds skills, and so does bakery.xlsx, sheet 'Skills';"
        " import them one at a time",
    ),
    "attributes alone": (
        (attributes_grid(),),
        f"{WHERE}: holds attributes, no skills; add the sheet of skills",
    ),
    "levels of 8 alone": (
        (level_rows_grid(),),
        f"{WHERE}: holds attributes by level, no skills; add the sheet of skills",
    ),
    "another table": (
        ([["Name", "Price", "", "a", "b"]],),
        "bakery.xlsx: no sheet of skills; its first row holds 'Name', 'Price', '', 'a';"
        " the header row must name Code, Skill, Category, …",
    ),
    "two editions": (
        (TWO_EDITIONS,),
        f"{WHERE}: mixes editions 8 and 9; import them one at a time",
    ),
    "no edition": (
        (NAMELESS,),
        f"{WHERE}: nothing says which edition this is; give --edition",
    ),
    "an unknown edition": (
        ([[cell.replace("/9/", "/12/") for cell in row] for row in skills_grid()],),
        f"{WHERE}: edition 12, which is unknown; known are 1 to 9",
    ),
    "codes that edition 8 has not": (
        (skills_grid(url=False),),
        f"{WHERE}: looks like edition 8, which has no BREW, KNEA, OVEN;"
        " say which edition it is with --edition",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_sheets_that_make_no_edition_are_refused(case: str) -> None:
    grids, line = OTHERS[case]
    with pytest.raises(SourceError) as caught:
        _read(*grids, edition=None)
    assert str(caught.value) == line


def test_two_languages_in_one_sheet_are_refused() -> None:
    with pytest.raises(SourceError) as caught:
        _read(_long_with("fr", "lang"), language=None)
    assert str(caught.value) == f"{WHERE}: mixes languages en and fr; import them one at a time"


ATTRIBUTES = "bakery.xlsx, sheet 'B', row 2, column"


@pytest.mark.parametrize(
    ("grid", "line"),
    [
        (
            _with("Mood", "Type", 1, attributes_grid()),
            f"{ATTRIBUTES} 'Type': found 'Mood';"
            " write Attributes or Business skills/Behavioural factors",
        ),
        (
            _with("", "Type", 1, attributes_grid()),
            f"{ATTRIBUTES} 'Type': no type; write the type or delete the row",
        ),
        (
            _with("ZEAL", "Code", 1, attributes_grid()),
            "bakery.xlsx, sheet 'B', row 3, column 'Code': ZEAL stands in row 2 too;"
            " give each code one row",
        ),
        (
            _with("0 - Nobody", 0, 1, level_rows_grid()),
            f"{ATTRIBUTES} 'A': found '0 - Nobody';"
            " begin with the level, as in '1 - ' (and 1 more)",
        ),
        (
            level_rows_grid()[:-1],
            "bakery.xlsx, sheet 'B': no row of level 7; add the row",
        ),
        (
            _with("2", 0, 1, level_rows_grid()),
            "bakery.xlsx, sheet 'B', row 3, column 'A': level 2 stands twice;"
            " give each level one row (and 1 more)",
        ),
        (
            _with("", "Autonomy", 1, level_rows_grid()),
            f"{ATTRIBUTES} 'Autonomy': no text of level 1;"
            " write the text of level 1 or delete the row",
        ),
    ],
    ids=["odd type", "no type", "doubled code", "level 0", "no level 7", "level twice", "no text"],
)
def test_faults_of_the_other_sheets_are_refused_too(grid: Grid, line: str) -> None:
    with pytest.raises(SourceError) as caught:
        _read(skills_grid(), grid)
    assert str(caught.value) == line

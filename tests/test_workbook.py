"""A workbook's sheets come back cell by cell as texts, and nothing of them is lost in silence."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import (
    SHEET,
    STRINGS,
    STYLES,
    shared_strings,
    sheet_xml,
    styles,
    write_parts,
    write_rows,
)

from sfia_graph.errors import SourceError
from sfia_graph.sources.tables import Table
from sfia_graph.sources.workbook import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheet.xlsx"


def cell(path: Path, value: object) -> str:
    """Give what a value reads as that openpyxl writes into A1."""
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.save(path)
    return read(path)[0].rows[0][0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4, "4"),
        (4.0, "4"),
        (-3, "-3"),
        (2.5, "2.5"),
        (0.1, "0.1"),
        (123456789012345, "123456789012345"),
        (1e20, "1e+20"),
        (1e-7, "1e-07"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("4.0", "4.0"),
        ("0012", "0012"),
        ("1E5", "1E5"),
        ("NA", "NA"),
        ("  spaced  ", "  spaced  "),
        ("one\ntwo", "one\ntwo"),
        ("one_x000D_\ntwo", "one\r\ntwo"),
        ("été – «\u00a0œuvre\u00a0»", "été – «\u00a0œuvre\u00a0»"),
        (datetime.date(2025, 1, 29), "2025-01-29"),
        (datetime.datetime(2025, 1, 29, 13, 5), "2025-01-29T13:05:00"),
        (datetime.time(13, 5), "13:05:00"),
    ],
    ids=str,
)
def test_a_cell_reads_as_its_text(path: Path, value: object, text: str) -> None:
    assert cell(path, value) == text


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#SPILL!"])
@pytest.mark.parametrize("quote", ['"', "'"], ids=["double", "single"])
def test_an_error_cell_stays_as_it_stands(path: Path, error: str, quote: str) -> None:
    rows = f'<row r="1"><c r="A1" s="0" t={quote}e{quote}><f>A9</f><v>{error}</v></c></row>'
    assert read(write_rows(path, rows))[0].rows == ((error,),)


def test_a_formula_reads_as_its_last_result(path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
    assert read(write_rows(path, rows))[0].rows == (("ab",),)


def test_a_text_in_several_runs_reads_as_one(path: Path) -> None:
    runs = "<r><t>one</t></r><r><rPr><b/></rPr><t>two</t></r>"
    rows = f'<row><c t="inlineStr"><is>{runs}</is></c></row>'
    assert read(write_rows(path, rows))[0].rows == (("onetwo",),)


def test_shared_and_inline_texts_read_alike(path: Path) -> None:
    rows = '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>two</t></is></c></row>'
    parts = {SHEET: sheet_xml(rows), STRINGS: shared_strings("one", "two")}
    assert read(write_parts(path, parts))[0].rows == (("two", "two"),)


def test_every_worksheet_with_cells_is_read_in_order_hidden_ones_too(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "hello"
    book.create_sheet("Empty")
    for name, state in (("Skills", "hidden"), ("Levels", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"] = name
        sheet.sheet_state = state
    book.create_chartsheet("Chart")
    book.save(path)
    assert read(path) == (
        Table("sheet.xlsx", "Read me", (("hello",),)),
        Table("sheet.xlsx", "Skills", (("Skills",),)),
        Table("sheet.xlsx", "Levels", (("Levels",),)),
    )


@pytest.mark.parametrize("kind", ["dialogsheet", "chartsheet"])
def test_a_sheet_of_another_kind_is_no_worksheet(path: Path, kind: str) -> None:
    with zipfile.ZipFile(write_rows(path, "")) as archive:
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    parts = {
        "xl/_rels/workbook.xml.rels": links.replace("worksheet", kind),
        f"xl/{kind}s/sheet1.xml": sheet_xml("<row><c><v>1</v></c></row>"),
    }
    with pytest.raises(SourceError, match="holds no cells"):
        read(write_parts(path, parts))


def test_rows_and_columns_count_from_a1(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "x"
    book.save(path)
    assert read(path)[0].rows == (("", "", ""), ("", "", ""), ("", "", "x"))


def test_cells_without_a_reference_follow_one_another(path: Path) -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    assert read(write_rows(path, rows))[0].rows == (("1", "", "2"), ("", "", ""), ("3", "", ""))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<dimension ref="A1:XFD1048576"/>', ""),
        ('<dimension ref="XFD1048576:A1"/>', ""),
        ("", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ('<cols><col min="1" max="16384" width="9"/></cols>', ""),
    ],
    ids=["dimension", "dimension backwards", "merged cells", "columns"],
)
def test_what_a_sheet_says_of_its_extent_costs_nothing(path: Path, before: str, after: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    parts = {SHEET: sheet_xml(rows, before=before, after=after)}
    assert read(write_parts(path, parts))[0].rows == (("1",),)


def test_merged_cells_hold_their_text_once(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["C2"] = "x", "y"
    book.active.merge_cells("A1:B2")
    book.save(path)
    assert read(path)[0].rows == (("x", "", ""), ("", "", "y"))


def test_blank_cells_far_away_do_not_count(path: Path) -> None:
    blank = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}<row/>'
    assert read(write_rows(path, rows))[0].rows == (("1",),)


def test_tiny_files_may_be_highly_compressed(path: Path) -> None:
    padding = " " * 1_000_000
    rows = f"<row><c><v>1</v></c>{padding}</row>"
    write_rows(path, rows)
    assert path.stat().st_size * 100 < len(padding)
    assert read(path)[0].rows == (("1",),)


def test_parts_are_read_whatever_their_names_case(path: Path) -> None:
    parts = {
        SHEET: sheet_xml('<row><c t="s"><v>0</v></c></row>'),
        "xl/SharedStrings.XML": shared_strings("one"),
    }
    assert read(write_parts(path, parts))[0].rows == (("one",),)


@pytest.mark.parametrize(
    ("rows", "more", "holds"),
    [
        ("<row/>", {}, "no cells"),
        ('<row><c t="inlineStr"><is><t/></is></c></row>', {}, "no cells"),
        ("<row/>", {"xl/media/image1.png": b"\x89PNG"}, "a picture, no cells"),
    ],
    ids=["empty", "blank texts", "a picture of a table"],
)
def test_a_workbook_without_cells_is_refused(
    path: Path, rows: str, more: dict[str, bytes], holds: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(write_parts(path, {SHEET: sheet_xml(rows), **more}))
    line = f"sheet.xlsx: holds {holds}; import a sheet that has the text in cells"
    assert str(caught.value) == line


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row><c t="s"><v>7</v></c></row>', "Cell string index not found in shared strings table"),
        ('<row><c t="b"><v>7</v></c></row>', "Unrecognized boolean cell value: 7"),
        ('<row><c t="zz"><v>7</v></c></row>', "Unknown cell 't' attribute: \"zz\""),
    ],
    ids=["no such string", "no boolean", "no type"],
)
def test_cells_that_contradict_the_standard_are_refused(path: Path, rows: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(write_rows(path, rows))
    problem = f"a sheet that cannot be read ({what}); open it and save it once more"
    assert str(caught.value) == f"sheet.xlsx, sheet 'Skills': {problem}"


@pytest.mark.parametrize("number", ["1e300", "1e12", "inf", "99999999999"])
def test_a_duration_beyond_any_calendar_is_refused(path: Path, number: str) -> None:
    rows = f'<row><c s="1"><v>{number}</v></c></row>'
    parts = {SHEET: sheet_xml(rows), STYLES: styles("[h]:mm:ss")}
    with pytest.raises(SourceError, match="sheet 'Skills': a sheet that cannot be read"):
        read(write_parts(path, parts))


def _small_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Code", "Skill", 1), ("JUGG", "Juggling", 2.5), ("WALK", True, "x")):
        book.active.append(row)
    book.active["D1"] = datetime.datetime(2025, 1, 29)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


SMALL = _small_workbook()


def reads_or_refuses(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        assert all(isinstance(table, Table) for table in read(path))
    except SourceError as error:
        assert "\n" not in str(error)


@settings(max_examples=300, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), max_size=4),
    end=st.integers(0, 4 * len(SMALL)),
)
def test_damaged_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], end: int
) -> None:
    data = bytearray(SMALL)
    for place, byte in changes:
        data[place] = byte
    reads_or_refuses(tmp_path_factory.getbasetemp() / "damaged.xlsx", bytes(data[:end]))


VALUES = st.one_of(
    st.sampled_from(["-1e12", "1e300", "-inf", "nan", "-1", "60", "#REF!", "2024-01-02", "PT5H"]),
    st.floats().map(str),
    st.integers().map(str),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="<&")),
)
CELLS = st.builds(
    '<c r="{}{}" t="{}" s="{}"><v>{}</v></c>'.format,
    st.sampled_from(["A", "b", "GR", "GS", "XFD", ""]),
    st.sampled_from([0, 1, 2, 50_000, 50_001, 1_048_576, ""]),
    st.sampled_from(["n", "s", "str", "inlineStr", "b", "e", "d", ""]),
    st.integers(-1, 5),
    VALUES,
)


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=3).map("".join), max_size=3))
def test_any_cell_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.xlsx"
    parts = {
        SHEET: sheet_xml("".join(f"<row>{row}</row>" for row in rows)),
        STYLES: styles("[h]:mm:ss", "yyyy-mm-dd", "hh:mm", "0.00"),
    }
    reads_or_refuses(path, write_parts(path, parts).read_bytes())


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("sfiaskills.6.3.en.xlsx", {"Sheet1": (363, 30)}),
        ("sfia-8_en_220221.xlsx", {"Skills": (122, 21), "Levels of responsibility": (8, 6)}),
        (
            "sfia-9_current-standard_en_250129.xlsx",
            {
                "Read Me Notes": (12, 1),
                "Skills": (148, 22),
                "Attributes": (17, 20),
                "Levels of responsibility": (4, 8),
            },
        ),
    ],
)
def test_the_official_workbooks_read(
    sfia: Path, name: str, shapes: dict[str | None, tuple[int, int]]
) -> None:
    tables = read(sfia / name)
    assert {t.sheet: (len(t.rows), len(t.rows[0])) for t in tables} == shapes

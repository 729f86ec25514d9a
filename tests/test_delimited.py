"""A CSV file comes back cell by cell; what is not certain is said, what is wrong is placed."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph.errors import SourceError, UsageError
from sfia_graph.report import Report
from sfia_graph.sources.delimited import read
from sfia_graph.sources.tables import Table

SMALLER = "a sheet of SFIA is far smaller"
CLOSE = 'close it, and double each quote inside the cell ("")'
WHOLE = 'quote the whole cell, and double each quote inside it ("")'
OPEN = f"a quote opens here and does not close at the end of its cell; {CLOSE}"
LOOSE = f"a quote inside a cell that does not begin with one; {WHOLE}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheet.csv"


def rows(path: Path, data: str | bytes, encoding: str | None = None) -> tuple[tuple[str, ...], ...]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path, Report(), encoding).rows


def said(path: Path, data: str | bytes, encoding: str | None = None) -> list[str]:
    """Give what the report says of a file that is read."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    report = Report()
    read(path, report, encoding)
    assert {str(finding.place) for finding in report.findings} <= {"sheet.csv"}
    return [f"{finding.kind}: {finding.message}" for finding in report.warnings()]


def refusal(path: Path, data: str | bytes, encoding: str | None = None) -> str:
    """Give the line with which a file is refused, without its name."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(SourceError) as caught:
        read(path, Report(), encoding)
    return str(caught.value).removeprefix("sheet.csv").removeprefix(": ").removeprefix(", ")


def test_a_file_is_one_table_without_a_sheet(path: Path) -> None:
    path.write_text("Code,Skill\nJUGG,Juggling\n")
    assert read(path, Report()) == Table(
        "sheet.csv", None, (("Code", "Skill"), ("JUGG", "Juggling"))
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2", (("a", "b"), ("1", "2"))),
        ("a,b\r\n1,2\r\n", (("a", "b"), ("1", "2"))),
        ("a,b\r1,2\r", (("a", "b"), ("1", "2"))),
        ("a,b\r1,2\r\n3,4\n", (("a", "b"), ("1", "2"), ("3", "4"))),
        ('a,b\n"x\ny",2\n', (("a", "b"), ("x\ny", "2"))),
        ('a,b\n"x\r\ny\rz",2\n', (("a", "b"), ("x\r\ny\rz", "2"))),
        ('a,b\n"x, ""y"", z",2\n', (("a", "b"), ('x, "y", z', "2"))),
        ('"a","b"\n"",\n', (("a", "b"), ("", ""))),
        ("a,b\n 1 ,\t2\n", (("a", "b"), (" 1 ", "\t2"))),
        ("a,b\n0012,1E5\nNA,4.0\n", (("a", "b"), ("0012", "1E5"), ("NA", "4.0"))),
        ("a,b\n\n1,2\n", (("a", "b"), (), ("1", "2"))),
        (
            "a,b,c\n1\n1,2,3,4\n1,2,3,\n",
            (("a", "b", "c"), ("1",), ("1", "2", "3", "4"), ("1", "2", "3", "")),
        ),
        ("a\nb\n", (("a",), ("b",))),
        ("a,b\nx\x0by,\u2028\n", (("a", "b"), ("x\x0by", "\u2028"))),
        ("a,b\nd'un,l\u2019autre\n", (("a", "b"), ("d'un", "l\u2019autre"))),
    ],
    ids=[
        *("no last line end", "CRLF", "CR", "mixed line ends", "line break", "line breaks kept"),
        *("doubled quotes", "blank", "blanks kept", "texts kept", "blank line"),
        *("short and long", "one column", "other breaks", "apostrophes"),
    ],
)
def test_cells_stay_as_they_stand(
    path: Path, text: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    assert rows(path, text) == expected
    assert said(path, text) == []


@pytest.mark.parametrize(
    ("text", "expected", "warnings"),
    [
        ("a;b;c\n1,5;2;3\n", ("1,5", "2", "3"), ["delimiter: separated by semicolons"]),
        ("a\tb\tc\n1,5\t2;\t3\n", ("1,5", "2;", "3"), ["delimiter: separated by tabs"]),
        ('"a,b,c";d\n1;2\n', ("1", "2"), ["delimiter: separated by semicolons"]),
        ('"a\n,b";d\n1;2\n', ("1", "2"), ["delimiter: separated by semicolons"]),
        ("a,b,c;d\n1,2,3\n", ("1", "2", "3"), ["delimiter: separated by commas"]),
        ("a;b;c, d\n1;2;3\n", ("1", "2", "3"), ["delimiter: separated by semicolons"]),
        ("\n\na;b\n1;2\n", ("1", "2"), ["delimiter: separated by semicolons"]),
        ("title\n1;2,3,4\n", ("1;2", "3", "4"), []),
    ],
    ids=[
        *("semicolons", "tabs", "quoted commas", "quoted line break", "mostly commas"),
        *("mostly semicolons", "blank lines first", "none in the header"),
    ],
)
def test_the_header_decides_the_delimiter_and_the_report_says_it(
    path: Path, text: str, expected: tuple[str, ...], warnings: list[str]
) -> None:
    assert rows(path, text)[-1] == expected
    assert said(path, text) == warnings


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("a,b;c", "as many commas as semicolons in its header"),
        ("a\tb,c", "as many commas as tabs in its header"),
        ('"a,b"\tb;c', "as many semicolons as tabs in its header"),
    ],
)
def test_a_delimiter_that_cannot_be_told_is_refused(path: Path, header: str, line: str) -> None:
    assert refusal(path, f"{header}\n1,2\n") == f"{line}; quote the headings that hold one"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"x\n2,3\n4,5\n', f"row 2, line 2: {OPEN}"),
        ('a,b\n"x\ny",2\n3,4\n5,"z\n6,7\n', f"row 4, line 5: {OPEN}"),
        ('a,b\r"x\r\ny",2\r5,"z\r', f"row 3, line 4: {OPEN}"),
        ('a,b\n1,"x\n2,"y"\n3,4\n', f"row 2, line 2: {OPEN}"),
        ('a,b\n1,"x"y\n', f"row 2, line 2: {OPEN}"),
        ('a,b\n1,"x" \n', f"row 2, line 2: {OPEN}"),
        ('a,b\n1,"x""\n', f"row 2, line 2: {OPEN}"),
        ('"a,b\n', f"row 1, line 1: {OPEN}"),
        ('a,b\n1,x"y\n', f"row 2, line 2: {LOOSE}"),
        ('a,b\n1, "x, y"\n', f"row 2, line 2: {LOOSE}"),
        ('a,b\n\n\n5"" tall,2\n', f"row 4, line 4: {LOOSE}"),
    ],
    ids=[
        *("unclosed", "unclosed after breaks", "unclosed after CR", "closed by the next opening"),
        *("text after", "blank after", "odd quotes", "in the header"),
        *("within", "blank before", "doubled within"),
    ],
)
def test_a_quote_out_of_place_is_refused_where_its_cell_begins(
    path: Path, text: str, line: str
) -> None:
    assert refusal(path, text) == line


def test_an_unclosed_quote_is_found_a_thousand_rows_before_the_end(path: Path) -> None:
    good = '1,"two ""2"""\n'
    text = f'a,b\n{good * 500}3,"four\n{good.replace(chr(34), "") * 1000}'
    assert refusal(path, text) == f"row 502, line 502: {OPEN}"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "an empty file; name a file that holds something"),
        (b" \r\n\n", "an empty file; name a file that holds something"),
        (b"\xef\xbb\xbf", "an empty file; name a file that holds something"),
        ("\ufeff\n".encode("utf-16-le"), "an empty file; name a file that holds something"),
        (
            b"PK\x03\x04...",
            "no CSV but a zip archive, perhaps a workbook; export the sheet as CSV",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99),
            "no CSV but an old .xls workbook; export the sheet as CSV",
        ),
        (b"%PDF-1.7", "no CSV but a PDF; export the sheet as CSV"),
        (b"\n<!doctype HTML>", "no CSV but a web page; export the sheet as CSV"),
    ],
    ids=["empty", "blank", "only a mark", "only a UTF-16 mark", "xlsx", "xls", "pdf", "html"],
)
def test_what_is_no_csv_is_called_what_it_is(path: Path, data: bytes, line: str) -> None:
    assert refusal(path, data) == line


TEXT = "Code,Nom\nJUGG,« café » – l\u2019été\n"
EXPECTED = (("Code", "Nom"), ("JUGG", "« café » – l\u2019été"))


@pytest.mark.parametrize(
    ("encoding", "warnings"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["encoding: read as utf-16"]),
        ("utf-32", ["encoding: read as utf-32"]),
        ("cp1252", ["encoding: read as cp1252"]),
    ],
)
def test_an_encoding_is_found_and_said(path: Path, encoding: str, warnings: list[str]) -> None:
    assert rows(path, TEXT.encode(encoding)) == EXPECTED
    assert said(path, TEXT.encode(encoding)) == warnings


@pytest.mark.parametrize(
    ("written", "given"),
    [("cp1252", "cp1252"), ("utf-16-le", "utf-16-le"), ("utf-8-sig", "utf-8"), ("utf-8", "UTF8")],
)
def test_a_given_encoding_is_taken_and_not_said(path: Path, written: str, given: str) -> None:
    assert rows(path, TEXT.encode(written), given) == EXPECTED
    assert said(path, TEXT.encode(written), given) == []


@pytest.mark.parametrize(
    ("data", "given", "line"),
    [
        ("a,b\né,1\n".encode() + "é,2\n".encode("cp1252"), None, "line 3: UTF-8 and another"),
        (b"a,b\n1,\x81\n", None, "line 2: byte 0x81 is no cp1252"),
        (b"a,b\n1,\xe9\n", "utf-8", "line 2: byte 0xE9 is no utf-8"),
        (b"a,b\n1,\0\n", None, "line 2: a NUL character"),
    ],
    ids=["mixed", "undefined", "given", "NUL"],
)
def test_bytes_that_do_not_fit_are_refused_with_their_line(
    path: Path, data: bytes, given: str | None, line: str
) -> None:
    assert refusal(path, data, given).startswith(line)


def test_an_unknown_encoding_is_a_wrong_call(path: Path) -> None:
    with pytest.raises(UsageError, match="--encoding klingon: no encoding of that name"):
        rows(path, "a,b\n", "klingon")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a,b\n" * 50_001, "more than 50000 rows"),
        ("a,b\n" + "," * 200, "row 2: 201 columns, more than 200"),
        ("a,b\n" + ("," * 199 + "\n") * 5_000, "row 5001: more than 1000000 cells"),
        ("a,b\n1," + "x" * 32_768, "row 2: a cell of 32768 characters, more than 32767"),
        ("a,b\n1," + "x" * 140_000, "row 2: a cell of more than 32767 characters"),
    ],
    ids=["rows", "columns", "cells", "characters", "very many characters"],
)
def test_a_table_beyond_the_limits_is_refused(path: Path, text: str, line: str) -> None:
    assert refusal(path, text) == f"{line}; {SMALLER}"


def test_the_limits_are_its_own(path: Path) -> None:
    before = csv.field_size_limit(10_000_000)  # as a reader of mappings wants it
    try:
        said = refusal(path, "a,b\n1," + "x" * 140_000)
    finally:
        csv.field_size_limit(before)
    assert said == f"row 2: a cell of more than 32767 characters; {SMALLER}"


@pytest.mark.parametrize(
    "text",
    ["a,b\n" * 50_000, "," * 199, ("," * 199 + "\n") * 5_000, "a," + "x" * 32_767],
    ids=["rows", "columns", "cells", "characters"],
)
def test_a_table_within_the_limits_is_read(path: Path, text: str) -> None:
    assert rows(path, text)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    table=st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    table: list[list[str]],
    delimiter: str,
    line_end: str,
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows(table)
    path = tmp_path_factory.getbasetemp() / "written.csv"
    assert rows(path, text.getvalue()) == tuple(map(tuple, table))


@settings(max_examples=500, deadline=None)
@given(data=st.one_of(st.binary(), st.text('ab,;\t"\r\n ').map(str.encode)))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        assert isinstance(read(path, Report()), Table)
    except SourceError as error:
        assert "\n" not in str(error)


BOUNDED = """
import resource, sys
from pathlib import Path
from sfia_graph.errors import SourceError
from sfia_graph.report import Report
from sfia_graph.sources.delimited import read
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 256 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
try:
    read(Path(sys.argv[1]), Report())
except SourceError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.parametrize(
    ("start", "unit", "line"),
    [
        ("a,b\n", "1,2\n", "more than 50000 rows"),
        ("", ",", "more than 1000000 separators in one row"),
        ("a,b\n", '"",', "more than 1000000 separators in one row"),
        ('a,b\n1,"', "1,2\n", OPEN),
        ("a,b\n1,", '"', OPEN),
        ("a,b\n1,", '"a"', "a cell of more than 32767 characters"),
        ('\U0001f600\n"', 'a"\n', LOOSE),
        ("a,b\n1,", "x", "a cell of more than 32767 characters"),
    ],
    ids=[
        *("rows", "blank columns", "quoted columns", "unclosed", "quotes", "quoted after quoted"),
        *("astral", "one cell"),
    ],
)
def test_ten_megabytes_are_refused_within_bounds(
    path: Path, start: str, unit: str, line: str
) -> None:
    path.write_text(start + unit * (10_000_001 // len(unit)), encoding="utf-8", newline="")
    command = [sys.executable, "-c", BOUNDED, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert line in answer.stdout


@pytest.mark.parametrize(
    ("name", "shape"),
    [("attributes.csv", (17, 20)), ("levels.csv", (4, 8)), ("skills.csv", (148, 22))],
)
def test_the_official_files_read(sfia: Path, name: str, shape: tuple[int, int]) -> None:
    table = read(sfia / "sfia-9_en-US_csv" / name, Report())
    assert (len(table.rows), *{len(row) for row in table.rows}) == shape

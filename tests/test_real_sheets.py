"""The Foundation's own sheets: nothing of a cell is lost, and no sentence of theirs is shipped."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import FOAF

from sfia_graph.graph import to_graph
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.sources.layouts import ATTRIBUTE_TYPES, LEVEL_ROWS
from sfia_graph.sources.reading import read_editions

ROOT = Path(__file__).resolve().parent.parent
BOOKS = {
    "9": "sfia-9_current-standard_en_250129.xlsx",
    "8": "sfia-8_en_220221.xlsx",
    "6.3": "sfiaskills.6.3.en.xlsx",
}
Cell = tuple[str, int, str, str]
"""A cell as openpyxl reads it: sheet, row, header or letter, and its text."""


@cache
def _cells(path: Path) -> tuple[Cell, ...]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Unknown extension", UserWarning)
        book = openpyxl.load_workbook(path)
    return tuple(_walk(book))


def _walk(book: openpyxl.Workbook) -> Iterator[Cell]:
    for sheet in book:
        headers = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.value is not None:
                    header = headers[cell.column - 1] or cell.column_letter
                    yield sheet.title, cell.row, str(header).strip(), _decoded(str(cell.value))


def _decoded(text: str) -> str:
    """Undo the escapes of ECMA-376's ST_Xstring."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@cache
def _imported(path: Path) -> tuple[Edition, Graph, Report]:
    report = Report()
    (edition,) = read_editions([path], report)
    return edition, to_graph(edition), report


def _held(graph: Graph) -> set[str]:
    texts = {str(each) for each in graph.objects() if isinstance(each, Literal)}
    return texts | {str(each) for each in graph.objects(predicate=FOAF.page)}


STRUCTURE = {
    *("Attributes", "Business skills/Behavioural factors", "en"),
    *("Guiding phrase", "Essence of the level", "URL"),
}
"""What becomes structure and not text: the kinds of attributes, rows and languages."""


def _left_out(report: Report) -> tuple[set[str], set[str]]:
    """The sheets and the columns that the report says were left out."""
    sheets = {each.place.sheet or "" for each in report.findings if each.kind == "unknown-sheet"}
    columns: set[str] = set()
    for each in report.findings:
        if each.kind == "ignored-columns":
            columns |= set(each.message.partition(": ")[2].split(", "))
    return sheets, columns


@pytest.mark.parametrize("edition", BOOKS)
def test_every_cell_is_in_the_graph_or_its_original_in_the_report(edition: str, sfia: Path) -> None:
    path = sfia / BOOKS[edition]
    _, graph, report = _imported(path)
    held = _held(graph) | STRUCTURE
    originals = {
        (each.place.sheet, each.place.row, each.place.column, each.original)
        for each in report.findings
    }
    sheets, columns = _left_out(report)
    lost = [
        cell
        for cell in _cells(path)
        if cell[0] not in sheets
        and cell[2] not in columns
        and cell[3] not in held
        and cell not in originals
    ]
    assert lost == []


def test_what_is_left_out_of_a_workbook_is_named(sfia: Path) -> None:
    assert _left_out(_imported(sfia / BOOKS["9"])[2]) == ({"Read Me Notes"}, set())
    assert _left_out(_imported(sfia / BOOKS["8"])[2]) == (set(), set())
    sheets, columns = _left_out(_imported(sfia / BOOKS["6.3"])[2])
    assert (sheets, len(columns)) == (set(), 21)


@pytest.mark.parametrize(
    ("edition", "sheet", "kind", "mark", "count"),
    [
        ("9", "Skills", "line-break", "\r", 816),
        ("9", "Skills", "no-break-space", "\u00a0", 52),
        ("9", "Attributes", "line-break", "\r", 100),
        ("9", "Attributes", "no-break-space", "\u00a0", 50),
        ("8", "Skills", "line-break", "\r", 599),
        ("8", "Skills", "no-break-space", "\u00a0", 80),
        ("8", "Levels of responsibility", "no-break-space", "\u00a0", 8),
    ],
)
def test_repairs_are_as_many_as_the_cells_that_call_for_them(
    edition: str, sheet: str, kind: str, mark: str, count: int, sfia: Path
) -> None:
    path = sfia / BOOKS[edition]
    repairs = Counter((each.place.sheet, each.kind) for each in _imported(path)[2].findings)
    needing = sum(cell[0] == sheet and mark in cell[3] for cell in _cells(path))
    assert (repairs[sheet, kind], needing) == (count, count)


# --- rights: no sentence of the Foundation's is shipped -----------------------------------------


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text)


def _sentences(path: Path) -> set[str]:
    """The official wording, sentence by sentence, where it has more than four words.

    Names, kinds, phrases and addresses are facts, so their columns are left aside.
    """
    found: set[str] = set()
    for sheet, row, header, text in _cells(path):
        is_phrase = sheet.startswith("Levels") and row == 2 and path.name.startswith("sfia-9")
        if header in {"Skill", "Category", "Subcategory", "Attribute name", "Type"} or is_phrase:
            continue
        for part in re.split(r"[.\r\n]+", text.removeprefix("Essence of the level:")):
            if len(_words(part)) > 4 and "://" not in part:
                found.add(" ".join(_words(part)).casefold())
    return found


@pytest.mark.parametrize("edition", BOOKS)
@pytest.mark.parametrize("path", sorted(ROOT.glob("data/*.ttl")), ids=lambda path: path.name)
def test_no_official_sentence_is_shipped(path: Path, edition: str, sfia: Path) -> None:
    graph = Graph().parse(path, format="turtle")
    held = {
        " ".join(_words(str(each))).casefold()
        for each in graph.objects()
        if isinstance(each, Literal) and each.language
    }
    sentences = _sentences(sfia / BOOKS[edition])
    assert len(sentences) > 300
    texts = " | ".join(sorted(held))
    names = {" ".join(_words(name)).casefold() for name in _names(sfia)}
    assert [each for each in sentences - names if each in texts] == []


@cache
def _names(sfia: Path) -> frozenset[str]:
    editions = [_imported(sfia / name)[0] for name in BOOKS.values()]
    return frozenset(
        name
        for edition in editions
        for name in (
            *(skill.name for skill in edition.skills),
            *(category.name for category in edition.categories),
        )
        if name
    )


@pytest.mark.parametrize("edition", BOOKS)
def test_the_sentences_are_found_where_they_are(edition: str, sfia: Path) -> None:
    """The check above can fail: in the graph of texts it finds the wording."""
    _, graph, _ = _imported(sfia / BOOKS[edition])
    texts = " | ".join(" ".join(_words(str(each))).casefold() for each in graph.objects())
    assert sum(each in texts for each in _sentences(sfia / BOOKS[edition])) > 300


def test_the_page_is_not_shipped_but_for_its_name(sfia: Path) -> None:
    page = (sfia / "sfia-7_fr_page_SLMO.txt").read_text(encoding="utf-8")
    shipped = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("data/*.ttl"))
    )
    lines = [line.strip() for line in page.splitlines() if len(_words(line)) > 5]
    assert len(lines) > 10
    assert [
        line for line in lines if line in shipped and not line.startswith("Niveaux de resp")
    ] == []


def test_the_tables_of_known_words_are_those_that_the_sheets_use(sfia: Path) -> None:
    cells = _cells(sfia / BOOKS["9"])
    kinds = {text.casefold() for sheet, _, header, text in cells if header == "Type"}
    rows = {text.casefold() for sheet, _, header, text in cells if header == "Level"}
    assert kinds <= ATTRIBUTE_TYPES.keys()
    assert rows == LEVEL_ROWS.keys()


def test_pages_lead_to_the_official_site(sfia: Path) -> None:
    for name in BOOKS.values():
        pages = set(_imported(sfia / name)[1].objects(predicate=FOAF.page))
        assert all(URIRef(str(page)).startswith("https://sfia-online.org/") for page in pages)

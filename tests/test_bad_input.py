"""Bad input, case by case: accepted, repaired and said, or rejected with nothing written."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from invented import (
    EDITION,
    Grid,
    attributes_grid,
    levels_grid,
    long_grid,
    official_turtle,
    one_skill,
    page_text,
    sheets_9,
    skills_grid,
    write_csv,
    write_workbook,
)

from sfia_graph.cli import main

Make = Callable[[Path], Path]
SKILLS = skills_grid()
PAGE = page_text(one_skill(EDITION, "BREW"))
OFFICIAL = official_turtle()


# --- how a source goes bad ----------------------------------------------------------------------


def cells(*changes: tuple[int, str, str], grid: Grid = SKILLS) -> Grid:
    """A sheet with cells written anew: row (1 is the first below the header), column, text."""
    changed = [list(row) for row in grid]
    for row, column, text in changes:
        at = (
            grid[0].index("Levels") + int(column) - 1 if column.isdigit() else grid[0].index(column)
        )
        changed[row][at] = text
    return changed


def renamed(old: str, new: str, grid: Grid = SKILLS) -> Grid:
    return [[new if cell == old else cell for cell in grid[0]], *grid[1:]]


def without(column: str, grid: Grid = SKILLS) -> Grid:
    at = grid[0].index(column)
    return [row[:at] + row[at + 1 :] for row in grid]


def book(grid: Grid, sheet: str = "Skills") -> Make:
    return lambda folder: write_workbook(folder / "bakery.xlsx", {sheet: grid})


def table(grid: Grid, encoding: str = "utf-8", delimiter: str = ",") -> Make:
    return lambda folder: write_csv(folder / "bakery.csv", grid, encoding, delimiter)


def text(name: str, content: str | bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make


def csv_text(edit: Callable[[str], str | bytes]) -> Make:
    def make(folder: Path) -> Path:
        path = write_csv(folder / "bakery.csv", SKILLS)
        edited = edit(path.read_bytes().decode("utf-8"))
        path.write_bytes(edited if isinstance(edited, bytes) else edited.encode("utf-8"))
        return path

    return make


def folder_named(name: str) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).mkdir()
        return folder / name

    return make


def truncated_workbook(folder: Path) -> Path:
    path = write_workbook(folder / "bakery.xlsx", sheets_9())
    path.write_bytes(path.read_bytes()[:-200])
    return path


def zip_bomb(folder: Path) -> Path:
    path = folder / "bakery.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * 3_000_000)
    return path


@dataclass(frozen=True, slots=True)
class Case:
    """A bad source, what is said of it, and options that it needs.

    `said` is the whole line of a reject without the program's name (or how it `begins`, where
    the rest is the parser's own); of what is accepted or repaired it is the finding: where, what
    it was, and what was done.
    """

    name: str
    make: Make
    said: str
    options: tuple[str, ...] = ("--edition", "9", "--language", "en")
    begins: bool = False


SHEET = "bakery.xlsx, sheet 'Skills'"
LEVEL = "write the number of a level from 1 to 7, or leave it blank"
CODE = "a code is four capital letters, such as SLMO"
AGAIN = "; take the file from the Foundation's page once more"

REJECTED = (
    # the sheet
    Case(
        "a missing column",
        book(without("Category")),
        f"{SHEET}, row 1: no column 'Category'; add the column 'Category' (layout: skills, SFIA 9)",
    ),
    Case(
        "a renamed column",
        book(renamed("Overall description", "Overal descriptions")),
        f"{SHEET}, row 1: no column 'Overall description';"
        " rename the column 'Overal descriptions' to 'Overall description'",
    ),
    Case(
        "a doubled header",
        book([[*row, row[8]] for row in SKILLS]),
        f"{SHEET}, row 1, column 'Code': the column stands 2 times; keep one of them",
    ),
    Case(
        "a blank code",
        book(cells((2, "Code", ""))),
        f"{SHEET}, row 3, column 'Code': no code; write the code or delete the row",
    ),
    Case(
        "two skills with one code",
        book(cells((2, "Code", "BREW"))),
        f"{SHEET}, row 3, column 'Code': BREW stands in row 2 too; give each code one row",
    ),
    Case(
        "a code that is none",
        book(cells((2, "Code", "K-N"))),
        f"{SHEET}, row 3, column 'Code': found 'K-N'; {CODE}",
    ),
    Case(
        "a mark without a text",
        book(cells((1, "4", "4"))),
        f"{SHEET}, row 2, column 'Level 4 description': blank, but level 4 is marked;"
        " write the text or clear the mark of level 4",
    ),
    Case(
        "a text without a mark",
        book(cells((1, "2", ""))),
        f"{SHEET}, row 2, column 'Level 2 description': a text, but level 2 is not marked;"
        " mark level 2 or clear the text",
    ),
    Case(
        "level 0",
        book(cells((1, "2", "0"))),
        f"{SHEET}, row 2, column 'C': found '0', no level of responsibility; {LEVEL}",
    ),
    Case(
        "level 8",
        book(cells((1, "2", "8"))),
        f"{SHEET}, row 2, column 'C': found '8', no level of responsibility; {LEVEL}",
    ),
    Case(
        "level x",
        book(cells((1, "2", "x"))),
        f"{SHEET}, row 2, column 'C': found 'x', no level of responsibility; {LEVEL}",
    ),
    Case(
        "level 4.5",
        book(cells((1, "2", "2.5"))),
        f"{SHEET}, row 2, column 'C': found '2.5', no level of responsibility; {LEVEL}",
    ),
    Case(
        "a subcategory under two categories",
        book(cells((4, "Subcategory", "Drinks"))),
        f"{SHEET}, row 5, column 'Category': the subcategory 'Drinks' stands under"
        " 'Baking, and more' and 'Trade'; put it under one category",
    ),
    Case(
        "an empty sheet",
        book([[""]]),
        "bakery.xlsx: holds no cells; import a sheet that has the text in cells",
    ),
    Case("a header alone", book(SKILLS[:1]), f"{SHEET}: a header and no rows; add the skills"),
    Case(
        "no sheet of SFIA",
        book([["Bread", "Price"], ["Roll", "1"]], "Shop"),
        "bakery.xlsx: no sheet of skills; its first row holds 'Bread', 'Price';"
        " the header row must name Code, Skill, Category, …",
    ),
    Case(
        "the attributes handed over as skills",
        book(attributes_grid()),
        f"{SHEET}: holds attributes, no skills; add the sheet of skills",
    ),
    Case(
        "the levels handed over as skills",
        book(levels_grid()),
        f"{SHEET}: holds levels, no skills; add the sheet of skills",
    ),
    Case(
        "two editions mixed",
        book(cells((2, "URL", "https://sfia-online.org/en/skillcode/8/KNEA"))),
        f"{SHEET}: mixes editions 8 and 9; import them one at a time",
        (),
    ),
    Case(
        "two editions mixed in 6",
        book(cells((2, "version", "7"), grid=long_grid())),
        f"{SHEET}: mixes editions 7 and 9; import them one at a time",
        (),
    ),
    Case(
        "an unknown edition",
        book([[cell.replace("/9/", "/19/") for cell in row] for row in SKILLS]),
        f"{SHEET}: edition 19, which is unknown; known are 1 to 9",
        (),
    ),
    Case(
        "an edition that nothing says",
        book([[cell if "://" not in cell else "" for cell in row] for row in SKILLS]),
        f"{SHEET}: nothing says which edition this is; give --edition",
        (),
    ),
    # the file
    Case(
        "a folder",
        folder_named("bakery.xlsx"),
        "bakery.xlsx: a folder; name the files in it",
    ),
    Case("a folder of CSVs", folder_named("csv"), "csv: a folder; name the files in it"),
    Case(
        "no file",
        lambda folder: folder / "bakery.xlsx",
        "bakery.xlsx: no such file; check its name",
    ),
    # CSV
    Case(
        "an unclosed quote",
        csv_text(lambda csv: csv.replace('"The art of dough', '"The "art of dough')),
        "bakery.csv, row 3, line 6: a quote opens here and does not close at the end of its cell;"
        ' close it, and double each quote inside the cell ("")',
    ),
    Case(
        "a long row",
        csv_text(lambda csv: csv.replace(",Shop,", ",Shop,and bakery,")),
        "bakery.csv, row 5: 23 cells where the header has 22;"
        " quote the text that holds a delimiter",
    ),
    Case(
        "two encodings",
        csv_text(lambda csv: csv.encode("utf-8").replace("“".encode(), b"\x93", 1)),
        "bakery.csv, line 2: UTF-8 and another encoding in one file; save it as UTF-8",
    ),
    Case(
        "the attributes alone as CSV",
        table(attributes_grid()),
        "bakery.csv: holds attributes, no skills; add the sheet of skills",
    ),
    # a page
    Case(
        "a page with a level missing",
        text("page.txt", PAGE.replace("Coffee brewing: Level 3", "")),
        "page.txt: level 3 is listed but has no heading '…: Level 3'; add the heading and its text",
    ),
    Case(
        "a page with a level doubled",
        text("page.txt", PAGE.replace("Level 3", "Level 2")),
        "page.txt, line 19: level 2 stands twice; keep one of them",
    ),
    Case(
        "a page in an unknown language",
        text("page.txt", PAGE.replace("Levels of responsibility", "Niveles")),
        "page.txt: no heading of a skill's page in a known language (en, fr); copy the page whole",
    ),
    Case(
        "a page that says no edition",
        text("page.txt", PAGE),
        "page.txt: a page does not say its edition; give --edition",
        (),
    ),
    # RDF
    Case(
        "RDF of something else",
        text("rdf.ttl", "<urn:a> <urn:b> <urn:c> ."),
        "rdf.ttl: RDF, but not the Foundation's: no skill of rdf.sfia-online.org;"
        " RDF of one's own is opened with --store",
    ),
    Case(
        "truncated Turtle",
        text("rdf.ttl", OFFICIAL[: OFFICIAL.rindex("@en-GB")]),
        "rdf.ttl, line 48: no valid turtle: ",
        begins=True,
    ),
    Case(
        "a wrong ending",
        text("rdf.rdf", OFFICIAL),
        "rdf.rdf, line 1: no valid rdfxml: ",
        begins=True,
    ),
    Case(
        "a relative IRI",
        text("rdf.ttl", OFFICIAL + "<here> a o:Skill ."),
        "rdf.ttl, line 49: no valid turtle: a relative IRI ",
        begins=True,
    ),
    Case(
        "a tag with an underscore",
        text("rdf.ttl", OFFICIAL.replace("@en-GB", "@en_GB")),
        "rdf.ttl, line 6: no valid turtle: a language tag with an underscore",
        begins=True,
    ),
    Case(
        "a document type",
        text("rdf.rdf", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x/>'),
        "rdf.rdf, line 1: a document type declaration (DOCTYPE), which can hide an entity bomb;"
        " write the IRIs in full and leave it out",
    ),
    Case(
        "a remote context",
        text("rdf.jsonld", '{"@context": "https://example.org/c", "@id": "urn:a"}'),
        "rdf.jsonld: a JSON-LD context that would have to be fetched;"
        " put the context itself into the file",
    ),
    Case(
        "a skill of the official RDF without levels",
        text("rdf.ttl", OFFICIAL.replace("skills/BREW> o:defined", "skills/OVEN> o:defined")),
        "rdf.ttl, column 'https://rdf.sfia-online.org/9/skills/BREW':"
        f" a skill without levels{AGAIN}",
    ),
)

FILES = (
    Case(
        "an old workbook",
        text("bakery.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64),
        "",
        begins=True,
    ),
    Case("a workbook cut short", truncated_workbook, "", begins=True),
    Case("a zip bomb", zip_bomb, "", begins=True),
    Case("text in a workbook's clothes", text("bakery.xlsx", "Code,Skill\n"), "", begins=True),
    Case("an empty workbook", text("bakery.xlsx", b""), "", begins=True),
    Case("an empty CSV", text("bakery.csv", b""), "", begins=True),
    Case("an empty page", text("page.txt", b""), "", begins=True),
    Case("empty Turtle", text("rdf.ttl", b""), "", begins=True),
    Case("UTF-16 without a mark", table(SKILLS, "utf-16-le"), "", begins=True),
    Case(
        "a workbook in a CSV's clothes",
        lambda f: book(SKILLS)(f).rename(f / "x.csv"),
        "",
        begins=True,
    ),
    Case("binary data as a page", text("page.txt", bytes(range(256)) * 9), "", begins=True),
)
"""What the readers' own tests say more of: here, that each is one line and exit 1."""


def _run(case: Case, folder: Path, *more: object) -> int:
    source = case.make(folder)
    return main(
        ["import", str(source), "-o", str(folder / "out.ttl"), *case.options, *map(str, more)]
    )


@pytest.mark.parametrize("case", (*REJECTED, *FILES), ids=lambda case: case.name)
def test_a_reject_is_one_line_and_leaves_everything_as_it_was(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.ttl"
    out.write_text("what stood there before", encoding="utf-8")
    assert _run(case, tmp_path) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith(f"sfia-graph: {case.said}")
    assert case.begins or line == f"sfia-graph: {case.said}"
    assert out.read_text(encoding="utf-8") == "what stood there before"
    assert len(list(tmp_path.iterdir())) <= 2


@pytest.mark.parametrize("case", (*REJECTED, *FILES), ids=lambda case: case.name)
def test_a_reject_writes_no_file(case: Case, tmp_path: Path) -> None:
    source = case.make(tmp_path)
    before = sorted(tmp_path.iterdir())
    main(["import", str(source), "-o", str(tmp_path / "out.ttl"), *case.options])
    assert sorted(tmp_path.iterdir()) == before


NFD_PAGE = unicodedata.normalize("NFD", PAGE)

REPAIRED = (
    Case(
        "a lower-case code",
        book(cells((1, "Code", "brew"))),
        f"repair; {SHEET}, row 2, column 'Code'; brew; read as BREW",
    ),
    Case(
        "4.0 as a level",
        book(cells((1, "2", "2.0"))),
        f"repair; {SHEET}, row 2, column 'C'; 2.0; read as 2",
    ),
    Case(
        "NFD text",
        book(cells((1, "Skill", "Cafe\u0301"))),
        f"repair; {SHEET}, row 2, column 'Skill'; Cafe\u0301; characters composed (Unicode NFC)",
    ),
    Case(
        "an NFD page",
        text("page.txt", NFD_PAGE.replace("The art", "L’e\u0301te\u0301, the art")),
        "repair; page.txt, line 5; L’e\u0301te\u0301, the art of coffee brewing, with “care”;"
        " never in haste.; characters composed (Unicode NFC)",
    ),
    Case(
        "a page with levels out of order",
        text("page.txt", PAGE.replace("2 3\n", "3 2\n")),
        "repair; page.txt, line 9; 3 2; levels put in order",
    ),
    Case(
        "a page with CRLF",
        text("page.txt", PAGE.replace("\n", "\r\n")),
        "repair; page.txt; ; carriage returns read as line breaks",
    ),
    Case(
        "an address elsewhere",
        book(cells((1, "URL", "https://test.example/BREW"))),
        f"repair; {SHEET}, row 2, column 'URL'; https://test.example/BREW;"
        " no page of sfia-online.org, left out",
    ),
)

ACCEPTED = (
    Case(
        "U+FFFD in a name",
        book(cells((1, "Skill", "Caf\ufffd"))),
        f"warning; {SHEET}, row 2, column 'Skill'; Caf\ufffd;"
        " U+FFFD stands where a character was lost",
    ),
    Case(
        "a header that is not on row 1",
        book([["The bakery’s sheet"], *SKILLS]),
        f"warning; {SHEET}, row 2; ; the header stands in row 2, not in row 1",
    ),
    Case(
        "a column of no known use",
        book([[*row, extra] for row, extra in zip(SKILLS, ["Price", *"abcd"], strict=True)]),
        f"warning; {SHEET}, row 1, column 'Price'; Price; a column of no known use, left out",
    ),
    Case(
        "cp1252",
        table(SKILLS, "cp1252"),
        "warning; bakery.csv; ; read as cp1252",
    ),
    Case("UTF-16", table(SKILLS, "utf-16"), "warning; bakery.csv; ; read as utf-16"),
    Case(
        "semicolons",
        table(SKILLS, delimiter=";"),
        "warning; bakery.csv; ; separated by semicolons",
    ),
    Case("tabs", table(SKILLS, delimiter="\t"), "warning; bakery.csv; ; separated by tabs"),
    Case(
        "a short row",
        table([*SKILLS[:1], SKILLS[1][:-4], *SKILLS[2:]]),
        "warning; bakery.csv, row 2; ; 18 cells where the header has 22; the rest read as blank",
    ),
    Case(
        "a code that is not four letters",
        book(cells((1, "Code", "NA"))),
        f"warning; {SHEET}, row 2, column 'Code'; NA; the code 'NA' is not four letters",
    ),
    Case(
        "0012 as a code",
        book(cells((1, "Code", "0012"))),
        f"warning; {SHEET}, row 2, column 'Code'; 0012; the code '0012' is not four letters",
    ),
    Case(
        "1E5 as a code",
        table(cells((1, "Code", "1E5"))),
        "warning; bakery.csv, row 2, column 'Code'; 1E5; the code '1E5' is not four letters",
    ),
    Case(
        "an edition that the sheet contradicts",
        book(SKILLS),
        f"warning; {SHEET}; ; names edition 9; read as edition 8, as --edition says",
        ("--edition", "8", "--language", "en"),
    ),
)


@pytest.mark.parametrize("case", (*REPAIRED, *ACCEPTED), ids=lambda case: case.name)
def test_what_is_repaired_or_doubted_stands_in_the_report(case: Case, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    assert _run(case, tmp_path, "--report", report) == 0
    found = []
    for row in json.loads(report.read_text(encoding="utf-8")):
        where = row["file"]
        where += f", sheet '{row['sheet']}'" if row["sheet"] else ""
        where += f", row {row['row']}" if row["row"] else ""
        where += f", line {row['line']}" if row["line"] else ""
        where += f", column '{row['column']}'" if row["column"] else ""
        found.append("; ".join((row["severity"], where, row["original"], row["message"])))
    assert case.said in found
    assert (tmp_path / "out.ttl").exists()


@pytest.mark.parametrize("text", ["NA", "0012", "1E5", "4.0", "TRUE", "2025-01-29"])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_name_that_looks_like_a_value_is_kept_as_text(
    text: str, ending: str, tmp_path: Path
) -> None:
    grid = cells((1, "Skill", text))
    source = (
        write_csv(tmp_path / "bakery.csv", grid)
        if ending == ".csv"
        else write_workbook(tmp_path / "bakery.xlsx", {"Skills": grid})
    )
    out = tmp_path / "out.nt"
    assert main(["import", str(source), "-o", str(out), "--language", "en"]) == 0
    assert f'/skill/BREW> <http://www.w3.org/2004/02/skos/core#prefLabel> "{text}"@en' in (
        out.read_text(encoding="utf-8")
    )

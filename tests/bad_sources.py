"""Bad sources of SFIA, case by case: what comes of each and the line that says so."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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

from sfia_graph.namespaces import PREFIXES

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


def missing(name: str) -> Make:
    return lambda folder: folder / name


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "bakery.csv")
    return folder / "bakery.csv"


def device(folder: Path) -> Path:
    (folder / "bakery.ttl").symlink_to("/dev/zero")
    return folder / "bakery.ttl"


RDF_XML = (
    '<?xml version="1.0"?><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="urn:a:">'
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    + "]><x>&a12;</x>"
)
SKOS = PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Case:
    """A bad source, what is said of it, and the command and options that it is given to.

    `said` of a reject is the whole line without the program's name (or how it `begins`, where the
    rest is the parser's own); of what is accepted or repaired it is the finding: where, what it
    was, and what was done.
    """

    name: str
    make: Make
    said: str
    options: tuple[str, ...] = ("--edition", "9", "--language", "en")
    begins: bool = False
    command: tuple[str, ...] = ("import",)


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
    *(
        Case(f"no file {name}", missing(name), f"{name}: no such file; check its name")
        for name in ("bakery.csv", "bakery.tsv", "page.txt", "rdf.ttl", "rdf.nt", "rdf.jsonld")
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
        "bakery.xlsx: an old .xls workbook; save it as .xlsx and import that",
    ),
    Case(
        "a workbook cut short",
        truncated_workbook,
        "bakery.xlsx: a damaged workbook: its zip archive is cut short or broken;"
        " get or save it once more",
    ),
    Case(
        "a zip bomb",
        zip_bomb,
        "bakery.xlsx: 'xl/worksheets/sheet1.xml' unpacks to more than 100 times its size;"
        " a workbook of SFIA is far smaller",
    ),
    Case(
        "text in a workbook's clothes",
        text("bakery.xlsx", "Code,Skill\n"),
        "bakery.xlsx: no workbook but CSV text; name it .csv",
    ),
    Case(
        "an empty workbook",
        text("bakery.xlsx", b""),
        "bakery.xlsx: no workbook but an empty file; save the sheet as .xlsx and import that",
    ),
    Case(
        "an empty CSV",
        text("bakery.csv", b""),
        "bakery.csv: an empty file; name a file that holds something",
    ),
    Case(
        "an empty page",
        text("page.txt", b""),
        "page.txt: an empty file; name a file that holds something",
    ),
    Case(
        "empty Turtle",
        text("rdf.ttl", b""),
        "rdf.ttl: RDF, but not the Foundation's: no skill of rdf.sfia-online.org;"
        " RDF of one's own is opened with --store",
    ),
    Case(
        "UTF-16 without a mark",
        table(SKILLS, "utf-16-le"),
        "bakery.csv, line 1: a NUL character; give --encoding, such as utf-16",
    ),
    Case(
        "a workbook in a CSV's clothes",
        lambda folder: book(SKILLS)(folder).rename(folder / "x.csv"),
        "x.csv: no CSV but a zip archive, perhaps a workbook; export the sheet as CSV",
    ),
    Case(
        "binary data as a page",
        text("page.txt", bytes(range(256)) * 9),
        "page.txt, line 2: byte 0x81 is no cp1252; save it as UTF-8",
    ),
    Case(
        "a PDF",
        text("sfia.pdf", b"%PDF-1.7"),
        "sfia.pdf: a file with the ending '.pdf', which no reader takes;"
        " use one of .xlsx, .xlsm, .csv, .tsv, .txt, .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
    ),
    Case("a pipe", pipe, "bakery.csv: no regular file; save it to a file first"),
    Case(
        "a device",
        device,
        "bakery.ttl: no regular file; save it to a file first",
    ),
    Case(
        "a name that a terminal would obey",
        text("a\x1b[2Jb\n.txt", PAGE[:40]),
        "a\\x1b[2Jb\\n.txt: no heading of a skill's page in a known language (en, fr);"
        " copy the page whole",
    ),
    Case(
        "a page of a megabyte and a byte",
        text("page.txt", b"a" * (2**20 + 1)),
        "page.txt: 1 MB, more than 1 MB; a page is far smaller",
    ),
    Case(
        "a row of a million and one separators",
        text("bakery.csv", b"," * 1_000_001),
        "bakery.csv, row 1: more than 1000000 separators in one row;"
        " a sheet of SFIA is far smaller",
    ),
    Case(
        "a sheet of roles",
        text("roles.csv", "role,skill,level,importance\nTester,TEST,4,core\n"),
        "roles.csv: no sheet of skills; its first row holds 'role', 'skill', 'level', 'importance';"
        " roles and people: sfia-graph profile import reads them",
    ),
    Case(
        "levels of edition 6 that are none",
        table([[*row[:8], "x" if at else row[8], *row[9:]] for at, row in enumerate(long_grid())]),
        "bakery.csv, row 2, column 'level': found 'x', no level of responsibility; "
        f"{LEVEL} (and 10 more)",
        (),
    ),
    Case(
        "a page without any level below its list",
        text("page.txt", PAGE[: PAGE.index("Coffee brewing: Level 1")]),
        "page.txt: level 2 is listed but has no heading '…: Level 2'; add the heading and its text",
    ),
    # RDF
    Case(
        "Turtle with brackets too deep",
        text("rdf.ttl", b"<urn:a> <urn:b> " + b"[<urn:c> " * 1_001),
        "rdf.ttl: brackets inside brackets, more than 1000 deep; write the RDF in a flatter way",
    ),
    Case(
        "RDF/XML with elements too deep",
        text("rdf.rdf", RDF_XML + "<a>" * 1_000),
        "rdf.rdf, line 1: elements inside elements, more than 1000 deep;"
        " write the RDF in a flatter way",
    ),
    Case(
        "RDF/XML in an encoding that there is not",
        text("rdf.rdf", '<?xml version="1.0" encoding="UTF-9"?><rdf:RDF/>'),
        "rdf.rdf, line 1: no valid rdfxml: an encoding that no reader of XML knows (column 1);"
        " mend the file; nothing of it was read",
    ),
    Case(
        "JSON-LD nested too deep",
        text("rdf.jsonld", '{"a":' * 100_000),
        "rdf.jsonld, line 1: no valid jsonld: ",
        begins=True,
    ),
    Case(
        "a literal of 17 megabytes",
        text("rdf.nt", b'<urn:a> <urn:b> "' + b"a" * 17 * 2**20 + b'" .'),
        "rdf.nt: a text or IRI of more than 16 MB; shorten it",
    ),
    Case(
        "a billion laughs",
        text("rdf.rdf", LAUGHS),
        "rdf.rdf, line 1: a document type declaration (DOCTYPE), which can hide an entity bomb;"
        " write the IRIs in full and leave it out",
    ),
    Case(
        "JSON in RDF's clothes",
        text("rdf.ttl", '{"mappings": []}'),
        "rdf.ttl, line 1: no valid turtle: ",
        begins=True,
    ),
    Case(
        "concepts without a scheme",
        text("own.ttl", f"<urn:a> a <{SKOS}Concept> ."),
        "own.ttl: 1 concept and no skos:ConceptScheme;"
        " describe the scheme that its concepts are in",
    ),
    Case(
        "a scheme without concepts",
        text("own.ttl", f"<urn:a> a <{SKOS}ConceptScheme> ."),
        "own.ttl: 1 scheme and no skos:Concept; give its concepts that type",
    ),
)


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

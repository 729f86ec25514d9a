"""What each stored question answers: on the shipped data, and on the Foundation's own texts.

Expected rows are facts (codes, names, levels). Wording is never written here: it is read, where it
is there, from the official files.
"""

from __future__ import annotations

import csv
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from engines import ask_rdflib, parsed_by_rdflib, plain
from pyoxigraph import Literal, NamedNode

from sfia_graph import ask
from sfia_graph.languages import WORDS
from sfia_graph.media import RDF_FORMATS
from sfia_graph.merging import merge
from sfia_graph.namespaces import PREFIXES
from sfia_graph.parameters import Values
from sfia_graph.queries import stored_query
from sfia_graph.rdf import read_quads
from sfia_graph.report import Report
from sfia_graph.resources import sample_data, shipped_data
from sfia_graph.results import Rows, Triples, Value
from sfia_graph.serialise import to_bytes
from sfia_graph.sources.reading import Wish, read_editions
from sfia_graph.store import Store, open_store
from sfia_graph.text import ESSENCE, clean

Row = tuple[Value, ...]
Asker = Callable[..., list[Row]]

"""Whether this project's own words are there; they take the place of names where texts are not."""

HISTOGRAMS = {
    6: (8, 31, 49, 76, 94, 83, 21),
    8: (9, 43, 81, 107, 118, 104, 33),
    9: (16, 99, 113, 139, 144, 126, 35),
}
LICENCE = "https://sfia-online.org/en/about-sfia/licensing-sfia"


def rows_of(answer: object) -> list[Row]:
    assert isinstance(answer, Rows)
    return answer.values()


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store()


@pytest.fixture(scope="module")
def rows(shipped: Store) -> Asker:
    return lambda query, **values: rows_of(ask(query, shipped, **values))


# The official files, read by openpyxl and csv alone, to hold the answers against.


@dataclass(frozen=True)
class Sheet:
    """What a sheet of skills says: name, category, subcategory, levels and texts by code."""

    names: dict[str, str]
    shelves: dict[str, tuple[str, str]]
    levels: dict[str, tuple[int, ...]]
    texts: dict[tuple[str, int | str], str]

    def at(self, level: int) -> list[tuple[str, str]]:
        """Give code and name of the skills at a level, by code."""
        return sorted((code, self.names[code]) for code in self.names if level in self.levels[code])


def of_wide_rows(table: Iterator[tuple[Any, ...]]) -> Sheet:
    header = [str(cell) for cell in next(table)]
    sheet = Sheet({}, {}, {}, {})
    first = header.index("Level 1 description")
    marks = header.index("Levels")
    for cells in table:
        row = dict(zip(header, cells, strict=True))
        code = row["Code"]
        sheet.names[code] = row["Skill"]
        sheet.shelves[code] = (row["Category"], row["Subcategory"])
        sheet.levels[code] = tuple(n for n in range(1, 8) if cells[marks + n - 1])
        for part in ("Overall description", "Guidance notes"):
            sheet.texts[code, part] = row[part]
        for level in sheet.levels[code]:
            sheet.texts[code, level] = cells[first + level - 1]
    return sheet


def of_rows_per_level(table: Iterator[tuple[Any, ...]]) -> Sheet:
    header = [str(cell) for cell in next(table)]
    sheet = Sheet({}, {}, {}, {})
    for cells in table:
        row = dict(zip(header, cells, strict=True))
        code, level = row["code"], int(row["level"])
        sheet.names[code] = row["Skill"]
        sheet.shelves[code] = (row["Category"], row["Subcategory"])
        sheet.levels[code] = tuple(sorted((*sheet.levels.get(code, ()), level)))
        sheet.texts[code, level] = row["description22"]
    return sheet


def table_of(path: Path, name: str) -> Iterator[tuple[Any, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, about an extension of Excel's in the sheets
        book = openpyxl.load_workbook(path, read_only=True)
        rows = list(book[name].iter_rows(values_only=True))
        book.close()
    return iter(rows)


@pytest.fixture(scope="module")
def sheets(sfia: Path) -> dict[int, Sheet]:
    files = {6: "sfiaskills.6.3.en.xlsx", 8: "sfia-8_en_220221.xlsx"}
    files[9] = "sfia-9_current-standard_en_250129.xlsx"
    return {
        6: of_rows_per_level(table_of(sfia / files[6], "Sheet1")),
        8: of_wide_rows(table_of(sfia / files[8], "Skills")),
        9: of_wide_rows(table_of(sfia / files[9], "Skills")),
    }


@pytest.fixture(scope="module")
def american(sfia: Path) -> Sheet:
    with (sfia / "sfia-9_en-US_csv" / "skills.csv").open(encoding="cp1252", newline="") as file:
        return of_wide_rows(map(tuple, csv.reader(file)))


def cleaned(text: str) -> str:
    from sfia_graph.errors import Place

    return clean(text, Place("test"), Report()) or ""


# The same files brought over by an import, once.


@pytest.fixture(scope="session")
def imported(sfia: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give one TriG file for each official source, with its texts."""
    folder = tmp_path_factory.mktemp("imported")
    sources = {
        "6": (["sfiaskills.6.3.en.xlsx"], "en-GB"),
        "7": (["sfia-7_fr_page_SLMO.txt"], "fr"),
        "8": (["sfia-8_en_220221.xlsx"], "en-GB"),
        "9-en-GB": (["sfia-9_current-standard_en_250129.xlsx"], "en-GB"),
        "9-en-US": (
            [f"sfia-9_en-US_csv/{x}.csv" for x in ("skills", "attributes", "levels")],
            "en-US",
        ),
        "9-official": (["sfia-9_official-rdf_250227.ttl"], "en"),
    }
    (trig,) = (each for each in RDF_FORMATS if each.name == "trig")
    written = {}
    for name, (files, language) in sources.items():
        wish = Wish(language=language)
        editions = read_editions([sfia / file for file in files], Report(), wish)
        written[name] = folder / f"{name}.trig"
        written[name].write_bytes(to_bytes(merge(editions), trig))
    return written


@pytest.fixture(scope="module")
def texts(imported: dict[str, Path]) -> Store:
    """Every sheet and page side by side, each in its own named graph."""
    return open_store([path for name, path in imported.items() if name != "9-official"])


@pytest.fixture(scope="module")
def words(texts: Store) -> Asker:
    return lambda query, **values: rows_of(ask(query, texts, **values))


# Counts.


def test_edition_counts(rows: Asker) -> None:
    assert rows("edition-counts") == [
        (7, 1, 6, 1, 0, 0, 0, 0),
        (8, 121, 495, 352, 6, 19, 5, 35),
        (9, 147, 672, 357, 6, 22, 16, 112),
    ]


def test_edition_counts_of_all_official_files(words: Asker) -> None:
    assert words("edition-counts") == [
        (6, 97, 362, 317, 6, 17, 0, 0),
        (7, 1, 6, 1, 0, 0, 0, 0),
        (8, 121, 495, 352, 6, 19, 5, 35),
        (9, 147, 672, 357, 6, 22, 16, 112),
    ]


@pytest.mark.parametrize("edition", [8, 9])
def test_level_histogram(rows: Asker, edition: int) -> None:
    counts = enumerate(HISTOGRAMS[edition], start=1)
    assert rows("level-histogram", edition=edition) == [(edition, *each) for each in counts]


@pytest.mark.parametrize("edition", HISTOGRAMS)
def test_level_histogram_of_the_official_sheets(
    words: Asker, sheets: dict[int, Sheet], edition: int
) -> None:
    counts = Counter(level for levels in sheets[edition].levels.values() for level in levels)
    expected = [(edition, level, counts[level]) for level in range(1, 8)]
    assert words("level-histogram", edition=edition) == expected
    assert tuple(counts[level] for level in range(1, 8)) == HISTOGRAMS[edition]


def test_of_the_357_pairs_not_observed_224_lie_below_133_above_and_none_inside(
    rows: Asker,
) -> None:
    codes = [code for level in range(1, 8) for code, _ in rows("skills-at-level", level=level)]
    reasons = Counter(
        row[2] for row in rows("why-not-at-level", code=sorted(set(codes)), level=range(1, 8))
    )
    assert reasons == {
        "below the range": 224,
        "above the range": 133,
        "defined at this level": 672,
    }


def test_translation_coverage(rows: Asker) -> None:
    names = [
        ("attribute", "name", "en-GB", 16, 16),
        ("attribute at level", "name", "en-GB", 112, 112),
        ("category", "name", "en-GB", 6, 6),
        ("level", "name", "en-GB", 7, 7),
        ("skill", "name", "en-GB", 147, 147),
        ("skill at level", "name", "en-GB", 672, 672),
        ("subcategory", "name", "en-GB", 22, 22),
    ]
    glosses = [
        ("attribute", "gloss", "en", 16, 16),
        ("attribute", "gloss", "fr", 16, 16),
        ("skill", "gloss", "en", 147, 147),
        ("skill", "gloss", "fr", 1, 147),
        ("skill at level", "gloss", "en", 6, 672),
        ("skill at level", "gloss", "fr", 6, 672),
    ]
    assert rows("translation-coverage") == sorted(names + glosses)


def test_translation_coverage_tells_two_englishes_apart(words: Asker) -> None:
    found = words("translation-coverage")
    assert len(found) == 28
    assert {row[2] for row in found} == {"en-GB", "en-US"}
    assert ("skill at level", "definition", "en-US", 672, 672) in found
    assert all(concepts == of for *_, concepts, of in found)


# The matrix.


def test_skill_levels(rows: Asker) -> None:
    assert rows("skill-levels", code="SLMO") == [
        ("SLMO", 1, False),
        ("SLMO", 2, True),
        ("SLMO", 3, True),
        ("SLMO", 4, True),
        ("SLMO", 5, True),
        ("SLMO", 6, True),
        ("SLMO", 7, True),
    ]


@pytest.mark.parametrize("edition", [8, 9])
def test_skill_levels_of_every_skill_are_the_marks_of_the_sheet(
    rows: Asker, sheets: dict[int, Sheet], edition: int
) -> None:
    sheet = sheets[edition]
    assert rows("skill-levels", code=list(sheet.names), edition=edition) == [
        (code, level, level in sheet.levels[code])
        for code in sorted(sheet.names)
        for level in range(1, 8)
    ]


def test_skills_at_level(rows: Asker) -> None:
    found = rows("skills-at-level", level=5)
    assert len(found) == 144
    assert found[:2] == [("ACIN", "Accessibility and inclusion"), ("ADEV", "Animation development")]
    assert found[-1] == ("WFPL", "Workforce planning")


@pytest.mark.parametrize("edition", [8, 9])
@pytest.mark.parametrize("level", range(1, 8))
def test_skills_at_each_level_are_those_of_the_sheet(
    rows: Asker, sheets: dict[int, Sheet], edition: int, level: int
) -> None:
    assert rows("skills-at-level", level=level, edition=edition) == sheets[edition].at(level)


def test_skills_at_several_levels_come_once_each(rows: Asker, sheets: dict[int, Sheet]) -> None:
    either = set(sheets[9].at(6)) | set(sheets[9].at(7))
    assert rows("skills-at-level", level=[6, 7]) == sorted(either)


def test_entry_level_skills(rows: Asker) -> None:
    assert rows("entry-level-skills") == [
        ("ADMN", "Business administration", 1),
        ("CSMG", "Customer service support", 1),
        ("GRDN", "Graphic design", 1),
        ("HSIN", "Systems installation and removal", 1),
        ("IAMT", "Identity and access management", 1),
        ("ICPM", "Content publishing", 1),
        ("INCA", "Content design and authoring", 1),
        ("ITOP", "Infrastructure operations", 1),
        ("NFTS", "Non-functional testing", 1),
        ("NTAS", "Network support", 1),
        ("PRTS", "Process testing", 1),
        ("RMGT", "Records management", 1),
        ("SCAD", "Security operations", 1),
        ("SSUP", "Sales support", 1),
        ("TEST", "Functional testing", 1),
        ("USUP", "Incident management", 1),
    ]


def test_entry_level_skills_up_to_a_level_come_lowest_first(
    rows: Asker, sheets: dict[int, Sheet]
) -> None:
    sheet = sheets[9]
    lowest = {code: min(levels) for code, levels in sheet.levels.items()}
    expected = [(code, sheet.names[code], low) for code, low in lowest.items() if low <= 3]
    assert rows("entry-level-skills", level=3) == sorted(expected, key=lambda row: (row[2], row[0]))


def test_skills_reaching_level(rows: Asker) -> None:
    found = rows("skills-reaching-level")
    assert len(found) == 35
    assert found[0] == ("AUDT", "Audit", 7)
    assert found[-1] == ("TEAC", "Teaching", 7)
    assert ("SLMO", "Service level management", 7) in found


def test_skills_reaching_a_level_come_highest_first(rows: Asker, sheets: dict[int, Sheet]) -> None:
    sheet = sheets[8]
    highest = {code: max(levels) for code, levels in sheet.levels.items()}
    expected = [(code, sheet.names[code], high) for code, high in highest.items() if high >= 6]
    assert rows("skills-reaching-level", level=6, edition=8) == sorted(
        expected, key=lambda row: (-row[2], row[0])
    )


def test_related_by_range(rows: Asker) -> None:
    assert rows("related-by-range", code="SLMO") == [
        ("AUDT", "Audit", False),
        ("BPRE", "Business process improvement", False),
        ("BURM", "Risk management", False),
        ("DAAN", "Data analytics", False),
        ("ETMG", "Learning and development management", False),
        ("INAS", "Information assurance", False),
        ("ITCM", "Contract management", False),
        ("KNOW", "Knowledge management", False),
        ("QUMG", "Quality management", False),
        ("SCTY", "Information security", False),
        ("SORC", "Sourcing", False),
        ("SUPP", "Supplier management", False),
        ("TEAC", "Teaching", False),
    ]


def test_related_by_range_puts_the_same_subcategory_first(
    rows: Asker, sheets: dict[int, Sheet]
) -> None:
    sheet = sheets[9]
    shelf, levels = sheet.shelves["PROG"], sheet.levels["PROG"]
    same = [code for code in sheet.names if sheet.levels[code] == levels and code != "PROG"]
    expected = [(code, sheet.names[code], sheet.shelves[code] == shelf) for code in same]
    found = rows("related-by-range", code="PROG")
    assert found == sorted(expected, key=lambda row: (not row[2], row[0]))
    assert len(found) == 54
    assert [row[0] for row in found if row[2]][:3] == ["ADEV", "DESN", "HWDE"]


@pytest.mark.parametrize(
    ("code", "level", "reason", "lowest", "highest"),
    [
        ("SLMO", 1, "below the range", 2, 7),
        ("SLMO", 4, "defined at this level", 2, 7),
        ("PROG", 1, "below the range", 2, 6),
        ("PROG", 7, "above the range", 2, 6),
        ("ITSP", 3, "below the range", 4, 7),
    ],
    ids=lambda value: str(value).replace(" ", "-"),
)
def test_why_not_at_level(
    rows: Asker, code: str, level: int, reason: str, lowest: int, highest: int
) -> None:
    found = rows("why-not-at-level", code=code, level=level)
    assert found == [(code, level, reason, lowest, highest, None, None)]


# Places and names.


def test_category_tree(rows: Asker) -> None:
    assert rows("category-tree") == [
        ("Change and transformation", "Change analysis", 5),
        ("Change and transformation", "Change implementation", 5),
        ("Change and transformation", "Change planning", 6),
        ("Delivery and operation", "Data and records operations", 3),
        ("Delivery and operation", "Security services", 7),
        ("Delivery and operation", "Service management", 10),
        ("Delivery and operation", "Technology management", 11),
        ("Development and implementation", "Computational science", 3),
        ("Development and implementation", "Content management", 4),
        ("Development and implementation", "Data and analytics", 9),
        ("Development and implementation", "Systems development", 19),
        ("Development and implementation", "User centred design", 6),
        ("People and skills", "People management", 6),
        ("People and skills", "Skills management", 7),
        ("Relationships and engagement", "Marketing", 6),
        ("Relationships and engagement", "Sales and bid management", 3),
        ("Relationships and engagement", "Stakeholder management", 6),
        ("Strategy and architecture", "Advice and guidance", 3),
        ("Strategy and architecture", "Financial and value management", 8),
        ("Strategy and architecture", "Governance, risk and compliance", 6),
        ("Strategy and architecture", "Security and privacy", 5),
        ("Strategy and architecture", "Strategy and planning", 9),
    ]


@pytest.mark.parametrize("edition", HISTOGRAMS)
def test_category_tree_of_the_official_sheets(
    words: Asker, sheets: dict[int, Sheet], edition: int
) -> None:
    counts = Counter(sheets[edition].shelves.values())
    expected = sorted((*shelf, count) for shelf, count in counts.items())
    assert words("category-tree", edition=edition, lang="en-GB") == expected


def test_skills_in_category(rows: Asker) -> None:
    assert rows("skills-in-category") == [
        ("ASMG", "Asset management", 2, 6),
        ("AVMT", "Availability management", 3, 6),
        ("CHMG", "Change control", 2, 6),
        ("COPL", "Continuity management", 2, 6),
        ("CPMG", "Capacity management", 2, 6),
        ("PBMG", "Problem management", 2, 5),
        ("SCMG", "Service catalogue management", 2, 5),
        ("SEAC", "Service acceptance", 3, 6),
        ("SLMO", "Service level management", 2, 7),
        ("USUP", "Incident management", 1, 6),
    ]


def test_skills_in_category_within_a_range_of_levels(rows: Asker) -> None:
    assert rows("skills-in-category", first=7) == [("SLMO", "Service level management", 2, 7)]
    assert rows("skills-in-category", last=1) == [("USUP", "Incident management", 1, 6)]


@pytest.mark.parametrize("name", ["SERVICE MANAGEMENT", "service-management"])
def test_skills_in_category_takes_a_name_in_any_case_or_the_end_of_the_iri(
    rows: Asker, name: str
) -> None:
    assert rows("skills-in-category", category=name) == rows("skills-in-category")


def test_skills_in_a_category_are_those_of_its_subcategories(
    rows: Asker, sheets: dict[int, Sheet]
) -> None:
    sheet = sheets[9]
    for category in {shelf[0] for shelf in sheet.shelves.values()}:
        codes = sorted(code for code, shelf in sheet.shelves.items() if shelf[0] == category)
        assert [row[0] for row in rows("skills-in-category", category=category)] == codes


def test_resolve_name_finds_the_code_behind_a_french_name(rows: Asker) -> None:
    assert rows("resolve-name") == [("SLMO", "Gestion des niveaux de service", 7, True)]


def test_resolve_name_finds_old_names_whole_names_first(rows: Asker) -> None:
    assert rows("resolve-name", name="testing") == [
        ("TEST", "Testing", 8, True),
        ("BPTS", "User acceptance testing", 9, False),
        ("BPTS", "Acceptance testing", 8, False),
        ("NFTS", "Non-functional testing", 9, False),
        ("PENT", "Penetration testing", 9, False),
        ("PENT", "Penetration testing", 8, False),
        ("PRTS", "Process testing", 9, False),
        ("TEST", "Functional testing", 9, False),
    ]


def test_resolve_name_takes_a_code_and_gives_its_names(words: Asker) -> None:
    assert words("resolve-name", name="slmo") == [
        ("SLMO", "Service level management", 9, True),
        ("SLMO", "Service level management", 8, True),
        ("SLMO", "Gestion des niveaux de service", 7, True),
        ("SLMO", "Service level management", 6, True),
    ]


# Searching.


def test_search_finds_names_first(rows: Asker) -> None:
    found = rows("search", words="testing")
    assert [row for row in found if row[2] == "name"] == [
        ("BPTS", None, "name", "User acceptance testing"),
        ("NFTS", None, "name", "Non-functional testing"),
        ("PENT", None, "name", "Penetration testing"),
        ("PRTS", None, "name", "Process testing"),
        ("TEST", None, "name", "Functional testing"),
    ]
    assert [row[2] for row in found] == sorted((str(row[2]) for row in found), reverse=True)
    assert all("testing" in str(row[3]).lower() for row in found)


def test_search_does_not_mind_capitals(rows: Asker) -> None:
    assert rows("search", words="SERVICE Level")[0] == (
        "SLMO",
        None,
        "name",
        "Service level management",
    )


def test_search_keeps_to_its_language(rows: Asker) -> None:
    names = [
        row for row in rows("search", words="niveaux", edition=7, lang="fr") if row[2] == "name"
    ]
    assert names == [("SLMO", None, "name", "Gestion des niveaux de service")]
    assert rows("search", words="niveaux", edition=7, lang="en") == []


def test_search_finds_the_level_whose_text_has_the_words(
    words: Asker, sheets: dict[int, Sheet]
) -> None:
    texts = sheets[8].texts
    expected = {
        (code, part if isinstance(part, int) else None)
        for (code, part), text in texts.items()
        if part != "Guidance notes" and "stakeholders" in cleaned(text).lower()
    }
    found = words("search", words="stakeholders", edition=8)
    assert {(row[0], row[1]) for row in found if row[2] == "definition"} == expected
    assert len(found) == len(expected) > 50


def test_search_gives_a_text_once_in_the_variety_asked_for(words: Asker, american: Sheet) -> None:
    found = words("search", words="service level management", lang="en-US")
    assert found[0] == ("SLMO", None, "name", "Service level management")
    assert len({row[:3] for row in found}) == len(found)
    texts = {cleaned(text) for text in american.texts.values()}
    assert {row[3] for row in found if row[2] == "definition"} <= texts


# Texts.


def test_describe_skill(rows: Asker) -> None:
    found = rows("describe-skill", code="SLMO")
    head = [row for row in found if row[1] is None or row[2] == "not observed"]
    assert [row for row in head if row[2] != "gloss"] == [
        ("SLMO", None, "name", "Service level management", "en-GB"),
        ("SLMO", None, "category", "Delivery and operation", "en-GB"),
        ("SLMO", None, "subcategory", "Service management", "en-GB"),
        ("SLMO", 1, "not observed", None, None),
    ]
    at_levels = [(level, "gloss") for level in range(2, 8)]
    assert [row[1:3] for row in found if row not in head] == at_levels
    assert [row[2] for row in head].count("gloss") == 1


def test_describe_skill_of_a_skill_without_glosses_at_its_levels(rows: Asker) -> None:
    found = rows("describe-skill", code="NTAS")
    assert [row for row in found if row[2] != "gloss"] == [
        ("NTAS", None, "name", "Network support", "en-GB"),
        ("NTAS", None, "category", "Delivery and operation", "en-GB"),
        ("NTAS", None, "subcategory", "Technology management", "en-GB"),
        ("NTAS", 1, "name", "Network support, level 1", "en-GB"),
        ("NTAS", 2, "name", "Network support, level 2", "en-GB"),
        ("NTAS", 3, "name", "Network support, level 3", "en-GB"),
        ("NTAS", 4, "name", "Network support, level 4", "en-GB"),
        ("NTAS", 5, "name", "Network support, level 5", "en-GB"),
        ("NTAS", 6, "not observed", None, None),
        ("NTAS", 7, "not observed", None, None),
    ]


def test_describe_skill_in_french_takes_the_name_that_another_edition_has(rows: Asker) -> None:
    answer = rows("describe-skill", code="SLMO", lang="fr")
    found = {row[2]: row[3:] for row in answer if row[1] is None}
    assert found["name elsewhere"] == ("Gestion des niveaux de service", "fr")
    assert "name" not in found
    assert found["category"] == ("Delivery and operation", "en-GB")


def test_describe_skill_of_two_skills_keeps_them_apart(rows: Asker) -> None:
    alone = [rows("describe-skill", code=code) for code in ("PROG", "SLMO")]
    assert rows("describe-skill", code=["SLMO", "PROG"]) == alone[0] + alone[1]


def test_describe_skill_gives_every_text_of_the_sheet(
    words: Asker, sheets: dict[int, Sheet]
) -> None:
    sheet = sheets[9]
    found: dict[str, dict[int | str, str]] = defaultdict(dict)
    for code, level, part, text, language in words(
        "describe-skill", code=list(sheet.names), edition=9, lang="en-GB"
    ):
        assert language in {"en-GB", None}
        if part in {"definition", "guidance"}:
            found[str(code)][level if isinstance(level, int) else str(part)] = str(text)
    columns = {"Overall description": "definition", "Guidance notes": "guidance"}
    expected: dict[str, dict[int | str, str]] = defaultdict(dict)
    for (code, part), text in sheet.texts.items():
        expected[code][columns.get(str(part), part)] = cleaned(text)
    assert found == expected


@pytest.mark.parametrize("lang", ["en-GB", "en-US"])
def test_two_englishes_live_side_by_side(
    words: Asker, sheets: dict[int, Sheet], american: Sheet, lang: str
) -> None:
    sheet = american if lang == "en-US" else sheets[9]
    differing = [code for code, name in sheets[9].names.items() if american.names[code] != name]
    assert len(differing) == 8
    found = {
        code: (text, language)
        for code, _, part, text, language in words("describe-skill", code=differing, lang=lang)
        if part == "name"
    }
    assert found == {code: (cleaned(sheet.names[code]), lang) for code in differing}


def test_an_english_without_region_takes_one_of_them(words: Asker) -> None:
    assert words("level-text", lang="en") == words("level-text", lang="en-GB")


@pytest.mark.parametrize("lang", ["fr-CA", "FR", "fr"])
def test_a_region_falls_back_to_its_language(words: Asker, lang: str) -> None:
    found = words("level-text", code="SLMO", level=4, edition=7, lang=lang)
    assert [(row[2], row[4]) for row in found] == [("definition", "fr")]


def test_a_language_that_is_not_there_falls_back_to_english(words: Asker) -> None:
    found = words("level-text", code="SLMO", level=4, edition=9, lang="de")
    assert [(row[2], row[4]) for row in found] == [("definition", "en-GB")]


def test_level_text(rows: Asker) -> None:
    assert rows("level-text", code="PROG", level=5) == [
        ("PROG", 5, "name", "Programming/software development, level 5", "en-GB")
    ]
    assert rows("level-text", code="PROG", level=7) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_level_text_gives_this_projects_words_where_the_editions_are_not_there(
    rows: Asker, lang: str
) -> None:
    found = rows("level-text", code="SLMO", level=range(2, 8), lang=lang)
    assert [row[:3] for row in found] == [("SLMO", level, "gloss") for level in range(2, 8)]
    assert {row[4] for row in found} == {lang}


def test_level_text_is_the_editions_own_where_it_is_there(
    words: Asker, sheets: dict[int, Sheet]
) -> None:
    expected = cleaned(sheets[6].texts["SLMO", 4])
    assert words("level-text", code="SLMO", level=4, edition=6) == [
        ("SLMO", 4, "definition", expected, "en-GB")
    ]


@pytest.mark.parametrize("edition", [6, 8, 9])
def test_level_text_is_that_of_the_edition(
    words: Asker, sheets: dict[int, Sheet], edition: int
) -> None:
    found = words("level-text", code="SLMO", level=4, edition=edition, lang="en-GB")
    assert [row[3] for row in found] == [cleaned(sheets[edition].texts["SLMO", 4])]


def test_progression(rows: Asker) -> None:
    assert rows("progression", code="PROG", first=3, last=5) == [
        ("PROG", 3, "name", "Programming/software development, level 3", "en-GB"),
        ("PROG", 4, "name", "Programming/software development, level 4", "en-GB"),
        ("PROG", 5, "name", "Programming/software development, level 5", "en-GB"),
    ]


def test_progression_goes_from_level_to_level_in_the_sheets_words(
    words: Asker, sheets: dict[int, Sheet]
) -> None:
    assert [row[3] for row in words("progression", code="SLMO", edition=8)] == [
        cleaned(sheets[8].texts["SLMO", level]) for level in range(2, 8)
    ]


def test_attribute_progression(rows: Asker) -> None:
    assert rows("attribute-progression") == [
        ("AUTO", level, "name", f"Autonomy, level {level}", "en-GB") for level in range(1, 8)
    ]


def test_attribute_progression_in_the_sheets_words(words: Asker, sfia: Path) -> None:
    table = table_of(sfia / "sfia-9_current-standard_en_250129.xlsx", "Attributes")
    header = [str(cell) for cell in next(table)]
    first, code = header.index("Level 1 description"), header.index("Code")
    for cells in table:
        found = words("attribute-progression", code=cells[code], lang="en-GB")
        assert [row[3] for row in found] == [cleaned(text) for text in cells[first : first + 7]]
        assert {row[2] for row in found} == {"definition"}


def test_responsibilities_beside(rows: Asker) -> None:
    names = {
        "ADAP": "Adaptability",
        "AUTO": "Autonomy",
        "COLL": "Collaboration",
        "COMM": "Communication",
        "COMP": "Complexity",
        "CRTY": "Creativity",
        "DECM": "Decision-making",
        "DIGI": "Digital mindset",
        "IMPM": "Improvement mindset",
        "INFL": "Influence",
        "KNGE": "Knowledge",
        "LADV": "Learning and development",
        "LEAD": "Leadership",
        "PLAN": "Planning",
        "PROB": "Problem-solving",
        "SCPE": "Security, privacy and ethics",
    }
    assert rows("responsibilities-beside", code="SLMO", level=4) == [
        (code, 4, "name", f"{name}, level 4", "en-GB") for code, name in names.items()
    ]


def test_there_are_no_responsibilities_beside_a_level_that_the_skill_does_not_have(
    rows: Asker,
) -> None:
    assert rows("responsibilities-beside", code="SLMO", level=1) == []


# The French page.


def test_the_french_page_comes_back_word_for_word(words: Asker, sfia: Path) -> None:
    found = words("describe-skill", code="SLMO", edition=7, lang="fr")
    by_part = {part: text for _, level, part, text, _ in found if level is None}
    levels: dict[object, str] = {
        level: str(text) for _, level, part, text, _ in found if level and part == "definition"
    }
    observed = " ".join(map(str, levels))
    levels |= {level: str(text) for _, level, part, text, _ in found if part == "not observed"}
    paragraphs = [
        by_part["framework"],
        f"{by_part['name']} SLMO",
        by_part["definition"],
        WORDS["fr"].heading,
        observed,
    ]
    for level in range(1, 8):
        paragraphs += [f"{by_part['name']}: {WORDS['fr'].level} {level}", levels[level]]
    page = (sfia / "sfia-7_fr_page_SLMO.txt").read_bytes()
    assert "\n\n".join(map(str, paragraphs)).encode("utf-8") == page
    assert observed == "2 3 4 5 6 7"
    assert {language for *_, language in found} == {"fr"}


def test_level_1_is_explained_by_the_pages_own_sentence(words: Asker, sfia: Path) -> None:
    page = (sfia / "sfia-7_fr_page_SLMO.txt").read_text(encoding="utf-8")
    sentence = page.split(f": {WORDS['fr'].level} 1\n\n")[1].split("\n")[0]
    assert words("why-not-at-level", code="SLMO", level=1, edition=7, lang="fr") == [
        ("SLMO", 1, "below the range", 2, 7, sentence, "fr")
    ]


def test_the_sentence_is_not_said_of_a_level_that_is_defined(words: Asker) -> None:
    assert words("why-not-at-level", code="SLMO", level=2, edition=7, lang="fr") == [
        ("SLMO", 2, "defined at this level", 2, 7, None, None)
    ]


# Linked data.


def test_official_iri(rows: Asker) -> None:
    ours, theirs = "https://w3id.org/sfia-graph/9/skill/SLMO", "https://rdf.sfia-online.org/9"
    assert rows("official-iri", code="SLMO") == [
        ("SLMO", None, ours, f"{theirs}/skills/SLMO"),
        *[("SLMO", n, f"{ours}/{n}", f"{theirs}/skilllevels/SLMO_{n}") for n in range(2, 8)],
    ]


def test_official_iris_are_those_that_the_foundation_uses(rows: Asker, sfia: Path) -> None:
    official = read_quads(sfia / "sfia-9_official-rdf_250227.ttl")
    theirs = {quad.subject.value for quad in official if isinstance(quad.subject, NamedNode)}
    codes = {str(row[0]) for n in range(1, 8) for row in rows("skills-at-level", level=n)}
    linked = {row[3] for row in rows("official-iri", code=codes)}
    assert len(linked) == 147 + 672
    assert linked <= theirs


def test_source_and_licence(rows: Asker) -> None:
    names = [row for row in rows("source-and-licence") if row[-1] == "names"]
    origin = (
        "SFIA 9: structure and names (en-GB)",
        "sfia-9_current-standard_en_250129.xlsx",
        "SFIA Foundation",
        LICENCE,
        "names",
    )
    assert names == [("SLMO", n, "name", "en-GB", *origin) for n in (None, *range(2, 8))]


def test_source_and_licence_of_this_projects_words(rows: Asker) -> None:
    glosses = [row for row in rows("source-and-licence") if row[-1] != "names"]
    assert {(row[2], row[3], *row[5:]) for row in glosses} == {
        (
            "gloss",
            tag,
            None,
            "sfia-graph",
            "https://creativecommons.org/licenses/by/4.0/",
            "glosses",
        )
        for tag in ("en", "fr")
    }
    assert len(glosses) == 14


def test_source_and_licence_names_each_source_of_a_text(words: Asker) -> None:
    found = [row for n in (7, 9) for row in words("source-and-licence", code="SLMO", edition=n)]
    assert Counter((row[2], row[3], row[5]) for row in found if row[1] is None) == {
        ("name", "fr", "sfia-7_fr_page_SLMO.txt"): 1,
        ("definition", "fr", "sfia-7_fr_page_SLMO.txt"): 1,
        **{
            (part, "en-GB", "sfia-9_current-standard_en_250129.xlsx"): 1
            for part in ("name", "definition", "guidance")
        },
        **{
            (part, "en-US", f"{file}.csv"): 1
            for part in ("name", "definition", "guidance")
            for file in ("skills", "attributes", "levels")
        },
    }


def test_describe_iri(shipped: Store) -> None:
    found = ask("describe-iri", shipped)
    assert isinstance(found, Triples)
    slmo = "https://w3id.org/sfia-graph/9/skill/SLMO"
    about = [triple for triple in found if str(triple.subject) == f"<{slmo}>"]
    predicates = Counter(str(triple.predicate) for triple in about)
    skos, sfia = PREFIXES["skos"], PREFIXES["sfia"]
    assert predicates[f"<{skos}narrower>"] == 6
    assert predicates[f"<{sfia}definedAtLevel>"] == 6
    assert predicates[f"<{sfia}notObservedAtLevel>"] == 1
    assert predicates[f"<{skos}prefLabel>"] == 1
    others = Counter(str(triple.predicate) for triple in found if triple not in about)
    owl, sssom = PREFIXES["owl"], PREFIXES["sssom"]
    ends = [str(t.object) for t in found if str(t.predicate) == f"<{owl}annotatedTarget>"]
    assert "<https://w3id.org/sfia-graph/ecf/4/A.2>" in ends
    assert others[f"<{sssom}mapping_justification>"] == len(ends) == 3
    pointing = [str(triple.subject) for triple in found if str(triple.object) == f"<{slmo}>"]
    assert "<https://w3id.org/sfia-graph/8/skill/SLMO>" in pointing


def test_describe_iri_gives_the_mappings_that_point_to_it(shipped: Store) -> None:
    found = ask("describe-iri", shipped, iri="https://rdf.sfia-online.org/9/skills/SLMO")
    assert isinstance(found, Triples)
    (only,) = found
    assert str(only.subject) == "<https://w3id.org/sfia-graph/9/skill/SLMO>"
    assert str(only.predicate) == f"<{PREFIXES['skos']}exactMatch>"


def test_to_official_rdf_of_the_shipped_names(shipped: Store) -> None:
    found = ask("to-official-rdf", shipped)
    assert isinstance(found, Triples)
    official = "https://rdf.sfia-online.org/9/ontology/"
    kinds = Counter(
        str(triple.object).removeprefix(f"<{official}").rstrip(">")
        for triple in found
        if str(triple.predicate).endswith("#type>")
    )
    assert kinds["Skill"] == 147
    assert kinds["SkillLevel"] == 672
    assert kinds["Category"] == 28
    assert kinds["Level"] == 7
    assert not any("escription" in str(triple.predicate) for triple in found)


def as_cleaned(term: object) -> object:
    if not isinstance(term, Literal) or not term.language:
        return term
    heading = f"{ESSENCE} " if term.value.startswith(ESSENCE) else ""
    return Literal(heading + cleaned(term.value.removeprefix(ESSENCE)), language=term.language)


def test_the_official_rdf_comes_back_whole(imported: dict[str, Path], sfia: Path) -> None:
    store = open_store(imported["9-official"])
    found = ask("to-official-rdf", store, lang="en")
    assert isinstance(found, Triples)
    ours = {tuple(map(str, triple)) for triple in found}
    theirs = {
        (str(quad.subject), str(quad.predicate), str(as_cleaned(quad.object)))
        for quad in read_quads(sfia / "sfia-9_official-rdf_250227.ttl")
    }
    assert ours - theirs == set()
    vocabulary = "<https://rdf.sfia-online.org/9/ontology/"
    assert {subject for subject, *_ in theirs - ours if not subject.startswith(vocabulary)} == set()


# People.


@pytest.fixture(scope="module")
def team() -> Asker:
    store = open_store([*shipped_data(), *sample_data()])
    return lambda query, **values: rows_of(ask(query, store, **values))


def test_people_by_skill_and_level(team: Asker) -> None:
    """Ada and Bea hold SLMO at 4, and Fay did; nobody is counted twice at one level."""
    found = team("people-by-skill-and-level")
    assert [row for row in found if row[0] == "SLMO"] == [
        *(("SLMO", 3, 2), ("SLMO", 4, 2), ("SLMO", 5, 1)),
    ]
    assert team("people-by-skill-and-level", edition=8) == []


def test_rank_candidates(team: Asker) -> None:
    """The role asks for SLMO 4 or 5, USUP 4 and RLMT 4: twelve levels; PBMG is optional."""
    role = "https://w3id.org/sfia-graph/role/service-manager"
    lacks = {
        **{"dov": 1, "ada": 4, "bea": 4},
        **{"hal": 8, "lea": 8, "cem": 9, "fay": 9, "gus": 9},
    }
    ranked = [
        (f"https://w3id.org/sfia-graph/person/{name}", gap, 12, role) for name, gap in lacks.items()
    ]
    for title in ("Service manager", "Responsable des services", "service-manager", role):
        assert team("rank-candidates", role=title) == ranked[:3]
    assert team("rank-candidates", share=70) == ranked[:1]
    assert team("rank-candidates", share=1) == ranked
    assert team("rank-candidates", role="Baker") == []


@pytest.mark.parametrize("name", ["people-by-skill-and-level", "rank-candidates"])
def test_where_there_are_no_people_rdflib_finds_none_either(name: str, shipped: Store) -> None:
    """What rdflib 7 makes of nothing, a group, must not become a row."""
    text = stored_query(name).text
    assert ask_rdflib(parsed_by_rdflib(shipped_data()[-1:]), text)[1] == []
    assert rows_of(shipped.sparql(text)) == []


# Several values are the union of what each gives.


@pytest.mark.parametrize(
    ("query", "name", "values"),
    [
        ("describe-skill", "code", ["SLMO", "PROG"]),
        ("level-text", "code", ["SLMO", "PROG"]),
        ("level-text", "level", [2, 3]),
        ("progression", "code", ["SLMO", "PROG"]),
        ("attribute-progression", "code", ["AUTO", "INFL"]),
        ("responsibilities-beside", "level", [3, 4]),
        ("why-not-at-level", "code", ["SLMO", "PROG"]),
        ("why-not-at-level", "level", range(1, 8)),
        ("skill-levels", "code", ["SLMO", "PROG"]),
        ("skills-at-level", "level", [1, 7]),
        ("skills-in-category", "category", ["Marketing", "Security services"]),
        ("level-histogram", "edition", [6, 8, 9]),
        ("resolve-name", "name", ["testing", "SLMO"]),
        ("official-iri", "code", ["SLMO", "PROG"]),
        ("source-and-licence", "code", ["SLMO", "PROG"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_several_values_give_what_each_gives_alone(
    words: Asker, query: str, name: str, values: list[str | int]
) -> None:
    alone = {row for value in values for row in words(query, **{name: value})}
    together = words(query, **{name: values})
    assert set(together) == alone


@pytest.mark.parametrize("lang", ["fr-CA", "FR", "fr"])
def test_a_language_falls_back_from_its_region(words: Asker, lang: str) -> None:
    assert words("level-text", edition=7, lang=lang) == words("level-text", edition=7, lang="fr")


CHAIN = {
    "zh-Hant-TW": ["zh-Hant-TW", "zh-Hant", "zh", "zh-Hans", "en", "en-GB", "de"],
    "fr-BE": ["fr-BE", "fr", "fr-CA", "en", "en-GB", "de"],
    "en-US": ["en-US", "en", "en-GB", "de"],
}


@pytest.mark.parametrize("asked", CHAIN)
def test_a_name_is_taken_in_the_nearest_language_that_there_is(asked: str, tmp_path: Path) -> None:
    skill = "<https://example.org/9/skill/JUGG>"
    head = f"""PREFIX sfia: <{PREFIXES["sfia"]}> PREFIX skos: <{PREFIXES["skos"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
<urn:9> sfia:editionNumber 9 . <urn:level:1> sfia:levelNumber 1 .
{skill} a sfia:Skill ; skos:inScheme <urn:9> ; dcterms:identifier "JUGG" ;
  sfia:definedAtLevel <urn:level:1> .
"""
    for at in range(len(CHAIN[asked])):
        left = CHAIN[asked][at:]
        labels = "".join(f'{skill} skos:prefLabel "in {tag}"@{tag} .\n' for tag in left)
        path = tmp_path / f"{at}.ttl"
        path.write_text(head + labels, encoding="utf-8")
        found = ask("skills-at-level", open_store(path), level=1, lang=asked)
        assert isinstance(found, Rows)
        assert list(found) == [{"code": "JUGG", "name": f"in {left[0]}"}]


def test_a_name_without_a_language_is_a_name_too(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        f"""PREFIX sfia: <{PREFIXES["sfia"]}> PREFIX skos: <{PREFIXES["skos"]}>
<urn:9> sfia:editionNumber 9 . <urn:level:1> sfia:levelNumber 1 .
<urn:mine> a sfia:Skill ; skos:inScheme <urn:9> ; <{PREFIXES["dcterms"]}identifier> "MINE" ;
  sfia:definedAtLevel <urn:level:1> ; skos:prefLabel "Our own" .
""",
        encoding="utf-8",
    )
    store = open_store(path)
    named = ask("skills-at-level", store, level=1)
    found = ask("search", store, words="our")
    assert isinstance(named, Rows)
    assert isinstance(found, Rows)
    assert [row["name"] for row in named] == ["Our own"]
    assert [row["text"] for row in found] == ["Our own"]


def test_the_model_on_one_skill_is_understood(shared_data: Path) -> None:
    """The design's own example, which has no inverse properties, answers as imports do."""
    store = open_store(shared_data.parent / "example-slmo.ttl")
    french = ask("describe-skill", store, code="SLMO", edition=7, lang="fr")
    assert isinstance(french, Rows)
    assert [(row["level"], row["part"], row["language"]) for row in french] == [
        (None, "name", "fr"),
        (None, "definition", "fr"),
        (1, "not observed", "fr"),
        (4, "definition", "fr"),
    ]


# The same rows from rdflib's own engine, where the texts are there too.


@pytest.mark.parametrize("name", ["describe-skill", "why-not-at-level", "progression", "search"])
def test_rdflib_gives_the_same_answer_on_the_french_page(
    imported: dict[str, Path], name: str
) -> None:
    query = stored_query(name)
    asked: dict[str, Values] = {"edition": 7, "lang": "fr", "words": "niveau"}
    names = {parameter.name for parameter in query.parameters}
    text = query.bind({each: value for each, value in asked.items() if each in names})
    answer = open_store(imported["7"]).sparql(text)
    assert ask_rdflib(parsed_by_rdflib([imported["7"]]), text) == plain(answer)
    assert answer

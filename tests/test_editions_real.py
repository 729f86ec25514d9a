"""Editions compared on the Foundation's own sheets, which a second reader reads beside."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sfia_graph.cli import main
from sfia_graph.editions import Changes, compare
from sfia_graph.editions.formats import to_turtle
from sfia_graph.resources import DATA
from sfia_graph.store import open_store

BOOKS = {8: "sfia-8_en_220221.xlsx", 9: "sfia-9_current-standard_en_250129.xlsx"}
MAPPING = DATA / "mappings" / "sfia-8-sfia-9.ttl"
TEXTS = ("Overall description", "Guidance notes")
AMERICAN = {"programmes": "programs"}
"""The one word that edition 9 spells otherwise in a text that is else the same (AUDT at 6)."""
RESPELLED = {"SLEN"}


@dataclass(frozen=True)
class Row:
    """A skill as its row in a sheet says it; `texts` are by header, cleaned of marks."""

    name: str
    place: tuple[str, str]
    levels: frozenset[int]
    texts: dict[str, str]


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    headers, *lines = CalamineWorkbook.from_path(path).get_sheet_by_name("Skills").to_python()
    for line in lines:
        cells = {
            str(header).strip(): str(cell).replace("_x000D_", "").strip()
            for header, cell in zip_longest(headers, line, fillvalue="")
        }
        texts = {text: cells[text] for text in TEXTS}
        levels = {n: cells[f"Level {n} description"] for n in range(1, 8)}
        yield (
            cells["Code"],
            Row(
                cells["Skill"],
                (cells["Category"], cells["Subcategory"]),
                frozenset(n for n, text in levels.items() if text),
                texts | {str(n): text for n, text in levels.items() if text},
            ),
        )


@pytest.fixture(scope="module")
def sheets(sfia: Path) -> dict[int, dict[str, Row]]:
    return {number: dict(_rows(sfia / book)) for number, book in BOOKS.items()}


@pytest.fixture(scope="module")
def imported(sfia: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The editions as `sfia-graph import` writes them, texts and all."""
    folder = tmp_path_factory.mktemp("editions")
    sources = {
        "8": (sfia / BOOKS[8],),
        "9": (sfia / BOOKS[9],),
        "9-us": tuple(sorted((sfia / "sfia-9_en-US_csv").glob("*.csv"))),
        "6": (sfia / "sfiaskills.6.3.en.xlsx",),
    }
    for name, files in sources.items():
        words = ["import", *map(str, files), "-o", str(folder / f"{name}.ttl")]
        language = "en-US" if name == "9-us" else "en-GB"
        assert main([*words, "--edition", name[0], "--language", language]) == 0
    return {name: folder / f"{name}.ttl" for name in sources}


@pytest.fixture(scope="module")
def changes(imported: dict[str, Path]) -> Changes:
    return compare(open_store([imported["8"], imported["9"], MAPPING]), 8, 9)


def test_the_numbers_are_those_of_the_design(changes: Changes) -> None:
    assert changes.counts == {
        "new": 26,
        "retired": 0,
        "renamed": 10,
        "respelled": 1,
        "moved": 14,
        "levelAdded": 60,
        "levelRemoved": 3,
        "textRevised": 434,
        "split": 6,
        "merged": 0,
    }
    assert (changes.compared, changes.notes) == (121, ())
    assert len({each.code for each in changes.of("levelAdded")}) == 53
    removed = [(each.code, each.level) for each in changes.of("levelRemoved")]
    assert removed == [("DATS", 7), ("MKTG", 2), ("MKTG", 3)]
    categories = [each.code for each in changes.of("moved") if _category(each.before, each.after)]
    assert categories == ["BENM", "COPL", "DBAD"]
    parts = Counter(each.part for each in changes.of("textRevised"))
    assert parts == {"definition": 40, "guidance": 102, "level": 292}


def _category(before: str, after: str) -> bool:
    return before.split(" / ")[0] != after.split(" / ")[0]


def test_the_sheets_say_the_same_to_a_second_reader(
    changes: Changes, sheets: dict[int, dict[str, Row]]
) -> None:
    old, new = sheets[8], sheets[9]
    both = sorted(old.keys() & new.keys())
    renamed = {code for code in both if old[code].name != new[code].name}
    expected = {
        "new": [(code, "") for code in sorted(new.keys() - old.keys())],
        "retired": [(code, "") for code in sorted(old.keys() - new.keys())],
        "renamed": [(code, "") for code in sorted(renamed - RESPELLED)],
        "respelled": [(code, "") for code in sorted(RESPELLED)],
        "moved": [(code, "") for code in both if old[code].place != new[code].place],
        "levelAdded": [
            (code, str(n)) for code in both for n in sorted(new[code].levels - old[code].levels)
        ],
        "levelRemoved": [
            (code, str(n)) for code in both for n in sorted(old[code].levels - new[code].levels)
        ],
        "textRevised": sorted(
            (code, text)
            for code in both
            for text in old[code].texts.keys() & new[code].texts.keys()
            if _words(old[code].texts[text]) != _words(new[code].texts[text])
        ),
    }
    named = {"definition": TEXTS[0], "guidance": TEXTS[1], "level": "", "": ""}
    found = {
        kind: sorted(
            (each.code, named[each.part] or str(each.level or "")) for each in changes.of(kind)
        )
        for kind in expected
    }
    assert found == expected


def _words(text: str) -> str:
    """The letters and digits of a text: words that are set apart, hyphenated or joined are one."""
    words = re.findall(r"[a-z0-9]+", text.replace("\xa0", " ").lower())
    return "".join(AMERICAN.get(word, word) for word in words)


def test_american_spelling_revises_no_text_and_renames_no_skill(
    changes: Changes, imported: dict[str, Path]
) -> None:
    american = compare(open_store([imported["8"], imported["9-us"]]), 8, 9)
    for kind in ("renamed", "moved", "textRevised"):
        found = [(each.code, each.part, each.level) for each in american.of(kind)]
        assert found == [(each.code, each.part, each.level) for each in changes.of(kind)]
    respelled = {"CIPM", "OCDV", "OFCL", "ORDI", "PGMG", "PROF", "VISL", *RESPELLED}
    assert {each.code for each in american.of("respelled")} == respelled


def test_edition_6_compares_with_8(imported: dict[str, Path]) -> None:
    changes = compare(open_store([imported["6"], imported["8"]]), 6, 8)
    retired = {each.code for each in changes.of("retired")}
    assert (len(changes.of("new")), len(retired), changes.compared) == (32, 8, 89)
    assert [each.code for each in changes.of("respelled")] == ["ITOP"]
    assert len(changes.of("renamed")) == 20


def test_what_is_shipped_is_written_by_the_command_that_contributing_names(
    changes: Changes, imported: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    stores = [
        word for each in (imported["8"], imported["9"], MAPPING) for word in ("--store", str(each))
    ]
    capsys.readouterr()
    assert main(["diff", "8", "9", *stores, "--format", "ttl"]) == 0
    written = capsys.readouterr().out
    assert written.encode() == (DATA / "changes-8-9.ttl").read_bytes()
    assert to_turtle(changes) == written


def test_shipped_changes_hold_no_word_of_the_texts(sheets: dict[int, dict[str, Row]]) -> None:
    written = (DATA / "changes-8-9.ttl").read_text(encoding="utf-8")
    texts = {
        text for rows in sheets.values() for row in rows.values() for text in row.texts.values()
    }
    phrases = {" ".join(text.split()[:5]) for text in texts}
    assert [phrase for phrase in phrases if phrase in written] == []


def test_the_csv_of_the_real_sheets_reads_back(
    imported: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    stores = ["--store", str(imported["8"]), "--store", str(imported["9"])]
    assert main(["diff", "8", "9", *stores, "--format", "csv"]) == 0
    header, *rows = csv.reader(capsys.readouterr().out.splitlines())
    assert header == ["change", "code", "name", "detail"]
    assert sum(row[0] == "levelAdded" for row in rows) == 60
    assert ["levelRemoved", "DATS", "Data science", "7"] in rows

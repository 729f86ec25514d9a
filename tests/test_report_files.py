"""A report gives each repaired cell's original text back, in CSV and in JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfia_graph.errors import Place, SourceError, UsageError
from sfia_graph.report import Report
from sfia_graph.report_files import COLUMNS, report_writer, to_csv, to_json
from sfia_graph.spreadsheet import unguarded

CELL = Place("bakery.xlsx", "Skills", 4, "Code")


def _filled() -> Report:
    report = Report()
    report.repair("code-case", CELL, "brew", "read as BREW")
    report.warn("encoding", Place("page.txt", line=3), "", "read as cp1252")
    report.reject(CELL, 'a "quoted",\r\ncell', "found it", "mend it")
    return report


def test_csv_has_a_row_for_each_finding_in_order() -> None:
    assert to_csv(_filled()) == (
        "severity,kind,file,sheet,row,column,line,message,remedy,original\r\n"
        "repair,code-case,bakery.xlsx,Skills,4,Code,,read as BREW,,brew\r\n"
        "warning,encoding,page.txt,,,,3,read as cp1252,,\r\n"
        'reject,fault,bakery.xlsx,Skills,4,Code,,found it,mend it,"a ""quoted"",\r\ncell"\r\n'
    )


def test_json_has_an_object_for_each_finding_with_the_same_names() -> None:
    found = json.loads(to_json(_filled()))
    assert [list(record) for record in found] == [list(COLUMNS)] * 3
    assert found[0] == {
        "severity": "repair",
        "kind": "code-case",
        "file": "bakery.xlsx",
        "sheet": "Skills",
        "row": 4,
        "column": "Code",
        "line": None,
        "message": "read as BREW",
        "remedy": "",
        "original": "brew",
    }


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_the_original_comes_back_from_both(original: str) -> None:
    report = Report()
    report.repair("outer-blank", CELL, original, "mended")
    (row,) = csv.DictReader(io.StringIO(to_csv(report), newline=""))
    (record,) = json.loads(to_json(report))
    assert (unguarded(row["original"]), record["original"]) == (original, original)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_report_without_findings_is_a_file_all_the_same(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"report.{ending}"
    report_writer(path)(Report())
    assert path.read_text(encoding="utf-8").strip() in {",".join(COLUMNS), "[]"}


@pytest.mark.parametrize("name", ["report", "report.xlsx", "report.CSV.txt"])
def test_an_ending_that_says_no_format_is_a_wrong_call(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        report_writer(Path(name))
    assert str(caught.value) == f"--report {name}: the ending must be .csv or .json"


def test_the_first_fault_is_raised_and_the_others_are_counted() -> None:
    report = _filled()
    report.reject(CELL, "", "another", "")
    with pytest.raises(SourceError) as caught:
        report.raise_rejects()
    assert str(caught.value) == (
        "bakery.xlsx, sheet 'Skills', row 4, column 'Code': found it; mend it (and 1 more)"
    )


def test_repairs_are_counted_by_kind_most_first() -> None:
    report = _filled()
    for kind in ("nfc", "nfc", "code-case", "nfc"):
        report.repair(kind, CELL, "", "")
    assert report.repairs() == {"nfc": 3, "code-case": 2}
    assert [finding.kind for finding in report.warnings()] == ["encoding"]

"""Bad input as one table: accepted, repaired and said, or rejected with nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bad_sources import (
    ACCEPTED,
    FILES,
    OFFICIAL,
    PAGE,
    REJECTED,
    REPAIRED,
    Case,
    book,
    cells,
    text,
)
from bad_tables import FAULTY, LINK, PROFILE, PROFILES, UNREADABLE
from bad_tables import SOUND as MAPPINGS
from invented import skills_grid, write_csv, write_workbook
from long import some
from test_profile_bad_input import ROLES

from sfia_graph.cli import main

CASES = (
    *(("reject", case) for case in (*REJECTED, *FILES, *PROFILES, *FAULTY, *UNREADABLE)),
    *(("repair", case) for case in REPAIRED),
    *(("accept", case) for case in ACCEPTED),
)
"""The table: each bad source with what comes of it."""

REFUSED = [case for outcome, case in CASES if outcome == "reject"]
OF_SFIA = [case for case in REFUSED if case.command == ("import",)]
OTHERS = [case for case in REFUSED if case.command != ("import",)]
BEFORE = "what stood there before"


def _call(case: Case, source: Path, out: Path, *more: object) -> int:
    return main([*case.command, *map(str, (source, "-o", out, *case.options, *more))])


def _name(given: object) -> str:
    return given.name if isinstance(given, Case) else ""


def _lines(case: Case, said: str) -> list[str]:
    """Give all that is said of a reject, `said` being its line."""
    if case.command == PROFILE:
        return [said, "1 fault; nothing was written"]
    line = f"sfia-graph: {said}"
    if case in FAULTY:
        file = said.split(",")[0]
        return [line, f"nothing was written: 1 fault in {file}"]
    return [line]


def test_the_table_has_each_kind_of_source_and_each_outcome_and_no_case_twice() -> None:
    names = [case.name for _, case in CASES]
    assert len(set(names)) == len(names) >= 67
    assert {outcome for outcome, _ in CASES} == {"accept", "repair", "reject"}
    assert {case.command for _, case in CASES} == {("import",), PROFILE, LINK}


@pytest.mark.parametrize("case", [*OF_SFIA, *some(OTHERS, 3)], ids=_name)
def test_a_reject_is_one_line_and_leaves_everything_as_it_was(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = case.make(tmp_path), tmp_path / "out.ttl"
    out.write_text(BEFORE, encoding="utf-8")
    before, stood = sorted(tmp_path.iterdir()), out.stat()
    assert _call(case, source, out) == 1
    captured = capsys.readouterr()
    wanted = _lines(case, case.said)
    lines = captured.err.splitlines()
    if case.begins:
        lines = [line[: len(said)] for line, said in zip(lines, wanted, strict=True)]
    assert (captured.out, lines) == ("", wanted)
    assert (sorted(tmp_path.iterdir()), out.read_text(encoding="utf-8")) == (before, BEFORE)
    assert (out.stat().st_ino, out.stat().st_mtime_ns) == (stood.st_ino, stood.st_mtime_ns)


@pytest.mark.parametrize("case", [*some(OF_SFIA, 4), *some(OTHERS, 8)], ids=_name)
def test_a_reject_writes_no_file(case: Case, tmp_path: Path) -> None:
    source = case.make(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert _call(case, source, tmp_path / "out.ttl") == 1
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("case", (*REPAIRED, *ACCEPTED), ids=_name)
def test_what_is_repaired_or_doubted_stands_in_the_report(case: Case, tmp_path: Path) -> None:
    report, out = tmp_path / "report.json", tmp_path / "out.ttl"
    assert _call(case, case.make(tmp_path), out, "--report", report) == 0
    found = []
    for row in json.loads(report.read_text(encoding="utf-8")):
        where = row["file"]
        where += f", sheet '{row['sheet']}'" if row["sheet"] else ""
        where += f", row {row['row']}" if row["row"] else ""
        where += f", line {row['line']}" if row["line"] else ""
        where += f", column '{row['column']}'" if row["column"] else ""
        found.append("; ".join((row["severity"], where, row["original"], row["message"])))
    assert case.said in found
    assert out.exists()


ONE_OF_EACH = [
    next(case for case in REFUSED if case.name == name)
    for name in ("a blank code", "truncated Turtle", "an empty page", "an unclosed quote")
] + [FAULTY[0], PROFILES[0]]


@pytest.mark.parametrize("case", ONE_OF_EACH, ids=_name)
def test_a_reject_leaves_a_link_and_what_it_leads_to(case: Case, tmp_path: Path) -> None:
    out, target = tmp_path / "out.ttl", tmp_path / "target.ttl"
    target.write_text(BEFORE, encoding="utf-8")
    out.symlink_to(target)
    assert _call(case, case.make(tmp_path), out) == 1
    assert (out.readlink(), target.read_text(encoding="utf-8")) == (target, BEFORE)


SOUND = (
    Case("a sheet", book(skills_grid()), "", ("--language", "en")),
    Case("a page", text("page.txt", PAGE), ""),
    Case("RDF", text("rdf.ttl", OFFICIAL), "", ()),
    Case("roles", text("roles.csv", f"{ROLES}\nTester,TEST,4,core\n"), "", (), command=PROFILE),
    Case("mappings", text("mill.tsv", MAPPINGS), "", (), command=LINK),
)
NOWHERE = {
    "a folder that is not there": ("missing/out.ttl", "cannot write there (No such file or dir"),
    "a folder that takes no file": ("/proc/out.ttl", "cannot write there ("),
    "a folder": ("folder.ttl", "a folder; name a file in it"),
    "a file for a folder": ("file/out.ttl", "cannot write there (Not a directory)"),
}


@pytest.mark.parametrize(("out", "line"), NOWHERE.values(), ids=NOWHERE)
@pytest.mark.parametrize("case", SOUND, ids=_name)
def test_where_nothing_can_be_written_is_one_line_and_leaves_nothing(
    case: Case, out: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "file").write_text(BEFORE, encoding="utf-8")
    source = case.make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert _call(case, source, tmp_path / out) == 1
    (said,) = capsys.readouterr().err.splitlines()[-1:]
    assert said.startswith("sfia-graph: ") and line in said
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["NA", "0012", "1E5", "4.0", "TRUE", "2025-01-29"])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_name_that_looks_like_a_value_is_kept_as_text(
    name: str, ending: str, tmp_path: Path
) -> None:
    grid = cells((1, "Skill", name))
    source = (
        write_csv(tmp_path / "bakery.csv", grid)
        if ending == ".csv"
        else write_workbook(tmp_path / "bakery.xlsx", {"Skills": grid})
    )
    out = tmp_path / "out.nt"
    assert main(["import", str(source), "-o", str(out), "--language", "en"]) == 0
    assert f'/skill/BREW> <http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@en' in (
        out.read_text(encoding="utf-8")
    )

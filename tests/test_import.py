"""`sfia-graph import`, as people call it: what it writes, says, and leaves alone."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import EDITION, SHAPES, one_skill, page_text, sheets_9, skills_grid, write_workbook

from sfia_graph.cli import main
from sfia_graph.media import RDF_ENDINGS, format_of
from sfia_graph.rdf import OX_FORMATS

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "bakery.xlsx", sheets_9())


def _import(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_workbook_becomes_a_graph_and_standard_output_stays_empty(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = workbook.with_suffix(".ttl")
    assert _import(workbook, "-o", out, "--language", "en-GB") == 0
    captured = capsys.readouterr()
    statements = len(list(ox.parse(out.read_bytes(), format=ox.RdfFormat.TURTLE)))
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "SFIA 9, en-GB: 4 skills, 11 levels of skills",
        "mended: 7 essence-prefix; --report FILE lists each with its original text",
        f"wrote {statements} statements to {out}",
    ]
    assert _left(workbook.parent) == ["bakery.ttl", "bakery.xlsx"]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape_of_source_comes_in(shape: object, tmp_path: Path) -> None:
    written = next(each for each in SHAPES if each is shape).write(tmp_path, EDITION)
    out = tmp_path / "out.nt"
    assert _import(*written, "-o", out, "--edition", 9) == 0
    assert b"/9/skill/KNEA/4>" in out.read_bytes()


@pytest.mark.parametrize("ending", RDF_ENDINGS)
def test_the_ending_says_the_format(ending: str, workbook: Path) -> None:
    out = workbook.with_suffix(ending)
    assert _import(workbook, "-o", out) == 0
    known = format_of(out)
    assert known is not None
    assert len({q.triple for q in ox.parse(out.read_bytes(), format=OX_FORMATS[known.name])}) > 500


def test_several_sources_keep_their_graphs_in_trig_and_lose_them_elsewhere(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = workbook.with_name("page.txt")
    page.write_text(page_text(one_skill(EDITION, "BREW")), encoding="utf-8")
    said = "several sources in one .ttl file lose their named graphs; .trig keeps them"
    sources = (workbook, page, "--edition", 9)
    assert _import(*sources, "-o", workbook.with_suffix(".trig")) == 0
    assert said not in capsys.readouterr().err
    assert _import(*sources, "-o", workbook.with_suffix(".ttl")) == 0
    assert said in capsys.readouterr().err
    quads = ox.parse(workbook.with_suffix(".trig").read_bytes(), format=ox.RdfFormat.TRIG)
    assert {str(quad.graph_name).rpartition("/")[2] for quad in quads} == {
        "sfia-9-en-GB-texts>",
        "sfia-9-en-BREW-texts>",
    }


def test_the_graph_never_holds_the_path(workbook: Path) -> None:
    out = workbook.with_suffix(".ttl")
    assert _import(workbook, "-o", out) == 0
    assert str(workbook.parent) not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("tag", "usual"), [("EN-gb", "en-GB"), ("FR", "fr"), ("pt-br", "pt-BR")])
def test_a_language_is_written_in_its_usual_case(tag: str, usual: str, workbook: Path) -> None:
    out = workbook.with_suffix(".ttl")
    assert _import(workbook, "-o", out, "--language", tag) == 0
    assert f"graph/sfia-9-{usual}-texts" in out.read_text(encoding="utf-8")


def test_a_base_of_ones_own_is_used_throughout(workbook: Path) -> None:
    out = workbook.with_suffix(".nt")
    assert _import(workbook, "-o", out, "--base", "https://example.org/b/") == 0
    subjects = {line.split()[0] for line in out.read_text(encoding="utf-8").splitlines()}
    assert all(subject.startswith("<https://example.org/b/") for subject in subjects)


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_the_report_gives_each_original_back(ending: str, workbook: Path) -> None:
    report = workbook.with_name(f"report{ending}")
    assert _import(workbook, "-o", workbook.with_suffix(".ttl"), "--report", report) == 0
    with report.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file)) if ending == ".csv" else json.load(file)
    repaired = [row for row in rows if row["severity"] == "repair"]
    assert {(row["sheet"], str(row["row"])) for row in repaired} == {
        ("Levels of responsibility", "3")
    }
    assert repaired[3]["column"] == "4"
    assert repaired[3]["original"] == "Essence of the level: Bakes as grade 4 does."


def test_a_rejected_source_still_has_its_report(tmp_path: Path) -> None:
    grid = skills_grid()
    grid[1][grid[0].index("Code")] = ""
    grid[2][grid[0].index("Skill")] = ""
    source = write_workbook(tmp_path / "bakery.xlsx", {"Skills": grid})
    report = tmp_path / "report.json"
    assert _import(source, "-o", tmp_path / "out.ttl", "--report", report) == 1
    found = [row for row in json.loads(report.read_text(encoding="utf-8")) if row["remedy"]]
    assert [(row["severity"], row["row"], row["message"]) for row in found] == [
        ("reject", 2, "no code"),
        ("reject", 3, "no name"),
    ]
    assert _left(tmp_path) == ["bakery.xlsx", "report.json"]


def test_many_warnings_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grid = [
        [*row, *(f"extra {n}" if row[0] == "#" else "" for n in range(20))] for row in skills_grid()
    ]
    source = write_workbook(tmp_path / "bakery.xlsx", {"Skills": grid})
    assert _import(source, "-o", tmp_path / "out.ttl", "--language", "en") == 0
    lines = capsys.readouterr().err.splitlines()
    assert sum("no known use" in line for line in lines) == 12
    assert "and 8 more warnings" in lines


def _wrong(workbook: Path) -> dict[str, tuple[tuple[object, ...], str]]:
    out = workbook.with_suffix(".ttl")
    return {
        "no format": (
            (workbook, "-o", "out.doc"),
            "-o out.doc: the ending says no format;"
            " use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
        ),
        "no language tag": (
            (workbook, "-o", out, "--language", "en_GB"),
            "--language en_GB: no language tag, such as fr or en-GB",
        ),
        "no base": (
            (workbook, "-o", out, "--base", "example.org/"),
            "--base example.org/: must begin with http(s):// and end in / or #",
        ),
        "base without an end": (
            (workbook, "-o", out, "--base", "https://example.org/b"),
            "--base https://example.org/b: must begin with http(s):// and end in / or #",
        ),
        "base that is no IRI": (
            (workbook, "-o", out, "--base", "https://example.org/a b/"),
            "--base https://example.org/a b/: must begin with http(s):// and end in / or #",
        ),
        "base without a host": (
            (workbook, "-o", out, "--base", "https://"),
            "--base https://: must begin with http(s):// and end in / or #",
        ),
        "no edition": (
            (workbook, "-o", out, "--edition", 12),
            "--edition 12: no such edition; known are 1 to 9",
        ),
        "no report format": (
            (workbook, "-o", out, "--report", "report.xlsx"),
            "--report report.xlsx: the ending must be .csv or .json",
        ),
        "a source as the output": (
            (workbook, out, "-o", out),
            f"-o {out}: would overwrite a source; name another file",
        ),
        "a source as the report": (
            ("skills.csv", "-o", out, "--report", "./skills.csv"),
            "--report skills.csv: would overwrite a source; name another file",
        ),
    }


@pytest.mark.parametrize("case", list(_wrong(Path("x.xlsx"))))
def test_a_wrong_call_is_one_line_and_exit_2(
    case: str, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, line = _wrong(workbook)[case]
    assert _import(*arguments) == 2
    assert capsys.readouterr().err == f"sfia-graph: {line}\n"
    assert _left(workbook.parent) == ["bakery.xlsx"]


def test_an_unknown_encoding_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("x", encoding="utf-8")
    assert _import(page, "-o", tmp_path / "out.ttl", "--encoding", "klingon") == 2
    assert capsys.readouterr().err == ("sfia-graph: --encoding klingon: no encoding of that name\n")


def test_a_place_that_cannot_be_written_to_is_one_line_and_exit_1(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = workbook.parent / "no such folder" / "out.ttl"
    assert _import(workbook, "-o", out, "--language", "en") == 1
    assert capsys.readouterr().err == (
        f"sfia-graph: {out}: cannot write there (No such file or directory)\n"
    )


def test_a_report_that_cannot_be_written_leaves_no_output(workbook: Path) -> None:
    report = workbook.parent / "no such folder" / "report.csv"
    assert _import(workbook, "-o", workbook.with_suffix(".ttl"), "--report", report) == 1
    assert _left(workbook.parent) == ["bakery.xlsx"]


# --- what is shipped ----------------------------------------------------------------------------

SHIPPED = {
    "sfia-7.ttl": ("sfia-7_fr_page_SLMO.txt", 7, "fr"),
    "sfia-8.ttl": ("sfia-8_en_220221.xlsx", 8, "en-GB"),
    "sfia-9.ttl": ("sfia-9_current-standard_en_250129.xlsx", 9, "en-GB"),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_data_are_what_the_command_writes(
    name: str, sfia: Path, tmp_path: Path
) -> None:
    source, edition, language = SHIPPED[name]
    out = tmp_path / name
    options = ("--edition", edition, "--language", language, "--tier", "names")
    assert _import(sfia / source, *options, "-o", out) == 0
    assert out.read_bytes() == (ROOT / "data" / name).read_bytes()


@pytest.mark.parametrize("name", SHIPPED)
def test_the_command_stands_in_contributing(name: str) -> None:
    source, edition, language = SHIPPED[name]
    command = (
        f"sfia-graph import ../shared/data/sfia/{source} --edition {edition}"
        f" --language {language} --tier names -o data/{name}"
    )
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()

"""`sfia-graph link suggest`, `evaluate` and `match`."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from kitchens import BAKERY, KITCHEN, PREFIXES, TO_BAKERY, TO_KITCHEN, written

from sfia_graph.cli import link, main
from sfia_graph.cli.linking import scoring, suggesting, texts
from sfia_graph.mappings.files import ENDINGS, read_mappings

Run = Callable[..., tuple[int, str, str]]
NEITHER = "have no definition, so names and our glosses count; import it with --tier texts"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a subcommand of link; gives its exit code, its output and what it said."""
    monkeypatch.setattr(link, "SUBCOMMANDS", (suggesting, scoring, texts))

    def run_it(*words: str | Path) -> tuple[int, str, str]:
        code = main(["link", *map(str, words)])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def kitchens(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def ends(kitchens: Path) -> tuple[str | Path, ...]:
    return ("--from", TO_BAKERY, "--to", TO_KITCHEN, "--store", kitchens)


def test_suggestions_are_a_ranked_table(run: Run, ends: tuple[str, ...]) -> None:
    code, said, beside = run("suggest", *ends, "--first", "1", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert (code, beside) == (0, "")
    assert [(row["source"], row["target"]) for row in rows] == [
        ("Gateaux", "Cake making"),
        ("Loaves", "Bread making"),
        ("Stock pots", "Soup cooking"),
    ]
    assert rows[1]["words"] == "bread, loaves, dough, bakes"
    assert rows[1]["evidence"].endswith("; neighbours: Morning shift")


def test_suggestions_are_a_file_to_review(run: Run, ends: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.sssom.tsv"
    code, said, beside = run("suggest", *ends, "-o", out, "--first", "1")
    assert (code, said) == (0, "")
    assert beside == f"wrote 3 suggestions to {out}; review them\n"
    lines = [line for line in out.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [row["review"] for row in rows] == ["", "", ""]
    assert {row["mapping_justification"] for row in rows} == {"semapv:CompositeMatching"}
    assert len(read_mappings(out).mappings) == 3


def test_what_was_decided_is_not_suggested_again(
    run: Run, ends: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "out.sssom.tsv"
    run("suggest", *ends, "-o", out, "--first", "1")
    columns, *rows = [line for line in out.read_text("utf-8").splitlines() if line[0] != "#"]
    header = [line for line in out.read_text("utf-8").splitlines() if line[0] == "#"]
    at = columns.split("\t").index("review")
    reviewed = []
    for row, decision in zip(rows, ("reject", "accept", "unsure"), strict=True):
        cells = row.split("\t")
        cells[at] = decision
        reviewed.append("\t".join(cells))
    out.write_text("\n".join([*header, columns, *reviewed]) + "\n", encoding="utf-8")
    _, said, _ = run("suggest", *ends, "--reviewed", out, "--least", "0.25", "--format", "csv")
    pairs = [(row["source"], row["target"]) for row in csv.DictReader(io.StringIO(said))]
    assert pairs == [("Stock pots", "Soup cooking")]


def test_suggestions_are_the_same_in_every_process(kitchens: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from sfia_graph.cli import link, main; "
        "from sfia_graph.cli.linking import suggesting; link.SUBCOMMANDS = (suggesting,); "
        "sys.exit(main(sys.argv[1:]))"
    )
    written_files = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.sssom.tsv"
        words = ["link", "suggest", "--from", TO_BAKERY, "--to", TO_KITCHEN, "--least", "0"]
        subprocess.run(
            [sys.executable, "-c", script, *words, "--store", str(kitchens), "-o", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        written_files.append(out.read_bytes())
    assert written_files[0] == written_files[1]


def test_missing_texts_are_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "names.ttl"
    text = f"{PREFIXES}{KITCHEN}{BAKERY}".replace("skos:definition", "skos:example")
    path.write_text(text, encoding="utf-8")
    _, _, beside = run("suggest", "--from", TO_BAKERY, "--to", TO_KITCHEN, "--store", path)
    assert (
        beside
        == f"{TO_BAKERY}: 3 of 3 concepts {NEITHER}\n{TO_KITCHEN}: 4 of 4 concepts {NEITHER}\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", TO_KITCHEN), f"--from and --to both name {TO_KITCHEN}; name two frameworks"),
        (("--first", "0"), "--first 0: must be 1 or more"),
        (("--least", "7"), "--least 7: must be from 0 to 1"),
        (
            ("-o", "out.xlsx"),
            f"-o out.xlsx: the ending says no format; use one of {', '.join(ENDINGS)}",
        ),
        (
            ("--to", "sfia"),
            "'sfia' names no framework; use one of sfia-9, sfia-8, digcomp-3, ecf-3, ecf-4, gdad, "
            "nice-2, onet, esco, or a scheme's IRI",
        ),
        (
            ("--model", "nowhere"),
            "--model nowhere: no model there, which has a modules.json or model.safetensors; name "
            "its folder",
        ),
    ],
    ids=["the same", "first", "least", "ending", "framework", "model"],
)
def test_a_wrong_call_is_told(
    run: Run, ends: tuple[str, ...], words: tuple[str, ...], message: str
) -> None:
    assert run("suggest", *ends, *words) == (2, "", f"sfia-graph: {message}\n")


def test_evaluate_measures_all_and_each_relation(
    run: Run, ends: tuple[str, ...], tmp_path: Path
) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text("from,to,relation\nL1,BRED,near\nStock pots,SOUP,far\nL1,DOCU,near\n")
    code, said, beside = run("evaluate", *ends, "--gold", gold, "--format", "csv")
    assert code == 0
    assert (
        beside == "gold.csv, row 4: 'L1' is linked to 'DOCU', which is no concept there; left out\n"
    )
    assert said == (
        "relation,concepts,links,hitAt1,recallAt5,recallAt10,mrr,threshold,precision,recall\n"
        "all,2,2,1.000,1.000,1.000,1.000,0.200,0.667,1.000\n"
        "far,1,1,1.000,1.000,1.000,1.000,0.200,1.000,1.000\n"
        "near,1,1,1.000,1.000,1.000,1.000,0.200,0.500,1.000\n"
    )


def test_evaluate_sees_no_links_that_are_there(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text("from,to\nL1,BRED\nStock pots,SOUP\nGateaux,CAKE\n")
    alike = 'b:stock skos:altLabel "Shapes dough, bakes bread"@en .'
    links = "b:stock skos:closeMatch k:cake ."
    ends = ("--from", TO_BAKERY, "--to", TO_KITCHEN, "--threshold", "0.12")
    measured = [
        run("evaluate", *ends, "--store", store, "--gold", gold)
        for store in (written(tmp_path, alike), written(tmp_path, alike, links, name="linked.ttl"))
    ]
    assert measured[0] == measured[1]


def test_evaluate_can_hide_names(run: Run, ends: tuple[str, ...], tmp_path: Path) -> None:
    gold = tmp_path / "gold.csv"
    gold.write_text("from,to\nStock pots,SOUP\n")
    _, shown, _ = run("evaluate", *ends, "--gold", gold, "--threshold", "0.3", "--format", "csv")
    _, hidden, _ = run(
        *("evaluate", *ends, "--gold", gold, "--threshold", "0.3", "--format", "csv"),
        "--hide-names",
    )
    assert shown != hidden


def test_match_finds_skills_and_levels(run: Run, kitchens: Path, tmp_path: Path) -> None:
    advert = tmp_path / "advert.txt"
    advert.write_text("We bake bread.\nYou write recipes and train the bakers.\n")
    call = ("match", advert, "--to", TO_KITCHEN, "--store", kitchens, "--first", "1")
    code, said, beside = run(*call, "--format", "csv")
    assert (code, beside) == (0, "")
    assert list(csv.reader(io.StringIO(said)))[1:] == [
        [
            *(str(advert), "BRED", "3", "Bread making", "0.6638"),
            *("bread, bakers, recipes, train, write, bake", "https://example.org/kitchen/bread-3"),
        ]
    ]


def test_match_takes_a_folder_and_gives_json(run: Run, kitchens: Path, tmp_path: Path) -> None:
    folder = tmp_path / "adverts"
    folder.mkdir()
    (folder / "b.txt").write_text("Soup and broth")
    (folder / "a.md").write_text("Bake cake")
    (folder / "c.pdf").write_text("Bake bread")
    call = ("match", folder, "--to", TO_KITCHEN, "--store", kitchens, "--first", "1")
    code, said, _ = run(*call, "--format", "json")
    rows = json.loads(said)["results"]["bindings"]
    assert code == 0
    assert [(Path(row["file"]["value"]).name, row["code"]["value"]) for row in rows] == [
        ("a.md", "CAKE"),
        ("b.txt", "SOUP"),
    ]


def test_a_text_that_cannot_be_read_is_told_and_the_rest_is_matched(
    run: Run, kitchens: Path, tmp_path: Path
) -> None:
    empty, binary, good = (tmp_path / f"{name}.txt" for name in ("empty", "binary", "good"))
    zero = tmp_path / "zero.txt"
    empty.write_text("\n")
    binary.write_bytes(b"%PDF\xe2\xe3")
    zero.write_bytes(b"bread\0")
    good.write_text("Bake cake")
    call = ("--to", TO_KITCHEN, "--store", kitchens, "--first", "1", "--format", "csv")
    code, said, beside = run("match", empty, binary, zero, good, *call)
    assert (code, said.count("\n")) == (1, 2)
    assert beside == (
        f"sfia-graph: {empty}: no words in it; give a text\n"
        "sfia-graph: binary.txt: no UTF-8 text (byte 4); save it as UTF-8\n"
        f"sfia-graph: {zero}: no plain text (it holds a zero byte); save it as text\n"
    )


def test_a_folder_without_texts_is_told(run: Run, kitchens: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    assert run("match", folder, "--to", TO_KITCHEN, "--store", kitchens) == (
        1,
        "",
        f"sfia-graph: {folder}: a folder without texts; save texts there as .txt or .md\n",
    )


@pytest.mark.parametrize(
    ("typed", "code", "expected"),
    [
        (b"Bake cake", 0, ""),
        (b"\xff", 1, "sfia-graph: standard input: no UTF-8 text (byte 0); give it UTF-8\n"),
        (b"", 1, "sfia-graph: standard input: no words in it; give a text\n"),
    ],
    ids=["text", "binary", "nothing"],
)
def test_match_reads_standard_input(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    kitchens: Path,
    typed: bytes,
    code: int,
    expected: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    found, _, beside = run("match", "-", "--to", TO_KITCHEN, "--store", kitchens)
    assert (found, beside) == (code, expected)


def test_the_shipped_data_match_by_names_and_glosses(run: Run, tmp_path: Path) -> None:
    advert = tmp_path / "advert.txt"
    advert.write_text("Penetration testing of web applications")
    code, said, beside = run("match", advert, "--first", "1", "--format", "csv")
    assert (code, beside) == (0, f"sfia-9: 147 of 147 concepts {NEITHER}\n")
    assert next(csv.DictReader(io.StringIO(said)))["code"] == "PENT"

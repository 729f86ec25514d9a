"""`sfia-graph diff`, as people call it: what it writes, and what it says beside."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from bakery_editions import write_editions
from program import in_a_terminal, without_colour
from rdflib import Graph, URIRef

from sfia_graph.cli import main
from sfia_graph.namespaces import SFIA

CSV = """\
change,code,name,detail
new,TART,Tart selling,"Trade / Shop, levels 6 to 7"
retired,SOOT,Chimney care,
renamed,KNEA,Dough kneading,Kneading → Dough kneading
respelled,BREW,Coffee brewing,Coffee Brewings → Coffee brewing
moved,OVEN,Oven tending,"Trade / Shop → Baking, and more / Bread & rolls"
levelAdded,OVEN,Oven tending,5
levelRemoved,OVEN,Oven tending,2
textRevised,KNEA,Dough kneading,guidance
textRevised,KNEA,Dough kneading,level 1
split,KNEA,Dough kneading,"KNEA → KNEA, OVEN"
merged,BREW,Coffee brewing,"BREW, SOOT → BREW"
"""
UNHELD = "no texts of SFIA 8 and SFIA 9 are there; which were revised is as the graph records it\n"


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    files = write_editions(tmp_path_factory.mktemp("bakery"))
    return [word for file in files for word in ("--store", str(file))]


def diff(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert main(["diff", *words]) == code
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_csv_has_a_row_a_fact(bakery: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, "8", "9", *bakery, "--format", "csv") == (CSV, "")


def test_a_pipe_gets_plain_tables_with_counts(
    bakery: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = diff(capsys, "8", "9", *bakery)
    assert out.startswith("Changes from SFIA 8 to SFIA 9\n3 skills stand in both editions.\n\n")
    assert (
        "Texts revised: 2, of 1 skill\n\n"
        "Code  Skill           What changed\n"
        "----  --------------  -----------------\n"
        "KNEA  Dough kneading  guidance, level 1\n\n"
    ) in out
    assert diff(capsys, "8", "9", *bakery, "--format", "table")[0] == out


def test_a_terminal_gets_drawn_tables(bakery: list[str]) -> None:
    out = without_colour(in_a_terminal("diff", "8", "9", *bakery))
    assert "Levels added: 1\n" in out
    assert re.search(r"OVEN +Oven tending +5", out)
    assert "──" in out


def test_headings_and_names_are_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = diff(capsys, "8", "9", "--language", "fr-CA")
    assert out.startswith("Changements de SFIA 8 à SFIA 9\n")
    assert re.search(r"AVMT +Availability management +définition, conseils, niveau 4\n", out)


def test_turtle_is_what_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = diff(capsys, "8", "9", "--format", "ttl")
    shipped = Path(__file__).resolve().parent.parent / "data" / "changes-8-9.ttl"
    assert out.encode() == shipped.read_bytes()
    assert err == UNHELD


def test_editions_in_the_wrong_order_are_turned_and_that_is_said(
    bakery: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = diff(capsys, "9", "8", *bakery, "--format", "csv")
    assert out == CSV
    assert err == "SFIA 9 is the later one; shown is what changed from 8 to 9\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("6", "9"), "no edition 6 in the shipped data; it holds 7, 8, 9"),
        (("9", "9"), "SFIA 9 is the same as itself; name two editions"),
        (("8", "9", "--language", "en_GB"), "--language en_GB: expected a tag such as en or fr-CA"),
    ],
)
def test_a_call_at_fault_ends_in_one_line(
    words: tuple[str, ...], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(capsys, *words, code=2) == ("", f"sfia-graph: {line}\n")


def test_an_edition_of_which_one_page_is_there_makes_nothing_new(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, err = diff(capsys, "7", "9", "--format", "csv")
    assert out == "change,code,name,detail\n"
    line = "none is called new or retired, and 1 in both editions compared"
    assert f"SFIA 7: 1 skill only (SLMO); {line}" in err.splitlines()


# As a page and as Markdown.


def marked(element: str, page: str) -> list[str]:
    """The texts of an element, as a reader sees them."""
    return [unescape(text) for text in re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)]


def test_a_page_needs_nothing_else_and_shows_texts_word_by_word(
    bakery: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = diff(capsys, "8", "9", *bakery, "--format", "html")
    assert not re.search(r"<(script|link|img|iframe|object)|\b(src|style)=|@import|url\(", out)
    assert marked("ins", out)[1:] == ["Does dough kneading number 1"]
    assert marked("del", out)[1:] == ["\n& yeast", "Shapes <dough>"]
    assert "<dough>" not in out
    assert "This is no official publication of the SFIA Foundation." in out


def test_markdown_shows_texts_word_by_word_and_lets_none_act_as_markup(
    bakery: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = diff(capsys, "8", "9", *bakery, "--format", "md")
    assert "| KNEA | Dough kneading | guidance, level 1 |\n" in out
    line = r"<del>Shapes \<dough\></del><ins>Does dough kneading number 1</ins>."
    assert f"### KNEA: text of level 1 revised · Dough kneading\n\n{line}\n" in out
    assert out.count("\n## ") == len(CSV.splitlines()) - 1


def test_every_row_is_a_change_of_the_graph(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = diff(capsys, "8", "9", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    graph = Graph().parse(data=diff(capsys, "8", "9", "--format", "ttl")[0], format="turtle")
    kinds = graph.objects(predicate=URIRef(f"{SFIA}changeKind"))
    found = sorted(str(kind).removeprefix(SFIA) for kind in kinds)
    assert found == sorted(row["change"] for row in rows)


# The page about it.

SESSIONS = re.findall(
    r"```console\n\$ (.*?)\n(.*?)```",
    (Path(__file__).resolve().parent.parent / "docs" / "editions.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.parametrize(("command", "expected"), SESSIONS, ids=[each for each, _ in SESSIONS])
def test_the_page_shows_what_the_commands_say(
    command: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words, _, filtered = command.removeprefix("sfia-graph ").partition(" | grep ")
    assert main(words.split()) == 0
    lines = capsys.readouterr().out.splitlines()
    pattern = filtered.strip("'")
    assert [line for line in lines if re.search(pattern, line)] == expected.splitlines()

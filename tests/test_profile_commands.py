"""`profile gap`, `rank` and `team` on the invented samples, as a user reads them and as data."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from program import in_a_terminal, without_colour
from rdflib import RDF, Graph, Namespace, URIRef

from sfia_graph.cli import main
from sfia_graph.cli.profiles.board import steps
from sfia_graph.minting import Minter
from sfia_graph.profiles.answers.gaps import Gap

EARL = Namespace("http://www.w3.org/ns/earl#")
MINT = Minter()
FORMATS = ("table", "html", "csv", "tsv", "json", "xml", "md", "ttl")
COMMANDS = {
    "gap": ["gap", "ada", "service-manager"],
    "rank": ["rank", "service-manager"],
    "team": ["team", "service-desk", "--roles", "service-manager,tester"],
}

Capture = pytest.CaptureFixture[str]


def _said(capsys: Capture, *words: str) -> str:
    assert main(["profile", *words]) == 0
    return capsys.readouterr().out


def _refused(capsys: Capture, *words: str) -> str:
    assert main(["profile", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1].removeprefix("sfia-graph: ")


def test_a_gap_in_a_pipe(capsys: Capture) -> None:
    assert _said(capsys, "gap", "dov", "service-manager") == (
        "dov against Service manager\n"
        "\n"
        "code  skill                                asked  held  1234567  gap              basis\n"
        "----  -----------------------------------  -----  ----  -------  ---------------  "
        "-------------\n"
        "core\n"
        "RLMT  Stakeholder relationship management      4     5  █████░░  met              "
        "assessed\n"
        "SLMO  Service level management               4–5     3  ███▒░░░  1 level missing  "
        "endorsed\n"
        "USUP  Incident management                      4     5  █████░░  met              "
        "assessed\n"
        "optional\n"
        "PBMG  Problem management                       4     4  ████░░░  met              "
        "self-assessed\n"
        "\n"
        "█ held  ▒ missing  ░ the rest\n"
        "dov meets 2 of 3 core requirements; 1 level is missing: SLMO 3 → 4. Optional: 1 of 1.\n"
    )


def test_a_terminal_gets_the_same_in_colour() -> None:
    shown = in_a_terminal("profile", "gap", "dov", "service-manager", columns=110)
    assert "\x1b[33m███▒░░░\x1b[0m" in shown
    plain = without_colour(shown)
    assert "SLMO   Service level management" in plain
    assert plain.splitlines()[-1].startswith("dov meets 2 of 3 core requirements")


@pytest.mark.parametrize(
    ("held", "lowest", "bar"), [(0, 1, "▒░░░░░░"), (3, 5, "███▒▒░░"), (7, 2, "███████")]
)
def test_a_bar_has_seven_steps(held: int, lowest: int, bar: str) -> None:
    gap = Gap("SLMO", "", "", True, lowest, lowest, held, "", max(lowest - held, 0))
    assert steps(gap).text == bar


LAST = {
    ("dov", "service-manager", "--policy", "exact"): (
        "dov meets 0 of 3 core requirements; 1 level is missing: SLMO 3 → 4; "
        "not the level asked for: RLMT 5 → 4, USUP 5 → 4. Optional: 1 of 1."
    ),
    ("bea", "service-manager", "--basis", "assessed,endorsed"): (
        "bea meets 2 of 3 core requirements; 4 levels are missing: USUP none → 4. "
        "Optional: 0 of 1; 4 levels are missing: PBMG none → 4."
    ),
    ("fay", "service-manager"): (
        "fay meets 0 of 3 core requirements; 9 levels are missing: "
        "RLMT none → 4, SLMO 3 → 4, USUP none → 4. "
        "Optional: 0 of 1; 1 level is missing: PBMG 3 → 4."
    ),
    ("eve", "Tester"): "eve meets the core requirement. Optional: 1 of 1.",
    ("eve", MINT.role("tester"), "--language", "fr"): (
        "eve satisfait à l’exigence essentielle. Facultatif : 1 sur 1."
    ),
    (MINT.person("eve"), "service-manager", "--language", "fr"): (
        "eve satisfait à 0 des 3 exigences essentielles ; il manque 12 niveaux : "
        "RLMT rien → 4, SLMO rien → 4, USUP rien → 4. "
        "Facultatif : 0 sur 1 ; il manque 4 niveaux : PBMG rien → 4."
    ),
}


@pytest.mark.parametrize(("words", "last"), LAST.items(), ids=map(" ".join, LAST))
def test_the_last_line_sums_up(capsys: Capture, words: tuple[str, ...], last: str) -> None:
    assert _said(capsys, "gap", *words).splitlines()[-1] == last


def test_a_ranking_shares_ranks_and_counts_levels(capsys: Capture) -> None:
    assert _said(capsys, "rank", "service-manager") == (
        "Candidates for Service manager\n"
        "\n"
        "rank  person  levels held                        levels missing\n"
        "----  ------  -----------  --------------------  --------------\n"
        "   1  dov        11 of 12  ██████████████████▒▒               1\n"
        "   2  ada         8 of 12  █████████████▒▒▒▒▒▒▒               4\n"
        "   2  bea         8 of 12  █████████████▒▒▒▒▒▒▒               4\n"
        "\n"
        "█ held  ▒ missing\n"
        "3 hold at least 50% of what Service manager asks for as core.\n"
    )


def test_a_ranking_is_cut_and_says_so(capsys: Capture) -> None:
    said = _said(capsys, "rank", "tester", "--share", "0", "--most", "1").splitlines()
    assert said[4:5] == ["   1  eve          3 of 3  ████████████████████               0"]
    assert said[-1] == (
        "3 hold some of what Tester asks for as core; 2 of them meet all of it; the first is shown."
    )


def test_a_ranking_counts_as_it_is_told_to(capsys: Capture) -> None:
    def ranked(*words: str) -> list[tuple[str, int]]:
        rows = csv.DictReader(io.StringIO(_said(capsys, "rank", *words, "--format", "csv")))
        return [(row["person"].rpartition("/")[2], int(row["gap"])) for row in rows]

    assert ranked("tester") == [("eve", 0), ("ivy", 0), ("jon", 1)]
    assert ranked("tester", "--policy", "exact") == [("eve", 0), ("ivy", 1), ("jon", 1)]
    assert ranked("tester", "--basis", "assessed,endorsed") == [("ivy", 0)]


def test_nobody_near_enough_is_said(capsys: Capture) -> None:
    assert main(["profile", "rank", "service-manager", "--share", "100"]) == 0
    said = capsys.readouterr()
    last = "Nobody holds 100% of what Service manager asks for as core."
    assert said.out == f"Candidates for Service manager\n\n{last}\n"
    assert said.err.splitlines()[-1] == "a lower --share lists those who hold less"


def test_a_team_is_set_against_its_roles_one_by_one(capsys: Capture) -> None:
    assert _said(capsys, *COMMANDS["team"]) == (
        "Service desk against Service manager and Tester\n"
        "\n"
        "code  skill                                asked  best held  1234567  gap               "
        "people\n"
        "----  -----------------------------------  -----  ---------  -------  ----------------  "
        "------\n"
        "Service manager: core\n"
        "RLMT  Stakeholder relationship management      4          5  █████░░  met               "
        "     2\n"
        "SLMO  Service level management               4–5          5  █████░░  met               "
        "     2\n"
        "USUP  Incident management                      4          5  █████░░  met               "
        "     2\n"
        "Service manager: optional\n"
        "PBMG  Problem management                       4          4  ████░░░  met               "
        "     1\n"
        "Tester: core\n"
        "TEST  Functional testing                       3          –  ▒▒▒░░░░  3 levels missing  "
        "     0\n"
        "Tester: optional\n"
        "PROG  Programming/software development         3          –  ▒▒▒░░░░  3 levels missing  "
        "     0\n"
        "\n"
        "█ held  ▒ missing  ░ the rest\n"
        "Service desk covers 3 of 4 core requirements; 3 levels are missing: TEST none → 3. "
        "Optional: 1 of 2; 3 levels are missing: PROG none → 3.\n"
    )


def test_what_hangs_on_one_person_is_said(capsys: Capture) -> None:
    said = _said(capsys, "team", "Product", "--roles", "Tester", "--policy", "exact")
    assert said.splitlines()[-1] == (
        "Product covers the core requirement. Optional: 1 of 1. Only one person covers TEST."
    )


def test_rows_are_those_of_the_stored_question(capsys: Capture) -> None:
    rows = list(csv.DictReader(io.StringIO(_said(capsys, *COMMANDS["gap"], "--format", "csv"))))
    assert [(row["code"], row["held"], row["gap"]) for row in rows] == [
        ("RLMT", "", "4"),
        ("SLMO", "4", "0"),
        ("USUP", "4", "0"),
        ("PBMG", "", "4"),
    ]
    found = json.loads(_said(capsys, *COMMANDS["gap"], "--format", "json"))
    columns = ["code", "name", "importance", "lowest", "highest", "held", "basis", "gap"]
    assert found["head"]["vars"] == columns


def _outcomes(written: str) -> set[tuple[str, str, int]]:
    """Give the test, outcome and number of missing levels of each assertion."""
    graph = Graph().parse(data=written, format="turtle")
    return {
        (
            str(graph.value(said, EARL.test)).removeprefix(f"{MINT.base}role/"),
            str(graph.value(result, EARL.outcome)).removeprefix(str(EARL)),
            int(str(graph.value(result, RDF.value))),
        )
        for said, result in graph.subject_objects(EARL.result)
    }


def test_a_gap_as_rdf_is_tested_requirement_by_requirement(capsys: Capture) -> None:
    written = _said(capsys, *COMMANDS["gap"], "--format", "ttl")
    assert _outcomes(written) == {
        ("service-manager/1", "passed", 0),
        ("service-manager/2", "passed", 0),
        ("service-manager/3", "failed", 4),
        ("service-manager/4", "failed", 4),
    }
    graph = Graph().parse(data=written, format="turtle")
    ada = URIRef(MINT.person("ada"))
    assert set(graph.objects(None, EARL.subject)) == {ada}
    derived = URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    claims = {MINT.holding("ada", 2), MINT.holding("ada", 3)}
    assert set(map(str, graph.objects(None, derived))) == claims


def test_a_ranking_and_a_team_as_rdf(capsys: Capture) -> None:
    ranked = _said(capsys, "rank", "service-manager", "--most", "1", "--format", "ttl")
    assert _outcomes(ranked) == {("service-manager", "failed", 1)}
    team = _outcomes(_said(capsys, *COMMANDS["team"], "--format", "ttl"))
    assert ("tester/1", "failed", 3) in team
    assert sum(outcome == "passed" for _, outcome, _ in team) == 4


@pytest.mark.parametrize("command", COMMANDS)
def test_every_form_can_be_had(command: str, tmp_path: Path, capsys: Capture) -> None:
    for name in FORMATS:
        file = tmp_path / f"answer.{name}"
        assert _said(capsys, *COMMANDS[command], "--format", name, "-o", str(file)) == ""
        assert file.stat().st_size > 100


@pytest.mark.parametrize("name", ["table", "html", "csv"])
def test_a_file_holds_what_standard_output_would(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    file, words = tmp_path / "answer", [*COMMANDS["rank"], "--format", name]
    _said(capsys, *words, "-o", str(file))
    assert file.read_text(encoding="utf-8") == _said(capsys, *words)


def test_a_file_says_its_form_by_its_ending(tmp_path: Path, capsys: Capture) -> None:
    page, text = tmp_path / "ada.html", tmp_path / "ada.txt"
    _said(capsys, *COMMANDS["gap"], "-o", str(page))
    _said(capsys, *COMMANDS["gap"], "-o", str(text))
    assert page.read_text(encoding="utf-8").startswith('<!doctype html>\n<html lang="en">')
    assert text.read_text(encoding="utf-8").startswith("ada against Service manager\n")


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    assert main(["profile", *COMMANDS["gap"], "-o", str(tmp_path / "none" / "a.html")]) == 1
    assert "cannot write there" in capsys.readouterr().err.splitlines()[-1]


def test_a_key_gives_names_and_understands_them(tmp_path: Path, capsys: Capture) -> None:
    key = tmp_path / "key.csv"
    key.write_text("pseudonym,name\nada,Ada Example\n", encoding="utf-8")
    words = ["service-manager", "--key", str(key)]
    assert _said(capsys, "gap", "ada example", *words).startswith("Ada Example against")
    assert "   2  Ada Example  " in _said(capsys, "rank", *words)
    assert ">Ada Example</th>" in _said(
        capsys, *COMMANDS["team"], "--key", str(key), "--format", "html"
    )


REFUSED = {
    ("gap", "ida", "tester"): "unknown person 'ida'; did you mean 'ada'?",
    ("gap", "ada", "service-manger"): "unknown role 'service-manger'; did you mean ",
    ("rank", "xyz"): "unknown role 'xyz'; known: engineering-manager, ",
    ("team", "servicedesk", "--roles", "tester"): (
        "unknown team 'servicedesk'; did you mean 'service-desk'?"
    ),
    ("gap", "ada", "tester", "--basis", "certifed"): (
        "--basis certifed: no such ground; use some of self-assessed, assessed, endorsed, certified"
    ),
    ("gap", "a> b", "tester"): "unknown person 'a> b'; known: ",
    ("gap", "ada", "tester", "--key", "/no/key.csv"): "--key /no/key.csv: no such file; ",
    ("rank", "tester", "--most", "0"): "--most 0: must be 1 or more",
    ("rank", "tester", "--share", "101"): "--share 101: must be from 0 to 100",
    ("team", "product", "--roles", ","): "--roles: names no role",
}


@pytest.mark.parametrize(("words", "said"), REFUSED.items(), ids=map(" ".join, REFUSED))
def test_a_wrong_call_is_told_what_is_known(
    capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    assert _refused(capsys, *words).startswith(said)


def _sessions() -> list[tuple[str, str]]:
    page = (Path(__file__).parent.parent / "docs" / "profiles.md").read_text(encoding="utf-8")
    section = page.partition("## Gaps, candidates, teams\n")[2]
    sessions = "".join(re.findall(r"```console\n(.*?)```", section, re.DOTALL))
    steps = re.split(r"^\$ sfia-graph profile ", sessions, flags=re.MULTILINE)[1:]
    return [(step.partition("\n")[0], step.partition("\n")[2]) for step in steps]


@pytest.mark.parametrize(("command", "said"), _sessions(), ids=["gap", "rank", "cover"])
def test_the_session_in_the_docs_is_true(capsys: Capture, command: str, said: str) -> None:
    assert _said(capsys, *shlex.split(command)) == said


def test_a_store_without_people_says_so(tmp_path: Path, capsys: Capture) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    said = _refused(capsys, "rank", "tester", "--store", str(empty))
    assert said == "unknown role 'tester'; the store knows no role at all"


def test_names_in_the_store_are_shown(tmp_path: Path, capsys: Capture) -> None:
    from sfia_graph.resources import DATA

    named = tmp_path / "named.ttl"
    person = MINT.person("ada")
    name = "<http://xmlns.com/foaf/0.1/name>"
    named.write_text(f'<{person}> {name} "Ada \\u001b[31mExample" .', encoding="utf-8")
    stores = [str(DATA / "sfia-9.ttl"), str(DATA / "samples"), str(named)]
    words = [word for each in stores for word in ("--store", each)]
    said = _said(capsys, "gap", "ada", "tester", *words)
    assert said.startswith("Ada \\x1b[31mExample against Tester\n")

"""`sfia-graph validate`: what it shows, in which format, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from sfia_graph.cli import main
from sfia_graph.validation import shipped_shapes
from sfia_graph.validation.formats import FORMATS

BREAD = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sfia: <https://w3id.org/sfia-graph/ontology#> .
@base <https://example.org/bakery/> .

<9> a skos:ConceptScheme ; dcterms:title "Bakery 9"@en ;
    skos:hasTopConcept <9/category/dough> , <9/category/tea> .

<9/category/dough> a skos:Concept , sfia:Category ;
    skos:inScheme <9> ;
    skos:topConceptOf <9> ;
    skos:notation "D" ;
    skos:prefLabel "Dough"@en ;
    skos:definition "all that has to do with flour."@en .

<9/category/tea> a skos:Concept , sfia:Category ;
    skos:inScheme <9> ;
    skos:topConceptOf <9> ;
    skos:prefLabel "Tea"@en ;
    skos:notation "D" .
"""
OWN = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <https://example.org/rules/> .
own:no-tea a sh:PropertyShape ; sh:targetSubjectsOf skos:prefLabel ; sh:path skos:prefLabel ;
    sh:name "No tea" ; sh:message "We bake: take tea out." ; sh:pattern "^[^T]" .
"""


@pytest.fixture
def bread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the current folder, so that it is named as a person would."""
    monkeypatch.chdir(tmp_path)
    Path("bread.ttl").write_text(BREAD, encoding="utf-8")
    Path("own.ttl").write_text(OWN, encoding="utf-8")
    return Path("bread.ttl")


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["validate", *map(str, words)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.long  # the README's terminal session validates them in each run
def test_the_shipped_data_pass(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys)
    assert (code, err) == (0, "")
    assert out.startswith("0 violations, 0 warnings, ")


def test_a_table_is_by_rule_worst_first_with_place_and_message(
    bread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, bread)
    assert code == 1
    *lines, blank, summary = out.splitlines()
    assert lines == [
        "violation: Notation unique in its scheme (2)  [shape:notation-unique]",
        "    'Dough' <https://example.org/bakery/9/category/dough>"
        "  <https://example.org/bakery/9/category/tea>  bread.ttl, line 9"
        "  The notation D is also that of https://example.org/bakery/9/category/tea in the same"
        " scheme: give one of the two another code.",
        "    'Tea' <https://example.org/bakery/9/category/tea>"
        "  <https://example.org/bakery/9/category/dough>  bread.ttl, line 16"
        "  The notation D is also that of https://example.org/bakery/9/category/dough in the same"
        " scheme: give one of the two another code.",
        "",
        "warning: Text begins in lower case  [shape:text-begins-lower]",
        "  A text begins in lower case, which often means that its beginning was lost: compare it"
        " with its source.",
        "    'Dough' <https://example.org/bakery/9/category/dough>"
        "  'all that has to do with flour.'@en  bread.ttl, line 14",
    ]
    assert blank == ""
    assert summary.startswith("2 violations, 1 warning, ")
    assert "; 17 statements, " in summary


@pytest.mark.parametrize(
    ("level", "code", "rules"),
    [
        ("violation", 1, {"notation-unique"}),
        ("warning", 1, {"notation-unique", "text-begins-lower"}),
    ],
)
def test_the_level_says_what_is_shown(
    bread: Path, capsys: pytest.CaptureFixture[str], level: str, code: int, rules: set[str]
) -> None:
    ended, out, _ = run(capsys, bread, "--level", level, "--format", "json")
    shown = json.loads(out)
    assert ended == code
    assert {each["rule"].rsplit("/", 1)[-1] for each in shown["results"]} == rules
    assert shown["counts"]["warning"] == 1


def test_the_level_says_what_makes_exit_code_1(
    bread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = bread.read_text(encoding="utf-8").replace('skos:notation "D" .', "skos:altLabel 'Cha' .")
    bread.write_text(text, encoding="utf-8")
    assert run(capsys, bread)[0] == 1
    assert run(capsys, bread, "--level", "violation")[0] == 0
    bread.write_text(text.replace('"all that', '"All that'), encoding="utf-8")
    assert run(capsys, bread)[0] == 0
    assert run(capsys, bread, "--level", "info")[0] == 1


def test_json_holds_each_result_whole(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bread, "--format", "json")
    written = json.loads(out)
    (warning,) = [each for each in written["results"] if each["severity"] == "warning"]
    assert warning == {
        "severity": "warning",
        "rule": "https://w3id.org/sfia-graph/shape/text-begins-lower",
        "name": "Text begins in lower case",
        "resource": {"type": "iri", "value": "https://example.org/bakery/9/category/dough"},
        "code": None,
        "label": "Dough",
        "path": None,
        "value": {
            "type": "literal",
            "value": "all that has to do with flour.",
            "language": "en",
        },
        "message": "A text begins in lower case, which often means that its beginning was lost:"
        " compare it with its source.",
        "file": "bread.ttl",
        "line": 14,
    }
    assert written["conforms"] is False
    assert written["statements"] == 17


def test_turtle_is_a_validation_report(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bread, "--format", "ttl")
    graph = Graph().parse(data=out, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(report, SH.result))) == 3


def test_sarif_points_at_file_and_line(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bread, "--format", "sarif")
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    (each,) = log["runs"]
    rules = each["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in each["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    last = each["results"][-1]
    assert last["level"] == "warning"
    assert last["locations"] == [
        {
            "logicalLocations": [
                {
                    "name": "https://example.org/bakery/9/category/dough",
                    "fullyQualifiedName": "https://example.org/bakery/9/category/dough",
                }
            ],
            "physicalLocation": {
                "artifactLocation": {"uri": "bread.ttl"},
                "region": {"startLine": 14},
            },
        }
    ]


def test_junit_has_a_case_for_each_rule(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bread, "--format", "junit")
    (suite,) = ElementTree.fromstring(out)
    cases = list(suite)
    assert suite.get("tests") == str(len(cases)) and len(cases) > 60
    failed = [case for case in cases if case.find("failure") is not None]
    assert suite.get("failures") == str(len(failed)) == "2"
    failure = failed[0].find("failure")
    assert failure is not None and failure.text is not None
    assert "bread.ttl, line " in failure.text


def test_junit_spells_out_what_xml_cannot_hold(
    bread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bread.write_text(BREAD.replace('"all that', r'"\u0007 all that'), encoding="utf-8")
    _, out, _ = run(capsys, bread, "--format", "junit")
    ElementTree.fromstring(out)


def test_shapes_are_added_and_only_replaces(
    bread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, bread, "--shapes", "own.ttl")
    assert code == 1
    assert "violation: No tea" in out and "shape:notation-unique" in out
    code, out, _ = run(capsys, bread, "--only", "own.ttl")
    assert code == 1
    assert out == (
        "violation: No tea  [https://example.org/rules/no-tea]\n"
        "  We bake: take tea out.\n"
        "    'Tea' <https://example.org/bakery/9/category/tea>  'Tea'@en  bread.ttl, line 19\n"
        "\n"
        "1 violation, 0 warnings, 0 infos; 17 statements, 1 rule\n"
    )


def test_both_engines_show_the_same(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, bread) == run(capsys, bread, "--engine", "pyshacl")


def test_many_results_are_counted_and_the_first_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "many.nt"
    path.write_text(
        "".join(
            f'<urn:c{number}> <http://xmlns.com/foaf/0.1/page> "here" .\n'
            for number in range(2_000)
        )
    )
    code, out, _ = run(capsys, path)
    assert code == 1
    assert "violation: Page is an address (2000)  [shape:page-is-iri]" in out
    assert "    and 1992 more; --format json lists them all\n" in out
    assert len(out.splitlines()) < 20
    _, out, _ = run(capsys, path, "--format", "json")
    assert len(json.loads(out)["results"]) == 2_000


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["no.ttl"], 1, "no.ttl: no such file; check its name"),
        (["empty.ttl"], 1, "nothing to validate: the graph is empty"),
        (["broken.ttl"], 1, "broken.ttl, line 1: no valid turtle: "),
        (["bread.ttl", "--shapes", "broken.ttl"], 1, "broken.ttl, line 1: no valid turtle: "),
        (["bread.ttl", "--shapes", "bread.ttl"], 1, "bread.ttl: no SHACL shape in it; "),
        (
            ["bread.ttl", "--only", "own.ttl", "--shapes", "own.ttl"],
            2,
            "--only replaces our shapes",
        ),
        (["bread.ttl", "--deadline", "0"], 2, "--deadline 0: must be more than 0 seconds"),
    ],
    ids=["no file", "empty", "no Turtle", "bad shapes", "no shapes", "both", "no time"],
)
def test_bad_input_is_one_line(
    bread: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str
) -> None:
    Path("empty.ttl").write_text("", encoding="utf-8")
    Path("broken.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    ended, out, err = run(capsys, *words)
    assert (ended, out) == (code, "")
    assert err.startswith(f"sfia-graph: {message}")
    assert err.count("\n") == 1


def test_a_sheet_is_told_how_to_become_rdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(b"")
    code, _, err = run(capsys, tmp_path / "sheet.xlsx")
    assert code == 1
    assert "sfia-graph import sheet.xlsx" in err


def test_control_c_stops_it_and_writes_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://example.org/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "e:S a sh:NodeShape ; sh:targetClass skos:Concept ; sh:sparql [ sh:select '"
        "SELECT $this { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a < ?d && ?e < ?h && ?f < ?i) }"
        "' ] .",
        encoding="utf-8",
    )
    call = [sys.executable, "-m", "sfia_graph", "validate", "--only", str(own)]
    with subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, err) == ("", "sfia-graph: stopped; nothing is half-written\n")


def test_the_formats_of_the_command_are_those_of_the_library() -> None:
    from sfia_graph.cli import build_parser

    for name in FORMATS:
        build_parser().parse_args(["validate", "--format", name])
    assert len(shipped_shapes()) == 8


def test_load_refuses_what_is_not_valid_and_leaves_what_was_there(
    bread: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = BREAD.replace('skos:notation "D" .', "skos:altLabel 'Cha' .").replace('"all', '"All')
    Path("good.ttl").write_text(good, encoding="utf-8")
    assert main(["load", "good.ttl", "--into", "store"]) == 0
    before = sorted(path.name for path in Path("store").iterdir())
    capsys.readouterr()
    assert main(["load", "bread.ttl", "--into", "store"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("sfia-graph: not valid: 'Dough' <https://example.org/bakery/9/category/")
    assert err.endswith(
        " (and 1 more); sfia-graph validate shows all, --no-validate loads all the same\n"
    )
    assert err.count("\n") == 1
    assert sorted(path.name for path in Path("store").iterdir()) == before
    assert main(["load", "bread.ttl", "--into", "store", "--no-validate"]) == 0


def test_load_counts_warnings_and_loads(bread: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bread.write_text(BREAD.replace('skos:notation "D" .', "skos:altLabel 'Cha' ."))
    assert main(["load", "bread.ttl", "--into", "store"]) == 0
    assert "1 warning, which sfia-graph validate shows\n" in capsys.readouterr().err

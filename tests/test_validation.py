"""What a validation gives: its report, its engines, and what it says of bad shapes and odd data."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from invented import EDITION
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS

import sfia_graph
from sfia_graph.errors import SfiaError, SourceError
from sfia_graph.media import RDF_FORMATS
from sfia_graph.merging import merge
from sfia_graph.resources import shipped_data
from sfia_graph.serialise import to_bytes
from sfia_graph.validation import read_shapes, shipped_shapes, validate
from sfia_graph.validation.formats.turtle import to_graph

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <https://example.org/> .
"""
ANY = "e:S a sh:NodeShape ; sh:targetClass skos:Concept ; "
CONCEPT = HEAD + 'e:c a skos:Concept ; skos:prefLabel "C"@en ; skos:prefLabel "D"@en .'


def graph(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@pytest.fixture
def shapes_file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "own.ttl"
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


# --- what it takes and gives --------------------------------------------------------------------


def test_a_graph_a_dataset_and_a_store_are_validated_alike() -> None:
    dataset = rdflib.Dataset()
    half = graph(CONCEPT)
    for number, triple in enumerate(half):
        dataset.graph(URIRef(f"https://example.org/g{number % 2}")).add(triple)
    path_of = sfia_graph.validate(half).results
    assert sfia_graph.validate(dataset).results == path_of
    store = ox.Store()
    store.load(CONCEPT.encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:g"))
    assert sfia_graph.validate(store).results == path_of
    assert {result.rule.iri.rsplit("/", 1)[-1] for result in path_of} >= {
        *("concept-in-scheme", "concept-placed", "label-per-language"),
    }


def test_an_opened_store_can_be_validated() -> None:
    data = [path for path in shipped_data() if path.stem in {"sfia-9", "gloss-en"}]
    report = sfia_graph.validate(sfia_graph.open_store(data, merged=False))
    assert report.counts["violation"] == report.counts["warning"] == 0
    assert report.statements > 10_000


def test_a_result_names_rule_resource_value_and_what_to_do() -> None:
    text = CONCEPT + 'e:c skos:notation "SLMO" ; <http://purl.org/dc/terms/identifier> "SLM0" .'
    (result,) = [
        result
        for result in validate(graph(text)).results
        if result.rule.name == "Notation and identifier agree"
    ]
    assert result.severity == "violation"
    assert result.rule.iri == "https://w3id.org/sfia-graph/shape/notation-agrees"
    assert (result.code, result.label) == ("SLM0", "C")
    assert result.focus == ox.NamedNode("https://example.org/c")
    assert result.value == ox.Literal("SLMO")
    assert result.message == (
        "The notation SLMO and the identifier SLM0 differ: write the same code in both."
    )


def test_results_come_worst_first_and_are_counted() -> None:
    report = validate(graph(CONCEPT))
    severities = [result.severity for result in report.results]
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)
    assert report.counts == {each: severities.count(each) for each in report.counts}
    assert not report.conforms
    violations = report.at_least("violation")
    assert {result.severity for result in violations.results} == {"violation"}
    assert violations.counts == report.counts


EXAMPLES = shipped_shapes()[0].parent / "examples"
MILD = "e:S a sh:NodeShape ; sh:targetClass skos:Concept ; sh:severity sh:Warning ; "
GRAVE = "sh:path skos:notation ; sh:minCount 1"


def test_whoever_wants_the_violations_alone_gets_all_of_them() -> None:
    store = ox.Store()
    for path in sorted(EXAMPLES.glob("invalid-*.ttl")):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    found, alone = validate(store), validate(store, least="violation")
    assert alone.at_least("violation").results == found.at_least("violation").results
    assert found.counts["info"] > alone.counts["info"] == 0


@pytest.mark.parametrize(
    "shapes",
    [
        f"{MILD} sh:property [ {GRAVE} ] .",
        f"{ANY} sh:property e:P ; sh:node e:N . e:N a sh:NodeShape ; sh:property e:P ."
        f"e:P a sh:PropertyShape ; sh:severity sh:Warning ; {GRAVE} .",
    ],
    ids=["leads to a graver one", "decides on a graver one"],
)
def test_a_mild_shape_on_which_a_graver_result_hangs_is_not_left_out(
    shapes: str, shapes_file: Callable[[str], Path]
) -> None:
    report = validate(graph(CONCEPT), read_shapes([shapes_file(shapes)]), least="violation")
    assert report.counts["violation"] == 1


def test_the_report_as_a_graph_is_what_shacl_says() -> None:
    report = validate(graph(CONCEPT))
    written = to_graph(report)
    (node,) = written.subjects(RDF.type, SH.ValidationReport)
    assert written.value(node, SH.conforms) == Literal(False)
    results = list(written.objects(node, SH.result))
    assert len(results) == len(report.results)
    for result in results:
        for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.resultMessage):
            assert written.value(result, predicate) is not None
    placed = URIRef("https://w3id.org/sfia-graph/shape/concept-placed")
    (of_placed,) = written.subjects(SH.sourceShape, placed)
    path = written.value(of_placed, SH.resultPath)
    assert path is not None
    alternatives = written.value(path, SH.alternativePath)
    assert alternatives is not None
    assert set(written.items(alternatives)) == {SKOS.broader, SKOS.topConceptOf}


def test_progress_is_told_step_by_step() -> None:
    told: list[tuple[int, int, str]] = []
    validate(graph(CONCEPT), tell=lambda done, of, what: told.append((done, of, what)))
    assert [done for done, _, _ in told] == list(range(len(told)))
    assert told[-1][0] == told[-1][1]


# --- odd data ----------------------------------------------------------------------------------


def test_an_empty_graph_is_an_error_and_no_pass() -> None:
    with pytest.raises(SfiaError, match="nothing to validate"):
        validate(Graph())


def test_a_graph_under_another_base_is_validated_all_the_same() -> None:
    data = to_bytes(merge([EDITION], base="https://skills.example.org/"), RDF_FORMATS[0])
    good = graph(data.decode())
    assert validate(good).counts["violation"] == 0
    broken = graph(data.decode().replace('"KNEA-2"', '"KNEA-9"'))
    assert [result.code for result in validate(broken).at_least("violation").results] == ["KNEA-9"]


def test_a_concept_without_an_iri_is_told_by_its_code() -> None:
    text = HEAD + '[] a skos:Concept ; skos:prefLabel "Nobody"@en .'
    report = validate(graph(text))
    assert {result.label for result in report.results} == {"Nobody"}
    assert isinstance(report.results[0].focus, ox.BlankNode)


def test_a_text_of_a_megabyte_is_looked_at() -> None:
    long = "flour " * 180_000
    text = CONCEPT + f'e:c skos:definition "{long}"@en .'
    rules = {result.rule.iri.rsplit("/", 1)[-1] for result in validate(graph(text)).results}
    assert "text-trimmed" in rules


@pytest.mark.long
def test_ten_thousand_violations_are_all_in_the_report() -> None:
    concepts = "".join(f'e:c{number} a skos:Concept ; skos:prefLabel "C{number}"@en .\n'
                       for number in range(10_000))  # fmt: skip
    report = validate(graph(HEAD + concepts))
    unplaced = [each for each in report.results if each.rule.iri.endswith("/concept-placed")]
    assert len(unplaced) == 10_000


def test_a_statement_about_a_statement_is_refused_in_one_line() -> None:
    store = ox.Store()
    store.load(b"<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .", ox.RdfFormat.TURTLE)
    with pytest.raises(SfiaError) as caught:
        validate(store)
    assert str(caught.value) == (
        "a statement about a statement, <urn:c> <urn:d> <urn:e>; say it in RDF 1.1"
    )


# --- shapes of one's own -----------------------------------------------------------------------


def test_shapes_of_ones_own_are_used_in_both_engines(shapes_file: Callable[[str], Path]) -> None:
    own = read_shapes(
        [
            shapes_file(
                ANY
                + "sh:property [ sh:path skos:prefLabel ; sh:maxCount 1 ; sh:severity sh:Info ] ;"
                " sh:sparql [ sh:message 'No {?value}' ;"
                " sh:select 'SELECT $this ?value { $this a ?value } LIMIT 1' ] ."
            )
        ]
    )
    report = validate(graph(CONCEPT), own)
    assert [(each.severity, each.rule.name, each.message) for each in report.results] == [
        ("violation", "S", "No http://www.w3.org/2004/02/skos/core#Concept"),
        ("info", "S, core#prefLabel", report.results[1].message),
    ] or report.results[1].rule.name == "S, prefLabel"
    assert report.results == validate(graph(CONCEPT), own, engine="pyshacl").results


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e:S a sh:NodeShape", "own.ttl, line "),
        ("e:a e:b e:c .", "no SHACL shape in it; a shape has the type sh:NodeShape"),
        (ANY + "sh:minCuont 1 .", "'sh:minCuont', which SHACL does not know, on S; check its"),
        (
            ANY + "sh:property [ sh:path skos:prefLabel ; sh:minCount 'one' ] .",
            "malformed shape S, prefLabel at sh:minCount: ",
        ),
        (
            ANY + "sh:property [ sh:path skos:prefLabel ; sh:pattern '(((' ] .",
            "S, prefLabel: sh:pattern '(((' is no regular expression (",
        ),
        (ANY + "sh:sparql [ sh:select 'SELECT $this WHERE {' ] .", "S: no SPARQL query: line 1, "),
        (ANY + "sh:sparql [ sh:select 'SELECT $this { $this a x:y }' ] .", "S: no SPARQL query: "),
        (ANY + "sh:property [ sh:minCount 1 ] .", "malformed shape"),
    ],
    ids=[
        *("no Turtle", "no shape", "unknown word", "no number", "no pattern", "no SPARQL"),
        *("unknown prefix", "no path"),
    ],
)
def test_malformed_shapes_are_one_line(
    shapes_file: Callable[[str], Path], text: str, expected: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_shapes([shapes_file(text)])
    assert str(caught.value).startswith("own.ttl")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


ENDLESS = (
    "SELECT $this { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l ."
    " FILTER(?a < ?d && ?e < ?h && ?f < ?i && ?k < ?b) }"
)


@pytest.mark.parametrize("more", ["", " LIMIT 1000000"], ids=["at once", "node by node"])
def test_a_constraint_that_does_not_end_is_named(
    shapes_file: Callable[[str], Path], more: str
) -> None:
    """In a process of its own, since the work that is late dies with the process only."""
    own = shapes_file(ANY + f"sh:sparql [ sh:select '{ENDLESS}{more}' ] .")
    call = [sys.executable, "-m", "sfia_graph", "validate", "--only", str(own)]
    done = subprocess.run(
        [*call, "--deadline", "0.5"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "sfia-graph: the SPARQL constraint of https://example.org/S did not end within 0.5 s;"
        " make it simpler, or leave it out\n"
    )


def test_our_own_shapes_pass_the_check_for_others(tmp_path: Path) -> None:
    for path in shipped_shapes():
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        assert read_shapes([copy]).isomorphic(read_shapes([path]))

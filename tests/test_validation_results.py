"""What SHACL asks of results, of shapes and of their queries, where one is easily wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from sfia_graph.errors import SourceError
from sfia_graph.rdf import read_quads
from sfia_graph.validation import Data, ShapesError, ValidationReport, read_shapes, validate
from sfia_graph.validation.formats.turtle import to_turtle
from sfia_graph.validation.running import Engine

ENGINES: tuple[Engine, ...] = ("auto", "pyshacl")
PREFIXES = """\
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _read(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def _report(folder: Path, shapes: str, data: str, engine: Engine = "auto") -> ValidationReport:
    shapes_graph = read_shapes([_read(folder, "shapes.ttl", shapes)])
    quads = read_quads(_read(folder, "data.ttl", data))
    return validate(Data.of(quads), shapes_graph, engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("datatype", "text"),
    [("nonNegativeInteger", "5"), ("byte", "7")],
)
def test_a_literal_is_of_the_datatype_that_it_was_written_with(
    tmp_path: Path, engine: Engine, datatype: str, text: str
) -> None:
    shape = "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p"
    shapes = f"{shape} ; sh:datatype xsd:{datatype} ."
    data = f'ex:a ex:p "{text}"^^xsd:{datatype} .'
    assert _report(tmp_path, shapes, data, engine).conforms
    (result,) = _report(tmp_path, shapes, f'{data} ex:a ex:p "x"^^xsd:{datatype} .').results
    assert str(result.value) == f'"x"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


@pytest.mark.parametrize("engine", ENGINES)
def test_a_faulty_value_is_shown_as_it_was_written(tmp_path: Path, engine: Engine) -> None:
    shapes = "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:in ( 1 ) ."
    (result,) = _report(tmp_path, shapes, "ex:a ex:p 04 .", engine).results
    assert str(result.value) == '"04"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize("engine", ENGINES)
def test_two_faults_that_read_alike_are_two_results(tmp_path: Path, engine: Engine) -> None:
    shapes = "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; sh:uniqueLang true ."
    data = 'ex:a ex:p "one"@en , "two"@en , "un"@fr , "deux"@fr .'
    assert len(_report(tmp_path, shapes, data, engine).results) == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_unique_languages_are_asked_for_by_true_as_written(tmp_path: Path, engine: Engine) -> None:
    shapes = (
        "ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ;"
        ' sh:uniqueLang "1"^^xsd:boolean .'
    )
    assert _report(tmp_path, shapes, 'ex:a ex:p "one"@en , "two"@en .', engine).conforms


def test_a_severity_of_ones_own_is_a_violation_and_keeps_its_name(tmp_path: Path) -> None:
    shapes = (
        "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:Literal ; sh:severity ex:Bad ."
    )
    report = _report(tmp_path, shapes, "ex:a ex:p 1 .")
    assert report.counts["violation"] == 1
    written = Graph().parse(data=to_turtle(report))
    (severity,) = written.objects(None, written.namespace_manager.expand_curie("sh:resultSeverity"))
    assert str(severity) == "http://example.org/Bad"


def test_data_beside_shapes_may_use_a_word_that_shacl_does_not_have(tmp_path: Path) -> None:
    shape = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:Literal ."
    assert read_shapes([_read(tmp_path, "beside.ttl", f"{shape} ex:a sh:nodeShape ex:S .")])


@pytest.mark.parametrize(
    "wrong", ["ex:T sh:proprety [] ; sh:targetNode ex:a .", "ex:T a sh:NodeShap ; ex:p 1 ."]
)
def test_a_shape_may_not(tmp_path: Path, wrong: str) -> None:
    shape = "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:nodeKind sh:Literal ."
    with pytest.raises(SourceError, match="which SHACL does not know, on T"):
        read_shapes([_read(tmp_path, "wrong.ttl", f"{shape} {wrong}")])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_knows_the_prefixes_that_its_ontology_imports(
    tmp_path: Path, engine: Engine
) -> None:
    shapes = """
        ex:far sh:declare [ sh:prefix "far" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
        ex:near owl:imports ex:between . ex:between owl:imports ex:far .
        ex:S a sh:NodeShape ; sh:targetNode ex:a ;
          sh:sparql [ sh:prefixes ex:near ; sh:select "SELECT $this { $this far:p 1 }" ] ."""
    assert len(_report(tmp_path, shapes, "ex:a ex:p 1 .", engine).results) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { $this ?p ?o { SELECT ?x { ?x ?y ?z } } }",
        "SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }",
    ],
    ids=["a SELECT within that does not give $this", "the graph of the shapes"],
)
def test_a_query_that_cannot_be_asked_is_one_line(
    tmp_path: Path, engine: Engine, query: str
) -> None:
    shapes = f'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "{query}" ] .'
    with pytest.raises(ShapesError) as refused:
        _report(tmp_path, shapes, "ex:a ex:p 1 .", engine)
    assert "\n" not in str(refused.value)


def test_a_path_of_two_kinds_is_its_sequence(tmp_path: Path) -> None:
    shapes = """
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:nodeKind sh:IRI ;
          sh:path [ rdf:first ex:p ; rdf:rest ( ex:q ) ; sh:inversePath ex:p ] ."""
    (result,) = _report(tmp_path, shapes, "ex:a ex:p ex:b . ex:b ex:q 1 .").results
    assert str(result.path) == "(http://example.org/p/http://example.org/q)"

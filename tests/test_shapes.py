"""The shapes that ship: each says what it is, and its examples prove what it does."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from long import some
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH

from sfia_graph.namespaces import PREFIXES
from sfia_graph.rdf import read_quads
from sfia_graph.resources import ONTOLOGY, shipped_data
from sfia_graph.validation import Data, ValidationReport, read_shapes, shipped_shapes, validate
from sfia_graph.validation.constraints import read_constraints
from sfia_graph.validation.selects import at_once
from sfia_graph.validation.shapes import rules

FILES = shipped_shapes()
EXAMPLES = ONTOLOGY / "shapes" / "examples"
VALID = sorted(EXAMPLES.glob("valid-*.ttl"))
INVALID = sorted(EXAMPLES.glob("invalid-*.ttl"))
OWN = PREFIXES["shape"]


@cache
def _shapes() -> Graph:
    return read_shapes(FILES)


RULES = {rule.iri: rule for rule in rules(_shapes()).values()}


def _name(iri: str) -> str:
    return iri.removeprefix(OWN)


def _found(report: ValidationReport, *, info: bool = False) -> set[str]:
    return {
        _name(result.rule.iri) for result in report.results if (result.severity == "info") == info
    }


def test_there_is_one_file_a_subject() -> None:
    assert [path.stem for path in FILES] == [
        *("change", "concept", "dataset", "framework", "mapping", "profile", "quality", "text"),
    ]


def test_there_are_more_than_a_hundred_rules() -> None:
    assert len(RULES) > 100


@pytest.mark.parametrize("iri", sorted(RULES), ids=_name)
def test_a_rule_says_what_it_is_and_how_to_mend(iri: str) -> None:
    shape, shapes = URIRef(iri), _shapes()
    (name,) = shapes.objects(shape, SH.name)
    (message,) = shapes.objects(shape, SH.message)
    (severity,) = shapes.objects(shape, SH.severity)
    assert re.fullmatch(r"[a-z][a-z0-9-]+", _name(iri))
    assert isinstance(name, Literal) and name.language == "en" and len(name.split()) <= 8
    assert isinstance(message, Literal) and message.language == "en"
    assert re.fullmatch(r"[A-Z].+[.]", message) and len(message) < 240
    assert severity in {SH.Violation, SH.Warning, SH.Info}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_defines_its_rules_and_no_blank_ones(path: Path) -> None:
    graph = read_shapes([path])
    header = URIRef(f"https://w3id.org/sfia-graph/shapes/{path.stem}")
    found = rules(graph)
    assert not [shape for shape in found if isinstance(shape, BNode)]
    assert {graph.value(shape, RDFS.isDefinedBy) for shape in found} == {header}
    assert (header, RDF.type, None) in graph


def test_no_rule_names_an_instance() -> None:
    """So that a graph under another base is validated all the same."""
    base = "https://w3id.org/sfia-graph/"
    own = ("ontology", "shape/", "shapes/")
    instances = {
        str(term)
        for triple in _shapes()
        for term in triple
        if isinstance(term, URIRef)
        and term.startswith(base)
        and not term.removeprefix(base).startswith(own)
    }
    assert instances == set()


def test_every_sparql_constraint_can_be_asked_at_once() -> None:
    constraints = list(read_constraints(_shapes()))
    assert len(constraints) > 40
    assert [each.name for each in constraints if at_once(each, Graph()) is None] == []


def test_every_rule_has_an_example_that_breaks_it() -> None:
    broken = {path.stem.removeprefix("invalid-") for path in INVALID}
    assert broken == set(map(_name, RULES))


def test_every_subject_has_a_valid_example() -> None:
    for path in FILES:
        assert [each for each in VALID if each.stem.startswith(f"valid-{path.stem}")]


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_breaks_no_rule(path: Path) -> None:
    assert _found(validate(Data.of(read_quads(path)), _shapes())) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_its_rule_only(path: Path) -> None:
    name = path.stem.removeprefix("invalid-")
    report = validate(Data.of(read_quads(path)), _shapes())
    if RULES[OWN + name].severity == "info":
        assert name in _found(report, info=True)
        assert _found(report) == set()
    else:
        assert _found(report) == {name}


@pytest.mark.parametrize("path", some([*VALID, *INVALID], 30, 9), ids=lambda path: path.stem)
def test_the_reference_engine_says_the_same(path: Path) -> None:
    data = Data.of(read_quads(path))
    ours, theirs = validate(data, _shapes()), validate(data, _shapes(), engine="pyshacl")
    assert ours.results == theirs.results


@pytest.mark.long
def test_the_shipped_data_has_no_violation_and_no_warning() -> None:
    data = Data.of(quad for path in shipped_data() for quad in read_quads(path))
    assert _found(validate(data, _shapes())) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_alone_is_enough_for_pyshacl(path: Path) -> None:
    """Its own prefixes are declared in it, as a stranger who takes one file needs."""
    data = Data.of(read_quads(next(each for each in INVALID if _is_of(each, path))))
    assert not validate(data, read_shapes([path]), engine="pyshacl").conforms


def _is_of(example: Path, path: Path) -> bool:
    shape = URIRef(OWN + example.stem.removeprefix("invalid-"))
    header = URIRef(f"https://w3id.org/sfia-graph/shapes/{path.stem}")
    return (shape, RDFS.isDefinedBy, header) in _shapes()

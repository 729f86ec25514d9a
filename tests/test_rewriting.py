"""A constraint asked once for all targets gives what SHACL's node by node does."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from sfia_graph.terms import graph_of
from sfia_graph.validation import Data, validate
from sfia_graph.validation.constraints import read_constraints
from sfia_graph.validation.rewriting import for_all_targets
from sfia_graph.validation.selects import at_once

TARGETS = "?this a <urn:T> ."


def _squeezed(query: str | None) -> str | None:
    return None if query is None else " ".join(query.split())


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (
            "SELECT $this WHERE { $this <urn:p> ?x }",
            "SELECT ?this WHERE { ?this a <urn:T> . ?this <urn:p> ?x }",
        ),
        (
            "SELECT $this { { ?x <urn:p> $this } UNION { ?y <urn:q> ?z } }",
            "SELECT ?this { ?this a <urn:T> . { ?this a <urn:T> . ?x <urn:p> ?this }"
            " UNION { ?y <urn:q> ?z } }",
        ),
        (
            "SELECT $this { FILTER NOT EXISTS { $this <urn:p> ?x } }",
            "SELECT ?this { ?this a <urn:T> . FILTER NOT EXISTS { ?this <urn:p> ?x } }",
        ),
        (
            "SELECT $this { { SELECT $this (COUNT(?x) AS ?n)"
            " { $this <urn:p> ?x } GROUP BY $this } }",
            "SELECT ?this { ?this a <urn:T> . { SELECT ?this (COUNT(?x) AS ?n)"
            " { ?this a <urn:T> . ?this <urn:p> ?x } GROUP BY ?this } }",
        ),
        (
            "SELECT $this { $this <urn:limit> ?x # LIMIT { $this\n FILTER(?x != '{ GRAPH }') }",
            "SELECT ?this { ?this a <urn:T> . ?this <urn:limit> ?x # LIMIT { $this"
            " FILTER(?x != '{ GRAPH }') }",
        ),
    ],
    ids=["one group", "union", "not exists", "a SELECT within", "words in strings and comments"],
)
def test_each_group_that_speaks_of_this_begins_with_the_targets(select: str, expected: str) -> None:
    assert _squeezed(for_all_targets(select, TARGETS)) == expected


@pytest.mark.parametrize(
    "select",
    [
        "SELECT $this { GRAPH ?g { $this <urn:p> ?x } }",
        "SELECT $this { $this <urn:p> ?x } LIMIT 1",
        "SELECT $this { VALUES ?x { 1 } $this <urn:p> ?x }",
        "SELECT $this { $this <urn:p> ?x MINUS { $this <urn:q> ?x } }",
        "SELECT $this { SERVICE <urn:s> { $this <urn:p> ?x } }",
        "SELECT * { $this <urn:p> ?x }",
        "SELECT ?x { $this <urn:p> ?x }",
        "SELECT $this { $this <urn:p> $currentShape }",
        "SELECT $this { $this $PATH ?value }",
        "SELECT $this { FILTER EXISTS { SELECT ?x { $this <urn:p> ?x } } }",
        "SELECT $this { $this <urn:p> ?x } }",
    ],
)
def test_what_might_differ_is_left_to_the_reference_engine(select: str) -> None:
    assert for_all_targets(select, TARGETS) is None


PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX e: <https://example.org/>
"""
DATA = """
e:Rye rdfs:subClassOf e:Bread .
e:a a e:Bread ; e:weight 1 , 2 ; e:next e:b .
e:b a e:Rye ; e:weight 3 ; e:next e:a , "c" .
e:c a e:Cake ; e:weight 3 , 4 .
[] a e:Bread ; e:weight 9 .
"""
QUERIES = {
    "a value": "SELECT $this ?value { $this e:weight ?value FILTER(?value > 1) }",
    "a path of its own": (
        "SELECT $this ?path ?value { $this ?path ?value FILTER(ISNUMERIC(?value)) }"
    ),
    "no value": "SELECT DISTINCT $this { $this e:weight ?w }",
    "union with a filter only": (
        "SELECT $this ?value { $this e:weight ?value"
        " { FILTER(STRENDS(STR($this), 'a')) } UNION { ?value2 e:next $this } }"
    ),
    "optional with a filter on this": (
        "SELECT $this ?value { OPTIONAL { $this e:weight ?value FILTER(ISIRI($this)) } }"
    ),
    "bind in a group": ("SELECT $this ?value { { BIND(ISIRI($this) AS ?value) } FILTER(?value) }"),
    "aggregate": (
        "SELECT $this ?value { { SELECT $this (COUNT(?w) AS ?value)"
        " { $this e:weight ?w } GROUP BY $this } FILTER(?value > 1) }"
    ),
    "optional first": "SELECT $this { OPTIONAL { $this e:next ?n } FILTER(!BOUND(?n)) }",
    "exists": "SELECT $this { FILTER EXISTS { ?x e:next $this } }",
    "left to the reference engine": "SELECT $this ?value { $this e:weight ?value } LIMIT 1",
}
TARGETED = {
    "class": "sh:targetClass e:Bread",
    "node": "sh:targetNode e:a , e:c",
    "subjects": "sh:targetSubjectsOf e:next",
    "objects": "sh:targetObjectsOf e:next",
    "two classes": "sh:targetClass e:Rye , e:Cake",
}


@pytest.mark.parametrize("target", TARGETED)
@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_find_the_same(name: str, target: str) -> None:
    shapes = Graph().parse(
        data=PREFIXES
        + f"e:S a sh:NodeShape ; {TARGETED[target]} ; sh:message 'Not {{?value}}' ; sh:sparql e:q ."
        f'e:q sh:prefixes e: ; sh:select """{QUERIES[name]}""" .'
        "e: sh:declare [ sh:prefix 'e' ; sh:namespace 'https://example.org/' ] .",
        format="turtle",
    )
    data = Data.of_rdflib(Graph().parse(data=PREFIXES + DATA, format="turtle"))
    ours = validate(data, shapes).results
    assert ours == validate(data, shapes, engine="pyshacl").results


def test_a_target_class_has_its_subclasses() -> None:
    store = ox.Store()
    store.load((PREFIXES + DATA).encode(), ox.RdfFormat.TURTLE)
    shapes = Graph().parse(
        data=PREFIXES + "e:S sh:targetClass e:Bread ; sh:sparql [ sh:select 'SELECT $this {}' ] .",
        format="turtle",
    )
    (constraint,) = read_constraints(shapes)
    query = at_once(constraint, graph_of(store))
    assert query is not None
    found = {solution["this"].value for solution in store.query(query)}  # type: ignore[union-attr]
    assert {"https://example.org/a", "https://example.org/b"} < found
    assert len(found) == 3


def test_a_shape_within_another_is_left_to_the_reference_engine() -> None:
    shapes = Graph().parse(
        data=PREFIXES + "e:S sh:targetClass e:Bread ; sh:node e:N ."
        "e:N sh:targetClass e:Rye ; sh:sparql [ sh:select 'SELECT $this { $this e:x ?y }' ] ."
        "e:off sh:targetClass e:Rye ; sh:deactivated true ;"
        " sh:sparql [ sh:select 'SELECT $this { $this e:x ?y }' ] .",
        format="turtle",
    )
    assert list(read_constraints(shapes)) == []
    assert (None, SH.sparql, None) in shapes

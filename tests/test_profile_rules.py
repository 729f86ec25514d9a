"""The rules of two profiles, in our own words, find what breaks them."""

from __future__ import annotations

import pytest
from profile_rules import DCAT_AP, VOCPUB, Rule, shapes
from rdflib import Graph

from sfia_graph.namespaces import PREFIXES
from sfia_graph.validation import validate

HEADS = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
each_profile = pytest.mark.parametrize("rules", [DCAT_AP, VOCPUB], ids=["DCAT-AP", "VocPub"])


def _found(data: list[str], rules: tuple[Rule, ...]) -> set[tuple[str, str, str]]:
    """Give what is found: the end of a thing's IRI, the path and the constraint."""
    graph = Graph().parse(data="\n".join([HEADS, *data]), format="turtle")
    return {
        (
            str(each.focus.value).rpartition("/")[2],
            str(each.path).strip("()"),
            each.component.rpartition("#")[2],
        )
        for each in validate(graph, shapes(rules)).results
    }


@each_profile
def test_what_is_asked_for_and_missing_is_found(rules: tuple[Rule, ...]) -> None:
    things = {each.of for each in rules}
    found = _found([f"<https://example.org/{each}> a {each} ." for each in things], rules)
    asked = {(each.of, each.path) for each in rules if each.least}
    assert {(thing, path) for thing, path, _ in found} == asked


@each_profile
def test_a_value_of_another_kind_is_found(rules: tuple[Rule, ...]) -> None:
    data = []
    for each in rules:
        name = each.path.partition("|")[0]
        if each.kind:
            wrong = '"x"^^xsd:gDay' if each.kind[0].islower() or each.kind == "IRI" else "[]"
            data.append(f"<https://example.org/{each.of}> a {each.of} ; {name} {wrong} .")
    found = {(thing, path) for thing, path, of in _found(data, rules) if "Count" not in of}
    assert found == {(each.of, each.path) for each in rules if each.kind}


@each_profile
def test_more_values_than_may_be_are_found(rules: tuple[Rule, ...]) -> None:
    data = [
        f"<https://example.org/{each.of}> a {each.of} ; {each.path} [] , [] ."
        for each in rules
        if each.most
    ]
    found = {(thing, path) for thing, path, of in _found(data, rules) if of.startswith("MaxCount")}
    assert found == {(each.of, each.path) for each in rules if each.most}

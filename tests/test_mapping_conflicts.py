"""What mappings say against each other is found, within a set and across sets."""

from __future__ import annotations

from itertools import product

import pytest

from sfia_graph.errors import SfiaError
from sfia_graph.mappings import Mapping, MappingSet, slots_of
from sfia_graph.mappings.composing import compose, inverse
from sfia_graph.mappings.consistency import (
    BROAD,
    CLOSE,
    EXACT,
    INVERSE,
    NARROW,
    RELATED,
    Stated,
    conflicts,
)

A, B, C = "https://a.example/one", "https://b.example/one", "https://c.example/one"
A2 = "https://a.example/two"
J = "https://w3id.org/semapv/vocab/ManualMappingCuration"


def said(*triples: tuple[str, str, str], negated: bool = False) -> list[Stated]:
    return [
        Stated(Mapping(*triple, J, negated, row=row), f"{row}.tsv")
        for row, triple in enumerate(triples, 1)
    ]


def problems(stated: list[Stated]) -> list[str]:
    return [each.problem for each in conflicts(stated)]


EXCLUDING = {
    frozenset(pair) for pair in ((EXACT, BROAD), (EXACT, NARROW), (EXACT, RELATED), (BROAD, NARROW))
}


@pytest.mark.parametrize(("one", "other"), list(product(INVERSE, INVERSE)))
def test_two_relations_of_a_pair_exclude_each_other_or_not(one: str, other: str) -> None:
    expected = (
        ["the same mapping twice"]
        if one == other
        else ["relations that exclude each other"] * ({one, other} in EXCLUDING)
    )
    assert problems(said((A, one, B), (A, other, B))) == expected
    assert problems(said((A, one, B), (B, INVERSE[other], A))) == expected


def test_a_conflict_says_both_places_and_what_to_do() -> None:
    (found,) = conflicts(said((A, EXACT, B), (B, BROAD, A)))
    assert str(found) == (
        f"1.tsv, row 1: relations that exclude each other: {A} skos:exactMatch {B} "
        f"against {B} skos:broadMatch {A} (2.tsv, row 2); keep one of the two"
    )


def test_a_mapping_and_its_denial() -> None:
    stated = [*said((A, CLOSE, B)), *said((A, CLOSE, B), negated=True)]
    assert problems(stated) == ["said and denied"]
    assert problems([*said((A, CLOSE, B)), *said((A, EXACT, B), negated=True)]) == []


def test_the_same_mapping_with_other_evidence_is_none() -> None:
    other = Stated(Mapping(A, CLOSE, B, "https://w3id.org/semapv/vocab/LexicalMatching"), "2.tsv")
    assert problems([*said((A, CLOSE, B)), other]) == []


@pytest.mark.parametrize(
    "triples",
    [
        ((A, EXACT, B), (A2, EXACT, B)),
        ((A, EXACT, B), (B, EXACT, A2)),
        ((A, EXACT, B), (C, EXACT, B), (C, EXACT, A2)),
    ],
    ids=["one target", "a chain", "across three schemes"],
)
def test_exact_matches_that_join_two_concepts_of_one_scheme(
    triples: tuple[tuple[str, str, str], ...],
) -> None:
    assert problems(said(*triples)) == [f"exact matches make {A} and {A2} the same"]


def test_a_chain_over_a_close_match_joins_nothing() -> None:
    assert problems(said((A, EXACT, B), (B, CLOSE, A2))) == []
    assert problems(said((A, EXACT, B), (B, EXACT, C))) == []


# Chains.


def mapping_set(name: str, *mappings: Mapping) -> MappingSet:
    return MappingSet(f"https://example.org/{name}", mappings)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (EXACT, EXACT, EXACT),
        (EXACT, NARROW, NARROW),
        (RELATED, EXACT, RELATED),
        (CLOSE, CLOSE, RELATED),
        (BROAD, BROAD, BROAD),
        (CLOSE, NARROW, NARROW),
        (BROAD, NARROW, None),
        (NARROW, BROAD, None),
        (RELATED, RELATED, None),
        (RELATED, CLOSE, RELATED),
        (RELATED, BROAD, RELATED),
    ],
)
def test_what_two_relations_in_a_row_suggest(one: str, other: str, expected: str | None) -> None:
    first = mapping_set("ab", Mapping(A, one, B, J))
    second = mapping_set("bc", Mapping(B, other, C, J))
    found = compose(first, second, "https://example.org/ac").mappings
    assert [(m.subject, m.predicate, m.object) for m in found] == (
        [(A, expected, C)] if expected else []
    )


def test_a_chain_multiplies_confidences_and_names_both_sets() -> None:
    first = mapping_set("ab", Mapping(A, EXACT, B, J, slots=slots_of({"confidence": "0.8"})))
    second = mapping_set("cb", Mapping(C, EXACT, B, J, slots=slots_of({"confidence": "0.5"})))
    (found,) = compose(first, second, "https://example.org/ac").mappings
    assert found.justification == "https://w3id.org/semapv/vocab/MappingChaining"
    assert found.confidence == 0.4
    assert dict(found.slots)["see_also"] == ("https://example.org/ab", "https://example.org/cb")


def test_a_chain_of_which_a_part_states_no_confidence_states_none() -> None:
    first = mapping_set("ab", Mapping(A, EXACT, B, J, slots=slots_of({"confidence": "0.8"})))
    second = mapping_set("bc", Mapping(B, EXACT, C, J))
    (found,) = compose(first, second, "https://example.org/ac").mappings
    assert found.confidence is None


def test_the_surest_chain_of_a_pair_is_kept_and_what_is_denied_makes_none() -> None:
    sure, unsure = slots_of({"confidence": "0.9"}), slots_of({"confidence": "0.2"})
    first = mapping_set(
        "ab", Mapping(A, CLOSE, B, J, slots=unsure), Mapping(A, CLOSE, A2, J, slots=sure)
    )
    second = mapping_set(
        "bc", Mapping(B, EXACT, C, J, slots=sure), Mapping(A2, EXACT, C, J, slots=sure)
    )
    (found,) = compose(first, second, "https://example.org/ac").mappings
    assert found.confidence == 0.81
    denied = mapping_set("bc", Mapping(B, EXACT, C, J, negated=True))
    assert compose(first, denied, "https://example.org/ac").mappings == ()


def test_a_skill_and_the_skill_at_a_level_meet() -> None:
    skill = "https://w3id.org/sfia-graph/9/skill/SLMO"
    first = mapping_set("ab", Mapping(skill, CLOSE, A, J))
    second = mapping_set("ac", Mapping(f"{skill}/4", RELATED, C, J))
    (found,) = compose(first, second, "https://example.org/ac").mappings
    assert (found.subject, found.predicate, found.object) == (A, RELATED, C)


def test_sets_that_share_no_concept_are_refused() -> None:
    first, second = (
        mapping_set("a", Mapping(A, EXACT, B, J)),
        mapping_set("c", Mapping(A2, EXACT, C, J)),
    )
    with pytest.raises(SfiaError) as refused:
        compose(first, second, "https://example.org/x")
    assert str(refused.value) == (
        "https://example.org/a and https://example.org/c share no concept; name two sets that do"
    )


def test_a_set_turned_round_twice_is_itself() -> None:
    slots = slots_of({"subject_label": "one", "object_label": "two", "confidence": "0.5"})
    given = mapping_set("ab", Mapping(A, BROAD, B, J, slots=slots))
    (turned,) = inverse(given).mappings
    assert (turned.subject, turned.predicate, turned.object) == (B, NARROW, A)
    assert turned.one("subject_label") == "two"
    assert inverse(inverse(given)) == given

"""Two graphs are held against each other as people would: by what they say."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from sfia_graph.store.comparing import Comparison, compare, compare_all

G = ox.NamedNode("urn:g")
LINKED = "<urn:a> <urn:p> [ <urn:q> 1 ; <urn:r> [ <urn:q> 2 ] ] ."
LINKED_BY_NAMES = "_:z <urn:q> 2 . _:y <urn:r> _:z ; <urn:q> 1 . <urn:a> <urn:p> _:y ."


def store_of(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, ox.RdfFormat.TURTLE, to_graph=G)
    return store


def compared(old: str, new: str) -> Comparison:
    return compare(G, store_of(old), store_of(new))


def figures(each: Comparison) -> tuple[str, int, int, int, int]:
    return each.change, each.before, each.after, each.going, each.coming


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "<urn:a> <urn:p> 1, 2 .", ("new", 0, 2, 0, 2)),
        ("<urn:a> <urn:p> 1, 2 .", "", ("removed", 2, 0, 2, 0)),
        ("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 2, 1 .", ("unchanged", 2, 2, 0, 0)),
        ("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 2, 3, 4 .", ("replaced", 2, 3, 1, 2)),
        ("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 1 .", ("replaced", 2, 1, 1, 0)),
        ("<urn:a> <urn:p> 'x'@en-GB .", "<urn:a> <urn:p> 'x'@EN-gb .", ("unchanged", 1, 1, 0, 0)),
        ("<urn:a> <urn:p> 'x'@en .", "<urn:a> <urn:p> 'x' .", ("replaced", 1, 1, 1, 1)),
        ("<urn:a> <urn:p> 1.50 .", "<urn:a> <urn:p> 1.5 .", ("unchanged", 1, 1, 0, 0)),
        ("<urn:a> <urn:p> 1.0 .", "<urn:a> <urn:p> 1 .", ("replaced", 1, 1, 1, 1)),
        (LINKED, LINKED_BY_NAMES, ("unchanged", 4, 4, 0, 0)),
        (LINKED, LINKED + "<urn:b> <urn:p> [ <urn:q> 3 ] .", ("replaced", 4, 6, 0, 2)),
        (LINKED, LINKED.replace("2", "3"), ("replaced", 4, 4, 4, 4)),
        ("[] <urn:p> 1 . [] <urn:p> 1 .", "[] <urn:p> 1 .", ("replaced", 2, 1, 1, 0)),
        ("[] <urn:p> <urn:b> .", "<urn:b> <urn:p> [] .", ("replaced", 1, 1, 1, 1)),
    ],
)
def test_what_goes_and_what_comes(
    old: str, new: str, expected: tuple[str, int, int, int, int]
) -> None:
    assert figures(compared(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "<urn:a> <urn:p> [] .", ("new", 0, 1, 0, 1)),
        ("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 2, 3 .", ("added to", 2, 3, 0, 1)),
        ("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 2 .", ("unchanged", 2, 2, 0, 0)),
        (LINKED, LINKED + "<urn:b> <urn:p> 3 .", ("added to", 4, 9, 0, 5)),
    ],
    ids=["new", "more", "nothing new", "blank nodes come once more"],
)
def test_adding_takes_nothing_away(
    old: str, new: str, expected: tuple[str, int, int, int, int]
) -> None:
    assert figures(compared(old, new).added()) == expected


def test_what_is_left_alone_stays_as_it_is() -> None:
    each = compared("<urn:a> <urn:p> 1, 2 .", "<urn:a> <urn:p> 2 .").kept()
    assert figures(each) == ("unchanged", 2, 2, 0, 0)


def test_blank_nodes_inside_a_triple_term_are_blank_nodes() -> None:
    text = "<urn:a> <urn:p> <<( <urn:s> <urn:q> {} )>> ."
    assert figures(compared(text.format("_:x"), text.format("_:y"))) == ("unchanged", 1, 1, 0, 0)
    assert figures(compared(text.format("_:x"), text.format("1"))) == ("replaced", 1, 1, 1, 1)


def test_each_graph_that_one_of_the_two_has_is_compared() -> None:
    old, new = ox.Store(), ox.Store()
    old.load("<urn:a> { <urn:s> <urn:p> 1 } <urn:b> { <urn:s> <urn:p> 2 }", ox.RdfFormat.TRIG)
    new.load("<urn:c> { <urn:s> <urn:p> 3 } <urn:b> { <urn:s> <urn:p> 2 }", ox.RdfFormat.TRIG)
    found = [(str(each.graph), each.change) for each in compare_all(old, new)]
    assert found == [("<urn:a>", "removed"), ("<urn:b>", "unchanged"), ("<urn:c>", "new")]


NODES = st.sampled_from(["<urn:a>", "<urn:b>", "_:x", "_:y", "_:z"])
TRIPLES = st.sets(st.tuples(NODES, st.sampled_from(["<urn:p>", "<urn:q>"]), NODES), max_size=8)


def turtle(triples: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"{' '.join(triple)} .\n" for triple in triples)


@given(TRIPLES, st.permutations(["_:x", "_:y", "_:z"]), st.randoms())
def test_names_of_blank_nodes_and_order_make_no_difference(
    triples: set[tuple[str, ...]], names: list[str], chance: Random
) -> None:
    renamed = dict(zip(["_:x", "_:y", "_:z"], names, strict=True))
    other = [tuple(renamed.get(term, term) for term in triple) for triple in triples]
    chance.shuffle(other)
    count = len(triples)
    assert compared(turtle(triples), turtle(other)).same == count


@given(TRIPLES, TRIPLES)
def test_unchanged_is_what_rdflib_calls_isomorphic(
    old: set[tuple[str, ...]], new: set[tuple[str, ...]]
) -> None:
    each = compared(turtle(old), turtle(new))
    graphs = [rdflib.Graph().parse(data=turtle(triples)) for triples in (old, new)]
    assert (not each.going and not each.coming) == isomorphic(*graphs)
    assert 0 <= each.nameless <= each.same <= min(each.before, each.after)

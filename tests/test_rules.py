"""What single rules of ours find and what they let pass, on both engines."""

from __future__ import annotations

from functools import cache
from typing import Literal as OneOf
from unicodedata import normalize

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from sfia_graph.namespaces import local_name
from sfia_graph.validation import read_shapes, shipped_shapes, validate

Engine = OneOf["auto", "pyshacl"]
ENGINES: tuple[Engine, ...] = ("auto", "pyshacl")
BLANKS = "\t\n \u00a0\u1680\u2000\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
TEXTS = {
    **{f"{blank}Text": "text-trimmed" for blank in BLANKS},
    **{f"Text{blank}": "text-trimmed" for blank in BLANKS},
    **{f"Text{chr(code)}": "text-no-control" for code in range(1, 32) if chr(code) not in "\t\n"},
    **{f"{sign}Text": "text-no-control" for sign in "\x7f\x85\u200b\ufeff\ufffd"},
    BLANKS: "text-not-empty",
    "Two\u00a0words\tand a tab on\ntwo lines": None,
}
"""Texts, and the rule that each breaks."""

PAIRS = {
    letter + accent: "text-composed" if len(normalize("NFC", letter + accent)) == 1 else None
    for letter in (*map(chr, range(0x41, 0x5B)), *map(chr, range(0x61, 0x7B)))
    for accent in map(chr, range(0x300, 0x370))
}
"""Letters with an accent after them: a fault where Unicode has one character for the two."""

BAKERY = "https://example.org/bakery/"


@cache
def _shapes() -> Graph:
    return read_shapes(shipped_shapes())


def _found(data: Graph, engine: Engine, *rules: str) -> set[tuple[str, str, str]]:
    """Give what some rules find: rule, resource and value, each once."""
    results = [
        (local_name(each.rule.iri), _term(each.focus), _term(each.value))
        for each in validate(data, _shapes(), engine=engine).results
    ]
    found = [each for each in results if each[0] in rules]
    assert len(found) == len(set(found))
    return set(found)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    return "" if term is None else term.value.removeprefix(BAKERY)


@pytest.mark.parametrize(
    ("texts", "engine"),
    [
        (TEXTS, "auto"),
        (TEXTS, "pyshacl"),
        (PAIRS, "auto"),
        pytest.param(PAIRS, "pyshacl", marks=pytest.mark.long),
    ],
    ids=["blanks and signs", "blanks and signs, pyshacl", "accents", "accents, pyshacl"],
)
def test_a_text_breaks_its_own_rule(texts: dict[str, str | None], engine: Engine) -> None:
    data, dough = Graph(), URIRef(BAKERY + "dough")
    data.add((dough, RDF.type, SKOS.Concept))
    for text in texts:
        data.add((dough, SKOS.altLabel, Literal(text)))
    rules = ("text-composed", "text-no-control", "text-not-empty", "text-trimmed")
    expected = {(rule, "dough", text) for text, rule in texts.items() if rule}
    assert _found(data, engine, *rules) == expected


PREAMBLE = f"""
PREFIX rdf: <{RDF}>
PREFIX skos: <{SKOS}>
PREFIX : <{BAKERY}>
"""
TWO_TOPS = """
:s a skos:ConceptScheme . :dough a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s .
:tea a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ; skos:narrower :green .
:green a skos:Concept ; skos:inScheme :s ; skos:broader :tea .
"""
LIST = ":order a skos:OrderedCollection ; skos:member :dough , :tea ; skos:memberList "
CASES = {
    "a name without a language is one in every language": (
        ":s a skos:ConceptScheme . :dough skos:inScheme :s ; skos:prefLabel 'Dough'@en ."
        ":tea skos:inScheme :s ; skos:prefLabel 'Thé'@fr . :x skos:inScheme :s ;"
        " skos:prefLabel 'X-1' .",
        "language-coverage",
        {("s", "dough"), ("s", "tea")},
    ),
    "a part that nothing leads out of": (TWO_TOPS, "disconnected-cluster", {("tea", "s")}),
    "a part of which what stands lowest leads out": (
        TWO_TOPS + ":green skos:related :dough .",
        "disconnected-cluster",
        set(),
    ),
    "a concept in two schemes that stands below something in one": (
        ":dough a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ."
        ":rye a skos:Concept ; skos:inScheme :s , :t ; skos:broader :dough ."
        ":sour a skos:Concept ; skos:inScheme :s , :t ; skos:broader :rye .",
        "disconnected-cluster",
        {("rye", "t")},
    ),
    "a concept in two schemes that is on top of one": (
        ":dough a skos:Concept ; skos:inScheme :s , :t ; skos:topConceptOf :s .",
        "disconnected-cluster",
        {("dough", "t")},
    ),
    "a concept in two schemes that has its place in both": (
        ":dough a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ."
        ":rye a skos:Concept ; skos:inScheme :s , :t ; skos:topConceptOf :t ; skos:broader :dough.",
        "disconnected-cluster",
        set(),
    ),
    "a concept in two schemes that has no place at all": (
        ":dough a skos:Concept ; skos:inScheme :s , :t .",
        "disconnected-cluster",
        set(),
    ),
    "a longer way to the same parent": (
        ":rye a skos:Concept ; skos:broader :dough , :bread . :dough skos:broader :bread .",
        "redundant-hierarchy",
        {("rye", "bread")},
    ),
    "a circle above": (
        ":rye a skos:Concept ; skos:broader :dough , :bread ."
        ":dough skos:broader :bread . :bread skos:broader :dough .",
        "redundant-hierarchy",
        set(),
    ),
    "a circle through the concept": (
        ":rye a skos:Concept ; skos:broader :dough , :bread ."
        ":dough a skos:Concept ; skos:broader :rye , :bread .",
        "redundant-hierarchy",
        set(),
    ),
    "a top concept in a circle": (
        ":rye a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ;"
        " skos:broader :rye , :dough ."
        ":dough skos:inScheme :s ; skos:broader :rye .",
        "top-with-broader",
        set(),
    ),
    "a list that leads to nothing": (
        LIST + ":1 . :1 rdf:first :dough ; rdf:rest :2 .",
        "list-cell-rest",
        {("1", "2")},
    ),
    "a list that leads back": (
        LIST + ":1 . :1 rdf:first :dough ; rdf:rest :2 . :2 rdf:first :tea ; rdf:rest :1 .",
        "list-cell-rest",
        {("2", "1")},
    ),
    "a list whose last cell leads to itself": (
        LIST + ":1 . :1 rdf:first :dough ; rdf:rest :2 . :2 rdf:first :tea ; rdf:rest :2 .",
        "list-cell-rest",
        {("2", "2")},
    ),
    "a list of one and the same": (LIST + "( :dough :tea :tea ) .", "list-cell-rest", set()),
    "a list that is not there": (LIST + ":1 .", "list-members", {("order", "1")}),
    "a list that says otherwise": (
        LIST + "( :dough :water ) .",
        "list-members",
        {("order", "tea"), ("order", "water")},
    ),
    "a list that ends too early": (
        LIST + ":1 . :1 rdf:first :dough .",
        "list-members",
        set(),
    ),
    "a cell that holds nothing": (
        LIST + ":1 . :1 rdf:rest :2 . :2 rdf:first :dough ; rdf:rest () .",
        "list-members",
        set(),
    ),
    "a cell that holds two things": (
        LIST + ":1 . :1 rdf:first :dough , :water ; rdf:rest () .",
        "list-members",
        set(),
    ),
    "a cell that goes on twice": (
        LIST + ":1 . :1 rdf:first :dough ; rdf:rest () , :2 . :2 rdf:first :water ; rdf:rest () .",
        "list-members",
        set(),
    ),
}
"""Statements, and the resources and values that a rule finds in them."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("turtle", "rule", "expected"), CASES.values(), ids=CASES)
def test_a_rule_finds_this_and_no_more(
    turtle: str, rule: str, expected: set[tuple[str, str]], engine: Engine
) -> None:
    data = Graph().parse(data=PREAMBLE + turtle, format="turtle")
    assert _found(data, engine, rule) == {(rule, *found) for found in expected}

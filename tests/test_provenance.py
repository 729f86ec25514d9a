"""Each source is a named graph that says its rights, language, tier and origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import EDITION, FRENCH, one_skill
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, VOID

from sfia_graph.errors import SourceError
from sfia_graph.merging import merge
from sfia_graph.namespaces import BASE, SFIA
from sfia_graph.provenance import LICENCE, describe, graph_name
from sfia_graph.records import Edition, SourceFile
from sfia_graph.tiers import Tier

PAGE = replace(one_skill(EDITION, "BREW"), language="fr", number=7)


@pytest.mark.parametrize(
    ("edition", "tier", "name"),
    [
        (EDITION, "structure", "sfia-9-structure"),
        (EDITION, "names", "sfia-9-en-GB-names"),
        (EDITION, "texts", "sfia-9-en-GB-texts"),
        (FRENCH, "texts", "sfia-9-fr-texts"),
        (PAGE, "names", "sfia-7-fr-BREW-names"),
        (PAGE, "structure", "sfia-7-BREW-structure"),
    ],
)
def test_a_graph_is_named_by_edition_language_and_tier(
    edition: Edition, tier: Tier, name: str
) -> None:
    assert graph_name(edition, tier) == name
    assert describe(Graph(), edition, tier=tier) == URIRef(f"{BASE}graph/{name}")


def test_a_graph_describes_itself() -> None:
    graph = Graph()
    one, two = SourceFile("skills.csv", "a" * 64), SourceFile("levels.csv", "b" * 64)
    name = describe(graph, replace(EDITION, sources=(one, two)), tier="texts")
    foundation = URIRef(f"{BASE}agent/sfia-foundation")
    assert set(graph.predicate_objects(name)) == {
        (RDF.type, VOID.Dataset),
        (RDF.type, PROV.Entity),
        (DCTERMS.title, Literal("SFIA 9: names and texts (en-GB)", lang="en")),
        (DCTERMS.language, Literal("en-GB")),
        (DCTERMS.license, URIRef(LICENCE)),
        (DCTERMS.rightsHolder, foundation),
        (URIRef(f"{SFIA}tier"), Literal("texts")),
        (PROV.wasDerivedFrom, URIRef(f"{BASE}source/{'a' * 64}")),
        (PROV.wasDerivedFrom, URIRef(f"{BASE}source/{'b' * 64}")),
    }
    assert set(graph.predicate_objects(URIRef(f"{BASE}source/{'a' * 64}"))) == {
        (RDF.type, PROV.Entity),
        (DCTERMS.title, Literal("skills.csv")),
        (DCTERMS.identifier, Literal(f"sha256:{'a' * 64}")),
    }
    assert graph.value(foundation, FOAF.name) == Literal("SFIA Foundation")


@pytest.mark.parametrize(
    ("edition", "tier", "title", "language"),
    [
        (EDITION, "structure", "SFIA 9: structure (zxx)", "zxx"),
        (EDITION, "names", "SFIA 9: structure and names (en-GB)", "en-GB"),
        (PAGE, "texts", "SFIA 7, BREW: names and texts (fr)", "fr"),
    ],
)
def test_a_title_says_what_the_graph_holds(
    edition: Edition, tier: Tier, title: str, language: str
) -> None:
    graph = Graph()
    name = describe(graph, edition, tier=tier)
    assert graph.value(name, DCTERMS.title) == Literal(title, lang="en")
    assert graph.value(name, DCTERMS.language) == Literal(language)


def test_two_languages_are_two_graphs() -> None:
    assert list(merge([EDITION, FRENCH])) == [
        f"{BASE}graph/sfia-9-en-GB-texts",
        f"{BASE}graph/sfia-9-fr-texts",
    ]


def test_a_merged_graph_has_exactly_one_description_of_its_own() -> None:
    for name, graph in merge([EDITION, FRENCH, PAGE], tier="names").items():
        assert list(graph.subjects(URIRef(f"{SFIA}tier"))) == [URIRef(name)]


def test_a_base_of_ones_own_names_the_graphs_too() -> None:
    (name,) = merge([EDITION], base="https://example.org/b/")
    assert name == "https://example.org/b/graph/sfia-9-en-GB-texts"


@pytest.mark.parametrize("tier", ["structure", "names", "texts"])
def test_two_sources_of_one_graph_are_refused(tier: Tier) -> None:
    again = replace(EDITION, sources=(SourceFile("again.xlsx", "c" * 64),))
    with pytest.raises(SourceError) as caught:
        merge([EDITION, again], tier=tier)
    assert str(caught.value) == (
        "again.xlsx: edition 9 in en-GB, and so is bakery.xlsx;"
        " say its language, or import them one at a time"
    )


def test_the_structure_of_two_languages_is_one_graph_from_both_sources() -> None:
    french = replace(FRENCH, sources=(SourceFile("fournil.xlsx", "c" * 64),))
    ((name, graph),) = merge([EDITION, french], tier="structure").items()
    assert name == f"{BASE}graph/sfia-9-structure"
    files = {
        str(title)
        for source in graph.objects(URIRef(name), PROV.wasDerivedFrom)
        for title in graph.objects(source, DCTERMS.title)
    }
    assert files == {EDITION.sources[0].name, "fournil.xlsx"}
    (alone,) = merge([EDITION], tier="structure").values()
    assert set(alone) < set(graph)

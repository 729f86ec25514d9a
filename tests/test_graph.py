"""An edition as triples: what each tier holds, and that it is sound SKOS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from invented import EDITION, FRENCH, SHAPES, one_skill
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS
from skos import breaches

from sfia_graph.graph import to_graph
from sfia_graph.merging import merge
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.records import Edition, LevelInEdition
from sfia_graph.report import Report
from sfia_graph.sources.reading import Wish, read_editions
from sfia_graph.tiers import TIERS, Tier

SEEN = {shape.name: shape.seen(EDITION) for shape in SHAPES}


def iri(name: str) -> URIRef:
    return URIRef(BASE + name)


def term(name: str) -> URIRef:
    prefix, local = name.split(":")
    return URIRef(PREFIXES[prefix] + local)


@cache
def _graph(tier: Tier = "texts") -> Graph:
    return to_graph(EDITION, tier=tier)


def _about(subject: str, tier: Tier = "texts") -> set[tuple[object, object]]:
    return set(_graph(tier).predicate_objects(iri(subject)))


def _named(*pairs: tuple[str, object]) -> set[tuple[object, object]]:
    return {(term(name), value) for name, value in pairs}


SKILL: tuple[tuple[str, object], ...] = (
    ("rdf:type", SKOS.Concept),
    ("rdf:type", term("sfia:Skill")),
    ("skos:inScheme", iri("9")),
    ("skos:broader", iri("9/category/drinks")),
    ("skos:narrower", iri("9/skill/BREW/2")),
    ("skos:narrower", iri("9/skill/BREW/3")),
    ("skos:notation", Literal("BREW", datatype=term("sfia:SkillCode"))),
    ("skos:exactMatch", URIRef("https://rdf.sfia-online.org/9/skills/BREW")),
    ("dcterms:identifier", Literal("BREW")),
    ("dcterms:isVersionOf", iri("skill/BREW")),
    ("schema:position", Literal(1)),
    ("foaf:page", URIRef("https://sfia-online.org/en/skillcode/9/BREW")),
    ("sfia:definedAtLevel", iri("level/2")),
    ("sfia:definedAtLevel", iri("level/3")),
    *(("sfia:notObservedAtLevel", iri(f"level/{n}")) for n in (1, 4, 5, 6, 7)),
)
NAMES: tuple[tuple[str, object], ...] = (
    ("skos:prefLabel", Literal("Coffee brewing", lang="en-GB")),
)
TEXTS: tuple[tuple[str, object], ...] = (
    ("skos:definition", Literal(EDITION.skills[0].definition, lang="en-GB")),
    ("skos:scopeNote", Literal(EDITION.skills[0].guidance, lang="en-GB")),
)


@pytest.mark.parametrize(
    ("tier", "wanted"),
    [
        ("structure", SKILL),
        ("names", (*SKILL, *NAMES)),
        ("texts", (*SKILL, *NAMES, *TEXTS)),
    ],
)
def test_a_tier_holds_what_the_one_before_holds_and_more(
    tier: Tier, wanted: tuple[tuple[str, object], ...]
) -> None:
    assert _about("9/skill/BREW", tier) == _named(*wanted)


def test_a_skill_at_a_level_has_its_parts_and_its_text() -> None:
    assert _about("9/skill/BREW/3") == _named(
        ("rdf:type", SKOS.Concept),
        ("rdf:type", term("sfia:SkillAtLevel")),
        ("skos:inScheme", iri("9")),
        ("skos:broader", iri("9/skill/BREW")),
        ("sfia:skill", iri("9/skill/BREW")),
        ("sfia:level", iri("level/3")),
        ("dcterms:identifier", Literal("BREW-3")),
        ("skos:notation", Literal("BREW-3", datatype=term("sfia:SkillLevelCode"))),
        ("skos:prefLabel", Literal("Coffee brewing, level 3", lang="en-GB")),
        ("skos:definition", Literal("Does coffee brewing number 3.", lang="en-GB")),
        ("skos:exactMatch", URIRef("https://rdf.sfia-online.org/9/skilllevels/BREW_3")),
    )


def test_a_skill_has_an_identity_across_editions() -> None:
    assert _about("skill/BREW") == _named(
        ("rdf:type", SKOS.Concept),
        ("rdf:type", term("sfia:SkillIdentity")),
        ("skos:inScheme", iri("framework")),
        ("skos:topConceptOf", iri("framework")),
        ("dcterms:identifier", Literal("BREW")),
        ("skos:prefLabel", Literal("BREW")),
        ("skos:prefLabel", Literal("Coffee brewing", lang="en-GB")),
        ("dcterms:hasVersion", iri("9/skill/BREW")),
    )


def test_only_the_newest_edition_names_skills_across_editions() -> None:
    graph = to_graph(replace(EDITION, number=8))
    assert set(graph.objects(iri("skill/BREW"), SKOS.prefLabel)) == {Literal("BREW")}


@pytest.mark.parametrize(
    ("code", "kinds"),
    [("CARE", {"sfia:Attribute"}), ("ZEAL", {"sfia:Attribute", "sfia:BehaviouralFactor"})],
)
def test_an_attribute_says_whether_it_is_a_behavioural_factor(code: str, kinds: set[str]) -> None:
    found = set(_graph().objects(iri(f"9/attribute/{code}"), RDF.type))
    assert found == {SKOS.Concept, *map(term, kinds)}


def test_an_attribute_at_a_level_has_its_parts_and_its_text() -> None:
    assert _about("9/attribute/CARE/4") == _named(
        ("rdf:type", SKOS.Concept),
        ("rdf:type", term("sfia:AttributeAtLevel")),
        ("skos:inScheme", iri("9")),
        ("skos:broader", iri("9/attribute/CARE")),
        ("sfia:attribute", iri("9/attribute/CARE")),
        ("sfia:level", iri("level/4")),
        ("dcterms:identifier", Literal("CARE-4")),
        ("skos:notation", Literal("CARE-4", datatype=term("sfia:AttributeLevelCode"))),
        ("skos:prefLabel", Literal("Care, level 4", lang="en-GB")),
        ("skos:definition", Literal("Care of grade 4.", lang="en-GB")),
    )


def test_an_attribute_is_seen_also_as_the_foundations_property_and_never_the_same() -> None:
    found = _graph().value(iri("9/attribute/CARE"), RDFS.seeAlso)
    assert found == URIRef("https://rdf.sfia-online.org/9/attributes/CARE")
    assert not list(_graph().subject_objects(OWL.sameAs))


def test_a_level_in_the_words_of_the_edition() -> None:
    assert _about("9/level/4") == _named(
        ("rdf:type", SKOS.Concept),
        ("rdf:type", term("sfia:LevelInEdition")),
        ("skos:inScheme", iri("9")),
        ("skos:topConceptOf", iri("9")),
        ("sfia:level", iri("level/4")),
        ("dcterms:isVersionOf", iri("level/4")),
        ("dcterms:identifier", Literal("4")),
        ("skos:notation", Literal("4", datatype=term("sfia:LevelCode"))),
        ("skos:prefLabel", Literal("Grade 4", lang="en-GB")),
        ("skos:definition", Literal("Bakes as grade 4 does.", lang="en-GB")),
        ("foaf:page", URIRef("https://sfia-online.org/en/lor/9/4")),
    )


@pytest.mark.parametrize(("tag", "label"), [("fr", "Niveau 4"), ("en-GB", "Level 4")])
def test_a_level_without_a_phrase_is_named_by_its_number(tag: str, label: str) -> None:
    graph = to_graph(replace(EDITION, language=tag, levels=(LevelInEdition(4),)))
    assert graph.value(iri("9/level/4"), SKOS.prefLabel) == Literal(label, lang=tag)


@pytest.mark.parametrize("tier", TIERS)
def test_the_axis_of_levels_is_in_every_graph(tier: Tier) -> None:
    assert _about("level/4", tier) == _named(
        ("rdf:type", SKOS.Concept),
        ("rdf:type", term("sfia:Level")),
        ("skos:inScheme", iri("levels")),
        ("skos:topConceptOf", iri("levels")),
        ("sfia:levelNumber", Literal(4)),
        ("dcterms:identifier", Literal("4")),
        ("skos:notation", Literal("4", datatype=term("sfia:LevelCode"))),
        ("skos:prefLabel", Literal("Level 4", lang="en")),
        ("skos:prefLabel", Literal("Niveau 4", lang="fr")),
        ("skos:exactMatch", URIRef("https://rdf.sfia-online.org/9/lor/4")),
    )
    graph = _graph(tier)
    ordered = graph.value(iri("levels/ordered"), SKOS.memberList)
    assert ordered is not None
    assert list(graph.items(ordered)) == [iri(f"level/{n}") for n in range(1, 8)]


@pytest.mark.parametrize(("number", "earlier"), [(9, ["8"]), (2, ["1"]), (1, [])])
def test_an_edition_follows_the_one_before_it(number: int, earlier: list[str]) -> None:
    graph = to_graph(replace(EDITION, number=number))
    found = list(graph.objects(iri(str(number)), term("xkos:follows")))
    assert found == [iri(name) for name in earlier]


def test_a_skill_says_which_earlier_one_it_revises() -> None:
    skills = tuple(replace(skill, revises=8) for skill in EDITION.skills[:1])
    graph = to_graph(replace(EDITION, skills=skills))
    assert list(graph.objects(iri("9/skill/BREW"), PROV.wasRevisionOf)) == [iri("8/skill/BREW")]


def test_the_edition_holds_the_title_and_the_note_of_a_page() -> None:
    graph = to_graph(one_skill(EDITION, "BREW"))
    scheme = iri("9")
    assert graph.value(scheme, DCTERMS.alternative) == Literal(
        "The world's framework for bakers", lang="en"
    )
    assert graph.value(scheme, term("sfia:notObservedNote")) == Literal(
        "Nobody bakes at this level.", lang="en"
    )


def test_names_differ_by_language_and_iris_do_not() -> None:
    english, french = to_graph(EDITION), to_graph(FRENCH)
    assert set(english.subjects()) == set(french.subjects())


def test_everything_lies_under_the_base_that_is_chosen() -> None:
    graph = to_graph(EDITION, base="https://example.org/b/")
    ours = {str(each) for each in graph.subjects()}
    assert all(each.startswith("https://example.org/b/") for each in ours)
    assert not [each for triple in graph for each in triple if str(each).startswith(f"{BASE}9")]


# --- every tier is sound ------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("edition", SEEN.values(), ids=list(SEEN))
def test_a_graph_is_sound_skos(edition: Edition, tier: Tier) -> None:
    assert breaches(to_graph(edition, tier=tier)) == []


@pytest.mark.parametrize("tier", TIERS[1:])
def test_two_languages_together_are_sound_skos(tier: Tier) -> None:
    union = Graph()
    for graph in merge([EDITION, FRENCH], tier=tier).values():
        union += graph
    assert breaches(union) == []


@pytest.mark.parametrize(
    "break_it",
    [
        lambda graph: graph.add((iri("9"), RDF.type, SKOS.Concept)),
        lambda graph: graph.add((iri("9/skill/BREW"), SKOS.altLabel, NAMES[0][1])),
        lambda graph: graph.add((iri("9/skill/BREW"), SKOS.prefLabel, Literal("x", lang="en-gb"))),
        lambda graph: graph.add((iri("9/skill/BREW"), SKOS.related, iri("9/category/drinks"))),
        lambda graph: graph.remove((iri("levels/ordered/3"), RDF.first, None)),
        lambda graph: graph.add((iri("levels/ordered"), RDF.type, SKOS.Concept)),
        lambda graph: graph.remove((iri("9/skill/BREW"), SKOS.narrower, iri("9/skill/BREW/2"))),
        lambda graph: graph.remove((iri("9/skill/BREW/2"), SKOS.inScheme, None)),
        lambda graph: graph.remove((iri("9/level/2"), SKOS.topConceptOf, None)),
        lambda graph: graph.add((iri("9/category/trade"), SKOS.broader, iri("9/skill/TART"))),
    ],
    ids=["S9", "S13", "S14", "S27", "S36", "S37", "inverse", "scheme", "top", "cycle"],
)
def test_the_checks_find_a_breach(break_it: Callable[[Graph], object]) -> None:
    graph = to_graph(EDITION)
    break_it(graph)
    assert breaches(graph)


# --- what a tier may hold -----------------------------------------------------------------------

OURS = {
    "SFIA 9",
    "SFIA, all editions",
    "SFIA, toutes les éditions",
    "Levels of responsibility",
    "Niveaux de responsabilité",
    *(f"{word} {n}" for word in ("Level", "Niveau") for n in range(1, 8)),
}


def _worded(graph: Graph) -> set[str]:
    return {str(each) for each in graph.objects() if isinstance(each, Literal) and each.language}


def test_structure_has_no_words_but_our_own() -> None:
    assert _worded(_graph("structure")) == OURS


def test_names_hold_no_text() -> None:
    names = {each.name for each in EDITION.categories}
    at_levels = set[str]()
    for name, levels in (
        *((skill.name, skill.levels) for skill in EDITION.skills),
        *((attribute.name, attribute.levels) for attribute in EDITION.attributes),
    ):
        names.add(name)
        at_levels.update(f"{name}, level {at.level}" for at in levels)
    phrases = {level.phrase for level in EDITION.levels}
    assert _worded(_graph("names")) == OURS | names | at_levels | phrases


@pytest.mark.parametrize("property", [SKOS.definition, SKOS.scopeNote, DCTERMS.alternative])
@pytest.mark.parametrize("tier", ["structure", "names"])
def test_lower_tiers_have_no_texts(tier: Tier, property: URIRef) -> None:
    for edition in (EDITION, one_skill(EDITION, "BREW")):
        assert not list(to_graph(edition, tier=tier).subject_objects(property))


def test_lower_tiers_are_part_of_higher_ones() -> None:
    structure, names, texts = (set(_graph(tier)) for tier in TIERS)
    assert structure < names < texts


# --- the official sheets ------------------------------------------------------------------------

COUNTS = {
    "sfia-9_current-standard_en_250129.xlsx": (
        9,
        {"Skill": 147, "SkillAtLevel": 672, "Category": 6, "Subcategory": 22, "Attribute": 16}
        | {"BehaviouralFactor": 12, "AttributeAtLevel": 112, "LevelInEdition": 7, "Level": 7},
        [16, 99, 113, 139, 144, 126, 35],
    ),
    "sfia-8_en_220221.xlsx": (
        8,
        {"Skill": 121, "SkillAtLevel": 495, "Category": 6, "Subcategory": 19, "Attribute": 5}
        | {"BehaviouralFactor": 0, "AttributeAtLevel": 35, "LevelInEdition": 7, "Level": 7},
        [9, 43, 81, 107, 118, 104, 33],
    ),
    "sfiaskills.6.3.en.xlsx": (6, {"Skill": 97, "SkillAtLevel": 362, "Level": 7}, None),
}


@pytest.mark.parametrize("name", COUNTS)
def test_the_official_sheets_have_their_counts(name: str, sfia: Path) -> None:
    number, counts, by_level = COUNTS[name]
    (edition,) = read_editions([sfia / name], Report())
    graph = to_graph(edition)
    assert edition.number == number
    found = {kind: len(set(graph.subjects(RDF.type, term(f"sfia:{kind}")))) for kind in counts}
    assert found == counts
    levels = range(1, 8)
    defined = [
        len(list(graph.subjects(term("sfia:definedAtLevel"), iri(f"level/{n}")))) for n in levels
    ]
    assert sum(defined) == counts["SkillAtLevel"]
    assert by_level in (None, defined)
    missing = len(list(graph.subject_objects(term("sfia:notObservedAtLevel"))))
    assert missing == counts["Skill"] * 7 - counts["SkillAtLevel"]
    assert breaches(graph) == []


def test_edition_9_observes_no_gap_inside_a_range(sfia: Path) -> None:
    (edition,) = read_editions([sfia / "sfia-9_current-standard_en_250129.xlsx"], Report())
    ranges = [(skill, skill.levels[0].level, skill.levels[-1].level) for skill in edition.skills]
    below = sum(level < low for skill, low, _ in ranges for level in skill.not_observed)
    above = sum(level > high for skill, _, high in ranges for level in skill.not_observed)
    inside = sum(low < level < high for skill, low, high in ranges for level in skill.not_observed)
    assert (below, above, inside) == (224, 133, 0)


def test_english_and_american_share_their_iris(sfia: Path) -> None:
    files = [
        sfia / "sfia-9_en-US_csv" / f"{name}.csv" for name in ("skills", "attributes", "levels")
    ]
    sheet = sfia / "sfia-9_current-standard_en_250129.xlsx"
    british, american = read_editions([sheet, *files], Report())
    assert (british.language, american.language) == ("en-GB", "en-US")
    assert set(to_graph(british).subjects()) == set(to_graph(american).subjects())

    def differing(kind: Callable[[Edition], dict[str, str | None]]) -> int:
        first, second = kind(british), kind(american)
        assert first.keys() == second.keys()
        return sum(first[key] != second[key] for key in first)

    assert differing(lambda each: {skill.code: skill.name for skill in each.skills}) == 8
    assert differing(lambda each: {one.slug: one.name for one in each.categories}) == 1
    assert differing(lambda each: {skill.code: skill.definition for skill in each.skills}) == 52
    union = Graph()
    for graph in merge([british, american]).values():
        union += graph
    assert breaches(union) == []


def test_a_page_says_of_a_skill_what_it_says(sfia: Path) -> None:
    (edition,) = read_editions([sfia / "sfia-7_fr_page_SLMO.txt"], Report(), Wish(edition=7))
    for tier in TIERS:
        assert breaches(to_graph(edition, tier=tier)) == []
    assert not list(to_graph(edition).subject_objects(FOAF.page))

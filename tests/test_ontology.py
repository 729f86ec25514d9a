"""The vocabulary keeps its form, documents each of its terms, and finds contradictions."""

from __future__ import annotations

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD
from rdflib.term import Node

from sfia_graph.namespaces import BASE, SFIA
from sfia_graph.resources import ONTOLOGY
from sfia_graph.serialise import canonical_turtle

FILE = ONTOLOGY / "sfia.ttl"
HEADER = URIRef(SFIA.removesuffix("#"))
LANGUAGES = ("en", "fr")
T = Namespace(SFIA)
TERMS: dict[URIRef, list[str]] = {
    OWL.Class: [
        "Attribute",
        "AttributeAtLevel",
        "Basis",
        "BehaviouralFactor",
        "Category",
        "Change",
        "ChangeKind",
        "Edition",
        "Holding",
        "Importance",
        "Level",
        "LevelInEdition",
        "Requirement",
        "RoleProfile",
        "Skill",
        "SkillAtLevel",
        "SkillIdentity",
        "Subcategory",
    ],
    OWL.ObjectProperty: [
        "attribute",
        "basis",
        "changeKind",
        "definedAtLevel",
        "highestHeld",
        "holder",
        "importance",
        "level",
        "notObservedAtLevel",
        "requirement",
        "skill",
        "skillAtLevel",
    ],
    OWL.DatatypeProperty: ["editionNumber", "holderCount", "levelNumber", "tier"],
    OWL.AnnotationProperty: ["gloss", "notObservedNote", "review"],
    RDFS.Datatype: [
        "AttributeCode",
        "AttributeLevelCode",
        "LevelCode",
        "SkillCode",
        "SkillLevelCode",
    ],
    OWL.NamedIndividual: [
        "assessed",
        "certified",
        "core",
        "endorsed",
        "levelAdded",
        "levelRemoved",
        "merged",
        "moved",
        "new",
        "optional",
        "renamed",
        "respelled",
        "retired",
        "selfAssessed",
        "split",
        "textRevised",
    ],
}
NAMES = sorted(name for names in TERMS.values() for name in names)
PROPERTIES = sorted(TERMS[OWL.ObjectProperty] + TERMS[OWL.DatatypeProperty])

SMALL_WORLD = """
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#>
BASE <https://w3id.org/sfia-graph/>
<level/1> a skos:Concept, sfia:Level ; sfia:levelNumber 1 .
<level/4> a skos:Concept, sfia:Level ; sfia:levelNumber 4 ; sfia:gloss "Knows the way."@en .
<99> a skos:ConceptScheme, sfia:Edition ; sfia:editionNumber 99 ;
    sfia:notObservedNote "Nobody does this here."@en .
<99/category/baking> a skos:Concept, sfia:Category ; skos:inScheme <99> .
<99/category/bread> a skos:Concept, sfia:Subcategory ; skos:broader <99/category/baking> .
<skill/LOAF> a skos:Concept, sfia:SkillIdentity .
<99/skill/LOAF> a skos:Concept, sfia:Skill ; skos:broader <99/category/bread> ;
    skos:notation "LOAF"^^sfia:SkillCode ;
    sfia:definedAtLevel <level/4> ; sfia:notObservedAtLevel <level/1> .
<99/skill/LOAF/4> a skos:Concept, sfia:SkillAtLevel ; skos:broader <99/skill/LOAF> ;
    sfia:skill <99/skill/LOAF> ; sfia:level <level/4> .
<99/attribute/CALM> a skos:Concept, sfia:Attribute, sfia:BehaviouralFactor .
<99/attribute/CALM/4> a skos:Concept, sfia:AttributeAtLevel ;
    sfia:attribute <99/attribute/CALM> ; sfia:level <level/4> .
<99/level/4> a skos:Concept, sfia:LevelInEdition ; sfia:level <level/4> .
<graph/bakery> a void:Dataset ; sfia:tier "names" .
<change/98-99> a xkos:Correspondence ; xkos:madeOf <change/98-99/1> .
<change/98-99/1> a sfia:Change ; sfia:changeKind sfia:levelAdded ; sfia:level <level/4> ;
    xkos:sourceConcept <98/skill/LOAF> ; xkos:targetConcept <99/skill/LOAF> .
<role/baker> a sfia:RoleProfile ; sfia:requirement <role/baker/1> .
<role/baker/1> a sfia:Requirement ; sfia:importance sfia:core ;
    sfia:skillAtLevel <99/skill/LOAF/4> .
<holding/1> a sfia:Holding ; sfia:holder <person/1> ; sfia:basis sfia:assessed ;
    sfia:skillAtLevel <99/skill/LOAF/4> .
"""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph(bind_namespaces="none").parse(FILE)


def own_terms(ontology: Graph) -> set[str]:
    return {
        name.removeprefix(SFIA) for name in map(str, ontology.subjects()) if name.startswith(SFIA)
    }


def texts(graph: Graph, subject: URIRef, predicate: URIRef, language: str) -> list[str]:
    return [
        str(text)
        for text in graph.objects(subject, predicate)
        if isinstance(text, Literal) and text.language == language
    ]


def contradictions(ontology: Graph, *statements: tuple[str, URIRef, str]) -> list[str]:
    world = Graph(bind_namespaces="none").parse(data=SMALL_WORLD, format="turtle")
    world += ontology
    for subject, predicate, value in statements:
        world.add((URIRef(BASE + subject), predicate, URIRef(value, base=BASE)))
    rules = owlrl.OWLRL_Semantics(world, axioms=False, daxioms=False, rdfs=False)
    rules.closure()
    return list(rules.error_messages)


def test_a_strict_parser_reads_the_same_statements(ontology: Graph) -> None:
    assert len(list(ox.parse(path=FILE))) == len(ontology)


def test_the_file_is_in_canonical_form(ontology: Graph) -> None:
    assert FILE.read_bytes() == canonical_turtle(ontology)


def test_the_terms_are_these_58(ontology: Graph) -> None:
    assert sorted(own_terms(ontology)) == NAMES
    assert len(NAMES) == 58


@pytest.mark.parametrize(
    ("kind", "name"), [pytest.param(kind, name, id=name) for kind in TERMS for name in TERMS[kind]]
)
def test_a_term_is_of_its_kind(ontology: Graph, kind: URIRef, name: str) -> None:
    assert kind in set(ontology.objects(T[name], RDF.type))


def test_every_own_term_that_is_mentioned_is_defined(ontology: Graph) -> None:
    mentioned = {str(term) for triple in ontology for term in triple if str(term).startswith(SFIA)}
    typed = {str(term) for term in ontology.subjects(RDF.type)}
    assert mentioned - typed - {SFIA} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_term_has_one_label_and_one_definition(ontology: Graph, name: str, language: str) -> None:
    (label,) = texts(ontology, T[name], RDFS.label, language)
    (definition,) = texts(ontology, T[name], SKOS.definition, language)
    assert label == label.strip() and not label.endswith(".")
    assert definition[0].isupper() and definition.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_a_term_speaks_no_third_language_and_says_where_it_is_defined(
    ontology: Graph, name: str
) -> None:
    spoken = {
        text.language
        for predicate in (RDFS.label, SKOS.definition)
        for text in ontology.objects(T[name], predicate)
        if isinstance(text, Literal)
    }
    assert spoken == set(LANGUAGES)
    assert list(ontology.objects(T[name], RDFS.isDefinedBy)) == [HEADER]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_no_two_terms_say_the_same(ontology: Graph, predicate: URIRef, language: str) -> None:
    kinds = [TERMS[OWL.Class] + TERMS[RDFS.Datatype], PROPERTIES, TERMS[OWL.NamedIndividual]]
    for names in kinds:
        said = [text for each in names for text in texts(ontology, T[each], predicate, language)]
        assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property_has_a_domain_and_a_range(ontology: Graph, name: str) -> None:
    assert ontology.value(T[name], RDFS.domain) is not None
    assert ontology.value(T[name], RDFS.range) is not None


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        pytest.param(RDF.type, OWL.Ontology, id="type"),
        pytest.param(DCTERMS.creator, URIRef(f"{BASE}agent/sfia-graph"), id="creator"),
        pytest.param(
            DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/"), id="license"
        ),
        pytest.param(VANN.preferredNamespacePrefix, Literal("sfia"), id="prefix"),
        pytest.param(VANN.preferredNamespaceUri, Literal(SFIA), id="namespace"),
    ],
)
def test_the_header_says(ontology: Graph, predicate: URIRef, value: Node) -> None:
    assert list(ontology.objects(HEADER, predicate)) == [value]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("predicate", [DCTERMS.title, DCTERMS.description])
def test_the_header_has_a_text(ontology: Graph, predicate: URIRef, language: str) -> None:
    assert len(texts(ontology, HEADER, predicate, language)) == 1


def test_the_header_gives_its_version_and_dates(ontology: Graph) -> None:
    version = ontology.value(HEADER, OWL.versionInfo)
    assert ontology.value(HEADER, OWL.versionIRI) == URIRef(f"{HEADER}/{version}")
    created, modified = (
        ontology.value(HEADER, predicate) for predicate in (DCTERMS.created, DCTERMS.modified)
    )
    assert isinstance(created, Literal) and isinstance(modified, Literal)
    assert created.datatype == modified.datatype == XSD.date
    assert str(created) <= str(modified)


def test_nothing_is_fetched(ontology: Graph) -> None:
    assert not list(ontology.objects(None, OWL.imports))


def test_a_small_world_holds_no_contradiction(ontology: Graph) -> None:
    assert contradictions(ontology) == []


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            ("99/skill/LOAF", T.notObservedAtLevel, "level/4"), id="defined-and-not-observed"
        ),
        pytest.param(("99/skill/LOAF", RDF.type, T.Category), id="skill-is-a-category"),
        pytest.param(("99/skill/LOAF/4", T.level, "99/skill/LOAF"), id="level-is-a-skill"),
        pytest.param(("99/level/4", T.skill, "99/skill/LOAF"), id="level-in-edition-has-a-skill"),
        pytest.param(("99/skill/LOAF/4", T.level, "level/1"), id="skill-at-two-levels"),
        pytest.param(("99/attribute/CALM", RDF.type, T.SkillIdentity), id="factor-is-an-identity"),
        pytest.param(("change/98-99/1", T.changeKind, T.retired), id="change-of-two-kinds"),
        pytest.param(("role/baker/1", T.importance, T.optional), id="core-and-optional"),
        pytest.param(("holding/1", T.basis, T.certified), id="assessed-and-certified"),
        pytest.param(("holding/1", T.skillAtLevel, "role/baker"), id="somebody-holds-a-role"),
    ],
)
def test_a_contradiction_is_found(ontology: Graph, statement: tuple[str, URIRef, str]) -> None:
    assert contradictions(ontology, statement) != []

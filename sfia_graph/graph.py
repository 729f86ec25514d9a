"""An `Edition` as triples: SKOS concepts, their levels and texts, up to a tier.

The model is described in docs/model.md; SKOS Reference sections 4 to 9 say what the SKOS terms
mean, and XKOS what `xkos:follows` does.
"""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from sfia_graph import namespaces as iris
from sfia_graph.languages import WORDS, level_label, primary
from sfia_graph.namespaces import PREFIXES, Minter
from sfia_graph.records import (
    LEVELS,
    Attribute,
    Edition,
    LevelInEdition,
    LevelText,
    Skill,
)
from sfia_graph.tiers import TIERS, Tier

SFIA = Namespace(PREFIXES["sfia"])
SCHEMA = Namespace(PREFIXES["schema"])
XKOS = Namespace(PREFIXES["xkos"])

NAMING_EDITION = 9
"""The edition whose names the skills across editions bear: the newest that is known."""


def to_graph(edition: Edition, *, tier: Tier = "texts", base: str = iris.BASE) -> Graph:
    """Write an edition as RDF, up to a tier: structure, names, or texts as well.

    The graph holds the edition and the axis of levels, not the description of its source, which
    `provenance.describe` adds.
    """
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    _Writer(graph, edition, TIERS.index(tier), Minter(base)).write()
    return graph


def bind_prefixes(graph: Graph) -> None:
    """Bind the project's prefixes, and no others."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)


class _Writer:
    def __init__(self, graph: Graph, edition: Edition, tier: int, mint: Minter) -> None:
        self.graph, self.edition, self.mint = graph, edition, mint
        self.names, self.texts = tier >= 1, tier >= 2
        self.number, self.language = edition.number, edition.language
        self.scheme = URIRef(mint.edition(edition.number))

    def add(self, subject: Node, predicate: URIRef, *objects: Node) -> None:
        for each in objects:
            self.graph.add((subject, predicate, each))

    def name(self, subject: Node, name: str | None) -> None:
        if self.names and name:
            self.add(subject, SKOS.prefLabel, Literal(name, lang=self.language))

    def text(self, subject: Node, predicate: URIRef, text: str | None) -> None:
        if self.texts and text:
            self.add(subject, predicate, Literal(text, lang=self.language))

    def concept(self, iri: str, kind: URIRef, code: str | None, datatype: URIRef) -> URIRef:
        """A concept of the edition, with its code in both habits."""
        concept = URIRef(iri)
        self.add(concept, RDF.type, SKOS.Concept, kind)
        self.add(concept, SKOS.inScheme, self.scheme)
        if code is not None:
            self.add(concept, DCTERMS.identifier, Literal(code))
            self.add(concept, SKOS.notation, Literal(code, datatype=datatype))
        return concept

    def top(self, concept: URIRef) -> None:
        self.add(concept, SKOS.topConceptOf, self.scheme)
        self.add(self.scheme, SKOS.hasTopConcept, concept)

    def under(self, concept: URIRef, parent: URIRef) -> None:
        self.add(concept, SKOS.broader, parent)
        self.add(parent, SKOS.narrower, concept)

    def write(self) -> None:
        self._edition()
        self._axis()
        self._categories()
        for skill in self.edition.skills:
            self._skill(skill)
        for attribute in self.edition.attributes:
            self._attribute(attribute)
        for level in self.edition.levels:
            self._level(level)

    def _edition(self) -> None:
        self.add(self.scheme, RDF.type, SKOS.ConceptScheme, SFIA.Edition)
        self.add(self.scheme, SFIA.editionNumber, Literal(self.number))
        self.add(self.scheme, DCTERMS.title, Literal(f"SFIA {self.number}", lang="en"))
        self.add(self.scheme, XKOS.follows, URIRef(self.mint.edition(self.number - 1)))
        framework = URIRef(self.mint.framework)
        self.add(self.scheme, DCTERMS.isVersionOf, framework)
        self.add(framework, RDF.type, SKOS.ConceptScheme)
        titles = {"en": "SFIA, all editions", "fr": "SFIA, toutes les éditions"}
        for tag, title in titles.items():
            self.add(framework, DCTERMS.title, Literal(title, lang=tag))
        self.text(self.scheme, DCTERMS.alternative, self.edition.title)
        self.text(self.scheme, SFIA.notObservedNote, self.edition.not_observed_note)

    def _axis(self) -> None:
        levels = URIRef(self.mint.levels)
        self.add(levels, RDF.type, SKOS.ConceptScheme)
        ordered = URIRef(self.mint.ordered_levels)
        self.add(ordered, RDF.type, SKOS.OrderedCollection)
        titles = {"en": "Levels of responsibility", "fr": "Niveaux de responsabilité"}
        for tag, title in titles.items():
            self.add(levels, DCTERMS.title, Literal(title, lang=tag))
            self.add(ordered, SKOS.prefLabel, Literal(title, lang=tag))
        self.add(ordered, SKOS.memberList, URIRef(self.mint.ordered_levels_from(LEVELS[0])))
        for number in LEVELS:
            level = URIRef(self.mint.level(number))
            self._place(number, level)
            self.add(level, RDF.type, SKOS.Concept, SFIA.Level)
            self.add(level, SKOS.inScheme, levels)
            self.add(level, SKOS.topConceptOf, levels)
            self.add(levels, SKOS.hasTopConcept, level)
            self.add(level, SFIA.levelNumber, Literal(number))
            self.add(level, DCTERMS.identifier, Literal(str(number)))
            self.add(level, SKOS.notation, Literal(str(number), datatype=SFIA.LevelCode))
            for tag in WORDS:
                self.add(level, SKOS.prefLabel, Literal(level_label(number, tag), lang=tag))
            if self.number == NAMING_EDITION:
                self.add(level, SKOS.exactMatch, URIRef(iris.official_level(number)))

    def _place(self, number: int, level: URIRef) -> None:
        """A cell of the ordered list, with an IRI so that many sources make one list of it."""
        cell = URIRef(self.mint.ordered_levels_from(number))
        last = number == LEVELS[-1]
        rest = RDF.nil if last else URIRef(self.mint.ordered_levels_from(number + 1))
        self.add(cell, RDF.first, level)
        self.add(cell, RDF.rest, rest)

    def _categories(self) -> None:
        for category in self.edition.categories:
            kind = SFIA.Subcategory if category.parent else SFIA.Category
            iri = self.mint.category(self.number, category.slug)
            concept = self.concept(iri, kind, None, SFIA.LevelCode)
            self.name(concept, category.name)
            if category.parent:
                self.under(concept, URIRef(self.mint.category(self.number, category.parent)))
            else:
                self.top(concept)
            spelt_as_known = category.name and iris.slug(category.name) == category.slug
            if self.number == NAMING_EDITION and spelt_as_known and primary(self.language) == "en":
                self.add(
                    concept, SKOS.exactMatch, URIRef(iris.official_category(category.name or ""))
                )

    def _skill(self, skill: Skill) -> None:
        iri = self.mint.skill(self.number, skill.code)
        concept = self.concept(iri, SFIA.Skill, skill.code, SFIA.SkillCode)
        self._identity(skill, concept)
        if skill.subcategory:
            self.under(concept, URIRef(self.mint.category(self.number, skill.subcategory)))
        else:
            self.top(concept)
        self.name(concept, skill.name)
        self.text(concept, SKOS.definition, skill.definition)
        self.text(concept, SKOS.scopeNote, skill.guidance)
        if skill.position is not None:
            self.add(concept, SCHEMA.position, Literal(skill.position))
        if skill.page:
            self.add(concept, FOAF.page, URIRef(skill.page))
        if skill.revises is not None:
            self.add(
                concept, PROV.wasRevisionOf, URIRef(self.mint.skill(skill.revises, skill.code))
            )
        if self.number == NAMING_EDITION:
            self.add(concept, SKOS.exactMatch, URIRef(iris.official_skill(skill.code)))
        for level in skill.not_observed:
            self.add(concept, SFIA.notObservedAtLevel, URIRef(self.mint.level(level)))
        for at in skill.levels:
            self._skill_at_level(skill, concept, at)

    def _identity(self, skill: Skill, concept: URIRef) -> None:
        identity = URIRef(self.mint.skill_identity(skill.code))
        framework = URIRef(self.mint.framework)
        self.add(identity, RDF.type, SKOS.Concept, SFIA.SkillIdentity)
        self.add(identity, SKOS.inScheme, framework)
        self.add(identity, SKOS.topConceptOf, framework)
        self.add(framework, SKOS.hasTopConcept, identity)
        self.add(identity, DCTERMS.identifier, Literal(skill.code))
        self.add(identity, SKOS.prefLabel, Literal(skill.code))
        if self.number == NAMING_EDITION:
            self.name(identity, skill.name)
        self.add(identity, DCTERMS.hasVersion, concept)
        self.add(concept, DCTERMS.isVersionOf, identity)

    def _skill_at_level(self, skill: Skill, concept: URIRef, at: LevelText) -> None:
        iri = self.mint.skill_at_level(self.number, skill.code, at.level)
        code = f"{skill.code}-{at.level}"
        here = self.concept(iri, SFIA.SkillAtLevel, code, SFIA.SkillLevelCode)
        level = URIRef(self.mint.level(at.level))
        self.add(concept, SFIA.definedAtLevel, level)
        self._at_level(here, concept, SFIA.skill, skill.name, at)
        if self.number == NAMING_EDITION:
            official = iris.official_skill_at_level(skill.code, at.level)
            self.add(here, SKOS.exactMatch, URIRef(official))

    def _at_level(
        self, here: URIRef, parent: URIRef, of: URIRef, name: str | None, at: LevelText
    ) -> None:
        self.under(here, parent)
        self.add(here, of, parent)
        self.add(here, SFIA.level, URIRef(self.mint.level(at.level)))
        if name:
            self.name(here, f"{name}, {level_label(at.level, self.language).lower()}")
        self.text(here, SKOS.definition, at.text)

    def _attribute(self, attribute: Attribute) -> None:
        iri = self.mint.attribute(self.number, attribute.slug)
        concept = self.concept(iri, SFIA.Attribute, attribute.code, SFIA.AttributeCode)
        if attribute.behavioural:
            self.add(concept, RDF.type, SFIA.BehaviouralFactor)
        self.top(concept)
        self.name(concept, attribute.name)
        self.text(concept, SKOS.definition, attribute.definition)
        self.text(concept, SKOS.scopeNote, attribute.guidance)
        if attribute.page:
            self.add(concept, FOAF.page, URIRef(attribute.page))
        if attribute.code and self.number == NAMING_EDITION:
            self.add(concept, RDFS.seeAlso, URIRef(iris.official_attribute(attribute.code)))
        for at in attribute.levels:
            iri = self.mint.attribute_at_level(self.number, attribute.slug, at.level)
            code = f"{attribute.code}-{at.level}" if attribute.code else None
            here = self.concept(iri, SFIA.AttributeAtLevel, code, SFIA.AttributeLevelCode)
            self._at_level(here, concept, SFIA.attribute, attribute.name, at)

    def _level(self, level: LevelInEdition) -> None:
        iri = self.mint.level_in_edition(self.number, level.level)
        concept = self.concept(iri, SFIA.LevelInEdition, str(level.level), SFIA.LevelCode)
        self.top(concept)
        axis = URIRef(self.mint.level(level.level))
        self.add(concept, SFIA.level, axis)
        self.add(concept, DCTERMS.isVersionOf, axis)
        if level.phrase:
            self.name(concept, level.phrase)
        else:
            self.name(concept, level_label(level.level, self.language))
        self.text(concept, SKOS.definition, level.essence)
        if level.page:
            self.add(concept, FOAF.page, URIRef(level.page))

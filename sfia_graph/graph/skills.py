"""Skills: across editions, in the edition, and at each level."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROV, RDF, SKOS

from sfia_graph.graph.writer import SCHEMA, SFIA, Writer
from sfia_graph.official_iris import official_skill, official_skill_at_level
from sfia_graph.records import LevelText, Skill


def write_skill(writer: Writer, skill: Skill) -> None:
    """Write a skill, its identity across editions, and what it is at each level."""
    iri = writer.mint.skill(writer.number, skill.code)
    concept = writer.concept(iri, SFIA.Skill, skill.code, SFIA.SkillCode)
    _identity(writer, skill, concept)
    if skill.subcategory:
        writer.under(concept, URIRef(writer.mint.category(writer.number, skill.subcategory)))
    else:
        writer.top(concept)
    writer.name(concept, skill.name)
    writer.text(concept, SKOS.definition, skill.definition)
    writer.text(concept, SKOS.scopeNote, skill.guidance)
    if skill.position is not None:
        writer.add(concept, SCHEMA.position, Literal(skill.position))
    if skill.page:
        writer.add(concept, FOAF.page, URIRef(skill.page))
    if skill.revises is not None:
        writer.add(
            concept, PROV.wasRevisionOf, URIRef(writer.mint.skill(skill.revises, skill.code))
        )
    if writer.is_naming:
        writer.add(concept, SKOS.exactMatch, URIRef(official_skill(skill.code)))
    for level in skill.not_observed:
        writer.add(concept, SFIA.notObservedAtLevel, URIRef(writer.mint.level(level)))
    for at in skill.levels:
        _skill_at_level(writer, skill, concept, at)


def _identity(writer: Writer, skill: Skill, concept: URIRef) -> None:
    identity = URIRef(writer.mint.skill_identity(skill.code))
    framework = URIRef(writer.mint.framework)
    writer.add(identity, RDF.type, SKOS.Concept, SFIA.SkillIdentity)
    writer.add(identity, SKOS.inScheme, framework)
    writer.add(identity, SKOS.topConceptOf, framework)
    writer.add(framework, SKOS.hasTopConcept, identity)
    writer.add(identity, DCTERMS.identifier, Literal(skill.code))
    writer.add(identity, SKOS.prefLabel, Literal(skill.code))
    if writer.is_naming:
        writer.name(identity, skill.name)
    writer.add(identity, DCTERMS.hasVersion, concept)
    writer.add(concept, DCTERMS.isVersionOf, identity)


def _skill_at_level(writer: Writer, skill: Skill, concept: URIRef, at: LevelText) -> None:
    iri = writer.mint.skill_at_level(writer.number, skill.code, at.level)
    code = f"{skill.code}-{at.level}"
    here = writer.concept(iri, SFIA.SkillAtLevel, code, SFIA.SkillLevelCode)
    level = URIRef(writer.mint.level(at.level))
    writer.add(concept, SFIA.definedAtLevel, level)
    writer.at_level(here, concept, SFIA.skill, skill.name, at)
    if writer.is_naming:
        official = official_skill_at_level(skill.code, at.level)
        writer.add(here, SKOS.exactMatch, URIRef(official))

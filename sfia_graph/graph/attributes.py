"""Attributes at each level, and the levels in the edition’s own words."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS

from sfia_graph.graph.writer import SFIA, Writer
from sfia_graph.languages import level_label
from sfia_graph.official_iris import official_attribute
from sfia_graph.records import Attribute, LevelInEdition


def write_attribute(writer: Writer, attribute: Attribute) -> None:
    """Write an attribute and what it is at each level."""
    iri = writer.mint.attribute(writer.number, attribute.slug)
    concept = writer.concept(iri, SFIA.Attribute, attribute.code, SFIA.AttributeCode)
    if attribute.behavioural:
        writer.add(concept, RDF.type, SFIA.BehaviouralFactor)
    writer.top(concept)
    writer.name(concept, attribute.name)
    writer.text(concept, SKOS.definition, attribute.definition)
    writer.text(concept, SKOS.scopeNote, attribute.guidance)
    if attribute.page:
        writer.add(concept, FOAF.page, URIRef(attribute.page))
    if attribute.code and writer.is_naming:
        writer.add(concept, RDFS.seeAlso, URIRef(official_attribute(attribute.code)))
    for at in attribute.levels:
        iri = writer.mint.attribute_at_level(writer.number, attribute.slug, at.level)
        code = f"{attribute.code}-{at.level}" if attribute.code else None
        here = writer.concept(iri, SFIA.AttributeAtLevel, code, SFIA.AttributeLevelCode)
        writer.at_level(here, concept, SFIA.attribute, attribute.name, at)


def write_level(writer: Writer, level: LevelInEdition) -> None:
    """Write a level in the words of the edition."""
    iri = writer.mint.level_in_edition(writer.number, level.level)
    concept = writer.concept(iri, SFIA.LevelInEdition, str(level.level), SFIA.LevelCode)
    writer.top(concept)
    axis = URIRef(writer.mint.level(level.level))
    writer.add(concept, SFIA.level, axis)
    writer.add(concept, DCTERMS.isVersionOf, axis)
    if level.phrase:
        writer.name(concept, level.phrase)
    else:
        writer.name(concept, level_label(level.level, writer.language))
    writer.text(concept, SKOS.definition, level.essence)
    if level.page:
        writer.add(concept, FOAF.page, URIRef(level.page))

"""The edition as a scheme, the axis of levels, and the tree of categories."""

from __future__ import annotations

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, VOID

from sfia_graph.graph.writer import SFIA, XKOS, Writer
from sfia_graph.languages import WORDS, level_label
from sfia_graph.official_iris import official_category, official_level
from sfia_graph.records import EDITIONS, LEVELS


def write_edition(writer: Writer) -> None:
    """Write the edition and the framework that it is a version of."""
    writer.add(writer.scheme, RDF.type, SKOS.ConceptScheme, SFIA.Edition)
    writer.add(writer.scheme, SFIA.editionNumber, Literal(writer.number))
    for naming in (DCTERMS.title, SKOS.prefLabel):
        writer.add(writer.scheme, naming, Literal(f"SFIA {writer.number}", lang="en"))
    if writer.number - 1 in EDITIONS:
        writer.add(writer.scheme, XKOS.follows, URIRef(writer.mint.edition(writer.number - 1)))
    framework = URIRef(writer.mint.framework)
    writer.add(writer.scheme, DCTERMS.isVersionOf, framework)
    writer.add(framework, RDF.type, SKOS.ConceptScheme)
    titles = {"en": "SFIA, all editions", "fr": "SFIA, toutes les éditions"}
    for tag, title in titles.items():
        writer.add(framework, DCTERMS.title, Literal(title, lang=tag))
        writer.add(framework, SKOS.prefLabel, Literal(title, lang=tag))
    if writer.edition.complete:
        _count(writer)
    writer.text(writer.scheme, DCTERMS.alternative, writer.edition.title)
    writer.text(writer.scheme, SFIA.notObservedNote, writer.edition.not_observed_note)


def _count(writer: Writer) -> None:
    """Say how many of each kind the edition holds, so that a loss shows (VoID, section 4.3)."""
    edition = writer.edition
    counts = {
        SFIA.Attribute: len(edition.attributes),
        SFIA.AttributeAtLevel: sum(len(each.levels) for each in edition.attributes),
        SFIA.Category: sum(not each.parent for each in edition.categories),
        SFIA.LevelInEdition: len(edition.levels),
        SFIA.Skill: len(edition.skills),
        SFIA.SkillAtLevel: sum(len(each.levels) for each in edition.skills),
        SFIA.Subcategory: sum(bool(each.parent) for each in edition.categories),
    }
    for kind, count in counts.items():
        if count:
            held = URIRef(writer.mint.held(writer.number, kind.removeprefix(str(SFIA))))
            writer.add(writer.scheme, VOID.classPartition, held)
            writer.add(held, VOID["class"], kind)
            writer.add(held, VOID.entities, Literal(count))


def write_axis(writer: Writer) -> None:
    """Write the seven levels, in order, as every edition shares them."""
    levels = URIRef(writer.mint.levels)
    writer.add(levels, RDF.type, SKOS.ConceptScheme)
    ordered = URIRef(writer.mint.ordered_levels)
    writer.add(ordered, RDF.type, SKOS.OrderedCollection)
    titles = {"en": "Levels of responsibility", "fr": "Niveaux de responsabilité"}
    for tag, title in titles.items():
        writer.add(levels, DCTERMS.title, Literal(title, lang=tag))
        writer.add(levels, SKOS.prefLabel, Literal(title, lang=tag))
        writer.add(ordered, SKOS.prefLabel, Literal(title, lang=tag))
    writer.add(ordered, SKOS.memberList, URIRef(writer.mint.ordered_levels_from(LEVELS[0])))
    for number in LEVELS:
        level = URIRef(writer.mint.level(number))
        _place(writer, number, level)
        writer.add(ordered, SKOS.member, level)
        writer.add(level, RDF.type, SKOS.Concept, SFIA.Level)
        writer.add(level, SKOS.inScheme, levels)
        writer.add(level, SKOS.topConceptOf, levels)
        writer.add(levels, SKOS.hasTopConcept, level)
        writer.add(level, SFIA.levelNumber, Literal(number))
        writer.add(level, DCTERMS.identifier, Literal(str(number)))
        writer.add(level, SKOS.notation, Literal(str(number), datatype=SFIA.LevelCode))
        for tag in WORDS:
            writer.add(level, SKOS.prefLabel, Literal(level_label(number, tag), lang=tag))
        if writer.is_naming:
            writer.add(level, SKOS.exactMatch, URIRef(official_level(number)))


def _place(writer: Writer, number: int, level: URIRef) -> None:
    """Write a cell of the ordered list; its IRI lets many sources make one list of it."""
    cell = URIRef(writer.mint.ordered_levels_from(number))
    last = number == LEVELS[-1]
    rest = RDF.nil if last else URIRef(writer.mint.ordered_levels_from(number + 1))
    writer.add(cell, RDF.first, level)
    writer.add(cell, RDF.rest, rest)


def write_categories(writer: Writer) -> None:
    """Write the categories and subcategories."""
    for category in writer.edition.categories:
        kind = SFIA.Subcategory if category.parent else SFIA.Category
        iri = writer.mint.category(writer.number, category.slug)
        concept = writer.concept(iri, kind, None, SFIA.LevelCode)
        writer.name(concept, category.name)
        if category.parent:
            writer.under(concept, URIRef(writer.mint.category(writer.number, category.parent)))
        else:
            writer.top(concept)
        if writer.is_naming:
            official = official_category(category.slug)
            writer.add(concept, SKOS.exactMatch, URIRef(official))

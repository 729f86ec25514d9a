"""The hand that writes concepts of an edition: codes, names, texts and places, up to a tier."""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from sfia_graph.languages import level_label
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES
from sfia_graph.records import Edition, LevelText
from sfia_graph.tiers import TIERS, Tier

SFIA = Namespace(PREFIXES["sfia"])
SCHEMA = Namespace(PREFIXES["schema"])
XKOS = Namespace(PREFIXES["xkos"])

NAMING_EDITION = 9
"""The edition whose names the skills across editions bear: the newest that is known."""


class Writer:
    """Writes one edition into a graph; `number` and `language` are the edition's."""

    def __init__(self, graph: Graph, edition: Edition, tier: Tier, base: str) -> None:
        self.graph, self.edition, self.mint = graph, edition, Minter(base)
        self.names, self.texts = TIERS.index(tier) >= 1, TIERS.index(tier) >= 2
        self.number, self.language = edition.number, edition.language
        self.scheme = URIRef(self.mint.edition(edition.number))
        self.is_naming = edition.number == NAMING_EDITION

    def add(self, subject: Node, predicate: URIRef, *objects: Node) -> None:
        """Add statements with one subject and predicate."""
        for each in objects:
            self.graph.add((subject, predicate, each))

    def name(self, subject: Node, name: str | None) -> None:
        """Give a concept its name, where the tier has names."""
        if self.names and name:
            self.add(subject, SKOS.prefLabel, Literal(name, lang=self.language))

    def text(self, subject: Node, predicate: URIRef, text: str | None) -> None:
        """Give a concept a text, where the tier has texts."""
        if self.texts and text:
            self.add(subject, predicate, Literal(text, lang=self.language))

    def concept(self, iri: str, kind: URIRef, code: str | None, datatype: URIRef) -> URIRef:
        """Write a concept of the edition, its code as notation and as identifier."""
        concept = URIRef(iri)
        self.add(concept, RDF.type, SKOS.Concept, kind)
        self.add(concept, SKOS.inScheme, self.scheme)
        if code is not None:
            self.add(concept, DCTERMS.identifier, Literal(code))
            self.add(concept, SKOS.notation, Literal(code, datatype=datatype))
        return concept

    def top(self, concept: URIRef) -> None:
        """Make a concept one of the edition’s top concepts."""
        self.add(concept, SKOS.topConceptOf, self.scheme)
        self.add(self.scheme, SKOS.hasTopConcept, concept)

    def under(self, concept: URIRef, parent: URIRef) -> None:
        """Put a concept under another, both ways."""
        self.add(concept, SKOS.broader, parent)
        self.add(parent, SKOS.narrower, concept)

    def at_level(
        self, here: URIRef, parent: URIRef, of: URIRef, name: str | None, at: LevelText
    ) -> None:
        """Say what stands at a level: its parent, its level, a name made of both, its text."""
        self.under(here, parent)
        self.add(here, of, parent)
        self.add(here, SFIA.level, URIRef(self.mint.level(at.level)))
        if name:
            self.name(here, f"{name}, {level_label(at.level, self.language).lower()}")
        self.text(here, SKOS.definition, at.text)

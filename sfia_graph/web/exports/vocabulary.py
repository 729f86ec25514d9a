"""A concept scheme as a vocabulary that stands alone, in one language (SKOS, by VocPub 5).

Each concept has one name and one definition: the framework's own where the graph has it, or else
this project's gloss, or else one of what the concept is by its place. A concept of another
framework, of which only the name is here, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, SFIA, expand, local_name
from sfia_graph.web.exports.facts import Facts, Saying, in_language
from sfia_graph.web.exports.mappings import RELATIONS
from sfia_graph.web.exports.schemes import Scheme, content, is_in, named, schemes
from sfia_graph.web.exports.sources import unofficial
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site
from sfia_graph.web.turtle import to_turtle
from sfia_graph.web.wording import words

VOCPUB = "https://linked.data.gov.au/def/vocpub"
_KEPT = ("skos:notation", "dcterms:identifier", "dcterms:isReplacedBy", "dcterms:replaces")
_LEADING = ("skos:broader", "skos:narrower", "skos:related")
_BY_PLACE = (
    *("SkillAtLevel", "AttributeAtLevel", "LevelInEdition", "Level"),
    *("Subcategory", "Category", "Attribute", "Skill", "SkillIdentity"),
)
"""The classes whose members are defined by their place, those of a narrower kind first."""
_XSD = PREFIXES["xsd"]


def vocabulary(site: Site, iri: str, language: str) -> bytes:
    """Write a concept scheme as Turtle, the scheme first."""
    scheme = next(each for each in schemes(site) if each.iri == iri)
    return to_turtle(_Writer(site, scheme, language).triples(), iri)


class _Writer:
    """Says what a scheme and its concepts are, in a language."""

    def __init__(self, site: Site, scheme: Scheme, language: str) -> None:
        self.site, self.scheme, self.language = site, scheme, language
        self.content = content(site, scheme.iri)
        self.words = words(language)["vocabulary"]
        self.title = in_language(self.content.titles, language) or self.content.titles[0]
        self.tops = self.content.tops

    def triples(self) -> list[ox.Triple]:
        found = {*self._scheme()}
        for each in self.content.concepts.values():
            found.update(self._concept(each))
        return sorted(found, key=str)

    def _scheme(self) -> Iterator[ox.Triple]:
        iri, scheme = self.scheme.iri, self.scheme
        yield _said(iri, "rdf:type", _iri("skos:ConceptScheme"))
        yield _said(iri, "skos:prefLabel", _text(self.title))
        about = self.words["scheme"].format(name=self.title.value)
        yield _said(iri, "skos:definition", self._own(about))
        yield _said(iri, "skos:historyNote", self._own(self.words["history"]))
        yield _said(iri, "skos:editorialNote", _text(unofficial(self.language)))
        for name in ("dcterms:created", "dcterms:modified"):
            moment = modified(self.site).isoformat()
            yield _said(iri, name, ox.Literal(moment, datatype=ox.NamedNode(f"{_XSD}dateTime")))
        yield from (_said(iri, "skos:hasTopConcept", _iri(each)) for each in self.tops)
        yield from (_said(iri, "prov:wasDerivedFrom", _iri(each)) for each in scheme.files)
        licences = {each.licence for each in scheme.sources}
        if len(licences) == 1 and "" not in licences:
            yield _said(iri, "schema:license", _iri(*licences))
        yield from self._people(iri)

    def _people(self, iri: str) -> Iterator[ox.Triple]:
        """Say who made the framework, who holds the rights in it, who publishes this."""
        # The catalogue lists the files that this module writes.
        from sfia_graph.web.catalogue.agents import who

        publisher = who(self.site)
        agents = {publisher.iri: (publisher.name, publisher.page)}
        holders = dict.fromkeys(each.holder for each in self.scheme.sources if each.holder)
        for each in holders:
            agents[each.iri] = (each.name, each.page)
            yield _said(iri, "schema:copyrightHolder", _iri(each.iri))
        yield _said(iri, "dcterms:publisher", _iri(publisher.iri))
        for maker in [each.iri for each in holders] or [publisher.iri]:
            yield _said(iri, "dcterms:creator", _iri(maker))
        for agent, (name, page) in agents.items():
            yield _said(agent, "rdf:type", _iri("schema:Organization"))
            yield _said(agent, "schema:name", ox.Literal(name))
            address = ox.Literal(page, datatype=ox.NamedNode(f"{_XSD}anyURI"))
            yield from [_said(agent, "schema:url", address)] if page else []

    def _concept(self, thing: Facts) -> Iterator[ox.Triple]:
        iri = thing.iri
        yield _said(iri, "rdf:type", _iri("skos:Concept"))
        for name in ("skos:inScheme", "rdfs:isDefinedBy"):
            yield _said(iri, name, _iri(self.scheme.iri))
        label = named(thing, self.language) or Saying(local_name(iri), "", "")
        yield _said(iri, "skos:prefLabel", _text(label))
        for each in self._spoken(thing.sayings("skos:altLabel")):
            yield _said(iri, "skos:altLabel", _text(each))
        for each in self._spoken(thing.sayings("skos:scopeNote")):
            yield _said(iri, "skos:scopeNote", _text(each))
        told = self._told(thing, label)
        yield from [_said(iri, "skos:definition", told)] if told else []
        yield from self._standing(thing)

    def _spoken(self, sayings: Iterable[Saying]) -> Iterator[Saying]:
        return (each for each in sayings if is_in(each, self.language))

    def _standing(self, thing: Facts) -> Iterator[ox.Triple]:
        """Say what a concept stands above and below, its codes, its mappings, its sources."""
        iri = thing.iri
        if iri in self.tops:
            yield _said(iri, "skos:topConceptOf", _iri(self.scheme.iri))
        for name in _LEADING:
            inside = (each for each in thing.iris(name) if each in self.content.concepts)
            yield from (_said(iri, name, _iri(each)) for each in inside)
        for name in RELATIONS.values():
            yield from (_said(iri, name, _iri(each)) for each in thing.iris(name))
        for name in _KEPT:
            yield from (_said(iri, name, value) for value, _ in thing.said.get(expand(name), ()))
        yield from (_said(iri, "prov:wasDerivedFrom", _iri(each)) for each in self.scheme.files)

    def _told(self, thing: Facts, label: Saying) -> ox.Literal | None:
        """Give what a concept is: a definition, a gloss, or what its place says."""
        for name in ("skos:definition", "sfia:gloss"):
            found = in_language(thing.sayings(name), self.language)
            if found and is_in(found, self.language):
                return _text(found)
        kinds = {each.removeprefix(SFIA) for each in thing.values("rdf:type")}
        kind = next((each for each in _BY_PLACE if each in kinds), None)
        if kind is None:
            return None
        above = next((it for it in thing.iris("skos:broader") if it in self.content.concepts), "")
        upper = named(self.content.concepts[above], self.language) if above else None
        return self._own(
            self.words[kind].format(
                scheme=self.title.value,
                name=label.value,
                code=thing.value("dcterms:identifier"),
                level=local_name(thing.iri_of("sfia:level") or thing.iri),
                of=upper.value if upper else label.value,
            )
        )

    def _own(self, text: str) -> ox.Literal:
        return ox.Literal(text, language=words(self.language)["language"])


def _text(saying: Saying) -> ox.Literal:
    if saying.language:
        return ox.Literal(saying.value, language=saying.language)
    return ox.Literal(saying.value)


def _iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def _said(subject: str, name: str, value: ox.NamedNode | ox.Literal | ox.BlankNode) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(expand(name)), value)

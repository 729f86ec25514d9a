"""The concept schemes of a site's graph, each with what says it and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import SFIA, expand, slug
from sfia_graph.web.exports.facts import Facts, Saying, facts, in_language
from sfia_graph.web.exports.sources import Source, sources
from sfia_graph.web.once import once
from sfia_graph.web.readable import is_blank
from sfia_graph.web.site import Site

_SAFE = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)*", re.ASCII)
_SCHEME = expand("skos:ConceptScheme")
_MEMBER = ("skos:inScheme", "skos:topConceptOf")


@dataclass(frozen=True)
class Content:
    """What a graph says of a concept scheme, and of its concepts by their IRIs."""

    own: Facts
    concepts: Mapping[str, Facts]

    @property
    def titles(self) -> tuple[Saying, ...]:
        """What the scheme is called, in several languages or none."""
        return self.own.sayings("skos:prefLabel") or self.own.sayings("dcterms:title")

    @property
    def tops(self) -> list[str]:
        """The concepts that the scheme begins with, sorted."""
        said = set(self.own.iris("skos:hasTopConcept"))
        tops = (
            iri
            for iri, each in self.concepts.items()
            if iri in said or self.own.iri in each.iris("skos:topConceptOf")
        )
        return sorted(tops)

    @property
    def graphs(self) -> list[str]:
        """The named graphs that say of a concept that it stands in the scheme, sorted."""
        said = (
            pair
            for each in self.concepts.values()
            for name in _MEMBER
            for pair in each.said.get(expand(name), ())
        )
        return sorted({graph for value, graph in said if graph and value.value == self.own.iri})

    @property
    def is_ours(self) -> bool:
        """Whether each concept is of a class of the ontology, which says what it is."""
        kinds = (each.values("rdf:type") for each in self.concepts.values())
        return all(any(kind.startswith(SFIA) for kind in several) for several in kinds)

    def speaks(self, language: str) -> bool:
        """Whether most concepts have a name in a language."""
        names = (each.sayings("skos:prefLabel") for each in self.concepts.values())
        spoken = sum(any(is_seen_in(each, language) for each in several) for several in names)
        return 2 * spoken > len(self.concepts)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme: what its files are called, and the languages that it speaks.

    `is_ours` is said of it as of its `Content`. `sources` are the named graphs that say what stands
    in it, `files` what these were made from.
    """

    iri: str
    name: str
    is_ours: bool
    languages: tuple[str, ...]
    sources: tuple[Source, ...]
    files: tuple[str, ...]


def named(thing: Facts, language: str) -> Saying | None:
    """Give what a thing is called, in a language or in the nearest that there is."""
    return in_language(thing.sayings("skos:prefLabel"), language)


def is_in(saying: Saying | None, language: str) -> bool:
    """Whether there is a text, and in a language, whatever its region."""
    return saying is not None and primary(saying.language) == primary(language)


def is_seen_in(saying: Saying, language: str) -> bool:
    """Whether a text is in a language, and there is something to be seen of it."""
    return is_in(saying, language) and not is_blank(saying.value)


@once
def schemes(site: Site) -> tuple[Scheme, ...]:
    """Give the concept schemes that have a title and concepts, by their IRIs."""
    found = (_scheme(site, iri) for iri in sorted(set(_subjects(site, "rdf:type", _SCHEME))))
    return tuple(each for each in found if each.languages)


def content(site: Site, iri: str, only: Collection[str] = ()) -> Content:
    """Read what the graph says of a concept scheme, and of its concepts by properties."""
    members = {each for name in _MEMBER for each in _subjects(site, name, iri)}
    engine = site.store.engine
    concepts = {each: facts(engine, each, only=only) for each in sorted(members)}
    return Content(facts(engine, iri), concepts)


def _scheme(site: Site, iri: str) -> Scheme:
    found = content(site, iri, ("rdf:type", "skos:prefLabel", *_MEMBER))
    graphs = found.graphs
    made = (facts(site.store.engine, each).iris("prov:wasDerivedFrom") for each in graphs)
    spoken = [each for each in site.languages if found.titles and found.speaks(each)]
    files = sorted({each for several in made for each in several})
    return Scheme(
        iri, _name(site, iri), found.is_ours, tuple(spoken), sources(site, graphs), tuple(files)
    )


def _name(site: Site, iri: str) -> str:
    """Give what the files of a scheme are called: the end of its IRI, with hyphens."""
    stem = site.stem(iri) or ""
    return stem.replace("/", "-") if _SAFE.fullmatch(stem) else slug(iri) or "scheme"


def _subjects(site: Site, name: str, iri: str) -> Iterator[str]:
    quads = site.store.engine.quads_for_pattern(
        None, ox.NamedNode(expand(name)), ox.NamedNode(iri), None
    )
    found = (each.subject for each in quads)
    return (each.value for each in found if isinstance(each, ox.NamedNode))

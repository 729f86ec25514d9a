"""A vocabulary as statements, in the order of its IRIs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from sfia_graph.minting import Minter
from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.provenance import Description, description_triples
from sfia_graph.terms import to_oxigraph
from sfia_graph.tiers import Tier
from sfia_graph.vocabularies.records import Concept, Vocabulary
from sfia_graph.vocabularies.settling import BROADER

_RDF, _SKOS, _DCTERMS, _OWL, _SFIA, _XSD = (
    PREFIXES[prefix] for prefix in ("rdf", "skos", "dcterms", "owl", "sfia", "xsd")
)
_TYPE = NamedNode(f"{_RDF}type")
_CONCEPT, _SCHEME = NamedNode(f"{_SKOS}Concept"), NamedNode(f"{_SKOS}ConceptScheme")
_BROADER, _NARROWER = NamedNode(BROADER), NamedNode(f"{_SKOS}narrower")
_IN, _TOP_OF, _HAS_TOP = (
    NamedNode(f"{_SKOS}{name}") for name in ("inScheme", "topConceptOf", "hasTopConcept")
)
_TITLE, _IDENTIFIER = NamedNode(f"{_DCTERMS}title"), NamedNode(f"{_DCTERMS}identifier")
_DEPRECATED, _NUMBER = NamedNode(f"{_OWL}deprecated"), NamedNode(f"{_SFIA}levelNumber")
_NOTATION = f"{_SKOS}notation"
_TRUE = Literal("true", datatype=NamedNode(f"{_XSD}boolean"))
_INTEGER = NamedNode(f"{_XSD}integer")


@dataclass(frozen=True, slots=True)
class Statements:
    """A named graph that is ready to be written.

    `iri` is its name, `file` the first of its sources, `title` and `languages` are those of what
    it holds, `concepts` says of how many it speaks. `triples` gives its triples anew at each call,
    its description first.
    """

    iri: str
    file: str
    title: str
    languages: tuple[str, ...]
    licence: str | None
    concepts: int
    triples: Callable[[], Iterator[Triple]]


def to_statements(vocabulary: Vocabulary, *, tier: Tier, base: str = BASE) -> Statements:
    """Give a vocabulary as a named graph with its description, such as `graph/ecf-4-names`."""
    description = _describe(vocabulary, tier)
    iri, described = description_of(description, base)
    return Statements(
        iri=iri,
        file=vocabulary.sources[0].name,
        title=description.title,
        languages=description.languages,
        licence=description.licence,
        concepts=len(vocabulary.concepts),
        triples=lambda: chain(described, statements(vocabulary)),
    )


def _describe(vocabulary: Vocabulary, tier: Tier) -> Description:
    """The languages are in the graph's name where the framework is in several."""
    framework = vocabulary.framework
    languages = tuple(vocabulary.languages)
    parts = (
        languages
        if framework.language is None and framework.licence and tier != "structure"
        else ()
    )
    return Description(
        name="-".join((framework.name, *parts, tier)),
        title=framework.title,
        languages=languages,
        tier=tier,
        sources=vocabulary.sources,
        licence=vocabulary.licence,
        holder=framework.holder or vocabulary.holder,
    )


def description_of(description: Description, base: str = BASE) -> tuple[str, list[Triple]]:
    """Give the IRI of a named graph and the triples that describe it."""
    triples = [
        Triple(to_oxigraph(subject), NamedNode(str(predicate)), to_oxigraph(value))  # type: ignore[arg-type]
        for subject, predicate, value in description_triples(description, base=base)
    ]
    return Minter(base).graph(description.name), triples


def statements(vocabulary: Vocabulary) -> Iterator[Triple]:
    """Give a vocabulary's schemes and concepts as triples (SKOS Reference, sections 3 to 8).

    Inverses are stated too: what is broader is narrower the other way, and a concept without a
    broader one is a top concept of its schemes.
    """
    for iri, title in sorted(vocabulary.schemes.items()):
        scheme = NamedNode(iri)
        yield Triple(scheme, _TYPE, _SCHEME)
        yield Triple(scheme, _TITLE, Literal(title, language="en"))
    for iri in sorted(vocabulary.concepts):
        yield from _concept(vocabulary.concepts[iri])


def _concept(concept: Concept) -> Iterator[Triple]:
    here = NamedNode(concept.iri)
    yield Triple(here, _TYPE, _CONCEPT)
    schemes = [NamedNode(scheme) for scheme in concept.schemes]
    top = not any(what.iri == BROADER for what, _, _ in concept.said)
    for scheme in schemes:
        yield Triple(here, _IN, scheme)
        if top:
            yield Triple(here, _TOP_OF, scheme)
            yield Triple(scheme, _HAS_TOP, here)
    for what, value, _ in concept.said:
        if what.link:
            target = NamedNode(value)
            yield Triple(here, NamedNode(what.iri), target)
            if what.iri == BROADER:
                yield Triple(target, _NARROWER, here)
            continue
        yield Triple(here, NamedNode(what.iri), Literal(value, language=what.language))
        if what.iri == _NOTATION:
            yield Triple(here, _IDENTIFIER, Literal(value))
    if concept.number is not None:
        yield Triple(here, _NUMBER, Literal(str(concept.number), datatype=_INTEGER))
    if concept.deprecated:
        yield Triple(here, _DEPRECATED, _TRUE)

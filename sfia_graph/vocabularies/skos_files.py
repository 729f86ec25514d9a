"""A vocabulary that is SKOS already, in any RDF format: carried over as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from sfia_graph.errors import Place, SourceError, counted
from sfia_graph.files import sha256
from sfia_graph.languages import primary
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.namespaces import PREFIXES
from sfia_graph.official_iris import OFFICIAL
from sfia_graph.provenance import Description
from sfia_graph.rdf import read_quads
from sfia_graph.records import SourceFile
from sfia_graph.tags import canonical
from sfia_graph.tiers import Tier
from sfia_graph.vocabularies.cycles import cycles, shown
from sfia_graph.vocabularies.esco import ESCO
from sfia_graph.vocabularies.esco_tables import ESCO_IRI
from sfia_graph.vocabularies.reading import Wish, licence_of, own_name
from sfia_graph.vocabularies.writing import Statements, description_of

_SKOS, _RDF, _DCTERMS, _RDFS = (PREFIXES[each] for each in ("skos", "rdf", "dcterms", "rdfs"))
_XL = "http://www.w3.org/2008/05/skos-xl#"
_MODEL = f"{ESCO_IRI}model#"
_TYPE = f"{_RDF}type"
_CONCEPT, _SCHEME = f"{_SKOS}Concept", f"{_SKOS}ConceptScheme"
_BROADER, _NARROWER = f"{_SKOS}broader", f"{_SKOS}narrower"

_INVERSES = {
    _BROADER: _NARROWER,
    _NARROWER: _BROADER,
    f"{_SKOS}topConceptOf": f"{_SKOS}hasTopConcept",
    f"{_SKOS}hasTopConcept": f"{_SKOS}topConceptOf",
}
_CHAINS = (
    (f"{_XL}prefLabel", f"{_XL}literalForm", f"{_SKOS}prefLabel"),
    (f"{_XL}altLabel", f"{_XL}literalForm", f"{_SKOS}altLabel"),
    (f"{_XL}hiddenLabel", f"{_XL}literalForm", f"{_SKOS}hiddenLabel"),
    (f"{_DCTERMS}description", f"{_MODEL}nodeLiteral", f"{_SKOS}definition"),
)
"""What stands at the end of two properties, and as what (SKOS-XL, section 4.2; ESCO's model)."""

_NAMES = frozenset(
    {
        *(f"{_SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel")),
        *(f"{_XL}literalForm", f"{_DCTERMS}title", f"{_RDFS}label"),
    }
)
_CODES = frozenset({f"{_SKOS}notation", f"{_DCTERMS}identifier"})
_TEXTUAL = frozenset(
    {
        PREFIXES["xsd"] + "string",
        f"{_RDF}langString",
        f"{_RDF}HTML",
        f"{_RDF}XMLLiteral",
    }
)


def read_skos(path: Path, wish: Wish) -> Statements | None:
    """Read a file of SKOS: None for one that is not, or that is the SFIA Foundation's own.

    What SKOS entails is stated too: inverses in the hierarchy, and the labels of SKOS-XL as plain
    ones. Below the tier `texts` no text stays but names, below `names` no names. Raises
    `SourceError` for concepts without a scheme, a scheme without concepts, a cycle of broader
    concepts, and where `wish.language` is none of the file's.
    """
    if path.suffix.lower() not in RDF_ENDINGS:
        return None
    try:
        quads = read_quads(path)
    except SourceError:
        return None
    concepts, schemes = _typed(quads, _CONCEPT), _typed(quads, _SCHEME)
    if not (concepts or schemes) or any(OFFICIAL in str(quad.subject) for quad in quads):
        return None
    _check(path, quads, concepts, schemes)
    triples = list(dict.fromkeys(chain((quad.triple for quad in quads), _entailed(quads))))
    _check_language(path, triples, wish)
    description = _describe(path, quads, schemes, triples, wish)
    kept = [each for each in triples if _is_kept(each, wish.tier)]
    iri, described = description_of(description, wish.base)
    return Statements(
        iri=iri,
        file=path.name,
        title=description.title,
        languages=description.languages,
        licence=description.licence,
        concepts=len(concepts),
        triples=lambda: chain(described, kept),
    )


def _typed(quads: Iterable[Quad], kind: str) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == _TYPE
        and isinstance(quad.object, NamedNode)
        and quad.object.value == kind
        and isinstance(quad.subject, NamedNode)
    }


def _check(path: Path, quads: list[Quad], concepts: set[str], schemes: set[str]) -> None:
    place = Place(path.name)
    if not schemes:
        problem = f"{counted(len(concepts), 'concept')} and no skos:ConceptScheme"
        raise SourceError(place, problem, "describe the scheme that its concepts are in")
    if not concepts:
        problem = f"{counted(len(schemes), 'scheme')} and no skos:Concept"
        raise SourceError(place, problem, "give its concepts that type")
    above: dict[str, list[str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.predicate.value == _BROADER:
                above.setdefault(quad.subject.value, []).append(quad.object.value)
            elif quad.predicate.value == _NARROWER:
                above.setdefault(quad.object.value, []).append(quad.subject.value)
    for cycle in cycles(above):
        problem = f"a cycle of broader concepts: {shown(cycle)}"
        raise SourceError(place, problem, "break it at one statement")


def _entailed(quads: list[Quad]) -> Iterator[Triple]:
    texts: dict[str, dict[str, list[Literal]]] = {name: {} for _, name, _ in _CHAINS}
    for quad in quads:
        if quad.predicate.value in texts and isinstance(quad.object, Literal):
            texts[quad.predicate.value].setdefault(str(quad.subject), []).append(quad.object)
    for quad in quads:
        inverse = _INVERSES.get(quad.predicate.value)
        if inverse and isinstance(quad.object, NamedNode):
            yield Triple(quad.object, NamedNode(inverse), quad.subject)
        for first, second, whole in _CHAINS:
            if quad.predicate.value == first:
                for text in texts[second].get(str(quad.object), ()):
                    yield Triple(quad.subject, NamedNode(whole), text)


def _is_kept(triple: Triple, tier: Tier) -> bool:
    value, predicate = triple.object, triple.predicate.value
    if tier == "texts" or not isinstance(value, Literal) or predicate in _CODES:
        return True
    if value.datatype.value not in _TEXTUAL:
        return True
    return tier == "names" and predicate in _NAMES


def _languages(triples: Iterable[Triple]) -> tuple[str, ...]:
    tags = {
        canonical(each.object.language)
        for each in triples
        if isinstance(each.object, Literal) and each.object.language
    }
    return tuple(sorted(tags))


def _check_language(path: Path, triples: list[Triple], wish: Wish) -> None:
    said = _languages(triples)
    if wish.language and primary(wish.language) not in map(primary, said):
        found = f"its texts are in {', '.join(said)}" if said else "its texts have no language"
        problem = f"{found}, none in {wish.language}"
        raise SourceError(Place(path.name), problem, "leave --language out")


def _describe(
    path: Path, quads: list[Quad], schemes: set[str], triples: list[Triple], wish: Wish
) -> Description:
    is_esco = any(iri.startswith(ESCO_IRI) for iri in schemes)
    title = ESCO.title if is_esco else wish.name or path.stem
    known = ESCO.licence if is_esco else _stated_licence(quads, schemes)
    languages = _languages(triples)
    parts = languages if is_esco and wish.tier != "structure" else ()
    name = ESCO.name if is_esco else f"catalogue-{own_name(path, wish)}"
    return Description(
        name="-".join((name, *parts, wish.tier)),
        title=title,
        languages=languages,
        tier=wish.tier,
        sources=(SourceFile(path.name, sha256(path)),),
        licence=licence_of(title, known, wish),
        holder=ESCO.holder if is_esco else wish.holder,
    )


def _stated_licence(quads: list[Quad], schemes: set[str]) -> str | None:
    said = sorted(
        quad.object.value
        for quad in quads
        if quad.predicate.value == f"{_DCTERMS}license"
        and isinstance(quad.object, NamedNode)
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value in schemes
    )
    return said[0] if said else None

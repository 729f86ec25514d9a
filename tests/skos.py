"""SKOS integrity (SKOS Reference, by the numbers of its conditions), as plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
COLLECTIONS = (SKOS.Collection, SKOS.OrderedCollection)


def breaches(graph: Graph) -> list[str]:
    """Give each breach of SKOS's integrity and of this project's promises on hierarchy."""
    return [breach for check in CHECKS for breach in check(graph)]


def _of(graph: Graph, kind: URIRef) -> set[Node]:
    return set(graph.subjects(RDF.type, kind))


def _s9_schemes_are_no_concepts(graph: Graph) -> Iterator[str]:
    for each in _of(graph, SKOS.Concept) & _of(graph, SKOS.ConceptScheme):
        yield f"S9 {each}"


def _s13_labels_are_disjoint(graph: Graph) -> Iterator[str]:
    kinds = defaultdict(set)
    for property in LABELS:
        for subject, label in graph.subject_objects(property):
            kinds[subject, label].add(property)
    for (subject, label), properties in kinds.items():
        if len(properties) > 1:
            yield f"S13 {subject} {label}"


def _s14_one_label_a_language(graph: Graph) -> Iterator[str]:
    counted = Counter(
        (subject, (label.language or "").lower())
        for subject, label in graph.subject_objects(SKOS.prefLabel)
        if isinstance(label, Literal)
    )
    for (subject, language), times in counted.items():
        if times > 1:
            yield f"S14 {subject} {language!r}"


def _above(graph: Graph, concept: Node) -> set[Node | None]:
    return {each for each in graph.transitive_objects(concept, SKOS.broader) if each != concept}


def _s27_related_is_not_above(graph: Graph) -> Iterator[str]:
    for subject, other in graph.subject_objects(SKOS.related):
        if other in _above(graph, subject) or subject in _above(graph, other):
            yield f"S27 {subject} {other}"


def _s36_lists_are_lists(graph: Graph) -> Iterator[str]:
    for collection, start in graph.subject_objects(SKOS.memberList):
        if len(list(graph.objects(collection, SKOS.memberList))) != 1:
            yield f"S35 {collection}"
        cell, seen = start, set[Node]()
        while cell != RDF.nil:
            firsts, rests = (
                list(graph.objects(cell, RDF.first)),
                list(graph.objects(cell, RDF.rest)),
            )
            if cell in seen or len(firsts) != 1 or len(rests) != 1:
                yield f"S36 {cell}"
                break
            if firsts[0] not in _of(graph, SKOS.Concept):
                yield f"S36 {firsts[0]}"
            seen.add(cell)
            cell = rests[0]


def _s37_collections_are_neither(graph: Graph) -> Iterator[str]:
    collections = set().union(*(_of(graph, kind) for kind in COLLECTIONS))
    for each in collections & (_of(graph, SKOS.Concept) | _of(graph, SKOS.ConceptScheme)):
        yield f"S37 {each}"


def _s46_exact_is_not_broad(graph: Graph) -> Iterator[str]:
    for subject, other in graph.subject_objects(SKOS.exactMatch):
        for property in (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
            if (subject, property, other) in graph or (other, property, subject) in graph:
                yield f"S46 {subject} {other}"


def _inverses_are_materialised(graph: Graph) -> Iterator[str]:
    pairs = ((SKOS.broader, SKOS.narrower), (SKOS.topConceptOf, SKOS.hasTopConcept))
    for property, inverse in pairs:
        for one, other in graph.subject_objects(property):
            if (other, inverse, one) not in graph:
                yield f"no {inverse} {other} {one}"
        for one, other in graph.subject_objects(inverse):
            if (other, property, one) not in graph:
                yield f"no {property} {other} {one}"


def _every_concept_has_a_place(graph: Graph) -> Iterator[str]:
    for concept in _of(graph, SKOS.Concept):
        schemes = set(graph.objects(concept, SKOS.inScheme))
        if len(schemes) != 1 or not schemes <= _of(graph, SKOS.ConceptScheme):
            yield f"in {len(schemes)} schemes: {concept}"
        tops = set(graph.objects(concept, SKOS.topConceptOf))
        broader = set(graph.objects(concept, SKOS.broader))
        if len(broader) + len(tops) != 1 or not tops <= schemes:
            yield f"{len(broader)} broader, {len(tops)} tops: {concept}"
        for parent in broader:
            if set(graph.objects(parent, SKOS.inScheme)) != schemes:
                yield f"broader in another scheme: {concept}"


def _what_stands_in_a_hierarchy_is_a_concept(graph: Graph) -> Iterator[str]:
    concepts = _of(graph, SKOS.Concept)
    for property in (SKOS.broader, SKOS.narrower):
        for pair in graph.subject_objects(property):
            yield from (f"no concept: {each}" for each in pair if each not in concepts)


def _nothing_is_above_itself(graph: Graph) -> Iterator[str]:
    for concept in set(graph.subjects(SKOS.broader)):
        if any(concept in _above(graph, parent) for parent in graph.objects(concept, SKOS.broader)):
            yield f"above itself: {concept}"


def _notations_are_unique_in_a_scheme(graph: Graph) -> Iterator[str]:
    counted = Counter(
        (scheme, notation)
        for concept, notation in graph.subject_objects(SKOS.notation)
        for scheme in graph.objects(concept, SKOS.inScheme)
    )
    for (scheme, notation), times in counted.items():
        if times > 1:
            yield f"notation {notation} {times} times in {scheme}"


CHECKS = (
    _s9_schemes_are_no_concepts,
    _s13_labels_are_disjoint,
    _s14_one_label_a_language,
    _s27_related_is_not_above,
    _s36_lists_are_lists,
    _s37_collections_are_neither,
    _s46_exact_is_not_broad,
    _inverses_are_materialised,
    _every_concept_has_a_place,
    _what_stands_in_a_hierarchy_is_a_concept,
    _nothing_is_above_itself,
    _notations_are_unique_in_a_scheme,
)

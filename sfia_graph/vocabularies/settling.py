"""A filled vocabulary made whole: links that lead nowhere, cycles, concepts without a name."""

from __future__ import annotations

from collections import Counter

from sfia_graph.errors import counted, quoted
from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.report import Report
from sfia_graph.vocabularies.cycles import cycles, shown
from sfia_graph.vocabularies.records import Concept, Said, Vocabulary

_SKOS = PREFIXES["skos"]
LABEL, BROADER = f"{_SKOS}prefLabel", f"{_SKOS}broader"
_NAMES = (LABEL, f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel")


def settle(vocabulary: Vocabulary, report: Report, *, named: bool) -> None:
    """Leave out what cannot stand, and note each fault; `named` says that concepts have names.

    A link to a concept that is not there is a fault, and a warning where the framework's links may
    lead to other files: the link is then left out. Raises `SourceError` where there is a fault.
    """
    _forget_the_placeless(vocabulary, report)
    _take_from_spare(vocabulary)
    _check_links(vocabulary, report)
    _check_cycles(vocabulary, report)
    for concept in vocabulary.concepts.values():
        concept.deprecated |= not concept.alive
        if named:
            _check_names(vocabulary, concept, report)
    report.raise_rejects()


def _forget_the_placeless(vocabulary: Vocabulary, report: Report) -> None:
    """Leave out what is only spoken of: its description is in another file."""
    placeless = [each for each in vocabulary.concepts.values() if not each.schemes]
    for concept in placeless:
        del vocabulary.concepts[concept.iri]
    if placeless:
        first = placeless[0]
        count = counted(len(placeless), "concept")
        message = f"speaks of {count} that no file describes, left out: first {first.iri}"
        report.warn("not-described", vocabulary.place(first.table, first.row), first.iri, message)


def _take_from_spare(vocabulary: Vocabulary) -> None:
    for iri, concept in vocabulary.spare.items():
        vocabulary.concepts.setdefault(iri, concept)


def _check_links(vocabulary: Vocabulary, report: Report) -> None:
    astray: Counter[str] = Counter()
    first: dict[str, Said] = {}
    for concept in vocabulary.concepts.values():
        for said in concept.said:
            what, target, _ = said
            if what.link and target not in vocabulary.concepts:
                astray[what.iri] += 1
                first.setdefault(what.iri, said)
                if not vocabulary.framework.open:
                    _refuse_link(vocabulary, said, report)
        if astray:
            concept.said = [
                each for each in concept.said if not each[0].link or each[1] in vocabulary.concepts
            ]
    for iri, count in astray.items() if vocabulary.framework.open else ():
        said = first[iri]
        message = f"{counted(count, 'link')} to concepts that no file describes, left out: first"
        report.warn("not-described", vocabulary.place_of(said), said[1], f"{message} {said[1]}")


def _refuse_link(vocabulary: Vocabulary, said: Said, report: Report) -> None:
    problem = f"{quoted(local_name(said[1]))} is the id of no row"
    remedy = "add the row, or correct the id"
    report.reject(vocabulary.place_of(said), said[1], problem, remedy)


def _check_cycles(vocabulary: Vocabulary, report: Report) -> None:
    """Refuse cycles of broader concepts, which SKOS itself leaves open (section 8.6.8)."""
    above = {
        iri: [target for what, target, _ in concept.said if what.iri == BROADER]
        for iri, concept in vocabulary.concepts.items()
    }
    for cycle in cycles(above):
        concept = vocabulary.concepts[cycle[0]]
        said = next(each for each in concept.said if (each[0].iri, each[1]) == (BROADER, cycle[1]))
        problem = f"a cycle of broader concepts: {shown(cycle)}"
        report.reject(vocabulary.place_of(said), cycle[1], problem, "break it at one row")


def _check_names(vocabulary: Vocabulary, concept: Concept, report: Report) -> None:
    taken: set[tuple[str, str | None]] = set()
    if not any(what.iri == LABEL for what, _, _ in concept.said):
        place = vocabulary.place(concept.table, concept.row)
        report.reject(place, concept.iri, f"nothing names {concept.iri}", "give it a label")
    for name in _NAMES:
        for said in [each for each in concept.said if each[0].iri == name]:
            what, text, _ = said
            if (text, what.language) in taken:
                concept.said.remove(said)
                place = vocabulary.place_of(said)
                report.repair("same-name", place, text, "a name that is there already, left out")
            taken.add((text, what.language))

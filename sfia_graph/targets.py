"""Whether the concepts that mappings name are there, and still in use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sfia_graph.mappings.consistency import scheme
from sfia_graph.namespaces import BASE, compact
from sfia_graph.results import Rows
from sfia_graph.store import Store

_CONCEPTS = """
SELECT DISTINCT ?concept ?deprecated
WHERE {
  ?concept a skos:Concept .
  OPTIONAL { ?concept owl:deprecated ?deprecated }
  FILTER(ISIRI(?concept))
}
ORDER BY ?concept
"""
_SUCCESSORS = """
SELECT DISTINCT ?old ?new
WHERE { ?old dcterms:isReplacedBy ?new }
ORDER BY ?old ?new
"""
_SKILL = re.compile(rf"{re.escape(BASE)}(\d)/skill/([^/]+)(?:/([^/]+))?")


@dataclass(frozen=True, slots=True)
class Known:
    """The concepts of a store: those in use, the deprecated ones, and what took whose place."""

    concepts: frozenset[str]
    deprecated: frozenset[str] = frozenset()
    successors: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def schemes(self) -> frozenset[str]:
        """The vocabularies that hold concepts, each by what its IRIs begin with."""
        return frozenset(map(scheme, self.concepts))


def known(store: Store) -> Known:
    """Ask a store which concepts it holds."""
    concepts, deprecated = set(), set()
    for concept, is_deprecated in _rows(store, _CONCEPTS):
        concepts.add(str(concept))
        if is_deprecated in (True, "true"):
            deprecated.add(str(concept))
    successors: dict[str, list[str]] = defaultdict(list)
    for old, new in _rows(store, _SUCCESSORS):
        successors[str(old)].append(str(new))
    found = {old: tuple(new) for old, new in successors.items()}
    return Known(frozenset(concepts), frozenset(deprecated), found)


def _rows(store: Store, query: str) -> list[tuple[object, ...]]:
    answer = store.sparql(query)
    assert isinstance(answer, Rows)
    return [tuple(row) for row in answer.values()]


def fault(iri: str, known: Known) -> tuple[str, str] | None:
    """Say what is wrong with a concept's IRI, and what to do; None where nothing is.

    Nothing is said of a vocabulary that the store does not hold; `unchecked` names these.
    """
    if iri in known.deprecated:
        return f"{compact(iri)} is deprecated", _instead(iri, known, "map to one that is in use")
    if iri in known.concepts:
        return None
    if skill := _SKILL.fullmatch(iri):
        return _skill_fault(skill[1], skill[2], skill[3], known)
    if scheme(iri) in known.schemes:
        return f"{compact(iri)} is not in its vocabulary", "correct it"
    return None


def _skill_fault(
    edition: str, code: str, level: str | None, known: Known
) -> tuple[str, str] | None:
    skill = f"{BASE}{edition}/skill/{code}"
    if skill in known.concepts:
        levels = [n for n in "1234567" if f"{skill}/{n}" in known.concepts]
        return f"{code} has no level {level} in SFIA {edition}", f"it has {', '.join(levels)}"
    if not any(each.startswith(f"{BASE}{edition}/skill/") for each in known.concepts):
        return None
    identity = f"{BASE}skill/{code}"
    if identity in known.successors:
        return f"{code} was retired before SFIA {edition}", _instead(identity, known, "")
    others = [n for n in "123456789" if f"{BASE}{n}/skill/{code}" in known.concepts]
    if others:
        return f"SFIA {edition} has no {code}", f"SFIA {', '.join(others)} has it"
    return f"no edition of SFIA has the code {code}", "correct it"


def _instead(iri: str, known: Known, otherwise: str) -> str:
    successors = [each.rsplit("/", 1)[-1] for each in known.successors.get(iri, ())]
    return f"see {', '.join(successors)} instead" if successors else otherwise


def unchecked(iris: Iterable[str], known: Known) -> dict[str, int]:
    """Count the concepts of each vocabulary that the store does not hold, by its IRIs."""
    counts: dict[str, int] = defaultdict(int)
    editions = {each[len(BASE)] for each in known.schemes if _SKILL.match(f"{each}/x")}
    for iri in set(iris):
        skill = _SKILL.fullmatch(iri)
        if scheme(iri) not in known.schemes and not (skill and skill[1] in editions):
            counts[scheme(iri)] += 1
    return dict(sorted(counts.items()))

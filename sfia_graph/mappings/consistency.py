"""What mappings say against each other, within one set and across several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sfia_graph.mappings.curies import BUILT_IN, contract
from sfia_graph.mappings.records import Mapping
from sfia_graph.mappings.slots import RELATIONS
from sfia_graph.namespaces import compact

EXACT, CLOSE, BROAD, NARROW, RELATED = RELATIONS
INVERSE = {EXACT: EXACT, CLOSE: CLOSE, BROAD: NARROW, NARROW: BROAD, RELATED: RELATED}
"""The inverse of each relation (SKOS, sections 10.3 and 10.4)."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A mapping and the name of the file that states it."""

    mapping: Mapping
    file: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.mapping.row}" if self.mapping.row else self.file
        return f"{relation(self.mapping)} ({where})"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Mappings that cannot all stand: what is wrong, and what to do."""

    stated: tuple[Stated, ...]
    problem: str
    remedy: str

    def __str__(self) -> str:
        first = self.stated[0]
        where = f"{first.file}, row {first.mapping.row}" if first.mapping.row else first.file
        others = ", ".join(map(str, self.stated[1:]))
        against = f" against {others}" if others else ""
        return f"{where}: {self.problem}: {relation(first.mapping)}{against}; {self.remedy}"


def relation(mapping: Mapping) -> str:
    """Write a mapping for people: subject, relation, object.

    >>> relation(Mapping("urn:a", EXACT, "urn:b", "urn:j"))
    'urn:a skos:exactMatch urn:b'
    """
    predicate = contract(mapping.predicate, BUILT_IN)
    middle = f"not {predicate}" if mapping.negated else predicate
    return f"{compact(mapping.subject)} {middle} {compact(mapping.object)}"


def conflicts(stated: Sequence[Stated]) -> list[Conflict]:
    """Find duplicates, pairs with two relations that exclude each other, and chains.

    An exact match is disjoint with a broad, a narrow and a related one (SKOS, S46); broad and
    narrow say the opposite; what is negated cannot hold. Exact match is transitive (S45), so a
    chain of them that joins two concepts of one scheme says that these are the same.
    """
    stated = sorted(stated, key=lambda each: (each.file, each.mapping.row or 0))
    by_pair: dict[frozenset[str], list[Stated]] = defaultdict(list)
    for each in stated:
        by_pair[frozenset(each.mapping.pair)].append(each)
    pairs = [found for group in by_pair.values() for found in _within(group)]
    return [*pairs, *_chains([each for each in stated if not each.mapping.negated])]


def _within(group: list[Stated]) -> Iterator[Conflict]:
    for one, other in combinations(group, 2):
        first, second = one.mapping, _turned(other.mapping, one.mapping.subject)
        if (first.predicate, first.negated) == (second.predicate, second.negated):
            if first.justification == second.justification:
                yield Conflict((one, other), "the same mapping twice", "keep one of the two")
        elif first.predicate == second.predicate:
            yield Conflict((one, other), "said and denied", "keep one of the two")
        elif not (first.negated or second.negated) and _exclude(first, second):
            yield Conflict((one, other), "relations that exclude each other", "keep one of the two")


def _turned(mapping: Mapping, subject: str) -> Mapping:
    """Give the mapping as seen from one of its two concepts."""
    if mapping.subject == subject:
        return mapping
    predicate = INVERSE[mapping.predicate]
    return Mapping(
        mapping.object, predicate, mapping.subject, mapping.justification, mapping.negated
    )


def _exclude(one: Mapping, other: Mapping) -> bool:
    both = {one.predicate, other.predicate}
    return both == {BROAD, NARROW} or (EXACT in both and both != {EXACT, CLOSE})


def _chains(stated: Sequence[Stated]) -> Iterator[Conflict]:
    """Find concepts of one scheme that exact matches make the same."""
    links: dict[str, dict[str, Stated]] = defaultdict(dict)
    for each in stated:
        if each.mapping.predicate == EXACT and each.mapping.subject != each.mapping.object:
            links[each.mapping.subject].setdefault(each.mapping.object, each)
            links[each.mapping.object].setdefault(each.mapping.subject, each)
    told: set[frozenset[str]] = set()
    for start in sorted(links):
        for end, path in _reached(start, links).items():
            pair = frozenset((start, end))
            if len(path) > 1 and scheme(start) == scheme(end) and pair not in told:
                told.add(pair)
                problem = f"exact matches make {compact(start)} and {compact(end)} the same"
                yield Conflict(tuple(path), problem, "make one of them a closeMatch")


def _reached(start: str, links: dict[str, dict[str, Stated]]) -> dict[str, list[Stated]]:
    """Give a shortest chain to each concept that can be reached."""
    paths: dict[str, list[Stated]] = {start: []}
    queue = [start]
    for here in queue:
        for there, each in sorted(links[here].items()):
            if there not in paths:
                paths[there] = [*paths[here], each]
                queue.append(there)
    return {end: path for end, path in paths.items() if end != start}


def scheme(iri: str) -> str:
    """Tell the vocabulary that a concept is of by its IRI: all but the last part.

    >>> scheme("https://w3id.org/sfia-graph/9/skill/SLMO")
    'https://w3id.org/sfia-graph/9/skill'
    """
    return iri.rstrip("/#").rsplit("#", 1)[0].rsplit("/", 1)[0]

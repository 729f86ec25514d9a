"""A sparse index of weighted terms: how near documents are to a query, by the cosine."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt

Vector = dict[str, float]
"""The weight of each term."""

Scores = dict[int, float]
"""How near each document is, by its number, from 0 to 1; what shares no term is not there."""


class Index:
    """Documents as vectors of length 1: square root of the count, times the term's rarity.

    Rarity is the smoothed inverse document frequency, log((1 + n) / (1 + df)) + 1. Square roots
    keep a word that a long text repeats from drowning the others.
    """

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        counts = [Counter(each) for each in documents]
        frequency: Counter[str] = Counter()
        for each in counts:
            frequency.update(each.keys())
        size = len(counts)
        self._rarity = {term: log((1 + size) / (1 + n)) + 1 for term, n in frequency.items()}
        self._postings = {term: (array("L"), array("d")) for term in frequency}
        for number, each in enumerate(counts):
            for term, weight in self._vector(each).items():
                numbers, weights = self._postings[term]
                numbers.append(number)
                weights.append(weight)

    def vector(self, terms: Iterable[str]) -> Vector:
        """Give the vector of a query; terms that no document has are left out."""
        return self._vector(Counter(terms))

    def _vector(self, counts: Counter[str]) -> Vector:
        found = {
            term: sqrt(n) * self._rarity[term] for term, n in counts.items() if term in self._rarity
        }
        length = sqrt(sum(weight * weight for weight in found.values()))
        return {term: weight / length for term, weight in found.items()}

    def score(self, query: Vector) -> Scores:
        """Give the cosine of the query and each document that shares a term with it."""
        found: dict[int, float] = {}
        for term, weight in query.items():
            for number, other in zip(*self._postings[term], strict=True):
                found[number] = found.get(number, 0.0) + weight * other
        return found


def shared(one: Vector, other: Vector) -> list[tuple[str, float]]:
    """Give the terms of two vectors with what each adds to their cosine, weightiest first."""
    found = [(term, weight * other[term]) for term, weight in one.items() if term in other]
    return sorted(found, key=lambda item: (-item[1], item[0]))

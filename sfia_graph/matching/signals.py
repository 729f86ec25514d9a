"""What speaks for a pair of concepts, one function a signal; each gives 0 to 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sfia_graph.matching.concept import Concept
from sfia_graph.matching.index import Scores
from sfia_graph.matching.texts import Collection, whole

WEIGHTS = {
    "words": 1.0,
    "passages": 0.25,
    "characters": 0.2,
    "neighbours": 0.75,
    "levels": 0.05,
    "links": 0.25,
}
"""What each signal counts for: chosen by `benchmarks/tune_matching.py` on the development gold."""

SEMANTIC_WEIGHT = 0.75
"""What the nearness of a model’s vectors counts for where one is named, chosen likewise."""


class Neighbours:
    """What the concepts around a source are near to: those of its roles, and under its broader one.

    `add` is told the nearness of each source's words before any source is asked for.
    """

    def __init__(self, sources: Sequence[Concept]) -> None:
        sizes = Counter(other for each in sources for other, _ in each.around)
        self._sizes = {other: size for other, size in sizes.items() if size > 1}
        self._sums: dict[str, dict[int, float]] = {other: {} for other in self._sizes}

    def __bool__(self) -> bool:
        return bool(self._sizes)

    def add(self, source: Concept, near: Scores) -> None:
        """Count a source's words for everything that it stands beside."""
        for other, _ in source.around:
            if other in self._sums:
                sums = self._sums[other]
                for number, score in near.items():
                    sums[number] = sums.get(number, 0.0) + score

    def score(self, source: Concept, near: Scores) -> Scores:
        """Give the mean nearness of the source's neighbours to each target that is near it."""
        groups = [other for other, _ in source.around if other in self._sums]
        others = sum(self._sizes[group] - 1 for group in groups)
        if not others:
            return {}
        found = dict.fromkeys(near, 0.0)
        for group in groups:
            sums = self._sums[group]
            for number, own in near.items():
                found[number] += max(sums.get(number, 0.0) - own, 0.0)
        return {number: total / others for number, total in found.items()}

    def named(self, source: Concept, number: int, most: int) -> list[str]:
        """Give the names of what the source and its neighbours share, the nearest ones first."""
        means = [
            (self._sums[other].get(number, 0.0) / self._sizes[other], name)
            for other, name in source.around
            if other in self._sums
        ]
        ranked = sorted({(-mean, name) for mean, name in means if mean > 0})
        return list(dict.fromkeys(name for _, name in ranked))[:most]


class Links:
    """What concepts like the source are mapped to already: the likeliest to be mapped alike."""

    def __init__(self, sources: Sequence[Concept], targets: Sequence[Concept]) -> None:
        numbers = {target.iri: number for number, target in enumerate(targets)}
        for number, target in enumerate(targets):
            numbers.update((each.iri, number) for each in target.at_levels)
        self._mapped = [each for each in sources if not numbers.keys().isdisjoint(each.links)]
        self._links = [
            sorted({numbers[iri] for iri in each.links if iri in numbers}) for each in self._mapped
        ]
        self._words = Collection(self._mapped, whole)

    def score(self, source: Concept) -> Scores:
        """Give for each target how near the words of the nearest other source mapped to it are."""
        found: dict[int, float] = {}
        for other, near in self._others(source):
            for number in self._links[other]:
                found[number] = max(found.get(number, 0.0), near)
        return found

    def _others(self, source: Concept) -> Iterator[tuple[int, float]]:
        for other, near in self._words.nearest(source).items():
            if self._mapped[other].iri != source.iri:
                yield other, near

    def named(self, source: Concept, number: int, most: int) -> list[str]:
        """Give the names of the other sources mapped to a target, the nearest first."""
        found = [
            (-near, self._mapped[other].name)
            for other, near in self._others(source)
            if number in self._links[other]
        ]
        return [name for _, name in sorted(found)][:most]


Span = tuple[float, float]


class Levels:
    """Whether the levels of two concepts can meet: the share of their common span that both have.

    Levels that are mapped to SFIA's count as those, others by their place on their own scale.
    """

    def __init__(self, sources: Sequence[Concept], targets: Sequence[Concept]) -> None:
        self._scale = _scale(sources)
        scale = _scale(targets)
        self._spans = [_span(each, scale) for each in targets]

    def score(self, source: Concept, near: Scores) -> Scores:
        """Give the shared part of the ranges for each near target; none where one has no levels."""
        here = _span(source, self._scale)
        found = {}
        for number in near:
            there = self._spans[number]
            if here and there and (shared := min(here[1], there[1]) - max(here[0], there[0])) > 0:
                found[number] = shared / (max(here[1], there[1]) - min(here[0], there[0]))
        return found


def _scale(concepts: Sequence[Concept]) -> int:
    return max((level for each in concepts for level in each.levels), default=0)


def _span(concept: Concept, scale: int) -> Span | None:
    if concept.sfia_levels:
        return (min(concept.sfia_levels) - 1) / 7, max(concept.sfia_levels) / 7
    levels = concept.levels
    return ((levels[0] - 1) / scale, levels[-1] / scale) if levels else None

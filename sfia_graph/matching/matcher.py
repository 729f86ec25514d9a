"""A matcher: for each concept of one framework the nearest of another, and why."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Protocol

from sfia_graph.errors import SfiaError
from sfia_graph.matching.concept import Concept
from sfia_graph.matching.index import Scores
from sfia_graph.matching.signals import (
    SEMANTIC_WEIGHT,
    WEIGHTS,
    Levels,
    Links,
    Neighbours,
)
from sfia_graph.matching.texts import Collection, by_name, by_passage, languages, whole

_WORDS_SHOWN = 8
_NAMES_SHOWN = 3


class Model(Protocol):
    """A model that can tell how near texts are in meaning."""

    def score(self, source: Concept) -> Scores:
        """Give how near each target is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that may belong together: `score` from 0 to 1, and each signal's part before weights.

    `words` are those that both share, weightiest first; `neighbours` say what around the source
    speaks for the target.
    """

    source: Concept
    target: Concept
    score: float
    signals: tuple[tuple[str, float], ...]
    words: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


class Matcher:
    """Ranks the targets for each source; the same input gives the same ranks.

    `weights` are the parts of the signals, those of `WEIGHTS` unless given. Time and memory grow
    with the number of targets. Raises `SfiaError` where the two have no language in common.
    """

    def __init__(
        self,
        sources: Sequence[Concept],
        targets: Sequence[Concept],
        weights: Mapping[str, float] = WEIGHTS,
        model: Model | None = None,
    ) -> None:
        self._targets = [each for each in targets if not each.deprecated]
        self._weights = {name: weight for name, weight in weights.items() if weight}
        self._model = model
        if model:
            self._weights["meaning"] = SEMANTIC_WEIGHT
        self._languages = {tag for each in targets for tag in languages(each)}
        if sources:
            self.check(*sources)
        self._words = Collection(self._targets, whole)
        self._passages = Collection(self._targets, by_passage)
        self._names = Collection(self._targets, by_name)
        self._neighbours = Neighbours(sources)
        self._links = Links(sources, self._targets)
        self._levels = Levels(sources, self._targets)
        if "neighbours" in self._weights and self._neighbours:
            for source in sources:
                self._neighbours.add(source, self._words.nearest(source))

    def check(self, *sources: Concept) -> None:
        """Raise `SfiaError` where the sources have no language in common with the targets."""
        here = {tag for each in sources for tag in languages(each)}
        if not here & self._languages:
            both = (", ".join(sorted(each)) or "none" for each in (here, self._languages))
            raise SfiaError(
                f"no language in common: {' and '.join(both)}; name a store that has both in one"
            )

    def signals(self, source: Concept) -> dict[str, Scores]:
        """Give what each signal says of each target, by the target's number."""
        near = self._words.nearest(source)
        found = {
            "words": near,
            "passages": self._passages.nearest(source),
            "characters": self._names.nearest(source),
            "neighbours": self._neighbours.score(source, near),
            "links": self._links.score(source),
            "levels": self._levels.score(source, near),
        }
        if self._model:
            found["meaning"] = self._model.score(source)
        return found

    def scores(self, source: Concept) -> tuple[Scores, dict[str, Scores]]:
        """Give the weighted mean of the signals for each target, and the signals."""
        signals = self.signals(source)
        total = sum(self._weights.values())
        found: dict[int, float] = {}
        for name, weight in self._weights.items():
            for number, score in signals[name].items():
                found[number] = found.get(number, 0.0) + weight * score / total
        return found, signals

    def ranking(self, source: Concept) -> list[tuple[str, float]]:
        """Give all targets that anything speaks for, each with its score, best first."""
        scores, _ = self.scores(source)
        return [(iri, -score) for score, iri, _ in sorted(self._keys(scores, 0.0))]

    def rank(
        self,
        source: Concept,
        most: int = 10,
        least: float = 0.0,
        passed: Container[str] = frozenset(),
    ) -> list[Candidate]:
        """Give the best targets of a source but those passed over; equal ones by IRI."""
        scores, signals = self.scores(source)
        best = nsmallest(most, (key for key in self._keys(scores, least) if key[1] not in passed))
        return [self._candidate(source, number, -score, signals) for score, _, number in best]

    def _keys(self, scores: Scores, least: float) -> Iterator[tuple[float, str, int]]:
        for number, score in scores.items():
            if score >= least and score > 0:
                yield -round(score, 6), self._targets[number].iri, number

    def _candidate(
        self, source: Concept, number: int, score: float, signals: Mapping[str, Scores]
    ) -> Candidate:
        target = self._targets[number]
        parts = tuple((name, round(signals[name].get(number, 0.0), 4)) for name in self._weights)
        linked = self._links.named(source, number, _NAMES_SHOWN)
        around = self._neighbours.named(source, number, _NAMES_SHOWN)
        return Candidate(
            source,
            target,
            score,
            parts,
            tuple(self._words.shared(source, target, _WORDS_SHOWN)),
            tuple([f"{name} (mapped to it)" for name in linked] or around),
        )

"""Free text against skills: a job advert, a CV, the description of a course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sfia_graph.errors import SfiaError
from sfia_graph.matching.concept import AtLevel, Concept
from sfia_graph.matching.index import Index
from sfia_graph.matching.matcher import Candidate, Matcher, Model
from sfia_graph.matching.words import language_of, passages, terms

WEIGHTS = {"words": 1.0, "passages": 0.25}
"""What counts for free text, which has no name and no neighbours: as for concepts."""


@dataclass(frozen=True, slots=True)
class Found:
    """A skill that a text speaks of, and the level whose text is nearest, where there are any."""

    candidate: Candidate
    level: AtLevel | None


def as_concept(text: str) -> Concept:
    """Give a text as a concept without a name, its sentences and lines as its texts.

    Raises `SfiaError` for a text without words.
    """
    language = language_of(text)
    parts = tuple(part for part in passages(text) if terms(part, language))
    if not parts:
        raise SfiaError("no words in it; give a text")
    return Concept("", texts={language: parts})


class TextMatcher:
    """Ranks skills for free texts; each has a language of its own, told by its commonest words."""

    def __init__(self, targets: Sequence[Concept], model: Model | None = None) -> None:
        self._matcher = Matcher((), targets, WEIGHTS, model)
        self._levels = _Levels(targets)

    def match(self, text: str, most: int, least: float = 0.0) -> list[Found]:
        """Give the skills that a text speaks of, best first, with the words that say so.

        Raises `SfiaError` for a text without words, or in a language that no skill is named in.
        """
        document = as_concept(text)
        self._matcher.check(document)
        ranked = self._matcher.rank(document, most, least)
        nearness = self._levels.nearness(document)
        return [Found(each, _nearest(each.target, nearness)) for each in ranked]


class _Levels:
    """The texts of all skills at levels; the project's own glosses are too short to tell levels."""

    def __init__(self, targets: Sequence[Concept]) -> None:
        texts: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for target in targets:
            for each in target.at_levels if target.worded else ():
                for language, said in each.texts.items():
                    texts[language].append((each.iri, terms(" ".join(said), language)))
        self._indexes = {
            language: (Index(words for _, words in said), [iri for iri, _ in said])
            for language, said in texts.items()
        }

    def nearness(self, document: Concept) -> dict[str, float]:
        """Give how near the passages of a document are to each skill at a level, summed."""
        found: dict[str, float] = defaultdict(float)
        for language, parts in (document.texts or {}).items():
            if language in self._indexes:
                index, iris = self._indexes[language]
                for part in parts:
                    for number, score in index.score(index.vector(terms(part, language))).items():
                        found[iris[number]] += score
        return found


def _nearest(target: Concept, nearness: dict[str, float]) -> AtLevel | None:
    near = [each for each in target.at_levels if nearness.get(each.iri)]
    return max(near, key=lambda each: (nearness[each.iri], each.iri), default=None)

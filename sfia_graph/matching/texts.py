"""The texts of many concepts as indexes, one a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sfia_graph.matching.concept import Concept
from sfia_graph.matching.index import Index, Scores, Vector, shared
from sfia_graph.matching.words import grams, spelt, terms

NAME_WEIGHT = 3
"""How often the preferred name counts among the words of a concept."""


def languages(concept: Concept) -> list[str]:
    """Give the languages in which a concept has a name or a text, sorted."""
    found = set(concept.labels or ()) | set(concept.texts or ())
    return sorted(found.union(*(each.texts for each in concept.at_levels)))


def wording(concept: Concept, language: str) -> list[str]:
    """Give all texts of a concept in a language, those of its levels too."""
    levels = [text for each in concept.at_levels for text in each.texts.get(language, ())]
    return [*(concept.texts or {}).get(language, ()), *levels]


def names(concept: Concept, language: str) -> tuple[str, ...]:
    """Give the names of a concept in a language, the preferred one first."""
    return (concept.labels or {}).get(language, ())


def all_terms(concept: Concept, language: str) -> list[str]:
    """Give the words of a concept in a language: of its names and of all its texts."""
    named = names(concept, language)
    texts = [*named[:1] * NAME_WEIGHT, *named[1:], *wording(concept, language)]
    return [term for text in texts for term in terms(text, language)]


class Collection:
    """Pieces of concepts, indexed by language; a piece is a whole text, a passage or a name."""

    def __init__(
        self, concepts: Sequence[Concept], pieces: Callable[[Concept, str], Iterable[list[str]]]
    ) -> None:
        self._indexes: dict[str, tuple[Index, list[int]]] = {}
        self._pieces = pieces
        self._vectors: dict[tuple[str, str], Vector] = {}
        for language in sorted({tag for each in concepts for tag in languages(each)}):
            documents, owners = [], []
            for number, concept in enumerate(concepts):
                for piece in pieces(concept, language):
                    documents.append(piece)
                    owners.append(number)
            self._indexes[language] = Index(documents), owners

    def __iter__(self) -> Iterator[str]:
        return iter(self._indexes)

    def score(self, concept: Concept, language: str) -> Scores:
        """Give how near each concept of the collection is in a language.

        Each piece of the concept asks for the best piece of the others; the mean is taken.
        """
        found: dict[int, float] = {}
        pieces = list(self._pieces(concept, language))
        for piece in pieces:
            for number, score in self.best(piece, language).items():
                found[number] = found.get(number, 0.0) + score / len(pieces)
        return found

    def best(self, piece: list[str], language: str) -> Scores:
        """Give for each concept its piece that is nearest to one piece of text."""
        index, owners = self._indexes[language]
        found: dict[int, float] = {}
        for document, score in index.score(index.vector(piece)).items():
            owner = owners[document]
            if score > found.get(owner, 0.0):
                found[owner] = score
        return found

    def nearest(self, concept: Concept) -> Scores:
        """Give how near each concept is in the language in which it is nearest."""
        found: dict[int, float] = {}
        for language in languages(concept):
            if language in self._indexes:
                for number, score in self.score(concept, language).items():
                    if score > found.get(number, 0.0):
                        found[number] = score
        return found

    def shared(self, concept: Concept, other: Concept, most: int) -> list[str]:
        """Give the words that two concepts share, as the first spells them, weightiest first."""
        found: dict[str, float] = {}
        for language in languages(concept):
            if language in self._indexes:
                spelling = spelt([*names(concept, language), *wording(concept, language)], language)
                pair = self._vector(concept, language), self._kept(other, language)
                for term, weight in shared(*pair):
                    word = spelling.get(term, term)
                    found[word] = max(found.get(word, 0.0), weight)
        return sorted(found, key=lambda word: (-found[word], word))[:most]

    def _kept(self, other: Concept, language: str) -> Vector:
        key = other.iri, language
        if key not in self._vectors:
            self._vectors[key] = self._vector(other, language)
        return self._vectors[key]

    def _vector(self, concept: Concept, language: str) -> Vector:
        index, _ = self._indexes[language]
        return index.vector(term for each in self._pieces(concept, language) for term in each)


def whole(concept: Concept, language: str) -> Iterator[list[str]]:
    """Give all words of a concept as one piece."""
    yield all_terms(concept, language)


def by_passage(concept: Concept, language: str) -> Iterator[list[str]]:
    """Give the words of each text of a concept, or of its name where it has no text."""
    for text in wording(concept, language) or names(concept, language)[:1]:
        yield terms(text, language)


def by_name(concept: Concept, language: str) -> Iterator[list[str]]:
    """Give the letters of each name of a concept."""
    for name in names(concept, language):
        yield grams(name)

"""An index of names and texts: which entities a text may name, and how alike the two are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sfia_graph.languages import primary
from sfia_graph.matching.index import Index
from sfia_graph.matching.words import stem, terms, words
from sfia_graph.web.reconcile.entities import Entity, Name
from sfia_graph.web.reconcile.spelling import Dictionary, fold, key, written_out

WORDS_SHARE = 0.65
"""What the words that two names share count for; the rest is for their letters."""
_COMPARED = 15
_LONGEST = 40
"""How many names are compared letter by letter, and how many words of a text are read."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a text and a name of an entity are, from 0 to 1.

    `exact`: the same letters; `whole`: the same words, whatever their order and endings; `spelt`:
    how near the text's words are to those that they were taken for, 1 where none is misspelt.
    """

    name: Name
    value: float
    exact: bool = False
    whole: bool = False
    spelt: float = 1.0


class Names:
    """The names of entities."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names = [(each.id, name) for each in entities for name in each.names]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        tags: dict[str, list[int]] = defaultdict(list)
        for number, (_, name) in enumerate(self._names):
            self._by_key[key(name.text)].append(number)
            tags[primary(name.language)].append(number)
        self._languages = {
            tag: _InLanguage(tag, numbers, [self._names[each][1].text for each in numbers])
            for tag, numbers in sorted(tags.items())
        }

    def find(self, text: str) -> dict[str, Likeness]:
        """Give the entities that a text may name, each with the name that is most alike."""
        found: dict[str, Likeness] = {}
        for number in self._by_key.get(key(text), ()) if key(text) else ():
            id, name = self._names[number]
            _put(found, id, Likeness(name, 1.0, exact=True, whole=True))
        for each in self._languages.values():
            for number, value, whole, spelt in each.find(text):
                id, name = self._names[number]
                _put(found, id, Likeness(name, value, whole=whole, spelt=spelt))
        return found

    def uses(self, word: str) -> bool:
        """Whether a word stands in any name."""
        return any(each.uses(word) for each in self._languages.values())


def _put(found: dict[str, Likeness], id: str, likeness: Likeness) -> None:
    def rank(each: Likeness) -> tuple[bool, bool, bool, float]:
        return each.exact, each.whole, not each.name.former, each.value

    if id not in found or rank(likeness) > rank(found[id]):
        found[id] = likeness


class _InLanguage:
    """The names in one language."""

    def __init__(self, tag: str, numbers: Sequence[int], texts: Sequence[str]) -> None:
        self._tag, self._numbers = tag, numbers
        self._folded = [fold(each) for each in texts]
        self._terms = [terms(each, tag) for each in self._folded]
        self._letters = [_letters(each) for each in self._folded]
        self._digits = [_digits(each) for each in self._folded]
        self._index = Index(self._terms)
        self._stems = {term for each in self._terms for term in each}
        self._dictionary = Dictionary(word for each in self._folded for word in words(each))

    def uses(self, word: str) -> bool:
        return stem(fold(word), self._tag) in self._stems

    def find(self, text: str) -> Iterator[tuple[int, float, bool, float]]:
        folded = written_out(text)
        meant, nearness, unknown = self._meant(folded)
        vector = self._index.vector(meant)
        if not vector:
            return
        known = len(vector)
        share = nearness * (known / (known + unknown)) ** 0.5
        near = self._index.score(vector)
        letters, digits = _letters(folded), _digits(folded)
        for at in sorted(near, key=lambda each: (-near[each], each))[:_COMPARED]:
            alike = SequenceMatcher(None, letters, self._letters[at]).ratio()
            value = WORDS_SHARE * near[at] * share + (1 - WORDS_SHARE) * alike
            same = digits == self._digits[at] and sorted(meant) == sorted(self._terms[at])
            whole = same and not unknown
            yield self._numbers[at], value, whole, nearness

    def _meant(self, folded: str) -> tuple[list[str], float, int]:
        """Give the stems that a text means, how near they are spelt, and how many are unknown."""
        meant, nearness, unknown = [], [], 0
        for word in words(folded)[:_LONGEST]:
            for term in terms(word, self._tag):
                if term in self._stems:
                    meant.append(term)
                    nearness.append(1.0)
                elif found := self._dictionary.meant(word):
                    meant += terms(found[0], self._tag)
                    nearness.append(found[1])
                else:
                    unknown += 1
        return meant, sum(nearness) / len(nearness) if nearness else 0.0, unknown


def _letters(folded: str) -> str:
    return " ".join(sorted(words(folded)))


def _digits(folded: str) -> list[str]:
    return [word for word in words(folded) if word.isdigit()]


class Texts:
    """What is said of entities, by language; it says what a text is about, not what it names."""

    def __init__(self, said: Iterable[tuple[str, str, str]]) -> None:
        """Take an entity's id, a language tag and a text at a time."""
        documents: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for id, language, text in said:
            tag = primary(language)
            documents[tag][id] += terms(fold(text), tag)
        self._indexes = {
            tag: (Index(by_id.values()), list(by_id)) for tag, by_id in documents.items()
        }

    def find(self, text: str) -> dict[str, float]:
        """Give how near the texts of entities are to a text, from 0 to 1."""
        found: dict[str, float] = {}
        for tag, (index, ids) in self._indexes.items():
            asked = terms(fold(text), tag)[:_LONGEST]
            vector = index.vector(asked)
            share = (len(vector) / len(set(asked))) ** 0.5 if asked else 0.0
            for number, score in index.score(vector).items():
                id = ids[number]
                found[id] = max(found.get(id, 0.0), score * share)
        return found

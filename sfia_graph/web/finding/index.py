"""An index of names by the beginnings of their words, for search while somebody types."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sfia_graph.languages import primary
from sfia_graph.web.finding.things import TYPES, Name, Thing, things
from sfia_graph.web.site import Site

_LAST = "\U0010ffff"
_SHORT = 2
_KEPT = 100
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_WHOLE, _BEGINS, _WORD, _WORDS, _WITHIN = range(5)

Rank = tuple[int, bool, bool, int, int, str]


def folded(text: str) -> str:
    """Give a text as it is compared: words of letters and digits, without accents and capitals.

    >>> folded("L’Œuvre d'Été: A.2")
    'l oeuvre d ete a 2'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    kept = (each for each in plain if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in kept).split())


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found, and the name that the words fit best."""

    thing: Thing
    name: Name


@dataclass
class Index:
    """The names of things; `starts` are what stands from each word of a name on, sorted."""

    names: list[tuple[str, Name, int]]
    things: list[Thing]
    starts: list[str]
    owners: list[int]
    _short: dict[tuple[str, str, str], list[Match]] = field(default_factory=dict)

    @cached_property
    def words(self) -> dict[str, None]:
        """The words of all names and codes, as they are compared, in the order of the things."""
        return dict.fromkeys(word for key, _, _ in self.names for word in key.split())

    def find(self, words: str, language: str, type: str | None, limit: int) -> list[Match]:
        """Give what words find, the best first: whole names and codes, beginnings, words, parts.

        Among equals come names in the language, then those in others, then former ones.
        """
        phrase = folded(words)
        if not phrase:
            return []
        spoken = primary(language) if primary(language) in self._spoken else ""
        if len(phrase) > _SHORT:
            return self._found(phrase, spoken, type, limit)
        key = phrase, spoken, type or ""
        if key not in self._short:
            found = self._found(*key[:2], type, _KEPT)
            if not found:
                return []
            self._short[key] = found
        return self._short[key][:limit]

    @cached_property
    def _spoken(self) -> set[str]:
        """The languages of the names: what is kept does not grow with what clients ask for."""
        return {primary(name.language) for _, name, _ in self.names if name.language}

    def _found(self, phrase: str, language: str, type: str | None, limit: int) -> list[Match]:
        best: dict[int, tuple[Rank, Name]] = {}
        for passing in (self._beginning, self._together, self._inside):
            for number, grade in passing(phrase):
                key, name, thing = self.names[number]
                if type and self.things[thing].type != type:
                    continue
                rank = self._rank(key, name, thing, grade, language)
                if thing not in best or rank < best[thing][0]:
                    best[thing] = rank, name
            if len(best) >= limit:
                break
        ranked = sorted((rank, thing) for thing, (rank, _) in best.items())[:limit]
        return [Match(self.things[thing], best[thing][1]) for _, thing in ranked]

    def _rank(self, key: str, name: Name, thing: int, grade: int, language: str) -> Rank:
        foreign = bool(name.language) and primary(name.language) != language
        kind = TYPES.index(self.things[thing].type)
        return grade, name.why == "former name", foreign, kind, len(key), key

    def _range(self, word: str) -> range:
        return range(bisect_left(self.starts, word), bisect_right(self.starts, word + _LAST))

    def _beginning(self, phrase: str) -> Iterator[tuple[int, int]]:
        for place in self._range(phrase):
            number, start = self.owners[place], self.starts[place]
            key = self.names[number][0]
            whole = len(start) == len(key)
            yield number, _WORD if not whole else _WHOLE if key == phrase else _BEGINS

    def _together(self, phrase: str) -> Iterator[tuple[int, int]]:
        words = phrase.split()
        if len(words) < 2:
            return
        rarest = min(map(self._range, words), key=len)
        for number in sorted({self.owners[place] for place in rarest}):
            padded = f" {self.names[number][0]}"
            if all(f" {word}" in padded for word in words):
                yield number, _WORDS

    def _inside(self, phrase: str) -> Iterator[tuple[int, int]]:
        if len(phrase) > _SHORT:
            for number, (key, _, _) in enumerate(self.names):
                if phrase in key:
                    yield number, _WITHIN


def index(site: Site) -> Index:
    """Make the index of a site's things."""
    found = list(things(site))
    names = [(folded(name.text), name, number) for number, name in _names(found)]
    starts = sorted(
        (key[place:], number)
        for number, (key, _, _) in enumerate(names)
        for place in range(len(key))
        if place == 0 or key[place - 1] == " "
    )
    return Index(names, found, [start for start, _ in starts], [owner for _, owner in starts])


def _names(found: Iterable[Thing]) -> Iterator[tuple[int, Name]]:
    for number, thing in enumerate(found):
        for name in thing.names:
            yield number, name

"""How people write names, codes and levels: what of it counts, and what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from sfia_graph.languages import WORDS
from sfia_graph.matching.index import Index
from sfia_graph.matching.words import grams, words

NEAR_ENOUGH = 0.8
"""How alike two words must be for one to be the other misspelt: a `SequenceMatcher.ratio`."""

_SHORTEST_MISSPELT = 4
_TRIED = 6
_WHOLE = {
    **dict.fromkeys(("mgmt", "mgt", "mngt", "mgnt"), "management"),
    "admin": "administration",
    "dev": "development",
}
_ABBREVIATED = re.compile(rf"\b({'|'.join(_WHOLE)})\b\.?")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "_": " "})
_SHORT = ("lvl", "lev", "niv", "l", "n")
_LEVEL_WORD = rf"\b(?:{'|'.join([*(each.level.lower() for each in WORDS.values()), *_SHORT])})\.?"
_AFTER = re.compile(rf"(.*?)[\s\-/.,;:(\[]*(?:{_LEVEL_WORD}[\s\-:]*)?(?<!\d)([1-7])[\s)\].]*", re.I)
_BEFORE = re.compile(rf"{_LEVEL_WORD}[\s\-:]*([1-7])\b[\s\-:,;.]*(.*)", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: what it names, and the number of a level that it adds."""

    text: str
    level: int | None = None


def fold(text: str) -> str:
    """Give a text without case and accents.

    >>> fold("Modélisation de DONNÉES")
    'modelisation de donnees'
    """
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(each for each in parts if not unicodedata.combining(each))


def written_out(text: str) -> str:
    """Fold a text, and give words in place of what lists commonly shorten them to.

    >>> written_out("Incident Mgmt.")
    'incident management'
    """
    return _ABBREVIATED.sub(lambda found: _WHOLE[found[1]], fold(text))


def key(text: str) -> str:
    """Give the letters and digits of a text, by which names are the same.

    >>> key("Problem-solving") == key("problem  solving")
    True
    """
    return "".join(words(fold(text)))


def readings(text: str) -> list[Reading]:
    """Give the ways to read a text: as it stands, and with a level split off from either end.

    >>> readings("SLMO-4")
    [Reading(text='SLMO-4', level=None), Reading(text='SLMO', level=4)]
    """
    plain = text.replace("_", " ").strip()
    found = [Reading(plain)]
    if match := _AFTER.fullmatch(plain):
        found.append(Reading(match[1].strip(), int(match[2])))
    if match := _BEFORE.fullmatch(plain):
        found.append(Reading(match[2].strip(" )]"), int(match[1])))
    return list(dict.fromkeys(found))


class Dictionary:
    """Words that a misspelt one may have meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(set(known))
        self._index = Index(grams(word, 2) for word in self._words)

    def meant(self, word: str) -> tuple[str, float] | None:
        """Give the word that a misspelt one is nearest to, and how near; None where none is."""
        if len(word) < _SHORTEST_MISSPELT:
            return None
        near = self._index.score(self._index.vector(grams(word, 2)))
        tried = sorted(near, key=lambda number: (-near[number], number))[:_TRIED]
        ratios = [(SequenceMatcher(None, word, self._words[at]).ratio(), at) for at in tried]
        best = max(ratios, default=(0.0, 0), key=lambda each: (each[0], -each[1]))
        return (self._words[best[1]], best[0]) if best[0] >= NEAR_ENOUGH else None

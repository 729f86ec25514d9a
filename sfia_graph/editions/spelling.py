"""Spelling apart from meaning: when two names are one name, written in two ways."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_BRITISH = (
    *(("programme", "program"), ("licence", "license"), ("defence", "defense")),
    *(("practise", "practice"), ("judgement", "judgment"), ("catalogue", "catalog")),
    *(("artefact", "artifact"), ("enquir", "inquir"), ("fulfil(?!l)", "fulfill")),
    *(("ageing", "aging"), ("grey", "gray"), ("cheque", "check"), ("sceptic", "skeptic")),
    *((r"(?<=[^aeiou])tre(?=s?$)", "ter"), (r"(?<=[^aeiou])tred$", "tered")),
    (r"(?<=[bdhilnpv])our(?=$|s|ed|ing|al|able|ite)", "or"),
    (r"(?<=\w{3}[^aeiou])is(?=e$|ed$|es$|er|ing|ation)", "iz"),
    (r"(?<=al)ys(?=e$|ed$|es$|er|ing)", "yz"),
    (r"(?<=[aeiou])ll(?=ed$|er|ing)", "l"),
)
_SPELLINGS = tuple((re.compile(british), american) for british, american in _BRITISH)
"""British endings and words beside American ones, each a pattern within one word."""
_PLURALS = tuple(
    (re.compile(many), one)
    for many, one in (
        (r"(?<=\w{2})ies$", "y"),
        (r"(?<=s|x|z|h)es$", ""),
        (r"(?<=\w{2}[^siu])s$", ""),
    )
)


def words(text: str) -> list[str]:
    """Give the words of a text without case, accents, punctuation and national spelling.

    >>> words("Visualising the organisation’s data-sets")
    ['visualizing', 'the', 'organization', 's', 'data', 'sets']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return [_respelt(found[0]) for found in _WORD.finditer(bare)]


def _respelt(word: str) -> str:
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


def same_wording(before: str, after: str) -> bool:
    """Whether two texts have the same words, however these are spelt, spaced and punctuated.

    >>> same_wording("Plans, tests and re-uses.", "Plans, tests, and reuses")
    True
    """
    return "".join(words(before)) == "".join(words(after))


def same_name(before: str, after: str) -> bool:
    """Whether two names differ in spelling at most: as two texts do, or in number.

    >>> same_name("Life cycle engineering", "Lifecycle engineering")
    True
    >>> same_name("Skill management", "Skills management")
    True
    >>> same_name("Innovation", "Innovation management")
    False
    """
    return _singular(before) == _singular(after)


def _singular(name: str) -> str:
    found = words(name)
    for pattern, one in _PLURALS:
        found = [pattern.sub(one, word) for word in found]
    return "".join(found)

"""Words of a text as a matcher counts them: stems, without the words that stand in any text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

_WORD = re.compile(r"[^\W_](?:[^\W_]|[+#])*")
_PASSAGE = re.compile(r"[\r\n]+|(?<=[.!?;])\s+")
_STEMMERS = {"en": "english", "fr": "french"}
_EMPTY = {
    "en": """
        a all also an and any are as at be been between but by can could do does each eg etc
        for from had has have he her his how i if in include included includes including
        into involve involves is it its may more most must no not of on only or other our
        out over own she should so some such than that the their them then there these they
        this those through to up use used uses using via was we were what when where which
        while who will with within would you your
    """,
    "fr": """
        afin ai ainsi au aux avec avoir c ce ces cet cette comme d dans de des dont du elle elles
        en entre est et etc être eux il ils j je l la le les leur leurs lui m mais me même mes mon n
        ne nos notre nous on ou où par pas peut peuvent plus pour qu que qui s sa sans se ses si son
        sont sous sur t ta te tes ton tous tout toute toutes très tu un une vos votre vous y à été
    """,
}
EMPTY = {language: frozenset(words.split()) for language, words in _EMPTY.items()}
"""Words that say nothing of a text's subject, by language."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


def terms(text: str, language: str) -> list[str]:
    """Give the stems of a text in their order; numbers and single letters are left out.

    Stems are those of Snowball; a language that has no row here keeps its words whole.

    >>> terms("Managing the services we manage", "en")
    ['manag', 'servic', 'manag']
    """
    return [stem(word, language) for word in words(text) if _counts(word, language)]


def words(text: str) -> list[str]:
    """Give the words of a text as they stand, in small letters."""
    return [found[0] for found in _WORD.finditer(text.lower())]


def _counts(word: str, language: str) -> bool:
    return (
        word not in EMPTY.get(language, ())
        and not word.isdigit()
        and (len(word) > 1 or word in "cr")
    )


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Give the stem of a word in small letters."""
    name = _STEMMERS.get(language)
    return _stemmer(name).stemWord(word) if name else word


@cache
def _stemmer(name: str) -> _Stemmer:
    import snowballstemmer

    found: _Stemmer = snowballstemmer.stemmer(name)
    return found


def passages(text: str) -> list[str]:
    """Split a text into its sentences and lines.

    >>> passages("Plans tests. Runs them.")
    ['Plans tests.', 'Runs them.']
    """
    return [part.strip() for part in _PASSAGE.split(text) if part.strip()]


def grams(name: str, size: int = 4) -> list[str]:
    """Give the runs of letters of a name, blanks around it included.

    >>> grams("Ada")
    [' ada', 'ada ']
    """
    padded = f" {' '.join(words(name))} "
    return [padded[at : at + size] for at in range(max(1, len(padded) - size + 1))]


def spelt(texts: Iterable[str], language: str) -> dict[str, str]:
    """Give each stem in the texts as it is most often spelt there."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for word in words(text):
            if _counts(word, language):
                counts.setdefault(stem(word, language), Counter())[word] += 1
    return {each: max(sorted(of), key=of.__getitem__) for each, of in counts.items()}


def language_of(text: str) -> str:
    """Tell the language of a text by its commonest words; English where they do not tell.

    >>> language_of("Nous cherchons une personne pour les tests")
    'fr'
    """
    found = Counter(words(text))
    counts = {tag: sum(found[word] for word in EMPTY[tag]) for tag in sorted(EMPTY)}
    return max(counts, key=counts.__getitem__)

"""The proof that no licensed text slipped into a site: its finished files are read, word by word.

What is looked for are runs of words that a licensed text has and no other text of the graph. They
are found in any format, since none of them parts the words of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sfia_graph.errors import quoted
from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.finished import texts

RUN = 8
"""How many words make a run; a text that is shorter, but no shorter than `SHORTEST`, is one."""
SHORTEST = 4

_WORD = re.compile(r"[^\W_]+")

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Runs of words by the rarest word in them, each with the place of that word."""

    runs: Mapping[str, frozenset[tuple[int, Run]]]

    def found(self, text: str) -> str | None:
        """Give the first run that a text holds, None where it holds none."""
        words = _WORD.findall(text.casefold())
        for place, word in enumerate(words):
            for before, run in self.runs.get(word, ()):
                begin = place - before
                if begin >= 0 and tuple(words[begin : begin + len(run)]) == run:
                    return " ".join(run)
        return None


def watch(licensed: Iterable[str], others: Iterable[str]) -> Watch:
    """Give what to look for: the runs of licensed texts that are in no other text."""
    allowed, counts = set[Run](), Counter[str]()
    for text in others:
        words = _words(text)
        counts.update(words)
        allowed.update(_runs(words))
    runs = {run for text in licensed for run in _runs(_words(text))} - allowed
    by_word: dict[str, set[tuple[int, Run]]] = {}
    for run in runs:
        rarest = min(run, key=lambda word: (counts[word], -len(word), word))
        by_word.setdefault(rarest, set()).add((run.index(rarest), run))
    return Watch({word: frozenset(each) for word, each in by_word.items()})


def prove(watch: Watch, folder: Path, names: Iterable[str]) -> None:
    """Raise `PublishError` where a file of a finished site holds a licensed text."""
    for name, text in texts(folder, names):
        run = watch.found(text)
        if run:
            problem = f"{name}: holds licensed words ({quoted(run)})"
            raise PublishError(f"{problem}; the site is not published, please report this")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterator[Run]:
    if SHORTEST <= len(words) < RUN:
        yield tuple(words)
    for begin in range(len(words) - RUN + 1):
        yield tuple(words[begin : begin + RUN])

"""Texts before and after, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
_FEW = 3
"""How many words may stay between two changes and be read as part of one change."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: `same`, `gone` or `come`."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    """What is gone and what has come in its place; of what stayed, both are the same."""

    gone: str
    come: str

    @property
    def stays(self) -> bool:
        return self.gone == self.come

    def then(self, other: _Step) -> _Step:
        return _Step(self.gone + other.gone, self.come + other.come)


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Give two texts as one: what both have, what is gone and what has come, word by word.

    What is not gone is the later text, and what has not come is the earlier one, to the letter.
    A few words that stayed by chance between larger changes are told as gone and come again.

    >>> [(run.state, run.text) for run in runs("Plans all tests.", "Plans many tests.")]
    [('same', 'Plans '), ('gone', 'all'), ('come', 'many'), ('same', ' tests.')]
    """
    return tuple(_told(_readable(_steps(_PIECE.findall(before), _PIECE.findall(after)))))


def _steps(old: list[str], new: list[str]) -> Iterator[_Step]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, first, last, begin, end in matcher.get_opcodes():
        yield _Step("".join(old[first:last]), "".join(new[begin:end]))


def _readable(steps: Iterable[_Step]) -> list[_Step]:
    """Join steps of a kind, and changes between which only a few words stay."""
    found: list[_Step] = []
    for step in steps:
        if found and found[-1].stays == step.stays:
            found[-1] = found[-1].then(step)
        else:
            found.append(step)
        if len(found) > 2 and not step.stays and _is_chance(*found[-3:]):
            found[-3:] = [found[-3].then(found[-2]).then(found[-1])]
    return found


def _is_chance(one: _Step, between: _Step, other: _Step) -> bool:
    words = len(_WORD.findall(between.come))
    sizes = (max(len(each.gone), len(each.come)) for each in (one, other))
    return not words or (words <= _FEW and all(len(between.come) < size for size in sizes))


def _told(steps: Iterable[_Step]) -> Iterator[Run]:
    for step in steps:
        if step.stays:
            yield Run("same", step.come)
            continue
        yield from (Run(*each) for each in (("gone", step.gone), ("come", step.come)) if each[1])

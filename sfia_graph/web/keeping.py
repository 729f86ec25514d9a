"""Finished answers that are kept until the graph changes: a graph that stays makes all the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from sfia_graph.web.exchange import Finished
from sfia_graph.web.security import EVERYWHERE

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished answer and its headers as they are sent."""

    answer: Finished
    headers: RawHeaders

    @property
    def weight(self) -> int:
        """How much room it takes, in bytes."""
        return len(self.answer.body) + sum(len(name) + len(value) for name, value in self.headers)


def ready(answer: Finished) -> Ready:
    """Make an answer ready to be sent, with the headers that stand beside every answer.

    A header that the answer has of its own, such as another policy, is not added a second time.
    """
    own = {name.lower() for name, _ in answer.headers}
    given = [*answer.headers, *(each for each in EVERYWHERE if each[0] not in own)]
    if answer.body or answer.status not in {204, 304}:
        given += [("content-type", answer.media_type), ("content-length", str(len(answer.body)))]
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given]
    return Ready(answer, raw)


@dataclass
class Kept:
    """Answers by what was asked; beyond `most` bytes the least recently used are given up."""

    most: int = 128_000_000
    hits: int = 0
    misses: int = 0
    size: int = 0
    _answers: OrderedDict[Hashable, Ready] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Hashable) -> Ready | None:
        """Give what is kept, None where nothing is."""
        found = self._answers.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return found

    def put(self, key: Hashable, answer: Ready) -> None:
        """Keep an answer; one that would take more than a tenth of the room is not kept."""
        if answer.weight > self.most // 10:
            return
        before = self._answers.pop(key, None)
        self.size += answer.weight - (before.weight if before else 0)
        self._answers[key] = answer
        while self.size > self.most:
            _, given_up = self._answers.popitem(last=False)
            self.size -= given_up.weight

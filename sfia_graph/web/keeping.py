"""Finished answers that are kept until the graph changes: a graph that stays makes all the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from sfia_graph.web.exchange import Finished
from sfia_graph.web.security import EVERYWHERE

RawHeaders = list[tuple[bytes, bytes]]
Key = tuple[bytes | None, ...]
"""What an answer depends on: the address, and headers of the request."""
_PAIR = 250
"""How many bytes a header takes beside its letters, measured."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished answer and its headers as they are sent."""

    answer: Finished
    headers: RawHeaders

    @property
    def weight(self) -> int:
        """How much room it takes, in bytes, with the objects that hold it."""
        headers = sum(_PAIR + len(name) + len(value) for name, value in self.headers)
        return len(self.answer.body) + headers


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
    _answers: OrderedDict[Key, Ready] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Ready | None:
        """Give what is kept, None where nothing is."""
        found = self._answers.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Ready) -> None:
        """Keep an answer; one that would take more than a tenth of the room is not kept."""
        weight = _weight(key, answer)
        if weight > self.most // 10:
            return
        before = self._answers.pop(key, None)
        self.size += weight - (_weight(key, before) if before else 0)
        self._answers[key] = answer
        while self.size > self.most:
            self.size -= _weight(*self._answers.popitem(last=False))


def _weight(key: Key, answer: Ready) -> int:
    return answer.weight + sum(len(each) for each in key if each)

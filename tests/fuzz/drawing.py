"""Decisions drawn from bytes: numbers from their end, texts from their beginning.

So a change to a text moves no decision. It works as `FuzzedDataProvider` of libFuzzer does, but
needs no fuzzer, so that a case is replayed wherever the tests run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """Bytes that are used up; where none are left, numbers are the lowest and texts empty."""

    def __init__(self, data: bytes) -> None:
        self._data, self._start, self._end = data, 0, len(data)

    def number(self, low: int, high: int) -> int:
        """Give a number from `low` to `high`."""
        span, found = high - low, 0
        while span and self._start < self._end:
            self._end -= 1
            found = found << 8 | self._data[self._end]
            span >>= 8
        return low + found % (high - low + 1)

    def yes(self) -> bool:
        """Give one of two answers."""
        return self.number(0, 1) == 1

    def one(self, of: Sequence[T]) -> T:
        """Give one of several things."""
        return of[self.number(0, len(of) - 1)]

    def piece(self, most: int) -> bytes:
        """Give up to so many bytes."""
        end = min(self._end, self._start + self.number(0, most))
        found, self._start = self._data[self._start : end], end
        return found

    def text(self, most: int = 40) -> str:
        """Give a text of up to so many bytes."""
        return self.piece(most).decode("utf-8", "replace")

    def rest(self) -> bytes:
        """Give all bytes that are left."""
        found, self._start = self._data[self._start : self._end], self._end
        return found


def packed(rest: bytes, *decisions: int) -> bytes:
    """Give the bytes from which `Draw` draws these decisions, each of one byte, and then the rest.

    >>> draw = Draw(packed(b"text", 1, 3))
    >>> draw.number(0, 1), draw.number(0, 7), draw.rest()
    (1, 3, b'text')
    """
    return rest + bytes(reversed(decisions))

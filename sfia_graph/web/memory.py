"""What pages of a site have read, kept for those that come after: names and levels recur in all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sized
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sfia_graph.web.once import once
from sfia_graph.web.reads import NOTHING, Reads, reads
from sfia_graph.web.site import Site

MOST = 60_000
"""How many findings are kept; one more, and all are given up."""
LARGEST = 500
"""How many things a finding has at most that is kept."""

T = TypeVar("T")


@dataclass
class Memory:
    """Findings by what was looked for; who gets one must not change it.

    `reads` notes what was read for each, where somebody wants to know.
    """

    reads: Reads = NOTHING
    _found: dict[Hashable, tuple[Any, frozenset[str]]] = field(default_factory=dict)

    def recall(self, key: Hashable, find: Callable[[], T]) -> T:
        """Give what was found before, or else find it."""
        known: T
        try:
            known, read = self._found[key]
        except KeyError:
            return self._kept(key, find)
        self.reads.note(read)
        return known

    def _kept(self, key: Hashable, find: Callable[[], T]) -> T:
        known, read = self.reads.during(find)
        if not isinstance(known, Sized) or len(known) <= LARGEST:
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[key] = known, read
        return known


@once
def memory(site: Site) -> Memory:
    """Give the memory of a site."""
    return Memory(reads(site))

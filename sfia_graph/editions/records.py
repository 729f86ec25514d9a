"""What changed, as records: frozen, in a fixed order, and knowing nothing of RDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

KINDS = (
    *("new", "retired", "renamed", "respelled", "moved"),
    *("levelAdded", "levelRemoved", "textRevised", "split", "merged"),
)
"""The kinds of changes, named as the ontology's individuals of `sfia:ChangeKind`, in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different for a skill in the later edition.

    `name` is the skill's name in the later edition, in the earlier one where it is retired.
    `sources` and `targets` are the IRIs of the skills before and after: none before for what is
    new, none after for what is retired, several where one skill was split or several were merged.
    `before` and `after` are what differs, as far as the store holds it: names, places, texts, the
    codes of what was split or merged. `level` is the number of the level that it concerns. `part`
    is `definition`, `guidance` or `level` for a text that was revised.
    """

    kind: str
    code: str
    name: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    level: int | None = None
    part: str = ""

    @property
    def detail(self) -> str:
        """What differs, in one line: the number of a level, names or places, which text."""
        if self.kind == "textRevised":
            return f"level {self.level}" if self.part == "level" else self.part
        if self.level is not None:
            return str(self.level)
        return " → ".join(filter(None, (self.before, self.after)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from edition number `before` to edition number `after`, as far as it is known.

    `editions` are the IRIs of the two. `found` is in the order of `KINDS`, then of codes, then of
    texts and levels. `notes` say, a line each, what could not be compared.
    """

    before: int
    after: int
    editions: tuple[str, str]
    language: str
    compared: int
    found: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind there are, 0 where there are none; as `KINDS` has them."""
        counted = Counter(each.kind for each in self.found)
        return {kind: counted[kind] for kind in KINDS}

    def of(self, kind: str) -> tuple[Change, ...]:
        """Give the changes of one kind."""
        return tuple(each for each in self.found if each.kind == kind)

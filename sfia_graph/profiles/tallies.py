"""How much of something came to which outcome, and what a person has to look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfia_graph.profiles.outcomes import OUTCOMES, Carried, Outcome

TOLD = 12
"""How many of those that need a person are told one by one."""


@dataclass
class Tally:
    """How many came to each outcome, and those that need a person, a line each.

    No more than `most` of them are told, where what is written marks the others too.
    """

    most: int | None = None
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    told: list[str] = field(default_factory=list)

    def add(self, where: object, said: str, carried: Carried) -> None:
        """Count what became of something; `where` and what is `said` there are for a message."""
        self.counts[carried.outcome] += 1
        if carried.outcome in {"decision", "fault"} and self._told_of_more():
            self.told.append(": ".join(filter(None, (str(where), said, carried.reason))))

    def _told_of_more(self) -> bool:
        return self.most is None or len(self.told) < self.most

    @property
    def unsettled(self) -> int:
        """How many need a decision or are at fault."""
        return self.counts["decision"] + self.counts["fault"]

    @property
    def summary(self) -> str:
        """Say all counts in a line; what is at fault only where something is.

        >>> Tally().summary
        '0 unchanged, 0 changed, 0 need a decision'
        """
        counts = self.counts
        need = "needs" if counts["decision"] == 1 else "need"
        said = f"{counts['unchanged']:,} unchanged, {counts['changed']:,} changed"
        said += f", {counts['decision']:,} {need} a decision"
        return f"{said}, {counts['fault']:,} at fault" if counts["fault"] else said

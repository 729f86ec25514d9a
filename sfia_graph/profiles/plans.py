"""What carrying over to a later or earlier edition goes by: the editions, and the steps between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sfia_graph.errors import UsageError, counted
from sfia_graph.profiles.decisions import Decisions, read_decisions
from sfia_graph.profiles.facts import Facts
from sfia_graph.profiles.outcomes import listed
from sfia_graph.profiles.steps import Step


@dataclass(frozen=True)
class Plan:
    """Carries over to the edition `target`; `source` is the user's word for where from.

    `decisions` are for what the data cannot decide.
    """

    facts: Facts
    target: int
    source: int | None = None
    decisions: Decisions = field(default_factory=Decisions)
    _steps: dict[int, Step] = field(default_factory=dict, repr=False)

    def step(self, source: int) -> Step | None:
        """Give the way from an edition; None where there is no such edition."""
        if source not in self._steps:
            if not 0 < source <= max(self.facts.editions):
                return None
            self._steps[source] = Step(self.facts, source, self.target, self.decisions)
        return self._steps[source]

    @property
    def assumed(self) -> int | None:
        """The edition that a sheet is taken for which names none: the whole one next before."""
        others = sorted(self.facts.whole - {self.target})
        earlier = [each for each in others if each < self.target]
        return next(iter(earlier[-1:] or others), None)

    @property
    def notes(self) -> list[str]:
        """Say of each source that was met and is not there whole how it was looked up."""
        known = _held(self.facts)
        return [
            f"the data do not hold SFIA {source} whole: its codes are looked up in {known}, "
            "and its levels are not checked"
            for source, step in sorted(self._steps.items())
            if not step.sure
        ]


def make_plan(
    facts: Facts, target: int, source: int | None = None, decisions: Iterable[str] = ()
) -> Plan:
    """Make a plan; `decisions` are as `read_decisions` reads them.

    Raises `UsageError` where the data do not hold the target, or not whole.
    """
    held = _held(facts)
    if target not in facts.whole:
        some = len(facts.editions.get(target, ()))
        what = f"only {counted(some, 'skill')} of SFIA {target}" if some else f"no SFIA {target}"
        remedy = f"whole are {held}" if held else "name a store that holds editions whole"
        raise UsageError(f"--to {target}: the data hold {what}; {remedy}")
    if source == target:
        raise UsageError(f"--from {source} --to {target}: the same edition; nothing to carry over")
    plan = Plan(facts, target, source, read_decisions(decisions, facts, target))
    if source is not None and plan.step(source) is None:
        raise UsageError(f"--from {source}: there is no such edition; held are {held}")
    return plan


def _held(facts: Facts) -> str:
    return listed(f"SFIA {each}" for each in sorted(facts.whole)) if facts.whole else ""

"""From one edition to another: what becomes of a skill at levels, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from sfia_graph.editions.spelling import same_name
from sfia_graph.profiles.decisions import Decisions
from sfia_graph.profiles.facts import Facts, KnownSkill
from sfia_graph.profiles.kin import Kin, find_kin
from sfia_graph.profiles.levels import say_levels, write_levels
from sfia_graph.profiles.outcomes import Carried, Levels, Outcome, listed, nearest

_KEPT = 10_000
"""How many outcomes are looked up; more differ only in files full of faults."""
_IS_TO_IT = {"part": "a part of it", "whole": "a wider skill", "related": "near it"}


@dataclass(frozen=True)
class Step:
    """The way from one edition to another, by what is known of both.

    The source need not be in the data, or not whole: then its codes are looked up in whatever is
    known, and its levels are not checked.
    """

    facts: Facts
    source: int
    target: int
    decisions: Decisions = field(default_factory=Decisions)
    _carried: dict[tuple[str, Levels], Carried] = field(default_factory=dict, repr=False)

    @property
    def sure(self) -> bool:
        """Whether the data hold the whole source."""
        return self.source in self.facts.whole

    def carry(self, code: str, levels: Levels) -> Carried:
        """Say what becomes of a skill at levels; the same again is looked up."""
        key = (code, levels)
        found = self._carried.get(key)
        if found is None:
            if len(self._carried) >= _KEPT:
                self._carried.clear()
            carried = self._carry(code, levels)
            found = self.decisions.settle(carried, self.facts, self.target)
            self._carried[key] = found
        return found

    def _carry(self, code: str, levels: Levels) -> Carried:
        problem = self._fault(code, levels)
        if problem:
            return Carried("fault", code, levels, problem)
        if code not in self._later:
            return self._gone(code, levels)
        left = tuple(level for level in levels if level in self._later[code].levels)
        if levels and not left:
            return Carried("decision", code, levels, self._without_level(code, levels))
        return self._kept(code, levels, left)

    @property
    def _earlier(self) -> dict[str, KnownSkill]:
        return self.facts.editions.get(self.source, {})

    @property
    def _later(self) -> dict[str, KnownSkill]:
        return self.facts.editions[self.target]

    @cached_property
    def _kin(self) -> Kin:
        return find_kin(self.facts, self.source, self.target)

    def _fault(self, code: str, levels: Levels) -> str | None:
        """Say what is wrong in the source's own terms, None where nothing is."""
        facts = self.facts
        if code not in facts.codes:
            near = get_close_matches(code, sorted(facts.codes), n=3)
            known = f"; the nearest are {listed(map(self._named, near))}" if near else ""
            return f"no edition is known to have the code {code}{known}"
        if self.sure and code not in self._earlier and code not in facts.successors:
            others = [f"SFIA {n}" for n in sorted(facts.editions) if code in facts.editions[n]]
            return f"SFIA {self.source} has no {code}; {listed(others)} has it"
        if code in self._earlier:
            defined = self._earlier[code].levels
            stray = tuple(level for level in levels if level not in defined)
            if stray:
                return (
                    f"{code} is not observed at level {write_levels(stray)}: {say_levels(defined)}"
                )
        return None

    def _without_level(self, code: str, levels: Levels) -> str:
        """Say that the target has a skill at none of the levels, and what is nearest."""
        at = nearest(levels, self._later[code].levels)
        kin = [self._named(each, levels) for each in self._kin_at(code, levels)]
        others = listed([f"{code} {write_levels(at)}", *kin], "or")
        what = f"SFIA {self.target} does not define {code} at level {write_levels(levels)}"
        return f"{what}; nearest: {others}"

    def _kept(self, code: str, levels: Levels, left: Levels) -> Carried:
        """Carry a skill that the target has under the same code, at the levels that are left."""
        old, new, reasons, notes = self._earlier.get(code), self._later[code], [], []
        if left != levels:
            gone = tuple(level for level in levels if level not in left)
            what = f"SFIA {self.target} does not define {code} at level {write_levels(gone)}"
            kin = [self._named(each, gone) for each in self._kin_at(code, gone)]
            reasons.append(f"{what} (see {listed(kin, 'or')})" if kin else what)
        if not levels and old and old.levels != new.levels:
            reasons.append(
                f"left open: {say_levels(new.levels)} in SFIA {self.target}, "
                f"{say_levels(old.levels)} in SFIA {self.source}"
            )
        if parts := self._kin.parts.get(code):
            reasons.append(self._divided(parts))
        if old and old.name and new.name and not same_name(old.name, new.name):
            notes.append(f"called {new.name} in SFIA {self.target}")
        outcome: Outcome = "changed" if reasons else "unchanged"
        return Carried(outcome, code, left, "; ".join([*reasons, *notes]))

    def _divided(self, parts: tuple[str, ...]) -> str:
        named = listed(map(self._named, parts))
        if self.source < self.target:
            return f"narrower in SFIA {self.target}, which has {named} for a part of it"
        return f"wider in SFIA {self.target}, where {named} of SFIA {self.source} is a part of it"

    def _gone(self, code: str, levels: Levels) -> Carried:
        """Carry a skill that the target does not have under its code."""
        heirs = self._kin.heirs.get(code, ())
        missing = f"SFIA {self.target} has no {code}"
        if len(heirs) == 1:
            return self._inherited(code, levels, heirs[0], missing)
        if heirs:
            names = listed([self._named(heir, levels) for heir in heirs], "or")
            return Carried("decision", code, levels, f"{missing}; in its place: {names}")
        forebears = self._kin.forebears.get(code, ())
        if forebears:
            names = listed([self._named(each, levels) for each in forebears], "or")
            return Carried("decision", code, levels, f"{missing}; there it stood as {names}")
        kin = [
            f"{self._named(other, levels)}, {_IS_TO_IT[relation]}"
            for other, relation in self._kin.beside.get(code, ())
        ]
        near = f"; there is {listed(kin, 'or')}" if kin else ""
        return Carried("decision", code, levels, f"{missing}{near}")

    def _inherited(self, code: str, levels: Levels, heir: str, missing: str) -> Carried:
        """Carry a retired code over to the one that took its place."""
        instead = f"{missing}; {self._named(heir)} took its place"
        defined = self._later[heir].levels
        left = tuple(level for level in levels if level in defined)
        if left == levels:
            return Carried("changed", heir, levels, instead)
        lacking = write_levels(tuple(level for level in levels if level not in left))
        instead += f", which is not observed at level {lacking}"
        if left:
            return Carried("changed", heir, left, instead)
        near = write_levels(nearest(levels, defined))
        return Carried("decision", code, levels, f"{instead}; nearest: {heir} {near}")

    def _kin_at(self, code: str, levels: Levels) -> list[str]:
        """Give the skills of the target beside a code that have one of the levels."""
        return [
            other
            for other, _ in self._kin.beside.get(code, ())
            if any(level in self._later[other].levels for level in levels)
        ]

    def _named(self, code: str, levels: Levels = ()) -> str:
        """Name a skill; where levels are wanted, say which of them the target has it at."""
        name = self.facts.name(code)
        held = self._later[code].levels if levels else ()
        fitting = write_levels(tuple(level for level in levels if level in held))
        at = "" if not levels else f" {fitting}" if fitting else f" (only {say_levels(held)})"
        return f"{code}{at} ({name})" if name and not levels else f"{code}{at}"

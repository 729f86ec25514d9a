"""What a person decided where carrying over could not: `BUAN=BUSA`, `GOVN 5=GOVN 6`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from sfia_graph.errors import UsageError, quoted
from sfia_graph.profiles.facts import Facts
from sfia_graph.profiles.levels import NoLevels, read_levels, say_levels, write_levels
from sfia_graph.profiles.outcomes import Carried, Levels, listed

_SIDE = r"\s*([A-Za-z0-9]{2,8})(?:[\s/]+([^=]+?))?\s*"
_DECISION = re.compile(rf"{_SIDE}={_SIDE}")

Skill = tuple[str, Levels]
"""A code and levels; no levels for whichever are asked for."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Which skill stands for which, where it is not for the data to say."""

    instead: Mapping[Skill, Skill] = field(default_factory=dict)

    def settle(self, carried: Carried, facts: Facts, target: int) -> Carried:
        """Give what was decided of something, or else leave it to be decided.

        A decision about a code alone keeps the levels, so far as the new code has them all.
        """
        key = (carried.code, carried.levels)
        found = self.instead.get(key) or self.instead.get((carried.code, ()))
        if found is None or carried.outcome != "decision":
            return carried
        code, levels = found[0], found[1] or carried.levels
        defined = facts.editions[target][code].levels
        lacking = tuple(level for level in levels if level not in defined)
        if lacking:
            at = write_levels(lacking)
            reason = f"{carried.reason}; decided for {code}, which has no level {at}"
            return Carried("decision", *key, reason)
        decided = f"{code} {write_levels(levels)}".strip()
        return Carried("changed", code, levels, f"{carried.reason}; decided: {decided}")


def read_decisions(texts: Iterable[str], facts: Facts, target: int) -> Decisions:
    """Read decisions; raises `UsageError` for one that says nothing that can be done."""
    found: dict[Skill, Skill] = {}
    for text in texts:
        match = _DECISION.fullmatch(text)
        if match is None:
            raise UsageError(
                f"--decide {text}: write it as BUAN=BUSA, or with levels as 'GOVN 5=GOVN 6'"
            )
        old, new = _skill(text, match[1], match[2]), _skill(text, match[3], match[4])
        later = facts.editions[target]
        for code, known in ((old[0], facts.codes), (new[0], later.keys())):
            if code not in known:
                near = get_close_matches(code, sorted(known), n=3)
                hint = f"; the nearest are {listed(near)}" if near else ""
                where = f"SFIA {target}" if code == new[0] else "no edition that is known"
                raise UsageError(f"--decide {text}: {_has_no(where, code)}{hint}")
        lacking = tuple(level for level in new[1] if level not in later[new[0]].levels)
        if lacking:
            defined = say_levels(later[new[0]].levels)
            problem = f"{new[0]} is not observed at level {write_levels(lacking)}: {defined}"
            raise UsageError(f"--decide {text}: {problem}")
        if found.get(old, new) != new:
            raise UsageError(f"--decide {text}: {quoted(match[1])} is decided twice; keep one")
        found[old] = new
    return Decisions(found)


def _has_no(where: str, code: str) -> str:
    return f"{where} has {'the code ' if where.startswith('no') else 'no '}{code}"


def _skill(text: str, code: str, levels: str | None) -> Skill:
    try:
        return code.upper(), read_levels(levels)[0] if levels else ()
    except NoLevels as error:
        raise UsageError(f"--decide {text}: {error}; {error.remedy}") from None

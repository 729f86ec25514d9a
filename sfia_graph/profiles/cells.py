"""Skills as cells write them, by code, by name or by both, and written back in the same way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from sfia_graph.editions.spelling import same_name
from sfia_graph.errors import quoted
from sfia_graph.profiles.facts import Facts
from sfia_graph.profiles.outcomes import listed
from sfia_graph.profiles.words import plain
from sfia_graph.sources.codes import is_code

_BOTH = (
    re.compile(r"(?P<code>[A-Za-z0-9]{2,8})[\s:–—-]+(?P<name>.+)"),
    re.compile(r"(?P<name>.+?)\s*[\[(](?P<code>[A-Za-z0-9]{2,8})[\])]"),
)
_NEAR = 3


@dataclass(frozen=True)
class SkillCells:
    """Reads and writes skills by code and by their English names, whatever the case."""

    facts: Facts

    @cached_property
    def _codes(self) -> dict[int, dict[str, str]]:
        return {
            edition: {plain(skill.name): code for code, skill in skills.items() if skill.name}
            for edition, skills in self.facts.editions.items()
        }

    def code(self, text: str, edition: int) -> str | None:
        """Give the code that a text is, holds or names, preferably in an edition; None for none."""
        if is_code(text.upper()) and (text.isupper() or text.upper() in self.facts.codes):
            return text.upper()
        both = self._both(text)
        return both["code"].upper() if both else self._named(text, edition)

    def _named(self, text: str, edition: int) -> str | None:
        for each in (edition, *sorted(self._codes, reverse=True)):
            if found := self._codes.get(each, {}).get(plain(text)):
                return found
        return None

    def _both(self, text: str) -> re.Match[str] | None:
        """Find a code beside a name."""
        if plain(text) in self._names:
            return None
        found = (pattern.fullmatch(text) for pattern in _BOTH)
        return next((each for each in found if each and each["code"].upper() in self._known), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.facts.codes

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for each in self._codes.values() for name in each)

    def unknown(self, text: str) -> str:
        """Say that nothing is called so, and what is called nearly so."""
        near = get_close_matches(plain(text), self._names, n=_NEAR)
        codes = dict.fromkeys(self._named(each, 0) or "" for each in near)
        known = [f"{code} ({self.facts.name(code)})" for code in codes]
        nearest = f"; the nearest are {listed(known)}" if known else "; write its code"
        return f"no skill is called {quoted(text)}{nearest}"

    def written(self, cell: str, code: str, edition: int) -> str:
        """Give a skill in the way that a cell writes skills: by code, name or both.

        A cell that means it already is given back as it stands.
        """
        name = self.facts.editions[edition][code].name or code
        if is_code(cell.upper()) and plain(cell) not in self._names:
            return cell if cell.upper() == code else code
        both = self._both(cell)
        if both is None:
            return cell if same_name(cell, name) else name
        parts = {"code": code, "name": name}
        kept = {"code": both["code"].upper() == code, "name": same_name(both["name"], name)}
        for part in sorted(parts, key=both.start, reverse=True):
            if not kept[part]:
                cell = cell[: both.start(part)] + parts[part] + cell[both.end(part) :]
        return cell

"""The skills that sheets may speak of: found by code or name, or the nearest ones named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from sfia_graph.errors import StoreError, UsageError, quoted
from sfia_graph.namespaces import BASE
from sfia_graph.profiles.facts import Facts, read_facts
from sfia_graph.profiles.levels import say_levels
from sfia_graph.profiles.selects import rows
from sfia_graph.profiles.words import plain
from sfia_graph.store import Store

_NAMES = """
SELECT DISTINCT ?edition ?code ?name
WHERE {
  ?scheme sfia:editionNumber ?edition .
  ?skill skos:inScheme ?scheme ;
    a sfia:Skill ;
    dcterms:identifier ?code ;
    skos:prefLabel ?name .
}
ORDER BY ?edition ?code ?name
"""
_EDITIONS = "SELECT DISTINCT ?scheme WHERE { ?scheme a sfia:Edition ; sfia:editionNumber ?number }"
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_WITH_NAME = re.compile(r"(?P<code>[A-Za-z0-9]{2,8})[\s:–—-]+(?P<name>.+)")
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*[\[(](?P<code>[A-Za-z0-9]{2,8})[\])]")
_NEAR = 3
_SHORT = 3
"""Words of so few letters say too little to be compared."""


class NoSkill(ValueError):
    """A text that names no skill of an edition; `remedy` says what to do.

    `edition` says that the fault is the edition's, which the data do not hold whole.
    """

    def __init__(self, problem: str, remedy: str, *, edition: bool = False) -> None:
        super().__init__(problem)
        self.remedy, self.edition = remedy, edition


@dataclass(frozen=True)
class Catalogue:
    """What a store knows of skills: `names` lead to codes by edition, as `plain` gives them.

    `base` is where the editions' IRIs begin, `where` says what was asked.
    """

    facts: Facts
    names: Mapping[int, Mapping[str, str]]
    base: str
    where: str
    _found: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict, repr=False)

    def edition(self, wanted: int | None = None) -> int:
        """Give the edition that is wanted, the latest whole one where none is.

        Raises `UsageError` for one of which the store holds nothing.
        """
        if wanted is None:
            return max(self.facts.whole or self.facts.editions)
        if wanted not in self.facts.editions:
            known = ", ".join(map(str, sorted(self.facts.editions)))
            raise UsageError(f"--edition {wanted}: {self.where} has none such; it has {known}")
        return wanted

    def find(self, text: str, edition: int) -> tuple[str, str]:
        """Give the code of the skill that a text names, and what was mended, `""` for nothing.

        A code may be in lower case or stand beside its name, and a name may stand for it. Raises
        `NoSkill` with the nearest names, with the successors of a retired code, and for an edition
        that is not there.
        """
        found = self._found.get((text, edition)) or self._look_up(text, edition)
        if found is None:
            raise self._unknown(text, edition)
        self._found[text, edition] = found
        return found

    def levels(self, code: str, edition: int) -> tuple[int, ...]:
        """Give the levels that an edition defines for a skill, ascending."""
        return self.facts.editions[edition][code].levels

    def check_levels(self, code: str, edition: int, levels: tuple[int, ...]) -> None:
        """Raise `NoSkill` for levels that the edition does not define for the skill."""
        defined = self.levels(code, edition)
        outside = [level for level in levels if level not in defined]
        if outside:
            many = "levels" if len(outside) > 1 else "level"
            problem = f"{code} is not observed at {many} {say_levels(outside)}"
            raise NoSkill(f"{problem}: {say_levels(defined)}", "write one of its levels")

    def called(self, code: str) -> str:
        """Give a code with its name, as far as one is known."""
        return f"{code} {self.facts.name(code) or ''}".strip()

    def _look_up(self, text: str, edition: int) -> tuple[str, str] | None:
        skills, names = self.facts.editions.get(edition, {}), self.names.get(edition, {})
        if text in skills:
            return text, ""
        if text.upper() in skills:
            return text.upper(), f"read as {text.upper()}"
        if plain(text) in names:
            return names[plain(text)], f"read as {names[plain(text)]}"
        for pattern in (_WITH_NAME, _IN_BRACKETS):
            found = pattern.fullmatch(text)
            code = found["code"].upper() if found else ""
            if found and names.get(plain(found["name"])) == code:
                return code, f"read as {code}"
        return None

    def _unknown(self, text: str, edition: int) -> NoSkill:
        code = text.upper()
        skills = self.facts.editions.get(edition, {})
        latest = self.edition()
        carry = f"carry the file over: sfia-graph migrate FILE --to {latest}"
        if edition not in self.facts.whole and edition != latest:
            only = "only one skill" if len(skills) == 1 else f"only {len(skills)} skills"
            known = f"{only if skills else 'nothing'} of SFIA {edition} is known in {self.where}"
            return NoSkill(known, carry, edition=True)
        successors = self.facts.successors.get(code)
        if successors:
            held = ", ".join(map(self.called, successors))
            problem = f"{code} is retired; what took its place: {held}"
            return NoSkill(problem, f"write one of these, or {carry}")
        others = [n for n in sorted(self.facts.editions) if code in self.facts.editions[n]]
        if others:
            named = " and ".join(map(str, others))
            problem = f"{self.called(code)} is no skill of SFIA {edition}, but of {named}"
            return NoSkill(problem, f"correct the edition, or {carry}")
        near = ", ".join(map(self.called, self._nearest(text, edition)))
        if near:
            return NoSkill(f"unknown skill {quoted(text)}; nearest: {near}", "write one of these")
        remedy = f"write a code of SFIA {edition}: sfia-graph query search finds them"
        return NoSkill(f"unknown skill {quoted(text)}", remedy)

    def _nearest(self, text: str, edition: int) -> list[str]:
        codes, names = self.facts.editions[edition], self.names.get(edition, {})
        found: list[str] = []
        if _CODE.fullmatch(text.upper()):
            found += get_close_matches(text.upper(), codes, n=_NEAR, cutoff=0.7)
            found += get_close_matches(text.upper(), codes, n=1, cutoff=0.5)[: not found]
        wanted = plain(text)
        found += [names[each] for each in get_close_matches(wanted, names, n=_NEAR, cutoff=0.75)]
        found += [names[each] for each in _by_words(wanted, names)]
        return list(dict.fromkeys(found))[:_NEAR]


def _by_words(wanted: str, names: Iterable[str]) -> list[str]:
    """Give the names that share most words with a text, nearly spelt alike; the shorter first."""
    known = {word for name in names for word in name.split() if len(word) > _SHORT}
    words = {
        match
        for word in wanted.split()
        if len(word) > _SHORT
        for match in get_close_matches(word, known, n=2, cutoff=0.8)
    }
    shared = {name: len(words.intersection(name.split())) for name in names}
    near = [name for name in names if shared[name]]
    return sorted(near, key=lambda name: (-shared[name], len(name), name))


def read_catalogue(store: Store) -> Catalogue:
    """Ask a store for its skills; raises `StoreError` where it holds no edition."""
    facts = read_facts(store)
    if not facts.editions:
        problem = f"{store.where}: holds no edition of SFIA"
        raise StoreError(f"{problem}; name one that does, or leave --store out")
    names: dict[int, dict[str, str]] = {}
    for row in rows(store.sparql(_NAMES)).values():
        edition, code, name = map(str, row)
        names.setdefault(int(edition), {}).setdefault(plain(name), code)
    return Catalogue(facts, names, _base(store), store.where)


def _base(store: Store) -> str:
    schemes = rows(store.sparql(_EDITIONS)).values()
    found = {re.sub(r"\d+$", "", str(scheme)) for (scheme,) in schemes}
    return found.pop() if len(found) == 1 else BASE

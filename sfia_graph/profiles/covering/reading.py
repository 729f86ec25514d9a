"""What a store says of needs and of people, for a team to be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from sfia_graph.languages import primary
from sfia_graph.namespaces import expand, local_name
from sfia_graph.profiles.covering.needs import Held, Need
from sfia_graph.profiles.records import BASIS_NAMES, Basis
from sfia_graph.profiles.selects import Ask, iris, rows

_NEEDS = """SELECT DISTINCT ?role ?requirement ?importance ?skill ?number WHERE {{
  VALUES ?role {{ {roles} }}
  ?role sfia:requirement ?requirement .
  ?requirement sfia:importance ?importance ; sfia:skillAtLevel ?at .
  ?at sfia:skill ?skill ; sfia:level/sfia:levelNumber ?number .
}} ORDER BY ?role ?requirement ?number"""
_SKILLS = """SELECT DISTINCT ?skill ?code ?name WHERE {{
  VALUES ?skill {{ {skills} }}
  ?skill dcterms:identifier ?code .
  OPTIONAL {{ ?skill skos:prefLabel ?name }}
}} ORDER BY ?skill ?name"""
_HELD = """SELECT DISTINCT ?person ?skill ?number WHERE {{
  {{ SELECT ?holding ?skill ?number WHERE {{
    {{ SELECT DISTINCT ?at ?skill ?number WHERE {{
      VALUES ?skill {{ {skills} }}
      ?at sfia:skill ?skill ; sfia:level/sfia:levelNumber ?number .
    }} }}
    ?holding sfia:skillAtLevel ?at .
  }} }}
  {{ SELECT ?holding ?person WHERE {{
    {people}
    ?holding sfia:holder ?person .
    FILTER(ISIRI(?person))
  }} }}
  {{ SELECT ?holding WHERE {{ ?holding sfia:basis ?basis . FILTER(?basis IN ({bases})) }} }}
  MINUS {{ ?holding prov:invalidatedAtTime ?end . FILTER(?end <= NOW()) }}
}}"""
"""The parts are joined by hash, which takes Oxigraph a fraction of the time of row by row."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill's code, and its name in the language that was asked for, or else in another."""

    code: str
    name: Literal | None


def read_needs(ask: Ask, roles: Iterable[str], *, optional: bool = False) -> tuple[Need, ...]:
    """Read what roles, by their IRIs, need: their core requirements, or the optional ones too.

    They come in the order of the roles.
    """
    wanted = list(dict.fromkeys(roles))
    found: dict[str, list[Need]] = {role: [] for role in wanted}
    asked = rows(ask(_NEEDS.format(roles=iris(wanted))))
    for _, several in groupby(asked, key=lambda row: (row["role"], row["requirement"])):
        same = list(several)
        core = str(same[0]["importance"]) == expand("sfia:core")
        if core or optional:
            levels = tuple(dict.fromkeys(int(str(row["number"])) for row in same))
            role = str(same[0]["role"])
            found[role].append(Need(role, str(same[0]["skill"]), levels, core))
    return tuple(need for role in wanted for need in found[role])


def read_skills(ask: Ask, skills: Iterable[str], language: str) -> dict[str, Skill]:
    """Read the codes and names of skills, by their IRIs."""
    wanted = sorted(set(skills))
    named = rows(ask(_SKILLS.format(skills=iris(wanted))))
    codes = {skill: local_name(skill) for skill in wanted}
    names: dict[str, list[Literal]] = {skill: [] for skill in wanted}
    for skill, code, name in named.terms:
        if isinstance(skill, NamedNode) and isinstance(code, Literal):
            codes[skill.value] = code.value
            names[skill.value] += [name] if isinstance(name, Literal) else []
    return {skill: Skill(codes[skill], _in(language, names[skill])) for skill in wanted}


def read_people(
    ask: Ask, skills: Iterable[str], bases: Iterable[Basis], people: Iterable[str] | None = None
) -> Mapping[str, Held]:
    """Read at which levels people hold skills, on some grounds, by claims that have not expired.

    Skills are IRIs, and so are the `people` who are asked about; without any it is everybody.
    """
    among = "" if people is None else f"VALUES ?person {{ {iris(people)} }}"
    query = _HELD.format(
        skills=iris(sorted(set(skills))),
        people=among,
        bases=", ".join(f"sfia:{BASIS_NAMES[each]}" for each in bases),
    )
    found: dict[str, dict[str, set[int]]] = {}
    for row in rows(ask(query)):
        levels = found.setdefault(str(row["person"]), {}).setdefault(str(row["skill"]), set())
        levels.add(int(str(row["number"])))
    return found


def _in(language: str, names: list[Literal]) -> Literal | None:
    """Give the name in a language, or else in English, or else the first."""
    for tag in (language, primary(language), "en"):
        for name in names:
            if tag in {name.language, primary(name.language or "")}:
                return name
    return names[0] if names else None

"""What a store knows of the editions: their skills, what took whose place, what became of what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sfia_graph.profiles.selects import rows
from sfia_graph.results import Value
from sfia_graph.store import Store

_SKILLS = """
SELECT DISTINCT ?edition ?code ?level ?name
WHERE {
  ?scheme sfia:editionNumber ?edition .
  ?skill skos:inScheme ?scheme ;
    a sfia:Skill ;
    dcterms:identifier ?code ;
    sfia:definedAtLevel ?defined .
  ?defined sfia:levelNumber ?level .
  OPTIONAL { ?skill skos:prefLabel ?name . FILTER(LANGMATCHES(LANG(?name), "en")) }
}
ORDER BY ?edition ?code ?level ?name
"""
_WHOLE = """
SELECT DISTINCT ?edition ?said
WHERE {
  ?scheme sfia:editionNumber ?edition ;
    void:classPartition ?part .
  ?part void:class sfia:Skill ;
    void:entities ?said .
}
ORDER BY ?edition ?said
"""
_SUCCESSORS = """
SELECT DISTINCT ?code ?successor
WHERE {
  ?old a sfia:SkillIdentity ;
    dcterms:identifier ?code ;
    dcterms:isReplacedBy ?new .
  BIND(REPLACE(STR(?new), "^.*/", "") AS ?successor)
}
ORDER BY ?code ?successor
"""
_LINKS = """
SELECT DISTINCT ?earlier ?code ?relation ?later ?other
WHERE {
  VALUES (?property ?relation) {
    (skos:narrowMatch "part") (skos:relatedMatch "related") (skos:closeMatch "related")
    (skos:broadMatch "whole") (skos:exactMatch "related")
  }
  ?skill ?property ?counterpart ;
    a sfia:Skill ;
    skos:inScheme ?scheme ;
    dcterms:identifier ?code .
  ?counterpart a sfia:Skill ;
    skos:inScheme ?other_scheme ;
    dcterms:identifier ?other .
  ?scheme sfia:editionNumber ?earlier .
  ?other_scheme sfia:editionNumber ?later .
  FILTER(?earlier < ?later && ?code != ?other)
}
ORDER BY ?earlier ?code ?later ?other ?relation
"""


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """A skill of an edition: its English name where one is known, its levels ascending."""

    name: str | None
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A skill of an earlier edition and another skill of a later one.

    `relation` says what the later one is to the earlier: a `part`, a `whole`, or `related`.
    """

    earlier: int
    code: str
    relation: str
    later: int
    other: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The skills of each edition by code, and which editions are there `whole`.

    `successors` are the codes that took the place of a retired one; `links` are between skills of
    two editions whose codes differ.
    """

    editions: dict[int, dict[str, KnownSkill]]
    whole: frozenset[int]
    successors: dict[str, tuple[str, ...]]
    links: tuple[Link, ...]

    def name(self, code: str) -> str | None:
        """Give a code's name in the latest edition that has one for it."""
        for edition in sorted(self.editions, reverse=True):
            skill = self.editions[edition].get(code)
            if skill and skill.name:
                return skill.name
        return None

    @property
    def codes(self) -> frozenset[str]:
        """Every code that some edition has or had."""
        held = {code for skills in self.editions.values() for code in skills}
        return frozenset(held | self.successors.keys())


def read_facts(store: Store) -> Facts:
    """Ask a store what it knows of the editions."""
    levels: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    names: dict[tuple[int, str], str] = {}
    for edition, code, level, name in rows(store.sparql(_SKILLS)).values():
        levels[_number(edition)][str(code)].add(_number(level))
        if name is not None:
            names.setdefault((_number(edition), str(code)), str(name))
    editions = {
        edition: {
            code: KnownSkill(names.get((edition, code)), tuple(sorted(found)))
            for code, found in skills.items()
        }
        for edition, skills in levels.items()
    }
    successors: dict[str, list[str]] = defaultdict(list)
    for code, successor in rows(store.sparql(_SUCCESSORS)).values():
        successors[str(code)].append(str(successor))
    return Facts(
        editions,
        frozenset(
            _number(edition)
            for edition, said in rows(store.sparql(_WHOLE)).values()
            if len(editions.get(_number(edition), ())) == _number(said)
        ),
        {code: tuple(found) for code, found in successors.items()},
        tuple(
            Link(_number(earlier), str(code), str(relation), _number(later), str(other))
            for earlier, code, relation, later, other in rows(store.sparql(_LINKS)).values()
        ),
    )


def _number(value: Value) -> int:
    return int(str(value))

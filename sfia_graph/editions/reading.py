"""What a store holds of an edition, as far as editions are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sfia_graph.results import Rows, Value
from sfia_graph.store import Store
from sfia_graph.tags import canonical

Said = dict[str, str]
"""A text by its language tag."""
Row = dict[str, Value]

_EDITIONS = """
SELECT DISTINCT ?edition ?number
WHERE {
  ?edition a sfia:Edition ; sfia:editionNumber ?number .
  ?skill skos:inScheme ?edition ; a sfia:Skill .
  FILTER(ISIRI(?edition))
}
ORDER BY ?number ?edition
"""
_SKILLS = """
SELECT DISTINCT ?skill ?code ?name (LANG(?name) AS ?tag)
WHERE {{
  ?skill skos:inScheme {edition} ; a sfia:Skill ; dcterms:identifier ?code ; skos:prefLabel ?name .
}}
ORDER BY ?code ?tag ?name ?skill
"""
_LEVELS = """
SELECT DISTINCT ?skill ?level
WHERE {{
  ?skill skos:inScheme {edition} ; a sfia:Skill ; sfia:definedAtLevel/sfia:levelNumber ?level .
}}
ORDER BY ?skill ?level
"""
_ABOVE = """
SELECT DISTINCT ?thing ?above ?name (LANG(?name) AS ?tag)
WHERE {{
  ?thing skos:inScheme {edition} ; skos:broader ?above .
  ?above skos:inScheme {edition} ; a ?kind ; skos:prefLabel ?name .
  FILTER(?kind IN (sfia:Category, sfia:Subcategory))
}}
ORDER BY ?thing ?tag ?name ?above
"""
_TEXTS = """
SELECT DISTINCT ?skill ?level ?property ?text (LANG(?text) AS ?tag)
WHERE {{
  {{
    VALUES ?property {{ skos:definition skos:scopeNote }}
    ?skill skos:inScheme {edition} ; a sfia:Skill ; ?property ?text .
  }}
  UNION
  {{
    VALUES ?property {{ skos:definition }}
    ?at skos:inScheme {edition} ; a sfia:SkillAtLevel ; ?property ?text ;
      sfia:skill ?skill ; sfia:level/sfia:levelNumber ?level .
  }}
}}
ORDER BY ?skill ?property ?level ?tag ?text
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category or subcategory that a skill stands in: the end of its IRI, and its names."""

    slug: str
    names: Said


@dataclass(slots=True)
class SkillFacts:
    """A skill in an edition: `place` has the broadest shelf first.

    `texts` are by `definition`, `guidance` and the number of a level, each by language tag.
    """

    iri: str
    code: str
    names: Said = field(default_factory=dict)
    place: tuple[Shelf, ...] = ()
    levels: tuple[int, ...] = ()
    texts: dict[str | int, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """An edition: its skills by code, and whether all of them are there."""

    number: int
    iri: str
    whole: bool
    skills: dict[str, SkillFacts]


def editions(store: Store) -> dict[int, tuple[str, ...]]:
    """Give the IRIs of the editions whose skills a store holds, by number; they ascend."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows(store, _EDITIONS):
        number = int(str(row["number"]))
        found[number] = (*found.get(number, ()), str(row["edition"]))
    return found


def read(store: Store, number: int, edition: str) -> EditionFacts:
    """Read an edition; it is whole unless it names no category, as the page of one skill does."""
    skills: dict[str, SkillFacts] = {}
    by_iri: dict[str, SkillFacts] = {}
    for row in rows(store, _SKILLS, edition):
        code, iri = str(row["code"]), str(row["skill"])
        skill = by_iri.setdefault(iri, skills.setdefault(code, SkillFacts(iri, code)))
        _say(skill.names, row, "name")
    for row in rows(store, _LEVELS, edition):
        if found := by_iri.get(str(row["skill"])):
            found.levels = (*found.levels, int(str(row["level"])))
    shelves, above = _above(store, edition)
    for iri, skill in by_iri.items():
        skill.place = _place(iri, shelves, above)
    for row in rows(store, _TEXTS, edition):
        if found := by_iri.get(str(row["skill"])):
            _say(found.texts.setdefault(_part(row), {}), row, "text")
    return EditionFacts(number, edition, bool(shelves), skills)


def _part(row: Row) -> str | int:
    if row["level"] is not None:
        return int(str(row["level"]))
    return "guidance" if str(row["property"]).endswith("scopeNote") else "definition"


def _above(store: Store, edition: str) -> tuple[dict[str, Shelf], dict[str, str]]:
    shelves: dict[str, Shelf] = {}
    above: dict[str, str] = {}
    for row in rows(store, _ABOVE, edition):
        iri = str(row["above"])
        above.setdefault(str(row["thing"]), iri)
        _say(shelves.setdefault(iri, Shelf(iri.rsplit("/", 1)[-1], {})).names, row, "name")
    return shelves, above


def _place(iri: str, shelves: dict[str, Shelf], above: dict[str, str]) -> tuple[Shelf, ...]:
    found: list[str] = []
    nearest = above.get(iri)
    while nearest and nearest not in found:
        found.append(nearest)
        nearest = above.get(nearest)
    return tuple(shelves[each] for each in reversed(found))


def _say(said: Said, row: Row, name: str) -> None:
    said.setdefault(canonical(str(row["tag"] or "")), str(row[name]))


def rows(store: Store, query: str, edition: str = "") -> Iterator[Row]:
    """Ask a store; `{edition}` in the query is the IRI of an edition that the store gave."""
    answer = store.sparql(query.format(edition=ox.NamedNode(edition)) if edition else query)
    assert isinstance(answer, Rows)
    yield from answer

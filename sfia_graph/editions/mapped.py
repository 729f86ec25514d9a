"""What mappings and earlier records of a store say of changes: splits, merges, revised texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox

from sfia_graph.editions.reading import EditionFacts, SkillFacts, rows
from sfia_graph.editions.records import Change
from sfia_graph.editions.skills import named
from sfia_graph.namespaces import PREFIXES
from sfia_graph.store import Store

_PARTS = {f"{PREFIXES['skos']}definition": "definition", f"{PREFIXES['skos']}scopeNote": "guidance"}
_MATCHES = """
SELECT DISTINCT ?old ?new ?relation
WHERE {{
  ?old skos:inScheme {before} ; a sfia:Skill .
  ?new skos:inScheme {after} ; a sfia:Skill .
  {{ ?old skos:narrowMatch ?new . BIND("split" AS ?relation) }}
  UNION
  {{ ?new skos:broadMatch ?old . BIND("split" AS ?relation) }}
  UNION
  {{ ?old skos:broadMatch ?new . BIND("merged" AS ?relation) }}
  UNION
  {{ ?new skos:narrowMatch ?old . BIND("merged" AS ?relation) }}
  UNION
  {{ ?old skos:exactMatch|skos:closeMatch|skos:relatedMatch ?new . BIND("other" AS ?relation) }}
}}
ORDER BY ?old ?new ?relation
"""
_RECORDED = """
SELECT DISTINCT ?new ?level ?part
WHERE {{
  ?change sfia:changeKind sfia:textRevised ;
    xkos:sourceConcept/skos:inScheme {before} ;
    xkos:targetConcept ?new .
  ?new skos:inScheme {after} .
  OPTIONAL {{ ?change sfia:level/sfia:levelNumber ?level }}
  OPTIONAL {{ ?change dcterms:subject ?part }}
}}
ORDER BY ?new ?level ?part
"""
_SUCCESSORS = """
SELECT DISTINCT ?code ?instead
WHERE {
  ?old dcterms:isReplacedBy ?new ; dcterms:identifier ?code .
  ?new dcterms:identifier ?instead .
}
ORDER BY ?code ?instead
"""


class NoMapping(LookupError):
    """The store maps no skill of one edition to a skill of the other."""


def divided(
    store: Store, before: EditionFacts, after: EditionFacts, language: str
) -> Iterator[Change]:
    """Give the skills that were split or merged, as mappings between the editions say.

    A skill is split where it is broader than several of the later edition (`skos:narrowMatch`),
    which may include itself; several are merged where one of the later edition is broader than
    they. Raises `NoMapping`.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    mapped = False
    for row in rows(store, _between(_MATCHES, before, after)):
        mapped = True
        old, new, relation = str(row["old"]), str(row["new"]), str(row["relation"])
        one, other = (old, new) if relation == "split" else (new, old)
        if relation != "other" and other not in found[relation, one]:
            found[relation, one].append(other)
    if not mapped:
        raise NoMapping
    old_skills = {each.iri: each for each in before.skills.values()}
    new_skills = {each.iri: each for each in after.skills.values()}
    for (kind, one), others in found.items():
        if len(others) < 2:
            continue
        if kind == "split":
            yield _split(old_skills[one], [new_skills[each] for each in others], language)
        else:
            yield _merged([old_skills[each] for each in others], new_skills[one], language)


def _split(one: SkillFacts, others: list[SkillFacts], language: str) -> Change:
    others = sorted(others, key=lambda each: each.code)
    codes = ", ".join(each.code for each in others)
    name = next((each.names for each in others if each.code == one.code), one.names)
    targets = tuple(each.iri for each in others)
    change = Change("split", one.code, named(name, language), (one.iri,), targets)
    return replace(change, before=one.code, after=codes)


def _merged(others: list[SkillFacts], one: SkillFacts, language: str) -> Change:
    others = sorted(others, key=lambda each: each.code)
    codes = ", ".join(each.code for each in others)
    sources = tuple(each.iri for each in others)
    change = Change("merged", one.code, named(one.names, language), sources, (one.iri,))
    return replace(change, before=codes, after=one.code)


def recorded(
    store: Store, before: EditionFacts, after: EditionFacts, language: str
) -> Iterator[Change]:
    """Give the texts that were revised as changes in the store say, without any texts."""
    for row in rows(store, _between(_RECORDED, before, after)):
        skill = next((each for each in after.skills.values() if each.iri == row["new"]), None)
        older = before.skills.get(skill.code) if skill else None
        if skill is None or older is None:
            continue
        level = None if row["level"] is None else int(str(row["level"]))
        part = "level" if level else _PARTS.get(str(row["part"]), "definition")
        change = Change("textRevised", skill.code, named(skill.names, language))
        yield replace(change, sources=(older.iri,), targets=(skill.iri,), level=level, part=part)


def successors(store: Store) -> dict[str, str]:
    """Give the codes that took the place of retired ones, by the retired code."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(store, _SUCCESSORS):
        found[str(row["code"])].append(str(row["instead"]))
    return {code: ", ".join(instead) for code, instead in found.items()}


def _between(query: str, before: EditionFacts, after: EditionFacts) -> str:
    return query.format(before=ox.NamedNode(before.iri), after=ox.NamedNode(after.iri))

"""Concepts as a matcher sees them: labels and texts by language, and what stands around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.errors import SfiaError
from sfia_graph.matching.concept import AtLevel, Concept
from sfia_graph.matching.schemes import Scheme, scheme
from sfia_graph.matching.wording import WORDING, Said, labels_of, texts_of, value_of
from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.results import Rows, Term
from sfia_graph.store import Store

_OWN = """
SELECT ?concept ?property ?value
WHERE {{
  {pattern}
  VALUES ?property {{
    skos:prefLabel skos:altLabel skos:definition skos:scopeNote sfia:gloss
    skos:notation dcterms:identifier owl:deprecated
  }}
  ?concept ?property ?value .
  FILTER NOT EXISTS {{ ?concept sfia:level ?any }}
}}
"""
_LEVELS = """
SELECT ?concept ?at ?level ?number ?property ?value
WHERE {{
  {pattern}
  ?at skos:broader ?concept ; sfia:level ?level .
  OPTIONAL {{ ?level sfia:levelNumber ?number }}
  OPTIONAL {{ VALUES ?property {{ skos:definition sfia:gloss }} ?at ?property ?value }}
}}
"""
_AROUND = """
PREFIX esco: <http://data.europa.eu/esco/model#>
SELECT DISTINCT ?concept ?other ?label
WHERE {{
  {pattern}
  {{ ?concept skos:broader ?other }}
  UNION
  {{ ?concept {related} ?other }}
  UNION
  {{ ?at skos:broader ?concept ; sfia:level ?level ; {related} ?other }}
  OPTIONAL {{ ?other skos:prefLabel ?label }}
  FILTER NOT EXISTS {{ ?other sfia:level ?any }}
}}
"""
_RELATED = (
    "(skos:related|^skos:related|esco:relatedEssentialSkill|^esco:relatedEssentialSkill"
    "|esco:relatedOptionalSkill|^esco:relatedOptionalSkill)"
)
_PREDICATES = "skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch"
_LINKS = """
SELECT DISTINCT ?concept ?other
WHERE {{ {pattern} {{ ?concept {predicates} ?other }} UNION {{ ?other {predicates} ?concept }} }}
"""
_LEVELS_OF_SFIA = """
SELECT DISTINCT ?level ?number
WHERE {{
  ?sfia a sfia:Level ; sfia:levelNumber ?number .
  {{ ?sfia {predicates} ?level }} UNION {{ ?level {predicates} ?sfia }}
}}
"""


def concepts(store: Store, chosen: Scheme | str) -> list[Concept]:
    """Give a framework's concepts, sorted by IRI; a skill at a level is part of its skill.

    Raises `UsageError` for a name that is no framework's, `SfiaError` where the store holds none.
    """
    of = scheme(chosen) if isinstance(chosen, str) else chosen
    own = _own(store, of)
    if not own:
        raise SfiaError(
            f"{store.where} has no concepts of {of.name}; import the framework, and name the file "
            "with --store"
        )
    levels, around, links = _at_levels(store, of), _around(store, of), _links(store, of)
    to_sfia = _levels_of_sfia(store)
    return [
        _concept(iri, own[iri], levels.get(iri, {}), around[iri], links[iri], to_sfia)
        for iri in sorted(own)
    ]


def _rows(store: Store, query: str, of: Scheme) -> Iterator[tuple[Term | None, ...]]:
    answer = store.sparql(
        query.format(pattern=of.pattern, predicates=_PREDICATES, related=_RELATED)
    )
    assert isinstance(answer, Rows)
    seen = set()
    for row in answer.terms:
        if row not in seen:
            seen.add(row)
            yield row


def _own(store: Store, of: Scheme) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for concept, name, value in _rows(store, _OWN, of):
        if concept is not None and name is not None and value is not None:
            iri = value_of(concept)
            if of.holds(iri):
                found.setdefault(iri, {}).setdefault(value_of(name), []).append(value)
    return found


@dataclass(slots=True)
class _Level:
    level: str
    number: int | None
    said: Said


def _at_levels(store: Store, of: Scheme) -> dict[str, dict[str, _Level]]:
    found: dict[str, dict[str, _Level]] = defaultdict(dict)
    for concept, at, level, number, name, value in _rows(store, _LEVELS, of):
        known = found[value_of(concept)].setdefault(
            value_of(at), _Level(value_of(level), int(value_of(number)) if number else None, {})
        )
        if name is not None and value is not None:
            known.said.setdefault(value_of(name), []).append(value)
    return found


def _around(store: Store, of: Scheme) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concept, other, label in _rows(store, _AROUND, of):
        name = value_of(label) if label is not None else local_name(value_of(other))
        known = found[value_of(concept)]
        known[value_of(other)] = min(name, known.get(value_of(other), name))
    return found


def _links(store: Store, of: Scheme) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for concept, other in _rows(store, _LINKS, of):
        found[value_of(concept)].add(value_of(other))
    return found


def _levels_of_sfia(store: Store) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for level, number in _rows(store, _LEVELS_OF_SFIA, Scheme("", "")):
        found[value_of(level)].add(int(value_of(number)))
    return found


def _concept(
    iri: str,
    said: Said,
    levels: dict[str, _Level],
    around: dict[str, str],
    links: set[str],
    to_sfia: dict[str, set[int]],
) -> Concept:
    dct, skos = PREFIXES["dcterms"], PREFIXES["skos"]
    notations = said.get(f"{skos}notation") or said.get(f"{dct}identifier") or []
    parts = [said, *(each.said for each in levels.values())]
    mapped = {number for each in levels.values() for number in to_sfia.get(each.level, ())}
    return Concept(
        iri,
        min(map(value_of, notations), default=""),
        labels_of(said),
        texts_of(said),
        tuple(AtLevel(at, levels[at].number, texts_of(levels[at].said)) for at in sorted(levels)),
        tuple(sorted(around.items())),
        tuple(sorted(links)),
        tuple(sorted(mapped)),
        any(
            value_of(each) in ("true", "1") for each in said.get(f"{PREFIXES['owl']}deprecated", ())
        ),
        any(name in WORDING for part in parts for name in part),
    )

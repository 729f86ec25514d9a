"""From a query to ranked candidates: codes, names, levels, texts, and the properties asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sfia_graph.web.reconcile.constraints import Sought, holds, sought
from sfia_graph.web.reconcile.entities import AT_LEVEL, SKILL, TYPES, Entity
from sfia_graph.web.reconcile.judging import Candidate, decided, fits, held, order
from sfia_graph.web.reconcile.matchers import Matchers
from sfia_graph.web.reconcile.names import Likeness
from sfia_graph.web.reconcile.properties import Asking
from sfia_graph.web.reconcile.queries import Query
from sfia_graph.web.reconcile.spelling import readings

_LEAST = 15.0
_CODE_IN_TEXT = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]{3}(?!\w)")
_BEYOND = {"other level": 0.7, "every level": 0.6, "skill of it": 0.75}


def candidates(matchers: Matchers, asking: Asking, query: Query) -> list[Candidate]:
    """Give what a query may mean, best first.

    Without a type these are things of SFIA only, and skills at a level only where the query names
    a level.
    """
    found: dict[str, Candidate] = {}
    asked = sought(asking, query.constraints)
    given = _all(matchers, asking, query, asked) if query.text else _unnamed(matchers, query)
    for candidate in given:
        entity = candidate.entity
        if _is_wanted(entity, query):
            best = found.get(entity.id)
            if best is None or (candidate.score, candidate.sure) > (best.score, best.sure):
                found[entity.id] = candidate
    judged = (held(each, holds(asking, each.entity, asked)) for each in found.values())
    kept = [each for each in judged if each.score >= _LEAST and (query.text or fits(each))]
    ranked = sorted(kept, key=lambda each: (-each.score, order(each.entity), each.entity.id))
    return decided(ranked)[: query.limit]


def _all(
    matchers: Matchers, asking: Asking, query: Query, asked: list[Sought]
) -> Iterator[Candidate]:
    known = matchers.catalogue.resolve(query.text)
    if known and (known.over or "/" in query.text):
        yield Candidate(known, 100.0, True, features=(("id", True),))
    at_levels = AT_LEVEL in query.types
    for reading in readings(query.text):
        if reading.level and not reading.text:
            level = matchers.catalogue.entities.get(f"level/{reading.level}")
            yield from [Candidate(level, 100.0, True, features=(("code", True),))] if level else []
        for each in _named(matchers, reading.text, query):
            if reading.level:
                yield from _at_level(matchers, each, reading.level, query)
            else:
                yield each
                if at_levels:
                    yield from _at_any_level(matchers, asking, each, asked)


def _named(matchers: Matchers, text: str, query: Query) -> Iterator[Candidate]:
    """Give the entities that a text names, whatever their level."""
    code = text.upper()
    by_code = matchers.catalogue.codes.get(code, ())
    names = matchers.names(query.types).find(text)
    for id in by_code:
        entity = matchers.catalogue.entities[id]
        yield _by_code(matchers, entity, code, sure=text == code or not matchers.is_word(text))
    # Where the text names a level too, the reading without it finds the code.
    within = () if by_code or len(readings(text)) > 1 else _CODE_IN_TEXT.findall(text)
    for found in dict.fromkeys(within):
        for id in matchers.catalogue.codes.get(found, ()):
            rest = matchers.names(query.types).find(text.replace(found, " "))
            agrees = id in rest and (rest[id].whole or rest[id].value > 0.6)
            entity = matchers.catalogue.entities[id]
            each = _by_code(matchers, entity, found, sure=agrees)
            yield each if agrees else replace(each, score=min(each.score, 80.0))
    for id, likeness in names.items():
        yield _by_name(matchers.catalogue.entities[id], likeness)
    for id, nearness in matchers.texts.find(text).items():
        features = (("text", round(100 * nearness, 1)),)
        yield Candidate(matchers.catalogue.entities[id], 45 * nearness, features=features)
    for entity in matchers.by_notation(text, query.types):
        yield Candidate(entity, 100.0, True, features=(("code", True),))


def _by_code(matchers: Matchers, entity: Entity, code: str, *, sure: bool) -> Candidate:
    if code != entity.code.upper():
        return Candidate(entity, 80.0, retired=code, features=(("retired_code", True),))
    return Candidate(entity, 100.0, sure, features=(("code", True),))


def _by_name(entity: Entity, likeness: Likeness) -> Candidate:
    name = likeness.name
    if likeness.exact:
        score = 96.0 if name.former else 100.0
    elif likeness.whole and likeness.spelt == 1.0:
        score = 93.0 if name.former else 97.0
    elif likeness.whole:
        score = (90.0 if name.former else 94.0) * likeness.spelt
    else:
        score = 85.0 * likeness.value
    sure = name.sure and likeness.whole and likeness.spelt >= 0.85
    features = (
        ("name", round(100 * likeness.value, 1)),
        ("same_name", likeness.exact),
        ("former_name", name.former),
    )
    return Candidate(entity, score, sure, name=name, features=features)


def _at_level(matchers: Matchers, each: Candidate, level: int, query: Query) -> Iterator[Candidate]:
    """Give a skill at the level that the query names, and the skill itself."""
    if SKILL not in each.entity.types:
        return
    at_level = matchers.catalogue.at_level.get((each.entity.id, level))
    if at_level is None:
        missing = replace(each, score=each.score * _BEYOND["other level"], sure=False)
        yield replace(missing, without_level=level)
    elif query.types and AT_LEVEL not in query.types:
        yield each
    else:
        yield replace(each, entity=at_level)
        yield replace(each, score=each.score * _BEYOND["skill of it"], sure=False)


def _at_any_level(
    matchers: Matchers, asking: Asking, each: Candidate, asked: list[Sought]
) -> Iterator[Candidate]:
    """Give a skill at its levels: at those that a property asks for, or at all, with less score."""
    asked = [one for one in asked if one.property.id == "levels"]
    for level in each.entity.levels if SKILL in each.entity.types else ():
        at_level = matchers.catalogue.at_level.get((each.entity.id, level))
        if at_level and asked and fits(held(each, holds(asking, at_level, asked))):
            yield replace(each, entity=at_level)
        elif at_level:
            yield replace(
                each, entity=at_level, score=each.score * _BEYOND["every level"], sure=False
            )


def _unnamed(matchers: Matchers, query: Query) -> Iterator[Candidate]:
    """Give everything that could have the properties asked for, where there is no text."""
    for entity in matchers.catalogue.entities.values() if query.constraints else ():
        if query.types or not (entity.over or entity.types[0] not in TYPES):
            yield Candidate(entity, 50.0, True)


def _is_wanted(entity: Entity, query: Query) -> bool:
    if not query.types:
        return entity.types[0] in TYPES or query.text in (entity.id, entity.iri)
    bears = [each in entity.types for each in query.types]
    return all(bears) if query.every else any(bears)

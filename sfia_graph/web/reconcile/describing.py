"""The line that tells one candidate from another."""

from __future__ import annotations

from typing import Any

from sfia_graph.web.reconcile.entities import LEVEL, SKILL, Catalogue, Entity
from sfia_graph.web.reconcile.judging import Candidate

_BETWEEN = " · "
Words = dict[str, Any]


def remarks(candidate: Candidate, words: Words) -> list[str]:
    """Say what is special about a match: by which former name, in place of which code."""
    found = []
    name = candidate.name
    if name and name.former:
        found.append(words["former"].format(name=name.text, edition=name.edition))
    if candidate.retired:
        found.append(words["in_place_of"].format(code=candidate.retired))
    if candidate.without_level:
        found.append(words["without_level"].format(level=candidate.without_level))
    return found


def description(catalogue: Catalogue, entity: Entity, language: str, words: Words) -> str:
    """Describe an entity in a line: its code, where it stands, its levels."""
    if LEVEL in entity.types:
        others = [each.text for each in entity.names if each.edition]
        return _BETWEEN.join(dict.fromkeys(others))
    above = [catalogue.entities[each] for each in entity.within if each in catalogue.entities]
    parts = [entity.code, *(each.label(language) for each in above[:1])]
    if SKILL in entity.types and entity.levels:
        key = "levels" if len(entity.levels) > 1 else "level"
        parts.append(words[key].format(lowest=entity.levels[0], highest=entity.levels[-1]))
    if entity.editions and not entity.over and entity.editions[-1] < catalogue.latest:
        parts.append(words["until"].format(edition=entity.editions[-1]))
    return _BETWEEN.join(filter(None, parts))

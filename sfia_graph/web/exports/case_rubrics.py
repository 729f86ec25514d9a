"""The rubrics of a CASE package: what is expected at each level, of each skill and of everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sfia_graph.web.exports.case_frame import Frame
from sfia_graph.web.exports.thing import AT_LEVEL, Thing
from sfia_graph.web.exports.writing import Node, filled

_ATTRIBUTES = ("Attribute", "BehaviouralFactor")
_PART = "CFRubric"
_CRITERION = "CFRubricCriterion"
_LEVEL = "CFRubricCriterionLevel"


def rubrics(frame: Frame) -> Iterator[Node]:
    """Give the CFRubrics: one whose criteria are the attributes, and one for each skill.

    A level's number is the position and the score of each criterion's level.
    """
    edition = frame.edition
    attributes = [each for each in edition.things if each.kind in _ATTRIBUTES]
    if attributes:
        title = edition.name(frame.language).value
        yield _rubric(frame, edition.iri, title, "", attributes)
    for skill in edition.things:
        if skill.kind == "Skill":
            name, said = skill.name(frame.language), skill.statement(frame.language)
            about = "" if said == name else said.value
            yield _rubric(frame, skill.iri, name.value, about, [skill])


def _rubric(frame: Frame, iri: str, title: str, about: str, criteria: Iterable[Thing]) -> Node:
    return filled(
        {
            **frame.link(iri, title, _PART),
            "description": about,
            "lastChangeDateTime": frame.changed,
            "CFRubricCriteria": [
                _criterion(frame, each, position, frame.head(iri, _PART)["identifier"])
                for position, each in enumerate(criteria, 1)
            ],
        }
    )


def _criterion(frame: Frame, thing: Thing, position: int, rubric: str) -> Node:
    head = frame.head(thing.iri, _CRITERION)
    below = frame.edition.below.get(thing.iri, ())
    return filled(
        {
            **head,
            "description": thing.statement(frame.language).value,
            "CFItemURI": frame.link_to(thing),
            "position": position,
            "rubricId": rubric,
            "lastChangeDateTime": frame.changed,
            "CFRubricCriterionLevels": [
                _level(frame, each, head["identifier"]) for each in below if each.kind in AT_LEVEL
            ],
        }
    )


def _level(frame: Frame, thing: Thing, criterion: str) -> Node:
    level = frame.edition.levels.get(thing.level)
    return filled(
        {
            **frame.head(thing.iri, _LEVEL),
            "description": thing.statement(frame.language).value,
            "quality": frame.name(level) if level else "",
            "score": float(thing.level),
            "position": thing.level,
            "rubricCriterionId": criterion,
            "lastChangeDateTime": frame.changed,
        }
    )

"""The associations of a CASE package: what stands in what, levels, mappings, later editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sfia_graph.namespaces import local_name
from sfia_graph.web.exports.case_frame import Frame
from sfia_graph.web.exports.identifiers import identifier
from sfia_graph.web.exports.mappings import RELATIONS, Mapping
from sfia_graph.web.exports.thing import Thing
from sfia_graph.web.exports.writing import Node, filled, line
from sfia_graph.web.signposting import escaped

_AT = {"SkillAtLevel": "hasSkillLevel", "AttributeAtLevel": "isPartOf"}
"""What something at a level is to the level: an attribute at a level is a part of what it asks."""


@dataclass(frozen=True, slots=True)
class Group:
    """A grouping of associations: what they are about."""

    iri: str
    title: str


def groups(frame: Frame) -> Iterator[Group]:
    """Give the groupings: the edition's structure, its levels, each set of mappings."""
    yield _structure(frame)
    yield _scale(frame)
    for graph in sorted({each.graph for each in frame.edition.mappings if each.graph}):
        yield _mapping_set(frame, graph)


def associations(frame: Frame) -> Iterator[Node]:
    """Give the CFAssociations, by kind and then in the edition's order."""
    yield from _children(frame)
    yield from _levels(frame)
    yield from _relations(frame)
    yield from (_mapped(frame, each) for each in frame.edition.mappings)


def _structure(frame: Frame) -> Group:
    return Group(frame.edition.iri, frame.edition.name(frame.language).value)


def _scale(frame: Frame) -> Group:
    names = [each.value for each in frame.edition.scale_names if each.language == frame.language]
    title = next(iter(names), local_name(frame.edition.scale_iri))
    return Group(frame.edition.scale_iri, title)


def _mapping_set(frame: Frame, graph: str) -> Group:
    return Group(graph, frame.edition.by_source[graph].title(frame.language).value)


def _children(frame: Frame) -> Iterator[Node]:
    edition = frame.edition
    group = _structure(frame)
    root = frame.link(edition.iri, edition.name(frame.language).value)
    for thing in edition.things:
        above = edition.by_iri.get(thing.parent)
        target = frame.link_to(above) if above else root
        yield _association(frame, thing, "isChildOf", target, group, thing.position)


def _levels(frame: Frame) -> Iterator[Node]:
    group, levels = _scale(frame), frame.edition.levels
    for lower, higher in pairwise(levels.values()):
        yield _association(frame, lower, "precedes", frame.link_to(higher), group)
    for thing in frame.edition.things:
        if thing.kind in _AT and thing.level in levels:
            level = frame.link_to(levels[thing.level])
            yield _association(frame, thing, _AT[thing.kind], level, group)


def _relations(frame: Frame) -> Iterator[Node]:
    edition, group = frame.edition, _structure(frame)
    for thing in edition.things:
        for other in (edition.by_iri[each] for each in thing.related if each in edition.by_iri):
            yield _association(frame, thing, "isRelatedTo", frame.link_to(other), group)
        for later in thing.revised_by:
            target = frame.link(later, thing.name(frame.language).value)
            yield _association(frame, thing, "replacedBy", target, group)


def _mapped(frame: Frame, mapping: Mapping) -> Node:
    """Give a mapping; what is not exact is related, and the notes say how (CASE has no more)."""
    thing = frame.edition.by_iri[mapping.own]
    kind = "exactMatchOf" if mapping.relation == "exact" else "isRelatedTo"
    target = frame.link(mapping.other, mapping.title)
    group = _mapping_set(frame, mapping.graph) if mapping.graph else _structure(frame)
    name = RELATIONS[mapping.relation]
    notes = "; ".join(filter(None, (name, mapping.confidence, mapping.reason)))
    target_type = "CASE" if mapping.edition else "ext:skos.Concept"
    found = _association(frame, thing, kind, target, group, notes=notes, mark=name)
    found["destinationNodeURI"]["targetType"] = target_type
    return found


def _association(
    frame: Frame,
    thing: Thing,
    kind: str,
    target: Node,
    group: Group,
    sequence: int | None = None,
    notes: str = "",
    mark: str = "",
) -> Node:
    """Give an association; `mark` tells apart two of a kind between the same things."""
    own = identifier(" ".join(filter(None, (thing.iri, kind, target["identifier"], mark))))
    return filled(
        {
            "identifier": own,
            "associationType": kind,
            "sequenceNumber": sequence,
            "uri": escaped(f"{thing.iri}#{kind}-{own}"),
            "originNodeURI": {**frame.link_to(thing), "targetType": "CASE"},
            "destinationNodeURI": {**target, "targetType": "CASE"},
            "CFAssociationGroupingURI": frame.link(group.iri, group.title, "CFAssociationGrouping"),
            "lastChangeDateTime": frame.changed,
            "notes": line(notes),
        }
    )

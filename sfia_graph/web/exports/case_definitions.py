"""The definitions of a CASE package: kinds of item, subjects, levels as concepts, licences."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.web.exports.case_associations import groups
from sfia_graph.web.exports.case_frame import Frame
from sfia_graph.web.exports.case_items import GROUPS
from sfia_graph.web.exports.facts import in_language
from sfia_graph.web.exports.sources import notice
from sfia_graph.web.exports.thing import Thing
from sfia_graph.web.exports.writing import Node, filled, line


def definitions(frame: Frame) -> Node:
    """Give the CFDefinitions."""
    return {
        "CFConcepts": list(_concepts(frame)),
        "CFSubjects": list(_subjects(frame)),
        "CFLicenses": list(_licences(frame)),
        "CFItemTypes": list(_item_types(frame)),
        "CFAssociationGroupings": list(_groupings(frame)),
    }


def _concepts(frame: Frame) -> Iterator[Node]:
    """Give the levels: what a skill at a level is about besides the skill."""
    for number, level in frame.edition.levels.items():
        yield _defined(frame, level, "CFConcept", str(number))


def _subjects(frame: Frame) -> Iterator[Node]:
    codes: dict[str, str] = {}
    for thing in frame.edition.things:
        if thing.kind in GROUPS:
            above = codes.get(thing.parent)
            codes[thing.iri] = f"{above}.{thing.position}" if above else str(thing.position)
            yield _defined(frame, thing, "CFSubject", codes[thing.iri])


def _defined(frame: Frame, thing: Thing, part: str, code: str) -> Node:
    name, said = thing.name(frame.language), thing.statement(frame.language)
    return filled(
        {
            **frame.head(thing.iri, part),
            "title": line(name.value),
            "hierarchyCode": code,
            "description": "" if said == name else said.value,
            "lastChangeDateTime": frame.changed,
        }
    )


def _licences(frame: Frame) -> Iterator[Node]:
    """Give the licences, each with the graphs that are under it."""
    sources = [each for each in frame.edition.sources if each.licence]
    for licence in dict.fromkeys(each.licence for each in sources):
        under = (each for each in sources if each.licence == licence)
        yield {
            **frame.head(licence),
            "title": licence,
            "licenseText": notice(under, frame.language),
            "lastChangeDateTime": frame.changed,
        }


def _item_types(frame: Frame) -> Iterator[Node]:
    used = {each.kind for each in frame.edition.things}
    kinds = [(name, kind) for name, kind in frame.edition.kinds.items() if name in used]
    for number, (name, kind) in enumerate(kinds, 1):
        label = in_language(kind.labels, frame.language)
        said = in_language(kind.definitions, frame.language)
        yield {
            **frame.head(kind.iri),
            "title": label.value if label else name,
            "description": said.value if said else name,
            "hierarchyCode": str(number),
            "typeCode": name,
            "lastChangeDateTime": frame.changed,
        }


def _groupings(frame: Frame) -> Iterator[Node]:
    for group in groups(frame):
        yield {
            **frame.head(group.iri, "CFAssociationGrouping"),
            "title": line(group.title),
            "lastChangeDateTime": frame.changed,
        }

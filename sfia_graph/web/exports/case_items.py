"""The document of a CASE package and its items: one for each thing of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.web.exports.case_frame import Frame
from sfia_graph.web.exports.facts import Saying, in_language
from sfia_graph.web.exports.sources import notice
from sfia_graph.web.exports.thing import AT_LEVEL, LEVELS, Thing
from sfia_graph.web.exports.writing import Node, filled, line

GROUPS = ("Category", "Subcategory")


def document(frame: Frame) -> Node:
    """Give the CFDocument: whose the edition is, in which language, under which licence."""
    edition, language = frame.edition, frame.language
    main = next(iter(edition.sources), None)
    holder = main.holder if main else None
    tops = [each for each in edition.things if each.kind == "Category"]
    return filled(
        {
            **frame.head(edition.iri),
            "caseVersion": "1.1",
            "creator": holder.name if holder else line(edition.name(language).value),
            "title": line(edition.name(language).value),
            "lastChangeDateTime": frame.changed,
            "officialSourceURL": holder.page if holder else "",
            "description": "\n".join(each.title(language).value for each in edition.sources),
            "subject": [frame.name(each) for each in tops],
            "subjectURI": [frame.link_to(each, "CFSubject") for each in tops],
            "language": next(iter(main.languages), "") if main else "",
            "version": str(edition.number),
            "licenseURI": frame.licence(main),
            "notes": notice(edition.sources, language),
        }
    )


def items(frame: Frame) -> Iterator[Node]:
    """Give the CFItems, in the edition's order."""
    return (_item(frame, each) for each in frame.edition.things)


def _item(frame: Frame, thing: Thing) -> Node:
    edition, language = frame.edition, frame.language
    statement = thing.statement(language)
    kind = edition.kinds[thing.kind]
    label = in_language(kind.labels, language)
    groups = [each for each in edition.above(thing) if each.kind in GROUPS]
    title = label.value if label else thing.kind
    source = frame.source(statement)
    return filled(
        {
            **frame.head(thing.iri),
            "fullStatement": statement.value,
            "alternativeLabel": _alternative(thing, language),
            "CFItemType": title,
            "humanCodingScheme": line(thing.code),
            "abbreviatedStatement": frame.name(thing),
            "conceptKeywordsURI": _level(frame, thing),
            "notes": source.rights(language).value if source else "",
            "subject": [frame.name(each) for each in groups],
            "subjectURI": [frame.link_to(each, "CFSubject") for each in groups],
            "language": statement.language,
            "CFItemTypeURI": frame.link(kind.iri, title),
            "licenseURI": frame.licence(source),
            "lastChangeDateTime": frame.changed,
            "extensions": _more(thing, statement, language),
        }
    )


def _alternative(thing: Thing, language: str) -> str:
    found = in_language(thing.alternatives, language)
    return line(found.value) if found else ""


def _level(frame: Frame, thing: Thing) -> Node | None:
    """Give a link to the level that something is said at."""
    level = frame.edition.levels.get(thing.level) if thing.kind in (*AT_LEVEL, *LEVELS) else None
    return frame.link_to(level, "CFConcept") if level else None


def _more(thing: Thing, statement: Saying, language: str) -> Node:
    """Give the texts that CASE has no place for, each with its language and its graph."""
    found = {
        "gloss": in_language(thing.glosses, language),
        "scopeNote": in_language(thing.notes, language),
    }
    return {
        name: filled({"value": each.value, "language": each.language, "source": each.graph})
        for name, each in found.items()
        if each and each != statement
    }

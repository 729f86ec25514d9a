"""An edition in CTDL-ASN, Credential Engine's profile of the Achievement Standards Network.

Each thing is a `ceasn:Competency` of one `ceasn:CompetencyFramework`; the seven levels as such are
an `asn:ProgressionModel`. An alignment leads to a competency, so the levels' own mappings, which
lead to levels, are left out. The context is named and not copied here: programs know it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sfia_graph.languages import primary
from sfia_graph.web.exports import reading
from sfia_graph.web.exports.edition import Edition
from sfia_graph.web.exports.facts import Saying
from sfia_graph.web.exports.identifiers import ctid
from sfia_graph.web.exports.mappings import Mapping
from sfia_graph.web.exports.sources import Holder, Source, unofficial
from sfia_graph.web.exports.thing import AT_LEVEL, LEVELS, Thing
from sfia_graph.web.exports.writing import UNDETERMINED, Node, by_language, filled, stamp, to_json
from sfia_graph.web.site import Site

CONTEXT = "https://credreg.net/ctdlasn/schema/context/json"
CTDL_ASN = "https://purl.org/ctdlasn/terms/"

_ALIGNMENTS = {
    "exact": "ceasn:exactAlignment",
    "close": "ceasn:majorAlignment",
    "broader": "ceasn:broadAlignment",
    "narrower": "ceasn:narrowAlignment",
    "related": "ceasn:minorAlignment",
}


def ctdl(site: Site, number: int) -> bytes:
    """Write an edition as JSON-LD, in all languages that the graph has."""
    edition = reading.edition(site, number)
    nodes = [
        _framework(site, edition),
        *(_competency(edition, each) for each in edition.things if each.kind != "Level"),
        *_progression(edition),
        *_organisations(edition),
    ]
    return to_json({"@context": CONTEXT, "@graph": nodes})


def _framework(site: Site, edition: Edition) -> Node:
    tops = (each for each in edition.below.get("", ()) if each.kind != "Level")
    return filled(
        {
            **_head(edition.iri, "ceasn:CompetencyFramework"),
            "ceasn:name": by_language(edition.names),
            "ceasn:description": by_language(_titles(edition.sources)),
            "ceasn:inLanguage": _languages(edition.things),
            "ceasn:identifier": [edition.iri],
            "ceasn:codedNotation": [str(edition.number)],
            "ceasn:dateModified": stamp(edition.modified),
            **_rights(site, edition.sources),
            "ceasn:hasTopChild": [each.iri for each in tops],
            "asn:hasProgressionModel": edition.scale_iri if edition.scale else "",
        }
    )


def _competency(edition: Edition, thing: Thing) -> Node:
    top = not thing.parent
    said = _said(thing)
    return filled(
        {
            **_head(thing.iri, "ceasn:Competency"),
            "ceasn:competencyText": by_language(said),
            "ceasn:competencyLabel": by_language(thing.names),
            "ceasn:competencyCategory": by_language(edition.kinds[thing.kind].labels),
            "ceasn:comment": by_language(each for each in _comments(thing) if each not in said),
            "ceasn:conceptKeyword": by_language(thing.alternatives),
            "ceasn:codedNotation": [thing.code] if thing.code else [],
            "ceasn:listID": str(thing.position),
            "ceasn:inLanguage": _languages([thing]),
            "ceasn:identifier": [thing.iri],
            "ceasn:sourceDocumentation": [thing.page] if thing.page else [],
            "ceasn:isPartOf": [edition.iri],
            "ceasn:isTopChildOf": [edition.iri] if top else [],
            "ceasn:isChildOf": [] if top else [thing.parent],
            "ceasn:hasChild": [each.iri for each in edition.below.get(thing.iri, ())],
            "asn:hasProgressionLevel": _level(edition, thing),
            "ceasn:isVersionOf": thing.version_of if thing.kind == "Skill" else "",
            "ceasn:derivedFrom": [thing.revision_of] if thing.revision_of else [],
            **_alignments(() if thing.kind in LEVELS else edition.mapped.get(thing.iri, ())),
            "ceasn:license": _licences(edition, thing),
        }
    )


def _said(thing: Thing) -> tuple[Saying, ...]:
    """Give what says what a thing is: definitions, or else glosses, or else names.

    A language in which there is no definition has the gloss.
    """
    spoken = {primary(each.language) for each in thing.definitions}
    glosses = tuple(each for each in thing.glosses if primary(each.language) not in spoken)
    return (*thing.definitions, *glosses) or thing.names


def _comments(thing: Thing) -> tuple[Saying, ...]:
    return (*thing.glosses, *thing.notes)


def _level(edition: Edition, thing: Thing) -> str:
    if thing.kind not in (*AT_LEVEL, *LEVELS):
        return ""
    return next((each.iri for each in edition.scale if each.level == thing.level), "")


def _alignments(found: Iterable[Mapping]) -> dict[str, list[str]]:
    by_name: dict[str, list[str]] = {}
    for each in found:
        by_name.setdefault(_ALIGNMENTS[each.relation], []).append(each.other)
    return {name: sorted(others) for name, others in sorted(by_name.items())}


def _licences(edition: Edition, thing: Thing) -> list[str]:
    graphs = {each.graph for each in thing.sayings}
    found = (edition.by_source[each].licence for each in graphs if each in edition.by_source)
    return sorted({each for each in found if each})


def _progression(edition: Edition) -> Iterator[Node]:
    """Give the levels as such as a model, and each of them."""
    if not edition.scale:
        return
    yield {
        **_head(edition.scale_iri, "asn:ProgressionModel"),
        "ceasn:name": by_language(edition.scale_names),
        "ceasn:inLanguage": _languages(edition.scale),
        "skos:hasTopConcept": [each.iri for each in edition.scale],
    }
    for level in edition.scale:
        yield filled(
            {
                **_head(level.iri, "asn:ProgressionLevel"),
                "skos:prefLabel": by_language(level.names),
                "skos:definition": by_language(level.definitions or level.glosses),
                "skos:notation": level.code,
                "skos:topConceptOf": edition.scale_iri,
                "ceasn:inProgressionModel": edition.scale_iri,
            }
        )


def _organisations(edition: Edition) -> Iterator[Node]:
    for holder in _holders(edition.sources):
        yield filled(
            {
                **_head(holder.iri, "ceterms:Organization"),
                "ceterms:name": {UNDETERMINED: holder.name},
                "ceterms:subjectWebpage": holder.page,
            }
        )


def _rights(site: Site, found: Iterable[Source]) -> Node:
    known = list(found)
    holders = [each.iri for each in _holders(known)]
    main = [each.holder.iri for each in known[:1] if each.holder]
    spoken = dict.fromkeys(map(unofficial, site.languages))
    rights = [*(each.rights(site.languages[0]) for each in known), *spoken]
    licences = list(dict.fromkeys(each.licence for each in known if each.licence))
    return filled(
        {
            "ceasn:creator": main,
            "ceasn:license": licences[0] if licences else "",
            "ceasn:rights": by_language(rights),
            "ceasn:rightsHolder": holders,
        }
    )


def _holders(found: Iterable[Source]) -> list[Holder]:
    return list(dict.fromkeys(each.holder for each in found if each.holder))


def _titles(found: Iterable[Source]) -> Iterator[Saying]:
    return (title for each in found for title in each.titles)


def _languages(things: Iterable[Thing]) -> list[str]:
    return sorted({each.language for thing in things for each in thing.sayings if each.language})


def _head(iri: str, kind: str) -> Node:
    return {"@id": iri, "@type": kind, "ceterms:ctid": ctid(iri)}

"""An edition as schema.org's `DefinedTermSet`, which search engines and many programs read.

Its terms have the shape that the pages give them. What schema.org has no word for (what a term
stands in, its level, mappings) is said in SKOS and in this project's ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sfia_graph.namespaces import PREFIXES, local_name
from sfia_graph.web.exports import reading
from sfia_graph.web.exports.edition import Edition
from sfia_graph.web.exports.facts import Saying
from sfia_graph.web.exports.mappings import RELATIONS
from sfia_graph.web.exports.sources import Holder, Source, unofficial
from sfia_graph.web.exports.thing import AT_LEVEL, LEVELS, Thing
from sfia_graph.web.exports.writing import Node, filled, stamp, to_json
from sfia_graph.web.site import Site

SCHEMA = "https://schema.org"
_OWN = {
    "skos": PREFIXES["skos"],
    "sfia": PREFIXES["sfia"],
    "skos:broader": {"@type": "@id"},
    **{name: {"@type": "@id"} for name in RELATIONS.values()},
    "sfia:level": {"@type": "@id"},
}

Text = str | dict[str, str]


def schema_org(site: Site, number: int) -> bytes:
    """Write an edition as JSON-LD, in all languages that the graph has."""
    edition = reading.edition(site, number)
    return to_json({"@context": [SCHEMA, _OWN], **_set(site, edition)})


def _set(site: Site, edition: Edition) -> Node:
    main = edition.sources[0] if edition.sources else None
    licences = dict.fromkeys(each.licence for each in edition.sources if each.licence)
    told = {each.language for thing in edition.things for each in thing.sayings if each.language}
    return filled(
        {
            "@type": "DefinedTermSet",
            "@id": edition.iri,
            "url": edition.iri,
            "name": _texts(edition.names),
            "version": str(edition.number),
            "inLanguage": sorted(told),
            "dateModified": stamp(edition.modified),
            "license": list(licences),
            "copyrightHolder": _holder(main.holder) if main and main.holder else None,
            "copyrightNotice": _texts(
                (*_rights(site, edition), *dict.fromkeys(map(unofficial, site.languages)))
            ),
            "isBasedOn": [_source(each) for each in edition.sources],
            "hasDefinedTerm": [_term(edition, each) for each in edition.things],
        }
    )


def _rights(site: Site, edition: Edition) -> Iterator[Saying]:
    return (each.rights(site.languages[0]) for each in edition.sources)


def _term(edition: Edition, thing: Thing) -> Node:
    levels = {each.level: each.iri for each in edition.scale}
    at = levels.get(thing.level, "") if thing.kind in (*AT_LEVEL, *LEVELS) else ""
    found = {
        "@type": "DefinedTerm",
        "@id": thing.iri,
        "url": thing.iri,
        "name": _texts(thing.names),
        "alternateName": _texts(thing.alternatives),
        "description": _texts((*thing.definitions, *thing.glosses)),
        "termCode": thing.code or local_name(thing.iri),
        "additionalType": edition.kinds[thing.kind].iri,
        "inDefinedTermSet": {"@id": edition.iri},
        "sameAs": thing.page,
        "skos:broader": thing.parent,
        "sfia:level": "" if at == thing.iri else at,
    }
    mapped: dict[str, list[str]] = {}
    for each in edition.mapped.get(thing.iri, ()):
        mapped.setdefault(RELATIONS[each.relation], []).append(each.other)
    return filled({**found, **{name: sorted(others) for name, others in sorted(mapped.items())}})


def _source(source: Source) -> Node:
    return filled(
        {
            "@type": "Dataset",
            "@id": source.iri,
            "name": _texts(source.titles),
            "license": source.licence,
            "copyrightHolder": _holder(source.holder) if source.holder else None,
        }
    )


def _holder(holder: Holder) -> Node:
    return filled(
        {"@type": "Organization", "@id": holder.iri, "name": holder.name, "url": holder.page}
    )


def _texts(sayings: Iterable[Saying]) -> Text | list[Text]:
    """Give texts with their languages; a single one stands alone."""
    found: list[Text] = [
        {"@language": each.language, "@value": each.value} if each.language else each.value
        for each in sayings
    ]
    return found[0] if len(found) == 1 else found

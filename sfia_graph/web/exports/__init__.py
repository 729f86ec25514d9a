"""Editions in the formats of other people's tools, each file a `Download`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sfia_graph.web.downloads.download import Download
from sfia_graph.web.exports.archive import ESCO, esco
from sfia_graph.web.exports.case import CASE, case
from sfia_graph.web.exports.ctdl import CTDL_ASN, ctdl
from sfia_graph.web.exports.schema_org import SCHEMA, schema_org
from sfia_graph.web.exports.schemes import schemes
from sfia_graph.web.exports.spoken import spoken
from sfia_graph.web.exports.vocabulary import VOCPUB, vocabulary
from sfia_graph.web.site import Site

JSON_LD = "application/ld+json"

_FILES = (
    ("case", ".case.json", "application/json", CASE, case),
    ("ctdl", ".ctdl.jsonld", JSON_LD, CTDL_ASN, ctdl),
    ("schema", ".schema.jsonld", JSON_LD, f"{SCHEMA}/", schema_org),
)


def exports(site: Site) -> tuple[Download, ...]:
    """Give the files of all editions, and each concept scheme alone.

    An edition's are CASE, CTDL-ASN, schema.org, and ESCO's tables by language.
    """
    return (*(each for number in site.editions for each in _of(site, number)), *_alone(site))


def _alone(site: Site) -> Iterator[Download]:
    editions = {site.mint.edition(number): number for number in site.editions}
    for scheme in schemes(site):
        number = editions.get(scheme.iri)
        for language in scheme.languages:
            yield Download(
                path=f"downloads/scheme/{scheme.name}.{language}.ttl",
                media_type="text/turtle",
                kind="skos",
                write=partial(vocabulary, iri=scheme.iri, language=language),
                edition=number,
                scheme=None if number else scheme.iri,
                graphs=() if number else tuple(each.iri for each in scheme.sources),
                conforms_to=VOCPUB if scheme.is_ours else "",
            )


def _of(site: Site, number: int) -> Iterator[Download]:
    stem = f"downloads/sfia-{number}"
    for kind, ending, media_type, follows, write in _FILES:
        yield Download(
            path=f"{stem}{ending}",
            media_type=media_type,
            kind=kind,
            write=partial(write, number=number),
            edition=number,
            conforms_to=follows,
        )
    for language in spoken(site, number):
        yield Download(
            path=f"{stem}.esco.{language}.zip",
            media_type="application/zip",
            kind="esco",
            write=partial(esco, number=number, language=language),
            edition=number,
            conforms_to=ESCO,
        )

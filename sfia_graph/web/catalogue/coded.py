"""Values from the tables of the European Union, each said to stand in its table (DCAT-AP 3)."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from sfia_graph.web.catalogue import authorities
from sfia_graph.web.catalogue.statements import Statements, Subject, iri


def languages(found: Statements, subject: Subject, tags: Iterable[str]) -> None:
    """Say which languages something is in, by their tags; a tag of no language says nothing."""
    for each in map(authorities.language, tags):
        found.typed(subject, "dcterms:language", "dcterms:LinguisticSystem", each)
        _stands(found, each, authorities.LANGUAGE_SCHEME)


def file_type(found: Statements, subject: Subject, media_type: str) -> None:
    """Say of which type a file is; nothing where the table has no row for its media type."""
    kind = authorities.file_type(media_type)
    for of in ("dcterms:MediaType", "dcterms:MediaTypeOrExtent"):
        found.typed(subject, "dcterms:format", of, kind)
    _stands(found, kind, authorities.FILE_TYPE_SCHEME)


def _stands(found: Statements, value: ox.NamedNode | None, scheme: str) -> None:
    if value and value.value.startswith(f"{scheme}/"):
        found.say(value, "skos:inScheme", iri(scheme))

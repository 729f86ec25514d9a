"""What pages say of a thing that is no longer in use: what stands in its place, who has it yet."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.web.deprecated import deprecated
from sfia_graph.web.pages.concepts import Named, edition_of, named
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import identities


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That a thing is no longer in use, and the things that took its place.

    `lasting` are the editions that still have it, where it is a skill across editions.
    """

    instead: tuple[Named, ...]
    lasting: tuple[Named, ...] = ()


def deprecation(texts: Texts, iri: str) -> Deprecation | None:
    """Say that a thing is no longer in use, None where it is in use."""
    if iri not in deprecated(texts.site):
        return None
    versions = texts.values(iri, "dcterms:hasVersion")
    lasting = sorted({edition_of(texts, each) for each in versions} - {""})
    return Deprecation(instead(texts, iri), tuple(named(texts, each) for each in lasting))


def instead(texts: Texts, iri: str) -> tuple[Named, ...]:
    """Give what took the place of a thing, a skill across editions by its newest name."""
    return identities(texts, texts.values(iri, "dcterms:isReplacedBy"))

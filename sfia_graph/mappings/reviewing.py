"""What a person decided on suggestions, in the column `review`: accept, reject or unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sfia_graph.errors import SfiaError, UsageError, quoted
from sfia_graph.mappings.curies import is_iri
from sfia_graph.mappings.records import Mapping, MappingSet, slots_of
from sfia_graph.namespaces import PREFIXES

REVIEW = f"{PREFIXES['sfia']}review"
"""The property of the extension slot `review`."""

CURATED = f"{PREFIXES['semapv']}ManualMappingCuration"
DECISIONS = ("accept", "reject", "unsure")

_FOUND_BY_MACHINE = {"similarity_score", "similarity_measure", "match_string", "review"}


def decision(mapping: Mapping) -> str | None:
    """Give what was decided on a suggestion; None where nothing is.

    Raises `SfiaError` for a word that is no decision.
    """
    word = (mapping.one("review") or "").strip().lower()
    if word and word not in DECISIONS:
        row = f"row {mapping.row}: " if mapping.row else ""
        known = ", ".join(DECISIONS)
        raise SfiaError(f"{row}column 'review': found {quoted(word)}; write one of {known}")
    return word or None


def accepted(given: MappingSet, author: str) -> MappingSet:
    """Keep the accepted suggestions, as curated by their author, an IRI.

    What the machine said of them is left out; a rejected one becomes a negated mapping, so that
    nobody need judge it again. Raises `SfiaError` as `decision`, and `UsageError` for an author
    that is no IRI.
    """
    if not is_iri(author):
        raise UsageError(
            f"--author {author}: no IRI, such as https://orcid.org/0000-0000-0000-0000"
        )
    kept = tuple(
        _curated(mapping, author, negated=word == "reject")
        for mapping in given.mappings
        if (word := decision(mapping)) in ("accept", "reject")
    )
    extensions = tuple(item for item in given.extensions if item[0] != "review")
    return replace(given, mappings=kept, extensions=extensions)


def _curated(mapping: Mapping, author: str, *, negated: bool) -> Mapping:
    slots = {name: values for name, values in mapping.slots if name not in _FOUND_BY_MACHINE}
    return replace(
        mapping,
        justification=CURATED,
        negated=negated,
        slots=slots_of({**slots, "author_id": author}),
    )


def decided(given: Iterable[MappingSet]) -> set[tuple[str, str]]:
    """Give the pairs on which somebody decided: accepted, rejected, or curated by hand."""
    return {
        mapping.pair
        for each in given
        for mapping in each.mappings
        if mapping.justification == CURATED or decision(mapping) in ("accept", "reject")
    }

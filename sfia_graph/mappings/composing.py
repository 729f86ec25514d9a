"""From A to B and from B to C: suggestions from A to C."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from sfia_graph.errors import SfiaError
from sfia_graph.mappings.consistency import BROAD, CLOSE, EXACT, INVERSE, NARROW, RELATED
from sfia_graph.mappings.records import Mapping, MappingSet, slots_of
from sfia_graph.mappings.reviewing import REVIEW
from sfia_graph.mappings.values import plain_number
from sfia_graph.namespaces import PREFIXES

CHAINING = f"{PREFIXES['semapv']}MappingChaining"

COMPOSED = {
    **{(EXACT, other): other for other in INVERSE},
    **{(other, EXACT): other for other in INVERSE},
    (CLOSE, CLOSE): RELATED,
    (BROAD, BROAD): BROAD,
    (NARROW, NARROW): NARROW,
    (CLOSE, BROAD): BROAD,
    (BROAD, CLOSE): BROAD,
    (CLOSE, NARROW): NARROW,
    (NARROW, CLOSE): NARROW,
}
"""What two relations in a row suggest; pairs that are not here suggest `relatedMatch`, and broad
after narrow or narrow after broad suggests nothing: two parts of one whole need share nothing."""

_AT_LEVEL = re.compile(r"(/\d+/skill/[^/]+)/\d")
_NOTHING = {(BROAD, NARROW), (NARROW, BROAD), (RELATED, RELATED)}


def inverse(given: MappingSet) -> MappingSet:
    """Give a set seen from its objects: each mapping turned round, with its evidence."""
    return replace(given, mappings=tuple(_turned(mapping) for mapping in given.mappings))


def _turned(mapping: Mapping) -> Mapping:
    def swapped(name: str) -> str:
        start, _, rest = name.partition("_")
        other = {"subject": "object", "object": "subject"}.get(start)
        return f"{other}_{rest}" if other else name

    slots = slots_of({swapped(name): values for name, values in mapping.slots})
    return replace(
        mapping,
        subject=mapping.object,
        predicate=INVERSE[mapping.predicate],
        object=mapping.subject,
        slots=slots,
    )


def compose(first: MappingSet, second: MappingSet, iri: str) -> MappingSet:
    """Chain two sets that share concepts, whichever way round each of them is.

    Each suggestion has the product of the confidences as its own where both state one, names the
    two sets, and says over which concept it went. The best chain of a pair is kept. Negated
    mappings are left out. Raises `SfiaError` where the two sets share no concept.
    """
    left, right = _oriented(first, second)
    by_subject: dict[str, list[Mapping]] = defaultdict(list)
    for mapping in right.mappings:
        by_subject[_whole(mapping.subject)].append(mapping)
    best: dict[tuple[str, str], Mapping] = {}
    for one in left.mappings:
        for other in by_subject[_whole(one.object)]:
            if found := _chained(one, other, (first.iri, second.iri)):
                best[found.pair] = max(best.get(found.pair, found), found, key=_rank)
    title = f"Suggestions over {left.one('mapping_set_title') or left.iri}"
    return MappingSet(
        iri,
        tuple(best[pair] for pair in sorted(best)),
        slots_of(
            {
                "mapping_set_title": title,
                "mapping_set_source": tuple(sorted({first.iri, second.iri})),
            }
        ),
        tuple(sorted({*first.prefixes, *second.prefixes})),
        (("review", REVIEW),),
    )


def _oriented(first: MappingSet, second: MappingSet) -> tuple[MappingSet, MappingSet]:
    """Turn two sets so that the objects of the one are the subjects of the other."""
    for left in (first, inverse(first)):
        for right in (second, inverse(second)):
            objects = {_whole(mapping.object) for mapping in left.mappings}
            if objects & {_whole(mapping.subject) for mapping in right.mappings}:
                return left, right
    raise SfiaError(f"{first.iri} and {second.iri} share no concept; name two sets that do")


def _whole(iri: str) -> str:
    """Give the skill of a skill at a level; two sets may meet at different depths."""
    return _AT_LEVEL.sub(r"\1", iri)


def _chained(one: Mapping, other: Mapping, sets: tuple[str, str]) -> Mapping | None:
    relations = (one.predicate, other.predicate)
    if one.negated or other.negated or relations in _NOTHING or one.subject == other.object:
        return None
    sure = None
    if one.confidence is not None and other.confidence is not None:
        sure = plain_number(str(one.confidence * other.confidence))
    over = one.one("object_label") or one.object
    slots = slots_of(
        {
            "subject_label": one.one("subject_label"),
            "object_label": other.one("object_label"),
            "subject_source": one.one("subject_source"),
            "object_source": other.one("object_source"),
            "confidence": sure,
            "comment": f"over {over}",
            "see_also": tuple(sorted(set(sets))),
        }
    )
    predicate = COMPOSED.get(relations, RELATED)
    return Mapping(one.subject, predicate, other.object, CHAINING, slots=slots)


def _rank(mapping: Mapping) -> tuple[int, float]:
    """The nearer relation first, then the surer chain; no confidence is no doubt."""
    sure = 1.0 if mapping.confidence is None else mapping.confidence
    return -list(INVERSE).index(mapping.predicate), sure

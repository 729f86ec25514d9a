"""Suggestions: pairs that nobody has judged yet, with their evidence, to be reviewed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from importlib.metadata import version

from sfia_graph.mappings.records import Mapping, MappingSet, slots_of
from sfia_graph.mappings.reviewing import REVIEW
from sfia_graph.mappings.values import plain_number
from sfia_graph.matching.concept import Concept
from sfia_graph.matching.matcher import Candidate, Matcher
from sfia_graph.matching.schemes import is_role, is_sfia
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES, slug

MATCHING = f"{PREFIXES['semapv']}CompositeMatching"
"""The justification of a suggestion: several methods, combined."""

_CLOSE, _RELATED = f"{PREFIXES['skos']}closeMatch", f"{PREFIXES['skos']}relatedMatch"
_MEASURE = "weighted mean of the signals in the comment"

Pairs = Container[tuple[str, str]]
Tell = Callable[[int, int, str], None]


def suggest(
    matcher: Matcher,
    sources: Sequence[Concept],
    *,
    most: int,
    least: float,
    decided: Pairs = frozenset(),
    tell: Tell = lambda done, of, what: None,
) -> Iterator[Candidate]:
    """Give the best candidates of each source in use, best first, at most `most` a source.

    What is mapped already is passed over, and so are the pairs in `decided`, either way round.
    """
    used = [source for source in sources if not source.deprecated]
    for done, source in enumerate(used):
        tell(done, len(used), source.name)
        passed = _Passed(source, decided)
        yield from matcher.rank(source, most, least, passed)


class _Passed(Container[str]):
    """The targets that need not be judged again for a source."""

    def __init__(self, source: Concept, decided: Pairs) -> None:
        self._source, self._decided = source, decided

    def __contains__(self, target: object) -> bool:
        own = self._source.iri
        return (
            target in self._source.links
            or (own, target) in self._decided
            or (target, own) in self._decided
        )


def as_mappings(candidates: Sequence[Candidate], names: tuple[str, str]) -> MappingSet:
    """Give candidates as a mapping set with a column `review`; `names` are the two frameworks'.

    The subject is SFIA's skill where one of the two is. A role is related, all else close.
    """
    iri = Minter().graph(f"suggestion-{slug(names[0])}-{slug(names[1])}")
    slots = slots_of({"mapping_set_title": f"Suggestions from {names[0]} to {names[1]}"})
    mappings = tuple(map(_mapping, candidates))
    return MappingSet(iri, mappings, slots, extensions=(("review", REVIEW),))


def _mapping(of: Candidate) -> Mapping:
    subject, object_ = of.source, of.target
    if is_sfia(object_.iri) and not is_sfia(subject.iri):
        subject, object_ = object_, subject
    slots = slots_of(
        {
            "subject_label": subject.name,
            "object_label": object_.name,
            "similarity_score": plain_number(f"{of.score:.4f}"),
            "similarity_measure": _MEASURE,
            "match_string": of.words,
            "comment": evidence(of),
            "mapping_tool": "sfia-graph",
            "mapping_tool_version": version("sfia-graph"),
        }
    )
    role = is_role(subject.iri) or is_role(object_.iri)
    return Mapping(subject.iri, _RELATED if role else _CLOSE, object_.iri, MATCHING, slots=slots)


def evidence(of: Candidate) -> str:
    """Say what speaks for a candidate: the signals that do, and the neighbours.

    `words 0.41, levels 0.5; neighbours: Data modelling (mapped to it)`
    """
    signals = ", ".join(f"{name} {score:.2f}" for name, score in of.signals if round(score, 2))
    around = f"; neighbours: {', '.join(of.neighbours)}" if of.neighbours else ""
    return f"{signals}{around}"

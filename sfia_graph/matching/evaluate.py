"""How good a matcher is, measured on links that people made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Ranking = Sequence[tuple[str, float]]
"""Targets with their scores, best first."""


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link that people made: IRIs of both concepts, and the relation's where it is known."""

    source: str
    target: str
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured on the sources that have a link.

    `hit_at_1`: the share of sources whose first candidate is linked to them. `recall_at_5` and
    `recall_at_10`: the share of a source's links among its first 5 and 10, mean over sources.
    `mrr`: the mean of 1 / rank of the first linked one. `precision` and `recall`: of all pairs
    that score the threshold or more, the share that is linked, and of all links the share that
    scores it; `precision` is None where no pair does.
    """

    sources: int
    links: int
    hit_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr: float
    precision: float | None
    recall: float


def measure(
    links: Sequence[GoldLink], ranking: Callable[[str], Ranking], threshold: float
) -> dict[str | None, Measures]:
    """Measure the rankings of all sources: all links under None, then each relation's own.

    For a relation, targets that are linked to a source by another one are passed over.
    """
    ranked = {source: ranking(source) for source in sorted({link.source for link in links})}
    by_relation: dict[str, list[GoldLink]] = defaultdict(list)
    for link in links:
        if link.relation:
            by_relation[link.relation].append(link)
    found: dict[str | None, Measures] = {None: _measure(links, links, ranked, threshold)}
    for relation in sorted(by_relation):
        found[relation] = _measure(by_relation[relation], links, ranked, threshold)
    return found


def _measure(
    links: Sequence[GoldLink],
    others: Sequence[GoldLink],
    ranked: dict[str, Ranking],
    threshold: float,
) -> Measures:
    wanted, known = _by_source(links), _by_source(others)
    each = []
    above = right = 0
    for source, targets in wanted.items():
        passed_over = known[source] - targets
        order = [pair for pair in ranked[source] if pair[0] not in passed_over]
        each.append(of_one([iri for iri, _ in order], targets))
        chosen = [iri for iri, score in order if score >= threshold]
        above, right = above + len(chosen), right + len(targets.intersection(chosen))
    hit, five, ten, rank = (sum(column) / len(each) for column in zip(*each, strict=True))
    total = sum(map(len, wanted.values()))
    precision = right / above if above else None
    return Measures(len(each), total, hit, five, ten, rank, precision, right / total)


def _by_source(links: Sequence[GoldLink]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        found[link.source].add(link.target)
    return found


def of_one(order: Sequence[str], targets: set[str]) -> tuple[float, float, float, float]:
    """Give hit at 1, recall at 5 and 10, and the reciprocal rank, for one source.

    >>> of_one(["a", "b", "c"], {"b", "z"})
    (0.0, 0.5, 0.5, 0.5)
    """
    ranks = [at for at, iri in enumerate(order, 1) if iri in targets]
    first = ranks[0] if ranks else 0
    return (
        float(first == 1),
        sum(rank <= 5 for rank in ranks) / len(targets),
        sum(rank <= 10 for rank in ranks) / len(targets),
        1 / first if first else 0.0,
    )

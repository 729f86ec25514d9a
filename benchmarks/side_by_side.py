"""The section of the results that sets the engines beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log, nan
from typing import Any

from benchmarks.engines import ENGINES, LONGEST

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Asked:
    """How long an engine took over a query, in seconds, and how much it gave.

    `size` is None where it was stopped, after so many seconds, or where it refused the query.
    """

    seconds: float
    size: int | None
    version: str
    refused: bool = False

    def beside(self, ours: Asked) -> str:
        """Give the multiple of our time, or what else there is to say."""
        if self.refused:
            return "no answer"
        if self.size is None:
            return f"> {self.seconds / ours.seconds:.2f}"
        if self.size != ours.size:
            return f"{self.size} instead of {ours.size}"
        return f"{self.seconds / ours.seconds:.2f}"

    def is_comparable(self, ours: Asked) -> bool:
        """Whether it gave as much as ours, or was stopped after so long."""
        return not self.refused and self.size in {None, ours.size}


By = Mapping[str, Mapping[str, Asked]]
"""What was measured, by query and engine."""


def asked_side_by_side(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the section as lines of Markdown, from what pytest-benchmark measured."""
    by = _by_query(found)
    there = [name for name in ENGINES if all(name in engines for engines in by.values())]
    peers = [name for name in there if name != OURS]
    head = " | ".join(peers)
    rows = [
        f"| {query} | {engines[OURS].seconds * 1000:.2f} | "
        + " | ".join(engines[peer].beside(engines[OURS]) for peer in peers)
        + " |"
        for query, engines in by.items()
    ]
    means = " | ".join(f"**{_mean(by, peer):.2f}**" for peer in peers)
    return [
        "## Stored queries on a warm store",
        "",
        *_explained(by, there),
        "",
        f"| query | ours, ms | {head} |",
        f"|---|--:|{'--:|' * len(peers)}",
        *rows,
        f"| **geometric mean** | | {means} |",
        "",
    ]


def _by_query(found: Iterable[Mapping[str, Any]]) -> By:
    by: dict[str, dict[str, Asked]] = defaultdict(dict)
    for each in found:
        if each["group"] == "queries":
            told, of = each["extra_info"], each["params"]
            took = LONGEST if told["size"] is None else float(each["stats"]["median"])
            by[of["name"]][of["engine"]] = Asked(
                took, told["size"], told["version"], "refused" in told
            )
    return by


def _mean(by: By, peer: str) -> float:
    ratios = [
        log(engines[peer].seconds / engines[OURS].seconds)
        for engines in by.values()
        if engines[peer].is_comparable(engines[OURS])
    ]
    return exp(sum(ratios) / len(ratios)) if ratios else nan


def _explained(by: By, there: list[str]) -> list[str]:
    engines = next(iter(by.values()))
    versions = ", ".join(f"{name} {engines[name].version}" for name in there if name != OURS)
    absent = [name for name in ENGINES if name not in there]
    return [
        "SFIA 9 in each engine, each query with its defaults. Ours in memory in milliseconds, the",
        "others as multiples of it; each query is asked up to 15 times, less often where it takes",
        f"long. What took longer than {LONGEST} s was cut off (>) and counts with that time in the",
        "mean. All else gives as many rows as ours, or the table says so and the mean leaves it",
        "out. Servers are asked through `open_store`; Comunica counts its rows in its own process.",
        "",
        f"Versions: {versions}.",
        *([f"Not there, and so left out: {', '.join(absent)}."] if absent else []),
    ]

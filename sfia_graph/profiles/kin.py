"""The skills of one edition that stand for those of another under other codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from sfia_graph.profiles.facts import Facts

_SEEN_FROM_LATER = {"part": "whole", "whole": "part", "related": "related"}


@dataclass(frozen=True, slots=True)
class Kin:
    """What stands for a code on the way from a source edition to a target.

    `beside` are the skills of the target that hold something of it, each with what it is to the
    code: a `part`, a `whole`, or `related`. `parts` are the skills that the later edition has taken
    out of the code, whichever way one goes. `heirs` took the place of a retired code, `forebears`
    are retired codes of the target whose place it took.
    """

    beside: dict[str, tuple[tuple[str, str], ...]]
    parts: dict[str, tuple[str, ...]]
    heirs: dict[str, tuple[str, ...]]
    forebears: dict[str, tuple[str, ...]]


def find_kin(facts: Facts, source: int, target: int) -> Kin:
    """Find what stands for each code, by the links of all editions on the way."""
    first, last = sorted((source, target))
    later = facts.editions[target]
    beside: dict[str, dict[str, str]] = defaultdict(dict)
    parts: dict[str, set[str]] = defaultdict(set)
    for link in facts.links:
        if link.earlier < first or link.later > last:
            continue
        if link.relation == "part":
            parts[link.code].add(link.other)
        here, there, relation = link.code, link.other, link.relation
        if source > target:
            here, there, relation = there, here, _SEEN_FROM_LATER[relation]
        if there in later:
            beside[here].setdefault(there, relation)
    heirs = {code: _heirs(code, facts.successors, later.keys()) for code in facts.successors}
    forebears: dict[str, set[str]] = defaultdict(set)
    for code in facts.successors.keys() & later.keys():
        for successor in facts.successors[code]:
            forebears[successor].add(code)
    return Kin(
        {code: tuple(sorted(found.items())) for code, found in beside.items()},
        {code: tuple(sorted(found)) for code, found in parts.items()},
        heirs,
        {code: tuple(sorted(found)) for code, found in forebears.items()},
    )


def _heirs(
    code: str, successors: dict[str, tuple[str, ...]], held: Container[str]
) -> tuple[str, ...]:
    """Follow successors of successors until the target has them; circles end nowhere."""
    found, ahead, seen = set(), [code], {code}
    while ahead:
        for each in successors.get(ahead.pop(), ()):
            if each in held:
                found.add(each)
            elif each not in seen:
                seen.add(each)
                ahead.append(each)
    return tuple(sorted(found))

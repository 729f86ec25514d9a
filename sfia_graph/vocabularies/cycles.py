"""Cycles in a hierarchy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sfia_graph.namespaces import local_name

_SHOWN = 8


def cycles(above: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Give cycles of what stands above what, each from a node back to itself.

    A hierarchy with a cycle gives at least one; the work grows with the number of links.

    >>> list(cycles({"a": ["b"], "b": ["a"], "c": ["a"]}))
    [['a', 'b', 'a']]
    """
    done: set[str] = set()
    for start in above:
        trail: dict[str, None] = {}
        stack = [] if start in done else [(start, iter(above[start]))]
        while stack:
            here, others = stack[-1]
            trail[here] = None
            other = next((each for each in others if each in above), None)
            if other is None:
                stack.pop()
                del trail[here]
                done.add(here)
            elif other in trail:
                way = list(trail)
                yield [*way[way.index(other) :], other]
            elif other not in done:
                stack.append((other, iter(above[other])))


def shown(cycle: Sequence[str]) -> str:
    """Write a cycle of IRIs for a message, its middle left out where it is long."""
    names = [local_name(iri) for iri in cycle]
    if len(names) > _SHOWN + 1:
        names = [*names[:_SHOWN], "…", names[-1]]
    return " → ".join(names)

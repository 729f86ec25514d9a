"""Flows between things, as wide as they are many: a diagram after Sankey.

Things stand in columns, each one column before the nearest that it leads to; what leads back stands
at the end a second time, so that every flow goes one way. Within a thing the flows lie in the order
of those at their other end, so that few of them cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sfia_graph.web.drawing.drawing import Label
from sfia_graph.web.drawing.letters import broken

AGAIN = "\n"
"""Marks the second place of a thing that a flow leads back to; no IRI ends in it."""
HIGH, NAME, APART = 420, 24, 14
"""How high all flows of the fullest column are, and names above and between things, in pixels."""
ROOM, LINES, HEIGHT = 165, 3, 17
"""How wide a name is at most, in how many lines, and how high these are, in pixels."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many go from one thing to another, by kind."""

    source: str
    target: str
    counts: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many go there, of all kinds."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in its place.

    Its column, its top and height in pixels, how much of this flows in, how many flow through.
    """

    name: str
    column: int
    top: float
    height: float
    into: float
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """The flow of one kind from a thing to another: where its top lies at either end, how wide."""

    source: Node
    target: Node
    kind: int
    count: int
    start: float
    end: float
    width: float


@dataclass(frozen=True)
class Flows:
    """Flows between things, whose names `labels` gives."""

    flows: tuple[Flow, ...]
    labels: Mapping[str, Label]

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The things by column, from left to right, the fullest of each first."""
        depths = _depths(self.forward)
        if not depths:
            return ()
        last = max(depths.values())
        held: list[list[str]] = [[] for _ in range(last + 1)]
        for name in sorted(depths, key=lambda each: (-self._through(each), each)):
            held[last - depths[name]].append(name)
        return tuple(map(tuple, held))

    @cached_property
    def forward(self) -> tuple[Flow, ...]:
        """The flows that hold anything, those that lead back given another end."""
        there = [each for each in self.flows if each.count]
        return tuple(_forward(sorted(there, key=lambda each: (each.source, each.target))))

    @cached_property
    def scale(self) -> float:
        """How many pixels wide a flow of one is."""
        sums = [sum(map(self._through, each)) for each in self.columns]
        return HIGH / max(sums, default=1)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The things in their places, by name; below each there is room for its own name."""
        found = {}
        for column, names in enumerate(self.columns):
            top = 0.0
            for name in names:
                height, into = self._through(name) * self.scale, self._into(name) * self.scale
                above, lines = self.is_above(name, column), HEIGHT * len(self.lines(name))
                top += NAME if above or not top else 0
                found[name] = Node(name, column, top, height, into, self._through(name))
                top += max(height, 0 if above else lines) + APART
        return found

    def is_above(self, name: str, column: int) -> bool:
        """Whether a name stands above its thing, since ribbons take the room beside this."""
        if column == len(self.columns) - 1 and column:
            return False
        return not column or self._into(name) > self._through(name) / 2

    def lines(self, name: str) -> list[str]:
        """Give how many flow through a thing and its name, in lines."""
        return broken(f"{self._through(name)} · {self.label(name).text}", ROOM, LINES)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The flows in their places, by source and target, kind by kind."""
        rank = {name: at for at, name in enumerate(self.nodes)}
        starts = self._ends(sorted(self.forward, key=lambda each: rank[each.target]), "source")
        ends = self._ends(sorted(self.forward, key=lambda each: rank[each.source]), "target")
        return tuple(
            Band(
                self.nodes[flow.source],
                self.nodes[flow.target],
                kind,
                count,
                starts[flow] + before * self.scale,
                ends[flow] + before * self.scale,
                count * self.scale,
            )
            for flow in self.forward
            for kind, count in enumerate(flow.counts)
            for before in [sum(flow.counts[:kind])]
            if count
        )

    @property
    def height(self) -> float:
        """How high all things are with their names, in pixels."""
        ends = (
            each.top
            + max(
                each.height,
                0 if self.is_above(each.name, each.column) else HEIGHT * len(self.lines(each.name)),
            )
            for each in self.nodes.values()
        )
        return max(ends, default=0)

    def label(self, name: str) -> Label:
        """Give the name of a thing as people read it."""
        return self.labels[name.removesuffix(AGAIN)]

    def _into(self, name: str) -> int:
        return sum(each.count for each in self.forward if each.target == name)

    def _through(self, name: str) -> int:
        out = sum(each.count for each in self.forward if each.source == name)
        return max(self._into(name), out)

    def _ends(self, flows: Iterable[Flow], side: str) -> dict[Flow, float]:
        """Give where each flow begins at a thing, one under the other."""
        used: dict[str, float] = {}
        found = {}
        for flow in flows:
            name: str = getattr(flow, side)
            found[flow] = used.get(name, self.nodes[name].top)
            used[name] = found[flow] + flow.count * self.scale
        return found


def _forward(flows: Iterable[Flow]) -> Iterable[Flow]:
    """Give flows without circles: what would close one ends at a second place."""
    leads: dict[str, set[str]] = {}
    for flow in flows:
        closes = flow.source == flow.target or flow.source in _reached(leads, flow.target)
        target = flow.target + AGAIN if closes else flow.target
        leads.setdefault(flow.source, set()).add(target)
        yield Flow(flow.source, target, flow.counts)


def _reached(leads: Mapping[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    left = [name]
    while left:
        new = leads.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _depths(flows: Iterable[Flow]) -> dict[str, int]:
    """Give how many steps it is at most from each thing to where flows end."""
    leads: dict[str, set[str]] = {}
    for flow in flows:
        leads.setdefault(flow.source, set()).add(flow.target)
        leads.setdefault(flow.target, set())
    depths: dict[str, int] = {}
    while len(depths) < len(leads):
        for name in leads.keys() - depths.keys():
            if leads[name] <= depths.keys():
                depths[name] = 1 + max((depths[each] for each in leads[name]), default=-1)
    return depths

"""Requirements and holdings in RDF, carried over to another edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, serialize

from sfia_graph.blank_nodes import labelled
from sfia_graph.media import Format
from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES, SFIA, compact
from sfia_graph.profiles.levels import write_levels
from sfia_graph.profiles.outcomes import Carried
from sfia_graph.profiles.plans import Plan
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.serialise import canonical_turtle
from sfia_graph.tags import restore
from sfia_graph.terms import graph_of, quads_of

_AT_LEVEL = NamedNode(f"{SFIA}skillAtLevel")
_DERIVED = NamedNode(f"{PREFIXES['prov']}wasDerivedFrom")
_SKILL = re.compile(r"(?P<base>.*/)(?P<edition>\d+)/skill/(?P<code>[^/]+)/(?P<level>[1-7])")

Graph = NamedNode | BlankNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class Claim:
    """What a requirement or holding says of one skill, and what that becomes."""

    subject: str
    said: str
    carried: Carried


@dataclass(frozen=True, slots=True)
class _Key:
    """A requirement or holding, and a skill that it names at one or more levels."""

    subject: NamedNode | BlankNode
    graph: Graph
    base: str
    edition: int
    code: str


def migrate_quads(quads: Iterable[Quad], plan: Plan) -> tuple[list[Quad], list[Claim]]:
    """Give the statements with skills at level of the target's, and what became of each claim.

    A claim that needs a decision or is at fault stays as it is. What is not unchanged says by
    `prov:wasDerivedFrom` which skill at level it was (PROV-O, section 3.1).
    """
    kept: list[Quad] = []
    claims: list[Claim] = []
    said: dict[_Key, dict[int, Quad]] = defaultdict(dict)
    for quad in quads:
        key, level = _read(quad)
        if key is None:
            kept.append(quad)
            if quad.predicate == _AT_LEVEL:
                claims.append(_unreadable(quad))
        else:
            said[key][level] = quad
    for key, by_level in said.items():
        levels = tuple(sorted(by_level))
        carried = _carry(key, levels, plan)
        subject = f"{key.subject.value}"
        claims.append(Claim(subject, f"{key.code} {write_levels(levels)}", carried))
        kept += _written(key, by_level, carried, plan.target)
    return kept, claims


def _read(quad: Quad) -> tuple[_Key | None, int]:
    if quad.predicate != _AT_LEVEL or not isinstance(quad.object, NamedNode):
        return None, 0
    found = _SKILL.fullmatch(quad.object.value)
    if found is None or not isinstance(quad.subject, NamedNode | BlankNode):
        return None, 0
    key = _Key(quad.subject, quad.graph_name, found["base"], int(found["edition"]), found["code"])
    return key, int(found["level"])


def _unreadable(quad: Quad) -> Claim:
    shown = quad.object.value if isinstance(quad.object, NamedNode) else str(quad.object)
    subject = quad.subject.value if isinstance(quad.subject, NamedNode | BlankNode) else ""
    reason = "no skill at a level; its IRI ends as 8/skill/SLMO/4 does"
    return Claim(subject, compact(shown), Carried("fault", "", (), reason))


def _carry(key: _Key, levels: tuple[int, ...], plan: Plan) -> Carried:
    step = plan.step(key.edition)
    if step is None:
        return Carried("fault", key.code, levels, f"there is no SFIA {key.edition}")
    return step.carry(key.code, levels)


def _written(key: _Key, by_level: dict[int, Quad], carried: Carried, target: int) -> Iterator[Quad]:
    if carried.outcome in {"decision", "fault"}:
        yield from by_level.values()
        return
    mint = Minter(key.base)
    for level in carried.levels:
        at = NamedNode(mint.skill_at_level(target, carried.code, level))
        yield Quad(key.subject, _AT_LEVEL, at, key.graph)
    if carried.outcome == "changed":
        for quad in by_level.values():
            yield Quad(key.subject, _DERIVED, quad.object, key.graph)


def to_bytes(quads: Iterable[Quad], known: Format) -> bytes:
    """Serialise statements, each in its graph where the format keeps graphs apart.

    They are the same bytes for the same statements.
    """
    if known.name == "turtle":
        return canonical_turtle(graph_of(quads))
    by_graph: dict[Graph, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name if known.named_graphs else DefaultGraph()].append(quad)
    found = [
        Quad(each.subject, each.predicate, each.object, name)
        for name, held in by_graph.items()
        for each in quads_of(labelled(graph_of(held), str(name)))
    ]
    prefixes = None if known.name in {"ntriples", "nquads"} else PREFIXES
    written = serialize(sorted(found, key=str), format=OX_FORMATS[known.name], prefixes=prefixes)
    return restore(written or b"", known.name)

"""Invented role profiles: each asks for skills at levels, or at any of two levels."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.quads import quads
from benchmarks.skills import EDITION, Popularity, Skill
from sfia_graph.minting import Minter

GRAPH = Minter().graph("roles")

FEWEST, MOST = 4, 10
"""How many requirements a role has."""

CORE, RANGES = 0.7, 0.2
"""The shares of requirements that are core, and that take one of two levels."""

_ROLE = quads(
    GRAPH,
    ":role/{0} rdf:type sfia:RoleProfile",
    ':role/{0} dcterms:title "Role {0}"@en',
)
_REQUIREMENT = quads(
    GRAPH,
    ":role/{0} sfia:requirement :role/{0}/{1}",
    ":role/{0}/{1} rdf:type sfia:Requirement",
    ":role/{0}/{1} sfia:importance sfia:{2}",
)
_ASKED = quads(GRAPH, f":role/{{0}}/{{1}} sfia:skillAtLevel :{EDITION}/skill/{{2}}/{{3}}")


def roles(count: int, seed: int = 1) -> Iterator[str]:
    """Give so many role profiles as N-Quads, the first requirement of each of them core."""
    draw, popularity = Random(f"roles {seed}").random, Popularity(seed)
    for number in range(1, count + 1):
        role, wanted, level = f"{number:02}", dict[Skill, None](), 2 + int(draw() * 5)
        size = FEWEST + int(draw() * (MOST - FEWEST + 1))
        while len(wanted) < size:
            wanted[popularity.pick(draw())] = None
        yield _ROLE.format(role)
        for place, skill in enumerate(wanted, 1):
            lowest = skill.clip(level - 1 + int(draw() * 3))
            highest = skill.clip(lowest + (draw() < RANGES))
            core = draw() < CORE or place == 1
            yield _REQUIREMENT.format(role, place, "core" if core else "optional")
            for each in range(lowest, highest + 1):
                yield _ASKED.format(role, place, skill.code, each)

"""One invented workforce in each form that an engine takes, written in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks import roles, workforce

ROLES = 50


@dataclass(frozen=True, slots=True)
class Workforce:
    """People and roles as N-Quads, as N-Triples and as a table of claims, with their numbers."""

    people: int
    claims: int
    statements: int
    quads: Path
    triples: Path
    table: Path

    def delete(self) -> None:
        """Delete the files."""
        for path in (self.quads, self.triples, self.table):
            path.unlink()


def write(folder: Path, count: int) -> Workforce:
    """Write so many people and fifty role profiles into a folder."""
    quads, triples, table = (folder / f"workforce.{ending}" for ending in ("nq", "nt", "csv"))
    claimed = stated = 0
    with quads.open("w") as graphs, triples.open("w") as graph, table.open("w") as rows:
        rows.write("person,skill,level\n")
        for lines, claims in chain(_roles(), _people(count)):
            graphs.write(lines)
            for name in (workforce.GRAPH, roles.GRAPH):
                lines = lines.replace(f" <{name}> .\n", " .\n")
            graph.write(lines)
            rows.write(claims)
            claimed += claims.count("\n")
            stated += lines.count("\n")
    return Workforce(count, claimed, stated, quads, triples, table)


def _roles() -> Iterator[tuple[str, str]]:
    for lines in roles.roles(ROLES):
        yield lines, ""


def _people(count: int) -> Iterator[tuple[str, str]]:
    for person, claims in workforce.people(count):
        rows = "".join(f"{person},{claim.skill},{claim.level}\n" for claim in claims)
        yield workforce.statements(person, claims), rows

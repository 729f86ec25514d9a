"""Commands on roles and people as whole processes, and the solver on teams of growing size."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.scale_data import write
from benchmarks.tree_memory import watch
from benchmarks.workforce import FIRST, people, statements
from sfia_graph.profiles.records import BASES, BASIS_NAMES

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3

PROGRAM = str(Path(sys.executable).with_name("sfia-graph"))
COMMANDS = {
    "rank": ("profile", "rank", "Role 01", "--store", "{store}"),
    "rank, summarised": ("profile", "rank", "Role 01", "--store", "{summarised}"),
    "cover": ("profile", "cover", "--roles", "Role 01,Role 02", "--store", "{store}"),
    "forget": ("profile", "forget", "{person}", "--store", "{store}"),
    "migrate": ("migrate", "{table}", "--from", "9", "--to", "8", "-o", "{out}"),
}
"""What is measured, with the places of files; forgetting, which changes the store, comes late."""

_WORDS = {name: basis for basis, name in BASIS_NAMES.items()}

TEAMS = ((200, 10), (1_000, 10), (10_000, 30))
"""How many people and how many roles the solver is given."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How long a command takes on so many people, in seconds, and its peak memory, in MB."""

    command: str
    people: int
    statements: int
    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Covered:
    """A team that was found: of how many people, for how many roles and needs, in what time.

    `bound` is how few people it could be at least.
    """

    people: int
    roles: int
    needs: int
    team: int
    bound: int
    seconds: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Ran]:
    """Run each command on workforces of these sizes, three times each, but forget once."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="sfia-graph-profiles-") as name:
            folder = Path(name)
            data = write(folder, size)
            places = {"table": str(_table(folder, size)), "out": str(folder / "out.csv")}
            for store, options in (("store", []), ("summarised", ["--summarise"])):
                places[store] = str(folder / store)
                words = ["load", "--shipped", str(data.quads), "--into", places[store]]
                call = [PROGRAM, *words, "--no-validate", *options]
                subprocess.run(call, check=True, capture_output=True)
            for command in COMMANDS:
                found.append(_ran(command, places, size, data.statements))
    return found


def _ran(command: str, places: dict[str, str], size: int, count: int) -> Ran:
    runs = []
    for number in range(1, ROUNDS + 1 if command != "forget" else 2):
        filled = {**places, "person": f"{number:06}"}
        words = [word.format(**filled) for word in COMMANDS[command]]
        # Skills that the other edition has not are for a person to decide, which is told by a 1.
        runs.append(watch([PROGRAM, *words], good=(0, 1) if command == "migrate" else (0,)))
    seconds, peak = median(run.seconds for run in runs), max(run.peak_mb for run in runs)
    return Ran(command, size, count, seconds, peak)


def _table(folder: Path, size: int) -> Path:
    """Write what people claim as a sheet of people."""
    path = folder / "claims.csv"
    with path.open("w", encoding="ascii") as out:
        out.write("person,skill,level,basis,date\n")
        for person, claims in people(size):
            for skill, level, basis, day in claims:
                date = (FIRST + timedelta(days=day)).date()
                out.write(f"{person},{skill},{level},{_WORDS[basis]},{date}\n")
    return path


def teams(sizes: tuple[tuple[int, int], ...] = TEAMS) -> list[Covered]:
    """Have the solver find and prove the smallest team, of so many people for so many roles."""
    return [_covered(*size) for size in sizes]


def _covered(count: int, roles: int) -> Covered:
    import pyoxigraph as ox

    from benchmarks.roles import roles as invented
    from sfia_graph.minting import Minter
    from sfia_graph.profiles.covering.cover import cover
    from sfia_graph.profiles.covering.reading import read_needs, read_people
    from sfia_graph.resources import DATA
    from sfia_graph.store.embedded import EmbeddedStore

    engine = ox.Store()
    engine.bulk_load(path=DATA / "sfia-9.ttl", format=ox.RdfFormat.TURTLE)
    said = [*invented(roles), *(statements(*each) for each in people(count))]
    quads = ox.parse("".join(said), format=ox.RdfFormat.N_QUADS)
    engine.bulk_extend(ox.Quad(each.subject, each.predicate, each.object) for each in quads)
    ask = EmbeddedStore(engine, "workforce").sparql
    needs = read_needs(ask, [Minter().role(f"{number:02}") for number in range(1, roles + 1)])
    holds = read_people(ask, {need.skill for need in needs}, BASES)
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = cover(needs, holds)
        times.append(perf_counter() - start)
    return Covered(count, roles, len(needs), len(found.team), found.bound, median(times))

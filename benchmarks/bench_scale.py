"""The two heavy questions about a workforce, from a thousand people to a million."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.scale_data import Workforce, write
from benchmarks.scale_engines import ENGINES, Answer

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 5

QUESTIONS = ("heat map", "ranking")


@dataclass(frozen=True, slots=True)
class Timed:
    """How long an engine takes over a question when it is asked again, in seconds."""

    engine: str
    question: str
    people: int
    claims: int
    statements: int
    seconds: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Timed]:
    """Ask every engine both questions at each size.

    Raises `AssertionError` where an engine answers otherwise than DuckDB.
    """
    found = []
    for people in sizes:
        with tempfile.TemporaryDirectory(prefix="sfia-graph-scale-") as name:
            folder = Path(name)
            data = write(folder, people)
            expected: dict[str, Answer] = {}
            for engine in ENGINES:
                found += _timed(engine, folder, data, expected)
    return found


def _timed(engine: str, folder: Path, data: Workforce, expected: dict[str, Answer]) -> list[Timed]:
    own = folder / "engine"
    own.mkdir()
    asked = ENGINES[engine](own, data)  # type: ignore[call-arg]
    found = []
    for question, ask in zip(QUESTIONS, (asked.heat_map, asked.ranking), strict=True):
        answer = ask()
        assert answer == expected.setdefault(question, answer), f"{engine}: {question} differs"
        seconds = median(_seconds(ask) for _ in range(ROUNDS))
        found.append(Timed(engine, question, data.people, data.claims, data.statements, seconds))
    del asked, ask
    shutil.rmtree(own)
    return found


def _seconds(ask: Callable[[], Answer]) -> float:
    start = perf_counter()
    ask()
    return perf_counter() - start

"""Loading an invented workforce to disk, by this project and by Oxigraph’s own program."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.tree_memory import watch
from benchmarks.workforce import workforce

SIZES = (1_000_000, 2_000_000, 5_000_000, 10_000_000)
ROUNDS = 3

PROGRAMS = Path(sys.executable).parent
COMMANDS = {
    "sfia-graph load": ("load", "{file}", "--into", "{folder}", "--no-validate"),
    "oxigraph load": ("load", "--location", "{folder}", "--file", "{file}"),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """How long a program takes to load a file, its peak memory, and the folder that it makes."""

    program: str
    statements: int
    seconds: float
    peak_mb: float
    folder_mb: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Loaded]:
    """Load so many statements by each program in turn, three times each."""
    found = []
    for statements in sizes:
        with tempfile.TemporaryDirectory(prefix="sfia-graph-load-") as name:
            file = Path(name) / "workforce.nq"
            write(file, statements)
            runs = [_load(program, file, statements) for _ in range(ROUNDS) for program in COMMANDS]
        for program in COMMANDS:
            found.append(_middle([each for each in runs if each.program == program]))
    return found


def write(file: Path, statements: int) -> None:
    """Write exactly so many statements about people, a multiple of five."""
    with file.open("w", encoding="ascii") as out:
        for lines in workforce(statements):
            if lines.count("\n") >= statements:
                out.writelines(lines.splitlines(keepends=True)[:statements])
                return
            out.write(lines)
            statements -= lines.count("\n")


def _load(program: str, file: Path, statements: int) -> Loaded:
    folder = file.with_name("store")
    words = [word.format(file=file, folder=folder) for word in COMMANDS[program]]
    run = watch([str(PROGRAMS / program.split()[0]), *words])
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return Loaded(program, statements, run.seconds, run.peak_mb, size / 1024**2)


def _middle(runs: list[Loaded]) -> Loaded:
    return Loaded(
        runs[0].program,
        runs[0].statements,
        median(run.seconds for run in runs),
        max(run.peak_mb for run in runs),
        runs[-1].folder_mb,
    )

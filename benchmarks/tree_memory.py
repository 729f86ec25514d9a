"""The time of a command and the peak memory of it and all that it starts, on Linux."""

from __future__ import annotations

import subprocess
from collections.abc import Container, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import NamedTuple

EVERY = 0.02
"""Seconds from one look to the next."""


class Run(NamedTuple):
    """Seconds from start to end, and the highest sum of resident memory, in MB."""

    seconds: float
    peak_mb: float


def watch(command: list[str], good: Container[int] = (0,)) -> Run:
    """Run a command to its end, looking at the memory of its processes again and again.

    Raises `RuntimeError` with what it said where it ends with a code that is not among the `good`.
    """
    start, peak = perf_counter(), 0
    with (
        TemporaryFile("w+") as told,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told) as process,
    ):
        while process.poll() is None:
            peak = max(peak, sum(map(_resident_kb, _tree(process.pid))))
            try:
                process.wait(EVERY)
            except subprocess.TimeoutExpired:
                continue
        seconds = perf_counter() - start
        if process.returncode not in good:
            told.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {told.read()}")
    return Run(seconds, peak / 1024)


def _tree(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _resident_kb(process: int) -> int:
    status = _read(Path(f"/proc/{process}/status"))
    return next((int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line), 0)


def _read(path: Path) -> str:
    """Give what stands in a file about a process, nothing where the process has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""

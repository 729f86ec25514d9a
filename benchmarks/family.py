"""The memory of a process and of those that it started, Linux alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path


def held_mb(pid: int) -> float:
    """Give the memory of a process and its descendants in MB; what they share counts once."""
    return sum(map(_own_mb, family(pid)))


def family(pid: int) -> Iterator[int]:
    """Give a process and its descendants; one that has ended meanwhile has none."""
    yield pid
    children: list[str] = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    for child in children:
        yield from family(int(child))


def _own_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000

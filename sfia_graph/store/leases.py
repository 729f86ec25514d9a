"""Leases: who reads a generation of a store holds its lease, and so keeps it on disk (flock(2)).

The file beside the generation also names its graphs that stand apart.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

_APART = "graphs that stand apart: {}"


def lease_of(generation: Path) -> Path:
    """Give the file of a generation's lease."""
    return generation.with_name(f"{generation.name}.lease")


def lease_text(apart: Sequence[str]) -> str:
    """Give what the file says; `apart` are the IRIs of the graphs that stand apart."""
    return "\n".join([_APART.format(len(apart)), *apart, ""])


class Lease:
    """Keeps a generation on disk for as long as this object lives.

    `apart` are its graphs that are not merged into the default graph.
    """

    def __init__(self, path: Path) -> None:
        self.generation = path.with_suffix("")
        handle = os.open(path, os.O_RDONLY)
        self.release = weakref.finalize(self, os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_SH)
        first, *names = path.read_text(encoding="utf-8").splitlines() or [""]
        if first != _APART.format(len(names)):
            raise ValueError(f"{path.name} is damaged")
        self.apart = tuple(map(ox.NamedNode, names))


def is_unread(lease: Path) -> bool:
    """Whether nobody holds a lease, or there is none."""
    if not lease.exists():
        return True
    with lease.open("rb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True

"""The walls around a worker: it takes its own rights away, and proves that they are gone.

Files and sockets that are open already stay usable under RLIMIT_NOFILE 0; poll() is refused under
it, so a worker only blocks in recv(). RocksDB opens 16 of its tables with a store and the others
once they are needed: a store on disk with more of them keeps as many places for files as it lacks,
and it is seccomp alone then that keeps its workers from sockets.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from sfia_graph.web.guard.seccomp import allow_only_answering

_MEASURE = 32 * 1024 * 1024
_TOUCHED = 16
"""A part of the memory is for what is mapped already and only touched by a query, as libraries."""
_PR_SET_PDEATHSIG = 1
STACK = 64 * 1024 * 1024
"""Oxigraph parses and evaluates by recursion; what 16 KB of query hold needs less than this."""


def end_with(parent: int) -> None:
    """Let the kernel end this process when its parent ends (Linux, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def stand_back() -> None:
    """Let everything else run first, and be the first to go where memory ends."""
    with contextlib.suppress(OSError):
        os.nice(19)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def deepen_stack() -> None:
    """Let the stack of this process and of its children grow deeper."""
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = STACK if most == resource.RLIM_INFINITY else min(STACK, most)
    resource.setrlimit(resource.RLIMIT_STACK, (wanted, most))


def wall_in(memory: int, files: int = 0) -> None:
    """Take away every right that answering does not need.

    What is left is to take `memory` bytes more, and to open `files` more to read them. What the
    platform refuses to take stays: `lacking` finds it.
    """
    limits = [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0), ("RLIMIT_NPROC", 0)]
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits.append(("RLIMIT_AS", pages * resource.getpagesize() + memory - memory // _TOUCHED))
    limits.append(("RLIMIT_NOFILE", files and _open_files() + files))
    for name, most in limits:
        kind = getattr(resource, name, None)
        if kind is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))
    allow_only_answering(reading=files > 0)


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def lacking(memory: int, files: int = 0) -> list[str]:
    """Give what this process can still do and must not, in words; nothing where it is walled in."""

    def take_memory() -> None:
        mmap.mmap(-1, memory + _MEASURE).close()

    tries: list[tuple[str, Callable[[], object]]] = [
        ("open sockets", lambda: socket.socket().close()),
        ("write files", lambda: os.close(os.open(os.devnull, os.O_WRONLY))),
        ("take memory without end", take_memory),
    ]
    if not files:
        tries.append(("read files", lambda: os.close(os.open(os.devnull, os.O_RDONLY))))
    return [what for what, attempt in tries if _succeeds(attempt)]


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, MemoryError):
        return False
    return True

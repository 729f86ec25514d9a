"""How the server's own memory goes back to the system once an answer or a graph is out of use."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_M_MMAP_THRESHOLD = -3
_LARGE = 256 * 1024


def give_back_large_blocks() -> None:
    """Let this process give back large blocks as soon as they are free (glibc, mallopt(3)).

    Left alone, glibc takes the size of the first answers for one to keep at hand, and what was
    held for slow clients stays with the process in pieces.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def give_back_all() -> None:
    """Give back all that is free, in pieces too (glibc, malloc_trim(3)).

    What was kept for a graph that another one has replaced lies between what stays.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)

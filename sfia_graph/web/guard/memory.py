"""How the server's own memory goes back to the system once an answer is out."""

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

"""A process that takes no more memory than it may, whatever it is given to read."""

from __future__ import annotations

import sys
from pathlib import Path

MOST = 3 * 1024 * 1024 * 1024
"""The most memory that an import may take, in bytes, beside what the process holds already."""


def bound_memory(most: int = MOST) -> None:
    """Have the kernel refuse this process more memory than that, for good; on Linux only.

    Python then raises `MemoryError`; what cannot go on without memory ends the process.
    """
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = pages * resource.getpagesize() + most
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted))

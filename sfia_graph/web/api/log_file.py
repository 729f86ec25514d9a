"""A file that the lines of a log are added to, each whole, however little room the disk has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sfia_graph.errors import StoreError


@contextmanager
def log_file(name: str) -> Iterator[LogFile]:
    """Give the file of a name to add to, standard output for `-`, until the block ends.

    Raises `StoreError` for one that cannot be written.
    """
    if name == "-":
        yield LogFile(sys.stdout.fileno())
        return
    try:
        handle = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"{name}: cannot write the access log ({error.strerror})") from None
    try:
        yield LogFile(handle)
    finally:
        os.close(handle)


class LogFile:
    """Adds lines to an open file; what a full disk cut off a line is written before the next."""

    def __init__(self, handle: int) -> None:
        self._handle, self._rest = handle, b""

    def write(self, text: str) -> None:
        """Add lines; raises `OSError` where some had no room, and forgets those."""
        lines = self._rest + text.encode()
        done = 0
        try:
            while done < len(lines):
                done += os.write(self._handle, lines[done:] if done else lines)
        except OSError:
            is_begun = lines[done - 1 : done] != b"\n" if done else bool(self._rest)
            self._rest = lines[done : lines.find(b"\n", done) + 1] if is_begun else b""
            raise
        self._rest = b""

    def flush(self) -> None:
        """Do nothing: lines are handed over at once."""

"""SIGTERM ends a command as Ctrl-C does: what is half made goes, and one line says so."""

from __future__ import annotations

import signal


class Terminated(KeyboardInterrupt):
    """The process was told to end by SIGTERM."""


def end_cleanly() -> None:
    """Raise `Terminated` in the main thread when SIGTERM comes, unless it is ignored."""
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: object) -> None:
    raise Terminated

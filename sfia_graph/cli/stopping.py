"""SIGTERM ends a command as Ctrl-C does: what is half made goes, and one line says so."""

from __future__ import annotations

import signal


class Terminated(KeyboardInterrupt):
    """The process was told to end by SIGTERM."""


def exit_code(stop: KeyboardInterrupt) -> int:
    """Give the exit code of a command that was stopped, as shells count it: 128 and the signal."""
    return 128 + (signal.SIGTERM if isinstance(stop, Terminated) else signal.SIGINT)


def end_cleanly() -> None:
    """Raise `Terminated` in the main thread when SIGTERM comes, unless it is ignored."""
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: object) -> None:
    raise Terminated

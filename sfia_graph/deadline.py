"""Work that must end in time, and that Ctrl-C can leave."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

Given = TypeVar("Given")

DEADLINE = 60.0
"""How many seconds one SPARQL constraint of a validation may take, unless somebody says so."""

_PATIENCE = 0.1


def within(seconds: float | None, work: Callable[[], Given], stack: int = 0) -> Given:
    """Do something in a thread, and give what it gives.

    Neither Oxigraph nor rdflib can be interrupted, so work that is late goes on in a thread that
    dies with the process. `stack` is the thread's stack in bytes, 0 for the usual one.
    Raises `TimeoutError` after so many seconds (None waits for ever), and what the work raises.
    """
    given: list[Given] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            given.append(work())
        except BaseException as fault:
            faults.append(fault)

    before = threading.stack_size(stack)
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    threading.stack_size(before)
    end = None if seconds is None else monotonic() + seconds
    while thread.is_alive():
        left = _PATIENCE if end is None else min(_PATIENCE, max(0.0, end - monotonic()))
        thread.join(left)
        if thread.is_alive() and end is not None and monotonic() >= end:
            raise TimeoutError
    if faults:
        raise faults[0]
    return given[0]

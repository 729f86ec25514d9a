"""A store of files for the time of one command, on disk, so that memory is not its limit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import StoreError
from sfia_graph.leftovers import make_folder, remove

_LOAD = "the load"


@contextmanager
def scratch(what: str = _LOAD) -> Iterator[Path]:
    """Make a folder that is gone at the end, however that comes; raises as `room_needed`."""
    with room_needed(what):
        handle, folder = make_folder()
    try:
        yield folder
    finally:
        remove(folder)
        os.close(handle)


@contextmanager
def room_needed(what: str = _LOAD) -> Iterator[None]:
    """Raise `StoreError` where there is no room on disk for what is done in the block."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        problem = f"{tempfile.gettempdir()}: {what} could not be prepared ({error})"
        raise StoreError(f"{problem}; TMPDIR names a folder with more room") from None


def filled(folder: Path, fill: Callable[[ox.Store], None]) -> ox.Store:
    """Make a store in a folder and fill it; raises as `room_needed` and `fill` do."""
    with room_needed():
        store = ox.Store(str(folder / "store"))
        fill(store)
        return store

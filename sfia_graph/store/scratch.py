"""A store of files for the time of one command, on disk, so that memory is not its limit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import StoreError


@contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder that is gone at the end; raises as `room_needed`."""
    with room_needed():
        made = tempfile.TemporaryDirectory(prefix="sfia-graph-", ignore_cleanup_errors=True)
    with made as folder:
        yield Path(folder)


@contextmanager
def room_needed() -> Iterator[None]:
    """Raise `StoreError` where there is no room on disk for what is done in the block."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        problem = f"{tempfile.gettempdir()}: the load could not be prepared ({error})"
        raise StoreError(f"{problem}; TMPDIR names a folder with more room") from None


def filled(folder: Path, fill: Callable[[ox.Store], None]) -> ox.Store:
    """Make a store in a folder and fill it; raises as `room_needed` and `fill` do."""
    with room_needed():
        store = ox.Store(str(folder / "store"))
        fill(store)
        return store

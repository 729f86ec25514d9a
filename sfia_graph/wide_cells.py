"""How wide a cell of a delimited text may be, which the csv module keeps once for a process."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def wide_cells(characters: int) -> Iterator[None]:
    """Let cells have so many characters within the block; readers outside keep their limit."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)

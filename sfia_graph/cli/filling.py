"""Files into a store, with a sign of how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.screen import transfer

if TYPE_CHECKING:
    from pyoxigraph import Store


@contextmanager
def filling(files: Sequence[Path], summarised: bool = False) -> Iterator[Callable[[Store], None]]:
    """Give what fills a store with files, and show how far it is while the block runs.

    `summarised` adds the summary of what people hold.
    """
    from sfia_graph.store.loading import fill

    def summarise(store: Store) -> None:
        if summarised:
            from sfia_graph.store import summary

            summary.summarise(store)

    with transfer("loading") as tell:
        yield lambda store: fill(store, files, tell, summarise)

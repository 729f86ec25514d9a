"""What a load would change: a table of graphs in a terminal, tab-separated text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.filling import filling
from sfia_graph.cli.screen import draw, say, working

if TYPE_CHECKING:
    from pyoxigraph import Store

    from sfia_graph.store.comparing import Comparison

COLUMNS = ("graph", "change", "before", "after", "going", "coming")


def show_changes(changes: Iterable[Comparison]) -> int:
    """Write what would change to standard output, a line a graph; gives the exit code."""
    from pyoxigraph import Literal

    from sfia_graph.results import Rows

    rows = [
        (
            *(each.graph, Literal(each.change)),
            *map(Literal, (each.before, each.after, each.going, each.coming)),
        )
        for each in changes
    ]
    if sys.stdout.isatty():
        draw(Rows(COLUMNS, tuple(rows)))
    else:
        lines = [COLUMNS, *(tuple(str(term.value) for term in row) for row in rows)]
        sys.stdout.write("".join("\t".join(line) + "\n" for line in lines))
    say("nothing was changed")
    return 0


def show_changes_of_folder(where: Path, files: Sequence[Path], summarised: bool) -> int:
    """Write what would change in a folder where files took the place of what is there."""
    from sfia_graph.store.comparing import compare_all
    from sfia_graph.store.folder import refuse_other
    from sfia_graph.store.scratch import filled, scratch

    refuse_other(where)
    with scratch() as folder:
        with filling(files, summarised) as fill:
            new = filled(folder, fill)
        with working("comparing"):
            old, lease = _current(where)
            changes = compare_all(old, new)
            del lease
        return show_changes(changes)


def _current(where: Path) -> tuple[Store, object]:
    """Give what is in a folder now, and what keeps it there; an empty store where nothing is."""
    from pyoxigraph import Store

    from sfia_graph.store.folder import open_folder

    return open_folder(where) if (where / "current").exists() else (Store(), None)

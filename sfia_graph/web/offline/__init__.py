"""What the scripts of the pages read where no server answers them; `static/` holds the scripts.

All of it is served too, so that a page never asks who is there but once, by `offline/asked.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.offline.asked import asked
from sfia_graph.web.offline.graph import graph
from sfia_graph.web.offline.index import index
from sfia_graph.web.offline.questions import questions
from sfia_graph.web.offline.words import wording
from sfia_graph.web.pages.engine import is_there
from sfia_graph.web.site import Site

INDEX = "search-index.json"
GRAPH = "offline/graph.nq.gz"

ROUTES: tuple[tuple[str, Callable[[Site, Asked], Finished]], ...] = (
    (INDEX, index),
    (GRAPH, graph),
    ("offline/asked.json", asked),
    ("offline/questions.json", questions),
    ("offline/words.{language}.json", wording),
)


def paths(site: Site) -> Iterator[str]:
    """Give the paths of what scripts read; the graph only where a browser can answer from it."""
    if is_there(site):
        yield GRAPH
    yield from ("offline/asked.json", "offline/questions.json")
    yield from (f"offline/words.{each}.json" for each in site.languages)
    yield INDEX

"""What was made last for a site, for those who ask for the same in another form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sfia_graph.results import Answer
from sfia_graph.web.site import Site

T = TypeVar("T")


def lately(make: Callable[[Site, str], T]) -> Callable[[Site, str], T]:
    """Give a function that gives what it made last for a site again, where the same is asked."""
    made: WeakKeyDictionary[Site, tuple[str, T]] = WeakKeyDictionary()

    def found(site: Site, asked: str) -> T:
        last = made.get(site)
        if last is None or last[0] != asked:
            last = made[site] = (asked, make(site, asked))
        return last[1]

    return found


@lately
def answered(site: Site, query: str) -> Answer:
    """Give the answer to a query of ours; raises `QueryError` where it cannot be evaluated."""
    return site.store.sparql(query)

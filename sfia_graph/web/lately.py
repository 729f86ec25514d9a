"""What was made last for a site, for those who ask for the same in another form."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from sfia_graph.results import Answer
from sfia_graph.web.reads import reads
from sfia_graph.web.site import Site

MOST = 4
"""How many are kept: a thing has so many pages and pictures, which are made one after another."""

T = TypeVar("T")
Key = TypeVar("Key", bound=Hashable)


def lately(make: Callable[[Site, Key], T]) -> Callable[[Site, Key], T]:
    """Give a function that gives what it made last for a site again, where the same is asked."""
    name = f"lately {make.__module__}.{make.__qualname__}"

    def found(site: Site, asked: Key) -> T:
        kept: dict[Key, tuple[T, frozenset[str]]] = vars(site).get(name, {})
        if asked in kept:
            made, read = kept[asked]
            reads(site).note(read)
            return made
        made, read = reads(site).during(lambda: make(site, asked))
        # Put in place as a whole, since threads read it.
        vars(site)[name] = {**dict(list(kept.items())[1 - MOST :]), asked: (made, read)}
        return made

    return found


@lately
def answered(site: Site, query: str) -> Answer:
    """Give the answer to a query of ours; raises `QueryError` where it cannot be evaluated."""
    return site.store.sparql(query)

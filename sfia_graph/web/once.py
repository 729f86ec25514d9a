"""What is made once for a site, with the first call, and goes with it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from sfia_graph.web.reads import reads
from sfia_graph.web.site import Site

T = TypeVar("T")


def once(make: Callable[[Site], T]) -> Callable[[Site], T]:
    """Give a function that makes something for a site, and gives the same again; threads wait."""
    name = f"{make.__module__}.{make.__qualname__}"
    making = Lock()

    def found(site: Site) -> T:
        # Beside the fields, where it goes with the site and is no part of what it is made from.
        kept = vars(site)
        if name not in kept:
            with making:
                if name not in kept:
                    kept[name] = reads(site).during(lambda: make(site))
        made: T
        made, read = kept[name]
        reads(site).note(read)
        return made

    return found

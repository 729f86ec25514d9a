"""What is made once for a site, with the first call, and goes with it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from sfia_graph.web.site import Site

T = TypeVar("T")


def once(make: Callable[[Site], T]) -> Callable[[Site], T]:
    """Give a function that makes something for a site, and gives the same again; threads wait."""
    made: WeakKeyDictionary[Site, T] = WeakKeyDictionary()
    making = Lock()

    def found(site: Site) -> T:
        if site not in made:
            with making:
                if site not in made:
                    made[site] = make(site)
        return made[site]

    return found

"""What is served now; a reload puts another in its place, and no request sees half of each."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from sfia_graph.web.guard import Guard
from sfia_graph.web.keeping import Kept, Key, Ready
from sfia_graph.web.site import Site


@dataclass(frozen=True)
class State:
    """A site, the guard of its SPARQL endpoint (None where there is none), its kept answers.

    `making` holds what is being made, so that many who ask the same wait for one answer.
    """

    site: Site
    guard: Guard | None
    kept: Kept = field(default_factory=Kept)
    making: dict[Key, asyncio.Future[Ready]] = field(default_factory=dict)


@dataclass
class Live:
    """Holds the state that new requests get; one under way keeps the state that it began with."""

    state: State
    closing: bool = False

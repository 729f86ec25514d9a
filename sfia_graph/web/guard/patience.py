"""Waiting that ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def in_time(awaited: Awaitable[T], most: float) -> T | None:
    """Give what is awaited, None where it is not there after so many seconds.

    No `TimeoutError` leaves: its trace holds the task, and a task that ends by what was raised
    from one would hold itself, and all that its frames know, until garbage is looked for.
    """
    try:
        async with asyncio.timeout(most):
            return await awaited
    except TimeoutError:
        return None

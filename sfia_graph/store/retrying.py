"""When to ask an endpoint again, and after how long."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PASSING = {429, 502, 503, 504}
"""Statuses that say that another attempt may go better."""


@dataclass(frozen=True, slots=True)
class Retrying:
    """How often to ask, and how long to wait between: seconds, twice as long each time.

    Each pause is shortened by chance, to half at most, so that many clients do not come back
    together. A pause that an endpoint asks for (`Retry-After`, RFC 9110, section 10.2.3) is kept
    up to `longest`; where it asks for more, it is not asked again.
    """

    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def wait(self, attempt: int, wanted: float | None = None) -> bool:
        """Wait after an attempt, counted from 1; gives whether there is to be another."""
        if attempt >= self.attempts or (wanted or 0) > self.longest:
            return False
        pause = self.first * 2 ** (attempt - 1) * random.uniform(0.5, 1)
        self.sleep(min(max(pause, wanted or 0), self.longest))
        return True


NEVER = Retrying(attempts=1)
"""For what is not to be repeated: writing."""


def seconds(retry_after: str | None) -> float | None:
    """Give the seconds that a `Retry-After` asks for: a number, or a date from now on.

    >>> seconds("120"), seconds("soon")
    (120.0, None)
    """
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())

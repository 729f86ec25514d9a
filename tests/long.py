"""Cases of which each run takes some, and `make test-long` all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pytest

T = TypeVar("T")


def some(cases: Sequence[T], every: int, first: int = 0) -> list[object]:
    """Give all cases, all but one in so many of them, from the first on, marked as long."""
    return [
        case if place % every == first else pytest.param(case, marks=pytest.mark.long)
        for place, case in enumerate(cases)
    ]

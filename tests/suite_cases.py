"""Tests of a suite as cases of ours, each by its own name; what is known to miss must miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import pytest

from benchmarks.conformance.misses import known


class Named(Protocol):
    """A test of a suite."""

    @property
    def name(self) -> str:
        """What it is called."""


def cases(tests: Iterable[Named], misses: Mapping[str, str], absent: str) -> list[object]:
    """Give the tests as parameters; one among the misses fails as soon as it begins to pass.

    Where there is none one case is left that is skipped, and says `absent`.
    """
    reasons = known(misses)
    found: list[object] = [
        pytest.param(
            each,
            id=each.name,
            marks=[pytest.mark.xfail(reason=reasons[each.name], strict=True)]
            if each.name in reasons
            else [],
        )
        for each in tests
    ]
    return found or [pytest.param(None, id="absent", marks=pytest.mark.skip(absent))]


def counted(tests: Iterable[Named], misses: Mapping[str, str]) -> tuple[int, int]:
    """Give how many tests there are, and how many of them are passed."""
    names = [each.name for each in tests]
    assert len(names) == len(set(names))
    return len(names), sum(name not in known(misses) for name in names)

"""Test suites that others wrote: a test that needs one is skipped where it is not here."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.conformance.places import missing, suite

__all__ = ["missing", "needed", "suite"]


def needed(name: str, inside: str = "") -> Path:
    """Give a suite's folder, or the path inside it; skips the test where no place has it."""
    found = suite(name, inside)
    if found is None:
        pytest.skip(missing(name))
    return found

"""Holding any linked-data deployment to what it claims: `conform(url)` gives a `Conformance`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sfia_graph.conform.limits import Limits
from sfia_graph.conform.outcome import Checked, Conformance, Finding

if TYPE_CHECKING:
    from sfia_graph.conform.running import conform

__all__ = ["Checked", "Conformance", "Finding", "Limits", "conform"]


def __getattr__(name: str) -> Any:
    # Every command reads the limits to say what they are, and only one needs what checks.
    if name != "conform":
        raise AttributeError(f"module 'sfia_graph.conform' has no attribute '{name}'")
    from sfia_graph.conform import running

    return running.conform

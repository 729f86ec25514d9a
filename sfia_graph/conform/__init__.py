"""Holding any linked-data deployment to what it claims: `conform(url)` gives a `Conformance`."""

from sfia_graph.conform.limits import Limits
from sfia_graph.conform.outcome import Checked, Conformance, Finding
from sfia_graph.conform.running import conform

__all__ = ["Checked", "Conformance", "Finding", "Limits", "conform"]

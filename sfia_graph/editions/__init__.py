"""What changed from one edition of the framework to another."""

from sfia_graph.editions.comparing import compare
from sfia_graph.editions.records import KINDS, Change, Changes

__all__ = ["KINDS", "Change", "Changes", "compare"]

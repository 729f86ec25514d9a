"""Finding things of the graph by names, codes and former names, for the API and for pages."""

from __future__ import annotations

from sfia_graph.web.finding.finder import LONGEST_WORDS, USUAL, Found, find, respelled
from sfia_graph.web.finding.index import folded
from sfia_graph.web.finding.things import TYPES

__all__ = ["LONGEST_WORDS", "TYPES", "USUAL", "Found", "find", "folded", "respelled"]

"""Validation of graphs by SHACL shapes: what is wrong, where, and how to mend it."""

from __future__ import annotations

from sfia_graph.deadline import DEADLINE
from sfia_graph.validation.data import Data
from sfia_graph.validation.reference import ShapesError
from sfia_graph.validation.results import SEVERITIES, Rule, ValidationReport, ValidationResult
from sfia_graph.validation.running import validate
from sfia_graph.validation.shapes import read_shapes, shipped_shapes

__all__ = [
    "DEADLINE",
    "SEVERITIES",
    "Data",
    "Rule",
    "ShapesError",
    "ValidationReport",
    "ValidationResult",
    "read_shapes",
    "shipped_shapes",
    "validate",
]

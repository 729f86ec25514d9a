"""Finding links: what a concept or a text is near to in another framework, and why."""

from sfia_graph.matching.concept import Concept
from sfia_graph.matching.concepts import concepts
from sfia_graph.matching.matcher import Candidate, Matcher
from sfia_graph.matching.signals import WEIGHTS

__all__ = ["WEIGHTS", "Candidate", "Concept", "Matcher", "concepts"]

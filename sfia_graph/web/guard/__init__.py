"""Ad-hoc SPARQL in disposable processes that can do nothing but answer, and end at a deadline."""

from sfia_graph.web.guard.guard import Guard
from sfia_graph.web.guard.limits import Counts, GuardError, Limits
from sfia_graph.web.guard.question import Question

__all__ = ["Counts", "Guard", "GuardError", "Limits", "Question"]

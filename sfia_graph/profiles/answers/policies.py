"""What a command may be told about how to count; nothing in here needs an RDF library."""

from __future__ import annotations

POLICIES = ("at-least", "exact")
"""Whether a higher level covers a lower one, or only the very level asked for counts."""

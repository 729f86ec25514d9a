"""What can go wrong while a site is made."""

from __future__ import annotations

from sfia_graph.errors import SfiaError


class PublishError(SfiaError):
    """A site that cannot be made, or cannot be put where it should stand."""


class NotValid(PublishError):
    """A graph that breaks rules of our shapes; `report` says which, where, and how to mend it."""

    @property
    def report(self) -> str:
        """The report as plain text."""
        return str(self.args[0])

    def __str__(self) -> str:
        remedy = "mend it, or publish it all the same with --no-validate"
        return f"the graph is not valid, so nothing was published; {remedy}"

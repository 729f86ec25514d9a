"""All checks of a deployment, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from sfia_graph.conform.checks import CHECKS
from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.limits import Limits
from sfia_graph.conform.outcome import Check, Checked, Conformance, Finding
from sfia_graph.conform.survey import Survey
from sfia_graph.conform.surveying import Tell, survey


def conform(
    url: str,
    limits: Limits | None = None,
    tell: Tell = lambda done, of, what: None,
    checks: Sequence[Check] = CHECKS,
) -> Conformance:
    """Hold a deployment to what it claims, beginning at any address of it.

    Raises `UsageError` for what is no address of the web, and where there is nothing to look at.
    """
    with closing(Client(limits or Limits())) as client:
        found = survey(client, url, tell)
        checked: list[Checked] = []
        for check in checks:
            tell(len(checked), len(checks), check.promise.lower())
            checked.append(Checked(check, _finding(check, found)))
        return Conformance(found.start.address, found.notes, tuple(checked))


def _finding(check: Check, found: Survey) -> Finding:
    try:
        return check.look(found)
    except Unanswered as error:
        return Finding("fail", str(error), "answer each request, and in time")

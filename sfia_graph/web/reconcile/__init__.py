"""Matching lists to SFIA from OpenRefine and others (Reconciliation Service API 0.2)."""

from __future__ import annotations

from sfia_graph.web.reconcile.service import PLACE, answer
from sfia_graph.web.trusted import Answering

ROUTES: tuple[tuple[str, Answering, tuple[str, ...]], ...] = (
    (PLACE, answer, ("GET", "POST")),
    (PLACE + "/{part:path}", answer, ("GET", "POST")),
)
"""Where the service answers, below the site's root."""

"""All checks, in the order in which they are shown."""

from __future__ import annotations

from sfia_graph.conform.checks import (
    catalogue,
    datasets,
    dereferencing,
    feed,
    formats,
    indexing,
    languages,
    links,
    negotiation,
    protocol,
    safety,
    sharing,
    signposting,
    transfer,
)
from sfia_graph.conform.outcome import Check

CHECKS: tuple[Check, ...] = (
    *dereferencing.CHECKS,
    *negotiation.CHECKS,
    *formats.CHECKS,
    *transfer.CHECKS,
    *sharing.CHECKS,
    *signposting.CHECKS,
    *languages.CHECKS,
    *links.CHECKS,
    *indexing.CHECKS,
    *datasets.CHECKS,
    *catalogue.CHECKS,
    *feed.CHECKS,
    *protocol.CHECKS,
    *safety.CHECKS,
)

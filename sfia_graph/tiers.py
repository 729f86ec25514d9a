"""How much of a source a graph carries."""

from __future__ import annotations

from typing import Literal

Tier = Literal["structure", "names", "texts"]
"""Codes and levels; names too; the wording too."""

TIERS: tuple[Tier, ...] = ("structure", "names", "texts")

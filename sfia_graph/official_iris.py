"""The IRIs of the same things in the Foundation's own RDF."""

from __future__ import annotations

OFFICIAL = "https://rdf.sfia-online.org/9/"


def official_skill(code: str) -> str:
    """The IRI of a skill in the Foundation's own RDF."""
    return f"{OFFICIAL}skills/{code}"


def official_skill_at_level(code: str, level: int) -> str:
    """The IRI of a skill at a level in the Foundation's own RDF."""
    return f"{OFFICIAL}skilllevels/{code}_{level}"


def official_level(level: int) -> str:
    """The IRI of a level in the Foundation's own RDF."""
    return f"{OFFICIAL}lor/{level}"


def official_attribute(code: str) -> str:
    """The IRI of an attribute in the Foundation's own RDF, where it is a property."""
    return f"{OFFICIAL}attributes/{code}"


_OFFICIAL_CATEGORIES = {"governance-risk-and-compliance": "governance__risk_and_compliance"}


def official_category(name: str) -> str:
    """The IRI of a category in the Foundation's own RDF, from the category's slug.

    >>> official_category("delivery-and-operation")
    'https://rdf.sfia-online.org/9/categories/delivery_and_operation'
    """
    return f"{OFFICIAL}categories/{_OFFICIAL_CATEGORIES.get(name, name.replace('-', '_'))}"

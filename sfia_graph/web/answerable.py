"""The stored questions that a site answers: none about people, and those of roles only if any."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import SFIA, expand
from sfia_graph.queries import StoredQuery, stored_queries


def answerable(roles: bool = False) -> dict[str, StoredQuery]:
    """Give the stored queries that a site can answer: none about people, and `roles` only if any.

    `roles` says whether the graph holds role profiles.
    """
    return {
        name: each
        for name, each in stored_queries().items()
        if not each.people and (roles or not each.samples)
    }


def has_roles(engine: ox.Store) -> bool:
    """Whether a graph holds role profiles."""
    profile = ox.NamedNode(f"{SFIA}RoleProfile")
    found = engine.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), profile)
    return next(found, None) is not None

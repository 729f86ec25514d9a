"""Identifiers for tools that know no IRI: the UUID of an IRI is always the same."""

from __future__ import annotations

from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5


@lru_cache(maxsize=1 << 14)
def identifier(iri: str) -> str:
    """Give the UUID of an IRI (version 5 in the name space of URLs, RFC 9562, section 5.5).

    >>> identifier("https://w3id.org/sfia-graph/9/skill/SLMO")
    '4fbdd9ff-257a-5c79-9852-0ea22513ab99'
    """
    return str(uuid5(NAMESPACE_URL, iri))


def ctid(iri: str) -> str:
    """Give the CTID of an IRI, by which the Credential Registry knows a resource.

    >>> ctid("https://w3id.org/sfia-graph/9/skill/SLMO")
    'ce-4fbdd9ff-257a-5c79-9852-0ea22513ab99'
    """
    return f"ce-{identifier(iri)}"

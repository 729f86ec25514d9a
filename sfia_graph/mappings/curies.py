"""Compact IRIs: a prefix, a colon, and the rest (CURIE Syntax 1.0, as SSSOM uses it)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from sfia_graph.namespaces import PREFIXES

BUILT_IN = {name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom")}
"""The prefixes that a file of SSSOM need not declare, of those that it may leave out."""

_IRI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|urn:|mailto:)[^\s<>\"{}|\\^`]+")
_LOCAL = re.compile(r"[\w.~%-][\w.~%:/-]*")


def is_iri(text: str) -> bool:
    """Whether a text is an IRI in full (RFC 3987), of a kind that names things."""
    if not _IRI.fullmatch(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def expand(text: str, prefixes: Mapping[str, str]) -> str | None:
    """Give the IRI of a CURIE, or of an IRI in full; None where the prefix is not declared.

    >>> expand("skos:closeMatch", BUILT_IN)
    'http://www.w3.org/2004/02/skos/core#closeMatch'
    """
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefixes and not local.startswith("//"):
        iri = prefixes[prefix] + local
        return iri if is_iri(iri) else None
    return text if is_iri(text) else None


def contract(iri: str, prefixes: Mapping[str, str]) -> str:
    """Give the CURIE of an IRI by the longest namespace that fits, or the IRI itself.

    >>> contract("http://www.w3.org/2004/02/skos/core#closeMatch", BUILT_IN)
    'skos:closeMatch'
    """
    for prefix, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        local = iri.removeprefix(namespace)
        if iri.startswith(namespace) and _LOCAL.fullmatch(local) and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri

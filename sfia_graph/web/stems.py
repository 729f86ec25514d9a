"""All that has documents on the site: every thing with a place there, and pages about no thing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pyoxigraph as ox

from sfia_graph.namespaces import BASE
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web import documents
from sfia_graph.web.once import once
from sfia_graph.web.pages import (
    about,
    compare,
    downloads,
    home,
    mappings,
    queries,
    search,
    sparql,
)
from sfia_graph.web.site import Site

PAGES = (
    *(about.STEM, compare.STEM, downloads.STEM, home.STEM, mappings.STEM, queries.STEM),
    *(search.STEM, sparql.STEM),
)
"""The pages about no thing; `PAGES_OF_AN_EDITION` stand below its number."""
PAGES_OF_AN_EDITION = ("a-z", "matrix")

_NAMED = "SELECT DISTINCT ?thing { { ?thing ?p ?o } UNION { GRAPH ?g { ?thing ?p ?o } } }"


def stems(site: Site) -> Iterator[str]:
    """Give the stems of all documents of a site, sorted, each once.

    A stem is decoded, as a path is once a server has read it: what the IRI writes `caf%C3%A9` is
    `café`. A thing whose IRI has a fragment is told of on the page before it, a term of the
    ontology on a page of its own.
    """
    return iter(_stems(site))


@once
def _stems(site: Site) -> tuple[str, ...]:
    own = {f"{number}/{page}" for number in site.editions for page in PAGES_OF_AN_EDITION}
    every = (each for store in (site.store, site.terms) for each in things(site, store))
    return tuple(sorted({*every, *own, *PAGES}))


def things(site: Site, store: EmbeddedStore) -> set[str]:
    """Give the stems of the things that a store of the site tells of."""
    subjects = (row["thing"] for row in store.engine.query(_NAMED))  # type: ignore[union-attr]
    named = (each.value for each in subjects if isinstance(each, ox.NamedNode))
    return {stem for iri in named if (stem := _place(site, iri))}


def _place(site: Site, iri: str) -> str | None:
    """Give the stem that leads to a thing, None where none does."""
    stem = site.stem(iri)
    if stem is None and iri.startswith(BASE):
        # The project's own things keep their IRIs whatever the base of the graph.
        stem = iri.removeprefix(BASE)
    if not stem or "#" in stem or "?" in stem:
        return None
    decoded = unquote(stem)
    return decoded if documents.thing(site, decoded) else None

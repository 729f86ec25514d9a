"""A page before it is HTML: what it is about, its template, and what the template reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sfia_graph.web.pages.deprecation import Deprecation
from sfia_graph.web.pages.others import Others
from sfia_graph.web.site import Site

RDF = ("ttl", "nt", "jsonld", "rdf", "json", "csv")
"""The suffixes of a thing's documents beside `html`."""


@dataclass(frozen=True)
class Page:
    """A page of the site.

    `stem` is its place without suffix; `about` the IRI of the thing that it describes, None where
    it describes none; `view` what the template reads as `view`, a frozen dataclass; `formats` the
    suffixes of its other documents; `parameters` those that its links keep; `terms` is JSON-LD;
    `picture` is the stem of what has the picture that stands for it where it is shared.
    `others` and `deprecation` are found for all kinds of pages alike.
    """

    stem: str
    template: str
    title: str
    view: object
    about: str | None = None
    formats: tuple[str, ...] = RDF
    description: str = ""
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    terms: Mapping[str, Any] | None = None
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    status: int = 200
    picture: str = "index"
    others: Others | None = None
    deprecation: Deprecation | None = None


Parameters = Mapping[str, tuple[str, ...]]
Renderer = Callable[[Site, str, str, Parameters], Page | None]
"""Gives the page of a stem in a language with the query string's parameters, or None."""

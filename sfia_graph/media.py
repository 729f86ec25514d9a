"""RDF serialisations and result formats: names, file endings and registered media types."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Format:
    """An RDF serialisation; `named_graphs` says whether it keeps them apart."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    named_graphs: bool = False


RDF_FORMATS = (
    Format("turtle", (".ttl",), "text/turtle"),
    Format("trig", (".trig",), "application/trig", named_graphs=True),
    Format("ntriples", (".nt",), "application/n-triples"),
    Format("nquads", (".nq",), "application/n-quads", named_graphs=True),
    Format("jsonld", (".jsonld",), "application/ld+json", named_graphs=True),
    Format("rdfxml", (".rdf", ".owl"), "application/rdf+xml"),
)

RDF_ENDINGS = tuple(ending for each in RDF_FORMATS for ending in each.endings)


def format_of(path: Path) -> Format | None:
    """Give the RDF format of a file by its ending, None for any other ending."""
    ending = path.suffix.lower()
    return next((each for each in RDF_FORMATS if ending in each.endings), None)

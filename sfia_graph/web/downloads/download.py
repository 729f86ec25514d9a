"""A file to take away: where it is, what it is, how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sfia_graph.web.site import Site


@dataclass(frozen=True, slots=True)
class Download:
    """A file that holds the graph, or a part of it, for a program of others.

    `path` is its place below the site's root, such as `downloads/sfia-9.case.json`; `kind` the key
    of its title and of its explanation among the messages of the downloads; `graph` the IRI of the
    named graph that it holds, and `edition` the number of the edition, None where it is of all.
    `scheme` is the IRI of a concept scheme that is no edition, and `graphs` are those that say what
    stands in it. `conforms_to` is the IRI of the specification that it follows, if it follows one.
    """

    path: str
    media_type: str
    kind: str
    write: Callable[[Site], bytes]
    edition: int | None = None
    graph: str | None = None
    scheme: str | None = None
    graphs: tuple[str, ...] = ()
    conforms_to: str = ""

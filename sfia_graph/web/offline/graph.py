"""The graph as one file for a browser: N-Quads, compressed, since few hosts would compress it."""

from __future__ import annotations

import gzip

from sfia_graph.web.downloads.statements import by_graph
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.once import once
from sfia_graph.web.pages.engine import is_there
from sfia_graph.web.site import Site


def graph(site: Site, asked: Asked) -> Finished:
    """Give what each named graph says, as N-Quads in gzip (RFC 1952), always the same bytes.

    Raises `Refused` (404) where browsers cannot answer from it.
    """
    if not is_there(site):
        raise Refused(404, f"{asked.path}: browsers do not answer questions about this graph")
    return Finished(_written(site), "application/gzip", headers=(("Cache-Control", "no-cache"),))


@once
def _written(site: Site) -> bytes:
    lines = (f"{each} {name} .\n" for name, said in by_graph(site).items() for each in said)
    return gzip.compress("".join(lines).encode(), mtime=0)

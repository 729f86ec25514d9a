"""SPARQL 1.1 Protocol: the live server beside the Oxigraph server and rdflib-endpoint."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks.conformance import endpoints
from benchmarks.conformance.protocol import Exchange, exchanges
from benchmarks.conformance.scores import Score, Section, score

_PROSE = """\
The query side of the W3C's tests: the requests are sent as the manifest has them, to servers that
hold the graphs of the tests, and the status, the kind of answer and the answer are looked at. A
read-only endpoint refuses the tests of updates, which are left out. An older copy of the suite has
the names of the tests alone, so that there is nothing to send."""


def section() -> Section:
    """Put the servers to the suite, one after the other."""
    servers: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
        "sfia-graph serve": endpoints.ours,
        f"Oxigraph server {version('oxigraph')}": endpoints.oxigraph,
        f"rdflib-endpoint {version('rdflib-endpoint')}": endpoints.rdflib_endpoint,
    }
    failed = {}
    for name, server in servers.items():
        with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as address:
            asked = score("", exchanges(), {name: partial(_asked, address)})
            failed[name] = asked.failed[name]
    suite = Score("SPARQL 1.1 Protocol, query side", asked.total, failed)
    return Section("SPARQL over HTTP", _PROSE, [suite])


def _asked(address: str, test: Exchange) -> bool:
    return test.passes(address)

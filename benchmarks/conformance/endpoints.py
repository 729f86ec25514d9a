"""Endpoints that the suite of the protocol is put to, each over the suite's graphs."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.conformance.protocol import as_quads, dataset
from scripts import servers
from sfia_graph.resources import shipped_data


@contextmanager
def ours(folder: Path) -> Iterator[str]:
    """Run `sfia-graph serve`, which serves no less than an edition; gives its endpoint."""
    store = folder / "ours"
    store.mkdir()
    (store / "protocol.nq").write_bytes(as_quads())
    shutil.copy(next(path for path in shipped_data() if path.name == "sfia-9.ttl"), store)
    call = [sys.executable, "-m", "sfia_graph", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        address = re.search(r"http://\S+", said)
        assert address, said
        try:
            yield f"{address[0]}sparql"
        finally:
            process.terminate()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Run the Oxigraph server, read-only."""
    with servers.oxigraph(folder / "oxigraph", dataset()) as address:
        yield address


@contextmanager
def rdflib_endpoint(folder: Path) -> Iterator[str]:
    """Run rdflib-endpoint over rdflib's memory store."""
    file = folder / "endpoint.nq"
    file.write_bytes(as_quads())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "rdflib_endpoint", "serve", "--port", str(port), str(file)]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _wait(port: int) -> None:
    latest = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > latest:
                raise
            time.sleep(0.1)

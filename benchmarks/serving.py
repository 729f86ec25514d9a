"""Servers beside each other under load: ours, the Oxigraph server, rdflib-endpoint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from sfia_graph.queries import stored_query

HERE = Path(__file__).resolve().parent
SECONDS = 8
"""How long each load lasts."""

MIX = (
    "edition-counts",
    "entry-level-skills",
    "level-histogram",
    "skill-levels",
    "skills-at-level",
    "skills-in-category",
    "skills-reaching-level",
)
"""Stored queries that rdflib's own engine answers within a second."""

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to: requests a second, latencies in milliseconds, requests that failed."""

    rate: float
    p50: float
    p99: float
    failed: int


def loaded(
    address: str,
    paths: Iterable[str],
    connections: int,
    accept: str = "*/*",
    coding: str = "identity",
) -> Load:
    """Ask a server for paths over so many connections, in turn, with wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as mix:
        mix.write("\n".join(paths))
        mix.flush()
        call = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout", "30s"]
        call += ["-s", str(HERE / "mix.lua"), address]
        environment = {**os.environ, "MIX": mix.name, "ACCEPT": accept, "CODING": coding}
        told = subprocess.run(call, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(told.stdout.splitlines()[-1])
    return Load(
        rate=found["requests"] / found["microseconds"] * 1e6,
        p50=found["p50"] / 1000,
        p99=found["p99"] / 1000,
        failed=found["refused"] + found["failed"],
    )


def asked_of_endpoint(path: str, names: Sequence[str] = MIX) -> list[str]:
    """Give the paths that ask an endpoint the stored queries with their defaults."""
    return [f"{path}?{urlencode({'query': stored_query(name).text})}" for name in names]


def asked_of_us(names: Sequence[str] = MIX) -> list[str]:
    """Give the paths of the same questions as our API has them."""
    return [f"/query/{name}.json?{_defaults(name)}" for name in names]


def _defaults(name: str) -> str:
    parameters = stored_query(name).parameters
    pairs = [(each.name, term.value) for each in parameters for term in each.defaults]
    return urlencode(pairs)


@contextmanager
def running(call: Sequence[str], address: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it is there once it answers anything."""
    with log.open("wb") as written, ExitStack() as stack:
        process = subprocess.Popen(call, stdout=written, stderr=written, cwd=HERE.parent)
        stack.callback(process.wait)
        stack.callback(process.terminate)
        _wait(process, address, log)
        yield process


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    latest = time.monotonic() + 60
    while time.monotonic() < latest and process.poll() is None:
        try:
            with urlopen(Request(address), timeout=30):
                return
        except OSError as error:
            if getattr(error, "code", None):
                return
            time.sleep(0.05)
    raise RuntimeError(f"{urlsplit(address).netloc} does not answer: {log.read_text()[-500:]}")


@contextmanager
def ours(port: int, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run our server over the shipped data."""
    call = [sys.executable, "-m", "sfia_graph", "serve", "--port", str(port), *options]
    with running(call, f"http://127.0.0.1:{port}/health", folder / "ours.log") as process:
        yield process


@contextmanager
def oxigraph(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the Oxigraph server, read-only, over the shipped data, merged into one graph."""
    store = folder / "oxigraph"
    data = folder / "all.nt"
    subprocess.run(
        ["oxigraph", "load", "-l", str(store), "-f", str(data)], check=True, capture_output=True
    )
    call = ["oxigraph", "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
    with running(call, f"http://127.0.0.1:{port}/", folder / "oxigraph.log") as process:
        yield process


@contextmanager
def rdflib_endpoint(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run rdflib-endpoint over the shipped data in rdflib's memory store."""
    call = [sys.executable, "-m", "rdflib_endpoint", "serve", str(folder / "all.nt")]
    call += ["--host", "127.0.0.1", "--port", str(port)]
    with running(call, f"http://127.0.0.1:{port}/", folder / "rdflib.log") as process:
        yield process

"""The servers that hostile shapes are sent to, each with whatever limit of time it offers."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.family import family
from benchmarks.hostile import heard
from scripts import servers
from sfia_graph.queries import stored_query

LIMIT = 1
"""How many seconds a query may take; Oxigraph and Virtuoso take whole ones."""
WORKERS = 4
PORT = 8421
_HEALTHY = stored_query("edition-counts").text


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: how it is called in the table, its address, and the command that runs it.

    `forks` says that the command's process starts the server as its child, and starts it again.
    """

    name: str
    address: str
    command: Sequence[str]
    forks: bool = False


Preparing = Callable[[Path], Peer]
"""Gives a peer over `all.nt` of a folder, whose store is made there."""


def ours(folder: Path) -> Peer:
    """Our own server, with as many workers as the attackers are counted by."""
    command = [sys.executable, "-m", "sfia_graph", "serve", "--port", str(PORT)]
    command += ["--deadline", str(LIMIT), "--workers", str(WORKERS)]
    name = f"sfia-graph {version('sfia-graph')}, {LIMIT} s"
    return Peer(name, f"http://127.0.0.1:{PORT}/sparql", command)


def oxigraph(folder: Path) -> Peer:
    """The Oxigraph server, read-only, with its own limit of time."""
    store = str(folder / "oxigraph")
    load = ["load", "--location", store, "--file", str(folder / "all.nt")]
    subprocess.run([str(servers.OXIGRAPH), *load], check=True, capture_output=True)
    command = [str(servers.OXIGRAPH), "serve-read-only", "--location", store]
    command += ["--bind", f"127.0.0.1:{PORT}", "--timeout-s", str(LIMIT)]
    name = f"Oxigraph server {version('oxigraph')}, --timeout-s {LIMIT}"
    return Peer(name, f"http://127.0.0.1:{PORT}/query", command)


def rdflib_endpoint(folder: Path) -> Peer:
    """rdflib-endpoint over rdflib's memory store, which has no limit of time."""
    file = str(folder / "all.nt")
    command = [sys.executable, "-m", "benchmarks.rdflib_server", file, str(PORT)]
    name = f"rdflib-endpoint {version('rdflib-endpoint')}, no limit"
    return Peer(name, f"http://127.0.0.1:{PORT}/", command, forks=True)


def virtuoso(folder: Path) -> Peer:
    """Virtuoso, with its limit of execution time; its files are put back before each start."""
    home, kept = folder / "virtuoso", folder / "kept"
    home.mkdir()
    with servers.virtuoso(home, {"urn:all": folder / "all.nt"}) as address:
        ini = home / "virtuoso.ini"
    with ini.open("a", encoding="utf-8") as written:
        written.write(f"MaxQueryExecutionTime = {LIMIT}\n")
    (home / "virtuoso.lck").unlink(missing_ok=True)
    shutil.copytree(home, kept)
    again = f"rm -r {home} && cp -r {kept} {home} && exec virtuoso-t -f -c {ini}"
    told = subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False)
    found = re.search(r"Version ([\d.]+)", told.stdout + told.stderr)
    name = f"Virtuoso {found[1] if found else ''}, MaxQueryExecutionTime {LIMIT}"
    return Peer(name, address, ["sh", "-c", again])


class Running:
    """A peer that runs, and is started anew when it has ended or must end."""

    def __init__(self, peer: Peer, log: Path) -> None:
        self.peer, self._log = peer, log
        self._process = self._started()

    def __enter__(self) -> Running:
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        everyone = [self._process.pid, *self.pids]
        for pid in everyone:
            self._end(pid)

    @property
    def pids(self) -> list[int]:
        """The processes of the server, its own the first; none where it has ended."""
        found = list(family(self._process.pid))[1 if self.peer.forks else 0 :]
        return found if self._process.poll() is None else []

    def replace(self) -> None:
        """End the server, whatever it does, and have another stand."""
        for pid in self.pids[:1]:
            self._end(pid)
        if not self.peer.forks:
            self._process.wait()
            self._process = self._started()
        self._wait()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(self.peer.command, stdout=log, stderr=log)

    def _end(self, pid: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        if pid == self._process.pid:
            self._process.wait()

    def _wait(self) -> None:
        latest = time.monotonic() + 90
        while heard(self.peer.address, _HEALTHY, "127.0.0.1", 20).status != 200:
            if time.monotonic() > latest:
                raise RuntimeError(f"{self.peer.name} does not answer: see {self._log}")
            time.sleep(0.05)

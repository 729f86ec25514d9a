"""A server that is killed while it answers and opens new data, and started again."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread
from urllib.parse import quote, urlsplit

from benchmarks.crashes import MARK, Tally, all_end

PROGRAM = (sys.executable, "-m", "sfia_graph")
LABELS = ("Service level management", "Service level managing")
"""The English name of SLMO in each of the two versions of the graph."""
_PAGE = "/9/skill/SLMO.en.html"
_QUERY = "/sparql?query=" + quote(
    "SELECT DISTINCT ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n "
    f'FILTER(STR(?n) IN ("{LABELS[0]}", "{LABELS[1]}")) }}'
)
_READERS = 3
_ADDRESS = re.compile(r"http://\S+")


_REFUSED = frozenset({429, 503})
"""What a client hears that asks too often at once, or of a server that closes."""


class _RefusedError(Exception):
    """An answer that says to come again."""


@dataclass(slots=True)
class _Heard:
    """Which versions were answered, in turn; None for an answer that is neither."""

    versions: list[int | None] = field(default_factory=list)
    end: Event = field(default_factory=Event)


def crash_server(folder: Path, graphs: Sequence[Path], points: int, seed: int = 0) -> Tally:
    """Kill the server so many times, each time while a load and a reload are under way.

    `old` and `new` count what it answered last. A restart is timed to its first answer.
    """
    store, chance = folder / "store", Random(seed)
    load(store, graphs[0])
    tally, now = Tally(usual=median(_usual(store) for _ in range(min(points, 3)))), 0
    for point in range(points):
        try:
            last = _kill_once(store, graphs[1 - now], now, chance, tally)
            tally.new, tally.old = tally.new + (last != now), tally.old + (last == now)
        except AssertionError as fault:
            tally.faults.append(f"{point}: {fault}")
        now = 1 - now
    load(store, graphs[now])
    left = sorted(each.name for each in store.glob("generation-*"))
    if len(left) != 2:
        tally.faults.append(f"left after the next load: {left}")
    return tally


def _kill_once(store: Path, new: Path, now: int, chance: Random, tally: Tally) -> int | None:
    """Start the server, and kill it while `new` is loaded and opened; give what it said last."""
    token = f"{os.getpid()}-{time.monotonic_ns()}"
    heard = _Heard()
    with _serving(store, token) as (process, address, seconds):
        tally.restarts.append(seconds)
        readers = [Thread(target=_read, args=(address, heard)) for _ in range(_READERS)]
        readers.append(Thread(target=_load_and_reload, args=(store, new, process)))
        for each in readers:
            each.start()
        time.sleep(chance.uniform(0, 2 * tally.usual))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        heard.end.set()
        for each in readers:
            each.join()
    assert None not in heard.versions, "an answer that is neither the old nor the new"
    assert all_end(token), "a process of it lives on"
    return heard.versions[-1] if heard.versions else now


def _usual(store: Path) -> float:
    with _serving(store, "") as (process, _, seconds):
        process.terminate()
        process.wait()
    return seconds


@contextmanager
def _serving(store: Path, token: str) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """Run the server; give its process, its address and how long its first answer took."""
    begun = time.perf_counter()
    with subprocess.Popen(
        (*PROGRAM, "serve", "--store", str(store), "--port", "0"),
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", MARK: token},
        start_new_session=True,
    ) as process:
        assert process.stderr
        try:
            said = process.stderr.readline()
            found = _ADDRESS.search(said)
            assert found, said
            assert _version(found[0], _QUERY) is not None
            yield process, found[0], time.perf_counter() - begun
        finally:
            process.kill()


def load(store: Path, graph: Path) -> None:
    """Load a graph into the store, whole."""
    words = (*PROGRAM, "load", str(graph), "--no-validate", "--into", str(store))
    subprocess.run(words, check=True, capture_output=True)


def _load_and_reload(store: Path, graph: Path, process: subprocess.Popen[str]) -> None:
    load(store, graph)
    if process.poll() is None:
        process.send_signal(signal.SIGHUP)


def _read(address: str, heard: _Heard) -> None:
    while not heard.end.is_set():
        for path in (_PAGE, _QUERY):
            try:
                heard.versions.append(_version(address, path))
            except _RefusedError:
                continue
            except (OSError, http.client.HTTPException):
                heard.end.wait(0.01)


def _version(address: str, path: str) -> int | None:
    """Ask for a page or a query; give of which version the answer is, None for neither."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept": "application/json, text/html"})
        reply = connection.getresponse()
        body = reply.read().decode()
    finally:
        connection.close()
    if reply.status in _REFUSED:
        raise _RefusedError
    if reply.status != 200:
        return None
    if path == _QUERY:
        rows = json.loads(body)["results"]["bindings"]
        names = [row["n"]["value"] for row in rows]
        return LABELS.index(names[0]) if len(names) == 1 else None
    said = [name in body for name in LABELS]
    return said.index(True) if sum(said) == 1 and body.rstrip().endswith("</html>") else None

"""A long load of everything at once: readers, programs, SPARQL, attackers, reloads, new data."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from threading import Event
from urllib.parse import quote

from benchmarks.clients import at_work, status_of
from benchmarks.family import family, held_mb
from benchmarks.serving import asked_of_endpoint, asked_of_us

FORMS = ("en.html", "fr.html", "ttl", "jsonld", "nt", "rdf", "csv", "json", "md")
WORDS = ("management", "data", "sécurité", "slmo", "test", "programming", "architecture", "lev")
_PACKED = {"Accept-Encoding": "br"}
PAUSE = 0.02
"""Seconds that a client reads before it asks again."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server holds at a moment.

    `at` is in seconds from the start; `whole_mb` and `own_mb` are the memory of all its processes
    and of the first alone, what they share counted once; descriptors are those of the first.
    """

    at: float
    whole_mb: float
    own_mb: float
    descriptors: int
    threads: int
    processes: int


@dataclass(slots=True)
class Heard:
    """What one kind of client heard: each answer's moment and seconds, and failures by status.

    A status of 0 is a connection that ended without an answer, or before its end.
    """

    answers: list[tuple[float, float]] = field(default_factory=list)
    failures: Counter[int] = field(default_factory=Counter)


def skill_codes(store: Path) -> list[str]:
    """Give the codes of the skills of the newest edition, as the program lists them."""
    call = [sys.executable, "-m", "sfia_graph", "query", "skills-reaching-level", "level=1"]
    told = subprocess.run(
        [*call, "--store", str(store), "--format", "csv"], check=True, capture_output=True
    )
    return sorted(set(re.findall(r"\b[A-Z]{4}\b", told.stdout.decode())))


def kinds(codes: Sequence[str], seed: int = 9) -> Mapping[str, Iterator[str]]:
    """Give for each kind of client the paths that it asks for, without end."""
    chance = Random(seed)
    pages, data = FORMS[:2], FORMS[2:]
    return {
        "pages": (f"/9/skill/{chance.choice(codes)}.{chance.choice(pages)}" for _ in count()),
        "data": (f"/9/skill/{chance.choice(codes)}.{chance.choice(data)}" for _ in count()),
        "search": (f"/search?q={quote(chance.choice(WORDS))}&limit={n % 20 + 1}" for n in count()),
        "stored questions": (chance.choice(asked_of_us()) for _ in count()),
        "SPARQL": (chance.choice(asked_of_endpoint("/sparql")) for _ in count()),
    }


@contextmanager
def clients(port: int, paths: Mapping[str, Iterator[str]]) -> Iterator[dict[str, Heard]]:
    """Ask while the block runs, one client of each kind, each from an address of its own."""
    heard = {kind: Heard() for kind in paths}
    over, begun = Event(), time.monotonic()

    def ask(number: int, kind: str) -> None:
        for path in paths[kind]:
            if over.wait(PAUSE):
                return
            at = time.monotonic()
            status = status_of(port, f"127.0.2.{number}", path, headers=_PACKED)
            if status == 200:
                heard[kind].answers.append((at - begun, time.monotonic() - at))
            else:
                heard[kind].failures[status] += 1

    works = [partial(ask, number, kind) for number, kind in enumerate(paths, start=1)]
    with at_work(over, works):
        yield heard


def load(store: Path) -> None:
    """Load the shipped data into a folder anew, as a publisher would."""
    call = [sys.executable, "-m", "sfia_graph", "load", "--shipped", "--into", str(store)]
    subprocess.run(call, check=True, capture_output=True)


def watched(
    process: subprocess.Popen[bytes], store: Path, seconds: float, reload: float, renew: int
) -> Iterator[Sample]:
    """Give a sample each ten seconds; reload now and then, each `renew`-th time with new data."""
    begun = time.monotonic()
    reloads = 0
    while (at := time.monotonic() - begun) < seconds:
        if at > reload * (reloads + 1):
            reloads += 1
            if reloads % renew == 0:
                load(store)
            process.send_signal(signal.SIGHUP)
        yield _sample(process.pid, at)
        time.sleep(max(0.0, min(10.0, seconds - at)))


def _sample(pid: int, at: float) -> Sample:
    own = Path(f"/proc/{pid}")
    shares = (own / "smaps_rollup").read_text().splitlines()
    proportional = sum(int(line.split()[1]) for line in shares if line.startswith("Pss:"))
    return Sample(
        at=at,
        whole_mb=held_mb(pid),
        own_mb=proportional / 1000,
        descriptors=len(list((own / "fd").iterdir())),
        threads=len(list((own / "task").iterdir())),
        processes=len(list(family(pid))),
    )

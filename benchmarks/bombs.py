"""Queries that no server ends in time or that end the engine, and clients that send them."""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Lock, Thread

from benchmarks import serving
from benchmarks.family import held_mb
from benchmarks.serving import Load, loaded

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
SAME = "?s ?p ?o . "

BOMBS = {
    "three-way cross join": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "sorted cross join": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?e",
    "distinct cross join": f"SELECT DISTINCT ?a ?d ?g {{ {CROSS} }}",
    "path through all": "SELECT * { ?a (!<x:y>)* ?b }",
    "path of paths": f"SELECT * {{ ?a {'(' * 3_000}!<x:y>{')*' * 3_000} ?b }}",
    "regex that goes back": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER REGEX(STR(?c), "^((.+)+)+x$") }',
    "regex that grows": 'SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), "(.{1,1000}){1,1000}x") }',
    "deep brackets": f"SELECT * {{ FILTER ({'(' * 7_000}1{')' * 7_000}) }}",
    "deep lists": f"SELECT * {{ ?s ?p {'(' * 7_000}{')' * 7_000} }}",
    "a megabyte": f"SELECT * {{ ?s ?p ?o }} # {'x' * 1_000_000}",
    "all as one text": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?all) { ?a ?b ?c . ?d ?e ?f }"
    ),
    "a text that doubles": (
        f'SELECT (STRLEN(?x40) AS ?n) {{ BIND ("{"x" * 99}" AS ?x0) '
        + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
        + "}"
    ),
    "graph of a cross product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}",
    "10,000 OPTIONALs": f"SELECT * {{ ?s ?p ?o {'OPTIONAL { ?s ?p ?o } ' * 10_000} }}",
    "800 OPTIONALs": f"SELECT * {{ ?s ?p ?o {'OPTIONAL{?s ?p ?o}' * 800} }}",
    "2,500 braces": f"SELECT * {{ {'{' * 2_500}{'}' * 2_500} }}",
    "4,000 braces behind others": f"# {'}' * 4_000}\nSELECT * {'{' * 4_000}{'}' * 4_000}",
    "140 patterns alike": f"SELECT * {{ {SAME * 140} }}",
    "140 patterns unlike": "SELECT * { " + "".join(f"?s{n} ?p{n} ?o. " for n in range(140)) + "}",
    "EXISTS 900 deep": f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS {' * 900}{'}' * 900} }}",
    "EXISTS 490 deep": f"SELECT * {{ ?s ?p ?o {'FILTER EXISTS { ?s ?p ?o ' * 490}{'}' * 490} }}",
}
"""Queries by what they are; some are refused before they run, others end by a limit."""

SKILLS = ("SLMO", "PROG", "ETMG", "DATM", "SCAD", "REQM", "TEST", "BUSA")
ATTACKERS = 8
CONNECTIONS = 32
PORT = 8412
DEADLINE = "2"
_SETTLING = 2.0
"""How many seconds the last workers have to end before memory is measured."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Pages of skills without attackers and with them.

    `heard` counts the statuses that the attackers got; memory is in MB, of the server and all its
    processes, what they share counted once.
    """

    quiet: Load
    loud: Load
    heard: dict[int, int]
    before_mb: float
    after_mb: float


def pages() -> list[str]:
    """Give the paths of some pages of skills."""
    return [f"/9/skill/{code}.en.html" for code in SKILLS]


def measure() -> Attack:
    """Load the pages of our server, and again while attackers send bombs without pause."""
    address = f"http://127.0.0.1:{PORT}"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving.ours(PORT, Path(folder), "--deadline", DEADLINE) as process,
    ):
        loaded(address, pages(), CONNECTIONS)
        quiet = loaded(address, pages(), CONNECTIONS)
        before = held_mb(process.pid)
        with attacked(PORT) as heard:
            loud = loaded(address, pages(), CONNECTIONS)
        time.sleep(_SETTLING)
        return Attack(quiet, loud, heard, before, held_mb(process.pid))


@contextmanager
def attacked(port: int, attackers: int = ATTACKERS) -> Iterator[dict[int, int]]:
    """Send bombs without pause while the block runs, each attacker from an address of its own.

    Gives how often each status came, 0 where the connection ended without one.
    """
    heard: dict[int, int] = {}
    over, lock = Event(), Lock()

    def attack(number: int) -> None:
        bombs = islice(cycle(BOMBS.values()), 3 * number, None)
        for bomb in bombs:
            status = _status(port, f"127.0.1.{number}", bomb)
            with lock:
                heard[status] = heard.get(status, 0) + 1
            if over.is_set():
                return

    threads = [Thread(target=attack, args=(number + 1,)) for number in range(attackers)]
    for each in threads:
        each.start()
    try:
        yield heard
    finally:
        over.set()
        for each in threads:
            each.join()


def _status(port: int, client: str, query: str) -> int:
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=60, source_address=(client, 0)
    )
    try:
        headers = {"Content-Type": "application/sparql-query"}
        connection.request("POST", "/sparql", query.encode(), headers)
        with connection.getresponse() as reply:
            reply.read()
            return reply.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def main() -> None:
    """Measure, and write what came of it as JSON."""
    json.dump(asdict(measure()), sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

"""The guard of the real server: its walls, its limits, and the processes behind it.

What needs other limits than the server's asks a guard of its own, with real workers too.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pyoxigraph as ox
import pytest
from served import Served, served
from visitors import (
    SLOW,
    asked,
    asking,
    children,
    connected,
    counted,
    held,
    lives,
    post,
    until,
    workers,
)

from sfia_graph.errors import SfiaError
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.exchange import Finished, Refused
from sfia_graph.web.guard import Guard, GuardError, Limits, Question
from sfia_graph.web.guard.admission import network_of
from sfia_graph.web.guard.walls import lacking

DEADLINE = 1.0
GROWTH = 20_000_000
"""How many bytes the server may hold more after all that this module does to it."""

LABEL = f'<https://w3id.org/sfia-graph/9/skill/SLMO> skos:prefLabel "{"Service level management"}"'
PASSES = f"SELECT * {{ {LABEL}@en-GB.SERVICE <URL> {{ ?a ?b ?c }} }}"
"""A query that asks another endpoint, though no filter on words sees it."""

LONG = "x" * 1_100


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served("--deadline", f"{DEADLINE:g}") as found:
        before = held(found.process.pid)
        family = len(children(found.process.pid)), len(workers(found))
        yield found
        assert found.ask("/health").status == 200
        until(lambda: (len(children(found.process.pid)), len(workers(found))) == family)
        assert held(found.process.pid) < before + GROWTH


@pytest.fixture(scope="module")
def patient() -> Iterator[Served]:
    """A server whose deadline no query of these tests reaches."""
    with served("--deadline", "30") as found:
        yield found


class Listener:
    """Listens on loopback, and counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.heard = 0
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._socket.accept()
                self.heard += 1
                client.close()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


OUTWARD = {
    "SERVICE": "SELECT * { SERVICE <URL> { ?a ?b ?c } }",
    "service silent": "SELECT * { service silent <URL> { ?a ?b ?c } }",
    "an escaped letter": "SELECT * { \\u0053ERVICE <URL> { ?a ?b ?c } }",
    "a comment behind it": "SELECT * { SERVICE# a comment\n<URL> { ?a ?b ?c } }",
    "behind a language tag": PASSES,
    "silent behind a language tag": PASSES.replace("SERVICE", "SERVICE SILENT"),
    "an endpoint that is bound": "SELECT * { VALUES ?e { <URL> } SERVICE ?e { ?a ?b ?c } }",
    "FROM": "SELECT * FROM <URL> { ?a ?b ?c }",
    "FROM NAMED": "SELECT * FROM NAMED <URL> { GRAPH <URL> { ?a ?b ?c } }",
    "DESCRIBE": "DESCRIBE <URL>",
    "LOAD": "LOAD <URL>",
    "LOAD behind a query": "ASK {} ; LOAD <URL>",
}


@pytest.mark.parametrize("query", OUTWARD.values(), ids=OUTWARD)
def test_no_query_reaches_another_server(patient: Served, listener: Listener, query: str) -> None:
    heard = asked(patient, query.replace("URL", listener.url))
    assert heard.status in {200, 400, 500}
    assert (
        heard.status == 400
        or "SERVICE" not in query
        or query.count("SERVICE SILENT")
        or (heard.problem == "the query failed: Operation not permitted (os error 1)")
    )
    assert listener.heard == 0


def test_without_walls_the_query_that_passes_filters_reaches_it(listener: Listener) -> None:
    with pytest.raises(SfiaError):
        open_store().sparql(PASSES.replace("URL", listener.url))
    assert listener.heard == 1


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_a_request_names_is_not_fetched(
    patient: Served, listener: Listener, name: str
) -> None:
    reply = patient.ask(f"/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&{name}={listener.url}")
    assert (reply.status, reply.text) == (200, '{"head": {}, "boolean": false}\n')
    assert listener.heard == 0


def test_a_worker_has_no_rights_and_no_file_but_its_channel(site: Served) -> None:
    for pid in workers(site):
        limits = Path(f"/proc/{pid}/limits").read_text()
        soft = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()[1:]}
        for name in ("open files", "processes", "file size", "core file size"):
            assert soft[f"Max {name}"] == "0"
        assert int(soft["Max address space"]) < 1_500_000_000
        assert "\nSeccomp:\t2\n" in Path(f"/proc/{pid}/status").read_text()
        opened = [each.readlink() for each in Path(f"/proc/{pid}/fd").iterdir()]
        channels = [each for each in opened if each != Path(os.devnull)]
        assert len(opened) == 4
        assert [str(each).partition(":")[0] for each in channels] == ["socket"]


def test_the_process_that_workers_are_forked_from_has_one_thread(site: Served) -> None:
    [zygote] = children(site.process.pid)
    assert len(list(Path(f"/proc/{zygote}/task").iterdir())) == 1


def test_a_query_is_ended_at_the_deadline(site: Served) -> None:
    before = set(workers(site))
    heard = asked(site, SLOW)
    assert heard.status == 504
    assert heard.problem == (
        "the query took more than 1 second and was ended; ask for less at once"
    )
    assert DEADLINE <= heard.seconds < DEADLINE + 0.5
    until(lambda: len(set(workers(site)) - before) == 1)
    until(lambda: len(workers(site)) == len(before))


def test_a_client_has_two_queries_at_once_of_which_one_waits_for_others(patient: Served) -> None:
    with connected(patient, 31) as one, connected(patient, 31) as two:
        for client in (one, two):
            client.sendall(post(SLOW))
        until(lambda: counted(patient, 'sfia_graph_sparql{state="queued"}') == 1)
        third = asked(patient, "ASK {}", 31)
        assert asked(patient, "ASK {}", 32).status == 200
        assert counted(patient, 'sfia_graph_sparql{state="running"}') == 1
    assert (third.status, third.reply.headers["retry-after"]) == (429, "2")
    assert third.problem == "2 queries of yours are under way; wait for one of them"


def test_clients_that_were_slow_leave_a_worker_to_others(patient: Served) -> None:
    for number in (33, 34):
        with connected(patient, number) as client:
            client.sendall(post(SLOW))
            until(lambda: counted(patient, 'sfia_graph_sparql{state="running"}') == 1)
        until(lambda: counted(patient, 'sfia_graph_sparql{state="running"}') == 0)
    with connected(patient, 33) as one, connected(patient, 34) as other:
        for client in (one, other):
            client.sendall(post(SLOW))
        until(lambda: counted(patient, 'sfia_graph_sparql{state="queued"}') == 1)
        assert asked(patient, "ASK {}", 35).status == 200
        assert counted(patient, 'sfia_graph_sparql{state="running"}') == 1
    until(lambda: counted(patient, 'sfia_graph_sparql{state="running"}') == 0)


def test_a_queue_that_is_full_refuses_at_once(patient: Served) -> None:
    with ExitStack() as stack:

        def come(numbers: range, state: str, count: int) -> None:
            for number in numbers:
                stack.enter_context(connected(patient, number)).sendall(post(SLOW))
            until(lambda: counted(patient, f'sfia_graph_sparql{{state="{state}"}}') == count)

        come(range(101, 103), "running", 2)
        come(range(103, 119), "queued", 16)
        second = asked(patient, "ASK {}", 103)
        come(range(119, 135), "queued", 32)
        first = asked(patient, "ASK {}", 135)
        assert patient.ask("/9/skill/SLMO.en.html").status == 200
    for refused in (second, first):
        assert (refused.status, refused.reply.headers["retry-after"]) == (503, "2")
        assert refused.problem == "too many queries are waiting; try again soon"
        assert refused.seconds < 1
    for state in ("queued", "running"):
        until(lambda now=state: counted(patient, f'sfia_graph_sparql{{state="{now}"}}') == 0)  # type: ignore[misc]
    assert asked(patient, "ASK {}", 136).status == 200


def test_a_query_whose_client_hangs_up_is_ended() -> None:
    """A server of its own, whose workers all stand: who hangs up before one does ends none."""
    with served("--deadline", "30") as site:
        with connected(site, 1) as one, connected(site, 2) as other:
            for client in (one, other):
                client.sendall(post(SLOW))
            until(lambda: counted(site, 'sfia_graph_sparql{state="running"}') == 2)
        until(lambda: counted(site, 'sfia_graph_sparql{state="running"}') == 0)
        assert counted(site, 'sfia_graph_sparql_ended_total{how="killed"}') == 2


def test_who_does_not_take_answers_gets_no_others(patient: Served) -> None:
    large = f'SELECT ("{LONG}" AS ?x) {{ ?s ?p ?o }} LIMIT 8500'
    with connected(patient, 3, 4_096) as one, connected(patient, 3, 4_096) as other:
        for client in (one, other):
            client.sendall(post(large))
            assert client.recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 200"
        third = asked(patient, "ASK {}", 3)
        assert third.status == 429
        assert asked(patient, "ASK {}", 4).status == 200
    until(lambda: asked(patient, "ASK {}", 3).status == 200)


ROWS = "SELECT ?s { ?s ?p ?o } LIMIT "
TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT "
UNBOUND = "SELECT ?x { ?s ?p ?o } LIMIT "
TEXTS = 'SELECT ("{}\\r\\n<result>\\"a\\"" AS ?x) { ?s ?p ?o } LIMIT '
FORMATS = {
    "application/sparql-results+json": (ROWS, UNBOUND, TEXTS),
    "application/sparql-results+xml": (ROWS, UNBOUND, TEXTS),
    "text/csv": (ROWS, UNBOUND, TEXTS),
    "text/tab-separated-values": (ROWS, UNBOUND, TEXTS),
    "text/turtle": (TRIPLES,),
    "application/n-triples": (TRIPLES,),
    "application/ld+json": (TRIPLES,),
    "application/rdf+xml": (TRIPLES,),
}
COUNTED = [(accept, query) for accept, queries in FORMATS.items() for query in queries]


@pytest.mark.parametrize(("accept", "query"), COUNTED)
def test_an_answer_of_more_rows_is_refused_whole(patient: Served, accept: str, query: str) -> None:
    most = asked(patient, f"{query}10000", 1, accept)
    more = asked(patient, f"{query}10001", 1, accept)
    assert (most.status, more.status) == (200, 413)
    unit = "triples" if query is TRIPLES else "rows"
    problem = f"the answer has more than 10,000 {unit}; ask for less, for example with LIMIT"
    assert more.problem == problem


@pytest.mark.parametrize("accept", [*FORMATS][:4])
def test_an_answer_of_more_bytes_is_refused_whole(patient: Served, accept: str) -> None:
    query = f'SELECT ("{LONG}" AS ?x) {{ ?s ?p ?o }} LIMIT '
    most = asked(patient, f"{query}8500", 1, accept)
    assert most.status == 200
    assert int(most.reply.headers["content-length"]) == len(most.reply.body) > 9_000_000
    more = asked(patient, f"{query}9999", 1, accept)
    assert more.status == 413
    assert more.problem == (
        "the answer has more than 10,000,000 bytes; ask for less, for example with LIMIT"
    )


def test_a_query_has_a_largest_size(patient: Served) -> None:
    assert asked(patient, f"ASK {{}} #{'x' * (16_384 - 8)}").status == 200
    more = asked(patient, f"ASK {{}} #{'x' * (16_384 - 7)}")
    assert (more.status, more.problem) == (413, "the query is longer than 16,384 bytes")


def test_an_address_has_a_largest_size(patient: Served) -> None:
    path = "/sparql?query=ASK%7B%7D%23"
    assert patient.ask(path + "x" * (8_192 - len(path) + 1)).status == 200
    more = patient.ask(path + "x" * (8_192 - len(path) + 2))
    problem = "the address is longer than 8,192 bytes; POST takes more\n"
    assert (more.status, more.text) == (414, problem)


def test_a_body_has_a_largest_size(patient: Served) -> None:
    most = asked(patient, f"ASK {{}} #{'x' * (65_536 - 8)}")
    assert (most.status, most.problem) == (413, "the query is longer than 16,384 bytes")
    more = asked(patient, f"ASK {{}} #{'x' * (65_536 - 7)}")
    assert (more.status, more.problem) == (413, "the body is larger than 65,536 bytes")


def test_a_worker_that_crashes_takes_nothing_with_it(site: Served) -> None:
    before = workers(site)
    with asking(site) as ask:
        slow = ask(SLOW)
        until(lambda: counted(site, 'sfia_graph_sparql{state="running"}') == 1)
        for pid in before:
            os.kill(pid, signal.SIGSEGV)
        heard = slow.result()
    assert heard.status == 500
    problem = "the query ended the process that worked on it; write it in a simpler way"
    assert heard.problem == problem
    assert heard.seconds < DEADLINE
    _until_replaced(site, before)


def _until_replaced(site: Served, before: list[int]) -> None:
    """Wait until others are in the place of workers, though nobody asks, and answer."""
    until(lambda: not any(map(lives, before)))
    until(lambda: len(workers(site)) == len(before))
    until(lambda: [asked(site, "ASK {}").status for _ in range(5)] == [200] * 5)


def test_workers_that_end_while_they_wait_are_replaced(site: Served) -> None:
    before = workers(site)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    _until_replaced(site, before)


def test_the_process_that_workers_are_forked_from_is_replaced(site: Served) -> None:
    [zygote] = children(site.process.pid)
    before = workers(site)
    os.kill(zygote, signal.SIGKILL)
    _until_replaced(site, before)


def test_braces_that_would_end_a_worker_do_not_end_the_server() -> None:
    nested = f"#{'}' * 4_000}\nSELECT * {'{' * 4_000}{'}' * 4_000}"
    small = ("prlimit", "--stack=262144:262144")
    with served("--deadline", "1", under=small) as site:
        before = len(workers(site))
        heard = [asked(site, nested) for _ in range(3)]
        assert {each.status for each in heard} == {500}
        assert asked(site, "ASK {}").status == 200
        assert site.ask("/9/skill/SLMO.en.html").status == 200
        until(lambda: len(workers(site)) == before)


def test_a_reload_ends_what_was_before_it_and_no_query() -> None:
    after = []
    with served("--deadline", "1") as site, asking(site) as ask:
        for _ in range(3):
            [zygote] = children(site.process.pid)
            slow = ask(SLOW)
            until(lambda: counted(site, 'sfia_graph_sparql{state="running"}') == 1)
            os.kill(site.process.pid, signal.SIGHUP)
            assert slow.result().status == 504
            until(lambda gone=zygote: not lives(gone), 60)  # type: ignore[misc]
            assert asked(site, "ASK {}").status == 200
            assert len(children(site.process.pid)) == 1
            after.append(held(site.process.pid))
    assert after[-1] < after[0] + GROWTH


def test_no_process_outlives_a_server_that_is_killed() -> None:
    call = [sys.executable, "-m", "sfia_graph", "serve", "--port", "0", "--deadline", "60"]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        site = Served(process.stderr.readline().split(" at ")[1].split()[0], process)
        family = [*children(process.pid), *workers(site)]
        with connected(site) as client:
            client.sendall(post(SLOW))
            until(lambda: counted(site, 'sfia_graph_sparql{state="running"}') == 1)
            process.kill()
    assert len(family) == 4
    until(lambda: not any(map(lives, family)))


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("disk") / "store")
    words = ["load", "--shipped", "--no-validate", "--into", folder]
    subprocess.run([sys.executable, "-m", "sfia_graph", *words], check=True, capture_output=True)
    return folder


def test_the_walls_stand_around_a_store_on_disk(on_disk: str, listener: Listener) -> None:
    with served("--deadline", "1", "--store", on_disk) as site:
        assert asked(site, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").status == 200
        assert asked(site, PASSES.replace("URL", listener.url)).status == 500
        assert asked(site, SLOW).status == 504
        assert asked(site, "ASK {}").status == 200
        # A worker that was forked just now, in the place of one that was killed, walls itself in.
        until(lambda: all(_is_filtered(pid) for pid in workers(site)))
    assert listener.heard == 0


def _is_filtered(pid: int) -> bool:
    try:
        return "\nSeccomp:\t2\n" in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_without_all_walls_the_server_refuses_to_start(on_disk: str, tmp_path: Path) -> None:
    (tmp_path / "pyseccomp.py").write_text("raise ImportError")
    found = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": found}
    call = [sys.executable, "-m", "sfia_graph", "serve", "--port", "0", "--store", on_disk]
    told = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60)
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].endswith(
        "write files; --unguarded serves without these walls"
    )
    under = ("env", f"PYTHONPATH={found}")
    with served("--unguarded", "--store", on_disk, under=under) as site:
        assert asked(site, "ASK {}").status == 200


def test_a_process_without_walls_is_found_out() -> None:
    assert lacking(1_000_000) == [
        "open sockets",
        "write files",
        "take memory without end",
        "read files",
    ]


EMPTY = EmbeddedStore(ox.Store(), "nothing")
FEW = Limits(deadline=0.5, workers=1, patience=0.1)
CLIENT = "192.0.2.7"


def _answers(limits: Limits, *queries: str, store: EmbeddedStore = EMPTY) -> list[Finished | str]:
    """Give what a guard answers to queries that are asked at once, or why it refuses."""

    async def ask() -> list[Finished | str]:
        async with Guard(store, limits) as guard:
            asking = [
                guard.answer(Question(query), f"192.0.2.{number}")
                for number, query in enumerate(queries)
            ]
            found = await asyncio.gather(*asking, return_exceptions=True)
        return [
            f"{each.status} {each}" if isinstance(each, Refused) else each  # type: ignore[misc]
            for each in found
        ]

    return asyncio.run(ask())


FOREVER = "SELECT (COUNT(*) AS ?n) { VALUES ?a { ROWS } VALUES ?b { ROWS } VALUES ?c { ROWS } }"
ENDLESS = FOREVER.replace("ROWS", " ".join(map(str, range(900))))


def test_who_waits_too_long_for_a_turn_hears_it() -> None:
    first, second = _answers(FEW, ENDLESS, "ASK {}")
    assert first == "504 the query took more than 0.5 seconds and was ended; ask for less at once"
    assert second == (
        "503 no turn came for the query, since others are still running; try again soon"
    )


def test_answers_that_are_not_taken_are_bounded() -> None:
    async def ask() -> str:
        async with Guard(EMPTY, replace(FEW, visits=2)) as guard:
            with (
                guard.taking("192.0.2.1"),
                guard.taking("192.0.2.2"),
                pytest.raises(Refused) as refused,
            ):
                await guard.answer(Question("ASK {}"), CLIENT)
            await guard.answer(Question("ASK {}"), CLIENT)
            return f"{refused.value.status} {refused.value}"

    assert asyncio.run(ask()) == "503 too many answers are yet to be taken; try again soon"


def test_a_guard_that_closes_lets_queries_end_and_nobody_in() -> None:
    async def ask() -> tuple[Finished, str]:
        guard = Guard(EMPTY, replace(FEW, deadline=10))
        await guard.start()
        first = asyncio.ensure_future(guard.answer(Question("ASK {}"), CLIENT))
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(guard.close())
        await asyncio.sleep(0)
        with pytest.raises(Refused) as refused:
            await guard.answer(Question("ASK {}"), CLIENT)
        await closing
        return await first, f"{refused.value.status} {refused.value}"

    finished, refused = asyncio.run(ask())
    assert finished.body == b'{"head": {}, "boolean": true}\n'
    assert refused == "503 the endpoint is closing"


def test_a_query_takes_no_more_memory_than_it_may() -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(25))
    greedy = f'SELECT (STRLEN(?x25) AS ?n) {{ BIND("{"x" * 99}" AS ?x0) {doubled} }}'
    [found] = _answers(Limits(deadline=30, memory=64 * 1024 * 1024), greedy)
    assert found == "500 the query took more than 64 MB of memory and was ended; ask for less"


def test_a_worker_that_took_much_memory_is_not_used_again() -> None:
    async def ask() -> list[int]:
        async with Guard(EMPTY, replace(FEW, deadline=10, growth=8_000_000)) as guard:
            found = []
            for query in ("ASK {}", _distinct(100), _distinct(300)):
                await guard.answer(Question(query), CLIENT)
                found.append(guard.counts.restarted)
            return found

    assert asyncio.run(ask()) == [0, 0, 1]


def _distinct(count: int) -> str:
    """Give a query that keeps `count` times `count` texts in memory."""
    values = " ".join(map(str, range(count)))
    both = f"VALUES ?a {{ {values} }} VALUES ?b {{ {values} }}"
    text = "SHA512(CONCAT(STR(?a), ' ', STR(?b)))"
    return f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {both} BIND({text} AS ?c) }}"


def test_a_guard_without_its_store_says_so(on_disk: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(on_disk, tmp_path / "store", symlinks=True))
    store = open_store(folder)
    assert isinstance(store, EmbeddedStore)
    shutil.rmtree(folder)
    with pytest.raises(GuardError) as refused:
        _answers(FEW, "ASK {}", store=store)
    assert str(refused.value).startswith("no process for SPARQL queries comes to stand: ")


NETWORKS = {
    "192.0.2.7": "192.0.2.7",
    "::ffff:192.0.2.7": "192.0.2.7",
    "2001:db8::1:2:3:4": "2001:db8::/64",
    "fe80::1%eth0": "fe80::/64",
    "": "",
    "a name": "a name",
}


@pytest.mark.parametrize(("client", "network"), NETWORKS.items())
def test_a_client_is_an_address_or_the_network_that_it_can_fill(client: str, network: str) -> None:
    assert network_of(client) == network

"""No answer is ever cut: a 200 has all its bytes and is a whole document, whatever happens."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import quote
from xml.etree import ElementTree

import brotli
import pyoxigraph as ox
import pytest
from served import Served, served
from visitors import asked, connected, lives, until, workers

ROWS = 2_000
LONG = "x" * 400
SELECT = f'SELECT ?s ?o ("{LONG}" AS ?x) {{ ?s a ?o }} ORDER BY ?s ?o LIMIT {ROWS}'
CONSTRUCT = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }} LIMIT {ROWS}"
RESULT = "{http://www.w3.org/2005/sparql-results#}result"


def _in(format_name: ox.RdfFormat) -> Callable[[bytes], int]:
    return lambda body: len(set(ox.parse(body, format_name)))


SIZES: dict[str, tuple[str, Callable[[bytes], int]]] = {
    "application/sparql-results+json": (
        SELECT,
        lambda body: len(json.loads(body)["results"]["bindings"]),
    ),
    "application/sparql-results+xml": (
        SELECT,
        lambda body: sum(1 for _ in ElementTree.fromstring(body).iter(RESULT)),
    ),
    "text/csv": (SELECT, lambda body: len(list(csv.reader(io.StringIO(body.decode())))) - 1),
    "text/tab-separated-values": (SELECT, lambda body: body.decode().count("\n") - 1),
    "text/turtle": (CONSTRUCT, _in(ox.RdfFormat.TURTLE)),
    "application/n-triples": (CONSTRUCT, _in(ox.RdfFormat.N_TRIPLES)),
    "application/rdf+xml": (CONSTRUCT, _in(ox.RdfFormat.RDF_XML)),
    "application/ld+json": (
        CONSTRUCT,
        _in(ox.RdfFormat.JSON_LD),
    ),
}
"""A query for each format, and how to count what a body in it holds; a cut one has no count."""


@dataclass(frozen=True)
class Said:
    """What a server said in one answer, byte for byte."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_whole(self) -> bool:
        """Whether there are as many bytes as it said."""
        return len(self.body) == int(self.headers["content-length"])


def _said(raw: bytes) -> tuple[Said, bytes]:
    """Give the first answer in what a connection brought, and what came behind it."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}
    size = int(headers["content-length"])
    return Said(int(first.split()[1]), headers, rest[:size]), rest[size:]


def _request(query: str, accept: str, coding: str = "identity", close: bool = True) -> bytes:
    return (
        f"GET /sparql?query={quote(query)} HTTP/1.1\r\nhost: x\r\naccept: {accept}\r\n"
        f"accept-encoding: {coding}\r\n{'connection: close' if close else 'x: y'}\r\n\r\n"
    ).encode()


def _all(client: socket.socket, most: int = 65_536, pause: float = 0.0) -> bytes:
    parts = []
    while part := client.recv(most):
        parts.append(part)
        time.sleep(pause)
    return b"".join(parts)


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served("--deadline", "20") as found:
        yield found


@pytest.fixture(scope="module")
def whole(site: Served) -> dict[str, bytes]:
    """The whole bodies, by format."""
    return {
        accept: asked(site, query, 1, accept).reply.body for accept, (query, _) in SIZES.items()
    }


@pytest.mark.parametrize("accept", SIZES)
def test_half_an_answer_would_be_noticed(whole: dict[str, bytes], accept: str) -> None:
    """What the tests below call whole is not what a cut body is."""
    _, size = SIZES[accept]
    body = whole[accept]
    assert size(body) == ROWS
    with contextlib.suppress(SyntaxError, ValueError, ElementTree.ParseError):
        assert size(body[: len(body) // 2]) < ROWS


def test_an_answer_is_whole_or_none_while_workers_are_killed(
    site: Served, whole: dict[str, bytes]
) -> None:
    dice = random.Random(9)
    statuses = list[int]()
    for accept, (query, _) in islice(cycle(SIZES.items()), 40):
        with connected(site, len(statuses) + 1) as client:
            client.sendall(_request(query, accept))
            time.sleep(dice.random() / 5)
            before = workers(site)
            for pid in before:
                os.kill(pid, dice.choice([signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV]))
            said, more = _said(_all(client))
        statuses.append(said.status)
        assert (said.is_whole, more) == (True, b"")
        if said.status == 200:
            assert said.body == whole[accept]
        else:
            assert len(said.body.splitlines()) == 1
        until(lambda: not any(map(lives, before)))  # noqa: B023
    assert set(statuses) == {200, 500}


def test_an_answer_near_the_deadline_is_whole_or_none() -> None:
    heard = set[int]()
    # A slow machine answers nothing in the shortest time, a fast one all in the longest.
    for deadline in ("0.25", "1", "4"):
        with served("--deadline", deadline) as site:
            heard |= {_near_the_deadline(site, power) for power in range(6, 16)}
        if heard >= {200, 504}:
            break
    assert heard >= {200, 504}
    assert heard <= {200, 413, 504}


def _near_the_deadline(site: Served, power: int) -> int:
    """Ask for 16 times 2 to the `power` hashes in one text; give the status of what is whole."""
    size = 16 * 2**power
    limited = f"SELECT ?p {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {size}"
    query = f"SELECT (GROUP_CONCAT(SHA512(STR(?p))) AS ?x) {{ {{ {limited} }} }}"
    with connected(site, power) as client:
        client.sendall(_request(query, "application/json"))
        said, more = _said(_all(client))
    assert (said.is_whole, more) == (True, b"")
    if said.status == 200:
        [row] = json.loads(said.body)["results"]["bindings"]
        assert len(row["x"]["value"].split(" ")) == size
    return said.status


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_who_reads_slowly_gets_all_of_it(
    site: Served, whole: dict[str, bytes], coding: str
) -> None:
    with connected(site, 2, 4_096) as client:
        client.sendall(_request(SELECT, "text/csv", coding, close=False))
        assert client.recv(12, socket.MSG_PEEK | socket.MSG_WAITALL) == b"HTTP/1.1 200"
        before = workers(site)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        client.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        said, more = _said(_all(client, 20_000, 0.002))
    decoded = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    assert (said.is_whole, decoded[coding](said.body)) == (True, whole["text/csv"])
    assert _said(more)[0].status == 200
    until(lambda: not any(map(lives, before)))


def test_answers_in_a_row_are_each_whole(site: Served, whole: dict[str, bytes]) -> None:
    asking = [_request(query, accept, close=False) for accept, (query, _) in SIZES.items()]
    with connected(site, 3) as client:
        client.sendall(b"".join([*asking, _request("ASK {}", "text/csv")]))
        more = _all(client)
    for accept in SIZES:
        said, more = _said(more)
        assert (said.status, said.is_whole, said.body) == (200, True, whole[accept])
    said, more = _said(more)
    assert (said.status, said.body, more) == (200, b"true\n", b"")

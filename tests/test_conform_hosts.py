"""`sfia-graph conform` on hosts of other kinds: dumb ones, those of others, hostile ones."""

from __future__ import annotations

import gzip
import resource
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from faulty import dumb, nasty
from hosts import apache, ground, nginx
from invented import write_graph
from program import run
from served import Served

from sfia_graph.conform import Conformance, Limits, conform
from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.packing import unpacked
from sfia_graph.errors import UsageError

LIMITS = Limits(seconds=30, pages=40, things=6)
HASHED = """\
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX void: <http://rdfs.org/ns/void#>
<> a owl:Ontology ; void:inDataset <#data> .
<#data> a void:Dataset ; void:uriSpace "ADDRESSvocabulary.ttl#" ; void:triples 10 ;
    void:exampleResource <#Bread> , <#Roll> ; void:dataDump <> .
<#Bread> a owl:Class .
<#Roll> rdfs:subClassOf <#Bread> .
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a host, with the published site of the invented bakers below a path."""
    store = write_graph(tmp_path_factory.mktemp("store") / "bakery.ttl")
    with ground() as folder:
        home = ("--origin", "https://skills.example.org", "--root", "/skills/")
        done = run("publish", "--store", store, "-o", folder / "skills", *home)
        assert done.returncode == 0, done.stderr
        (folder / "robots.txt").write_bytes((folder / "skills" / "robots.txt").read_bytes())
        yield folder


def failing(report: Conformance) -> dict[str, str]:
    failed = (each for each in report.checked if each.finding.result == "fail")
    return {each.check.name: each.finding.line for each in failed}


def results(report: Conformance) -> dict[str, str]:
    return {each.check.name: each.finding.result for each in report.checked}


def test_a_static_site_on_a_dumb_host_keeps_what_it_claims(site: Path) -> None:
    with dumb(site) as address:
        report = conform(f"{address}skills/", LIMITS)
    assert failing(report) == {}
    found = results(report)
    claimed = (
        *("things", "described", "same-triples", "cite-as", "links", "sitemap-whole"),
        *("void-counts", "void-partitions", "file-checksums", "feed", "last-modified"),
    )
    assert {each: found[each] for each in claimed} == dict.fromkeys(claimed, "pass")
    unclaimed = ("negotiation", "vary", "entity-tags", "cors", "sparql-query", "policy")
    assert {each: found[each] for each in unclaimed} == dict.fromkeys(unclaimed, "not applicable")
    assert [note for note in report.notes if " is looked up at " in note] == [
        f"what begins with {name} is looked up at {address}skills/"
        for name in ("https://skills.example.org/skills/", "https://w3id.org/sfia-graph/")
    ]


@pytest.mark.parametrize("engine", [apache, nginx], ids=["apache", "nginx"])
def test_a_static_site_on_a_host_that_keeps_to_its_rules_negotiates(
    engine: Callable[[Path, Path, str], AbstractContextManager[Served]], site: Path, tmp_path: Path
) -> None:
    with engine(site, tmp_path / "host", "/skills/") as running:
        report = conform(running.address, LIMITS)
    assert failing(report) == {}
    unclaimed = {each for each, result in results(report).items() if result == "not applicable"}
    assert {each for each in unclaimed if not each.startswith("sparql-")} == {
        "void-linksets",
        "https",
    }


@pytest.mark.parametrize("path", ["skills/9/skill/BREW", "skills/9/skill/BREW.fr.html"])
def test_a_site_is_known_from_any_page_of_it(site: Path, path: str) -> None:
    with dumb(site) as address:
        report = conform(f"{address}{path}", Limits(seconds=30, pages=20, things=3))
    assert failing(report) == {}
    assert report.notes[0].startswith(f"walked through 20 addresses below {address}skills/,")


def test_a_vocabulary_of_hash_iris_in_one_file_keeps_what_it_claims(tmp_path: Path) -> None:
    with dumb(tmp_path) as address:
        path = tmp_path / "vocabulary.ttl"
        path.write_text(HASHED.replace("ADDRESS", address))
        report = conform(f"{address}vocabulary.ttl", LIMITS)
        assert failing(report) == {}
        path.write_text(path.read_text().replace("void:triples 10", "void:triples 11"))
        assert set(failing(conform(f"{address}vocabulary.ttl", LIMITS))) == {"void-counts"}
    found = results(report)
    claimed = ("things", "described", "void", "void-counts", "void-uri-space")
    assert {each: found[each] for each in claimed} == dict.fromkeys(claimed, "pass")


BOMB = gzip.compress(bytes(100 << 20), 9)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def endless(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b"<p>" * 20_000)


def dripping(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


def dripping_headers(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"H")
        time.sleep(0.05)


def silent(connection: socket.socket) -> None:
    connection.recv(1)


def many_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X: y\r\n" * 1_000)


def large_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 60_000) for n in range(9)))
    connection.sendall(b"Content-Length: 0\r\n\r\n")


def a_long_header(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"X: ")
    while True:
        connection.sendall(b"y" * 65_536)


def for_ever_continued(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def a_bomb(connection: socket.socket) -> None:
    length = b"Content-Length: %d\r\n\r\n" % len(BOMB)
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\n" + length + BOMB)


def cut_off(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<p>")


def no_http(connection: socket.socket) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")


def in_a_loop(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")


def to_the_disk(connection: socket.socket) -> None:
    connection.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("talk", "said"),
    [
        (endless, "more than 1,048,576 bytes, too many to read"),
        (dripping, "no whole answer within 0.5 s"),
        (dripping_headers, "no whole answer within 0.5 s"),
        (silent, "no whole answer within 0.5 s"),
        (many_headers, "headers that are too large to read"),
        (large_headers, "headers that are too large to read"),
        (a_long_header, "headers that are too large to read"),
        (for_ever_continued, "no whole answer within 0.5 s"),
        (a_bomb, "unpacks to more than 1,048,576 bytes, too many to read"),
        (cut_off, "the body ends 997 bytes before its Content-Length"),
        (no_http, "what answers there does not speak HTTP"),
        (in_a_loop, "redirects in a loop by way of"),
        (to_the_disk, "answers 302 with 'file:///etc/passwd' for Location"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_hostile_host_is_left_in_time_with_one_line(
    talk: Callable[[socket.socket], None], said: str
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with nasty(talk) as address:
        began = time.monotonic()
        with pytest.raises(UsageError) as refused:
            conform(address, Limits(seconds=0.5, answer=1 << 20))
        assert time.monotonic() - began < 10
    assert str(refused.value).startswith(f"{address}: ")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_nobody_is_asked_any_more_who_does_not_answer_in_time() -> None:
    with nasty(silent) as address:
        client = Client(Limits(seconds=0.2, silences=2))
        for _ in range(2):
            with pytest.raises(Unanswered, match="no whole answer"):
                client.ask(address)
        with pytest.raises(Unanswered, match="not asked: 2 answers in a row"):
            client.ask(address)
    assert client.asked == 2


def test_no_more_is_read_than_the_limit_of_all_answers() -> None:
    def answers(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 5\r\n\r\nbread")

    with nasty(answers) as address, closing(Client(Limits(traffic=4))) as client:
        assert client.ask(address).body == b"bread"
        with pytest.raises(Unanswered, match="5 bytes were read already"):
            client.ask(address)


def test_a_connection_that_the_host_closed_is_opened_anew() -> None:
    def once(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 5\r\n\r\nbread")

    with nasty(once) as address, closing(Client()) as client:
        assert [client.ask(address).body for _ in range(3)] == [b"bread"] * 3


def test_bytes_behind_the_answer_to_a_head_are_seen() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Content-Length: 5\r\n\r\nbread")

    with nasty(talk) as address:
        reply = Client().ask(address, method="HEAD", to_the_end=True)
    assert (reply.status, reply.body, reply.surplus) == (200, b"", True)


def test_what_is_packed_twice_is_unpacked_within_the_limit() -> None:
    def talk(connection: socket.socket) -> None:
        body = gzip.compress(gzip.compress(b"bread"))
        connection.sendall(HEAD + b"Content-Encoding: gzip\r\n")
        connection.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    with nasty(talk) as address, closing(Client()) as client:
        assert unpacked(client.ask(address), 100) == b"bread"
        with pytest.raises(Unanswered, match="unpacks to more than 20 bytes"):
            unpacked(client.ask(address), 20)


def test_other_hosts_are_not_followed() -> None:
    with nasty(silent) as elsewhere:

        def talk(connection: socket.socket) -> None:
            page = b"<!doctype html><a href='%sx'>x</a><a href='/y'>y</a>" % elsewhere.encode()
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page)

        with nasty(talk) as address:
            report = conform(address, Limits(seconds=1, pages=5))
    assert report.notes == (f"walked through 2 addresses below {address}",)
    assert "no whole answer" not in str(failing(report))

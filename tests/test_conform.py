"""`sfia-graph conform`: what a host keeps of its claims, and each fault by its own check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gzip import compress
from pathlib import Path

import pytest
from faulty import Answer, Fault, Host, Request, listening, none
from invented import write_graph
from long import some
from served import served

from sfia_graph.conform import Conformance, Limits, conform

LIMITS = Limits(seconds=30, pages=40, things=4)
BASE = "https://w3id.org/sfia-graph/"
THING = "/9/skill/BREW"
DOCUMENT = f"{THING}.html"
PAGE = f"{THING}.en.html"
RDF = (".ttl", ".nt", ".jsonld", ".rdf")
LOC = f"<url><loc>{BASE}gone.html</loc></url>"
TO_VOID = "    a void:Dataset ;\n    dcterms:title"


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the invented bakers' framework."""
    return write_graph(tmp_path_factory.mktemp("bakery") / "bakery.ttl")


@pytest.fixture(scope="module")
def host(bakery: Path) -> Iterator[Host]:
    """A host that answers as the real server does, to which a fault can be given."""
    with (
        listening() as found,
        served("--store", str(bakery), "--origin", found.address.rstrip("/")) as behind,
    ):
        found.behind = behind.address
        yield found


def failing(report: Conformance) -> dict[str, str]:
    failed = (each for each in report.checked if each.finding.result == "fail")
    return {each.check.name: each.finding.line for each in failed}


def at(path: str, change: Callable[[Answer], object]) -> Fault:
    """Give the fault of what is answered at a path, however it is asked for."""

    def fault(request: Request, answer: Answer) -> None:
        if request.path == path and answer.status == 200:
            change(answer)

    return fault


def says(path: str, old: str, new: str) -> Fault:
    """Give the fault of a document that says something else."""
    return at(path, lambda answer: answer.says(old, new))


def void(text: str) -> Fault:
    """Give the fault of a VoID that says more of its dataset."""
    return says("/void.ttl", TO_VOID, f"{text} ;\n{TO_VOID}")


def header(path: str, name: str, value: str, status: int = 200) -> Fault:
    """Give the fault of a header that says something else; an empty value leaves it out."""

    def fault(request: Request, answer: Answer) -> None:
        if request.path.endswith(path) and answer.status == status and name in answer.headers:
            answer.headers[name] = value.replace("…", answer.headers[name])
            if not value:
                del answer.headers[name]

    return fault


def asked(accept: str, change: Callable[[Answer], object], path: str = THING) -> Fault:
    """Give the fault of what is answered at a thing for what is accepted."""

    def fault(request: Request, answer: Answer) -> None:
        if request.path == path and request.accept.startswith(accept):
            change(answer)

    return fault


def method(name: str, change: Callable[[Answer], object], path: str = "") -> Fault:
    """Give the fault of what is answered to a method."""

    def fault(request: Request, answer: Answer) -> None:
        if request.method == name and request.path.startswith(path):
            change(answer)

    return fault


def with_header(name: str, change: Callable[[Answer], object]) -> Fault:
    """Give the fault of what is answered to requests with a header."""

    def fault(request: Request, answer: Answer) -> None:
        if name in request.headers:
            change(answer)

    return fault


def sends(status: int, location: str = "", **headers: str) -> Callable[[Answer], None]:
    """Give the change to another status."""

    def change(answer: Answer) -> None:
        answer.status = status
        answer.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        if location:
            answer.headers["location"] = location

    return change


def body(data: bytes) -> Callable[[Answer], None]:
    def change(answer: Answer) -> None:
        answer.body = data

    return change


def about_another(request: Request, answer: Answer) -> None:
    if request.path in {THING + ending for ending in RDF}:
        answer.says("sfia-graph/9/skill/BREW", "sfia-graph/9/skill/BREWED")


def everything_is_there(request: Request, answer: Answer) -> None:
    if answer.status == 404 and "conform" in request.path:
        answer.status = 200


def not_asked_again(name: str) -> Fault:
    """Give the fault of a host that does not look at a condition."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.status == 304 and name in request.headers:
            answer.status = 200

    return fault


def packed_as_another(request: Request, answer: Answer) -> None:
    if answer.headers.get("content-encoding") == "gzip":
        answer.body = compress(b"another page")


def without_a_line(answer: Answer) -> None:
    answer.body = b"".join(answer.body.splitlines(keepends=True)[:-1])


def too_long(answer: Answer) -> None:
    answer.length, answer.body = len(answer.body), answer.body + b"and more"


def with_body(answer: Answer) -> None:
    answer.always_with_body = True


def query(how: str, part: str, change: Callable[[Answer], object]) -> Fault:
    """Give the fault of what is answered to queries with a text, by a method or for a format."""

    def fault(request: Request, answer: Answer) -> None:
        text = request.path + request.body.decode()
        if part in text and "sparql" in request.path and how in (request.method, request.accept):
            change(answer)

    return fault


def refused_with(status: int) -> Fault:
    """Give the fault of what is answered to a query that is none."""

    def fault(request: Request, answer: Answer) -> None:
        if answer.status == 400 and "SELECT" in request.path + request.body.decode():
            answer.status = status

    return fault


def alone(answer: Answer) -> None:
    """Make a page that knows no translation of itself."""
    answer.says('<link rel="alternate" hreflang="en"', "<link")
    del answer.headers["link"]


FAULTS: dict[str, tuple[set[str], Fault]] = {
    "an example is not there": (
        {"things"},
        void(f"void:exampleResource <{BASE}9/skill/GONE>"),
    ),
    "data about another thing": ({"described"}, about_another),
    "a redirect in a loop": ({"redirects"}, at("/about.en.html", sends(302, "/about.en.html"))),
    "a redirect without Location": ({"redirects"}, at("/about.en.html", sends(302))),
    "a thing redirects in a loop": (
        {"redirects"},
        asked("application/trig", sends(303, THING)),
    ),
    "invented addresses are there": ({"not-found"}, everything_is_there),
    "JSON-LD comes as Turtle": (
        {"negotiation"},
        asked("application/ld+json", sends(303, f"{THING}.ttl")),
    ),
    "an error for a format": ({"negotiation"}, asked("application/trig", sends(500))),
    "weights do not count": (
        {"weights"},
        asked("text/html;q=0.2", sends(303, f"{THING}.html")),
    ),
    "no Vary": ({"vary"}, header(THING, "vary", "Accept-Encoding", status=303)),
    "an error for what nobody has": (
        {"not-acceptable"},
        asked("application/vnd", sends(500)),
    ),
    "JSON as plain text": ({"media-types"}, header(f"{THING}.json", "content-type", "text/plain")),
    "Turtle as plain text": (
        {"media-types", "negotiation", "signposts"},
        header(f"{THING}.ttl", "content-type", "text/plain"),
    ),
    "Turtle as Latin-1": (
        {"media-types"},
        header(f"{THING}.ttl", "content-type", "text/turtle; charset=iso-8859-1"),
    ),
    "half a line of N-Triples": (
        {"syntax"},
        at(f"{THING}.nt", lambda answer: answer.adds("<https://example.org/s> <p")),
    ),
    "a broken table": ({"syntax"}, at(f"{THING}.csv", lambda answer: answer.adds("a,b\r\n"))),
    "N-Triples with a line less": ({"same-triples"}, at(f"{THING}.nt", without_a_line)),
    "HEAD with a body": ({"head"}, method("HEAD", with_body, DOCUMENT)),
    "HEAD is refused": ({"head"}, method("HEAD", sends(405), DOCUMENT)),
    "HEAD says another type": ({"head"}, method("HEAD", sends(200, content_type="text/plain"))),
    "more than its length": ({"content-length"}, at("/static/icon.svg", too_long)),
    "the ETag is not looked at": ({"entity-tags"}, not_asked_again("if-none-match")),
    "an ETag without quotes": ({"entity-tags"}, header(DOCUMENT, "etag", "abc")),
    "any ETag is a match": ({"entity-tags"}, with_header("if-none-match", sends(304))),
    "the date is not looked at": ({"last-modified"}, not_asked_again("if-modified-since")),
    "a date that is none": ({"last-modified"}, header(DOCUMENT, "last-modified", "yesterday")),
    "another page when packed": ({"content-coding"}, packed_as_another),
    "data not for all": ({"cors"}, header(".nt", "access-control-allow-origin", "")),
    "a broken Link header": ({"link-form"}, header(PAGE, "link", "…, <broken")),
    "another thing is cited": (
        {"cite-as"},
        says(
            "/9/skill/KNEA.en.html",
            f'"cite-as" href="{BASE}9/skill/KNEA"',
            f'"cite-as" href="{BASE}9"',
        ),
    ),
    "a signpost to nowhere": ({"signposts"}, header(PAGE, "link", '…, </gone>; rel="item"')),
    "the header says French": ({"language"}, header(PAGE, "content-language", "fr")),
    "a translation that does not lead back": (
        {"translations"},
        at("/index.fr.html", alone),
    ),
    "a canonical address that is not there": (
        {"canonical"},
        header(PAGE, "link", '</gone.html>; rel="canonical"'),
    ),
    "a dead link": ({"links"}, says("/", "<body>", '<body><a href="/gone">x</a>')),
    "a picture that is not there": (
        {"assets"},
        says("/", "<body>", '<body><img src="/gone.png">'),
    ),
    "a place that is not there": (
        {"fragments"},
        says(PAGE, "</main>", '<a href="/about.en.html#gone">x</a></main>'),
    ),
    "a garbled robots.txt": ({"robots"}, says("/robots.txt", "User-agent", "<html>\nUser-agent")),
    "a sitemap that robots.txt does not name": ({"robots"}, says("/robots.txt", "Sitemap", "#")),
    "a date in the sitemap that is none": (
        {"sitemap"},
        says("/sitemap.xml", "<lastmod>2", "<lastmod>x"),
    ),
    "an address in the sitemap that is not there": (
        {"sitemap-addresses"},
        at("/sitemap.xml", lambda answer: answer.says("<url>", f"{LOC}<url>", 1)),
    ),
    "a page that the sitemap lacks": (
        {"sitemap-whole"},
        says("/sitemap.xml", f"{PAGE}</loc>", "/9/skill/BREW.fr.html</loc>"),
    ),
    "a broken VoID": ({"void"}, at("/.well-known/void", lambda answer: answer.adds("<"))),
    "a dump that is not there": ({"void-dumps"}, void("void:dataDump </gone.nt>")),
    "a false number": ({"void-counts"}, void("void:triples 3")),
    "a false number of a class": (
        {"void-partitions"},
        void("void:classPartition [ void:class skos:Concept ; void:entities 3 ]"),
    ),
    "a false number of links": (
        {"void-linksets"},
        void("void:subset [ void:linkPredicate skos:exactMatch ; void:triples 999 ]"),
    ),
    "an example of another site": (
        {"void-uri-space"},
        void("void:exampleResource <https://example.net/x>"),
    ),
    "a file that is not there": (
        {"files"},
        says("/catalogue.ttl", "dcat:downloadURL <", "dcat:downloadURL </gone.nt> , <"),
    ),
    "a false size": ({"file-sizes"}, says("/catalogue.ttl", 'dcat:byteSize "', 'dcat:byteSize "9')),
    "a false checksum": (
        {"file-checksums"},
        says("/catalogue.ttl", 'spdx:checksumValue "', 'spdx:checksumValue "0'),
    ),
    "a false media type": (
        {"file-types"},
        says("/catalogue.ttl", "media-types/application/n-triples", "media-types/text/turtle"),
    ),
    "a feed without a title": ({"feed"}, says("/feed.atom", "title", "titel")),
    "no queries by POST": ({"sparql-query"}, query("POST", "deux", sends(415))),
    "results that are none": (
        {"sparql-formats"},
        query("application/sparql-results+xml", "deux", body(b"<sparql/>")),
    ),
    "an error for what is no query": ({"sparql-malformed"}, refused_with(500)),
    "updates are let through": ({"sparql-updates"}, query("POST", "DELETE", sends(204))),
    "a false size of the default graph": (
        {"sparql-default-graph"},
        says("/sparql", "void:triples ", "void:triples 9"),
    ),
    "a garbled policy": ({"policy"}, header(PAGE, "content-security-policy", "script-src <all>")),
    "a script of another host": (
        {"own-hosts"},
        says(PAGE, "</main>", '<script src="https://cdn.example.net/x.js"></script></main>'),
    ),
}


def test_the_server_keeps_all_that_it_claims(host: Host) -> None:
    host.fault = none
    report = conform(host.address, LIMITS)
    assert failing(report) == {}
    unclaimed = {e.check.name for e in report.checked if e.finding.result == "not applicable"}
    assert unclaimed == {"void-linksets", "https"}
    assert f"what begins with {BASE} is looked up at {host.address}" in report.notes


@pytest.mark.parametrize("fault", some(list(FAULTS), 6))
def test_a_fault_is_found_by_the_check_that_is_its_own(host: Host, fault: str) -> None:
    expected, host.fault = FAULTS[fault]
    found = failing(conform(host.address, LIMITS))
    assert set(found) == expected, found

"""Hostile requests and hostile data: refused in one line or shown as text, and nothing ends."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from served import Reply, Served, served

from sfia_graph.web.protocol import LARGEST_HEADERS
from sfia_graph.web.security import EVERYWHERE, POLICY

DATA = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<https://example.org/s/9> a sfia:Edition , skos:ConceptScheme ; sfia:editionNumber 9 ;
    dcterms:title "<x-evil>nine</x-evil>"@en , "\\"><x-evil>neuf</x-evil>"@fr ;
    dcterms:license <javascript:alert(1)> .
<https://example.org/s/level/5> a sfia:Level ; sfia:levelNumber 5 ;
    skos:prefLabel "<x-evil onclick=alert(2)>Level 5"@en .
<https://example.org/s/9/category/evil> a sfia:Category , skos:Concept ;
    skos:inScheme <https://example.org/s/9> ; skos:prefLabel "'><x-evil>category"@en .
<https://example.org/s/9/skill/EVIL> a sfia:Skill , skos:Concept ;
    skos:inScheme <https://example.org/s/9> ; skos:broader <https://example.org/s/9/category/evil> ;
    sfia:definedAtLevel <https://example.org/s/level/5> ;
    dcterms:identifier "EVIL" ; skos:notation "EVIL" ;
    skos:prefLabel "=cmd|' /C calc'!A0"@en , "</script><script>alert(3)</script>"@fr ;
    skos:definition "</title></textarea><x-evil>{{ 7*7 }}{% include 'base.html' %}"@en ;
    foaf:page <javascript:alert(4)> , <data:text/html,evil> ;
    skos:exactMatch <javascript:alert(5)> , <https://example.org/s//evil.org> .
<https://example.org/s//evil.org> a skos:Concept ; skos:prefLabel "elsewhere"@en .
<https://example.org/s/9/skill/CRLF> a sfia:Skill , skos:Concept ;
    skos:inScheme <https://example.org/s/9> ; skos:broader <https://example.org/s/9/category/evil> ;
    sfia:definedAtLevel <https://example.org/s/level/5> ; dcterms:identifier "<x-evil>" ;
    skos:prefLabel "a\\r\\nSet-Cookie: a=b\\r\\n\\r\\n<x-evil>\\u2028<!-- <![CDATA["@en .
"""
CLOSE = b"host: x\r\nconnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("hostile") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    with served("--store", str(path)) as found:
        yield found


def _said(server: Served, *parts: bytes) -> bytes:
    """Say bytes to a server, and give all that it answers until it closes the connection."""
    where = urlsplit(server.address)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=10) as client:
        for part in parts:
            client.sendall(part)
        answer = b""
        while more := client.recv(65_536):
            answer += more
    return answer


def _statuses(answer: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"HTTP/1\.1 (\d+) ", answer)]


def _headers(answer: bytes) -> dict[str, str]:
    lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}


def _is_safe(headers: dict[str, str]) -> bool:
    return set(EVERYWHERE) <= set(headers.items())


ADDRESSES: list[tuple[str, int]] = [
    ("/%ff", 400),
    ("/9/skill/%C3%28", 400),
    ("/?q=%ff", 400),
    ("/search?q=%C0%80", 400),
    ("/9/skill/SLMO%00", 400),
    ("/9/skill/SLMO%00.html", 400),
    ("/search?q=%00", 400),
    ("/search?%00=a", 400),
    ("/a%0d%0aSet-Cookie:%20a=b", 400),
    ("/%0d%0a%0d%0a<script>", 400),
    ("/query/skill-levels?code=a%0d%0aSet-Cookie:%20a=b", 200),
    ("/queries?a=%0d%0aSet-Cookie:%20a=b", 303),
    ("/9/skill/SLMO?a%0d%0aSet-Cookie:%20a=b", 303),
    ("/static/../app.py", 404),
    ("/static/../../pyproject.toml", 404),
    ("/static/%2e%2e/app.py", 404),
    ("/static/..%2f..%2f..%2f..%2fetc%2fpasswd", 404),
    ("/static//etc/passwd", 404),
    ("/static/%2fetc%2fpasswd", 404),
    ("/static/..%5capp.py", 404),
    ("/static/style.css/../../app.py", 404),
    ("/static/", 404),
    ("/static/style.css%20", 404),
    ("/../../etc/passwd", 404),
    ("/..%2f..%2fetc%2fpasswd.html", 404),
    ("/9/skill/../../../etc/passwd.ttl", 404),
    ("/query/../../etc/passwd", 404),
    ("/query/..%2f..%2fsfia_graph%2fcli.py", 404),
    ("/file:///etc/passwd", 404),
    ("//evil.example", 404),
    ("//evil.example/", 404),
    ("//evil.example/9/skill/SLMO", 404),
    ("//evil.example/%2e%2e", 404),
    ("/%2f%2fevil.example", 404),
    ("/\\evil.example", 404),
    ("/%5c%5cevil.example", 404),
    ("/%09//evil.example", 400),
    ("///9/skill/SLMO", 404),
    ("/.//evil.example", 404),
    ("/https://evil.example", 404),
    ("/@evil.example", 404),
    ("/9/skill/%3Cscript%3Ealert(1)%3C/script%3E", 404),
    ("/9/skill/SL%20MO", 404),
    ("/9/skill/%22", 404),
    ("/9/skill/%7B%7B7*7%7D%7D", 404),
    ("/99999999999999999999999999/skill/SLMO.html", 404),
    ("/level/99999999999999999999999999.html", 404),
    ("/" + "a/" * 2_000, 404),
    ("/" + "%C3%A9" * 1_000, 404),
    ("/" + "." * 3_000, 404),
    ("/" + "x" * 9_000, 414),
    ("/?" + "&".join(f"a{number}=" for number in range(201)), 400),
    ("/search?" + "&" * 8_000, 400),
    ("/query/skill-levels?" + "code=" * 1_000, 400),
    ("/search?q=" + "%E2%80%AE" * 200, 200),
]


@pytest.mark.parametrize(
    ("path", "status"), ADDRESSES, ids=[each[:60] + str(len(each)) for each, _ in ADDRESSES]
)
@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/json"])
def test_a_hostile_address_gets_one_plain_answer(
    server: Served, path: str, status: int, accept: str
) -> None:
    raw = _said(server, f"GET {path} HTTP/1.1\r\naccept: {accept}\r\n".encode(), CLOSE)
    assert _statuses(raw) in ([status], [303], [406]) if status == 200 else [status]
    headers, (_, _, body) = _headers(raw), raw.partition(b"\r\n\r\n")
    assert _is_safe(headers)
    assert "set-cookie" not in headers
    assert int(headers["content-length"]) == len(body)
    if "location" in headers:
        assert headers["location"].startswith("/")
        assert not headers["location"].startswith(("//", "/\\"))
    if status >= 400 and accept == "*/*":
        assert headers["content-type"] == "text/plain; charset=utf-8"
        assert (len(body.decode().splitlines()), len(body) < 9_000) == (1, True)
    if status >= 400 and accept == "application/json":
        assert json.loads(body)["status"] == status
    if accept == "text/html":
        assert b"<script>alert" not in body
        assert b"49" not in body or b"{{7*7}}" in body
    assert b"root:" not in body


def test_what_is_no_address_is_no_request(server: Served) -> None:
    for target in (b"/\xff", b"/\xc3\xa9", b"/a b", b"/a\x00b", b"/a\rb", b"a", b"", b"\\evil"):
        raw = _said(server, b"GET " + target + b" HTTP/1.1\r\n" + CLOSE)
        assert _statuses(raw) == [400], target
        assert _is_safe(_headers(raw))


ACCEPTS = [
    "a" * 10_000,
    ",".join(["text/html"] * 1_000),
    ",".join(f"text/x{number};q=0.{number}" for number in range(1_000)),
    "text/html;q=" + "0" * 5_000,
    ";" * 10_000,
    '"' * 10_000,
    'text/html;a="' + "\\" * 9_000,
    "*/*;q=2",
    "*/*;q=-1",
    "*/*;q=nan, text/html;q=1e9",
    "*/html",
    "text/html;q=0.5;q=0.9",
    "\x80\xff",
    ", , ,",
    "text/\u00e9",
]


@pytest.mark.parametrize("accept", ACCEPTS, ids=[each[:20] + str(len(each)) for each in ACCEPTS])
@pytest.mark.parametrize("path", ["/9/skill/SLMO", "/query/skill-levels", "/search?q=a", "/sparql"])
def test_an_absurd_accept_gets_an_answer(server: Served, path: str, accept: str) -> None:
    reply = server.ask(path, {"accept": accept})
    assert reply.status in {200, 303, 406}
    assert accept not in reply.text


LANGUAGES = [
    "xx",
    "xx-" + "y" * 9_000,
    ",".join(f"x{number}" for number in range(1_000)),
    "fr;q=" + "9" * 5_000,
    "*;q=0",
    "en;q=0, fr;q=0, *;q=0",
    "../../etc/passwd",
    "<script>",
    "-" * 10_000,
    "fr\xe9",
]


@pytest.mark.parametrize("tag", LANGUAGES, ids=[each[:20] + str(len(each)) for each in LANGUAGES])
def test_an_absurd_language_gets_a_page(server: Served, tag: str) -> None:
    reply = server.ask("/9/skill/SLMO.html", {"accept-language": tag})
    assert (reply.status, reply.headers["content-language"]) == (200, "en")
    assert f'lang="{tag}' not in reply.text
    assert server.ask("/search?q=slmo", {"accept-language": tag}).status == 200


def test_a_language_that_there_is_not_has_no_page(server: Served) -> None:
    for tag in ("xx", "..", "%00", "e\u0301"):
        assert server.ask(f"/9/skill/SLMO.{quote(tag, safe='%')}.html").status in {400, 404}


def test_headers_that_are_too_large_are_refused(server: Served) -> None:
    many = b"".join(b"x-%d: y\r\n" % number for number in range(8_000))
    for headers in (b"x: " + b"y" * LARGEST_HEADERS + b"\r\n", many):
        raw = _said(server, b"GET /health HTTP/1.1\r\n" + headers + CLOSE)
        assert _statuses(raw) == [431]
        assert _is_safe(_headers(raw))


@pytest.mark.parametrize("path", ["/", "/9/skill/SLMO", "/9/skill/SLMO.en.html", "/search?q=slmo"])
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_the_host_that_a_client_names_stands_nowhere(
    server: Served, path: str, accept: str
) -> None:
    asked = {
        "accept": accept,
        "host": "evil.example",
        "forwarded": "host=evil.example;proto=https",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-prefix": "/evil.example",
        "x-original-url": "/evil.example",
        "referer": "https://evil.example/",
        "origin": "https://evil.example",
    }
    reply = server.ask(path, asked)
    assert b"evil.example" not in reply.body
    assert "evil.example" not in str(reply.headers)


@pytest.mark.parametrize("path", ["/reconcile", "/openapi.json", "/sparql", "/9.ttl"])
def test_the_host_that_a_client_names_stands_in_no_document(server: Served, path: str) -> None:
    reply = server.ask(path, {"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert reply.status == 200
    assert b"evil.example" not in reply.body
    assert "evil.example" not in str(reply.headers)


def test_an_absolute_address_leads_nowhere_else(server: Served) -> None:
    raw = _said(server, b"GET http://evil.example/9/skill/SLMO HTTP/1.1\r\n", CLOSE)
    assert (_statuses(raw), _headers(raw)["location"]) == ([303], "/9/skill/SLMO.html")
    assert b"evil" not in raw


SMUGGLED = b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n"
UNCLEAR = {
    "no host": b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nhost: a\r\n" + CLOSE,
    "two lengths": b"POST /sparql HTTP/1.1\r\ncontent-length: 0\r\ncontent-length: 33\r\n" + CLOSE,
    "the same length twice": (
        b"POST /sparql HTTP/1.1\r\ncontent-length: 3\r\ncontent-length: 3\r\n" + CLOSE + b"abc"
    ),
    "a list of lengths": b"POST /sparql HTTP/1.1\r\ncontent-length: 3, 3\r\n" + CLOSE + b"abc",
    "a length below nothing": b"POST /sparql HTTP/1.1\r\ncontent-length: -1\r\n" + CLOSE,
    "a length with a sign": b"POST /sparql HTTP/1.1\r\ncontent-length: +3\r\n" + CLOSE + b"abc",
    "a length in hexadecimal": b"POST /sparql HTTP/1.1\r\ncontent-length: 0x3\r\n" + CLOSE + b"a",
    "an endless length": b"POST /sparql HTTP/1.1\r\ncontent-length: " + b"9" * 30 + b"\r\n" + CLOSE,
    "length and chunks": (
        b"POST /sparql HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n"
        + CLOSE
        + b"0\r\n\r\n"
        + SMUGGLED
    ),
    "an unknown coding": (
        b"POST /sparql HTTP/1.1\r\ntransfer-encoding: xchunked\r\n"
        + CLOSE
        + b"0\r\n\r\n"
        + SMUGGLED
    ),
    "chunks that are not last": (
        b"POST /sparql HTTP/1.1\r\ntransfer-encoding: chunked, identity\r\n" + CLOSE + b"0\r\n\r\n"
    ),
    "a space before the colon": (
        b"POST /sparql HTTP/1.1\r\ntransfer-encoding : chunked\r\n" + CLOSE + b"0\r\n\r\n"
    ),
    "a folded header": b"GET / HTTP/1.1\r\nx: a\r\n b\r\n" + CLOSE,
    "a bare line feed": b"GET / HTTP/1.1\nhost: x\nconnection: close\n\n",
    "a bare carriage return": b"GET / HTTP/1.1\r\nx: a\rhost: b\r\n" + CLOSE,
    "NUL in a header": b"GET / HTTP/1.1\r\nx: a\x00b\r\n" + CLOSE,
    "a header without a name": b"GET / HTTP/1.1\r\n: a\r\n" + CLOSE,
    "a header in UTF-8": b"GET / HTTP/1.1\r\n\xc3\xa9: a\r\n" + CLOSE,
    "a chunk that is no chunk": (
        b"POST /sparql HTTP/1.1\r\ntransfer-encoding: chunked\r\n" + CLOSE + b"zz\r\nab\r\n"
    ),
    "a chunk below nothing": (
        b"POST /sparql HTTP/1.1\r\ntransfer-encoding: chunked\r\n" + CLOSE + b"-1\r\nab\r\n"
    ),
    "an unknown method": b"FOO / HTTP/1.1\r\n" + CLOSE,
    "a small method": b"get / HTTP/1.1\r\n" + CLOSE,
    "another protocol": b"GET / FTP/1.1\r\n" + CLOSE,
    "a protocol to come": b"GET / HTTP/9.9\r\n" + CLOSE,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a proxy": b"CONNECT evil.example:443 HTTP/1.1\r\n" + CLOSE,
}


@pytest.mark.parametrize("request_", UNCLEAR.values(), ids=UNCLEAR)
def test_a_request_that_others_could_read_otherwise_is_none(
    server: Served, request_: bytes
) -> None:
    """RFC 9112, sections 3.2, 5 and 6.3: one answer, 400, and the connection ends."""
    raw = _said(server, request_)
    assert _statuses(raw) == [400]
    headers = _headers(raw)
    assert _is_safe(headers)
    assert headers["connection"] == "close"


def test_a_request_is_refused_whichever_piece_it_comes_in(server: Served) -> None:
    whole = UNCLEAR["length and chunks"]
    for at in range(1, len(whole), 7):
        assert _statuses(_said(server, whole[:at], whole[at:])) == [400]


def test_a_trailer_is_no_header(server: Served) -> None:
    """RFC 9110, section 6.5.1."""
    raw = _said(
        server,
        b"GET /query/skill-levels?code=ADMN HTTP/1.1\r\ntransfer-encoding: chunked\r\n" + CLOSE,
        b"0\r\naccept: image/png\r\n\r\n",
    )
    assert _statuses(raw) == [200]
    raw = _said(
        server,
        b"GET /query/skill-levels?code=IRMG HTTP/1.1\r\ntransfer-encoding: chunked\r\n"
        + CLOSE
        + b"0\r\naccept: image/png\r\n\r\n",
    )
    assert _statuses(raw) == [200]


def test_requests_in_a_row_are_answered_in_their_order(server: Served) -> None:
    paths = ["/health", "/9/skill/SLMO", "/nothing", "/query/skill-levels.csv", "/%ff"] * 20
    asked = [f"GET {path} HTTP/1.1\r\nhost: x\r\n\r\n".encode() for path in paths]
    asked.append(b"GET /health HTTP/1.1\r\n" + CLOSE)
    assert _statuses(_said(server, b"".join(asked))) == [200, 303, 404, 200, 400] * 20 + [200]


def test_a_body_that_nobody_wants_is_no_second_request(server: Served) -> None:
    body = b"GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n"
    length = f"content-length: {len(body)}\r\n\r\n".encode()
    raw = _said(
        server,
        b"GET /health HTTP/1.1\r\nhost: x\r\n" + length + body,
        b"GET /health HTTP/1.1\r\n" + CLOSE,
    )
    assert _statuses(raw) == [200, 200]


def test_an_upgrade_is_not_made(server: Served) -> None:
    asked = (
        b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n"
    )
    assert _statuses(_said(server, asked + b"\r\n")) == [200]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/9/skill/SLMO.en.html", {}, 200),
        ("/9/skill/SLMO.ttl", {}, 200),
        ("/9/skill/SLMO", {}, 303),
        ("/9/skill/NONE", {"accept": "text/html"}, 404),
        ("/9/skill/NONE", {}, 404),
        ("/9/skill/SLMO", {"accept": "image/png"}, 406),
        ("/static/style.css", {}, 200),
        ("/static/none.css", {}, 404),
        ("/query/skill-levels.json", {}, 200),
        ("/query/skill-levels?x=1", {}, 400),
        ("/search?q=a", {}, 200),
        ("/openapi.json", {}, 200),
        ("/reconcile", {}, 200),
        ("/sparql?query=ASK+%7B%7D", {}, 200),
        ("/sparql?query=ASK", {}, 400),
        ("/health", {}, 200),
        ("/metrics", {}, 200),
        ("/" + "x" * 9_000, {}, 414),
    ],
)
def test_every_answer_carries_what_keeps_browsers_safe(
    server: Served, path: str, headers: dict[str, str], status: int
) -> None:
    reply = server.ask(path, headers)
    assert reply.status == status
    assert _is_safe(dict(reply.headers))
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "server" not in reply.headers
    assert "set-cookie" not in reply.headers


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(each.split(" ", 1) for each in POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "*" not in POLICY


def _page(reply: Reply) -> Element:
    page: Element = html5lib.parse(reply.body, namespaceHTMLElements=False)
    return page


def _unsafe(page: Element) -> Iterator[str]:
    """Give what a page holds that must not stand in it."""
    for element in (each for each in page.iter() if isinstance(each.tag, str)):
        if element.tag == "x-evil":
            yield "an element from the data"
        if element.tag == "script" and element.get("type", "").startswith("application/"):
            json.loads(element.text or "")
        elif element.tag == "script" and not element.get("src", "").startswith("/static/"):
            yield f"a script: {element.text}"
        yield from (f"{name}={value}" for name, value in element.items() if _runs(name, value))


def _runs(name: str, value: str) -> bool:
    if name in {"href", "src", "action", "formaction"}:
        target = urlsplit(value)
        known = target.scheme in {"", "http", "https", "mailto"}
        return not known or bool(target.netloc and not target.scheme)
    return name.startswith("on") or name in {"style", "srcdoc"}


def _links(page: Element) -> list[str]:
    """Give the links to things: those to terms and stored queries are many and all alike."""
    found = [each.get("href", "").partition("#")[0] for each in page.iter("a")]
    return [each for each in found if re.match(r"/(?!ontology|query|shape).*\.html", each)]


def test_no_page_runs_what_stands_in_the_data(hostile: Served) -> None:
    """Follows the links of the site from the pages of the hostile things."""
    waiting = [
        *("/9/skill/EVIL.en.html", "/9/skill/EVIL.fr.html", "/9/skill/CRLF.en.html", "/9.fr.html"),
        *("/level/5.en.html", "/9/category/evil.en.html", "/search.html?q=%3Cx-evil%3E", "/"),
        "/query/skills-at-level.en.html?level=5",
        "/query/describe-skill.en.html?code=%3Cx-evil%3E&lang=%22%3E",
        "/query/describe-iri.en.html?iri=javascript:alert(1)",
        "/query/describe-iri.en.html?iri=https://example.org/s/9/skill/EVIL",
        "/9/compare.en.html?a=%3Cx-evil%3E&b=javascript:alert(1)",
        "/sparql.en.html?query=%3C/textarea%3E%3Cx-evil%3E",
        "/%3Cx-evil%3E",
        "/query/%3Cx-evil%3E",
        "/query/skill-levels.html?%3Cx-evil%3E=%3Cx-evil%3E",
    ]
    seen: dict[str, int] = {}
    while waiting and len(seen) < 80:
        path = waiting.pop(0)
        if path in seen:
            continue
        reply = hostile.ask(path, {"accept": "text/html"})
        seen[path] = reply.status
        assert reply.status < 500, path
        if reply.headers["content-type"].startswith("text/html"):
            page = _page(reply)
            assert list(_unsafe(page)) == [], path
            waiting += _links(page)
    assert sum(status == 200 for status in seen.values()) > 15


def test_labels_are_shown_as_they_are(hostile: Served) -> None:
    page = hostile.ask("/9/skill/EVIL.fr.html")
    heading = next(_page(page).iter("h1"))
    assert "</script><script>alert(3)</script>" in "".join(heading.itertext())
    assert "{{ 7*7 }}{% include 'base.html' %}" in "".join(_page(page).itertext())


def test_an_iri_that_runs_is_data_and_no_link(hostile: Served) -> None:
    assert b"<javascript:alert(5)>" in hostile.ask("/9/skill/EVIL.nt").body
    found = json.loads(hostile.ask("/search?q=cmd").body)
    assert [each["href"] for each in found] == ["/9/skill/EVIL.en.html"]


def test_a_thing_whose_path_would_lead_elsewhere_leads_nowhere(hostile: Served) -> None:
    reply = hostile.ask("//evil.org")
    assert (reply.status, "location" in reply.headers) == (404, False)


def test_data_break_no_header(hostile: Served) -> None:
    for path in ("/9/skill/CRLF.en.html", "/9/skill/CRLF.ttl", "/9.ttl", "/search?q=set-cookie"):
        reply = hostile.ask(path)
        assert reply.status == 200
        assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld", "json", "csv"])
def test_data_are_never_taken_for_a_page(hostile: Served, suffix: str) -> None:
    reply = hostile.ask(f"/9/skill/EVIL.{suffix}", {"accept": "text/html"})
    assert reply.status == 200
    assert "html" not in reply.headers["content-type"]
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_after_all_of_it_the_same_process_answers(server: Served, hostile: Served) -> None:
    for each in (server, hostile):
        assert each.process.poll() is None
        assert json.loads(each.ask("/health").body)["status"] == "ok"

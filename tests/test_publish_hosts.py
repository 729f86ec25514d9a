"""Real Apache and nginx over a small published site: they answer as the server does."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hosts import apache, ground, nginx
from served import Reply, Served

from sfia_graph.namespaces import BASE, SFIA
from sfia_graph.publish.hosts import hosts, w3id
from sfia_graph.publish.hosts.apache import htaccess
from sfia_graph.publish.hosts.layout import Layout
from sfia_graph.publish.hosts.netlify import MOST_HEADERS
from sfia_graph.publish.hosts.nginx import http, server
from sfia_graph.publish.names import files
from sfia_graph.resources import shipped_data
from sfia_graph.web import documents, rooms
from sfia_graph.web.caching import encode
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.negotiation import choose, choose_language
from sfia_graph.web.refusing import refusal
from sfia_graph.web.representations import MEDIA_TYPES
from sfia_graph.web.security import EVERYWHERE, POLICIES
from sfia_graph.web.site import Site, open_site

ROOT = "/sfia/"
ODD = """\
@base <https://w3id.org/sfia-graph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<odd/caf%C3%A9%20au%20lait> a skos:Concept ; skos:prefLabel "With a space"@en .
<odd/notes.ttl> a skos:Concept ; skos:prefLabel "With a suffix"@en .
<odd/a+b&c=d;e,f> a skos:Concept ; skos:prefLabel "With marks"@en .
<odd/page.html> a skos:Concept ; skos:prefLabel "With the suffix of pages"@en .
"""
THINGS = (
    *("9", "framework", "9/skill/SLMO", "9/skill/SLMO/4", "ecf/4/A.2", "ontology/Skill"),
    *("odd/café au lait", "odd/notes.ttl", "odd/a+b&c=d;e,f", "odd/page.html"),
)
PAGES = ("about", "index", "queries")
ROWS, GRAPH = "skills-at-level", "describe-iri"
QUESTIONS = (ROWS, GRAPH)
STEMS = (*THINGS, "ontology", *PAGES, *(f"query/{name}" for name in QUESTIONS))
STATIC = ("static/style.css", "static/icon.svg", "static/site.js", "favicon.ico", "robots.txt")
PICTURE = "pictures/mappings.fr.svg"
VOID = ".well-known/void"
UNTOLD = ("ontology.", "query/")
"""Documents of which names do not tell what the server says of them: some have not all forms."""

ACCEPTS = (
    None,
    "",
    "*/*",
    "text/html",
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "application/json",
    "text/csv",
    "text/*",
    "application/*",
    "image/png",
    "image/*;q=0.8, */*;q=0.1",
    "TEXT/TURTLE",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
    "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "text/turtle, */*;q=0.1",
    "text/html;q=0.5, text/turtle",
    "text/html, text/turtle;q=0.9",
    "text/html, text/turtle",
    "text/turtle, text/html",
    "text/turtle;q=0.5, application/ld+json;q=0.5",
    "application/ld+json;q=0.9, text/turtle;q=0.8, application/rdf+xml;q=0.7, */*;q=0.1",
    "application/rdf+xml, application/xml;q=0.8, text/xml;q=0.5",
    "application/rdf+xml;q=0.9, text/turtle;q=0.95, text/html;q=0.1",
    "application/json, */*",
    "application/json, text/javascript, */*; q=0.01",
    "*/*, text/turtle",
    "*/*;q=0.5, text/turtle;q=0.5",
    "text/*;q=0.5, */*;q=0.5",
    "text/*, text/html;q=0",
    "*/*, text/html;q=0",
    "*/*;q=0.1, text/html;q=0",
    "text/html;q=0, text/turtle;q=0",
    "*/*;q=0",
    "text/html;q=0",
    "text/turtle;q=0, */*",
    "text/*;q=0.3, text/html;q=0.7, text/csv;q=0.4, */*;q=0.5",
    "text/turtle;q=0.001",
    "text/turtle;q=0.000",
    "text/turtle;q=1.000, text/html;q=0.999",
    "text/turtle;q=0.12, text/html;q=0.123",
    "text/turtle;q=0.50, text/html;q=0.5",
    "text/turtle;q=1., text/html;q=0.",
    "text/turtle ; q=0.4 , text/html;q=0.3",
    "text/turtle;charset=utf-8",
    'text/turtle;charset="UTF-8";q=0.9, text/html;q=0.8',
    "text/turtle;charset=iso-8859-1",
    "text/html;level=1",
    "text/html;level=1, application/json;q=0.4",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"',
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded";q=0.9, text/html;q=0.8',
    "application/ld+json; profile=x",
    "text/turtle;q=2, text/html",
    "text/turtle;q=abc",
    "nonsense",
    "*/turtle",
    "text/html;q=0.8,",
    ",,text/csv,,",
    "text/csv;q=0.9;extension=1, text/html;q=0.8",
    "application/n-triples, application/n-quads;q=0.9, application/trig;q=0.8",
    "text/n3, text/turtle;q=0.9, application/rdf+xml;q=0.8, */*;q=0.2",
    "application/xhtml+xml",
    "application/sparql-results+json, text/html;q=0.5",
)
LANGUAGES = (
    None,
    "",
    "*",
    "en",
    "fr",
    "FR",
    "fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7",
    "en-US,en;q=0.5",
    "de",
    "de, fr;q=0.1",
    "fr;q=0.5, en;q=0.4",
    "fr;q=0.5, en",
    "fr, en",
    "en, fr",
    "fr;q=0.8, en;q=0.8",
    "fr-CA",
    "en-GB, fr, en",
    "fr;q=0",
    "en;q=0",
    "en;q=0, *",
    "en;q=0, fr;q=0",
    "fr;q=0.000, en;q=0.1",
    "*;q=0.5, fr;q=0.1",
    "french",
    "frx, fr;q=0.2",
    "en;q=nonsense, fr;q=0.1",
    "zh-Hant-TW, en-GB;q=0.3",
    "de-CH-1996, de-DE;q=0.9, en-US;q=0.2",
    "en-US, en-GB;q=0.9",
    "en;q=0, en-US;q=0.5",
    "fr-CA-x-home, en;q=0.9",
)
TAGS = ("en-GB", "en-US", "fr-CA", "de")
"""Languages of which none is the one before the hyphen, but for the last."""

Running = Callable[[Path, Path, str], AbstractContextManager[Served]]
ENGINES = {"apache": apache, "nginx": nginx}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The shipped graph and a few things with odd names, below a path of its host."""
    odd = tmp_path_factory.mktemp("odd") / "odd.ttl"
    odd.write_text(ODD, encoding="utf-8")
    return open_site([*shipped_data(), odd], root=ROOT, origin="https://skills.example.org")


@pytest.fixture(scope="module")
def tree(site: Site) -> Iterator[Path]:
    """The folder of a host, with the site in it at its root."""
    with ground() as folder:
        _publish(site, folder / ROOT.strip("/"))
        yield folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for a host of a test's own."""
    with ground() as found:
        yield found


@pytest.fixture(scope="module", params=ENGINES)
def host(
    tree: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A real host over the folder."""
    running: Running = ENGINES[request.param]
    with running(tree, tmp_path_factory.mktemp(request.param), ROOT) as found:
        yield found


def _publish(site: Site, folder: Path) -> None:
    for path in _paths(site):
        body = rooms.answer(site, Asked(path)).body
        for name in files(path, site.languages):
            _write(folder / name, body, site)
    for tag in site.languages:
        asked = Asked(f"404.{tag}.html", headers={"accept": "text/html"})
        body = refusal(site, asked, Refused(404, "nothing is at this address")).body
        for name in {f"404.{tag}.html", *(["404.html"] if tag == site.languages[0] else [])}:
            _write(folder / name, body, site)
    _write(folder / VOID, b"<> a <http://rdfs.org/ns/void#Dataset> .\n", site)
    sent = {VOID: (("Content-Type", "text/turtle; charset=utf-8"), ("Cache-Control", "no-store"))}
    for name, body in hosts(site, STEMS, sent).items():
        _write(folder / name, body, site)


def _paths(site: Site) -> Iterator[str]:
    for stem in STEMS:
        yield from (f"{stem}.{tag}.html" for tag in site.languages)
        if not stem.startswith("query/"):
            yield from (f"{stem}.{each}" for each in documents.suffixes(site, stem)[1:])
    yield from (f"query/{ROWS}.{each}" for each in ["json", "csv", "tsv", "xml", "md"])
    yield from (
        f"query/{name}.{each}" for name in QUESTIONS for each in ["ttl", "nt", "jsonld", "rdf"]
    )
    yield from (f"query/{name}.rq" for name in QUESTIONS)
    yield from (f"queries.{each}" for each in ("ttl", "nt", "jsonld", "rdf"))
    yield from (*STATIC, PICTURE)


def _write(path: Path, body: bytes, site: Site) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    moment = int(site.modified.timestamp())
    os.utime(path, (moment, moment))


def _ask(
    host: Served, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> Reply:
    """Ask for a path that is written as it is sent; the values of a header stand in one line."""
    parts = urlsplit(host.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        reply = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in reply.getheaders():
            found[name.lower()] = ", ".join(filter(None, (found.get(name.lower()), value)))
        return Reply(reply.status, found, reply.read())
    finally:
        connection.close()


def _place(path: str) -> str:
    return ROOT + quote(path, safe="/+&=;,")


def _served(site: Site, path: str, headers: Mapping[str, str] | None = None) -> Finished:
    asked = Asked(path, headers=headers or {})
    try:
        return rooms.answer(site, asked)
    except Refused as refused:
        return refusal(site, asked, refused)


def _location(reply: Reply) -> str | None:
    """Give where a redirect leads, on this host: Apache always names the host too."""
    location = reply.headers.get("location")
    return location and re.sub(r"^https?://[^/]+", "", location)


def _vary(value: str) -> set[str]:
    return {each.strip() for each in value.split(",") if each.strip()}


@pytest.mark.parametrize("accept", ACCEPTS, ids=repr)
def test_a_thing_leads_to_the_document_that_the_client_likes_best(
    site: Site, host: Served, accept: str | None
) -> None:
    headers = {} if accept is None else {"accept": accept}
    for stem in ("9/skill/SLMO", "ontology", "about"):
        expected = _served(site, stem, headers)
        reply = _ask(host, _place(stem), headers)
        assert reply.status == expected.status, stem
        assert _location(reply) == dict(expected.headers).get("Location"), stem
        assert "Accept" in _vary(reply.headers["vary"])


@pytest.mark.parametrize("accept", ACCEPTS, ids=repr)
def test_a_stored_query_leads_to_what_the_server_answers_with(
    site: Site, host: Served, accept: str | None
) -> None:
    headers = {} if accept is None else {"accept": accept}
    for name in QUESTIONS:
        stem = f"query/{name}"
        expected = _served(site, stem, headers)
        said = dict(expected.headers)
        reply = _ask(host, _place(stem), headers)
        # The server gives the answer itself, where a host leads to it.
        assert reply.status == (303 if expected.status == 200 else expected.status)
        place = said.get("Location") or said.get("Content-Location")
        if place and place.startswith(f"{ROOT}queries."):
            assert _location(reply) == place.replace(f"{ROOT}queries.", f"{ROOT}{stem}.")
        else:
            assert _location(reply) == place


@pytest.mark.parametrize("stem", [*THINGS, *PAGES])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "text/csv"])
def test_a_thing_is_found_whatever_its_name(
    site: Site, host: Served, stem: str, accept: str
) -> None:
    expected = _served(site, stem, {"accept": accept})
    reply = _ask(host, _place(stem), {"Accept": accept})
    assert reply.status == expected.status
    assert _location(reply) == dict(expected.headers).get("Location")
    if reply.status == 303:
        there = _ask(host, str(_location(reply)))
        assert there.status == 200
        assert there.headers["content-type"].startswith(accept)


@pytest.mark.parametrize("accepted", LANGUAGES, ids=repr)
def test_a_page_is_in_the_language_that_the_client_likes_best(
    site: Site, host: Served, accepted: str | None
) -> None:
    headers = {} if accepted is None else {"accept-language": accepted}
    for path in ("9/skill/SLMO.html", ""):
        expected = _served(site, path, headers)
        said = dict(expected.headers)
        reply = _ask(host, _place(path), headers)
        assert reply.status == 200
        assert reply.headers["content-language"] == said["Content-Language"]
        assert reply.headers["content-location"] == said["Content-Location"]
        assert "Accept-Language" in _vary(reply.headers["vary"])
        assert reply.body == expected.body


def test_of_two_weights_for_one_language_the_first_counts_where_the_server_takes_the_greater(
    site: Site, host: Served
) -> None:
    headers = {"accept-language": "fr-CA;q=0.3, fr;q=0.9, en;q=0.5"}
    assert dict(_served(site, "9/skill/SLMO.html", headers).headers)["Content-Language"] == "fr"
    assert _ask(host, _place("9/skill/SLMO.html"), headers).headers["content-language"] == "en"


@pytest.mark.parametrize("engine", ENGINES)
def test_any_languages_are_chosen_among(engine: str, folder: Path, tmp_path: Path) -> None:
    site = Layout(root="/", languages=TAGS, iris=(("", BASE),), specials=())
    for name, text in {
        ".htaccess": htaccess(site),
        "nginx/http.conf": http(site),
        "nginx/server.conf": server(site),
        **{f"page.{tag}.html": tag for tag in TAGS},
        "page.html": TAGS[0],
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    running: Running = ENGINES[engine]
    with running(folder, tmp_path / "work", "/") as host:
        for accepted in filter(None, LANGUAGES):
            reply = _ask(host, "/page.html", {"Accept-Language": accepted})
            assert reply.text == choose_language(accepted, TAGS), accepted
        assert _ask(host, "/page", {}).headers["location"].endswith("/page.html")
        assert _ask(host, "/", {}).status == 404


def _documents(site: Site) -> list[str]:
    return [*_paths(site), *(f"{stem}.html" for stem in STEMS)]


def test_documents_are_sent_as_the_server_sends_them(site: Site, host: Served) -> None:
    for path in _documents(site):
        expected = encode(_served(site, path), None)
        said = {name.lower(): value for name, value in expected.headers}
        reply = _ask(host, _place(path))
        assert (reply.status, reply.body) == (200, expected.body), path
        assert reply.headers["content-type"] == expected.media_type, path
        for name in ("content-language", "content-disposition", "cache-control"):
            assert reply.headers.get(name) == said.get(name), (path, name)
        vary = _vary(reply.headers.get("vary", ""))
        assert vary - {"Accept-Encoding"} == _vary(said.get("vary", "")) - {"Accept-Encoding"}, path
        at = reply.headers.get("content-location")
        if at is not None or not path.startswith(UNTOLD):
            assert at == said.get("content-location"), path


def test_links_are_those_of_the_server_as_far_as_names_tell(site: Site, host: Served) -> None:
    told = 0
    for path in _documents(site):
        reply = _ask(host, _place(path))
        links = set(filter(None, reply.headers.get("link", "").split(", ")))
        said = set(dict(_served(site, path).headers).get("Link", "").split(", "))
        assert links <= said, path
        told += bool(links)
    assert told == len(THINGS) * (len(site.languages) + len(MEDIA_TYPES))
    skill = _ask(host, _place("ontology/Skill.ttl")).headers["link"]
    assert f'<{BASE}ontology#Skill>; rel="cite-as"' in skill
    assert f'<{ROOT}ontology/Skill.html>; rel="describes"; type="text/html"' in skill


def test_pages_hold_the_signposts_for_hosts_that_send_no_links(site: Site) -> None:
    body = _served(site, "9/skill/SLMO.fr.html").body.decode()
    for link in (
        f'<link rel="cite-as" href="{BASE}9/skill/SLMO">',
        '<link rel="describedby" href="/sfia/9/skill/SLMO.ttl" type="text/turtle">',
        '<link rel="type" href="https://schema.org/DefinedTerm">',
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
        f'<link rel="collection" href="{BASE}9" type="text/html">',
    ):
        assert link in body
    assert 'rel="item"' in _served(site, "9.en.html").body.decode()
    assert 'rel="cite-as"' not in _served(site, "about.en.html").body.decode()


@pytest.mark.parametrize("path", ["9/skill/SLMO", "9/skill/SLMO.ttl", "nope", "static/site.js"])
def test_every_answer_carries_the_headers_of_the_server(host: Served, path: str) -> None:
    reply = _ask(host, _place(path))
    for name, value in EVERYWHERE:
        assert reply.headers.get(name) == value


def test_a_worker_has_the_policy_of_its_own(site: Site, tree: Path, host: Served) -> None:
    for path, policy in POLICIES.items():
        _write(tree / ROOT.strip("/") / path, b"// a worker", site)
        assert _ask(host, _place(path)).headers["content-security-policy"] == policy


def test_a_file_has_the_headers_that_its_room_gave_it(host: Served) -> None:
    said = _ask(host, _place(VOID)).headers
    assert said["content-type"] == "text/turtle; charset=utf-8"
    assert said["cache-control"] == "no-store"


@pytest.mark.parametrize("coding", ["identity", "gzip", "br, gzip"])
@pytest.mark.parametrize("path", ["9/skill/SLMO.ttl", "9/skill/SLMO.html", "static/style.css"])
def test_what_a_client_has_already_is_not_sent_again(host: Served, path: str, coding: str) -> None:
    asked = {"Accept-Encoding": coding}
    first = _ask(host, _place(path), asked)
    assert first.headers.get("content-encoding", "identity") in coding
    assert "Accept-Encoding" in _vary(first.headers["vary"])
    for condition in (
        {"If-None-Match": first.headers["etag"]},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = _ask(host, _place(path), {**asked, **condition})
        assert (again.status, again.body) == (304, b"")
    other = _ask(host, _place(path), {**asked, "If-None-Match": '"another"'})
    assert other.status == 200


def test_head_says_what_get_says(host: Served) -> None:
    for path in ("9/skill/SLMO", "9/skill/SLMO.fr.html", "nope"):
        got, head = _ask(host, _place(path)), _ask(host, _place(path), method="HEAD")
        assert (head.status, head.body) == (got.status, b"")
        for name in ("location", "content-type", "content-language", "link", "vary"):
            assert head.headers.get(name) == got.headers.get(name)


def test_other_methods_are_refused_and_scripts_may_ask_first(host: Served) -> None:
    assert _ask(host, _place("9/skill/SLMO"), method="POST").status == 405
    before = _ask(host, _place("9/skill/SLMO"), method="OPTIONS")
    assert before.status == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "Accept" in before.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path",
    [
        *("nope", "nope.html", "9/skill/SLMO.xyz", "9/skill/SLMO.en", "9/skill", "9/skill/"),
        *("9/skill/SLMO.ttl/4", "9/skill/SLMO.html/x", "9/skill/SLMO/5", "9/skill/slmo"),
        *(".htaccess", "nginx/http.conf", "_headers", "_redirects", ".sfia-graph-site"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_there_is_said_on_a_page(
    tree: Path, host: Served, path: str, language: str
) -> None:
    reply = _ask(host, _place(path), {"Accept-Language": language})
    assert reply.status in ({403, 404} if path == ".htaccess" else {404})
    if reply.status == 404:
        page = tree / ROOT.strip("/") / f"404.{language}.html"
        assert reply.body == page.read_bytes()
        assert reply.headers["content-language"] == language
        assert "Accept-Language" in _vary(reply.headers["vary"])


def test_what_cannot_be_had_as_asked_is_said_on_a_page(tree: Path, host: Served) -> None:
    asked = {"Accept": "image/png", "Accept-Language": "fr"}
    reply = _ask(host, _place("9/skill/SLMO"), asked)
    assert reply.status == 406
    assert reply.body == (tree / ROOT.strip("/") / "406.fr.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/sfia", "/sfia/"),
        ("/sfia/9/skill/SLMO/", "/sfia/9/skill/SLMO"),
        ("/sfia/9/skill/SLMO/4/", "/sfia/9/skill/SLMO/4"),
        ("/sfia/odd/caf%C3%A9%20au%20lait/", "/sfia/odd/caf%C3%A9%20au%20lait"),
    ],
)
def test_a_slash_too_many_or_too_few_is_put_right(host: Served, path: str, location: str) -> None:
    reply = _ask(host, path)
    assert (reply.status, _location(reply)) == (301, location)


def test_redirects_lead_on_behind_a_proxy_that_speaks_tls(tree: Path, tmp_path: Path) -> None:
    asked = {"X-Forwarded-Proto": "https", "Host": "skills.example.org"}
    with nginx(tree, tmp_path / "nginx", ROOT) as host:
        assert _ask(host, _place("9/skill/SLMO"), asked).headers["location"].startswith(ROOT)
    with apache(tree, tmp_path / "apache", ROOT) as host:
        found = _ask(host, _place("9/skill/SLMO"), asked).headers["location"]
        assert found == "https://skills.example.org/sfia/9/skill/SLMO.html"


def test_a_redirect_keeps_the_query(host: Served) -> None:
    reply = _ask(host, _place("9/skill/SLMO") + "?a=1&b=%C3%A9", {"Accept": "text/turtle"})
    assert _location(reply) == f"{ROOT}9/skill/SLMO.ttl?a=1&b=%C3%A9"


@pytest.mark.parametrize(
    "path",
    [
        "//example.org/%2e%2e/sfia/9/skill/SLMO",
        "//example.org/../sfia/9/skill/SLMO",
        "/sfia/9/skill/SLMO%0d%0aX-Injected:%20yes",
        "/sfia/9//skill/SLMO",
        "/sfia/9/skill/../skill/SLMO",
        "/sfia/9/skill/SLMO/%2e%2e/SLMO",
    ],
)
def test_an_address_that_is_written_oddly_leads_nowhere(host: Served, path: str) -> None:
    reply = _ask(host, path, {"Accept": "text/turtle"})
    assert reply.status in {400, 403, 404}
    assert "location" not in reply.headers
    assert "x-injected" not in reply.headers


def test_a_header_without_end_takes_no_time(host: Served) -> None:
    for accept in (
        "text/turtle;" * 600,
        "a/b;c=" + "d;" * 3_500,
        "," * 7_500,
        'x/y;z="' + "a;b,c=" * 1_200,
        "text/html;profile=" * 400,
        ";".join(["text/html", *[" "] * 3_700]),
    ):
        start = time.perf_counter()
        headers = {"Accept": accept, "Accept-Language": accept}
        assert _ask(host, _place("9/skill/SLMO"), headers).status in {303, 406}
        assert time.perf_counter() - start < 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_site_may_stand_at_the_root_of_its_host(
    engine: str, folder: Path, tmp_path: Path
) -> None:
    site = open_site(base="https://w3id.org/sfia-graph/", root="/")
    _publish_some(site, folder, ["9/skill/SLMO", "index"])
    running: Running = ENGINES[engine]
    with running(folder, tmp_path / "work", "/") as host:
        reply = _ask(host, "/9/skill/SLMO", {"Accept": "application/rdf+xml"})
        assert (reply.status, _location(reply)) == (303, "/9/skill/SLMO.rdf")
        home = _ask(host, "/", {"Accept-Language": "fr"})
        assert (home.status, home.headers["content-location"]) == (200, "/index.fr.html")
        assert _ask(host, "/nope").status == 404


def test_apache_may_read_the_rules_once(site: Site, tree: Path, tmp_path: Path) -> None:
    with apache(tree, tmp_path, ROOT, included=True) as host:
        for accept in ("text/html;q=0.5, text/turtle", "image/png"):
            expected = _served(site, "9/skill/SLMO", {"accept": accept})
            reply = _ask(host, _place("9/skill/SLMO"), {"Accept": accept})
            assert reply.status == expected.status
            assert _location(reply) == dict(expected.headers).get("Location")
        page = _ask(host, _place("9/skill/SLMO.html"), {"Accept-Language": "fr"})
        assert page.body == _served(site, "9/skill/SLMO.fr.html").body
        assert _ask(host, _place("nope")).status == 404


def _publish_some(site: Site, folder: Path, stems: list[str]) -> None:
    for stem in stems:
        for path in (
            *(f"{stem}.{tag}.html" for tag in site.languages),
            *(f"{stem}.{each}" for each in documents.suffixes(site, stem)[1:]),
        ):
            for name in files(path, site.languages):
                _write(folder / name, rooms.answer(site, Asked(path)).body, site)
    for name, body in hosts(site, stems).items():
        _write(folder / name, body, site)


def test_things_of_the_project_keep_their_iris_on_a_site_of_another_base(tmp_path: Path) -> None:
    graph = tmp_path / "own.ttl"
    shipped = next(path for path in shipped_data() if path.name == "sfia-9.ttl")
    text = shipped.read_text(encoding="utf-8").replace(BASE, "https://example.org/")
    text = text.replace("https://example.org/ontology#", SFIA)
    graph.write_text(text, encoding="utf-8")
    site = open_site(graph, base="https://example.org/")
    stems = ["shape/at-level-code", "ontology/Skill", "query/skills-at-level"]
    there = [stem for stem in stems if documents.thing(site, stem)]
    assert "shape/at-level-code" in there
    rules = hosts(site, there)[".htaccess"].decode()
    assert "sfia_iri:https://example.org/%1" in rules
    assert f"sfia_iri:{BASE}ontology#%1" in rules


def test_others_get_as_many_rules_as_they_read(site: Site) -> None:
    found = hosts(site, STEMS)
    blocks = found["_headers"].decode().split("\n\n")
    assert len(blocks) <= MOST_HEADERS
    assert blocks[0].splitlines()[0] == f"{ROOT}*"
    assert all(f"  {name}: {value}" in blocks[0] for name, value in EVERYWHERE)
    # No other rule reaches more than a folder of its own, or a single file.
    assert all(re.match(r"/sfia/[\w./-]+(/\*)?\n", each) for each in blocks[1:])
    assert found["_redirects"] == b"/sfia/ /sfia/index.fr.html 302! Language=fr\n"
    assert found[".nojekyll"] == b""


def test_the_same_site_has_the_same_rules(site: Site) -> None:
    assert hosts(site, STEMS) == hosts(site, reversed(STEMS))


def _led_by_w3id(
    site: Site, folder: Path, work: Path, negotiates: bool
) -> AbstractContextManager[Served]:
    for name, body in w3id(site, negotiates).items():
        (folder / "sfia-graph" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sfia-graph" / name).write_bytes(body)
    return apache(folder, work)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", ""),
        ("9/skill/SLMO", "9/skill/SLMO"),
        ("9/skill/SLMO.ttl", "9/skill/SLMO.ttl"),
        ("odd/caf%C3%A9%20au%20lait", "odd/caf%c3%a9%20au%20lait"),
        ("ontology", "ontology"),
        ("ontology/0.1.0", "ontology"),
    ],
)
def test_w3id_leads_to_a_site_that_negotiates(
    site: Site, folder: Path, tmp_path: Path, path: str, place: str
) -> None:
    with _led_by_w3id(site, folder, tmp_path, True) as host:
        reply = _ask(host, f"/sfia-graph/{path}", {"Accept": "text/turtle"})
    assert (reply.status, reply.headers["location"].lower()) == (
        303,
        f"https://skills.example.org/sfia/{place}".lower(),
    )


NOT_BY_W3ID = 11
"""Of how many headers in `ACCEPTS` a few lines see it otherwise than the server."""


def test_w3id_negotiates_for_a_site_that_cannot(site: Site, folder: Path, tmp_path: Path) -> None:
    otherwise = []
    at = "https://skills.example.org/sfia/9/skill/SLMO"
    with _led_by_w3id(site, folder, tmp_path, False) as host:
        for accept in ACCEPTS:
            headers = {} if accept is None else {"Accept": accept}
            reply = _ask(host, "/sfia-graph/9/skill/SLMO", headers)
            wanted = choose(accept, list(MEDIA_TYPES.values())) or "text/html"
            suffix = next(each for each, kind in MEDIA_TYPES.items() if kind == wanted)
            if reply.headers["location"] != f"{at}.{suffix}":
                otherwise.append(accept)
        document = _ask(host, "/sfia-graph/9/skill/SLMO.nt", {"Accept": "text/turtle"})
        assert document.headers["location"] == f"{at}.nt"
    assert len(otherwise) == NOT_BY_W3ID, otherwise


def test_w3id_is_for_the_default_base_and_a_host_that_has_a_name() -> None:
    assert w3id(open_site()) == {}
    named = w3id(open_site(origin="https://skills.example.org"))
    assert sorted(named) == [".htaccess", "README.md"]
    assert b"GitHub user name" in named[".htaccess"]

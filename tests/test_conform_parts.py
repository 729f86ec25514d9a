"""What `sfia-graph conform` reads on the web: pages, typed links, robots.txt, sitemaps, names."""

from __future__ import annotations

import doctest
import time
from types import ModuleType

import html5lib
import pyoxigraph as ox
import pytest

from sfia_graph.conform import addresses, link_header, place
from sfia_graph.conform.addresses import folders, whole
from sfia_graph.conform.link_header import Link, is_link_header, read_links
from sfia_graph.conform.markup import Reference, read_page, read_styles
from sfia_graph.conform.media_types import compare
from sfia_graph.conform.outcome import Finding
from sfia_graph.conform.place import Alias, Place, alias, common
from sfia_graph.conform.replies import Reply
from sfia_graph.conform.robots import read_robots
from sfia_graph.conform.statements import Malformed, Unread, comparable, parse
from sfia_graph.media import RDF_FORMATS
from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked
from sfia_graph.web.site import open_site

FORMATS = {each.name: each for each in RDF_FORMATS}
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize("module", [addresses, link_header, place], ids=lambda it: it.__name__)
def test_the_examples_in_docstrings_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("path", ["index.en.html", "9/skill/SLMO.fr.html", "9/matrix.en.html"])
def test_a_page_is_read_as_a_parser_of_html_reads_it(path: str) -> None:
    text = answer(open_site(), Asked(path)).body.decode()
    tree = html5lib.parse(text)
    page = read_page(text)
    elements = list(tree.iter())
    assert page.language == tree.get("lang")
    assert page.ids == {each.get("id") for each in elements if each.get("id")}
    followed = {e.get("href") for e in elements if e.tag in (f"{XHTML}a", f"{XHTML}area")}
    loaded = {e.get("src") for e in elements if e.tag in (f"{XHTML}script", f"{XHTML}img")}
    assert followed - {None} <= {each.target for each in page.references if not each.is_loaded}
    assert loaded - {None} <= {each.target for each in page.references if each.is_loaded}
    rels = [each.get("rel").split() for each in elements if each.tag == f"{XHTML}link"]
    assert [each.rel for each in page.links] == [rel for each in rels for rel in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a href=x>", [Reference("x")]),
        ("<A HREF='a&amp;b'>", [Reference("a&b")]),
        ('<a title=">" href = "x">', [Reference("x")]),
        ("<a href=x href=y>", [Reference("x")]),
        ("<!-- <a href=x> --><a href=y>", [Reference("y")]),
        ("<script>'<a href=x>'</script><a href=y>", [Reference("y")]),
        ("<title><a href=x></title>", []),
        ("<img src=a srcset='b 1x, c 2x'>", [Reference(each, True) for each in "abc"]),
        ("<link rel=preconnect href=x><link rel=icon href=y>", [Reference("y", True)]),
        ("<a href='x", [Reference("x")]),
        ("<a", []),
        ("< a href=x>", []),
    ],
)
def test_references_are_found_where_html_has_them(text: str, expected: list[Reference]) -> None:
    assert list(read_page(text).references) == expected


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<!--", "<a ", "<a b='", "<script>", "<a x=", "&#", "<a><b><i><p>", "<div>"),
        *("--!", "<a href=x ", "<title>", "<a\t/"),
    ],
)
def test_a_page_made_to_hold_up_a_parser_is_read_in_time(piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    began = time.monotonic()
    read_page(text)
    assert time.monotonic() - began < 20


def test_styles_load_what_they_name() -> None:
    text = "@import 'a.css'; /* url(no) */ p { src: url( \"b.woff2\" ), url(c.png) }"
    assert [each.target for each in read_styles(text)] == ["a.css", "b.woff2", "c.png"]


def test_a_link_header_is_read_as_the_standard_has_it() -> None:
    header = (
        '<a>; rel="alternate Describedby"; type="TEXT/turtle"; hreflang=fr, '
        '<b;c,d>; title="x, <y>; \\"z\\""; rel=https://example.org/Rel, <e>; rel=up; anchor="#x"'
    )
    assert read_links(header) == [
        Link("a", "alternate", "text/turtle", "fr"),
        Link("a", "describedby", "text/turtle", "fr"),
        Link("b;c,d", "https://example.org/Rel"),
    ]
    assert is_link_header(header)
    assert not is_link_header("<a>; rel=up, b")
    assert not is_link_header('<a>; rel="up')


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        *(("", True), ("find", False), ("finder", False), ("a/find", True), ("find/ok", True)),
        *(("sparql", False), ("sparql.html", True), ("q/x.html?y=1", False), ("q/x.html", True)),
        *(("x/y.pdf", False), ("x/y.pdf?z", True)),
    ],
)
def test_robots_txt_is_kept_to(path: str, allowed: bool) -> None:
    robots = read_robots(
        "User-agent: other\nDisallow: /\n\n"
        "User-agent: *\nDisallow: /find # all of it\nAllow: /find/ok\nDisallow: /sparql$\n"
        "Disallow: /q/*?\nDisallow: /*.pdf$\nDisallow:\nSitemap: https://example.org/s.xml\n"
    )
    assert robots.allows(f"https://example.org/{path}") is allowed
    assert robots.sitemaps == ("https://example.org/s.xml",)
    assert robots.unread == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://EXAMPLE.org:443/a#b", "https://example.org/a"),
        ("https://example.org/été", "https://example.org/%C3%A9t%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        *((each, None) for each in ("javascript:x", "mailto:a@b", "ftp://x/", "http://", "x")),
        *((each, None) for each in ("http://a b/", "http://x:y/", "http://[/", "data:,x")),
    ],
)
def test_an_address_is_made_whole(address: str, expected: str | None) -> None:
    assert whole(address) == expected


def test_folders_lead_up_to_the_host() -> None:
    assert list(folders("http://h/a/b/c.html")) == ["http://h/a/b/", "http://h/a/", "http://h/"]


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        (
            "http://h/s/9/x.en.html",
            "https://w3id.org/p/9/x",
            ("https://w3id.org/p/", "http://h/s/"),
        ),
        ("http://h/s/9/x/", "https://w3id.org/p/9/x", ("https://w3id.org/p/", "http://h/s/")),
        ("http://h/s/x.html", "https://w3id.org/s/x", ("https://w3id.org/s/", "http://h/s/")),
        ("http://h/s/A.2.html", "https://o.org/A.2", ("https://o.org/", "http://h/s/")),
        ("http://h/s/x.html", "https://w3id.org/p/y", None),
        ("http://h/s/x.html", "http://h/p/x", None),
        ("http://h/t/x.html", "https://w3id.org/p/x", None),
    ],
)
def test_a_name_elsewhere_is_told_by_its_end(
    address: str, name: str, expected: tuple[str, str] | None
) -> None:
    found = alias("http://h/s/", address, name)
    assert found == (expected and Alias(*expected))


def test_the_name_that_most_pages_agree_on_counts() -> None:
    pairs = [(f"http://h/{n}.html", f"https://o.org/p/{n}") for n in "abc"]
    pairs.append(("http://h/z/a.html", "https://o.org/q/a"))
    assert common("http://h/", pairs) == [Alias("https://o.org/p/", "http://h/")]


def test_the_longest_name_is_looked_at_first() -> None:
    known = Place("http://h/", frozenset({"h"})).known_as(
        [Alias("https://o.org/", "http://h/"), Alias("https://o.org/p/", "http://h/q/")]
    )
    assert known.address("https://o.org/p/x#y") == "http://h/q/x"
    assert known.address("https://o.org/x") == "http://h/x"
    assert known.address("https://other.org/x") is None


@pytest.mark.parametrize(
    ("sent", "expected", "is_claim", "is_true"),
    [
        ("text/turtle; charset=utf-8", "text/turtle", True, True),
        ("application/octet-stream", "text/turtle", False, True),
        ("application/xml", "application/rdf+xml", False, True),
        ("text/plain", "text/turtle", True, False),
        ("text/html", "application/xhtml+xml", True, True),
    ],
)
def test_a_guess_of_a_host_is_no_claim(
    sent: str, expected: str, is_claim: bool, is_true: bool
) -> None:
    found = compare(Reply("http://h/", 200, {"content-type": sent}), expected)
    assert (found.is_claim, found.is_true) == (is_claim, is_true)


def test_blank_nodes_are_told_apart_by_what_is_said_of_them() -> None:
    texts = (
        "_:a <urn:p> _:b . _:b <urn:p> _:c . _:c <urn:p> _:a .",
        "_:x <urn:p> _:y . _:z <urn:p> _:x . _:y <urn:p> _:z .",
        "_:x <urn:p> _:y . _:y <urn:p> _:x . _:z <urn:p> _:z .",
    )
    parsed = [parse(each.encode(), FORMATS["turtle"], "urn:x", 30) for each in texts]
    found = [comparable(each, 30) for each in parsed]
    assert found[0] == found[1]
    assert found[0] != found[2]


@pytest.mark.parametrize(
    ("name", "data", "error", "said"),
    [
        ("turtle", b"<urn:s> <urn:p>", Malformed, "."),
        ("turtle", b"(" * 5_000, Unread, "brackets"),
        ("rdfxml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", Unread, "DOCTYPE"),
        (
            "rdfxml",
            b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
            Malformed,
            "element",
        ),
        ("jsonld", b'{"@context": "https://example.org/c"}', Unread, "would have to be fetched"),
        ("jsonld", b"[" * 100_000, Malformed, "."),
    ],
)
def test_what_does_not_parse_is_told_from_what_is_not_read(
    name: str, data: bytes, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        parse(data, FORMATS[name], "http://h/x", 30)


def test_relative_iris_are_relative_to_the_document() -> None:
    (found,) = parse(b"<#a> <urn:p> <b> .", FORMATS["turtle"], "http://h/x/y", 30)
    assert found.subject == ox.NamedNode("http://h/x/y#a")
    assert found.object == ox.NamedNode("http://h/x/b")


def test_what_a_host_says_cannot_write_to_the_terminal() -> None:
    finding = Finding("fail", "a\x1b[2J\r\nb\u202ec" + "x" * 1_000, cases=("\x07",))
    assert finding.found.startswith("a\ufffd[2J\ufffd\ufffdb\ufffdcx")
    assert len(finding.found) == 601
    assert finding.cases == ("\ufffd",)

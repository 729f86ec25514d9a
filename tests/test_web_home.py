"""The ways in: home, A to Z, categories, search results, about."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

import html5lib
import pytest

from sfia_graph.results import Rows
from sfia_graph.web import rooms
from sfia_graph.web.assets import asset, robots
from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.finding import folded
from sfia_graph.web.pages.a_z import OTHER, Entry, letters
from sfia_graph.web.pages.categories import categories
from sfia_graph.web.pages.rungs import Range
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site, open_site

STEMS = ("index", "about", "search", "9/a-z", "8/a-z", "7/a-z", "9/category/service-management")


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _page(site: Site, path: str, **parameters: str) -> str:
    given = {name: (value,) for name, value in parameters.items()}
    return answer(site, Asked(path, given)).body.decode("utf-8")


def _links(html: str, pattern: str) -> list[str]:
    return [each for each in re.findall(r'href="([^"]*)"', html) if re.fullmatch(pattern, each)]


def _count(site: Site, query: str) -> int:
    rows = site.store.sparql(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {query} }}")
    assert isinstance(rows, Rows)
    return int(str(next(iter(rows))["n"]))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("stem", STEMS)
def test_a_page_is_good_html_in_its_language(site: Site, stem: str, language: str) -> None:
    html = _page(site, f"{stem}.{language}.html")
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(html)
    assert parser.errors == []
    assert next(tree.iter("{http://www.w3.org/1999/xhtml}html")).get("lang") == language
    assert html.count("<h1") == 1
    assert len(re.findall(r"<title>[^<]+</title>", html)) == 1


@pytest.mark.parametrize("stem", [pytest.param(STEMS[0], marks=pytest.mark.long), *STEMS[1:]])
def test_every_link_of_a_page_leads_somewhere(site: Site, stem: str) -> None:
    html = _page(site, f"{stem}.en.html")
    elsewhere = r"/(search|query)\b.*"
    for link in {unescape(each) for each in _links(html, r"/[^/].*")}:
        if not re.fullmatch(elsewhere, link):
            path = link.removeprefix("/").partition("#")[0].partition("?")[0]
            assert rooms.answer(site, Asked(path)).status in {200, 303}, link


def test_home_shows_every_category_and_skill_of_the_newest_edition_once(site: Site) -> None:
    html = _page(site, "index.en.html")
    edition = f"<{site.mint.edition(9)}>"
    assert _count(site, f"?x a sfia:Skill ; skos:inScheme {edition}") == 147
    assert len(_links(html, r"/9/skill/[A-Z]{4}\.en\.html")) == 147
    assert len(set(_links(html, r"/9/skill/[A-Z]{4}\.en\.html"))) == 147
    for kind, count in (("Category", 6), ("Subcategory", 22)):
        assert _count(site, f"?x a sfia:{kind} ; skos:inScheme {edition}") == count
    assert len(_links(html, r"/9/category/[a-z-]+\.en\.html")) == 6 + 22
    assert "<h1>SFIA 9: 147 skills at seven levels</h1>" in html


def test_home_shows_the_levels_with_their_counts(site: Site) -> None:
    html = _page(site, "index.en.html")
    shown = re.findall(r"<b>(\d)</b>.*?<small>(\d+) skills</small>", html)
    rows = site.ask("level-histogram", edition=9)
    assert isinstance(rows, Rows)
    assert shown == [(str(row["level"]), str(row["skills"])) for row in rows]


def test_home_says_what_it_is_to_search_engines(site: Site) -> None:
    html = _page(site, "index.fr.html")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    terms = json.loads(found[1])
    assert (terms["@type"], terms["inLanguage"]) == ("WebSite", "fr")
    assert terms["potentialAction"]["target"]["urlTemplate"] == (
        "/search.fr.html?q={search_term_string}"
    )


def test_home_counts_the_skills_that_it_has_of_each_edition(site: Site) -> None:
    shown = re.findall(r">SFIA (\d): (\d+ skills?)</a>", _page(site, "index.en.html"))
    assert shown == [("9", "147 skills"), ("8", "121 skills"), ("7", "1 skill")]


def test_every_question_that_home_begins_with_is_there(site: Site) -> None:
    html = _page(site, "index.en.html")
    for name in ("skills-at-level", "level-histogram", "resolve-name", "role-in-sfia"):
        assert name in site.queries
        assert f'href="/query/{name}.en.html"' in html


def test_the_root_is_the_home_page_in_the_language_of_the_client(site: Site) -> None:
    found = answer(site, Asked("", headers={"accept-language": "fr-CA"}))
    assert found.body == answer(site, Asked("index.fr.html")).body


def test_a_to_z_lists_each_skill_once_in_order(site: Site) -> None:
    html = _page(site, "9/a-z.en.html")
    names = re.findall(
        r'<li><a href="/9/skill/([A-Z]{4})\.en\.html"><span[^>]*>([^<]+)</span>', html
    )
    assert len({code for code, _ in names}) == len(names) == 147
    assert all(folded(one[1]) <= folded(other[1]) for one, other in pairwise(names))
    assert "Acceptance testing</span> <small>in SFIA 8</small>" in html
    assert "147 skills by name. 11 former names" in html


def test_a_to_z_shows_the_french_name_where_there_is_one(site: Site) -> None:
    html = _page(site, "7/a-z.fr.html")
    assert '<h2 id="G">G</h2>' in html
    assert "Gestion des niveaux de service" in html


def test_a_to_z_says_once_that_all_names_are_in_another_language(site: Site) -> None:
    french = _page(site, "9/a-z.fr.html")
    assert "Les noms sont donnés ici en anglais britannique" in french
    assert '<abbr class="fallback"' not in french
    assert french.count('<span lang="en-GB">') >= 147
    assert "The names are given" not in _page(site, "9/a-z.en.html")
    assert "The names are given in French" in _page(site, "7/a-z.en.html")


def test_accents_and_ligatures_do_not_count_in_the_order() -> None:
    texts = ("Œuvre", "zone", "École", "eau", "Zèle", "3D", "λόγος", "à part")
    entries = [Entry(Text(each, "fr"), Range("urn:x", each, Text(each), ())) for each in texts]
    found = [
        (each.letter, [str(entry.name) for entry in each.entries]) for each in letters(entries)
    ]
    assert found == [
        (OTHER, ["3D"]),
        ("A", ["à part"]),
        ("E", ["eau", "École"]),
        ("O", ["Œuvre"]),
        ("Z", ["Zèle", "zone"]),
        ("Λ", ["λόγος"]),
    ]


def test_a_category_shows_its_parts_and_skills_in_the_editions_order(site: Site) -> None:
    found = categories(Texts(site, "en"), site.mint.edition(9))
    assert [(str(each.name), len(each.all_skills)) for each in found] == [
        ("Strategy and architecture", 31),
        ("Change and transformation", 16),
        ("Development and implementation", 41),
        ("Delivery and operation", 31),
        ("People and skills", 13),
        ("Relationships and engagement", 15),
    ]
    html = _page(site, "9/category/delivery-and-operation.en.html")
    assert "31 skills. 4 subcategories." in html
    assert len(set(_links(html, r"/9/skill/[A-Z]{4}\.en\.html"))) == 31
    assert 'rel="prev" href="/9/category/development-and-implementation.en.html"' in html
    assert 'rel="next" href="/9/category/people-and-skills.en.html"' in html


def test_a_category_is_a_set_of_terms_to_search_engines(site: Site) -> None:
    html = _page(site, "9/category/service-management.en.html")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    terms = json.loads(found[1])
    assert terms["@type"] == "DefinedTermSet"
    assert "SLMO" in {each["termCode"] for each in terms["hasDefinedTerm"]}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("SLMO", "/9/skill/SLMO.en.html"),
        ("service level", "/9/skill/SLMO.en.html"),
        ("niveaux de service", "/9/skill/SLMO.en.html"),
        ("acceptance testing", "/9/skill/BPTS.en.html"),
        ("  SeRvIcE   LeVeL man ", "/9/skill/SLMO.en.html"),
        ("C.4", "/ecf/4/C.4.en.html"),
    ],
)
def test_the_best_find_comes_first(site: Site, words: str, first: str) -> None:
    html = _page(site, "search.en.html", q=words)
    results = html.partition('<ul class="results">')[2]
    assert _links(results, r"/.*")[0] == first


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("servce managment", "service management"),
        ("SLM0", "slmo"),
        ("gestion des niveaux de servise", "gestion des niveaux de service"),
    ],
)
def test_words_that_are_misspelt_lead_to_those_that_find(site: Site, words: str, near: str) -> None:
    html = _page(site, "search.en.html", q=words)
    link = re.search(r'Did you mean: <a href="/([^"?]*)\?q=([^"]*)">([^<]*)</a>', html)
    assert link
    assert link[3] == near
    assert '<ul class="results">' in _page(site, link[1], q=unquote(link[2]))


def test_a_former_name_is_said(site: Site) -> None:
    html = _page(site, "search.en.html", q="acceptance testing")
    assert "once called “Acceptance testing”" in html


@pytest.mark.parametrize("words", ["", "   ", "zzzz qqqq"])
def test_what_finds_nothing_says_so(site: Site, words: str) -> None:
    html = _page(site, "search.en.html", q=words)
    assert '<ul class="results">' not in html
    assert ("Nothing found for" in html) == bool(words.strip())


@pytest.mark.parametrize(
    "words",
    [
        '"><script>alert(1)</script>',
        "a\r\nSet-Cookie: b",
        "x" * 5_000,
        "%00",
        "{{7*7}}",
        "\0a\x07\ufdd0",
    ],
)
def test_hostile_words_are_words(site: Site, words: str) -> None:
    html = _page(site, "search.en.html", q=words)
    assert "<script>alert" not in html
    assert "49" not in re.findall(r"<h1>([^<]*)</h1>", html)[0]
    parser = html5lib.HTMLParser()
    parser.parse(html)
    assert parser.errors == []


@pytest.mark.parametrize("stem", ["6/a-z", "9/A-Z", "9/category/none", "category/x", "index/x"])
def test_what_is_not_there_is_404(site: Site, stem: str) -> None:
    with pytest.raises(Refused) as caught:
        answer(site, Asked(f"{stem}.en.html"))
    assert caught.value.status == 404


def test_about_says_whose_words_these_are(site: Site) -> None:
    for language, words in (("en", "belong to the SFIA Foundation"), ("fr", "appartiennent à")):
        assert words in _page(site, f"about.{language}.html")


def test_crawlers_are_told_what_has_no_end(site: Site) -> None:
    lines = robots(site, Asked("robots.txt")).body.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /sparql$", "Disallow: /sparql?", "Disallow: /query/*?"} <= set(lines)


def test_browsers_that_know_no_svg_get_an_icon(site: Site) -> None:
    found = asset(site, Asked("favicon.ico"))
    assert found.media_type == "image/vnd.microsoft.icon"
    kind, width, start = found.body[:4], found.body[6], int.from_bytes(found.body[18:22], "little")
    assert (kind, width) == (b"\0\0\1\0", 32)
    assert found.body[start:].startswith(b"\x89PNG")

"""Sitemap, feed and Markdown: what tells crawlers, feed readers and language models of the site."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import feedparser
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sfia_graph.namespaces import BASE
from sfia_graph.resources import DATA
from sfia_graph.web import assets, documents
from sfia_graph.web.catalogue import ROUTES, feed, llms, sitemap, skills
from sfia_graph.web.catalogue.markdown import plain
from sfia_graph.web.catalogue.news import Build
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.guides import guides
from sfia_graph.web.site import Site, open_site

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
A = "{http://www.w3.org/2005/Atom}"
MOMENT = datetime(2027, 3, 1, 12, 30, tzinfo=UTC)

EVIL = "1. *Baking* [x](http://evil) <script>alert('&amp;')</script> `c` # | ~ \\_"
HOSTILE = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX sfia: <{BASE}ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX x: <https://example.org/x/>
PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#>
<https://example.org/x/graph/all> {{
  <https://example.org/x/graph/all> a void:Dataset ; dcterms:title "<All>"@en .
  x:1 a sfia:Edition ; sfia:editionNumber 1 ; dcterms:title "Kitchens 1"@en .
  x:2 a sfia:Edition ; sfia:editionNumber 2 ; dcterms:title "Kitchens 2"@en ; xkos:follows x:1 ;
    sfia:notObservedNote "# Nobody here"@en .
  <https://example.org/x/level/1> a sfia:Level ; sfia:levelNumber 1 .
  <https://example.org/x/level/2> a sfia:Level ; sfia:levelNumber 2 .
  <https://example.org/x/1/skill/EVIL> a sfia:Skill ; dcterms:identifier "EVIL" ;
    skos:inScheme x:1 ; sfia:definedAtLevel <https://example.org/x/level/1> ;
    skos:prefLabel "Old & <bad>"@en .
  <https://example.org/x/2/skill/EVIL> a sfia:Skill ; dcterms:identifier "EVIL" ;
    skos:inScheme x:2 ; sfia:definedAtLevel <https://example.org/x/level/2> ;
    skos:prefLabel "NAME"@en ;
    skos:definition "+ A heading:\\n\\n- first\\n2. second"@en .
  <https://example.org/x/2/skill/EVIL/2> skos:definition "    Four spaces\\n\\n---"@en .
}}
"""


def _get(site: Site, path: str) -> Finished:
    for template, answer in ROUTES:
        pattern = re.escape(template).replace(r"\{edition:int\}", r"\d+")
        pattern = pattern.replace(r"\{code\}", "[^/]+").replace(r"\{language\}", "[^/]+")
        if re.fullmatch(pattern, path):
            return answer(site, Asked(path))
    raise AssertionError(path)


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def elsewhere() -> Site:
    """One skill's graph, under a path of another host."""
    return open_site([DATA / "sfia-7.ttl"], root="/sfia/", origin="https://skills.example.org")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A graph whose texts look like markup."""
    path = tmp_path_factory.mktemp("hostile") / "data.trig"
    name = EVIL.replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(HOSTILE.replace("NAME", name), encoding="utf-8")
    return open_site([path], base="https://example.org/x/")


def _addresses(body: bytes) -> list[str]:
    return [each.text or "" for each in ET.fromstring(body).iter(f"{S}loc")]


def test_the_sitemap_has_each_page_in_each_language(site: Site) -> None:
    found = _addresses(_get(site, "sitemap.xml").body)
    assert len(found) == len(set(found))
    assert {f"{BASE}9/skill/SLMO.en.html", f"{BASE}9/skill/SLMO.fr.html"} <= set(found)
    assert {f"{BASE}index.fr.html", f"{BASE}9/matrix.en.html", f"{BASE}ontology.en.html"} <= set(
        found
    )
    assert all(each.startswith(BASE) and each.endswith(".html") for each in found)
    assert not [each for each in found if each.startswith(f"{BASE}search.")]


def test_a_page_of_the_sitemap_is_the_canonical_one(site: Site) -> None:
    for path in ("9/skill/SLMO.fr.html", "index.en.html", "9/matrix.en.html"):
        assert path in set(sitemap.page_paths(site))
        page = documents.answer(site, Asked(path))
        assert f'<{site.place(path)}>; rel="canonical"' in dict(page.headers)["Link"]


def test_a_page_of_the_sitemap_stands_beside_its_translations(site: Site) -> None:
    files = sitemap.sitemap(site, ["9.en.html", "9.fr.html", "8.en.html"], {})
    entries = {each.findtext(f"{S}loc"): each for each in ET.fromstring(files["sitemap.xml"])}
    both = [("en", f"{BASE}9.en.html"), ("fr", f"{BASE}9.fr.html")]
    expected = {both[0][1]: both, both[1][1]: both, f"{BASE}8.en.html": []}
    assert expected == {
        name: [(it.attrib["hreflang"], it.attrib["href"]) for it in entry.iter(f"{X}link")]
        for name, entry in entries.items()
    }


def test_the_sitemap_says_when_a_page_changed(site: Site) -> None:
    files = sitemap.sitemap(site, ["8.en.html", "9.en.html"], {"9.en.html": MOMENT})
    found = [each.text for each in ET.fromstring(files["sitemap.xml"]).iter(f"{S}lastmod")]
    assert found == [site.modified.isoformat(), "2027-03-01T12:30:00+00:00"]


def test_addresses_in_the_sitemap_are_whole_and_escaped(elsewhere: Site) -> None:
    paths = [
        "caf\u00e9 & co.en.html",
        "100%.en.html",
        f"{'x' * 2_000}.en.html",
        f"{'y' * 2100}.html",
    ]
    found = _addresses(sitemap.sitemap(elsewhere, paths, {})["sitemap.xml"])
    at = "https://skills.example.org/sfia/"
    assert found == [
        f"{at}100%25.en.html",
        f"{at}caf%C3%A9%20&%20co.en.html",
        f"{at}{'x' * 2_000}.en.html",
    ]


@pytest.mark.parametrize(
    ("paths", "sizes"),
    [
        pytest.param([f"{n}.html" for n in range(50_001)], [50_000, 1], id="many"),
        pytest.param([f"{'x' * 1900}{n:06}.html" for n in range(30_000)], None, id="large"),
    ],
)
def test_a_sitemap_that_is_too_much_for_a_file_has_an_index(
    elsewhere: Site, paths: list[str], sizes: list[int] | None
) -> None:
    files = sitemap.sitemap(elsewhere, paths, {paths[0]: MOMENT})
    index = ET.fromstring(files.pop("sitemap.xml"))
    assert index.tag == f"{S}sitemapindex"
    at = "https://skills.example.org/sfia/"
    assert [each.findtext(f"{S}loc") for each in index] == [f"{at}{name}" for name in files]
    assert index[0].findtext(f"{S}lastmod") == MOMENT.isoformat()
    assert list(files) == [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    assert all(len(body) <= 50 * 1024 * 1024 for body in files.values())
    counted = [len(_addresses(body)) for body in files.values()]
    assert len(counted) > 1
    assert sum(counted) == len(paths)
    assert sizes in (None, counted)


def test_a_sitemap_that_is_not_there_is_refused(elsewhere: Site) -> None:
    with pytest.raises(Refused) as caught:
        sitemap.answer(elsewhere, Asked("sitemap-2.xml"))
    assert caught.value.status == 404


def test_robots_are_shown_the_sitemap(elsewhere: Site) -> None:
    lines = assets.robots(elsewhere, Asked("robots.txt")).body.decode().splitlines()
    assert "Sitemap: https://skills.example.org/sfia/sitemap.xml" in lines


def _read(body: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(body)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_the_feed_has_what_atom_asks_for(site: Site) -> None:
    for language in site.languages:
        root = ET.fromstring(feed.feed(site, (), language))
        for each in (root, *root.iter(f"{A}entry")):
            for name in ("id", "title", "updated"):
                assert len(each.findall(f"{A}{name}")) == 1
                assert each.findtext(f"{A}{name}")
            assert datetime.fromisoformat(each.findtext(f"{A}updated") or "").tzinfo
            (page,) = each.findall(f"{A}link[@rel='alternate']")
            assert page.attrib["href"].endswith(f".{language}.html")
        assert root.findtext(f"{A}author/{A}name") == "sfia-graph"
        assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
        ids = [each.text for each in root.iter(f"{A}id")]
        assert len(ids) == len(set(ids))


def test_the_feed_says_where_it_is_and_where_it_is_in_other_languages(site: Site) -> None:
    links = _read(feed.feed(site)).feed.links
    assert [each.href for each in links if each.rel == "self"] == [f"{BASE}feed.atom"]
    assert [each.href for each in links if each.rel == "related"] == [f"{BASE}feed.fr.atom"]
    assert list(feed.feeds(site)) == list(feed.paths(site)) == ["feed.atom", "feed.fr.atom"]
    french = _read(_get(site, "feed.fr.atom").body)
    assert french.feed.language == "fr"
    assert french.feed.title == "SFIA en donn\u00e9es li\u00e9es, les nouveaut\u00e9s"


def test_the_feed_tells_what_an_edition_changed(site: Site) -> None:
    found = _read(feed.feed(site)).entries
    named = {each.id.rpartition("#")[2]: each for each in found}
    counts = {name: int(each.title.rpartition(": ")[2]) for name, each in named.items()}
    assert counts == {
        "9-new": 26,
        "9-renamed": 11,
        "9-moved": 14,
        "9-level-added": 53,
        "9-level-removed": 2,
    }
    content = named["9-level-removed"].content[0].value
    assert re.findall(r"\((\w{4})\)\. Levels removed: ([\d, ]+)\.", content) == [
        ("DATS", "7"),
        ("MKTG", "2, 3"),
    ]
    assert f'href="{BASE}9/skill/DATS.en.html"' in content


def test_the_feed_tells_of_each_build_that_made_a_difference(site: Site) -> None:
    builds = (
        Build(MOMENT - timedelta(days=2), added=("9/skill/SLMO",)),
        Build(MOMENT, changed=("9/matrix", "9"), removed=("9/skill/GONE",)),
        Build(MOMENT - timedelta(days=1)),
    )
    found = _read(feed.feed(site, builds))
    assert found.feed.updated == MOMENT.isoformat()
    newest, oldest = found.entries[:2]
    assert newest.id == f"{BASE}feed.atom#build-20270301T123000Z"
    assert newest.title == "The data of 2027-03-01. New: 0, different: 2, gone: 1"
    assert "SFIA 9 (9)</a>" in newest.content[0].value
    assert "<li>9/skill/GONE</li>" in newest.content[0].value
    assert oldest.updated == "2027-02-27T12:30:00+00:00"
    assert "Service level management (9/skill/SLMO)" in oldest.content[0].value
    assert not [each for each in found.entries if "20270228" in each.id]


def test_a_build_of_very_many_changes_names_some_and_counts_the_rest(site: Site) -> None:
    stems = tuple(f"9/skill/X{number:04}" for number in range(1_200))
    entry = _read(feed.feed(site, [Build(MOMENT, removed=stems)])).entries[0]
    assert entry.content[0].value.count("<li>") == 101
    assert "and 1100 more" in entry.content[0].value


def test_an_entry_keeps_its_identifier_on_another_host(site: Site) -> None:
    moved = open_site(root="/sfia/", origin="https://skills.example.org")
    build = [Build(MOMENT, added=("9",))]
    here, there = (_read(feed.feed(each, build)) for each in (site, moved))
    assert [each.id for each in here.entries] == [each.id for each in there.entries]
    assert here.feed.id == there.feed.id
    assert there.entries[0].link == "https://skills.example.org/sfia/index.en.html"


def test_names_in_the_feed_are_text(hostile: Site) -> None:
    (renamed,) = (it for it in _read(feed.feed(hostile)).entries if it.id.endswith("2-renamed"))
    root = ET.fromstring(feed.feed(hostile))
    texts = ["".join(each.itertext()) for each in root.iter(f"{X}li")]
    assert f"{EVIL} (EVIL). New name; it was \u201cOld & <bad>\u201d." in texts
    assert "<script" not in renamed.content[0].value


def test_the_feed_is_xml_whatever_a_thing_is_called(hostile: Site) -> None:
    root = ET.fromstring(feed.feed(hostile, [Build(MOMENT, removed=("x\x07<y>\ufffe",))]))
    assert "x<y>" in [each.text for each in root.iter(f"{X}li")]


def test_the_feed_of_an_edition_that_follows_none_has_no_entries(elsewhere: Site) -> None:
    assert _read(_get(elsewhere, "feed.atom").body).entries == []


def _tokens(body: bytes) -> list[Token]:
    return MarkdownIt("commonmark").parse(body.decode())


def _text(token: Token) -> str:
    return "".join(each.content for each in token.children or ())


def _texts(body: bytes) -> list[str]:
    """Give the paragraphs, headings and items as a reader sees them."""
    return [_text(each) for each in _tokens(body) if each.type == "inline"]


def _headings(body: bytes) -> list[tuple[str, str]]:
    tokens = _tokens(body)
    pairs = pairwise(tokens)
    return [(first.tag, _text(second)) for first, second in pairs if first.type == "heading_open"]


def _links(body: bytes) -> list[str]:
    children = (each for token in _tokens(body) for each in token.children or ())
    return [str(each.attrs["href"]) for each in children if each.type == "link_open"]


def test_a_skill_in_markdown_says_what_its_page_says(site: Site) -> None:
    found = _get(site, "9/skill/SLMO.md")
    assert found.media_type == "text/markdown; charset=utf-8"
    assert _headings(found.body)[:10] == [
        ("h1", "Service level management (SLMO), SFIA 9"),
        ("h2", "What it is"),
        ("h2", "Level by level"),
        ("h3", "Level 1, Follow"),
        ("h3", "Level 2, Assist"),
        ("h3", "Level 3, Apply"),
        ("h3", "Level 4, Enable"),
        ("h3", "Level 5, Ensure, advise"),
        ("h3", "Level 6, Initiate, influence"),
        ("h3", "Level 7, Set strategy, inspire, mobilise"),
    ]
    texts = _texts(found.body)
    assert "Levels: 2, 3, 4, 5, 6, 7" in texts
    assert "SFIA does not observe this skill here; it begins at a higher level." in texts
    assert "Category: Delivery and operation \u203a Service management" in texts
    assert any(each.startswith("A.2 Service Level Management: the same") for each in texts)
    links = _links(found.body)
    assert {f"{BASE}9/skill/AVMT.md", f"{BASE}9/skill/SLMO.ttl", f"{BASE}ecf/4/A.2.en.html"} <= set(
        links
    )
    assert "https://creativecommons.org/licenses/by/4.0/" in links


def test_each_skill_of_each_edition_has_a_file(site: Site) -> None:
    found = list(skills.paths(site))
    assert found == sorted(found)
    assert len(found) == 147 + 121 + 1
    assert {"9/skill/SLMO.md", "8/skill/SLMO.md", "7/skill/SLMO.md"} <= set(found)
    bodies = {_get(site, path).body for path in found}
    assert len(bodies) == len(found)


def test_what_is_no_skill_has_no_such_file(site: Site) -> None:
    for path in ("9/skill/NONE.md", "9/skill/slmo.md"):
        with pytest.raises(Refused) as caught:
            _get(site, path)
        assert caught.value.status == 404


def test_texts_of_the_graph_are_never_markup_in_markdown(hostile: Site) -> None:
    body = _get(hostile, "2/skill/EVIL.md").body
    texts = _texts(body)
    assert f"{EVIL} (EVIL), Kitchens 2" in texts
    assert {"+ A heading:", "- first", "2. second", "Four spaces", "---", "# Nobody here"} <= set(
        texts
    )
    assert _headings(body)[0] == ("h1", f"{EVIL} (EVIL), Kitchens 2")
    kinds = {each.type for token in _tokens(body) for each in (token, *(token.children or ()))}
    assert not kinds & {"html_inline", "html_block", "em_open", "code_inline", "code_block", "hr"}
    assert not [each for each in _links(body) if "evil" in each.lower().split("/")[2]]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# no",
            "- no",
            "+ no",
            "* no",
            "1. no",
            "1) no",
            "> no",
            "= no",
            "~~~",
            "```",
            "---",
            "===",
        ),
        *(
            "&copy;",
            "\\",
            "\\*",
            "![a](b)",
            "<http://a.b>",
            "a_b_c",
            "| a | b |",
            "[a]: http://b",
            "0.9",
        ),
    ],
)
def test_any_text_is_the_same_once_it_is_read(text: str) -> None:
    for written, kind in (
        (plain(text), "p"),
        (f"- {plain(text)}", "li"),
        (f"# {plain(text)} #", "h1"),
    ):
        tokens = MarkdownIt("commonmark").parse(written)
        assert [_text(each) for each in tokens if each.type == "inline"] == [text]
        assert any(each.tag == kind for each in tokens)


def test_what_language_models_read_first_has_the_form_for_it(site: Site) -> None:
    found = _get(site, "llms.txt")
    lines = found.body.decode().splitlines()
    assert lines[0] == "# SFIA as linked data"
    assert lines[2].startswith("> The Skills Framework")
    headings = _headings(found.body)
    assert [tag for tag, _ in headings] == ["h1"] + ["h2"] * (len(headings) - 1)
    assert headings[1:3] == [
        ("h2", "SFIA 9: Strategy and architecture"),
        ("h2", "SFIA 9: Change and transformation"),
    ]
    assert [title for _, title in headings[-2:]] == ["Data", "Optional"]
    listed = [each for each in lines if each.startswith("- ")]
    assert all(re.fullmatch(r"- \[[^\]]+\]\(https://[^)]+\)(: .+)?", each) for each in listed)
    assert sum(each.endswith(".md") for each in _links(found.body)) == 147


def test_skills_without_a_category_are_listed_too(elsewhere: Site) -> None:
    body = _get(elsewhere, "llms.txt").body
    assert "https://skills.example.org/sfia/7/skill/SLMO.md" in _links(body)


def test_each_page_leads_to_the_feed_of_its_language_and_to_the_catalogue(site: Site) -> None:
    for language, name in (("en", "feed.atom"), ("fr", "feed.fr.atom")):
        page = documents.answer(site, Asked(f"9/skill/SLMO.{language}.html")).body.decode()
        head, _, body = page.partition("<body>")
        assert re.search(
            rf'<link rel="alternate" type="application/atom\+xml" [^>]*href="/{name}">', head
        )
        assert '<a href="/catalogue.ttl">' in body
        assert f'<a href="/{name}"' in body


def test_the_page_about_the_site_says_where_all_of_it_is(site: Site) -> None:
    for language in site.languages:
        page = documents.answer(site, Asked(f"about.{language}.html")).body.decode()
        for each in guides(site, language):
            assert f'<a href="/{each.path}">{each.path}</a>' in page
            assert each.about in page
    assert llms.NAME in {each.path for each in guides(site, "en")}

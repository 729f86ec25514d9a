"""Editions side by side: each thing leads to itself in the others, and says what is different."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.finding import find
from sfia_graph.web.site import Site, open_site

BASE = "https://example.org/bakery/"


def _skill(edition: int, code: str, name: str, shelf: str, levels: str) -> str:
    at_levels = "\n".join(
        f"""<{edition}/skill/{code}/{level}> a skos:Concept , sfia:SkillAtLevel ;
            skos:inScheme <{edition}> ; sfia:skill <{edition}/skill/{code}> ;
            sfia:level <level/{level}> ; skos:prefLabel "{name}: level {level}"@en ."""
        for level in levels
    )
    defined = ", ".join(f"<level/{level}>" for level in levels)
    return f"""<skill/{code}> dcterms:hasVersion <{edition}/skill/{code}> .
        <{edition}/skill/{code}> a skos:Concept , sfia:Skill ; skos:inScheme <{edition}> ;
            dcterms:isVersionOf <skill/{code}> ; dcterms:identifier "{code}" ;
            skos:prefLabel "{name}"@en ; skos:broader <{edition}/category/{shelf}> ;
            sfia:definedAtLevel {defined} .
        <{edition}/category/{shelf}> skos:narrower <{edition}/skill/{code}> .
        {at_levels}"""


def _category(edition: int, slug: str, name: str) -> str:
    return f"""<{edition}/category/{slug}> a skos:Concept , sfia:Category ;
        skos:inScheme <{edition}> ; skos:topConceptOf <{edition}> ; skos:prefLabel "{name}"@en .
        <{edition}> skos:hasTopConcept <{edition}/category/{slug}> ."""


def _edition(number: int) -> str:
    return f"""<{number}> a skos:ConceptScheme , sfia:Edition ; sfia:editionNumber {number} ;
        dcterms:title "Bakery {number}"@en ; xkos:follows <{number - 1}> ."""


def _identity(code: str, more: str = "") -> str:
    return f"""<skill/{code}> a skos:Concept , sfia:SkillIdentity ; dcterms:identifier "{code}" ;
        skos:prefLabel "{code}" ; skos:inScheme <framework> {more} ."""


DATA = "\n".join(
    [
        f"BASE <{BASE}>",
        """
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#>
        """,
        *(f"<level/{n}> a sfia:Level ; sfia:levelNumber {n} ." for n in range(1, 8)),
        "<framework> a skos:ConceptScheme ; skos:hasTopConcept <skill/KNEA> , <skill/SOUR> .",
        *map(_edition, (2, 9, 10)),
        """<2/skill/KNEA> a skos:Concept , sfia:Skill ; skos:inScheme <2> ;
            dcterms:isVersionOf <skill/KNEA> ; dcterms:identifier "KNEA" ;
            skos:prefLabel "Pétrissage"@fr ; sfia:definedAtLevel <level/3> .
        <skill/KNEA> dcterms:hasVersion <2/skill/KNEA> .""",
        *(_category(9, *each) for each in (("dough", "Dough"), ("shop", "Shop"))),
        *(_category(10, *each) for each in (("dough", "Doughs"), ("trade", "Trade"))),
        *map(_identity, ("KNEA", "SELL", "CAKE")),
        _identity("SOUR", "; owl:deprecated true ; dcterms:isReplacedBy <skill/KNEA>"),
        _skill(9, "KNEA", "Kneading", "dough", "234"),
        _skill(10, "KNEA", "Dough work", "dough", "345"),
        _skill(9, "SOUR", "Sourdough", "dough", "23"),
        _skill(9, "SELL", "Selling", "shop", "6"),
        _skill(10, "SELL", "Selling", "trade", "6"),
        _skill(10, "CAKE", "Cakes", "trade", "4"),
        """<10/attribute/CARE> a skos:Concept , sfia:Attribute ; skos:inScheme <10> ;
            dcterms:identifier "CARE" ; skos:prefLabel "Care"@en .
        <kitchen/OLD> a skos:Concept ; skos:prefLabel "Old stove"@en ; owl:deprecated true ;
            dcterms:isReplacedBy <kitchen/NEW> ; dcterms:identifier "OLD" .
        <kitchen/NEW> a skos:Concept ; skos:prefLabel "New stove"@en ; dcterms:identifier "NEW" ;
            skos:related <kitchen/OLD> .""",
    ]
)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("bakery") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return open_site(path)


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _get(site: Site, path: str, **parameters: str) -> Finished:
    return answer(site, Asked(path, {name: (value,) for name, value in parameters.items()}))


def _html(site: Site, path: str, **parameters: str) -> str:
    return _get(site, path, **parameters).body.decode()


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def _entries(html: str) -> Iterator[tuple[str, str]]:
    """Give where each of the other editions leads to, and what stands there."""
    (found,) = re.findall(r'<nav class="others".*?</nav>', html, re.DOTALL)
    for each in re.findall(r"<li>(.*?)</li>", found, re.DOTALL):
        href = re.search(r'href="([^"]*)"', each)
        assert href
        yield href[1], _words(each)


OTHERS = {
    "10": [("/9.en.html", "Bakery 9"), ("/2.en.html", "Bakery 2 only a part {}")],
    "10/matrix": [
        ("/9/matrix.en.html", "Bakery 9"),
        ("/2/matrix.en.html", "Bakery 2 only a part {}"),
    ],
    "9/a-z": [
        ("/10/a-z.en.html", "Bakery 10"),
        ("/2/a-z.en.html", "Bakery 2 only a part {}"),
    ],
    "9/skill/KNEA/4": [
        ("/10/skill/KNEA/4.en.html", "Bakery 10 “Dough work” there"),
        ("/2/skill/KNEA.en.html", "Bakery 2 not at this level; there at: 3"),
    ],
    "10/skill/KNEA/5": [
        ("/9/skill/KNEA.en.html", "Bakery 9 not at this level; there at: 2–4"),
        ("/2/skill/KNEA.en.html", "Bakery 2 not at this level; there at: 3"),
    ],
    "9/skill/SOUR/2": [
        ("/10.en.html", "Bakery 10 not there; in its place: KNEA Dough work"),
        ("/2.en.html", "Bakery 2 not in this graph, {}"),
    ],
    "10/skill/CAKE/4": [
        ("/9.en.html", "Bakery 9 not there"),
        ("/2.en.html", "Bakery 2 not in this graph, {}"),
    ],
    "10/category/dough": [
        ("/9/category/dough.en.html", "Bakery 9 “Dough” there"),
        ("/2.en.html", "Bakery 2 not in this graph, {}"),
    ],
    "9/category/shop": [
        ("/10.en.html", "Bakery 10 not there; its skills stand in: Trade"),
        ("/2.en.html", "Bakery 2 not in this graph, {}"),
    ],
    "10/attribute/CARE": [
        ("/9.en.html", "Bakery 9 not in this graph, {}"),
        ("/2.en.html", "Bakery 2 not in this graph, {}"),
    ],
}
REST = {
    "only a part": "of that edition is in this graph",
    "not in this graph,": "which holds only a part of that edition",
}


@pytest.mark.parametrize("stem", OTHERS)
def test_a_page_leads_to_the_same_in_the_other_editions_and_says_what_is_different(
    bakery: Site, stem: str
) -> None:
    expected = [
        (href, said.format(next((rest for key, rest in REST.items() if key in said), "")))
        for href, said in OTHERS[stem]
    ]
    assert list(_entries(_html(bakery, f"{stem}.en.html"))) == expected


def test_what_is_different_is_said_from_the_older_edition_too(bakery: Site) -> None:
    found = dict(_entries(_html(bakery, "10/category/dough.en.html")))
    assert found["/9/category/dough.en.html"] == "Bakery 9 “Dough” there"
    found = dict(_entries(_html(bakery, "9/category/dough.fr.html")))
    assert found["/10/category/dough.fr.html"] == "Bakery 10 là « Doughs »"


def test_a_skill_shows_each_edition_once(bakery: Site) -> None:
    html = _html(bakery, "10/skill/CAKE.en.html")
    section = html.partition('<section aria-labelledby="editions">')[2].partition("</section>")[0]
    assert "Bakery 10" in _words(section)
    assert list(_entries(html)) == [
        ("/9.en.html", "Bakery 9 not there"),
        ("/2.en.html", "Bakery 2 not in this graph, which holds only a part of that edition"),
    ]
    assert '<nav class="others"' not in _html(bakery, "10/skill/KNEA.en.html")


BANNERS = {
    "9/skill/KNEA": ('/10/skill/KNEA.en.html">The same in Bakery 10<', "Bakery 9"),
    "9/category/shop": ("/10/category/trade.en.html", "its skills stand in"),
    "9/skill/SOUR": ("/10/skill/KNEA.en.html", "not there; in its place"),
    "9/matrix": ("/10/matrix.en.html", "Bakery 9, which is not the latest edition"),
    "9": ("/10.en.html", "Bakery 9, which is not the latest edition"),
    "2/skill/KNEA": ("/10/skill/KNEA.en.html", "This is about Bakery 2"),
}


@pytest.mark.parametrize("stem", BANNERS)
def test_a_page_of_an_older_edition_says_so_first_and_leads_to_the_latest(
    bakery: Site, stem: str
) -> None:
    html = _html(bakery, f"{stem}.en.html")
    main = html.partition('<main id="content"')[2].partition(">")[2]
    assert main.lstrip().startswith('<p class="notice older">')
    notice = main.partition("</p>")[0]
    assert all(each in notice or each in _words(notice) for each in BANNERS[stem])


@pytest.mark.parametrize(
    "stem", ["10/skill/KNEA", "10", "10/matrix", "skill/KNEA", "index", "kitchen/NEW", "level/3"]
)
def test_no_page_of_the_latest_edition_or_of_none_says_that_it_is_old(
    bakery: Site, stem: str
) -> None:
    assert 'class="notice older"' not in _html(bakery, f"{stem}.en.html")


RELATIONS = {
    "9/skill/KNEA": {
        "latest-version": "10/skill/KNEA",
        "successor-version": "10/skill/KNEA",
        "predecessor-version": "2/skill/KNEA",
        "version-history": "skill/KNEA",
    },
    "10/skill/KNEA": {
        "predecessor-version": "9/skill/KNEA",
        "version-history": "skill/KNEA",
    },
    "2/skill/KNEA": {
        "latest-version": "10/skill/KNEA",
        "successor-version": "9/skill/KNEA",
        "version-history": "skill/KNEA",
    },
    "9/skill/SOUR": {"version-history": "skill/SOUR"},
    "10/category/dough": {"predecessor-version": "9/category/dough"},
    "9": {"latest-version": "10", "successor-version": "10", "predecessor-version": "2"},
    "kitchen/NEW": {},
}


@pytest.mark.parametrize("stem", RELATIONS)
@pytest.mark.parametrize("suffix", ["en.html", "ttl"])
def test_other_versions_are_named_as_rfc_5829_has_it(bakery: Site, stem: str, suffix: str) -> None:
    found = _get(bakery, f"{stem}.{suffix}")
    links = dict(found.headers)["Link"]
    in_header = re.findall(r'<([^>]*)>; rel="(\w+-version|version-history)"', links)
    expected = {rel: f"/{place}.{suffix}" for rel, place in RELATIONS[stem].items()}
    assert {rel: target for target, rel in in_header} == expected
    if suffix == "en.html":
        html = found.body.decode()
        in_head = re.findall(r'<link rel="(\w+-version|version-history)" href="([^"]*)"', html)
        assert dict(in_head) == expected


def test_what_is_no_longer_in_use_says_so_on_its_page_with_what_is_instead(bakery: Site) -> None:
    for stem, instead in (("kitchen/OLD", "NEW New stove"), ("skill/SOUR", "KNEA Dough work")):
        (notice,) = re.findall(
            r'<p class="notice deprecated">.*?</p>', _html(bakery, f"{stem}.en.html")
        )
        assert "This is no longer in use." in _words(notice)
        assert _words(notice).endswith(f"Use instead: {instead}.")
    assert "It is still in: Bakery 9." in _words(notice)
    assert 'class="notice deprecated"' not in _html(bakery, "kitchen/NEW.en.html")


@pytest.mark.parametrize("stem", ["kitchen/NEW", "framework", "skill/KNEA"])
def test_lists_mark_what_is_no_longer_in_use_with_what_is_instead(bakery: Site, stem: str) -> None:
    html = _html(bakery, f"{stem}.fr.html")
    (mark,) = set(map(_words, re.findall(r'<small class="gone">.*?</small>', html)))
    assert mark == f"n’est plus en usage → {'NEW' if stem == 'kitchen/NEW' else 'KNEA'}"


def test_a_search_marks_what_is_no_longer_in_use(bakery: Site) -> None:
    (found,) = find(bakery, "old stove")
    assert (found.deprecated, found.instead) == (True, (f"{BASE}kitchen/NEW",))
    html = _html(bakery, "search.en.html", q="sourdough")
    assert "SOUR Sourdough no longer in use → KNEA" in _words(html)
    assert [each.deprecated for each in find(bakery, "new stove")] == [False]


def test_a_term_of_the_ontology_is_not_marked_while_it_is_in_use(site: Site) -> None:
    assert 'class="gone"' not in _html(site, "ontology.en.html")


def test_the_newest_name_is_that_of_the_highest_number(bakery: Site) -> None:
    html = _html(bakery, "skill/SOUR.en.html")
    assert "KNEA Dough work" in _words(html)


def test_each_kind_of_page_of_the_shipped_editions_leads_to_the_others(site: Site) -> None:
    for stem in (
        *("9/skill/SLMO/4", "9/category/service-management", "9/category/delivery-and-operation"),
        *("9/attribute/AUTO", "9/attribute/AUTO/3", "9/level/4", "9/matrix", "9/a-z", "9"),
    ):
        for language in site.languages:
            hrefs = [href for href, _ in _entries(_html(site, f"{stem}.{language}.html"))]
            assert hrefs[0] == f"/8{stem[1:]}.{language}.html"
            assert len(hrefs) == 2
            for href in hrefs:
                assert _get(site, href[1:]).status == 200


def test_the_real_editions_stand_side_by_side(sfia: Path, tmp_path: Path) -> None:
    """Of the Foundation's own sheets of 6.3, 8 and 9, and the French page of 7."""
    from sfia_graph.cli import main

    files = {
        "sfiaskills.6.3.en.xlsx": ["--language", "en-GB"],
        "sfia-7_fr_page_SLMO.txt": ["--edition", "7", "--language", "fr"],
        "sfia-8_en_220221.xlsx": ["--edition", "8", "--language", "en-GB"],
        "sfia-9_current-standard_en_250129.xlsx": ["--edition", "9", "--language", "en-GB"],
    }
    for place, (name, options) in enumerate(files.items()):
        options = [*options, "--tier", "names", "-o", str(tmp_path / f"{place}.ttl")]
        assert main(["import", str(sfia / name), *options]) == 0
    retired = Path(__file__).resolve().parent.parent / "data" / "retired.ttl"
    (tmp_path / "retired.ttl").write_bytes(retired.read_bytes())
    real = open_site(tmp_path)
    assert real.editions == (6, 7, 8, 9)
    entries = dict(_entries(_html(real, "6/skill/BUAN.en.html")))
    assert set(entries) == {"/9.en.html", "/8.en.html", "/7.en.html"}
    assert "in its place: BUSA Business situation analysis, REQM" in entries["/9.en.html"]
    found = dict(_entries(_html(real, "9/skill/SLMO/3.en.html")))
    assert list(found) == [f"/{n}/skill/SLMO/3.en.html" for n in (8, 7, 6)]
    assert found["/6/skill/SLMO/3.en.html"] == "SFIA 6 in Service design there"
    notice = _html(real, "skill/BUAN.en.html").partition('class="notice deprecated"')[2]
    assert "It is still in: SFIA 6" in _words(notice.partition("</p>")[0])
    (hit,) = [each for each in find(real, "BUAN") if each.code == "BUAN"]
    assert (hit.deprecated, hit.href) == (True, "/6/skill/BUAN.en.html")
    assert json.loads(_get(real, "skill/BUAN.json").body)

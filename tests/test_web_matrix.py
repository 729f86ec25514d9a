"""The matrix of an edition: every skill and level of the store, and what a filter lets through."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from served import served

from sfia_graph.results import Rows
from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.pages import frame, page
from sfia_graph.web.pages.matrix import FILTERS, LONGEST_WORDS
from sfia_graph.web.site import Site, open_site

INVENTED = """
@prefix : <https://skills.example.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix sfia: <https://w3id.org/sfia-graph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:3 a sfia:Edition ; sfia:editionNumber 3 ; skos:prefLabel "Third"@en .
<https://skills.example.org/level/2> a sfia:Level ; sfia:levelNumber 2 .
<https://skills.example.org/level/4> a sfia:Level ; sfia:levelNumber 4 .
<https://skills.example.org/3/category/top> a sfia:Category ; skos:inScheme :3 ;
  skos:prefLabel "<b>Top</b>"@en .
<https://skills.example.org/3/category/under> a sfia:Subcategory ; skos:inScheme :3 ;
  skos:broader <https://skills.example.org/3/category/top> ; skos:prefLabel "Under"@en .
<https://skills.example.org/3/skill/ZERO> a sfia:Skill ; skos:inScheme :3 ;
  dcterms:identifier "ZERO" ; schema:position "first" ; skos:prefLabel "=cmd|' /C calc'!A0"@en .
<https://skills.example.org/3/skill/GAPS> a sfia:Skill ; skos:inScheme :3 ; schema:position 2 ;
  dcterms:identifier "GAPS" ; skos:prefLabel "<script>alert(1)</script>"@en ;
  skos:broader <https://skills.example.org/3/category/under> ;
  sfia:definedAtLevel <https://skills.example.org/level/2>, <https://skills.example.org/level/4> .
<https://skills.example.org/3/skill/TOPS> a sfia:Skill ; skos:inScheme :3 ; schema:position 9 ;
  dcterms:identifier "TOPS" ; skos:prefLabel "Œuvre d’été"@fr ;
  skos:broader <https://skills.example.org/3/category/top> ;
  sfia:definedAtLevel <https://skills.example.org/level/4> .
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("invented") / "invented.ttl"
    path.write_text(INVENTED, encoding="utf-8")
    return open_site(path)


def _asked(site: Site, path: str = "9/matrix.en.html", /, **given: str) -> Finished:
    return answer(site, Asked(path, {name: (value,) for name, value in given.items()}))


def _read(finished: Finished) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(finished.body.decode("utf-8"))
    assert isinstance(root, Element)
    return root


def _said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _rows(root: Element) -> list[Element]:
    table = root.find(".//table[@class='matrix']")
    assert table is not None
    return [row for row in table.findall("tbody/tr") if row.find("th").get("scope") == "row"]  # type: ignore[union-attr]


def _codes(root: Element) -> list[str]:
    return [_said(row.find("th/a/span")) for row in _rows(root)]  # type: ignore[arg-type]


def _links(root: Element) -> list[str]:
    found = (row.findall("td/a") for row in _rows(root))
    return [str(link.get("href")) for links in found for link in links]


def _select(site: Site, query: str) -> list[dict[str, Any]]:
    found = site.store.sparql(query)
    assert isinstance(found, Rows)
    return list(found)


@pytest.mark.parametrize(("edition", "skills", "cells"), [(9, 147, 672), (8, 121, 495), (7, 1, 6)])
def test_each_skill_has_a_row_and_each_of_its_levels_a_link(
    site: Site, edition: int, skills: int, cells: int
) -> None:
    asked = f"SELECT ?at {{ ?at a sfia:SkillAtLevel ; skos:inScheme <{site.iri(str(edition))}> }}"
    there = {site.href(row["at"], "en") for row in _select(site, asked)}
    root = _read(_asked(site, f"{edition}/matrix.en.html"))
    links = _links(root)
    assert len(_rows(root)) == len(set(_codes(root))) == skills
    assert len(links) == len(there) == cells
    assert set(links) == there


def test_a_number_stands_in_the_row_of_its_skill_and_the_column_of_its_level(site: Site) -> None:
    root = _read(_asked(site))
    columns = root.findall(".//table[@class='matrix']/thead/tr/th")[1:]
    assert [_said(each.find("a/b")) for each in columns] == list("1234567")  # type: ignore[arg-type]
    assert [each.find("a").get("href") for each in columns] == [  # type: ignore[union-attr]
        f"/9/level/{number}.en.html" for number in range(1, 8)
    ]
    for row, code in zip(_rows(root), _codes(root), strict=True):
        assert row.find("th/a").get("href") == f"/9/skill/{code}.en.html"  # type: ignore[union-attr]
        for number, cell in enumerate(row.findall("td"), 1):
            link = cell.find("a")
            if link is None:
                assert (_said(cell), cell.get("class")) == ("", None)
            else:
                assert link.get("href") == f"/9/skill/{code}/{number}.en.html"
                assert link.get("aria-label") == f"{code}, level {number}"
                assert (_said(cell), cell.get("class")) == (str(number), f"cell level-{number}")


def test_skills_stand_under_their_categories_in_the_order_of_the_edition(site: Site) -> None:
    asked = f"""SELECT ?code ?category ?subcategory {{
      ?skill a sfia:Skill ; skos:inScheme <{site.iri("9")}> ; dcterms:identifier ?code ;
        <https://schema.org/position> ?position ; skos:broader ?subcategory .
      ?subcategory skos:broader ?category }} ORDER BY ?position"""
    wanted = [
        (row["code"], site.href(row["category"], "en"), site.href(row["subcategory"], "en"))
        for row in _select(site, asked)
    ]
    found, category = [], ""
    for body in _read(_asked(site)).findall(".//table[@class='matrix']/tbody"):
        heading, *rows = body.findall("tr")
        above = heading.find("th[@scope='rowgroup']/a")
        assert above is not None
        if body.get("class") == "category":
            category = str(above.get("href"))
            assert rows == []
        codes = [_said(row.find("th/a/span")) for row in rows]  # type: ignore[arg-type]
        found += [(code, category, str(above.get("href"))) for code in codes]
    assert found == wanted


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"level": "7"}, "?skill sfia:definedAtLevel/sfia:levelNumber 7"),
        ({"level": "1"}, "?skill sfia:definedAtLevel/sfia:levelNumber 1"),
        (
            {"category": "people-and-skills"},
            "?skill skos:broader+/skos:prefLabel 'People and skills'@en-GB",
        ),
        (
            {"category": "service-management"},
            "?skill skos:broader/skos:prefLabel 'Service management'@en-GB",
        ),
        ({"q": "data"}, "FILTER(CONTAINS(LCASE(?said), 'data'))"),
        ({"q": "slmo"}, "FILTER(?code = 'SLMO')"),
        (
            {"q": "  Management SERVICE "},
            "FILTER(CONTAINS(LCASE(?said), 'service') && CONTAINS(LCASE(?said), 'management'))",
        ),
        (
            {"q": "dàtâ", "level": "2", "category": "development-and-implementation"},
            """?skill sfia:definedAtLevel/sfia:levelNumber 2 ;
              skos:broader+/skos:prefLabel 'Development and implementation'@en-GB .
            FILTER(CONTAINS(LCASE(?said), 'data'))""",
        ),
        ({"q": "", "level": "", "category": ""}, ""),
        (
            {"level": "7", "category": "skills-management"},
            """?skill sfia:definedAtLevel/sfia:levelNumber 7 ;
              skos:broader/skos:prefLabel 'Skills management'@en-GB""",
        ),
    ],
    ids=lambda each: "&".join(f"{k}={v}" for k, v in each.items()) if type(each) is dict else "",
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_filter_shows_exactly_what_a_query_finds(
    site: Site, given: dict[str, str], condition: str, language: str
) -> None:
    asked = f"""SELECT DISTINCT ?code {{
      ?skill a sfia:Skill ; skos:inScheme <{site.iri("9")}> ; dcterms:identifier ?code ;
        skos:prefLabel ?name . FILTER(LANGMATCHES(LANG(?name), "en"))
      BIND(CONCAT(?code, " ", ?name) AS ?said)
      {condition} }}"""
    wanted = {row["code"] for row in _select(site, asked)}
    finished = _asked(site, f"9/matrix.{language}.html", **given)
    root = _read(finished)
    assert wanted
    assert set(_codes(root)) == wanted
    assert finished.status == 200
    said = {
        "en": f"{len(wanted)} of 147 skills" if len(wanted) < 147 else "147 skills",
        "fr": f"{len(wanted)} sur 147 compétences" if len(wanted) < 147 else "147 compétences",
    }
    assert [_said(each) for each in root.findall(".//p[@role='status']")] == [said[language]]


def test_a_heading_goes_when_a_filter_leaves_nothing_under_it(site: Site) -> None:
    root = _read(_asked(site, q="slmo"))
    headings = root.findall(".//table[@class='matrix']/tbody/tr/th[@scope='rowgroup']")
    assert [_said(each) for each in headings] == ["Delivery and operation", "Service management"]


@pytest.mark.parametrize("given", [{}, {"level": "6"}, {"category": "marketing", "q": "market"}])
def test_the_foot_counts_the_shown_skills_at_each_level(site: Site, given: dict[str, str]) -> None:
    root = _read(_asked(site, **given))
    cells = [[cell.find("a") is not None for cell in row.findall("td")] for row in _rows(root)]
    feet = root.findall(".//table[@class='matrix']/tfoot/tr/td")
    assert [int(_said(each)) for each in feet] == [
        sum(column) for column in zip(*cells, strict=True)
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No skill fits all of this at once. Take something away, or show all."),
        (
            "fr",
            "Aucune compétence ne répond à tout cela à la fois. "
            "Retirez une condition, ou montrez tout.",
        ),
    ],
)
@pytest.mark.parametrize(
    "given",
    [
        {"q": "data", "category": "people-and-skills"},
        {"q": "' } UNION { ?s ?p ?o } #"},
        {"q": '"><script>alert(1)</script>'},
        {"q": "%00 .* [a-z]+"},
        {"q": "\t\u0661 _ \ufffd zz"},
        {"q": "x" * LONGEST_WORDS},
    ],
)
def test_where_nothing_fits_the_page_says_so(
    site: Site, given: dict[str, str], language: str, said: str
) -> None:
    finished = _asked(site, f"9/matrix.{language}.html", **given)
    root = _read(finished)
    assert finished.status == 200
    assert _rows(root) == []
    assert [_said(each) for each in root.findall(".//p[@role='status']")] == [said]
    assert b"<script>alert" not in finished.body
    field = root.find(".//form[@data-matrix]//input[@name='q']")
    assert field is not None
    assert field.get("value") == given["q"].strip()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        *(
            ("level", value, f"“{value}” is no level; levels are numbers from 1 to 7.")
            for value in ("0", "8", "-1", "1e0", "07", "\u0663", "five", "1 OR 1=1", "<b>")
        ),
        *(
            ("category", value, f"“{value}” is no category of SFIA 9.")
            for value in ("marketing/", "../marketing", "Marketing", "<script>", "a b", "9")
        ),
        ("category", "x" * 5_000, f"“{'x' * 40}” is no category of SFIA 9."),
        (
            "q",
            "x" * (LONGEST_WORDS + 1),
            f"The words to look for may have {LONGEST_WORDS} characters at most.",
        ),
    ],
)
def test_a_filter_that_cannot_be_is_refused_in_one_line(
    site: Site, name: str, value: str, said: str
) -> None:
    finished = _asked(site, **{name: value})
    root = _read(finished)
    assert finished.status == 400
    assert [_said(each) for each in root.findall(".//p[@role='alert']")] == [said]
    assert _rows(root) == []
    assert root.find(".//form[@data-matrix]") is not None


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_given_twice_is_refused(site: Site, name: str) -> None:
    finished = answer(site, Asked("9/matrix.en.html", {name: ("4", "5")}))
    assert finished.status == 400
    assert "can be given once only." in _said(_read(finished))


def test_other_parameters_do_not_matter(site: Site) -> None:
    parameters = {"utm_source": ("a", "b"), "edition": ("8",), "level[]": ("9",), "": ("",)}
    found = answer(site, Asked("9/matrix.en.html", parameters))
    assert (found.status, found.body) == (200, _asked(site).body)


def test_the_form_and_the_links_to_other_languages_keep_the_filter(site: Site) -> None:
    given = {"category": "marketing", "level": "4", "q": "a&b=é"}
    root = _read(_asked(site, "9/matrix.fr.html", **given))
    form = root.find(".//form[@data-matrix]")
    assert form is not None
    assert (form.get("action"), form.get("method")) == ("/9/matrix.fr.html", None)
    chosen = [each.get("value") for each in form.iter("option") if each.get("selected") is not None]
    assert chosen == ["marketing", "4"]
    links = [each.get("href") for each in root.findall(".//footer//a[@hreflang]")]
    assert links == [
        f"/9/matrix.{language}.html?category=marketing&level=4&q=a%26b%3D%C3%A9"
        for language in site.languages
    ]


def test_every_category_can_be_chosen_and_holds_a_skill(site: Site) -> None:
    root = _read(_asked(site))
    options = root.findall(".//select[@name='category']/option")
    slugs = [str(each.get("value")) for each in options][1:]
    assert len(slugs) == len(set(slugs)) == 6 + 22
    for slug in slugs:
        assert _rows(_read(_asked(site, category=slug)))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("stem", ["7/matrix", "8/matrix", "9/matrix"])
def test_the_page_is_html_without_a_fault_and_without_anything_inline(
    site: Site, stem: str, language: str
) -> None:
    finished = _asked(site, f"{stem}.{language}.html")
    root = _read(finished)
    assert root.get("lang") == language
    assert [each for each in root.iter() if each.get("style") or each.get("onclick")] == []
    assert [each for each in root.iter("script") if not each.get("src")] == []
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert "{" not in _said(root.find("body/main"))  # type: ignore[arg-type]


def test_names_in_another_language_than_the_page_are_marked(site: Site) -> None:
    root = _read(_asked(site, "9/matrix.fr.html", q="slmo"))
    (name,) = (row.findall("th/a/span")[1] for row in _rows(root))
    assert (_said(name), name.get("lang")) == ("Service level management", "en-GB")
    assert "pas de nom français" in _said(root.find("body/main"))  # type: ignore[arg-type]
    assert "no English names" not in _said(_read(_asked(site)))


def test_hostile_and_incomplete_data_are_shown_as_text(invented: Site) -> None:
    finished = _asked(invented, "3/matrix.en.html")
    root = _read(finished)
    assert _codes(root) == ["GAPS", "TOPS", "ZERO"]
    assert _said(_rows(root)[-1]) == "ZERO =cmd|' /C calc'!A0"
    assert b"<script>alert" not in finished.body
    assert b"<b>Top" not in finished.body
    assert _links(root) == [
        "/3/skill/GAPS/2.en.html",
        "/3/skill/GAPS/4.en.html",
        "/3/skill/TOPS/4.en.html",
    ]
    assert _codes(_read(_asked(invented, "3/matrix.en.html", q="oeuvre ete"))) == ["TOPS"]
    assert _codes(_read(_asked(invented, "3/matrix.en.html", category="top"))) == ["GAPS", "TOPS"]
    assert _codes(_read(_asked(invented, "3/matrix.en.html", category="under"))) == ["GAPS"]


@pytest.mark.parametrize("stem", ["6/matrix", "09/matrix", "\u0669/matrix", "9/matrix/x", "matrix"])
def test_there_is_no_matrix_of_what_is_no_edition(site: Site, stem: str) -> None:
    with pytest.raises(Refused) as refused:
        _asked(site, f"{stem}.en.html")
    assert refused.value.status == 404


def test_the_matrix_is_made_in_less_than_fifty_milliseconds(site: Site) -> None:
    taken = []
    for _ in range(8):
        start = time.perf_counter()
        found = page(site, "9/matrix", "en", {})
        assert found
        frame.render(site, found, "en")
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.05


def test_the_server_gives_the_matrix_and_the_scripts_that_it_loads() -> None:
    with served() as running:
        found = running.ask("/9/matrix", {"Accept": "text/html"})
        assert (found.status, found.headers["location"]) == (303, "/9/matrix.html")
        french = running.ask("/9/matrix.html?level=7", {"Accept-Language": "fr"})
        assert (french.status, french.headers["content-language"]) == (200, "fr")
        assert "35 sur 147 compétences" in french.text
        assert running.ask("/9/matrix.en.html?level=8").status == 400
        assert running.ask("/9/matrix.en.html?q=%FF").status == 400
        assert running.ask("/9/matrix.en.html?q=%00").status == 400
        loaded = ["site.js", *sorted(_imported())]
        for name in loaded:
            script = running.ask(f"/static/{name}")
            assert (script.status, script.headers["content-type"]) == (
                200,
                "text/javascript; charset=utf-8",
            )
        assert {"copy.js", "find.js", "matrix.js", "tree.js"} <= set(loaded)


def _imported() -> set[str]:
    folder = Path(__file__).resolve().parent.parent / "sfia_graph" / "web" / "static"
    text = (folder / "site.js").read_text(encoding="utf-8")
    return set(re.findall(r'from "\./(\w+\.js)"', text)) | {
        f"{name}.js" for name in re.findall(r'\["[^"]+", "(\w+)"\]', text)
    }

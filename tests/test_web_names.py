"""Names that look like something else or like nothing: each is shown, and nothing else moves."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from browsers import browsing, watched
from served import Served, served

BASE = "https://example.org/odd/"
EDITION = "الإصدار 8"
OVERRIDE, ISOLATE = "\u202e", "\u2067"

NAMES = {
    "UP": "../../etc/passwd",
    "DOTS": "..",
    "CON": "C:\\con",
    "SUM": "@SUM(A1:A9)",
    "ONE": "=1+1",
    "MINU": "-2+3",
    "LONG": "x" * 300,
    "WORD": "Name " * 60,
    "ARAB": "إدارة مستوى الخدمة",
    "HEBR": "ניהול רמת שירות (SLM)",
    "MIXD": f"Level {OVERRIDE}latigid{ISOLATE} end",
    "ZERO": "Ser\u200bvice\u200d man\u2060agement",
    "EMOJ": "👩\u200d💻 Desk 🧑🏽\u200d🚒 work 🇫🇷",
    "CTRL": "Bell\u0007 and\u000b tab\t stop\u0085",
    "EMPT": "",
    "SPAC": " \u00a0\u2003 ",
    "UNSE": "\u200b\u200d\u2060\ufeff",
    "HTML": "<img src=x onerror=alert(1)>",
    "SCRI": "</title><script>alert(1)</script>",
    "COMB": "a" + "\u0301" * 60,
    "CJKV": "服务级别管理" * 12,
    "WELS": "Rheoli lefel gwasanaeth",
}
TAGS = {"ARAB": "ar", "HEBR": "he", "WELS": "cy", "CJKV": "zh-Hans"}
UNNAMED = ("EMPT", "SPAC", "UNSE")
SEEN = {name: NAMES[name] for name in NAMES if name not in (*UNNAMED, "MIXD", "CTRL")}


def _literal(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(each):04X}" if not each.isprintable() and ord(each) < 65_536 else each
        for each in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'


def _skill(code: str, name: str) -> str:
    label = f"{_literal(name)}@{TAGS.get(code, 'en')}"
    return f"""<9/skill/{code}> a skos:Concept , sfia:Skill ; skos:inScheme <9> ;
        skos:broader <9/category/{code.lower()}> ; dcterms:identifier "{code}" ;
        dcterms:isVersionOf <skill/{code}> ; skos:prefLabel {label} ;
        sfia:gloss {label} ; skos:definition {label} ;
        sfia:definedAtLevel <level/3> , <level/4> .
    <8/skill/{code}> a skos:Concept , sfia:Skill ; skos:inScheme <8> ;
        dcterms:identifier "{code}" ; dcterms:isVersionOf <skill/{code}> ;
        skos:prefLabel {_literal(f"{name} before")}@{TAGS.get(code, "en")} ;
        sfia:definedAtLevel <level/4> .
    <9/category/{code.lower()}> a skos:Concept , sfia:Category ; skos:inScheme <9> ;
        skos:prefLabel {label} ; skos:narrower <9/skill/{code}> .
    <9> skos:hasTopConcept <9/category/{code.lower()}> .
    <9/skill/{code}/4> a skos:Concept , sfia:SkillAtLevel ; skos:inScheme <9> ;
        sfia:skill <9/skill/{code}> ; sfia:level <level/4> ; skos:prefLabel {label} ;
        dcterms:identifier "{code}" .
    <9/attribute/{code}> a skos:Concept , sfia:Attribute ; skos:inScheme <9> ;
        dcterms:identifier "{code}" ; skos:prefLabel {label} ; skos:definition {label} .
    <9/attribute/{code}/4> a skos:Concept , sfia:AttributeAtLevel ; skos:inScheme <9> ;
        sfia:level <level/4> ; skos:prefLabel {label} ; skos:definition {label} .
    <skill/{code}> a skos:Concept , sfia:SkillIdentity ; dcterms:identifier "{code}" ;
        skos:prefLabel {label} ; skos:inScheme <framework> ;
        dcterms:hasVersion <8/skill/{code}> , <9/skill/{code}> .
    <framework> skos:hasTopConcept <skill/{code}> .
    <elsewhere/{code}> a skos:Concept ; skos:prefLabel {label} ; skos:notation {label} ;
        owl:deprecated true ; dcterms:isReplacedBy <9/skill/{code}> ;
        skos:exactMatch <9/skill/{code}> ."""


DATA = "\n".join(
    [
        f"BASE <{BASE}>",
        """
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <8> a skos:ConceptScheme , sfia:Edition ; sfia:editionNumber 8 ;
            dcterms:title "_EDITION_"@ar .
        <9> a skos:ConceptScheme , sfia:Edition ; sfia:editionNumber 9 ;
            dcterms:title "Edition \\u202E9"@en .
        <framework> a skos:ConceptScheme ; dcterms:title "כל המהדורות"@he .
        """.replace("_EDITION_", EDITION),
        *(
            f"""<level/{n}> a sfia:Level , skos:Concept ; sfia:levelNumber {n} ;
            skos:prefLabel "{"L" * 40 * n}"@en , "المستوى {n}"@ar .
        <9/level/{n}> a sfia:LevelInEdition , skos:Concept ; skos:inScheme <9> ;
            sfia:level <level/{n}> ; skos:prefLabel "درجة {n}"@ar ."""
            for n in range(1, 8)
        ),
        *(_skill(code, name) for code, name in NAMES.items()),
        """<9/skill/up> a skos:Concept , sfia:Skill ; skos:inScheme <9> ; dcterms:identifier "up" ;
            skos:prefLabel "The small one"@en ; sfia:definedAtLevel <level/2> .""",
    ]
)
STEMS = [
    *(f"9/skill/{code}" for code in NAMES),
    *(f"9/category/{code.lower()}" for code in ("UP", "LONG", "HEBR", "MIXD", "UNSE")),
    *(f"9/attribute/{code}" for code in ("LONG", "ARAB", "EMPT", "SCRI")),
    *(f"9/attribute/{code}/4" for code in ("LONG", "ARAB", "CJKV")),
    *(f"9/skill/{code}/4" for code in ("LONG", "ARAB", "MIXD", "SPAC", "COMB")),
    *(f"8/skill/{code}" for code in ("LONG", "ARAB", "ONE")),
    *(f"skill/{code}" for code in ("LONG", "HEBR", "EMPT")),
    *(f"elsewhere/{code}" for code in ("LONG", "ARAB", "HTML", "UNSE")),
    *("index", "9", "8", "9/matrix", "8/matrix", "9/a-z", "framework", "level/4", "9/level/4"),
    *("search?q=x", "search?q=rheoli", "compare?a=LONG&b=ARAB", "compare?a=ONE&b=HTML"),
    *("query/search?words=name", "query/skills-at-level?level=4", "queries", "about"),
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("odd") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    with served("--store", str(path)) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsing() as running:
        yield running


def _address(stem: str, language: str) -> str:
    stem, mark, query = stem.partition("?")
    return f"{quote(stem)}.{language}.html{mark}{query}"


@pytest.mark.parametrize(
    ("language", "width"),
    [
        ("en", 320),
        ("ar", 1280),
        pytest.param("en", 1280, marks=pytest.mark.long),
        pytest.param("ar", 320, marks=pytest.mark.long),
    ],
)
def test_no_page_is_wider_than_the_screen_or_runs_anything(
    odd: Served, chromium: Any, width: int, language: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    complaints, page = watched(context, odd.address), context.new_page()
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    wide = []
    for stem in STEMS:
        reply = page.goto(odd.address + _address(stem, language))
        assert reply.status == 200, stem
        seen = page.evaluate("document.documentElement.scrollWidth")
        if seen > width:
            wide.append((stem, seen))
    context.close()
    assert wide == []
    assert complaints == []


def _html(odd: Served, stem: str, language: str = "en") -> str:
    return odd.ask(f"/{_address(stem, language)}").text


def _heading(html: str) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return unescape(re.sub(r"<[^>]*>|[\u2068\u2069]", "", found)).strip()


@pytest.mark.parametrize("code", SEEN)
def test_a_name_is_shown_as_it_is(odd: Served, code: str) -> None:
    assert _heading(_html(odd, f"9/skill/{code}")).startswith(SEEN[code].strip())


@pytest.mark.parametrize("code", UNNAMED)
def test_a_thing_whose_name_cannot_be_seen_is_called_by_its_code(odd: Served, code: str) -> None:
    assert _heading(_html(odd, f"9/skill/{code}")) == code
    assert code in _html(odd, "9/matrix")


def test_what_turns_a_line_or_cannot_stand_in_html_is_left_out(odd: Served) -> None:
    for stem in ("9/skill/MIXD", "9/skill/CTRL", "9", "9/matrix", "9/a-z", "search?q=level"):
        html = _html(odd, stem)
        assert not re.search(
            r"[\u202a-\u202e\u2066\u2067\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", html
        )
    assert _heading(_html(odd, "9/skill/MIXD")).startswith("Level latigid end")


def test_the_data_keep_each_character(odd: Served) -> None:
    for code in ("MIXD", "CTRL", "UNSE", "COMB", "SPAC"):
        labels = [
            each for each in json.loads(odd.ask(f"/9/skill/{code}.json").body)["label"].values()
        ]
        assert labels == [NAMES[code]]


def test_what_runs_leftward_stands_apart_from_what_is_beside_it(odd: Served) -> None:
    html = _html(odd, "9/skill/HEBR")
    assert f'<span lang="he" dir="auto">{NAMES["HEBR"]}</span>' in html
    assert f"<title>\u2068{NAMES['HEBR']}\u2069 (HEBR), Edition 9" in html
    assert "dir=" not in _html(odd, "9/skill/WELS").partition("<main")[2].partition("<nav")[0]
    banner = _html(odd, "8/skill/ONE").partition('class="notice older">')[2].partition("<a ")[0]
    assert f"This is about \u2068{EDITION}\u2069, which" in banner


def test_numbers_stay_where_they_are_beside_a_name_that_runs_leftward(
    odd: Served, chromium: Any
) -> None:
    page = chromium.new_page()
    page.goto(f"{odd.address}9/skill/HEBR.en.html")
    name, code = page.locator("h1 span[lang=he]"), page.locator("h1 .code")
    assert name.bounding_box()["x"] < code.bounding_box()["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "ltr"
    page.close()


def test_a_title_is_cut_behind_a_word_and_never_within_a_letter(odd: Served) -> None:
    for code, end in (("LONG", "x…"), ("WORD", "Name…"), ("COMB", "COMB")):
        html = _html(odd, f"9/skill/{code}")
        (title,) = re.findall(r"<title>(.*?) ·", html)
        (shared,) = re.findall(r'<meta property="og:title" content="([^"]*)"', html)
        assert title == shared
        assert len(title) <= 121
        assert title.endswith(end) or end in title
        assert "\u0301…" not in title or title.count("\u0301") == 60


def test_a_page_in_a_language_that_the_interface_does_not_speak_says_which_words_are_whose(
    odd: Served,
) -> None:
    html = _html(odd, "9/skill/ARAB", "ar")
    assert '<html lang="ar">' in html
    assert '<body lang="en">' in html
    assert f'<span lang="ar" dir="auto">{NAMES["ARAB"]}</span>' in html
    assert "<body>" in _html(odd, "9/skill/ARAB", "fr")


def test_two_things_whose_addresses_differ_in_case_alone_stay_two(odd: Served) -> None:
    assert _heading(_html(odd, "9/skill/up")) == "The small one up"
    assert _heading(_html(odd, "9/skill/UP")) == "../../etc/passwd UP"
    for stem in ("9/skill/up", "9/skill/UP"):
        reply = odd.ask(f"/{stem}", {"accept": "text/turtle"})
        assert (reply.status, reply.headers["location"]) == (303, f"/{stem}.ttl")
        assert f"<{BASE}{stem}>" in odd.ask(f"/{stem}.nt").text


@pytest.mark.parametrize(
    "path",
    [
        *(f"/9/skill/{code}.csv" for code in ("SUM", "ONE", "MINU", "UP", "CTRL", "HTML")),
        "/query/skills-at-level.csv?level=4",
        "/query/skill-levels.csv?code=ONE",
    ],
)
def test_no_table_holds_a_formula(odd: Served, path: str) -> None:
    reply = odd.ask(path)
    assert reply.status == 200
    rows = list(csv.reader(io.StringIO(reply.text)))
    assert len(rows) > 1
    starts = tuple("=+-@\t\r")
    assert [cell for row in rows for cell in row if cell.startswith(starts)] == []


@pytest.mark.parametrize("code", NAMES)
def test_every_name_has_a_picture(odd: Served, code: str) -> None:
    for language in ("en", "ar"):
        reply = odd.ask(f"/preview/9/skill/{code}.{language}.png")
        assert (reply.status, reply.headers["content-type"]) == (200, "image/png")
        assert len(reply.body) < 40_000

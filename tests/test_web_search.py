"""Search while somebody types: what is found, in which order, in which language."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from served import Served

from sfia_graph.web.finding import find
from sfia_graph.web.finding.index import folded, index
from sfia_graph.web.site import Site, open_site


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _found(server: Served, **asked: str | int) -> list[dict[str, Any]]:
    reply = server.ask(f"/search?{urlencode(asked)}")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    found: list[dict[str, Any]] = json.loads(reply.body)
    return found


def test_a_find_says_what_it_is_and_where(server: Served) -> None:
    assert _found(server, q="SLMO") == [
        {
            "iri": "https://w3id.org/sfia-graph/9/skill/SLMO",
            "href": "/9/skill/SLMO.en.html",
            "label": "Service level management",
            "language": "en-GB",
            "type": "skill",
            "code": "SLMO",
            "why": "code",
            "text": "SLMO",
            "deprecated": False,
            "instead": [],
        }
    ]


ORDERED: list[tuple[dict[str, str | int], list[str]]] = [
    ({"q": "slmo"}, ["skill SLMO"]),
    ({"q": "prog", "limit": 4}, ["skill PROG", "skill PGMG", "concept OG-WRL-010", "skill PROF"]),
    (
        {"q": "test", "type": "skill"},
        ["skill TEST", "skill PRTS", "skill PENT", "skill NFTS", "skill BPTS"],
    ),
    (
        {"q": "serv", "limit": 5},
        [
            *("skill SEAC", "skill SLMO", "skill SCMG"),
            *("category service-management", "concept C.3"),
        ],
    ),
    ({"q": "level man", "limit": 3}, ["skill SLMO", "concept A.2", "concept A.2/3"]),
    ({"q": "man lev", "limit": 2}, ["skill SLMO", "concept E.3/2"]),
    ({"q": "esponsib", "limit": 2}, ["framework levels", "concept 4"]),
    ({"q": "9", "limit": 2}, ["edition 9", "concept A.9"]),
    ({"q": "A.2", "limit": 3}, ["concept A.2", "concept A.2/3", "concept A.2/4"]),
    ({"q": "influence"}, ["attribute INFL", "level 6"]),
    (
        {"q": "skills at level", "type": "query"},
        ["query skills-at-level", "query level-histogram"],
    ),
    ({"q": "acceptance testing"}, ["skill BPTS"]),
    ({"q": "IT infrastructure"}, ["skill ITOP"]),
]


@pytest.mark.parametrize(
    ("asked", "expected"), ORDERED, ids=[" ".join(map(str, case[0].values())) for case in ORDERED]
)
def test_the_best_comes_first(
    server: Served, asked: dict[str, str | int], expected: list[str]
) -> None:
    found = _found(server, **asked)
    assert [f"{each['type']} {each['code'] or _last(each['iri'])}" for each in found] == expected


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


@pytest.mark.parametrize(
    ("words", "code", "why", "text"),
    [
        ("slmo", "SLMO", "code", "SLMO"),
        ("service LEVEL", "SLMO", "name", "Service level management"),
        ("gestion des niv", "SLMO", "former name", "Gestion des niveaux de service"),
        ("acceptance testing", "BPTS", "former name", "Acceptance testing"),
        ("user acceptance testing", "BPTS", "name", "User acceptance testing"),
        ("personal data prot", "PEDP", "former name", "Personal data protection"),
    ],
)
def test_a_find_says_why(server: Served, words: str, code: str, why: str, text: str) -> None:
    first = _found(server, q=words)[0]
    assert (first["code"], first["why"], first["text"]) == (code, why, text)


@pytest.mark.parametrize("words", ["compétence", "COMPETENCE", "competence", "compe\u0301tence"])
def test_accents_and_capitals_do_not_count(server: Served, words: str) -> None:
    first = _found(server, q=words, lang="fr", limit=1)[0]
    assert (first["label"], first["language"]) == ("compétence", "fr")


def test_names_come_in_the_language_that_is_asked_for_or_the_nearest(server: Served) -> None:
    french, german = (_found(server, q="level 4", lang=each)[0] for each in ("fr", "de"))
    assert (french["label"], french["href"]) == ("Niveau 4", "/level/4.fr.html")
    assert (german["label"], german["href"]) == ("Level 4", "/level/4")
    asked = {"accept-language": "fr-CA, en;q=0.5"}
    by_header = json.loads(server.ask("/search?q=level+4", asked).body)[0]
    assert by_header == french
    first = _found(server, q="slmo", lang="fr")[0]
    assert (first["label"], first["language"]) == ("Service level management", "en-GB")


@pytest.mark.parametrize("words", ["", " ", "!!!", "\u0301", "no-such-word", "' OR 1=1 --", "%%%"])
def test_what_fits_nothing_finds_nothing(server: Served, words: str) -> None:
    assert _found(server, q=words) == []


def test_without_a_word_nothing_is_found(server: Served) -> None:
    assert json.loads(server.ask("/search").body) == []


@pytest.mark.parametrize(
    "words", ["<script>level", "level\r\nX: y", "“level”", "level\u202e", "  level  ", "level\t4"]
)
def test_hostile_words_are_words(server: Served, words: str) -> None:
    reply = server.ask(f"/search?q={quote(words)}")
    assert reply.status == 200
    assert "x" not in reply.headers
    assert "script" not in reply.text


def test_as_many_are_given_as_asked_for(server: Served) -> None:
    assert [len(_found(server, q="e", limit=each)) for each in (1, 7, 50)] == [1, 7, 50]
    assert len(_found(server, q="e")) == 10
    assert _found(server, q="e", limit=50)[:7] == _found(server, q="e", limit=7)


REFUSED = [
    ("q=a&limit=0", "limit: found '0', expected a number from 1 to 50"),
    ("q=a&limit=51", "limit: found '51', expected a number from 1 to 50"),
    ("q=a&limit=-1", "limit: found '-1', expected a number from 1 to 50"),
    ("q=a&limit=1e1", "limit: found '1e1', expected a number from 1 to 50"),
    ("q=a&limit=%D9%A3", "limit: found '٣', expected a number from 1 to 50"),
    (f"q=a&limit={'9' * 70}", f"limit: found '{'9' * 60}…', expected a number from 1 to 50"),
    ("q=a&lang=en_US", "lang: found 'en_US', expected a language tag, as in lang=fr"),
    ("q=a&lang=%3Cb%3E", "lang: found '<b>', expected a language tag, as in lang=fr"),
    (
        "q=a&type=job",
        "type: found 'job', expected one of skill, category, attribute, level, edition, "
        "framework, concept, query, term",
    ),
    ("q=a&limt=3", "unknown parameter 'limt'; did you mean 'limit'?"),
    ("q=a&zzz=3", "unknown parameter 'zzz'; there are q, lang, limit, type"),
    ("q=a&q=b", "q: given 2 times, expected once"),
    (f"q={'a' * 201}", "q: 'aaaaaaaaaaaaaaaaaaaa…' has more than 200 characters"),
    ("q=%00", "a parameter holds a control character"),
    ("q=%ff", "the parameters are not UTF-8"),
]


@pytest.mark.parametrize(("asked", "problem"), REFUSED)
def test_what_cannot_be_searched_hears_why_in_one_line(
    server: Served, asked: str, problem: str
) -> None:
    reply = server.ask(f"/search?{asked}")
    assert (reply.status, reply.text) == (400, f"{problem}\n")


def test_a_browser_is_led_to_the_page_of_results(server: Served) -> None:
    reply = server.ask("/search?q=a+%26b&lang=fr", {"accept": "text/html, */*;q=0.8"})
    assert (reply.status, reply.headers["location"]) == (303, "/search.html?q=a%20%26b&lang=fr")
    assert {"Accept", "Accept-Language"} <= set(reply.headers["vary"].split(", "))
    refused = server.ask("/search?q=a", {"accept": "text/csv"})
    assert (refused.status, refused.text) == (406, "search comes as application/json, text/html\n")


def test_every_skill_of_the_newest_edition_is_found_by_its_code_and_its_name(site: Site) -> None:
    skills = [each for each in index(site).things if each.type == "skill"]
    assert len(skills) > 140
    for skill in skills:
        assert find(site, skill.code)[0].iri == skill.iri
        assert skill.iri in {each.iri for each in find(site, skill.labels[0].value, limit=3)}


def test_a_skill_stands_once_whatever_its_editions(site: Site) -> None:
    iris = [each.iri for each in find(site, "a", limit=1_000)]
    assert len(iris) == len(set(iris))
    found = [each.iri for each in find(site, "SLMO", limit=50)]
    assert found == ["https://w3id.org/sfia-graph/9/skill/SLMO"]


def test_what_is_kept_does_not_grow_with_the_languages_that_are_asked_for(site: Site) -> None:
    ready = index(site)
    for first in "abcdefghij":
        for second in "abcdefghij":
            ready.find("e", f"x{first}{second}", None, 10)
    assert len(ready._short) == 1


def test_words_are_compared_without_what_does_not_count() -> None:
    assert folded("L’Œuvre d'Été: A.2") == "l oeuvre d ete a 2"
    assert folded("\ufdfa" * 3).count(" ") > 3
    assert folded("Straße ŁÓDŹ") == "strasse lodz"

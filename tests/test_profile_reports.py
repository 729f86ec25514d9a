"""Reports stand alone, say the same in pictures and in tables, and are read by everybody."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from html5lib import HTMLParser

from sfia_graph.cli.profiles import answering
from sfia_graph.profiles.answers.candidates import Candidate
from sfia_graph.profiles.answers.gaps import Gap
from sfia_graph.profiles.answers.teams import Member
from sfia_graph.profiles.answers.wording import LANGUAGES, words
from sfia_graph.profiles.reports import gap, rank, team
from sfia_graph.profiles.reports.ladders import ladders
from sfia_graph.profiles.reports.page import Counting
from sfia_graph.profiles.reports.radar import radar

BASES = ("assessed", "certified")
COUNTING = Counting("2026-11-28", "at-least", BASES, "people.ttl")
ROLE = "https://example.org/role/manager"
GAPS = (
    Gap("SLMO", "Service level management", "en", True, 4, 5, 4, "certified", 0, ROLE, 2),
    Gap("USUP", "Incident management", "en", True, 4, 4, 5, "assessed", 0, ROLE, 1),
    Gap("RLMT", "Stakeholder relationship management", "en", True, 5, 5, 3, "assessed", 2, ROLE, 0),
    Gap("PBMG", "Problem management", "en", False, 4, 4, 0, "", 4, ROLE, 0),
)
PEOPLE = ("https://example.org/person/ada", "https://example.org/person/bea")
MEMBERS = (
    Member(PEOPLE[0], {"SLMO": frozenset({3, 4}), "RLMT": frozenset({3})}),
    Member(PEOPLE[1], {"SLMO": frozenset({4}), "USUP": frozenset({5})}),
)
CANDIDATES = (Candidate(1, PEOPLE[0], ROLE, 12, 12), Candidate(2, PEOPLE[1], ROLE, 9, 12))
HOSTILE = "<script>alert(1)</script>"
WORD = "مهارة"
LEFTWARD = f"{WORD} \u202e{WORD}"
NAMES = dict(zip(PEOPLE, ("Ada", "Bea"), strict=True))
STRANGE_NAMES = dict(zip(PEOPLE, (HOSTILE, LEFTWARD), strict=True))
STRANGE_GAPS = tuple(replace(each, code=HOSTILE, name=LEFTWARD) for each in GAPS)


def _pages(
    role: str, names: dict[str, str], language: str, gaps: tuple[Gap, ...] = GAPS
) -> dict[str, str]:
    who = names[PEOPLE[0]]
    return {
        "gap": gap.page(who, role, gaps, COUNTING, language),
        "rank": rank.page(role, CANDIDATES, CANDIDATES, names, 50, COUNTING, language),
        "team": team.page(who, {ROLE: role}, gaps, MEMBERS, names, COUNTING, language),
    }


PAGES = {
    f"{kind} {language}": page
    for language in LANGUAGES
    for kind, page in _pages("Service manager", NAMES, language).items()
}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def _texts(page: str) -> list[str]:
    """Give the texts of the cells of a page's tables, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    plain = [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]
    return [" | ".join(row) for row in plain]


def _drawn(page: str) -> list[Element]:
    return [fromstring(each) for each in re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)]


@each_page
def test_a_report_is_valid_html_of_one_file(page: str) -> None:
    parser = HTMLParser(strict=True)
    parser.parse(page)
    assert not re.search(r"<(script|link|img|iframe|object|embed|form|base)\b", page)
    assert not re.search(r"""\s(src|srcset|href|style|on\w+)=""", page)
    assert "url(" not in page
    assert "@import" not in page


@each_page
def test_its_policy_allows_its_own_style_and_nothing_else(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'http-equiv="Content-Security-Policy" content="{policy}"' in page


@each_page
def test_each_picture_has_a_name_and_a_description(page: str) -> None:
    drawn = _drawn(page)
    assert drawn
    for each in drawn:
        named = {child.get("id"): child.text for child in each}
        assert named[each.get("aria-labelledby")]
        assert named[each.get("aria-describedby")]


def test_a_gap_is_told_in_tables_core_and_optional_apart() -> None:
    assert _texts(PAGES["gap en"]) == [
        "skill | asked | held | gap | basis",
        "SLMO Service level management | 4–5 | 4 | ✓ met | certified",
        "USUP Incident management | 4 | 5 | ✓ met | assessed",
        "RLMT Stakeholder relationship management | 5 | 3 | 2 levels missing | assessed",
        "skill | asked | held | gap | basis",
        "PBMG Problem management | 4 | none | 4 levels missing | –",
    ]


def test_a_team_of_which_nothing_is_asked_has_a_page_too() -> None:
    page = team.page("Desk", {ROLE: "Baker"}, [], MEMBERS, NAMES, COUNTING)
    assert "Nothing is asked of Desk as core." in page


def test_a_ranking_is_told_in_a_table() -> None:
    assert _texts(PAGES["rank fr"]) == [
        "rang | personne | niveaux détenus | niveaux manquants | part",
        "1 | Ada | 12 sur 12 | 0 | 100 %",
        "2 | Bea | 9 sur 12 | 3 | 75 %",
    ]


def test_a_team_is_told_by_level_by_role_and_by_member() -> None:
    assert _texts(PAGES["team en"]) == [
        "skill | level 1 | level 2 | level 3 | level 4 | level 5 | level 6 | level 7",
        "RLMT Stakeholder relationship management | 0 | 0 | 1 | 0 | 0 (asked for) | 0 | 0",
        "SLMO Service level management | 0 | 0 | 0 | 2 (asked for) | 0 (asked for) | 0 | 0",
        "USUP Incident management | 0 | 0 | 0 | 0 (asked for) | 1 | 0 | 0",
        "PBMG Problem management | 0 | 0 | 0 | 0 (asked for) | 0 | 0 | 0",
        "skill | importance | asked | best held | people | gap",
        "SLMO Service level management | core | 4–5 | 4 | 2 | ✓ met",
        "USUP Incident management | core | 4 | 5 | 1 | ✓ met",
        "RLMT Stakeholder relationship management | core | 5 | 3 | 0 | 2 levels missing",
        "PBMG Problem management | optional | 4 | none | 0 | 4 levels missing",
        "member | RLMT 5 | SLMO 4–5 | USUP 4 | PBMG 4",
        "Ada | 3 | 4 ✓covers it | – | –",
        "Bea | – | 4 ✓covers it | 5 ✓covers it | –",
        "cover it | 0 | 2 | 1 | 0",
    ]


def _kinds(page: str, kind: str) -> list[int]:
    """Count the shapes of a kind in each picture of a page."""
    return [
        sum(kind in str(shape.get("class")).split() for shape in each.findall(".//{*}rect"))
        for each in _drawn(page)
    ]


def test_a_ladder_fills_what_is_held_and_dashes_what_is_missing() -> None:
    page = PAGES["gap en"]
    assert _kinds(page, "tone-6") == [4 + 5 + 3, 0, 0]
    assert _kinds(page, "absent") == [2, 4, 0]


def test_a_heat_map_frames_what_is_asked_for() -> None:
    assert _kinds(PAGES["team en"], "frame") == [4]
    assert _kinds(PAGES["team en"], "card") == [7 * 4 - 3]


@pytest.mark.parametrize(("count", "drawn"), [(2, False), (3, True), (24, True), (25, False)])
def test_a_radar_is_drawn_where_it_can_be_read(count: int, drawn: bool) -> None:
    assert (radar("", "", GAPS[:1] * count, words("en")) is not None) is drawn


def test_a_picture_is_no_higher_than_a_sheet() -> None:
    long = Gap("SLMO", "A name of a skill that takes two lines", "en", True, 4, 4, 4, "", 0)
    drawings = ladders("", [long] * 18, words("en"))
    assert [len(each.shapes) for each in drawings] == [len(drawings[0].shapes)] * 3
    assert max(each.height for each in drawings) < (297 - 2 * 18) / 25.4 * 96


@pytest.mark.parametrize("kind", ["gap", "rank", "team"])
def test_names_of_others_are_text_and_turn_nothing(kind: str) -> None:
    page = _pages(LEFTWARD, STRANGE_NAMES, "en", STRANGE_GAPS)[kind]
    HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert f"\u2068{WORD} {WORD}\u2069" in page


def test_every_language_has_the_same_words() -> None:
    def keys(found: Any) -> Any:
        return {key: keys(each) for key, each in found.items()} if isinstance(found, dict) else ""

    assert LANGUAGES == answering.LANGUAGES
    assert keys(words("fr")) == keys(words("en"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("reports")
    hostile = _pages(LEFTWARD * 4, STRANGE_NAMES, "en", STRANGE_GAPS).items()
    everything = PAGES | {f"hostile {kind}": page for kind, page in hostile}
    for name, page in everything.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in everything}


def test_in_a_browser_a_report_loads_and_complains_of_nothing(
    browser: Any, files: dict[str, str]
) -> None:
    from browsers import watched

    for place in files.values():
        context = browser.new_context()
        complaints = watched(context, place)
        context.new_page().goto(place)
        assert complaints == []
        context.close()


def test_on_a_phone_nothing_runs_out_of_the_page(browser: Any, files: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    widths = {}
    for name, place in files.items():
        tab.goto(place)
        widths[name] = tab.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert widths == dict.fromkeys(files, 320)


def test_a_report_is_accessible_in_light_and_dark(browser: Any, files: dict[str, str]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    objections = []
    for name, place in files.items():
        tab.goto(place)
        for scheme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            tab.emulate_media(color_scheme=scheme)
            found = axe.Axe().run(tab, options={"resultTypes": ["violations"], **options}).response
            objections += [(name, scheme, each["id"]) for each in found["violations"]]
    context.close()
    assert objections == []

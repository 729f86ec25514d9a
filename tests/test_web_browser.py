"""A person before a real browser, with JavaScript and without: nothing to complain of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import EDITOR, expect, watched
from kinds import KINDS, place
from served import Served

from sfia_graph.namespaces import PREFIXES
from sfia_graph.queries import stored_queries
from sfia_graph.web.pages.sparql import plain_text

ROWS = "table.matrix tbody th[scope=row]"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
VALUE = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Any, server: Served) -> Iterator[Any]:
    yield from _page(browser, server, java_script_enabled=request.param)


@pytest.fixture
def scripted(browser: Any, server: Served) -> Iterator[Any]:
    yield from _page(browser, server)


@pytest.fixture
def plain(browser: Any, server: Served) -> Iterator[Any]:
    yield from _page(browser, server, java_script_enabled=False)


def _page(browser: Any, server: Served, **options: Any) -> Iterator[Any]:
    """Give a page of a fresh context, which must have had nothing to complain of in the end."""
    context = browser.new_context(base_url=server.address, **options)
    context.set_default_timeout(30_000)
    complaints = watched(context, server.address)
    yield context.new_page()
    context.close()
    assert complaints == []


def test_a_search_leads_to_a_skill(page: Any) -> None:
    page.goto("")
    page.locator("header.site").get_by_role("searchbox").or_(
        page.locator("header.site").get_by_role("combobox")
    ).fill("SLMO")
    page.locator("header.site").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search.en.html?q=SLMO")
    page.locator("main").get_by_role("link", name="Service level management").first.click()
    page.wait_for_url("**/9/skill/SLMO.en.html")
    expect(page.locator("h1")).to_contain_text("Service level management")


def test_the_language_is_switched_and_stays(page: Any) -> None:
    page.goto("9/skill/SLMO.en.html")
    page.locator("footer").get_by_role("link", name="Français").click()
    page.wait_for_url("**/9/skill/SLMO.fr.html")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("link", name="Matrice").click()
    page.wait_for_url("**/9/matrix.fr.html")


def test_the_language_switch_keeps_what_was_asked(page: Any) -> None:
    page.goto("search.en.html?q=data")
    page.locator("footer").get_by_role("link", name="Français").click()
    page.wait_for_url("**/search.fr.html?q=data")


def _codes(page: Any) -> list[str]:
    shown = page.locator(f"{ROWS}:visible .code")
    return [text.strip() for text in shown.all_text_contents()]


def test_the_matrix_is_filtered_by_its_address(page: Any) -> None:
    page.goto("9/matrix.en.html?category=people-and-skills&level=7")
    assert _codes(page) == ["ETMG", "TEAC", "SUBF"]


def test_the_matrix_is_filtered_by_its_form(page: Any) -> None:
    page.goto("9/matrix.en.html")
    form = page.get_by_role("search", name="Filter")
    form.get_by_label("Category").select_option("people-and-skills")
    form.get_by_label("Level").select_option("7")
    form.get_by_label("Code or name").press("Enter")
    page.wait_for_url(lambda url: "category=people-and-skills" in url and "level=7" in url)
    assert _codes(page) == ["ETMG", "TEAC", "SUBF"]
    form.get_by_label("Code or name").fill("subject")
    form.get_by_label("Code or name").press("Enter")
    page.wait_for_url(lambda url: "q=subject" in url)
    assert _codes(page) == ["SUBF"]


def test_a_stored_question_is_asked_by_its_form(page: Any, server: Served) -> None:
    page.goto("queries.en.html")
    page.get_by_role("link", name="Skills defined at a level", exact=True).click()
    for number in range(1, 8):
        page.get_by_role("checkbox", name=str(number), exact=True).set_checked(number == 7)
    page.locator("form.question").get_by_role("button").click()
    page.wait_for_url(re.compile(r"level=7"))
    table = server.ask("/query/skills-at-level.csv?level=7&edition=9&lang=en").text
    codes = [line.split(",")[0] for line in table.splitlines()[1:]]
    assert len(codes) > 5
    assert page.locator("table.answer tbody tr td:first-child").all_text_contents() == codes


def test_the_plain_form_asks_in_sparql(plain: Any) -> None:
    plain.goto("sparql.en.html")
    plain.get_by_label("Query").fill("SELECT ?n { ?e a sfia:Edition ; sfia:editionNumber ?n }")
    plain.get_by_label("Form of the answer").select_option("CSV")
    with plain.expect_download() as download:
        plain.get_by_role("button", name="Ask").click()
    lines = Path(download.value.path()).read_text().split()
    assert sorted(lines) == ["7", "8", "9", "n"]


def test_an_example_fills_the_plain_form(plain: Any) -> None:
    plain.goto("sparql.en.html")
    plain.get_by_role("link", name="All about a skill").click()
    written = plain.get_by_label("Query").input_value()
    assert written == plain_text(stored_queries()["describe-skill"].text)


def test_the_plain_form_is_there_where_the_editor_is_not(scripted: Any) -> None:
    answer = {"body": "", "content_type": "text/javascript"}
    scripted.route("**/static/editor/*.js", lambda route: route.fulfill(**answer))
    scripted.goto("sparql.en.html")
    expect(scripted.get_by_label("Query")).to_be_visible()


@EDITOR
def test_the_editor_runs_an_example(scripted: Any, server: Served) -> None:
    scripted.goto("sparql.en.html")
    expect(scripted.locator("#sparql-form")).to_be_hidden()
    scripted.get_by_role("link", name="How many skills there are at each level").click()
    scripted.get_by_role("button", name="Run query").locator("visible=true").click()
    rows = scripted.locator(".yasr_results tbody tr").locator("visible=true")
    expect(rows).to_have_count(7)
    assert "WHERE" in scripted.evaluate(VALUE)
    assert server.ask("/query/level-histogram.csv?edition=9").text.count("\n") == 8


@EDITOR
def test_the_editor_declares_the_prefixes_that_a_query_uses(scripted: Any) -> None:
    scripted.goto("sparql.en.html?query=SELECT * { ?s skos:prefLabel ?o ; a sfia:Skill } LIMIT 1")
    assert scripted.evaluate(VALUE).splitlines() == [
        f"PREFIX sfia: <{PREFIXES['sfia']}>",
        f"PREFIX skos: <{PREFIXES['skos']}>",
        "SELECT * { ?s skos:prefLabel ?o ; a sfia:Skill } LIMIT 1",
    ]


@EDITOR
def test_the_editor_knows_the_terms_of_the_graph_and_asks_nobody(scripted: Any) -> None:
    scripted.goto("sparql.en.html?query=SELECT%20*%20{%20?s%20")
    scripted.locator(".tabPanel.active .CodeMirror").click()
    scripted.keyboard.press("Control+End")
    scripted.keyboard.type("sfia:definedAt")
    expect(scripted.locator(".CodeMirror-line").first).to_have_text(
        f"PREFIX sfia: <{PREFIXES['sfia']}>"
    )
    scripted.keyboard.press("Control+Space")
    expect(scripted.locator(".CodeMirror-hint")).to_have_text(["sfia:definedAtLevel"])


@EDITOR
def test_what_the_editor_finds_leads_to_its_page_here(scripted: Any, server: Served) -> None:
    scripted.goto("sparql.en.html?query=SELECT * { ?s a sfia:Edition ; sfia:editionNumber 9 }")
    scripted.get_by_role("button", name="Run query").click()
    with scripted.context.expect_page() as opened:
        scripted.locator("a.iri").click()
    opened.value.wait_for_url(f"{server.address}9.html")


@EDITOR
def test_the_editor_says_why_a_query_is_refused(browser: Any, server: Served) -> None:
    context = browser.new_context(base_url=server.address)
    page = context.new_page()
    page.goto("sparql.en.html?query=SELECT * { ?s ?p }")
    page.get_by_role("button", name="Run query").click()
    expect(page.locator(".errorResult")).to_contain_text("not a SPARQL query: line 1")
    context.close()


@EDITOR
def test_the_editor_remembers_in_the_browser_alone(scripted: Any) -> None:
    scripted.goto("sparql.en.html")
    scripted.get_by_role("link", name="All about a skill").click()
    scripted.goto("sparql.en.html")
    tabs = scripted.get_by_role("tab")
    assert [text.strip() for text in tabs.locator("span").all_text_contents()] == [
        "Query",
        "All about a skill",
    ]
    assert scripted.context.cookies() == []


@EDITOR
def test_the_keyboard_is_not_caught_in_the_editor(scripted: Any) -> None:
    scripted.goto("sparql.en.html")
    scripted.locator(".tabPanel.active .CodeMirror").click()
    inside = "document.activeElement.closest('.CodeMirror-code, .CodeMirror') !== null"
    typing = "document.activeElement.tagName"
    assert scripted.evaluate(inside)
    scripted.keyboard.press("Tab")
    assert scripted.evaluate(typing) != "TEXTAREA"
    assert "\t" not in scripted.evaluate(VALUE)


def test_the_first_tab_leads_past_the_navigation(page: Any) -> None:
    page.goto("queries.en.html")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main a").first.evaluate("each => each === document.activeElement")


def test_a_slash_leads_to_the_search(scripted: Any) -> None:
    scripted.goto("queries.en.html")
    scripted.keyboard.press("/")
    field = scripted.locator("#find")
    expect(field).to_be_focused()
    scripted.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_is_wider_than_a_phone(browser: Any, server: Served, language: str) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    wider = {}
    for page in _page(browser, server, **options):
        for kind in KINDS.keys() - {"nothing"}:
            page.goto(place(kind, language))
            if by := page.evaluate(OVERFLOW):
                wider[kind] = by
    assert wider == {}


def test_print_leaves_the_navigation_out(plain: Any) -> None:
    plain.emulate_media(media="print")
    for kind in ("matrix", "skill", "question"):
        plain.goto(place(kind))
        expect(plain.locator("h1")).to_be_visible()
        for each in ("nav[aria-label]:not(.crumbs)", "form", ".skip"):
            assert plain.locator(f"{each}:visible").count() == 0, (kind, each)

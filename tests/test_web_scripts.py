"""The scripts of the site in a real browser: suggestions, the tree, the matrix, what is copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsers import expect, watched
from served import Served

ROWS = "table.matrix tbody th[scope=row]:visible"
ITEMS = "[role=treeitem]:visible"


@pytest.fixture
def tab(browser: Any, server: Served) -> Iterator[Any]:
    """A tab that must have had nothing to complain of in the end."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(base_url=server.address, permissions=permissions)
    context.set_default_timeout(10_000)
    complaints = watched(context, server.address)
    yield context.new_page()
    context.close()
    assert complaints == []


@pytest.mark.parametrize("form", ["header.site form", "main form.find"])
def test_words_are_suggested_for_and_an_arrow_and_enter_lead_there(tab: Any, form: str) -> None:
    tab.goto("index.en.html")
    field = tab.locator(form).get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("service level")
    options = tab.locator(form).get_by_role("option")
    expect(options.first).to_have_text("SLMO Service level management")
    expect(options.last).to_have_text("All results for “service level”")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen)
    field.press("Enter")
    tab.wait_for_url("**/9/skill/SLMO.en.html")


def test_escape_closes_the_suggestions_and_keeps_the_words(tab: Any) -> None:
    tab.goto("queries.fr.html")
    field = tab.locator("#find")
    field.press_sequentially("slmo")
    options = tab.locator("header.site").get_by_role("option")
    expect(options.last).to_have_text("Tous les résultats pour « slmo »")
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("slmo")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowUp")
    expect(options.first).to_be_visible()
    tab.keyboard.press("Tab")
    expect(options.first).to_be_hidden()


def test_a_suggestion_is_clicked_and_the_last_one_leads_to_all_results(tab: Any) -> None:
    tab.goto("queries.en.html")
    field, options = tab.locator("#find"), tab.locator("header.site").get_by_role("option")
    field.press_sequentially("prog")
    options.filter(has_text="PROG").first.click()
    tab.wait_for_url("**/9/skill/PROG.en.html")
    field.press_sequentially("$& zzqq")
    expect(options).to_have_text(["All results for “$& zzqq”"])
    expect(tab.locator("header.site [role=status]")).to_have_text("No suggestion")
    field.press("ArrowUp")
    field.press("Enter")
    tab.wait_for_url("**/search.en.html?q=%24%26+zzqq")


def test_without_a_choice_enter_leads_to_all_results(tab: Any) -> None:
    tab.goto("queries.en.html")
    tab.locator("#find").press_sequentially("data")
    expect(tab.locator("header.site").get_by_role("option").first).to_be_visible()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.en.html?q=data")


def test_the_tree_of_categories_is_walked_by_keys(tab: Any) -> None:
    tab.goto("index.en.html")
    first = tab.locator(ITEMS).first
    expect(tab.locator(ITEMS)).to_have_count(6)
    expect(first).to_have_attribute("aria-expanded", "false")
    first.focus()

    def after(*keys: str) -> str:
        for key in keys:
            tab.keyboard.press(key)
        assert tab.locator('[role=tree] [tabindex="0"]').count() == 1
        return str(tab.evaluate("document.activeElement.textContent"))

    assert after() == "Strategy and architecture"
    assert after("ArrowRight", "ArrowRight") == "Strategy and planning"
    assert after("ArrowRight", "ArrowDown") == "Emerging technology monitoring"
    assert after("ArrowLeft") == "Strategy and planning"
    assert after("ArrowLeft", "ArrowDown") == "Financial and value management"
    assert after("End") == "Relationships and engagement"
    assert after("ArrowUp") == "People and skills"
    assert after("d") == "Development and implementation"
    assert after("e", "l") == "Delivery and operation"
    assert after("Home", "ArrowLeft") == "Strategy and architecture"
    expect(tab.locator(ITEMS)).to_have_count(6)
    assert after("*") == "Strategy and architecture"
    expect(tab.locator(ITEMS)).to_have_count(6 + 22)
    assert after("ArrowDown") == "Strategy and planning"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/9/category/strategy-and-planning.en.html")


def test_a_branch_of_the_tree_is_opened_by_its_mark_and_closes_over_the_focus(tab: Any) -> None:
    tab.goto("index.en.html")
    item = tab.get_by_role("treeitem", name="People and skills")
    item.locator(".fold").click()
    expect(item).to_have_attribute("aria-expanded", "true")
    tab.get_by_role("treeitem", name="Skills management").focus()
    # Not every browser gives the focus to a link that is clicked.
    item.locator(".fold").dispatch_event("click")
    expect(item).to_be_focused()
    expect(tab.locator(ITEMS)).to_have_count(6)
    assert tab.url.endswith("/index.en.html")


def test_the_matrix_is_filtered_while_one_types_without_a_request(tab: Any, server: Served) -> None:
    tab.goto("9/matrix.en.html")
    expect(tab.locator(".keys")).to_be_visible()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.locator("form[data-matrix] [name=q]").press_sequentially("DÁTA")
    expect(tab.locator(".shown")).to_have_text("10 of 147 skills")
    expect(tab.locator(ROWS)).to_have_count(10)
    tab.locator("form[data-matrix] [name=level]").select_option("7")
    expect(tab.locator(".shown")).to_have_text("1 of 147 skills")
    expect(tab.locator("tfoot td")).to_have_text(list("0111111"))
    expect(tab.locator("table.matrix [scope=rowgroup]:visible")).to_have_count(2)
    tab.wait_for_url("**/9/matrix.en.html?q=D%C3%81TA&level=7")
    french = tab.locator("footer [hreflang=fr]")
    assert french.evaluate("each => each.search") == "?q=D%C3%81TA&level=7"
    tab.locator("form[data-matrix] [name=category]").select_option("people-and-skills")
    expect(tab.locator(".shown")).to_contain_text("No skill fits all of this at once.")
    expect(tab.locator("table.matrix")).to_be_hidden()
    tab.locator(".reset").click()
    expect(tab.locator(ROWS)).to_have_count(147)
    expect(tab.locator(".reset")).to_be_hidden()
    tab.wait_for_url("**/9/matrix.en.html")
    assert [url for url in asked if "icon" not in url] == []


@pytest.mark.parametrize("query", ["q=slmo", "category=marketing&level=7", "q=zzzz"])
def test_a_matrix_that_came_filtered_fetches_the_rest_once(
    tab: Any, server: Served, query: str
) -> None:
    tab.goto(f"9/matrix.fr.html?{query}")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.locator("form[data-matrix] [name=category]").select_option("")
    tab.locator("form[data-matrix] [name=level]").select_option("")
    tab.locator("form[data-matrix] [name=q]").fill("sécu")
    expect(tab.locator(".shown")).to_have_text("2 sur 147 compétences")
    tab.locator("form[data-matrix] [name=q]").fill("")
    expect(tab.locator(ROWS)).to_have_count(147)
    assert [url for url in asked if "icon" not in url] == [f"{server.address}9/matrix.fr.html"]


def test_a_filter_that_cannot_be_gives_way_to_the_next(browser: Any, server: Served) -> None:
    tab = browser.new_page(base_url=server.address)
    tab.goto("9/matrix.en.html?level=eight")
    expect(tab.get_by_role("alert")).to_contain_text("“eight” is no level")
    tab.locator("form[data-matrix] [name=q]").fill("slmo")
    expect(tab.locator(".shown")).to_have_text("1 of 147 skills")
    expect(tab.locator(ROWS)).to_have_count(1)
    expect(tab.get_by_role("alert")).to_have_count(0)
    tab.close()


def test_scripts_filter_as_the_server_does(tab: Any) -> None:
    for query in ("q=level+service", "q=it&level=3", "category=marketing&q=A", "q=(AI)", "level=1"):
        tab.goto(f"9/matrix.en.html?{query}")
        wanted = tab.locator(f"{ROWS} .code").all_text_contents()
        tab.goto("9/matrix.en.html", wait_until="networkidle")
        for name, value in (pair.split("=") for pair in query.split("&")):
            field = tab.locator(f"form[data-matrix] [name={name}]")
            field.fill(value.replace("+", " ")) if name == "q" else field.select_option(value)
        expect(tab.locator(".shown")).to_have_text(f"{len(wanted)} of 147 skills")
        assert tab.locator(f"{ROWS} .code").all_text_contents() == wanted


def test_arrow_keys_lead_from_number_to_number_over_what_is_empty(tab: Any) -> None:
    tab.goto("9/matrix.en.html")
    tab.get_by_role("link", name="ITSP, level 7").focus()
    found = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowUp"):
        tab.keyboard.press(key)
        found.append(tab.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert found == [
        f"{each[:4]}, level {each[4]}"
        for each in (*("ISCO7", "IRMG7", "STPL7", "INOV7", "INOV6", "ARCH6"),)
    ]


def test_what_people_take_away_is_copied(tab: Any, server: Served) -> None:
    tab.goto("9/skill/SLMO.fr.html")
    button = tab.get_by_role("button", name="Copier").first
    button.click()
    expect(tab.get_by_role("button", name="Copié")).to_be_visible()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == "https://w3id.org/sfia-graph/9/skill/SLMO"
    expect(tab.get_by_role("button", name="Copier")).to_have_count(2)

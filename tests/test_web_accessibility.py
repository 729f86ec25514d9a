"""No kind of page has anything that axe-core objects to.

They are looked at in English on a desk, light and dark, and in French on a phone in the dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import EDITOR, browsing
from kinds import KINDS, place
from long import some
from program import run
from served import served

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
EVERYTHING = {"resultTypes": ["violations"]}
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
BESIDE = {
    "preview": "reconcile/preview?id=skill/SLMO",
    "preview in French": "reconcile/fr/preview?id=9/skill/SLMO/4",
    "error in a form": "query/skills-at-level.en.html?level=x",
    "no such path": "nowhere/at/all",
}
"""Pages that are no documents of a thing."""


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    with served() as server, browsing() as browser:
        context = browser.new_context(base_url=server.address)
        context.set_default_timeout(30_000)
        yield context.new_page()
        context.close()


def _objections(tab: Any, options: dict[str, list[str]]) -> list[str]:
    found = axe.Axe().run(tab, options=options).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("kind", some([*KINDS], 2))
def test_a_page_is_accessible(tab: Any, kind: str) -> None:
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(DESK)
    reply = tab.goto(place(kind))
    assert reply.status == (404 if kind == "nothing" else 200)
    assert _objections(tab, EVERYTHING) == []
    tab.emulate_media(color_scheme="dark")
    assert _objections(tab, COLOURS) == []


@pytest.mark.parametrize("kind", some([*KINDS], 2, 1))
def test_a_page_in_french_is_accessible_on_a_phone(tab: Any, kind: str) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.set_viewport_size(PHONE)
    tab.goto(place(kind, "fr"))
    assert tab.locator("html").get_attribute("lang") == "fr"
    assert _objections(tab, EVERYTHING) == []


@pytest.mark.parametrize("address", BESIDE.values(), ids=BESIDE)
def test_a_page_beside_is_accessible(tab: Any, address: str) -> None:
    tab.goto(address)
    for scheme, size in (("light", DESK), ("dark", PHONE)):
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size(size)
        assert _objections(tab, EVERYTHING) == []


def test_the_report_of_a_diff_is_accessible(tab: Any, tmp_path: Path) -> None:
    done = run("diff", "8", "9", "--format", "html")
    assert done.returncode == 0, done.stderr
    (tmp_path / "diff.html").write_text(done.stdout, encoding="utf-8")
    tab.goto((tmp_path / "diff.html").as_uri())
    for scheme, size in (("light", DESK), ("dark", PHONE)):
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size(size)
        assert _objections(tab, EVERYTHING) == []


@EDITOR
def test_the_editor_is_accessible_with_an_answer(tab: Any) -> None:
    tab.goto(place("editor"))
    tab.get_by_role("button", name="Run query").click()
    for view, part in (("Table", "tbody tr"), ("Response", ".CodeMirror")):
        tab.get_by_role("button", name=f"Shows {view} view").click()
        tab.locator(f".yasr_results {part}").first.wait_for()
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            tab.emulate_media(color_scheme=scheme)
            assert _objections(tab, options) == []

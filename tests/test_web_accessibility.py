"""No kind of page has anything that axe-core objects to: light and dark, English and French."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsers import KINDS, browsing, place
from served import served

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
EVERYTHING = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    with served() as server, browsing() as browser:
        context = browser.new_context(base_url=server.address)
        yield context.new_page()
        context.close()


def _objections(tab: Any, options: dict[str, list[str]]) -> list[str]:
    found = axe.Axe().run(tab, options=options).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_accessible(tab: Any, kind: str, language: str) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(place(kind, language), wait_until="networkidle")
    assert _objections(tab, EVERYTHING) == []
    tab.emulate_media(color_scheme="dark")
    assert _objections(tab, COLOURS) == []

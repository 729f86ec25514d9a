"""A real browser: Debian's Chromium, led by Playwright, which must have nothing to complain of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sfia_graph.web import assets
from sfia_graph.web.pages import sparql

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install it")
expect = playwright.expect

EDITOR = pytest.mark.skipif(
    sparql.EDITOR not in assets.names(), reason="needs the SPARQL editor: make editor"
)


@contextmanager
def browsing() -> Iterator[Any]:
    """Run Chromium until the block ends; the test is left out where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as leading:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = leading.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


def watched(context: Any, address: str) -> list[str]:
    """Give the list that a context's complaints are added to.

    They are errors and warnings of the console, which breaches of the Content Security Policy are
    among, exceptions, failed requests, and requests to another host than that of `address`.
    """
    complaints: list[str] = []

    def note_request(request: Any) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            complaints.append(f"asks another host: {request.url}")

    def note_failure(request: Any) -> None:
        # A page that is left, and a search whose word has grown, no longer need their answers.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"failed: {request.url}: {request.failure}")

    def note_message(message: Any) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text} {message.location['url']}")

    context.on("console", note_message)
    context.on("weberror", lambda error: complaints.append(f"exception: {error.error}"))
    context.on("request", note_request)
    context.on("requestfailed", note_failure)
    return complaints

"""What is written runs no script in a browser and no formula in a spreadsheet, whatever was read.

The browser is real. That a script ran is seen by `window.ran`; that one was only stopped by the
policy is seen by what the console says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsers import playwright, watched
from long import some
from markdown_it import MarkdownIt
from payloads import EVERYTHING, PAYLOADS, codes, graph
from program import run
from served import Served, served
from static_site import hosted

from sfia_graph.web.security import POLICY_OF_PAGES

CODES = dict(zip(PAYLOADS, codes(len(PAYLOADS)), strict=True))
FEW = [*PAYLOADS][::26]
"""What a whole site is published of."""

CONTEXTS = """<!doctype html><html><head>{policy}<title>{text}</title><meta content="{text}">
<script type="application/ld+json">{{"a": "{text}"}}</script><style>{text}</style></head>
<body><!-- {text} --><p>{text}</p><textarea>{text}</textarea><b title='{text}'>b</b>
<i title={text}>i</i><a href="{text}">a</a><script>var x = "{text}";</script>
<script>var y = '{text}';</script><script>var z = `{text}`;</script></body></html>"""


def _links(page: Any) -> list[str]:
    """Press what runs when it is pressed, and give what a page would run of addresses."""
    found: list[str] = page.evaluate(
        r"""() => {
          const names = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];
          const found = [];
          for (const each of document.querySelectorAll("*")) {
            for (const { name, value } of each.attributes) {
              const runs = /^[\s\x00-\x1f]*(javascript|vbscript|data|view-source|blob|file):/i;
              if (names.includes(name) && runs.test(value)) found.push(value);
              if (name.startsWith("on") || name === "srcdoc") found.push(`${name}=${value}`);
            }
          }
          return found;
        }"""
    )
    return found


def _press(page: Any) -> None:
    """Press each link and button whose address runs; none of them leads away."""
    page.evaluate(
        """() => {
          for (const each of document.querySelectorAll("a, button, set, animate")) {
            const near = each.closest("a, button") ?? each;
            const goes = near.getAttribute("href") ?? near.getAttribute("xlink:href") ?? "";
            const sends = near.getAttribute("formaction") ?? near.form?.getAttribute("action");
            if (/^javascript:/i.test(goes || sends || ""))
              near.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          }
        }"""
    )
    page.wait_for_timeout(20)


def _ran(page: Any) -> bool:
    return page.evaluate("() => window.ran === 1") is True


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages as somebody writes them who escapes nothing, with and without a policy of ours."""
    folder = tmp_path_factory.mktemp("raw")
    said = f'<meta http-equiv="Content-Security-Policy" content="{POLICY_OF_PAGES}">'
    for name, text in EVERYTHING.items():
        for prefix, policy in (("open", ""), ("closed", said)):
            page = CONTEXTS.format(text=text, policy=f'<meta charset="utf-8">{policy}')
            path = folder / f"{prefix}-{name}.html"
            path.write_bytes(page.encode("utf-8"))
    for prefix in ("open", "closed"):
        frames = (
            f'<iframe name="{name}" src="{prefix}-{quote(name)}.html"></iframe>'
            for name in EVERYTHING
        )
        (folder / f"{prefix}.html").write_text("".join(frames), encoding="utf-8")
    return folder


def _running(browser: Any, address: str, prefix: str) -> set[str]:
    """Open the pages in frames, and give the names of those that ran something."""
    context, found = browser.new_context(), set()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(f"{address}{prefix}.html", wait_until="load")
    for frame in page.frames[1:]:
        name = frame.name
        if name in EVERYTHING:
            _press(frame)
            if _ran(frame):
                found.add(name)
    context.close()
    return found


def test_without_escaping_and_without_a_policy_the_corpus_runs(browser: Any, raw: Path) -> None:
    """So that the tests below can fail; what does not run here is for other places, or harmless."""
    with hosted(raw) as address:
        assert len(_running(browser, address, "open")) >= 40


def test_what_is_not_escaped_is_stopped_by_the_policy_of_a_page(browser: Any, raw: Path) -> None:
    with hosted(raw) as address:
        assert _running(browser, address, "closed") == set()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("output") / "data.nt"
    path.write_bytes(graph([*PAYLOADS.values()]))
    return path


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Served]:
    with served("--store", str(data)) as found:
        yield found


LISTS = (
    *("9", "9/matrix", "level/4", "search?q=window", "query/skills-at-level?level=4", "change/8-9"),
    *(
        "index",
        "8",
        "9/a-z",
        "framework",
        "9/level/4",
        "mappings",
        "compare",
        "queries",
        "downloads",
    ),
    *("about", "query/search?words=window", "query/unmapped-skills"),
)
SHOWN = 6
"""Of the lists these are looked at each time."""


def _is_harmless(page: Any, reply: Any, complaints: list[str]) -> None:
    assert reply.status in {200, 400, 404}, reply.url
    assert not _ran(page), reply.url
    assert _links(page) == [], reply.url
    assert complaints == [], reply.url
    assert "1337" not in page.evaluate("() => document.documentElement?.textContent ?? ''")


def _looked_at(browser: Any, address: str, paths: list[str], **options: Any) -> None:
    """Open pages as a reader does; nothing runs, nothing was stopped, nobody else is asked."""
    context = browser.new_context(**options)
    complaints, page = watched(context, address), context.new_page()
    for path in paths:
        reply = page.goto(f"{address}{path}", wait_until="load")
        if reply.status in {400, 404}:
            complaints[:] = [each for each in complaints if f"status of {reply.status}" not in each]
        _is_harmless(page, reply, complaints)
    context.close()


@pytest.mark.parametrize(
    ("stems", "language"),
    [
        (LISTS[:SHOWN], "en"),
        pytest.param(LISTS[SHOWN:], "en", marks=pytest.mark.long),
        pytest.param(LISTS, "fr", marks=pytest.mark.long),
    ],
    ids=["some", "others", "French"],
)
def test_pages_that_list_all_of_it_run_nothing(
    browser: Any, site: Served, stems: tuple[str, ...], language: str
) -> None:
    parts = [each.partition("?") for each in stems]
    paths = [f"{stem}.{language}.html{mark}{query}" for stem, mark, query in parts]
    _looked_at(browser, site.address, paths)


@pytest.mark.parametrize("name", some([*PAYLOADS], 45))
def test_pages_about_it_run_nothing(browser: Any, site: Served, name: str) -> None:
    code = CODES[name]
    stems = [f"9/skill/{code}", f"9/skill/{code}/4", f"skill/{code}", f"9/attribute/{code}"]
    stems += [f"9/category/{code.lower()}", f"9/attribute/{code}/4", f"8/skill/{code}"]
    _looked_at(browser, site.address, [f"{stem}.en.html" for stem in stems])


@pytest.mark.parametrize("name", some([*EVERYTHING], 60))
def test_what_a_reader_is_sent_with_an_address_runs_nothing(
    browser: Any, site: Served, name: str
) -> None:
    said = quote(EVERYTHING[name], safe="")
    paths = [
        f"search.html?q={said}",
        f"query/describe-skill.en.html?code={said}&lang={said}",
        f"query/describe-iri.en.html?iri={said}",
        f"query/skill-levels.html?{said}={said}",
        f"compare.en.html?one={said}&other={said}",
        f"sparql.en.html?query={said}",
        f"9/matrix.en.html?category={said}#{said}",
        f"9/skill/{said}",
        f"{said}.html",
    ]
    _looked_at(browser, site.address, paths)


DOCUMENTS = (
    *("9/skill/CODE.ttl", "9/skill/CODE.nt", "9/skill/CODE.rdf", "9/skill/CODE.jsonld"),
    *("9/skill/CODE.json", "9/skill/CODE.csv", "9/skill/CODE.md", "llms.txt", "feed.atom"),
    *("pictures/around/9/skill/CODE.en.svg", "openapi.json", "catalogue.jsonld", "sitemap.xml"),
    *("search?q=window", "query/skills-at-level.md?level=4", "query/level-histogram.svg"),
    *(
        "reconcile",
        "reconcile/preview?id=9/skill/CODE",
        "sparql?query=SELECT*%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%20500",
    ),
    "sparql?query=DESCRIBE%20%3Chttps://example.org/9/skill/CODE%3E",
)


def _opened(browser: Any, address: str, paths: list[str]) -> int:
    """Open documents as if they were pages; gives how many a browser shows."""
    context, shown = browser.new_context(accept_downloads=True), 0
    complaints, page = watched(context, address), context.new_page()
    for path in paths:
        try:
            reply = page.goto(f"{address}{path}", wait_until="load")
        except playwright.Error as error:
            assert "Download is starting" in error.message or "ERR_ABORTED" in error.message
            continue
        assert reply.status in {200, 404}, path
        assert not _ran(page), path
        assert _links(page) == [], path
        shown += reply.status == 200
        assert [each for each in complaints if "status of 404" not in each] == [], path
    context.close()
    return shown


@pytest.mark.parametrize("name", some([*PAYLOADS], 100))
def test_documents_that_are_opened_run_nothing(browser: Any, site: Served, name: str) -> None:
    paths = [each.replace("CODE", CODES[name]) for each in DOCUMENTS]
    assert _opened(browser, site.address, paths) >= 8


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site, as the program publishes it."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "data.nt").write_bytes(graph([PAYLOADS[name] for name in FEW]))
    done = run(*("publish", "-o", folder / "site", "--store", folder / "data.nt", "--no-validate"))
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.mark.long
def test_a_published_site_runs_nothing_on_a_host_that_sends_no_policy(
    browser: Any, published: Path
) -> None:
    stems = ["index", "9", "9/matrix", "9/a-z", "framework", "level/4", "downloads", "queries"]
    for code in codes(len(FEW)):
        stems += [f"9/skill/{code}", f"9/category/{code.lower()}", f"skill/{code}"]
    documents = [each.replace("CODE", codes(1)[0]) for each in DOCUMENTS if "?" not in each]
    with hosted(published) as address:
        _looked_at(browser, address, [f"{stem}.en.html" for stem in stems])
        assert _opened(browser, address, documents) >= 5


def test_every_page_of_a_published_site_says_the_policy_first(published: Path) -> None:
    said = f'<meta http-equiv="Content-Security-Policy" content="{POLICY_OF_PAGES}">'
    pages = [each for each in published.rglob("*.html") if "/preview/" not in str(each)]
    assert len(pages) > 100
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert said in text, path
        assert text.index(said) < text.index("<title>"), path
        assert "javascript:" not in re.sub(r">[^<]*<", "><", text), path


def test_a_search_as_it_is_typed_runs_nothing(browser: Any, site: Served) -> None:
    context = browser.new_context()
    complaints, page = watched(context, site.address), context.new_page()
    page.goto(f"{site.address}index.en.html")
    field = page.locator("input[type=search]").first
    for words in ("window", "<img src=x: onerror=window.ran=1>", "javascript:window.ran=1"):
        field.fill(words)
        page.wait_for_timeout(400)
        assert not _ran(page)
        assert _links(page) == []
    assert complaints == []
    context.close()


REPORTS = (
    ["diff", "8", "9", "--format", "html"],
    ["diff", "8", "9", "--format", "md"],
)


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[-1])
def test_a_report_of_changes_runs_nothing(
    browser: Any, data: Path, tmp_path: Path, words: list[str]
) -> None:
    done = run(*words, "--store", data)
    assert done.returncode == 0
    markdown = MarkdownIt("commonmark").enable("table")
    written = done.stdout if words[-1] == "html" else markdown.render(done.stdout)
    (tmp_path / "report.html").write_text(written, encoding="utf-8")
    (tmp_path / "favicon.ico").touch()
    with hosted(tmp_path) as address:
        context = browser.new_context()
        complaints, page = watched(context, address), context.new_page()
        page.goto(f"{address}report.html")
        assert not _ran(page)
        assert _links(page) == []
        assert complaints == []
        if words[-1] == "html":
            found = page.evaluate("() => getComputedStyle(document.body).fontFamily")
            assert "serif" in found or "system" in found
        context.close()

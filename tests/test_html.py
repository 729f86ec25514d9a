"""Every kind of page is valid HTML, its styles CSS, its pictures SVG, by the Nu Html Checker.

What the checker once had to say of our pages is held by rules of our own too, where it is not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented import write_graph
from kinds import KINDS, place
from program import run
from served import Served

from benchmarks.conformance import nu

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "sfia_graph" / "web" / "static"
LANGUAGES = ("en", "fr")

OTHERS = {
    "no such path": ("GET", "nowhere", 404),
    "no such document": ("GET", "9/skill/SLMO.xyz", 404),
    "not this way": ("DELETE", "9/skill/SLMO", 405),
    "a value that is none": ("GET", "query/skills-at-level.en.html?level=x", 400),
    "no answer as a page": ("GET", "sparql?query=ASK%7B%7D", 406),
    "preview": ("GET", "reconcile/preview?id=skill/SLMO", 200),
    "preview in French": ("GET", "reconcile/fr/preview?id=9/skill/SLMO/4", 200),
}
"""Pages that are no documents of a thing: how they are asked for, and with which status."""
REPORTS = {
    "gap": "profile gap ada service-manager --format html",
    "rank": "profile rank service-manager --format html --language fr",
    "team": "profile team service-desk --roles service-manager,tester --format html",
    "diff": "diff 8 9 --format html",
}
IMPLIED = {
    **{"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"},
    **{"th": "columnheader", "main": "main", "nav": "navigation", "ul": "list", "ol": "list"},
    **{"li": "listitem", "button": "button", "article": "article", "dialog": "dialog"},
}
"""The roles that elements have by themselves (ARIA in HTML, section 4)."""
REFERENCES = ("for", "list", "aria-labelledby", "aria-describedby", "aria-controls")
"""The attributes that name elements of the same page."""


class Rules(HTMLParser):
    """Notes, of a page, ids, what refers to ids, and what breaks a rule."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.broken: list[str] = []
        self._ids: Counter[str] = Counter()
        self._named: set[str] = set()
        self._open: list[list[str]] = []
        self.feed(page)
        self.broken += [f"id {name} twice" for name, times in self._ids.items() if times > 1]
        self.broken += [f"no id {name}" for name in sorted(self._named - self._ids.keys())]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's attributes, and note the children of a figure."""
        said = {name: value or "" for name, value in attrs}
        self._ids.update([said["id"]] if "id" in said else [])
        self._named |= {name for each in REFERENCES for name in said.get(each, "").split()}
        if said.get("role") == IMPLIED.get(tag, "-"):
            self.broken.append(f"{tag} says its own role")
        if tag == "img" and "alt" not in said:
            self.broken.append("img without alt")
        for figure in self._open:
            figure.append(tag)
        if tag == "figure":
            self._open.append([])

    def handle_endtag(self, tag: str) -> None:
        """Look where the caption of a figure stands."""
        if tag == "figure" and {"figcaption", "details"} <= set(self._open.pop()):
            self.broken.append("details beside a figcaption")


@pytest.fixture(scope="module")
def pages(server: Served) -> dict[str, str]:
    """Every kind of page of the server, in English and French, by what it is called."""
    html = {"Accept": "text/html"}
    found = {}
    for kind in KINDS:
        for language in LANGUAGES:
            reply = server.ask(f"/{place(kind, language)}", html)
            assert reply.status == (404 if kind == "nothing" else 200), kind
            found[f"{kind} {language}"] = reply.text
    for kind, (method, path, status) in OTHERS.items():
        reply = server.ask(f"/{path}", html, method)
        assert (reply.status, reply.headers["content-type"]) == (status, "text/html; charset=utf-8")
        found[kind] = reply.text
    return found


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    """The pages that commands write, by their names."""
    done = {name: run(*words.split()) for name, words in REPORTS.items()}
    assert [name for name, each in done.items() if each.returncode] == []
    return {name: each.stdout for name, each in done.items()}


def test_no_page_says_what_html_says_already(pages: dict[str, str]) -> None:
    broken = {name: Rules(page).broken for name, page in pages.items()}
    assert {name: rules for name, rules in broken.items() if rules} == {}


@pytest.mark.parametrize(
    ("page", "broken"),
    [
        ('<p id="a"><b id="a">', ["id a twice"]),
        ('<p aria-labelledby="a b" id="a">', ["no id b"]),
        ('<table role="table">', ["table says its own role"]),
        ('<img src="x">', ["img without alt"]),
        (
            "<figure><figcaption>x</figcaption><details></details></figure>",
            ["details beside a figcaption"],
        ),
    ],
)
def test_the_rules_find_what_breaks_them(page: str, broken: list[str]) -> None:
    assert Rules(page).broken == broken


def _written(folder: Path, pages: dict[str, str]) -> list[Path]:
    paths = []
    for name, page in pages.items():
        paths.append(folder / f"{name.replace(' ', '-')}.html")
        paths[-1].write_text(page, encoding="utf-8")
    return paths


def _said(paths: Iterable[Path]) -> list[str]:
    """Give what the checker says, but for warnings of which we say why they stay."""
    return [str(each) for each in nu.complaints(paths) if not each.is_noted]


@pytest.fixture
def checker() -> None:
    """Leave out a test where there is no checker."""
    if nu.jar() is None:
        pytest.skip(nu.MISSING)


@pytest.mark.usefixtures("checker")
def test_the_checker_has_nothing_to_say_of_any_page(
    pages: dict[str, str], reports: dict[str, str], tmp_path: Path
) -> None:
    styles = [*STATIC.glob("*.css"), *STATIC.glob("*.svg"), ROOT / "docs" / "model.svg"]
    assert len(styles) >= 4
    written = _written(tmp_path, pages | {f"report {name}": reports[name] for name in reports})
    assert _said([*written, *styles]) == []


@pytest.mark.usefixtures("checker")
@pytest.mark.long
@pytest.mark.parametrize("way", ["plain", "public"])
def test_the_checker_has_nothing_to_say_of_a_published_site(way: str, tmp_path: Path) -> None:
    graph, site = write_graph(tmp_path / "bakery.ttl"), tmp_path / "site"
    options = ["--public"] if way == "public" else []
    words = [
        "publish",
        "--store",
        str(graph),
        "-o",
        str(site),
        "--origin",
        "https://skills.example.org",
    ]
    done = run(*words, *options)
    assert done.returncode == 0, done.stderr
    pages = sorted(site.rglob("*.html"))
    pictures = sorted(site.rglob("*.svg"))
    assert len(pages) > 100
    assert "404.html" in {page.name for page in pages}
    assert pictures
    assert _said([*pages, *pictures]) == []


@pytest.mark.usefixtures("checker")
def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><table role="table">'
        '<tr role="row"><td role="cell">x</table><p><ul></ul></p>'
    )
    (tmp_path / "style.css").write_text("p { colour: red }")
    (tmp_path / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><p/></svg>')
    said = "\n".join(_said(sorted(tmp_path.iterdir())))
    for expected in (
        "page.html:0: error: The “role” attribute must not be used",
        "page.html:0: warning: The “table” role is unnecessary",
        "picture.svg:0: error: Element “p” not allowed",
        "style.css:1: error: CSS: “colour”",
    ):
        assert expected in said

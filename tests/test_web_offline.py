"""The pages where a host only has files: the visitor's browser gives the answers of the server."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from browsers import EDITOR, expect, watched
from long import some
from program import run
from served import Served
from static_site import hosted

from sfia_graph.web import assets, rooms
from sfia_graph.web.answerable import answerable
from sfia_graph.web.exchange import Asked
from sfia_graph.web.finding import find, respelled
from sfia_graph.web.finding.things import things
from sfia_graph.web.pages.engine import ENGINE
from sfia_graph.web.security import POLICIES, POLICY
from sfia_graph.web.site import Site, open_site

BUILT = pytest.mark.skipif(ENGINE not in assets.names(), reason="needs Oxigraph: make editor")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SKILLS = ("SLMO", "AVMT", "DAAN", "DATS", "ITOP")
COMPARED = (
    *("a=SLMO&b=avmt", "a=DAAN&b=DATS", "a=9/skill/SLMO&b=itop IT", "a=4&b=level/7"),
    *("a=SLMO&b=PROG&edition=8", "a=3&b=4&edition=8"),
    *("a=SLMO&b=4", "a=SLMO", "a=SLMO&b=XXXX", "a=SLMO&b=DATS&edition=3", "a=<b>&b=%22"),
)
WRONG = (
    "skills-at-level.en.html?level=9",
    "skills-at-level.fr.html?level=x&edition=9",
    "skills-at-level.en.html?levle=5",
    "skills-at-level.en.html?edition=3",
    "describe-skill.en.html?code=SLMO&lang=en_US",
    f"describe-skill.en.html?code={'X' * 301}",
    "describe-iri.en.html?iri=not an iri",
    "mappings-above.en.html?confidence=1e-9",
    "source-and-licence.en.html?edition=8&edition=9",
)
UNUSUAL = (
    "describe-skill.en.html?code=SLMO&code=PROG&lang=fr",
    "describe-skill.fr.html?code=prog",
    "describe-skill.en.html?lang=pt-br",
    "describe-skill.en.html?code=" + urlencode({"": '" } UNION { ?s ?p ?o } #'})[1:],
    "category-tree.en.html?edition=7",
    "level-histogram.fr.html?edition=8&edition=9",
    "mappings-above.en.html?confidence=.95",
    "resolve-name.en.html?name=zzz",
    "skills-in-category.fr.html?category=Strategie",
)
NORMAL = """selectors => {
  document.querySelectorAll(".answered").forEach(each => each.replaceWith(...each.childNodes));
  const normal = node => {
    if (node.nodeType === 3) return node.data.replace(/\\s+/g, " ");
    if (node.nodeType !== 1) return "";
    const all = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`);
    const own = all.sort().join("");
    const within = [...node.childNodes].map(normal).join("");
    return `<${node.localName}${own}>${within}</>`.replace(/> +/g, ">").replace(/ +</g, "<");
  };
  const form = document.querySelector("main form");
  const fields = [...form.querySelectorAll("[name]")];
  const links = [...document.querySelectorAll("footer a[hreflang]")];
  return [
    document.title,
    ...[...new FormData(form)].map(each => each.join("=")),
    ...fields.map(each => [each.name, each.id, each.ariaLabel, each.placeholder].join()),
    ...links.map(({ search }) => [...new URLSearchParams(search)].join("&")),
    ...[...document.querySelectorAll(selectors)].map(normal),
  ];
}"""


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site, as any host has it."""
    found = tmp_path_factory.mktemp("published") / "site"
    done = run("publish", "-o", found)
    assert done.returncode == 0, done.stderr
    return found


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    with hosted(folder, (POLICY, dict(POLICIES))) as address:
        yield address


def _tab(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """Give a tab that must have had nothing to complain of in the end."""
    context = browser.new_context(base_url=address, **options)
    context.set_default_timeout(20_000)
    complaints = watched(context, address)
    yield context.new_page()
    context.close()
    assert complaints == []


@pytest.fixture
def tab(browser: Any, host: str) -> Iterator[Any]:
    yield from _tab(browser, host)


@pytest.fixture
def asked(browser: Any, server: Served) -> Iterator[Any]:
    """A tab before the real server, which says what is right."""
    context = browser.new_context(base_url=server.address)
    yield context.new_page()
    context.close()


def _answered(tab: Any, address: str) -> None:
    tab.goto(address)
    tab.wait_for_selector("main .answered:not([aria-busy])", state="attached")


def _words(site: Site) -> list[str]:
    names = sorted({name.text for thing in things(site) for name in thing.names})[::12]
    shapes = (str, str.upper, lambda name: name[:3], lambda name: name[1:5], lambda name: name[:2])
    starts = [" ".join(word[:3] for word in name.split()) for name in names]
    odd = ["donnees", "qualite", "sistem", "servise levl", "é", "Œ", "a.2", " ", "9", "x" * 300]
    return [*(shape(name) for name in names for shape in shapes), *starts, *odd]


def test_scripts_find_what_the_server_finds(tab: Any, site: Site) -> None:
    words = _words(site)
    assert len(words) > 400
    tab.goto("index.en.html")
    found = tab.evaluate(
        """async words => {
          const { finder } = await import("/static/finding.js");
          const index = await finder();
          return words.map(each => [
            index.find(each, "en", 8), index.find(each, "fr", 50), index.respelled(each, "en"),
          ]);
        }""",
        words,
    )
    for asked, (few, many, near) in zip(words, found, strict=True):
        for language, limit, own in (("en", 8, few), ("fr", 50, many)):
            wanted = [asdict(each) for each in find(site, asked, language, limit)]
            named = ("href", "label", "language", "type", "code", "why", "text")
            assert [[each[key] for key in named] for each in own] == [
                [each[key] for key in named] for each in wanted
            ], asked
        assert near == (respelled(site, asked) or ""), asked


def test_the_names_are_small_and_the_same_in_every_run(site: Site) -> None:
    paths = ["search-index.json", "offline/questions.json", "offline/words.fr.json"]
    paths += ["offline/graph.nq.gz"] if ENGINE in assets.names() else []
    written = "rooms.answer(site, Asked(path)).body"
    program = f"""
import hashlib, sys
from sfia_graph.web import rooms
from sfia_graph.web.exchange import Asked
from sfia_graph.web.site import open_site
site = open_site()
print(*(hashlib.sha256({written}).hexdigest() for path in sys.argv[1:]))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(gzip.compress(rooms.answer(site, Asked(paths[0])).body)) < 60_000


def test_suggestions_need_one_file(tab: Any, host: str) -> None:
    tab.goto("index.en.html")
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url.removeprefix(host)))
    tab.locator("#find").press_sequentially("service level")
    options = tab.locator("header.site").get_by_role("option")
    expect(options.first).to_have_text("SLMO Service level management")
    assert "search-index.json" in requests
    assert [each for each in requests if not each.startswith("static/")] == ["search-index.json"]
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/9/skill/SLMO.en.html")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "words", ["data", "SLMO", "servise levl", "zzqq <b>", "  qualité ", "buan"]
)
def test_the_page_of_results_is_that_of_the_server(
    tab: Any, asked: Any, words: str, language: str
) -> None:
    address = f"search.{language}.html?{urlencode({'q': words})}"
    parts = "h1, main [role=status], main section"
    asked.goto(address)
    tab.goto(address)
    tab.wait_for_selector("main [role=status]")
    assert tab.evaluate(NORMAL, parts) == asked.evaluate(NORMAL, parts)


def test_without_script_the_search_says_where_to_look(browser: Any, host: str) -> None:
    for tab in _tab(browser, host, java_script_enabled=False):
        tab.goto("search.en.html?q=data")
        ways = tab.locator("main p").last
        expect(ways).to_have_text("Or look through all of them: A–Z · Matrix")
        ways.get_by_role("link", name="Matrix").click()
        tab.wait_for_url("**/9/matrix.en.html")


def test_the_matrix_is_filtered(tab: Any) -> None:
    tab.goto("9/matrix.en.html?category=people-and-skills&level=7")
    rows = tab.locator("table.matrix tbody th[scope=row]:visible .code")
    expect(rows).to_have_text(["ETMG", "TEAC", "SUBF"])
    tab.get_by_label("Code or name").fill("subject")
    expect(rows).to_have_text(["SUBF"])


@pytest.mark.parametrize("query", some(COMPARED, 3))
def test_a_comparison_is_that_of_the_server(tab: Any, asked: Any, query: str) -> None:
    parts = "form.compare ~ *"
    for language in ("en", "fr"):
        address = f"compare.{language}.html?{query}"
        asked.goto(address)
        _answered(tab, address)
        assert tab.evaluate(NORMAL, parts) == asked.evaluate(NORMAL, parts)


def _same_answer(tab: Any, asked: Any, address: str) -> None:
    parts = "main .problem, section[aria-labelledby=answer], details pre"
    asked.goto(address)
    _answered(tab, address)
    assert tab.evaluate(NORMAL, parts) == asked.evaluate(NORMAL, parts)


# What a CONSTRUCT gives has blank nodes, whose names are others.
ASKED = [each for each in answerable().values() if each.parameters]
ALIKE = [each.name for each in ASKED if each.name != "describe-iri"]


@BUILT
@pytest.mark.parametrize("name", some(ALIKE, 3))
def test_a_question_has_the_answer_of_the_server(tab: Any, asked: Any, name: str) -> None:
    first = answerable()[name].parameters[0]
    values = urlencode({first.name: first.defaults[0].value})
    _same_answer(tab, asked, f"query/{name}.{'fr' if len(name) % 2 else 'en'}.html?{values}")


@BUILT
@pytest.mark.parametrize("address", some([*WRONG, *UNUSUAL], 2))
def test_values_mean_what_they_mean_to_the_server(tab: Any, asked: Any, address: str) -> None:
    _same_answer(tab, asked, f"query/{address}")


@BUILT
def test_an_answer_is_taken_along_as_the_server_gives_it(tab: Any, server: Served) -> None:
    for name, values in (
        ("describe-skill", "code=SLMO&lang=fr"),
        ("translation-coverage", "edition=9"),
    ):
        _answered(tab, f"query/{name}.en.html?{values}")
        asked = tab.evaluate("String(new URLSearchParams(new FormData(document.forms[1])))")
        for suffix in ("csv", "json"):
            with tab.expect_download() as download:
                tab.locator(f".formats a[download$='.{suffix}']").click()
            found = server.ask(f"/query/{name}.{suffix}?{asked}")
            assert Path(download.value.path()).read_bytes() == found.body
        named = found.headers.get("content-disposition", "")
        assert download.value.suggested_filename.startswith(name), named


@BUILT
def test_a_graph_is_taken_along_whole(tab: Any, server: Served) -> None:
    iri = "https://w3id.org/sfia-graph/9/skill/SLMO"
    _answered(tab, f"query/describe-iri.en.html?iri={iri}")
    wanted = _canonical(server.ask(f"/query/describe-iri.nt?iri={iri}").body, "nt")
    for suffix in ("ttl", "jsonld", "rdf"):
        with tab.expect_download() as download:
            tab.locator(f".formats a[download$='.{suffix}']").click()
        written = Path(download.value.path()).read_bytes()
        assert _canonical(written, suffix) == wanted
        assert b"en-GB" in written
    expect(tab.locator("table.answer tbody tr")).to_have_count(len(wanted))


def _canonical(written: bytes, suffix: str) -> set[str]:
    form = ox.RdfFormat.from_extension(suffix)
    dataset = ox.Dataset(ox.parse(written, format=form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def test_a_text_like_a_formula_does_not_run_in_a_spreadsheet(tab: Any) -> None:
    tab.goto("index.en.html")
    found = tab.evaluate(
        """async values => {
          const { toCsv } = await import("/static/offline/files.js");
          return toCsv({ columns: ["v"], rows: values.map(each => [each]) });
        }""",
        [
            *({"type": "literal", "value": each} for each in ("=1+1", " @a", "plain", 'a "b", c')),
            {
                "type": "literal",
                "value": "-1",
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
            None,
        ],
    )
    assert found == 'v\n\'=1+1\n\' @a\nplain\n"a ""b"", c"\n-1\n\n'


@BUILT
def test_a_question_is_asked_by_keyboard_and_back_leads_back(tab: Any, host: str) -> None:
    tab.goto("query/describe-skill.en.html")
    field = tab.get_by_label("Code", exact=True)
    for code in ("PROG", "TEST"):
        field.fill(code)
        field.press("Enter")
        expect(tab.locator(".answered table.answer tbody td").first).to_have_text(code)
    assert "code=TEST" in tab.url
    tab.go_back()
    expect(tab.locator(".answered table.answer tbody td").first).to_have_text("PROG")
    expect(field).to_have_value("PROG")
    tab.go_back()
    expect(tab.locator("table.answer tbody td").first).to_have_text("SLMO")
    tab.go_forward()
    expect(tab.locator(".answered table.answer tbody td").first).to_have_text("PROG")
    tab.locator("footer").get_by_role("link", name="Français").click()
    expect(tab.locator(".answered h2").first).to_have_text("Réponse")
    assert "code=PROG" in tab.url


@BUILT
def test_a_question_is_stopped_and_asked_again(tab: Any) -> None:
    tab.route("**/graph.nq.gz", lambda route: None)
    tab.goto("query/skills-at-level.en.html?level=7")
    expect(tab.get_by_role("status").filter(has_text="working out")).to_be_visible()
    tab.get_by_role("button", name="Stop").press("Enter")
    expect(tab.locator("main .answered")).to_have_text("Stopped. Ask again when you like.")
    tab.unroute("**/graph.nq.gz")
    tab.locator("form.question").get_by_role("button").click()
    expect(tab.locator("table.answer tbody tr")).to_have_count(35)


@BUILT
def test_nothing_of_the_engine_is_loaded_before_somebody_asks(tab: Any, host: str) -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url.removeprefix(host)))
    for page in ("query/skills-at-level", "search", "compare", "sparql"):
        tab.goto(f"{page}.en.html", wait_until="networkidle")
    heavy = ("static/oxigraph/", "static/offline/", "offline/", "search-index")
    assert [each for each in requests if each.startswith(heavy)] == []


def test_a_question_needs_a_server_where_the_engine_is_not(tab: Any, folder: Path) -> None:
    page = folder / "query" / "skills-at-level.de.html"
    page.write_text(
        (folder / "query/skills-at-level.en.html").read_text().replace(" data-engine", "")
    )
    _answered(tab, "query/skills-at-level.de.html?level=7")
    line = "This needs a server, and there is none behind this page."
    expect(tab.locator("main .answered")).to_have_text(line)
    expect(tab.get_by_role("checkbox", name="7", exact=True)).to_be_checked()


@BUILT
def test_only_the_worker_may_compile(browser: Any, host: str) -> None:
    page = browser.new_page(base_url=host)
    page.goto("sparql.en.html")
    compiled = page.evaluate(
        """WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
          .then(() => "yes", each => each.name)"""
    )
    assert compiled == "CompileError"
    page.close()


def test_the_policy_of_the_worker_stands_in_its_own_answer(server: Served, site: Site) -> None:
    for path, policy in POLICIES.items():
        assert server.ask(f"/{path}").headers["content-security-policy"] == policy
        assert dict(rooms.answer(site, Asked(path)).headers)["Content-Security-Policy"] == policy
        rules = dict(each.split(" ", 1) for each in policy.split("; "))
        assert rules.pop("script-src") == "'self' 'wasm-unsafe-eval'"
        assert rules == {
            name: rule
            for name, rule in (each.split(" ", 1) for each in POLICY.split("; "))
            if name != "script-src"
        }
    assert server.ask("/static/site.js").headers["content-security-policy"] == POLICY


@BUILT
def test_a_host_that_sends_no_policy_and_unpacks_the_graph_itself(
    browser: Any, folder: Path, site: Site
) -> None:
    packed = folder / "offline" / "graph.nq.gz"
    written = packed.read_bytes()
    try:
        packed.write_bytes(gzip.decompress(written))
        with hosted(folder) as address:
            for tab in _tab(browser, address):
                _answered(tab, "query/skills-at-level.en.html?level=7")
                expect(tab.locator("table.answer tbody tr")).to_have_count(35)
    finally:
        packed.write_bytes(written)


@BUILT
def test_a_host_with_one_policy_for_all_files_is_told_of(browser: Any, folder: Path) -> None:
    with hosted(folder, (POLICY, {})) as address:
        page = browser.new_page(base_url=address)
        page.goto("query/skills-at-level.fr.html?level=7")
        problem = page.locator("main .answered [role=alert]")
        expect(problem).to_contain_text("Votre navigateur ne peut pas y répondre.")
        page.close()


@BUILT
@EDITOR
def test_the_editor_asks_the_browser(tab: Any) -> None:
    tab.goto("sparql.en.html?example=level-histogram")
    run = tab.get_by_role("button", name="Run query").locator("visible=true")
    run.click()
    rows = tab.locator(".yasr_results tbody tr").locator("visible=true")
    expect(rows).to_have_count(7)
    tab.goto("sparql.en.html?query=SELECT * { ?s ?p }")
    run.click()
    expect(tab.locator(".errorResult:visible")).to_contain_text(
        "not a SPARQL query: line 1, column 19"
    )
    tab.goto("sparql.en.html?query=CONSTRUCT { ?e a sfia:Edition } WHERE { ?e a sfia:Edition }")
    run.click()
    expect(tab.locator(".yasr:visible")).to_contain_text("sfia-graph/9")


@BUILT
@EDITOR
def test_an_endless_query_of_the_editor_is_stopped(tab: Any) -> None:
    tab.goto(f"sparql.fr.html?query={ENDLESS}")
    run = tab.get_by_role("button", name="Run query").locator("visible=true")
    run.click()
    tab.get_by_role("button", name="Arrêter").click()
    expect(tab.locator(".waiting")).to_have_count(0)
    expect(run).not_to_have_class("busy")
    tab.goto("sparql.fr.html?query=SELECT ?n { ?e sfia:editionNumber ?n }")
    run.click()
    expect(tab.locator(".yasr_results tbody tr:visible")).to_have_count(3)


@BUILT
def test_the_plain_form_asks_the_browser_and_can_be_stopped(tab: Any) -> None:
    empty = {"body": "", "content_type": "text/javascript"}
    tab.route("**/static/editor/*.js", lambda route: route.fulfill(**empty))
    tab.goto(f"sparql.en.html?query={ENDLESS}", wait_until="networkidle")
    form = tab.locator("#sparql-form")
    form.get_by_role("button", name="Ask").click()
    tab.get_by_role("button", name="Stop").click()
    expect(tab.locator(".answered")).to_have_text("Stopped. Ask again when you like.")
    tab.get_by_label("Query").fill("SELECT ?n { ?e sfia:editionNumber ?n } ORDER BY ?n")
    tab.get_by_label("Form of the answer").select_option("CSV")
    form.get_by_role("button", name="Ask").click()
    expect(tab.locator(".answered pre")).to_have_text("n\n7\n8\n9")
    tab.get_by_label("Query").fill("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    form.get_by_role("button", name="Ask").click()
    expect(tab.locator(".answered [role=alert]")).to_contain_text("is not supported")


@BUILT
def test_answers_are_accessible_and_fit_a_phone(browser: Any, host: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-core")
    options = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for tab in _tab(browser, host, **options):
        for address in (
            "query/level-histogram.fr.html?edition=8",
            "query/skills-at-level.en.html?level=9",
            "query/resolve-name.en.html?name=zzz",
            "compare.en.html?a=SLMO&b=AVMT",
            "compare.fr.html?a=4&b=7",
        ):
            _answered(tab, address)
            found = (
                axe.Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
            )
            assert [(address, each["id"], each["nodes"]) for each in found] == []
            assert tab.evaluate(wider) == 0, address


def test_what_was_asked_is_given_back_by_who_answers_only(server: Served, folder: Path) -> None:
    assert json.loads(server.ask("/offline/asked.json?here").body) == {"here": [""]}
    assert json.loads((folder / "offline" / "asked.json").read_text()) == {}

"""Pictures say what the graph says, stay within their frames, and are read without colours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as XML

import brotli
import pytest
from browsers import watched
from hypothesis import given
from hypothesis import strategies as st
from served import Served

from sfia_graph.results import Rows
from sfia_graph.web import assets, documents, pictures
from sfia_graph.web.drawing.bars import Table
from sfia_graph.web.drawing.drawing import Drawing, Label
from sfia_graph.web.drawing.flow import HEIGHT, HIGH, NAME, Flow, Flows
from sfia_graph.web.drawing.heat import Field
from sfia_graph.web.drawing.letters import cleaned, measured, shortened
from sfia_graph.web.drawing.neighbourhood import WIDTH, Group, Neighbour, Neighbourhood
from sfia_graph.web.drawing.ribbons import Ribbons
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.pages.around import SCRIPT
from sfia_graph.web.site import Site, open_site

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS = (
    "levels/9",
    "levels/8",
    "changes/9",
    "mappings",
    "around/9/skill/SLMO",
    "around/ecf/4/PLAN",
)
WALK = pytest.mark.skipif(SCRIPT not in assets.names(), reason="needs Cytoscape: make editor")
HOSTILE = {
    "long": "Aufmerksamkeitslenkung " * 13,
    "one word": "M" * 300,
    "right to left": "إدارة مستوى الخدمة " * 16,
    "wide": "服务级别管理" * 50,
    "marks": "<b>&amp; \"quoted\" 'too' ]]> \x00\x0b\ufffe",
}


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _drawn(site: Site, stem: str, language: str = "en") -> XML.Element:
    found = pictures.picture(site, Asked(f"pictures/{stem}.{language}.svg"))
    assert (found.status, found.media_type) == (200, "image/svg+xml")
    return XML.fromstring(found.body)


def _texts(drawing: XML.Element) -> list[str]:
    return ["".join(each.itertext()) for each in drawing.iter(f"{SVG}text")]


def _rows(site: Site, query: str) -> list[tuple[str, ...]]:
    found = site.store.sparql(query)
    assert isinstance(found, Rows)
    return [tuple(str(row[name]) for name in found.columns) for row in found]


SPREAD = """
SELECT ?category ?level (COUNT(DISTINCT ?skill) AS ?skills) {
  ?skill a sfia:Skill ; skos:inScheme <https://w3id.org/sfia-graph/%d> ;
    sfia:definedAtLevel/sfia:levelNumber ?level ; skos:broader* ?top .
  ?top a sfia:Category ; skos:prefLabel ?name .
  BIND(STR(?name) AS ?category)
} GROUP BY ?category ?level ORDER BY ?category ?level
"""
HELD = """
SELECT ?category (COUNT(DISTINCT ?skill) AS ?skills) {
  ?skill a sfia:Skill ; skos:inScheme <https://w3id.org/sfia-graph/%d> ; skos:broader* ?top .
  ?top a sfia:Category ; skos:prefLabel ?name .
  BIND(STR(?name) AS ?category)
} GROUP BY ?category ORDER BY ?category
"""
TOTALS = {8: [9, 43, 81, 107, 118, 104, 33], 9: [16, 99, 113, 139, 144, 126, 35]}


@pytest.mark.parametrize("edition", [8, 9])
def test_the_levels_of_an_edition_have_the_numbers_of_the_graph(site: Site, edition: int) -> None:
    said = _texts(_drawn(site, f"levels/{edition}"))
    counted = {(name, level): count for name, level, count in _rows(site, SPREAD % edition)}
    held = {name: count for name, count in _rows(site, HELD % edition)}
    assert said[1:15:2] == [str(each) for each in TOTALS[edition]]
    assert said[2:16:2] == list("1234567")
    rows = {said[at]: said[at + 1 : at + 8] for at in range(15, len(said), 8)}
    assert rows == {
        f"{held[name]} · {name}": [counted.get((name, level), "0") for level in "1234567"]
        for name in held
    }


LEVELS = """
SELECT ?edition ?code ?level ?category {
  ?skill a sfia:Skill ; skos:inScheme/sfia:editionNumber ?edition ; dcterms:identifier ?code ;
    sfia:definedAtLevel/sfia:levelNumber ?level ; skos:broader* ?top .
  ?top a sfia:Category ; skos:prefLabel ?name .
  BIND(STR(?name) AS ?category)
}
"""


def test_the_changes_of_an_edition_have_the_numbers_of_the_graph(site: Site) -> None:
    said = _texts(_drawn(site, "changes/9"))
    rows = _rows(site, LEVELS)
    old = {(code, level) for edition, code, level, _ in rows if edition == "8"}
    new = {(code, level) for edition, code, level, _ in rows if edition == "9"}
    before = {code for code, _ in old}
    expected = [
        [
            sum(each[1] == level for each in old & new),
            sum(each[1] == level and each[0] in before for each in new - old),
            sum(each[1] == level and each[0] not in before for each in new),
            sum(each[1] == level for each in old - new),
        ]
        for level in "1234567"
    ]
    start = said.index("Level 1")
    levels = [said[at + 1 : at + 5] for at in range(start, start + 35, 5)]
    assert [[int(each) for each in row] for row in levels] == expected
    assert sum(row[1] for row in expected) == 60
    assert sum(row[3] for row in expected) == 3
    shelves = {said[at]: said[at + 1 : at + 5] for at in range(5, 35, 5)}
    fresh = Counter(
        {each[3]: 0 for each in rows if each[0] == "9"}
        | Counter(
            name for _, name in {(r[1], r[3]) for r in rows if r[0] == "9" and r[1] not in before}
        )
    )
    assert {name: int(row[2]) for name, row in shelves.items()} == dict(fresh)
    assert sum(int(each) for row in shelves.values() for each in row) == 147
    assert sum(int(row[1]) for row in shelves.values()) == 67


MAPPED = """
SELECT ?relation (COUNT(*) AS ?mappings) {
  GRAPH ?set { ?record owl:annotatedProperty ?relation ; owl:annotatedSource ?one }
  ?set a sssom:MappingSet .
} GROUP BY ?relation ORDER BY ?relation
"""


def test_the_map_of_mappings_has_the_numbers_of_the_graph(site: Site) -> None:
    said = _texts(_drawn(site, "mappings"))
    names = {"exactMatch": "the same", "closeMatch": "nearly the same", "broadMatch": "broader"}
    names |= {"narrowMatch": "narrower", "relatedMatch": "related"}
    kinds = {relation.rsplit("#")[-1]: int(count) for relation, count in _rows(site, MAPPED)}
    for relation, count in kinds.items():
        assert f"{names[relation]} · {count}" in said
    assert {"140 · SFIA 8", "1303 · SFIA 9", "325 · SFIA 9 and"} <= set(said)
    assert sum(kinds.values()) == 1471


def test_the_page_of_mappings_has_the_numbers_of_its_picture(site: Site) -> None:
    body = documents.answer(site, Asked("mappings.en.html")).body.decode()
    assert "<strong>1471</strong>" in body
    assert 'href="/graph/mapping-sfia-9-ecf-4.en.html"' in body
    for count in (101, 178, 61, 272, 859):
        assert f'<td class="number">{count}</td>' in body


@st.composite
def _flows(draw: st.DrawFn) -> Flows:
    name = st.sampled_from("abcdefg")
    counts = st.tuples(*[st.integers(0, 400)] * 3)
    found = draw(st.dictionaries(st.tuples(name, name), counts, max_size=12))
    labels = {each: Label(each * draw(st.integers(1, 90))) for each in "abcdefg"}
    return Flows(tuple(Flow(*ends, each) for ends, each in found.items()), labels)


def _covers(spans: list[tuple[float, float]], start: float, length: float) -> bool:
    """Whether spans lie one behind the other from a place on, without gap and overlap."""
    for top, end in sorted(spans):
        if abs(top - start) > 1e-6:
            return False
        start, length = end, length - (end - top)
    return abs(length) < 1e-6


@given(_flows())
def test_nothing_is_lost_in_a_flow(flows: Flows) -> None:
    bands = flows.bands
    assert sum(each.count for each in bands) == sum(each.count for each in flows.flows)
    for node in flows.nodes.values():
        into = [(each.end, each.end + each.width) for each in bands if each.target == node]
        out = [(each.start, each.start + each.width) for each in bands if each.source == node]
        assert _covers(into, node.top, node.into)
        assert abs(max(node.into, sum(end - top for top, end in out)) - node.height) < 1e-6
        assert _covers(out, node.top, sum(end - top for top, end in out))
        assert all(each.source.column < each.target.column for each in bands)


@given(_flows())
def test_things_and_names_of_a_flow_lie_apart(flows: Flows) -> None:
    for column in range(len(flows.columns)):
        nodes = [each for each in flows.nodes.values() if each.column == column]
        for one, other in combinations(sorted(nodes, key=lambda each: each.top), 2):
            own = 0 if flows.is_above(one.name, column) else len(flows.lines(one.name)) * HEIGHT
            above = NAME if flows.is_above(other.name, column) else 0
            assert one.top + max(one.height, own) < other.top - above
    assert sum(each.height for each in flows.nodes.values() if not each.column) <= HIGH + 1e-6


OUTSIDE = """() => {
  const root = document.documentElement;
  const frame = root.getBoundingClientRect();
  const texts = [...root.querySelectorAll("text")];
  const boxes = texts.map((each) => [each.textContent, each.getBoundingClientRect()]);
  const out = boxes.filter(([, box]) => box.left < frame.left - 1
    || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
  const over = [];
  const meet = ([from, to, start, end], by) => from < end - by && start < to - by;
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    const [wide, high] = [[a.left, a.right, b.left, b.right], [a.top, a.bottom, b.top, b.bottom]];
    if (meet(wide, 1) && meet(high, 4)) over.push(`${one} | ${other}`);
  }));
  const small = texts.filter((each) => parseFloat(getComputedStyle(each).fontSize) < 12);
  return [...out.map(([text]) => text), ...over, ...small.map((each) => each.textContent)];
}"""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("stem", KINDS)
def test_a_picture_alone_is_whole_and_its_names_lie_apart(
    browser: Any, server: Served, stem: str, language: str
) -> None:
    context = browser.new_context(base_url=server.address, viewport={"width": 900, "height": 900})
    complaints = watched(context, server.address)
    page = context.new_page()
    reply = page.goto(f"pictures/{stem}.{language}.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert page.evaluate(OUTSIDE) == []
    context.close()
    assert complaints == []


def _hostile(name: str) -> Iterator[Drawing]:
    label = Label(name, "ar")
    near = tuple(Neighbour(label, code, note) for code in ("", name) for note in ("", name))
    group = Group(label, near, "and 3 more")
    around = Neighbourhood(label, name, (2, 3), (group,), (group, group))
    yield Drawing(name, name, "en", around.height, tuple(around.shapes()), WIDTH)
    field = Field((Label("1"), Label("2")), ((label, (0, 3)),), (3,), (0, 3), "Sums")
    yield Drawing(name, name, "en", field.height, tuple(field.shapes()))
    table = Table("Sums", (("new", 2), ("gone", 4)), ((label, (7, 0)),))
    yield Drawing(name, name, "en", table.height, tuple(table.shapes()))
    flows = Flows((Flow("a", "b", (9,)), Flow("b", "c", (4,))), dict.fromkeys("abc", label))
    ribbons = Ribbons(flows, (("same", 7),))
    yield Drawing(name, name, "en", ribbons.height, tuple(ribbons.shapes()))


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_name_breaks_out_of_a_picture(browser: Any, tmp_path: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 900})
    for at, drawing in enumerate(_hostile(name)):
        path = tmp_path / f"{at}.svg"
        path.write_bytes(drawing.file())
        parsed = XML.fromstring(drawing.file())
        assert parsed.find(f"{SVG}title").text == cleaned(name)  # type: ignore[union-attr]
        page.goto(path.as_uri())
        assert page.evaluate(OUTSIDE) == []
    page.close()


@given(st.text(max_size=80), st.floats(20, 400))
def test_a_shortened_text_is_no_wider_than_asked(text: str, width: float) -> None:
    found = shortened(text, width)
    assert measured(found) <= width
    assert found == cleaned(text) or found.endswith("…")


@pytest.mark.parametrize("stem", KINDS)
def test_a_picture_has_a_name_a_description_and_no_inline_style(site: Site, stem: str) -> None:
    for language in site.languages:
        found = _drawn(site, stem, language)
        assert found.get("role") == "img"
        assert found.get(LANGUAGE) == language
        assert found.findtext(f"{SVG}title")
        assert found.findtext(f"{SVG}desc")
        assert [each.tag for each in found.iter() if "style" in each.attrib] == []
        assert list(found.iter(f"{SVG}style")) == []


def test_names_in_another_language_say_which(site: Site) -> None:
    said = {
        "".join(each.itertext()): each.get(LANGUAGE)
        for each in _drawn(site, "levels/9", "fr").iter(f"{SVG}text")
    }
    assert said["13 · People and skills"] == "en-GB"
    assert said["Compétences définies à chaque niveau"] is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_numbers_of_a_picture_stand_beside_it_as_a_table(site: Site, language: str) -> None:
    body = documents.answer(site, Asked(f"9.{language}.html")).body.decode()
    cells = "".join(f'<td class="number">{each}</td>' for each in (0, 7, 7, 13, 13, 11, 3, 13))
    tag = ' lang="en-GB"' if language == "fr" else ""
    assert f'<th scope="row"{tag}>People and skills</th>{cells}</tr>' in body.replace(
        ' lang="en-GB"', tag
    )
    totals = "".join(f'<td class="number">{each}</td>' for each in (*TOTALS[9], 147))
    assert f"</th>{totals}</tr>" in body


def test_each_path_leads_to_a_picture_in_each_language(site: Site) -> None:
    found = list(pictures.paths(site))
    assert len(found) == len(set(found))
    assert {
        f"pictures/{stem}.{language}.svg" for stem in KINDS for language in ("en", "fr")
    } <= set(found)
    assert "pictures/levels/7.en.svg" not in found
    assert "pictures/changes/8.en.svg" not in found
    for path in found[::40]:
        assert pictures.picture(site, Asked(path)).status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("pictures/levels/7.en.svg", "pictures/levels/9.de.svg", "pictures/levels/9.svg"),
        *("pictures/around/9/skill/NOTHING.en.svg", "pictures/around/<>.en.svg"),
        *("pictures/mappings/9.en.svg", "pictures/other.en.svg", "pictures/changes/8.en.svg"),
        *("pictures/around/9.en.svg", "pictures/levels/\n.en.svg", f"pictures/{'a' * 9999}.en.svg"),
    ],
)
def test_what_is_no_picture_is_refused(site: Site, path: str) -> None:
    with pytest.raises(Refused) as refused:
        pictures.picture(site, Asked(path))
    assert refused.value.status == 404
    assert len(refused.value.problem) < 130


def test_the_same_graph_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, sys; from sfia_graph.web import pictures;"
        "from sfia_graph.web.exchange import Asked; from sfia_graph.web.site import open_site;"
        "s = open_site(); w = list(pictures.paths(s));"
        "w = w[:12] + w[-60:]; b = b''.join(pictures.picture(s, Asked(p)).body for p in w);"
        "h = hashlib.sha256(b);"
        "sys.stdout.write(h.hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_every_box_around_a_skill_is_a_link_beside_it(site: Site) -> None:
    body = documents.answer(site, Asked("9/skill/SLMO.en.html")).body.decode()
    details = body[body.index('<details class="around"') :]
    details = details[: details.index("</details>")]
    assert 'src="/pictures/around/9/skill/SLMO.en.svg"' in details
    assert 'loading="lazy"' in details
    for stem in ("9/category/service-management", "8/skill/SLMO", "9/skill/USUP", "ecf/4/A.2"):
        assert f'href="/{stem}.en.html"' in details


def test_a_skill_page_with_its_pictures_is_light(site: Site) -> None:
    heaviest = max(
        len(brotli.compress(documents.answer(site, Asked(f"9/skill/{code}.en.html")).body))
        for code in ("SLMO", "PROG", "DATM")
    )
    assert heaviest < 12_000


def test_pictures_stand_under_the_root_of_the_site() -> None:
    site = open_site(root="/sfia/")
    body = documents.answer(site, Asked("9/skill/SLMO.fr.html")).body.decode()
    assert 'src="/sfia/pictures/around/9/skill/SLMO.fr.svg"' in body
    assert "/pictures/" not in body.replace("/sfia/pictures/", "")


def test_a_graph_without_mappings_has_no_map_of_them(shipped: Path) -> None:
    site = open_site(shipped)
    body = documents.answer(site, Asked("mappings.en.html")).body.decode()
    assert "This graph holds no mappings." in body
    with pytest.raises(Refused):
        pictures.picture(site, Asked("pictures/mappings.en.svg"))
    assert "pictures/mappings.en.svg" not in set(pictures.paths(site))


@pytest.fixture(scope="module")
def shipped() -> Path:
    from sfia_graph.resources import shipped_data

    return next(each for each in shipped_data() if each.name == "sfia-9.ttl")


CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((each) => each / 255)
      .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const fill = (each) => light(getComputedStyle(each).fill);
  const shapes = [...document.querySelectorAll("svg.picture rect, svg.picture path")];
  return [...document.querySelectorAll("svg.picture text[class^=on-]")].map((each) => {
    const box = each.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const step = each.getAttribute("class").split("-")[1];
    const under = shapes.find((one) => one.classList.contains(`tone-${step}`));
    const [high, low] = [fill(each), fill(under)].sort((a, b) => b - a);
    return [each.textContent, (high + 0.05) / (low + 0.05)];
  }).filter(([, ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["index.en.html", "mappings.en.html"])
def test_numbers_are_read_on_every_tone(
    browser: Any, server: Served, place: str, scheme: str
) -> None:
    page = browser.new_page(base_url=server.address, color_scheme=scheme)
    page.goto(place)
    assert page.locator("svg.picture text[class^=on-]").count() > 7
    assert page.evaluate(CONTRAST) == []
    page.close()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("stem", ["index", "9", "9/skill/SLMO", "mappings"])
def test_pictures_fit_a_phone(browser: Any, server: Served, stem: str, language: str) -> None:
    page = browser.new_page(base_url=server.address, viewport={"width": 320, "height": 700})
    page.goto(f"{stem}.{language}.html")
    for each in page.locator("details").all():
        each.evaluate("(details) => { details.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    first = OUTSIDE.replace("document.documentElement", "document.querySelector('.picture')")
    assert page.evaluate(first) == []
    page.close()


@WALK
def test_one_walks_through_the_graph_with_the_keyboard(browser: Any, server: Served) -> None:
    context = browser.new_context(base_url=server.address, reduced_motion="reduce")
    complaints, asked = watched(context, server.address), []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto("9/skill/SLMO.en.html")
    page.locator("details.around summary").press("Enter")
    button = page.get_by_role("button", name="Walk through the graph")
    button.wait_for()
    assert [each for each in asked if "editor/" in each or each.endswith(".json")] == []
    button.press("Enter")
    page.locator(".canvas canvas").first.wait_for()
    page.locator(".neighbours").get_by_role("button", name="Service management").press("Enter")
    page.get_by_role("status").get_by_text("Service management: 12 neighbours").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Service management"
    page.locator(".neighbours").get_by_role("link", name="Page of Incident management").press(
        "Enter"
    )
    page.wait_for_url("**/9/skill/USUP.en.html")
    context.close()
    assert complaints == []
    assert [each for each in asked if each.endswith(".json")] == [
        f"{server.address}{stem}.json" for stem in ("9/skill/SLMO", "9/category/service-management")
    ]


@WALK
def test_a_walk_says_when_its_data_do_not_come(browser: Any, server: Served) -> None:
    page = browser.new_page(base_url=server.address)
    page.route("**/*.json", lambda route: route.fulfill(status=404, body=""))
    page.goto("9/skill/SLMO.en.html")
    page.locator("details.around summary").click()
    page.get_by_role("button", name="Walk through the graph").click()
    page.get_by_role("status").get_by_text("This could not be loaded.").wait_for()
    assert page.locator(".around img").count() == 1
    page.close()


def test_without_a_script_the_picture_and_its_list_are_there(browser: Any, server: Served) -> None:
    page = browser.new_page(base_url=server.address, java_script_enabled=False)
    page.goto("9/skill/SLMO.en.html")
    page.locator("details.around summary").click()
    page.locator(".around img").wait_for(state="visible")
    assert page.locator(".explore").is_visible() is False
    assert page.locator(".neighbours").get_by_role("link", name="Incident management").is_visible()
    page.close()

"""The pages of skills, levels, attributes, editions and mapping sets, as people read them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from sfia_graph.graph import to_graph
from sfia_graph.provenance import describe
from sfia_graph.report import Report
from sfia_graph.sources.reading import read_editions
from sfia_graph.web import rooms
from sfia_graph.web.documents import answer
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.site import Site, open_site

KINDS = {
    "skill": "9/skill/SLMO",
    "skill of an edition in part": "7/skill/SLMO",
    "skill at a level": "9/skill/SLMO/4",
    "skill across editions": "skill/SLMO",
    "retired code": "skill/BUAN",
    "level": "level/4",
    "level in an edition": "9/level/4",
    "level that is only numbered": "8/level/4",
    "attribute": "9/attribute/AUTO",
    "behavioural factor": "9/attribute/ADAP",
    "attribute at a level": "9/attribute/ADAP/3",
    "comparison to fill in": "compare",
    "comparison of skills": "compare?a=SLMO&b=avmt",
    "comparison of levels": "compare?a=4&b=level/7&edition=8",
    "edition": "9",
    "edition in part": "7",
    "framework": "framework",
    "mappings": "mappings",
    "mapping set": "graph/mapping-sfia-9-ecf-4",
    "named graph": "graph/sfia-9-en-GB-names",
    "home": "index",
    "matrix": "9/matrix",
    "A–Z": "9/a-z",
    "about": "about",
    "search": "search?q=service",
    "category": "9/category/service-management",
    "agent": "agent/sfia-graph",
    "questions": "queries",
    "question": "query/skills-at-level",
    "ontology": "ontology",
    "term": "ontology/Skill",
    "shape": "shape/level-number",
    "editor": "sparql",
}
RIGHTS = {
    "en": "SFIA, its name and its texts belong to the SFIA Foundation;",
    "fr": "SFIA, son nom et ses textes appartiennent à la SFIA Foundation ;",
}
TERMS = {
    "9/skill/SLMO": ("DefinedTerm", "Service level management", "SLMO"),
    "9/skill/SLMO/4": ("DefinedTerm", "Service level management, level 4", "SLMO-4"),
    "skill/SLMO": ("DefinedTerm", "Service level management", "SLMO"),
    "level/4": ("DefinedTerm", "Level 4, Enable", "4"),
    "9/level/4": ("DefinedTerm", "Level 4, Enable", "4"),
    "9/attribute/AUTO": ("DefinedTerm", "Autonomy", "AUTO"),
    "9/attribute/ADAP/3": ("DefinedTerm", "Adaptability, level 3", "ADAP-3"),
    "9": ("DefinedTermSet", "SFIA 9", None),
    "framework": ("DefinedTermSet", "SFIA, all editions", None),
}
HOSTILE = """
PREFIX : <https://example.org/s/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pav: <http://purl.org/pav/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX void: <http://rdfs.org/ns/void#>
<https://example.org/s/graph/evil> a void:Dataset ; dcterms:title "<b>graph</b>" ;
    dcterms:license <javascript:alert(1)> ; dcterms:rightsHolder <javascript:alert(2)> .
<https://example.org/s/9> a skos:ConceptScheme , sfia:Edition ; sfia:editionNumber 9 ;
    skos:prefLabel "<i>nine</i>"@en .
<https://example.org/s/level/1> a sfia:Level ; sfia:levelNumber 1 ;
    skos:prefLabel "</title><script>alert(1)</script>"@en .
<https://example.org/s/9/skill/EVIL> a skos:Concept , sfia:Skill ; dcterms:identifier "EV\\"IL" ;
    skos:inScheme <https://example.org/s/9> ; skos:broader <javascript:alert(3)> ;
    skos:prefLabel "</script><script>alert(1)</script>"@en ;
    skos:definition "<img src=x onerror=alert(1)>\\n\\n\\" onclick=\\"alert(1)"@en ;
    sfia:definedAtLevel <https://example.org/s/level/1> ;
    foaf:page <javascript:alert(4)> , <http-evil:x> .
<https://example.org/s/9/skill/EVIL/1> a skos:Concept , sfia:SkillAtLevel ;
    sfia:skill <https://example.org/s/9/skill/EVIL> ;
    skos:prefLabel "'><svg onload=alert(1)>"@en .
[] owl:annotatedSource <https://example.org/s/9/skill/EVIL> ;
    owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <javascript:alert(5)> ;
    pav:authoredBy <javascript:alert(6)> ; sssom:object_label "<u>theirs</u>" ;
    rdfs:comment "<script>alert(2)</script>" .
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


def _asked(path: str) -> Asked:
    parts = urlsplit(path)
    parameters = {name: tuple(values) for name, values in parse_qs(parts.query).items()}
    return Asked(unquote(parts.path).removeprefix("/"), parameters)


def _read(site: Site, path: str, language: str = "en") -> str:
    stem, mark, query = path.partition("?")
    return answer(site, _asked(f"{stem}.{language}.html{mark}{query}")).body.decode()


def _tree(text: str) -> Element:
    tree: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return tree


def _page(site: Site, path: str, language: str = "en") -> Element:
    return _tree(_read(site, path, language))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _texts(found: Iterator[Element]) -> list[str]:
    return [_text(each) for each in found]


def _of_class(tree: Element, name: str, tag: str = "*") -> Iterator[Element]:
    return (each for each in tree.iter() if _has(each, name) and tag in {"*", each.tag})


def _has(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _by_id(tree: Element, name: str) -> Element:
    (found,) = (each for each in tree.iter() if each.get("id") == name)
    return found


def _section(tree: Element, name: str) -> Element:
    """Give the section that is labelled by the heading with an id."""
    (found,) = (each for each in tree.iter("section") if each.get("aria-labelledby") == name)
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_is_sound_html_with_one_heading_its_language_and_whose_words_it_shows(
    site: Site, path: str, language: str
) -> None:
    text = _read(site, path, language)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert parser.errors == []
    assert tree.get("lang") == language
    assert len(list(tree.iter("h1"))) == 1
    (footer,) = _of_class(tree, "site", "footer")
    assert RIGHTS[language] in _text(footer)
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    known = set(ids)
    for name in ("aria-labelledby", "for", "list"):
        used = {each.get(name, "") for each in tree.iter()} - {""}
        assert {part for each in used for part in each.split()} <= known
    assert [each.tag for each in tree.iter() if "style" in each.attrib] == []
    assert "built-in method" not in text


def test_each_link_within_the_site_leads_somewhere(site: Site) -> None:
    links = {
        link: path
        for path in KINDS.values()
        for each in _page(site, path).iter()
        if each.tag in {"a", "link"} and (link := each.get("href", "")).startswith("/")
    }
    # What stands at a thing's own address is told sooner than its page is made.
    asked = {re.sub(r"\.(en|fr)\.html(\?.*)?$", "", link): path for link, path in links.items()}
    found = {(_status(site, link), link, path) for link, path in asked.items()}
    assert {each for each in found if each[0] not in {200, 303}} == set()
    assert len(found) > 1000


def _status(site: Site, link: str) -> int:
    # The page of the search stands where a program asks for something.
    room = answer if link == "/search" else rooms.answer
    try:
        return room(site, _asked(link)).status
    except Refused as problem:
        return problem.status


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_link_within_a_page_has_its_target(site: Site, path: str) -> None:
    tree = _page(site, path)
    links = {each.get("href", "") for each in tree.iter("a")}
    inside = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert inside - {each.get("id") for each in tree.iter()} == set()


def _terms(tree: Element) -> Any:
    (script,) = (each for each in tree.iter("script") if each.get("type") == "application/ld+json")
    return json.loads(script.text or "")


@pytest.mark.parametrize("path", TERMS)
def test_a_page_describes_its_thing_in_the_words_of_schema_org(site: Site, path: str) -> None:
    found = _terms(_page(site, path))
    kind, name, code = TERMS[path]
    assert (found["@context"], found["@type"]) == ("https://schema.org", kind)
    assert (found["@id"], found["name"]) == (site.iri(path), name)
    assert found.get("termCode") == code


def test_a_term_names_the_set_that_it_belongs_to(site: Site) -> None:
    found = _terms(_page(site, "9/skill/SLMO"))
    assert found["inDefinedTermSet"] == {
        "@type": "DefinedTermSet",
        "@id": "https://w3id.org/sfia-graph/9",
        "name": "SFIA 9",
    }
    assert _terms(_page(site, "graph/mapping-sfia-9-ecf-4"))["@type"] == "Dataset"


def test_a_skill_shows_its_name_its_code_and_where_it_stands(site: Site) -> None:
    tree = _page(site, "9/skill/SLMO")
    assert _texts(tree.iter("h1")) == ["Service level management SLMO"]
    (crumbs,) = _of_class(tree, "crumbs")
    assert _texts(crumbs.iter("a")) == ["SFIA 9", "Delivery and operation", "Service management"]
    assert _texts(tree.iter("title")) == [
        "Service level management (SLMO), SFIA 9 · SFIA as linked data"
    ]


def test_a_skill_shows_all_seven_levels_and_which_of_them_are_not_observed(site: Site) -> None:
    tree = _page(site, "9/skill/SLMO")
    (bar,) = _of_class(tree, "level-bar")
    assert _texts(bar.iter("li")) == [
        "Level 1 Follow, not observed",
        "Level 2 Assist",
        "Level 3 Apply",
        "Level 4 Enable",
        "Level 5 Ensure, advise",
        "Level 6 Initiate, influence",
        "Level 7 Set strategy, inspire, mobilise",
    ]
    levels = _section(tree, "levels")
    assert "Defined at 6 levels, from 2 to 7." in _text(levels)
    assert _texts(levels.iter("h3")) == [
        "Level 1 not observed",
        "Level 2 Assist",
        "Level 3 Apply",
        "Level 4 Enable",
        "Level 5 Ensure, advise",
        "Level 6 Initiate, influence",
        "Level 7 Set strategy, inspire, mobilise",
    ]
    assert [each.get("id") for each in _of_class(levels, "absent", "article")] == ["level-1"]
    assert "it begins at a higher level." in _text(_by_id(tree, "level-1"))


def test_levels_in_a_row_that_are_not_observed_are_explained_once(site: Site) -> None:
    levels = _section(_page(site, "9/skill/GOVN"), "levels")
    assert len(list(_of_class(levels, "absent", "article"))) == 5
    assert _text(levels).count("SFIA does not observe this skill here") == 1


def test_a_skill_says_in_french_too_that_a_level_is_not_observed(site: Site) -> None:
    tree = _page(site, "7/skill/SLMO", "fr")
    assert _texts(tree.iter("h1")) == ["Gestion des niveaux de service SLMO"]
    assert _text(_by_id(tree, "level-1")) == (
        "Niveau 1 non observée SFIA n’observe pas cette compétence ici ; "
        "elle commence à un niveau plus haut."
    )


def test_a_level_between_two_others_is_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "gap.ttl"
    path.write_text(
        HOSTILE.split("<https://example.org/s/graph")[0]
        + ":9 a sfia:Edition ; sfia:editionNumber 9 . :9\\/skill\\/GAPS a sfia:Skill ;"
        " skos:inScheme :9 ; sfia:definedAtLevel :level\\/2 , :level\\/4 . "
        + " ".join(f":level\\/{n} a sfia:Level ; sfia:levelNumber {n} ." for n in range(1, 8))
    )
    tree = _page(open_site([path]), "9/skill/GAPS")
    states = {n: _by_id(tree, f"level-{n}").get("class", "") for n in range(1, 8)}
    assert states == {
        **{1: "absent below", 2: "level-2", 3: "absent gap", 4: "level-4"},
        **{n: "absent above" for n in (5, 6, 7)},
    }
    assert "below and above" in _text(_by_id(tree, "level-3"))


def test_a_skill_shows_what_it_is_mapped_to_with_both_labels_and_how_surely(site: Site) -> None:
    tree = _section(_page(site, "9/skill/SLMO"), "mappings")
    rows = [_texts(row.iter("td")) for row in tree.iter("tr")]
    assert [
        "SLMO",
        "the same",
        "A.2 Service Level Management",
        "0.9",
        "both negotiate service targets with customers, then track and report against them",
        "sfia-graph, judged by reading, 2026-11-24",
    ] in rows


def test_a_mapping_set_shows_both_ends_of_each_mapping(site: Site) -> None:
    tree = _page(site, "graph/mapping-sfia-9-ecf-4")
    rows = [_texts(row.iter("td")) for row in _section(tree, "rows").iter("tr")][1:]
    assert [row[:4] for row in rows if row[0].startswith("SLMO")] == [
        [
            "SLMO Service level management",
            "the same",
            "A.2 Service Level Management",
            "0.9",
        ],
    ]
    assert _texts(_section(tree, "rows").iter("h2")) == [f"{len(rows)} mappings"]
    assert {len(row) for row in rows} == {6}
    shown = _text(tree)
    assert "CC BY 4.0" in shown
    assert f"with a confidence: {sum(row[3] != '–' for row in rows)}" in shown


def test_content_that_is_not_there_in_french_is_marked(site: Site) -> None:
    tree = _page(site, "9/skill/SLMO", "fr")
    (heading,) = tree.iter("h1")
    assert _text(heading) == "Service level management SLMO (en anglais britannique)"
    assert next(heading.iter("span")).get("lang") == "en-GB"
    (mapped,) = (row for row in tree.iter("tr") if "A.2" in _text(row))
    assert _texts(_of_class(mapped, "fallback")) == ["en", "en"]
    assert {each.get("title") for each in _of_class(mapped, "fallback")} == {"en anglais"}
    gloss = next(_of_class(tree, "gloss"))
    assert list(_of_class(gloss, "fallback")) == []


def test_content_in_english_is_not_marked_in_english(site: Site) -> None:
    (heading,) = _page(site, "9/skill/SLMO").iter("h1")
    assert list(_of_class(heading, "fallback")) == []


def test_a_skill_at_a_level_shows_the_levels_beside_it(site: Site) -> None:
    tree = _page(site, "9/skill/SLMO/2")
    beside = _section(tree, "beside")
    assert _texts(beside.iter("h3")) == ["Down", "Up: Level 3"]
    assert "This is the lowest level of the skill." in _text(beside)
    (here,) = (each for each in tree.iter("a") if each.get("aria-current") == "page")
    assert _text(here) == "Level 2 Assist"


def test_a_skill_across_editions_shows_each_of_them(site: Site) -> None:
    tree = _page(site, "skill/SLMO", "fr")
    assert _texts(tree.iter("h1")) == ["Gestion des niveaux de service SLMO"]
    assert _texts(_section(tree, "versions").iter("h3")) == ["SFIA 9", "SFIA 8", "SFIA 7"]


def test_a_retired_code_shows_what_took_its_place(site: Site) -> None:
    tree = _page(site, "skill/BUAN")
    (notice,) = _of_class(tree, "deprecated")
    assert _texts(notice.iter("a")) == [
        "BUSA Business situation analysis",
        "REQM Requirements definition and management",
    ]
    assert "BUAN (BUAN)" not in _text(tree)


def test_a_level_counts_its_skills_and_lists_them_by_category(site: Site) -> None:
    tree = _page(site, "9/level/4")
    assert _texts(tree.iter("h1")) == ["Level 4 Enable"]
    skills = _section(tree, "skills")
    assert _texts(skills.iter("h2")) == ["139 skills at this level in SFIA 9"]
    assert sum(len(list(each.iter("li"))) for each in _of_class(skills, "ranges")) == 139
    (histogram,) = _of_class(skills, "histogram")
    assert _texts(_of_class(histogram, "count")) == ["16", "99", "113", "139", "144", "126", "35"]


def test_a_level_that_an_edition_only_numbers_has_its_number_in_the_pages_language(
    site: Site,
) -> None:
    assert _texts(_page(site, "8/level/4", "fr").iter("h1")) == ["Niveau 4"]


def test_an_attribute_leads_to_each_of_its_levels(site: Site) -> None:
    levels = _section(_page(site, "9/attribute/ADAP"), "levels")
    assert [each.get("href") for each in levels.iter("a")] == [
        f"/9/attribute/ADAP/{number}.en.html" for number in range(1, 8)
    ]


def test_an_edition_shows_its_counts_its_categories_and_what_changed(site: Site) -> None:
    tree = _page(site, "9")
    (counts,) = _of_class(tree, "counts")
    numbers = dict(zip(_texts(counts.iter("dt")), _texts(counts.iter("dd")), strict=True))
    assert numbers == {
        "Skills": "147",
        "Skills at levels": "672",
        "Categories": "6",
        "Subcategories": "22",
        "Levels": "7",
        "Attributes": "16",
        "Attributes at levels": "112",
    }
    assert _texts(_section(tree, "categories").iter("h3")) == [
        "Change and transformation 16",
        "Delivery and operation 31",
        "Development and implementation 41",
        "People and skills 13",
        "Relationships and engagement 15",
        "Strategy and architecture 31",
    ]
    assert _texts(_section(tree, "changes").iter("summary")) == [
        "The same as a table",
        "New skills 26",
        "Skills that changed 67",
    ]


def test_an_edition_leads_to_none_that_is_not_there(site: Site) -> None:
    tree = _page(site, "7")
    assert "It follows: SFIA 6." in _text(tree)
    assert "/6.en.html" not in {each.get("href") for each in tree.iter("a")}
    assert "This graph holds only a part of this edition." in _text(tree)


def test_the_framework_shows_which_edition_has_a_code(site: Site) -> None:
    rows = [_texts(iter(row)) for row in _section(_page(site, "framework"), "codes").iter("tr")]
    assert rows[0] == ["Code", "Name", "7", "8", "9"]
    assert ["SLMO", "Service level management", "7", "8", "9"] in rows
    assert ["ACIN", "Accessibility and inclusion", "–", "–", "9"] in rows


def test_two_skills_stand_side_by_side(site: Site) -> None:
    tree = _page(site, "compare?a=SLMO&b=avmt")
    shown = _texts(tree.iter("h2"))
    assert shown[:2] == ["Service level management SLMO", "Availability management AVMT"]
    assert "Levels at which both are defined: 3, 4, 5, 6." in _text(tree)
    (table,) = _of_class(tree, "beside", "table")
    rows = [_texts(iter(row)) for row in table.iter("tr")]
    assert rows[1] == ["Level 1 Follow", "not observed", "not observed"]
    assert [row[2] for row in rows[2:]] == [
        *("not observed", "AVMT-3", "AVMT-4", "AVMT-5", "AVMT-6", "not observed")
    ]


def test_two_skills_show_what_both_are_mapped_to(site: Site) -> None:
    shared = _section(_page(site, "compare?a=DAAN&b=DATS"), "shared")
    assert "D.7 Data Science and Analytics: broader than DAAN, broader than DATS" in _texts(
        shared.iter("li")
    )


def test_two_levels_stand_side_by_side(site: Site) -> None:
    tree = _page(site, "compare?a=4&b=level/5")
    assert _texts(tree.iter("h2"))[:2] == ["Level 4 Enable", "Level 5 Ensure, advise"]
    assert "139 skills are defined at both levels." in _text(tree)
    assert "Only at level 5: 5" in _texts(tree.iter("h2"))


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("a=SLMO&b=NONE", "SFIA 9 has neither a skill nor a level “NONE”."),
        ("a=SLMO&b=4", "A skill and a level cannot be compared."),
        ("a=SLMO", "Give two, and they will stand side by side."),
        ("a=SLMO&b=AVMT&edition=6", "“6” is no edition that is served here; there are 7, 8, 9."),
        ("a=SLMO&b=<b>", "SFIA 9 has neither a skill nor a level “<b>”."),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(site: Site, asked: str, problem: str) -> None:
    found = answer(site, _asked(f"compare.en.html?{asked}"))
    (said,) = _of_class(_tree(found.body.decode()), "problem")
    assert found.status == 400
    assert _text(said).startswith(problem)


EVIL = ("9/skill/EVIL", "9/skill/EVIL/1", "level/1", "9", "graph/evil", "compare?a=EVIL&b=EVIL")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("hostile") / "data.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    return open_site([path])


@pytest.mark.parametrize("path", EVIL)
def test_what_data_say_is_never_markup_and_no_link_runs_a_script(hostile: Site, path: str) -> None:
    tree = _page(hostile, path)
    assert {each.get("type") for each in tree.iter("script")} <= {"application/ld+json", "module"}
    marks = [each for each in tree.iter() if each.tag in {"img", "u", "i"}]
    assert [each.attrib for each in marks if each.get("class") != "drawn"] == []
    assert [name for each in tree.iter() for name in each.attrib if name.startswith("on")] == []
    links = [
        value
        for each in tree.iter()
        for name, value in each.items()
        if name in {"href", "src", "action"}
    ]
    assert [each for each in links if not re.match(r"/|#|https?://", each)] == []


def test_what_looks_like_markup_is_shown_as_it_is(hostile: Site) -> None:
    tree = _page(hostile, "9/skill/EVIL")
    assert _texts(tree.iter("h1")) == ['</script><script>alert(1)</script> EV"IL']
    shown = _text(tree)
    assert "<img src=x onerror=alert(1)>" in shown
    assert '" onclick="alert(1)' in shown
    assert "<u>theirs</u>" in shown
    assert _terms(tree)["name"] == "</script><script>alert(1)</script>"


def _built(source: Path, folder: Path) -> Path:
    (edition,) = read_editions([source], Report())
    path = folder / f"{source.stem}.ttl"
    graph = to_graph(edition)
    describe(graph, edition, tier="texts")
    graph.serialize(path, format="turtle")
    return path


@pytest.fixture(scope="module")
def official(sfia: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("official")
    names = ("sfia-9_current-standard_en_250129.xlsx", "sfia-7_fr_page_SLMO.txt")
    return open_site([_built(sfia / name, folder) for name in names])


def test_the_frameworks_own_words_are_shown_where_the_graph_has_them(official: Site) -> None:
    for path in ("9/skill/SLMO", "9/skill/SLMO/4", "9/level/4", "9/attribute/ADAP"):
        iri = official.iri(path)
        said = official.store.sparql(f"SELECT ?text {{ <{iri}> skos:definition ?text }}")
        (own,) = (str(row["text"]) for row in said)  # type: ignore[union-attr]
        section = _section(_page(official, path), "said")
        shown = next(_of_class(section, "official"))
        (prose,) = _of_class(shown, "prose")
        lines = [_text(each) for each in prose.iter() if each.tag in {"p", "li"}]
        assert lines == [" ".join(line.split()) for line in own.split("\n") if line.strip()]
        assert "The SFIA Foundation’s own words" in _text(shown)
        (source,) = _of_class(section, "rights")
        assert "© SFIA Foundation" in _text(source)
        assert list(_of_class(section, "notice")) == []


def test_the_editions_own_sentence_stands_where_a_skill_is_not_observed(official: Site) -> None:
    tree = _page(official, "7/skill/SLMO", "fr")
    said = official.store.sparql("SELECT ?note { ?edition sfia:notObservedNote ?note }")
    (note,) = (str(row["note"]) for row in said)  # type: ignore[union-attr]
    (quoted,) = tree.iter("blockquote")
    assert _texts(quoted.iter("p")) == [note]
    assert _texts(quoted.iter("footer")) == ["Texte de la SFIA Foundation"]
    assert quoted in set(_by_id(tree, "level-1").iter())


def test_without_them_a_page_says_so_and_leads_to_the_foundations_own(site: Site) -> None:
    section = _section(_page(site, "9/skill/SLMO"), "said")
    assert list(_of_class(section, "official")) == []
    (notice,) = _of_class(section, "notice")
    assert _text(notice).startswith("The framework’s own text is not in this graph")
    (link,) = notice.iter("a")
    assert link.get("href") == "https://sfia-online.org/en/skillcode/9/SLMO"

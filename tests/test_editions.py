"""Two editions compared: what counts as a change, and what it is called."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from bakery_editions import OLD, write_editions
from hypothesis import given
from hypothesis import strategies as st
from invented import EDITION, FRENCH, one_skill, write_graph
from rdflib import Graph

from sfia_graph.editions import KINDS, Changes, compare
from sfia_graph.editions.correspondence import to_graph
from sfia_graph.editions.formats import to_turtle
from sfia_graph.editions.reading import editions, read
from sfia_graph.editions.spelling import same_name, same_wording
from sfia_graph.editions.wording import runs
from sfia_graph.errors import UsageError
from sfia_graph.resources import DATA
from sfia_graph.store import Store, open_store
from sfia_graph.validation import read_shapes, shipped_shapes, validate
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import differences, versions
from sfia_graph.web.site import open_site

Fact = tuple[str, str, str]
WHOLE = [
    ("new", "TART", "Trade / Shop, levels 6 to 7"),
    ("retired", "SOOT", ""),
    ("renamed", "KNEA", "Kneading → Dough kneading"),
    ("respelled", "BREW", "Coffee Brewings → Coffee brewing"),
    ("moved", "OVEN", "Trade / Shop → Baking, and more / Bread & rolls"),
    ("levelAdded", "OVEN", "5"),
    ("levelRemoved", "OVEN", "2"),
    ("textRevised", "KNEA", "guidance"),
    ("textRevised", "KNEA", "level 1"),
    ("split", "KNEA", "KNEA → KNEA, OVEN"),
    ("merged", "BREW", "BREW, SOOT → BREW"),
]


def facts(changes: Changes) -> list[Fact]:
    return [(each.kind, each.code, each.detail) for each in changes.found]


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(write_editions(tmp_path_factory.mktemp("bakery")))


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store(merged=False)


# Spelling apart from meaning.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Systems and software life cycle engineering",
            "Systems and software lifecycle engineering",
        ),
        ("Organisational change management", "Organizational change management"),
        ("Programme management", "Program management"),
        ("Data visualisation", "Data visualization"),
        ("User centred design", "User centered design"),
        ("IT Infrastructure", "IT infrastructure"),
        ("Skill management", "Skills management"),
        ("Policies", "Policy"),
        ("Non-functional testing", "Nonfunctional testing"),
        ("Data modelling", "Data modeling"),
        ("Behavioural analyses", "Behavioral analyzes"),
        ("Développement", "Developpement"),
    ],
)
def test_one_name_written_in_two_ways_is_respelled(before: str, after: str) -> None:
    assert same_name(before, after)
    assert same_name(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Innovation", "Innovation management"),
        ("Testing", "Functional testing"),
        ("IT infrastructure", "Infrastructure operations"),
        ("Business risk management", "Risk management"),
        ("Change management", "Change control"),
        ("Systems integration", "Systems integration and build"),
        ("Bus", "Bu"),
    ],
)
def test_another_word_is_another_name(before: str, after: str) -> None:
    assert not same_name(before, after)


@pytest.mark.parametrize("number", [8, 9])
def test_no_two_skills_of_an_edition_bear_one_name(number: int, shipped: Store) -> None:
    skills = read(shipped, number, editions(shipped)[number][0]).skills.values()
    names = [name for skill in skills for name in skill.names.values()]
    assert len(names) > 100
    assert [pair for pair in combinations(names, 2) if same_name(*pair)] == []


def test_a_text_is_the_same_whatever_its_punctuation_but_not_its_number() -> None:
    assert same_wording("Plans, tests and re-uses.", "Plans tests, and reuses")
    assert not same_wording("Plans a test.", "Plans tests.")


# What changed in the bakery.


def test_each_kind_of_change_is_told_once_and_in_order(bakery: Store) -> None:
    changes = compare(bakery, 8, 9)
    assert facts(changes) == WHOLE
    assert list(changes.counts) == list(KINDS)
    assert (changes.compared, changes.notes) == (3, ())


def test_a_change_holds_what_was_there_before_and_after(bakery: Store) -> None:
    (_, level) = compare(bakery, 8, 9).of("textRevised")
    assert (level.before, level.after) == ("Shapes <dough>.", "Does dough kneading number 1.")
    assert level.sources == ("https://w3id.org/sfia-graph/8/skill/KNEA",)
    assert level.targets == ("https://w3id.org/sfia-graph/9/skill/KNEA",)


def test_an_edition_that_stayed_as_it_was_did_not_change(tmp_path: Path) -> None:
    files = write_editions(tmp_path, old=replace(EDITION, number=8))
    assert facts(compare(open_store(files[:2]), 8, 9)) == []


def test_a_national_spelling_is_no_change_of_a_text(tmp_path: Path) -> None:
    def told(text: str, language: str, number: int) -> Path:
        (brew, *_) = EDITION.skills
        edition = replace(
            EDITION, number=number, language=language, skills=(replace(brew, definition=text),)
        )
        return write_graph(tmp_path / f"{number}.ttl", edition)

    british = told("Organises the colour of centres and analyses it.", "en-GB", 8)
    american = told("Organizes the color of centers, and analyzes it.", "en-US", 9)
    assert facts(compare(open_store([british, american]), 8, 9)) == []


def test_names_are_compared_within_one_language_alone(tmp_path: Path) -> None:
    files = write_editions(tmp_path, new=FRENCH)
    kinds = {kind for kind, _, _ in facts(compare(open_store(files[:2]), 8, 9))}
    assert kinds == {"new", "retired", "moved", "levelAdded", "levelRemoved"}


def test_the_language_asked_for_is_compared_where_both_have_it(tmp_path: Path) -> None:
    old = replace(FRENCH.skills[0], name="Le métier brew")
    french = [
        write_graph(tmp_path / "8-fr.ttl", replace(FRENCH, number=8, skills=(old,))),
        write_graph(tmp_path / "9-fr.ttl", FRENCH),
    ]
    store = open_store([*write_editions(tmp_path)[:2], *french])
    assert [each.detail for each in compare(store, 8, 9, "fr-CA").found if each.code == "BREW"] == [
        "Le métier brew → Métier brew"
    ]
    assert [each.detail for each in compare(store, 8, 9, "de").found if each.code == "BREW"] == [
        "Coffee Brewings → Coffee brewing"
    ]


def test_of_one_page_only_what_both_have_is_compared(tmp_path: Path) -> None:
    page = write_graph(tmp_path / "8.ttl", replace(one_skill(OLD), number=8))
    changes = compare(open_store([page, write_graph(tmp_path / "9.ttl")]), 8, 9)
    assert facts(changes) == [
        ("renamed", "KNEA", "Kneading → Dough kneading"),
        ("textRevised", "KNEA", "level 1"),
    ]
    line = "none is called new or retired, and 1 in both editions compared"
    assert changes.notes == (f"SFIA 8: 1 skill only (KNEA); {line}",)


def test_where_nothing_maps_the_editions_that_is_said(tmp_path: Path) -> None:
    changes = compare(open_store(write_editions(tmp_path)[:2]), 8, 9)
    said = "no mapping between SFIA 8 and SFIA 9 is there, so splits and merges are not told"
    assert changes.notes == (said,)
    assert not {"split", "merged"} & {each.kind for each in changes.found}


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (6, 9, "no edition 6 in the shipped data; it holds 7, 8, 9"),
        (8, 8, "SFIA 8 is the same as itself; name two editions"),
        (9, 8, "SFIA 9 came after SFIA 8: compare 8 with 9"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    before: int, after: int, line: str, shipped: Store
) -> None:
    with pytest.raises(UsageError) as refused:
        compare(shipped, before, after)
    assert str(refused.value) == line


# As a graph.


def test_the_graph_holds_to_the_shapes_and_no_word_of_a_text(tmp_path: Path) -> None:
    files = write_editions(tmp_path)
    changes = compare(open_store(files), 8, 9)
    written = to_turtle(changes)
    assert "Shapes" not in written
    graph = Graph().parse(data=written, format="turtle")
    for file in files:
        graph.parse(file, format="turtle")
    about_changes = [path for path in shipped_shapes() if path.stem == "change"]
    assert validate(graph, read_shapes(about_changes)).results == ()
    assert written.count("a sfia:Change ;") == len(WHOLE)


def test_revised_texts_are_told_as_recorded_where_the_texts_are_not_there(tmp_path: Path) -> None:
    files = write_editions(tmp_path)
    changes = compare(open_store(files), 8, 9)
    recorded = tmp_path / "changes.ttl"
    recorded.write_text(to_turtle(changes), encoding="utf-8")
    bare = [tmp_path / "bare-8.ttl", tmp_path / "bare-9.ttl"]
    for path, file in zip(bare, files, strict=False):
        graph = Graph().parse(file, format="turtle")
        graph.update("DELETE WHERE { ?s <http://www.w3.org/2004/02/skos/core#definition> ?o }")
        graph.update("DELETE WHERE { ?s <http://www.w3.org/2004/02/skos/core#scopeNote> ?o }")
        graph.serialize(path, format="turtle")
    found = compare(open_store([*bare, files[2], recorded]), 8, 9)
    assert facts(found) == WHOLE
    assert to_graph(found).isomorphic(to_graph(changes))
    (note,) = found.notes
    assert note.endswith("which were revised is as the graph records it")


# Texts, word by word.


def test_words_that_are_gone_stand_before_those_that_came() -> None:
    found = [
        (run.state, run.text) for run in runs("Bakes bread daily.", "Bakes cake daily, slowly.")
    ]
    assert found == [
        *(("same", "Bakes "), ("gone", "bread"), ("come", "cake"), ("same", " daily")),
        *(("come", ", slowly"), ("same", ".")),
    ]


@given(st.text(alphabet="ab .,\n’é", max_size=40), st.text(alphabet="ab .,\n’é", max_size=40))
def test_both_texts_come_back_to_the_letter(before: str, after: str) -> None:
    found = runs(before, after)
    assert "".join(run.text for run in found if run.state != "come") == before
    assert "".join(run.text for run in found if run.state != "gone") == after


# What is shipped.


def test_the_shipped_changes_are_those_that_the_shipped_facts_and_links_show(
    shipped: Store,
) -> None:
    changes = compare(shipped, 8, 9)
    assert to_turtle(changes).encode() == (DATA / "changes-8-9.ttl").read_bytes()


def test_the_pages_of_the_site_tell_the_same_changes(shipped: Store) -> None:
    site = open_site()
    texts = Texts(site, "en")
    told = {
        (each.kind, code)
        for code in read(shipped, 8, editions(shipped)[8][0]).skills
        for each in differences(texts, site.iri(f"8/skill/{code}"), site.iri(f"9/skill/{code}"))
    }
    named = {"levelAdded": "level_added", "levelRemoved": "level_removed", "respelled": "renamed"}
    assert told == {
        (named.get(each.kind, each.kind), each.code)
        for each in compare(shipped, 8, 9).found
        if each.kind in {"renamed", "moved", *named}
    }


def test_a_page_tells_recorded_changes_that_it_does_not_see_by_itself() -> None:
    site = open_site()
    newest, _ = versions(Texts(site, "en"), site.iri("skill/TEST"))
    assert [each.kind for each in newest.differences] == ["renamed"]
    assert [each.value for each in newest.recorded] == ["split", "text revised"]

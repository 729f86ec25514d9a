"""Each concept scheme alone is what VocPub 5 asks for: by rules of our own, and by its validators.

Of other frameworks only codes and names are here, which no definition follows from.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from invented import write_graph
from long import some
from profile_rules import VOCPUB, shapes
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef
from suites import needed

from benchmarks.conformance.profile_misses import NO_DEFINITION
from benchmarks.conformance.profiles import VALIDATORS, Finding, findings, short, vocpub
from sfia_graph.namespaces import BASE
from sfia_graph.publish.licensed import public, wording
from sfia_graph.results import Rows
from sfia_graph.validation import validate
from sfia_graph.web.downloads import Download
from sfia_graph.web.exports import exports
from sfia_graph.web.exports.vocabulary import VOCPUB as PROFILE
from sfia_graph.web.site import Site, open_site

NO_PAGE = ("MinCount", "schema:url")
"""What is found where a graph names a holder of its rights, and no page of theirs."""
OURS = ("9.en", "8.en", "7.fr", "framework.en", "levels.en", "levels.fr")
OTHERS = ("digcomp-3.en", "digcomp-3-levels.en", "ecf-4.en", "ecf-4-levels.en", "nice-2.en")


def _files(site: Site) -> dict[str, Download]:
    return {
        each.path.removeprefix("downloads/scheme/").removesuffix(".ttl"): each
        for each in exports(site)
        if each.kind == "skos"
    }


@cache
def shipped() -> Site:
    """The site over the shipped data."""
    return open_site()


@cache
def scheme(name: str) -> Graph:
    """A scheme of the shipped data, as its file has it."""
    return _read(shipped(), name)


def _read(site: Site, name: str) -> Graph:
    return Graph().parse(data=_files(site)[name].write(site), format="turtle")


def _findings(graph: Graph, rules: Graph) -> Counter[tuple[str, str]]:
    """Give how often each constraint of each path finds something."""
    found: Counter[tuple[str, str]] = Counter()
    for each in validate(graph, rules).results:
        found[short(each.component), str(each.path or "")] += 1
    return found


def _lacking(name: str) -> dict[tuple[str, str], int]:
    concepts = set(scheme(name).subjects(RDF.type, SKOS.Concept))
    return {NO_DEFINITION: len(concepts)} if name in OTHERS else {}


def test_each_scheme_has_a_file_in_each_language_that_it_speaks() -> None:
    files = _files(shipped())
    assert sorted(files) == sorted((*OURS, *OTHERS))
    assert {name for name, each in files.items() if each.conforms_to == PROFILE} == set(OURS)
    assert {each.media_type for each in files.values()} == {"text/turtle"}


@pytest.mark.parametrize("name", some((*OURS, *OTHERS), 3))
def test_a_scheme_has_what_vocpub_asks_for(name: str) -> None:
    assert _findings(scheme(name), shapes(VOCPUB)) == _lacking(name)


@pytest.mark.parametrize("name", (*OURS, *OTHERS))
@pytest.mark.parametrize("validator", some(VALIDATORS, 2))
def test_vocpubs_validators_find_nothing_but_missing_definitions(name: str, validator: str) -> None:
    needed("vocpub-profile")
    rules, lacking = vocpub(validator), set(_lacking(name))
    assert findings(scheme(name), rules) == {Finding(*each) for each in lacking}
    assert set(_findings(scheme(name), rules)) == lacking


@pytest.mark.parametrize("name", some(OURS, 3))
def test_a_scheme_holds_each_concept_of_the_graph_and_no_other(name: str) -> None:
    iri = URIRef(BASE + name.partition(".")[0])
    answer = shipped().store.sparql(f"SELECT DISTINCT ?it {{ ?it skos:inScheme <{iri}> }}")
    assert isinstance(answer, Rows)
    found = set(map(str, scheme(name).subjects(RDF.type, SKOS.Concept)))
    assert found == {str(row[0]) for row in answer.values()}
    assert set(scheme(name).objects(None, SKOS.inScheme)) == {iri}


def _definition(name: str, thing: str) -> Literal:
    (found,) = scheme(name).objects(URIRef(BASE + thing), SKOS.definition)
    assert isinstance(found, Literal)
    return found


@pytest.mark.parametrize(
    ("name", "thing", "says"),
    [
        ("9.en", "9/attribute/ADAP", "Staying useful and calm when things turn out otherwise"),
        ("9.en", "9/skill/PROG/4", "Programming/software development as it is practised at l"),
        ("9.en", "9/attribute/ADAP/3", "Adaptability as it shows at level 3 of seven."),
        ("8.en", "8/skill/SLMO", "A skill of SFIA 8, under the code SLMO."),
        ("8.en", "8/level/4", "Level 4 of the seven levels of responsibility, as SFIA 8 has it."),
        ("framework.en", "skill/SLMO", "The skill that has the code SLMO, whatever the edition."),
    ],
)
def test_a_definition_is_a_gloss_or_what_the_place_says(name: str, thing: str, says: str) -> None:
    found = _definition(name, thing)
    assert (str(found)[: len(says)], found.language) == (says, "en")


def test_a_french_file_defines_in_french() -> None:
    found = _definition("7.fr", "7/skill/SLMO/2")
    assert found == Literal(
        "Gestion des niveaux de service, telle qu’elle s’exerce au niveau 2 sur sept.", lang="fr"
    )


def test_dates_and_publisher_are_said_to_be_those_of_the_data() -> None:
    graph, edition = scheme("9.en"), URIRef(f"{BASE}9")
    history = str(graph.value(edition, SKOS.historyNote))
    assert "Dates and publisher are those of these data" in history
    assert graph.value(edition, DCTERMS.creator) == URIRef(f"{BASE}agent/sfia-foundation")
    assert graph.value(edition, DCTERMS.publisher) == URIRef(f"{BASE}agent/sfia-graph")


def test_licensed_wording_is_the_definition_and_leaves_with_the_tier(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = open_site([write_graph(tmp_path_factory.mktemp("licensed") / "bakery.ttl")])
    for each, has in ((site, True), (public(site), False)):
        graph = _read(each, "9.en")
        assert _findings(graph, shapes(VOCPUB)) == {NO_PAGE: 1}
        texts = set(map(str, graph.objects(None, SKOS.definition)))
        assert bool(texts & wording(site)) == has

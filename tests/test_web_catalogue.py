"""The catalogue and the VoID description are true of the data and of the files that there are."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from profile_rules import DCAT_AP, shapes
from rdflib import DCTERMS, FOAF, RDF, VOID, XSD, Namespace, URIRef
from rdflib.compare import isomorphic
from starlette.routing import compile_path

from sfia_graph.namespaces import BASE
from sfia_graph.resources import DATA
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.validation import validate
from sfia_graph.web import documents
from sfia_graph.web.catalogue import ROUTES, paths
from sfia_graph.web.catalogue.authorities import LANGUAGES, language
from sfia_graph.web.downloads import downloads
from sfia_graph.web.exchange import Asked, Finished
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.stems import stems

# rdflib reads JSON-LD through a class that it deprecates itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PARSERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


class Statement(NamedTuple):
    """A statement of the dump: IRIs as they are, all else as N-Quads writes it."""

    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def triple(self) -> tuple[str, str, str]:
        """The statement wherever it stands."""
        return self[:3]


INVENTED = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sfia: <{BASE}ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX x: <https://example.org/x/>

<https://example.org/x/graph/kitchens> {{
  <https://example.org/x/graph/kitchens> a void:Dataset ; dcterms:title "Kitchens"@en-GB ;
    dcterms:language "eo" ; dcterms:publisher x:guild .
  x:guild foaf:name "The <Guild>" ; foaf:homepage <https://bakers.example.org/> .
  x:2 a sfia:Edition ; sfia:editionNumber 2 ; dcterms:title "Kitchens 2"@en-GB .
  x:a skos:inScheme x:2 ; skos:prefLabel "A"@en-GB .
}}
<https://example.org/x/graph/links> {{
  <https://example.org/x/graph/links> a void:Dataset , sssom:MappingSet ; dcterms:title "Links" ;
    dcterms:description "Of our own." ; dcterms:language "en" ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    sssom:subject_source x:2 ; void:subset <https://example.org/x/graph/links#1> .
  <https://example.org/x/graph/links#1> a void:Linkset ; void:linkPredicate skos:closeMatch ;
    void:subjectsTarget x:2 ; void:objectsTarget x:other ; void:triples 7 .
  x:a skos:closeMatch x:b , x:c .
  x:a skos:prefLabel "A"@en-GB .
}}
"""


def _get(site: Site, path: str) -> Finished:
    return dict(ROUTES)[path](site, Asked(path))


def _graph(site: Site, path: str) -> rdflib.Graph:
    suffix = path.rpartition(".")[2]
    return rdflib.Graph().parse(data=_get(site, path).body, format=PARSERS[suffix])


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def catalogue(site: Site) -> rdflib.Graph:
    return _graph(site, "catalogue.nt")


@pytest.fixture(scope="module")
def void(site: Site) -> rdflib.Graph:
    return _graph(site, "void.nt")


@pytest.fixture(scope="module")
def elsewhere() -> Site:
    """One skill's graph, under a path of another host."""
    return open_site([DATA / "sfia-7.ttl"], root="/sfia/", origin="https://skills.example.org")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("invented") / "data.trig"
    path.write_text(INVENTED, encoding="utf-8")
    return open_site([path], base="https://example.org/x/")


@pytest.fixture(scope="module")
def dump(site: Site) -> list[Statement]:
    """What the published dump says, read anew."""
    (found,) = (each for each in downloads(site) if each.path == "downloads/all.nq")
    quads = ox.parse(found.write(site), format=ox.RdfFormat.N_QUADS)
    return [Statement(*map(_bare, each)) for each in quads]


def _bare(term: object) -> str:
    return str(term).removeprefix("<").removesuffix(">")


def test_the_catalogue_has_what_dcat_ap_asks_for(catalogue: rdflib.Graph) -> None:
    assert validate(catalogue, shapes(DCAT_AP)).results == ()
    assert len(list(catalogue.subjects(RDF.type, DCAT.Catalog))) == 1


@pytest.mark.parametrize("stem", ["catalogue", "void"])
@pytest.mark.parametrize("suffix", ["jsonld", "nt", "rdf"])
def test_each_format_says_the_same(elsewhere: Site, stem: str, suffix: str) -> None:
    assert isomorphic(_graph(elsewhere, f"{stem}.{suffix}"), _graph(elsewhere, f"{stem}.ttl"))


def test_each_file_is_a_distribution_with_its_size_and_checksum(
    site: Site, catalogue: rdflib.Graph
) -> None:
    found = {}
    for node in catalogue.subjects(RDF.type, DCAT.Distribution):
        checksum = catalogue.value(node, SPDX.checksum)
        assert catalogue.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        digest = catalogue.value(checksum, SPDX.checksumValue)
        assert isinstance(digest, rdflib.Literal)
        assert digest.datatype == XSD.hexBinary
        address = str(catalogue.value(node, DCAT.downloadURL))
        found[address] = (str(catalogue.value(node, DCAT.byteSize)), digest.value.hex())
    expected = {}
    for each in downloads(site):
        body = each.write(site)
        expected[site.address(each.path)] = (str(len(body)), hashlib.sha256(body).hexdigest())
    assert found == expected


def test_a_file_belongs_to_the_dataset_that_it_holds(site: Site, catalogue: rdflib.Graph) -> None:
    whole = URIRef(site.address("void.ttl#dataset"))
    for each in downloads(site):
        node = URIRef(site.address(f"catalogue.ttl#{each.path}"))
        edition = URIRef(site.mint.edition(each.edition)) if each.edition else None
        framework = URIRef(site.mint.framework)
        other = framework if each.scheme == str(framework) else whole
        held = URIRef(each.graph) if each.graph else edition or other
        assert list(catalogue.subjects(DCAT.distribution, node)) == [held]


def test_each_named_graph_is_a_dataset_with_its_own_licence(
    site: Site, catalogue: rdflib.Graph, dump: list[Statement]
) -> None:
    for name in site.store.graphs():
        node = URIRef(name)
        assert (node, RDF.type, DCAT.Dataset) in catalogue
        own = (each for each in dump if each.subject == name)
        said = {each.object for each in own if each.predicate == str(DCTERMS.license)}
        assert said == {str(each) for each in catalogue.objects(node, DCTERMS.license)}
    (whole,) = catalogue.subjects(DCAT.version, rdflib.Literal(site.modified.isoformat()))
    assert not list(catalogue.objects(whole, DCTERMS.license))
    assert set(map(str, catalogue.objects(whole, DCTERMS.hasPart))) == set(site.store.graphs())


def test_the_editions_are_versions_of_the_framework(catalogue: rdflib.Graph) -> None:
    framework, editions = URIRef(f"{BASE}framework"), [URIRef(f"{BASE}{n}") for n in (7, 8, 9)]
    assert set(catalogue.objects(framework, DCAT.hasVersion)) == set(editions)
    assert list(catalogue.objects(framework, DCAT.hasCurrentVersion)) == [editions[2]]
    before = [catalogue.value(each, DCAT.previousVersion) for each in editions]
    assert before == [None, *editions[:2]]
    assert [str(catalogue.value(each, DCAT.version)) for each in editions] == ["7", "8", "9"]


def _by_language(graph: rdflib.Graph, node: URIRef, name: URIRef) -> dict[str, str]:
    values = (each for each in graph.objects(node, name) if isinstance(each, rdflib.Literal))
    return {each.language or "": str(each) for each in values}


def test_titles_are_in_english_and_french(site: Site, catalogue: rdflib.Graph) -> None:
    for name in (DCTERMS.title, DCTERMS.description):
        node = URIRef(site.address("catalogue.ttl#catalogue"))
        assert sorted(_by_language(catalogue, node, name)) == ["en", "fr"]


def test_the_catalogue_names_no_service_that_a_static_site_does_not_have(
    catalogue: rdflib.Graph,
) -> None:
    assert not list(catalogue.subjects(RDF.type, DCAT.DataService))
    assert not list(catalogue.objects(None, DCAT.service))


def test_on_another_host_files_move_and_graphs_keep_their_names(elsewhere: Site) -> None:
    graph = _graph(elsewhere, "catalogue.ttl")
    at = "https://skills.example.org/sfia/"
    assert all(str(each).startswith(at) for each in graph.objects(None, DCAT.downloadURL))
    (node,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert str(node) == f"{at}catalogue.ttl#catalogue"
    assert (URIRef(f"{BASE}graph/sfia-7-fr-SLMO-names"), RDF.type, DCAT.Dataset) in graph
    publisher = graph.value(node, DCTERMS.publisher)
    assert str(graph.value(publisher, FOAF.name)) == "skills.example.org"


def test_the_publisher_is_whom_the_graphs_name(invented: Site) -> None:
    graph = _graph(invented, "catalogue.ttl")
    (node,) = graph.subjects(RDF.type, DCAT.Catalog)
    publisher = URIRef("https://example.org/x/guild")
    assert graph.value(node, DCTERMS.publisher) == publisher
    assert str(graph.value(publisher, FOAF.name)) == "The <Guild>"


def test_a_graph_without_a_licence_gets_none(invented: Site) -> None:
    graph = _graph(invented, "catalogue.ttl")
    kitchens, links = (URIRef(f"https://example.org/x/graph/{it}") for it in ("kitchens", "links"))
    assert not list(graph.objects(kitchens, DCTERMS.license))
    assert list(graph.objects(kitchens, DCTERMS.rights))
    assert len(list(graph.objects(links, DCTERMS.license))) == 1


def test_a_description_of_its_own_stands_in_its_language_beside_ours(invented: Site) -> None:
    graph, node = _graph(invented, "catalogue.ttl"), URIRef("https://example.org/x/graph/links")
    found = _by_language(graph, node, DCTERMS.description)
    assert found["en"] == "Of our own."
    assert set(found) == {"en", "fr"}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "http://publications.europa.eu/resource/authority/language/ENG"),
        ("fr", "http://publications.europa.eu/resource/authority/language/FRA"),
        ("eo", "http://id.loc.gov/vocabulary/iso639-1/eo"),
        ("haw", "http://id.loc.gov/vocabulary/iso639-2/haw"),
        ("zxx", None),
        ("x-klingon", None),
    ],
)
def test_languages_are_those_of_the_authorities(tag: str, expected: str | None) -> None:
    found = language(tag)
    assert (found.value if found else None) == expected
    assert all(len(code) == 3 and code.isupper() for code in LANGUAGES.values())


def test_the_same_graph_gives_the_same_bytes(elsewhere: Site) -> None:
    again = open_site([DATA / "sfia-7.ttl"], root="/sfia/", origin="https://skills.example.org")
    for path in ("catalogue.ttl", "catalogue.jsonld", "void.ttl", "void.rdf"):
        assert _get(elsewhere, path) == _get(again, path)


def _number(graph: rdflib.Graph, node: rdflib.term.Node | None, name: URIRef) -> int:
    found = graph.value(node, name)
    assert isinstance(found, rdflib.Literal)
    assert found.datatype == XSD.integer
    return int(found)


def test_the_totals_are_those_of_the_dump(
    site: Site, void: rdflib.Graph, dump: list[Statement]
) -> None:
    triples = {each.triple for each in dump}
    subjects, predicates, objects = (set(ends) for ends in zip(*triples, strict=True))
    named = {each for each in subjects if not each.startswith("_:")}
    expected = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len(subjects),
        VOID.distinctObjects: len(objects),
        VOID.properties: len(predicates),
        VOID.classes: len({end for _, name, end in triples if name == str(RDF.type)}),
        VOID.entities: len({each for each in named if each.startswith(site.base)}),
        VOID.documents: 4 * len({each for each in named if "#" not in each}),
    }
    node = URIRef(site.address("void.ttl#dataset"))
    assert {name: _number(void, node, name) for name in expected} == expected
    assert str(void.value(node, VOID.uriSpace)) == site.base


def test_the_partitions_are_those_of_the_dump(
    site: Site, void: rdflib.Graph, dump: list[Statement]
) -> None:
    triples = {each.triple for each in dump}
    node = URIRef(site.address("void.ttl#dataset"))
    classes = Counter(end for _, name, end in triples if name == str(RDF.type))
    found = {
        str(void.value(part, VOID["class"])): _number(void, part, VOID.entities)
        for part in void.objects(node, VOID.classPartition)
    }
    assert found == classes
    properties = {}
    for name in {name for _, name, _ in triples}:
        said = [each for each in triples if each[1] == name]
        subjects, _, objects = (len(set(ends)) for ends in zip(*said, strict=True))
        properties[name] = (len(said), subjects, objects)
    numbers = (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)
    assert properties == {
        str(void.value(part, VOID.property)): tuple(_number(void, part, it) for it in numbers)
        for part in void.objects(node, VOID.propertyPartition)
    }


def test_the_subsets_are_the_named_graphs_of_the_dump(
    site: Site, void: rdflib.Graph, dump: list[Statement]
) -> None:
    sizes = Counter(each.graph for each in dump)
    subsets = void.objects(URIRef(site.address("void.ttl#dataset")), VOID.subset)
    assert {str(each): _number(void, each, VOID.triples) for each in subsets} == sizes


def test_the_links_of_the_mapping_sets_are_those_of_the_dump(
    void: rdflib.Graph, dump: list[Statement]
) -> None:
    counted = Counter(
        (each.graph, each.predicate)
        for each in dump
        if each.predicate.endswith("Match") and "/graph/mapping-" in each.graph
    )
    found: Counter[tuple[str, str]] = Counter()
    for links in void.subjects(RDF.type, VOID.Linkset):
        (graph,) = void.subjects(VOID.subset, links)
        count = _number(void, links, VOID.triples)
        found[str(graph), str(void.value(links, VOID.linkPredicate))] += count
        for end in (VOID.subjectsTarget, VOID.objectsTarget):
            assert (void.value(links, end), RDF.type, VOID.Dataset) in void
    assert found == counted


def test_links_that_a_mapping_set_counts_wrongly_are_counted_anew(invented: Site) -> None:
    graph = _graph(invented, "void.ttl")
    (links,) = graph.subjects(RDF.type, VOID.Linkset)
    assert _number(graph, links, VOID.triples) == 2
    assert graph.value(links, VOID.subjectsTarget) == URIRef("https://example.org/x/2")
    assert graph.value(links, VOID.objectsTarget) is None


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "united by each query"])
def test_a_statement_of_two_graphs_counts_once(invented: Site, merged: bool) -> None:
    store = invented.store
    if not merged:
        store = EmbeddedStore(ox.Store(), "invented", merged=False)
        store.engine.load(INVENTED, format=ox.RdfFormat.TRIG)
    graph = _graph(replace(invented, store=store), "void.ttl")
    node = URIRef(invented.address("void.ttl#dataset"))
    sizes = [_number(graph, each, VOID.triples) for each in graph.objects(node, VOID.subset)]
    assert sum(sizes) - _number(graph, node, VOID.triples) == 1
    parts = graph.objects(node, VOID.propertyPartition)
    whole = sum(_number(graph, each, VOID.triples) for each in parts)
    assert whole == _number(graph, node, VOID.triples)


def test_the_dumps_are_files_that_there_are(site: Site, void: rdflib.Graph) -> None:
    named = {str(each) for each in void.objects(None, VOID.dataDump)}
    rdf = {each for each in downloads(site) if "matrix" not in each.kind}
    whole = {each for each in rdf if each.edition is None and each.scheme is None}
    assert named == {site.address(each.path) for each in whole}


def test_an_example_is_a_thing_of_the_site(site: Site, void: rdflib.Graph) -> None:
    examples = {
        str(each).removeprefix(site.base) for each in void.objects(None, VOID.exampleResource)
    }
    assert examples == {"9", "9/skill/ACIN", "level/1"}
    assert all(documents.thing(site, each) for each in examples)


def test_the_well_known_place_says_what_void_ttl_says(elsewhere: Site) -> None:
    assert _get(elsewhere, ".well-known/void") == _get(elsewhere, "void.ttl")


def test_all_that_has_documents_is_listed_in_order(site: Site) -> None:
    found = list(stems(site))
    assert found == sorted(set(found))
    assert [each for each in found if not documents.suffixes(site, each)] == []
    assert {"index", "about", "9/matrix", "8/a-z", "9/skill/SLMO/4", "ontology"} <= set(found)
    assert {"ontology/Skill", "shape/level-number", "query/skills-at-level"} <= set(found)


def test_what_an_address_cannot_lead_to_is_not_listed(tmp_path: Path) -> None:
    names = ("x%20y", "xcaf\u00e9", "xcaf%C3%A8", "x#b", "x?b=c", "x//b", "x/../up", "x100%25", "")
    said = "".join(f'<https://example.org/x/{name}> skos:note "said" .\n' for name in names)
    prefixes = INVENTED.partition("<https://example.org/x/graph")[0]
    edition = "x:2 a sfia:Edition ; sfia:editionNumber 2 .\n"
    (tmp_path / "data.ttl").write_text(prefixes + edition + said, encoding="utf-8")
    site = open_site([tmp_path / "data.ttl"], base="https://example.org/x/")
    found = set(stems(site))
    odd = {each for each in found if each.startswith("x") or not each}
    assert odd == {"x y", "xcaf\u00e9", "xcaf\u00e8", "x100%"}
    assert {"ontology/Skill", "shape/level-number", "2", "2/matrix"} <= found


def test_each_path_of_the_room_has_an_answer_of_its_type(elsewhere: Site) -> None:
    types = {
        "atom": "application/atom+xml; charset=utf-8",
        "jsonld": "application/ld+json",
        "md": "text/markdown; charset=utf-8",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "ttl": "text/turtle; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "well-known/void": "text/turtle; charset=utf-8",
        "xml": "application/xml",
    }
    every = list(paths(elsewhere))
    assert len(every) == len(set(every)) == 14
    for path in every:
        routes = [each for template, each in ROUTES if compile_path(template)[0].match(path)]
        assert len(routes) == 1
        found = routes[0](elsewhere, Asked(path))
        assert (found.status, found.media_type) == (200, types[path.rpartition(".")[2]])

"""Our catalogues are what DCAT-AP 3 asks for: by rules of our own, and by SEMIC's shapes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from invented import write_graph
from long import some
from profile_rules import DCAT_AP, shapes
from rdflib import DCAT, DCTERMS, RDF, Graph
from served import Served
from suites import needed

from benchmarks.conformance.profile_misses import DCAT_AP as SHAPES
from benchmarks.conformance.profile_misses import MENDED
from benchmarks.conformance.profiles import Finding, dcat_ap, findings, short
from sfia_graph.publish.licensed import licensed, public
from sfia_graph.validation import validate
from sfia_graph.web.catalogue import ROUTES
from sfia_graph.web.exchange import Asked
from sfia_graph.web.site import Site, open_site

FORMS = ("licensed", "served", "public", "by a guild")
"""Licensed wording; the shipped data from a server; for the public; the data of others."""
GUILD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX void: <http://rdfs.org/ns/void#>
BASE <https://example.org/x/>
<graph/kitchens> { <graph/kitchens> a void:Dataset ; dcterms:title "Kitchens" ;
  dcterms:language "eo" ; dcterms:publisher <guild> . <guild> foaf:name "The <Guild>" ;
    foaf:homepage <https://bakers.example.org/> .
  <2> a sfia:Edition ; sfia:editionNumber 2 . <a> skos:inScheme <2> }
"""


def _of(site: Site) -> Graph:
    body = dict(ROUTES)["catalogue.ttl"](site, Asked("catalogue.ttl")).body
    return Graph().parse(data=body, format="turtle")


Find = Callable[[str], Graph]


@pytest.fixture(scope="module")
def catalogue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Find:
    """Give the catalogue in a form, made once."""
    folder = tmp_path_factory.mktemp("catalogues")

    @cache
    def find(form: str) -> Graph:
        if form == "served":
            server: Served = request.getfixturevalue("server")
            return Graph().parse(data=server.ask("/catalogue.ttl").body, format="turtle")
        if form == "by a guild":
            (folder / "guild.trig").write_text(GUILD)
            return _of(open_site([folder / "guild.trig"], base="https://example.org/x/"))
        graph = write_graph(folder / "bakery.ttl")
        site = open_site([graph], origin="https://skills.example.org")
        assert licensed(site)
        return _of(site if form == "licensed" else public(site))

    return find


@pytest.mark.parametrize("form", some(FORMS, 3))
def test_a_catalogue_has_what_dcat_ap_asks_for(catalogue: Find, form: str) -> None:
    found = validate(catalogue(form), shapes(DCAT_AP)).results
    assert found == ()
    assert len(list(catalogue(form).subjects(RDF.type, DCAT.Catalog))) == 1


@pytest.mark.parametrize("files", SHAPES)
def test_semics_shapes_find_nothing_but_what_we_say(catalogue: Find, files: str) -> None:
    needed("DCAT-AP")
    rules, mended = dcat_ap(files)
    assert mended == MENDED.get(files, 0)
    expected = {Finding(*each) for each in SHAPES[files]}
    assert findings(catalogue("served"), rules) == expected
    ours = validate(catalogue("served"), rules).results
    assert {Finding(short(each.component), str(each.path or "")) for each in ours} == expected


@pytest.mark.parametrize("form", some([each for each in FORMS if each != "served"], 3))
@pytest.mark.parametrize("files", [name for name in SHAPES if "/shacl/dcat-ap" in name])
def test_semics_main_shapes_find_nothing_in_any_form(
    catalogue: Find, files: str, form: str
) -> None:
    needed("DCAT-AP")
    assert findings(catalogue(form), dcat_ap(files)[0]) == set()


def test_what_is_amiss_is_found_by_semics_shapes(catalogue: Find) -> None:
    needed("DCAT-AP")
    graph = catalogue("by a guild") + Graph()
    graph.remove((None, DCTERMS.publisher, None))
    graph.remove((None, DCAT.accessURL, None))
    (main,) = (name for name in SHAPES if name.startswith("3.0.1/shacl"))
    expected = {Finding("MinCount", name) for name in ("dcterms:publisher", "dcat:accessURL")}
    assert findings(graph, dcat_ap(main)[0]) == expected

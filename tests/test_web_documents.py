"""The documents of things: where an IRI leads, what each form says, what is not there."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from sfia_graph.namespaces import BASE, SFIA
from sfia_graph.resources import ONTOLOGY
from sfia_graph.results import Triples
from sfia_graph.web.blank_labels import relabelled
from sfia_graph.web.describe import describe
from sfia_graph.web.documents import Document, answer, read
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.json_ld import to_json_ld
from sfia_graph.web.plain import SINGLE
from sfia_graph.web.representations import MEDIA_TYPES, REPRESENTATIONS
from sfia_graph.web.signposting import LONGEST
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.turtle import to_turtle

# rdflib reads JSON-LD through a class that it deprecates itself.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

THINGS = (
    *("9/skill/SLMO", "9/skill/SLMO/4", "level/4", "9/category/service-management", "9"),
    *("graph/mapping-sfia-9-ecf-4", "nice/2/OG-WRL-009", "ecf/4/A.2", "skill/SLMO", "framework"),
    *("ontology", "ontology/Skill", "shape/level-number", "query/skills-at-level"),
    *("levels/ordered", "graph/sfia-9-en-GB-names", "shapes/text"),
)
PARSERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}

HOSTILE = """
PREFIX : <https://example.org/s/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX sfia: <https://w3id.org/sfia-graph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://example.org/s/9> a sfia:Edition ; sfia:editionNumber 9 .
<https://example.org/s/9/skill/EVIL> a skos:Concept ;
    skos:prefLabel "=cmd|' /C calc'!A0"@en , "+1\\r\\n</script>\\u2028"@fr ,
        "a\\tb\\"c\\\\n"@zh-hant-tw ;
    skos:altLabel "-1"@en , "@x"@en , "\\tx"@en ;
    skos:notation "007"^^xsd:integer , "-5"^^xsd:integer ;
    dcterms:subject "1.50"^^xsd:decimal , "yes"^^xsd:boolean ,
        " x"^^xsd:integer , "INF"^^xsd:double ;
    dcterms:relation <javascript:alert(1)> , <sfia:Skill> , <https://example.org/s/\u00e9t\u00e9> ,
        ( "a" ( "b" "c" ) [ skos:note "in"@en ] ) , [ ] , [ skos:note [ skos:note "deep" ] ] , () ;
    dcterms:creator <https://example.org/\\u003E> .
<https://example.org/s/x%20y> skos:prefLabel "a space"@en .
<https://example.org/s/\u00e9t\u00e9> skos:prefLabel "summer"@fr .
<https://example.org/s/names.ttl> skos:prefLabel "a file"@en .
<https://example.org/s/notes.fr> skos:prefLabel "notes"@en .
<https://example.org/s//evil.org> skos:prefLabel "elsewhere"@en .
<https://example.org/s/loop> dcterms:relation _:a , _:c . _:a dcterms:relation _:b .
_:b dcterms:relation _:a . _:c skos:note "c" . <https://example.org/s/9> dcterms:relation _:c .
<https://example.org/s/sound> skos:note "bell \\u0007" .
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("hostile") / "data.ttl"
    path.write_text(HOSTILE.replace("<https://example.org/\\u003E>", "<https://example.org/~>"))
    return open_site([path], base="https://example.org/s/", root="/sfia/")


def _get(site: Site, path: str, accept: str | None = None, **headers: str) -> Finished:
    given = {"accept": accept} if accept else {}
    return answer(site, Asked(path, headers={**given, **headers}))


def _refused(site: Site, path: str, accept: str | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        _get(site, path, accept)
    return caught.value


def _links(found: Finished | Refused) -> list[tuple[str, str, dict[str, str]]]:
    header = dict(found.headers).get("Link", "")
    links = []
    for each in re.findall(r"<([^>]*)>((?:; [a-z]+=\"[^\"]*\")+)", header):
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', each[1]))
        links.append((attributes.pop("rel"), each[0], attributes))
    return links


def _targets(found: Finished | Refused, rel: str) -> list[str]:
    return [target for name, target, _ in _links(found) if name == rel]


def _graph(site: Site, path: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=_get(site, path).body, format=PARSERS[path.rpartition(".")[2]])


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("9/skill/SLMO", Document("9/skill/SLMO")),
        ("9/skill/SLMO.ttl", Document("9/skill/SLMO", None, "ttl")),
        ("9/skill/SLMO.fr.html", Document("9/skill/SLMO", "fr", "html")),
        ("9/skill/SLMO.html", Document("9/skill/SLMO", None, "html")),
        ("9/skill/SLMO.fr.ttl", Document("9/skill/SLMO.fr", None, "ttl")),
        ("9/skill/SLMO.de.html", Document("9/skill/SLMO.de", None, "html")),
        ("ecf/4/A.2", Document("ecf/4/A.2")),
        ("ecf/4/A.2.json", Document("ecf/4/A.2", None, "json")),
        ("digcomp/3/1.1.fr.html", Document("digcomp/3/1.1", "fr", "html")),
        ("9/skill/SLMO.exe", Document("9/skill/SLMO.exe")),
        ("", Document("index", None, "html")),
        (".ttl", Document(".ttl")),
    ],
)
def test_a_path_is_a_stem_a_language_and_a_suffix(
    site: Site, path: str, document: Document
) -> None:
    assert read(path, site) == document


def test_a_thing_whose_own_name_ends_in_a_suffix_is_that_thing(hostile: Site) -> None:
    assert read("names.ttl", hostile) == Document("names.ttl")
    assert read("names.ttl.ttl", hostile) == Document("names.ttl", None, "ttl")
    assert read("notes.fr.html", hostile) == Document("notes.fr", None, "html")
    assert dict(_get(hostile, "names.ttl", "text/turtle").headers)["Location"] == (
        "/sfia/names.ttl.ttl"
    )


@pytest.mark.parametrize("stem", THINGS)
@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_thing_leads_to_the_document_that_the_client_likes(
    site: Site, stem: str, suffix: str
) -> None:
    if (stem, suffix) == ("ontology", "csv"):
        assert _refused(site, stem, "text/csv").status == 406
        return
    found = _get(site, stem, MEDIA_TYPES[suffix])
    assert found.status == 303
    assert dict(found.headers) == {"Location": f"/{stem}.{suffix}", "Vary": "Accept"}


@pytest.mark.parametrize("accept", [None, "*/*", "rubbish", "text/html,*/*;q=0.8"])
def test_who_says_nothing_gets_the_page(site: Site, accept: str | None) -> None:
    assert dict(_get(site, "9/skill/SLMO", accept).headers)["Location"] == "/9/skill/SLMO.html"


def test_a_page_keeps_its_parameters_on_the_way(site: Site) -> None:
    asked = Asked("queries", {"a": ("1\r\nX: y", "//evil"), "é": ("&",)})
    location = dict(answer(site, asked).headers)["Location"]
    assert location == "/queries.html?a=1%0D%0AX%3A+y&a=%2F%2Fevil&%C3%A9=%26"


@pytest.mark.parametrize("stem", THINGS)
def test_every_form_says_the_same_triples(site: Site, stem: str) -> None:
    graphs = {suffix: _graph(site, f"{stem}.{suffix}") for suffix in PARSERS}
    assert len(graphs["nt"]) > 0
    for suffix, graph in graphs.items():
        assert isomorphic(graph, graphs["nt"]), suffix
        found = _get(site, f"{stem}.{suffix}")
        assert found.media_type.startswith(MEDIA_TYPES[suffix])
        assert found.body == _get(site, f"{stem}.{suffix}").body


@pytest.mark.parametrize("stem", ["9/skill/EVIL", "loop", "x%20y", "\u00e9t\u00e9", "9"])
def test_every_form_says_the_same_of_hostile_data(hostile: Site, stem: str) -> None:
    graphs = {suffix: _graph(hostile, f"{stem}.{suffix}") for suffix in ("nt", "ttl", "rdf")}
    assert all(isomorphic(graph, graphs["nt"]) for graph in graphs.values())
    triples = _triples(hostile, stem, "nt")
    for suffix in ("ttl", "rdf", "jsonld"):
        assert _triples(hostile, stem, suffix) == triples, suffix


def _triples(site: Site, stem: str, suffix: str) -> list[str]:
    """Read with Oxigraph, which leaves `007` as it is."""
    kinds = {
        "nt": ox.RdfFormat.N_TRIPLES,
        "ttl": ox.RdfFormat.TURTLE,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    quads = ox.parse(_get(site, f"{stem}.{suffix}").body, format=kinds[suffix])
    dataset = ox.Dataset(ox.Quad(*quad.triple) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def test_blank_nodes_have_the_same_labels_in_every_run(hostile: Site, tmp_path: Path) -> None:
    path = tmp_path / "again.ttl"
    path.write_text(HOSTILE.replace("_:a", "_:q").replace("_:b", "_:p").replace("\\u003E", "~"))
    again = open_site([path], base="https://example.org/s/", root="/sfia/")
    for stem in ("9/skill/EVIL", "loop"):
        for suffix in REPRESENTATIONS:
            one, other = (_get(each, f"{stem}.{suffix}").body for each in (hostile, again))
            assert one.replace(b"file/data", b"file/again") == other, (stem, suffix)


def test_a_hundred_things_of_which_the_same_is_said_hold_nobody_up() -> None:
    start = time.perf_counter()
    said = ox.NamedNode("urn:said")
    nodes = [ox.BlankNode() for _ in range(400)]
    pairs = zip(nodes, nodes[1:] + nodes[:1], strict=True)
    ring = [ox.Triple(one, said, other) for one, other in pairs]
    named = relabelled(ring)
    assert len(named) == 400
    assert time.perf_counter() - start < 20


def test_a_description_holds_what_the_stored_question_gives(site: Site) -> None:
    for stem in ("9/skill/SLMO", "level/4", "graph/mapping-sfia-9-ecf-4", "9/skill/SLMO/4"):
        asked = site.ask("describe-iri", iri=site.iri(stem))
        found = describe(site, site.iri(stem))
        assert isinstance(asked, Triples)
        assert found is not None
        own, theirs = (
            rdflib.Graph().parse(data="".join(f"{each} .\n" for each in some), format="nt")
            for some in (found.triples, asked)
        )
        named = {each for each in theirs if not isinstance(each[0], rdflib.BNode)}
        assert named <= {
            triple for triple in own if not isinstance(triple[2], rdflib.BNode) or triple in named
        } | {triple for triple in named if isinstance(triple[2], rdflib.BNode)}
        assert _unnamed(theirs) <= _unnamed(own)


def _unnamed(graph: rdflib.Graph) -> set[tuple[Any, ...]]:
    nodes = {each for each in graph.subjects() if isinstance(each, rdflib.BNode)}
    return {tuple(sorted(map(str, graph.predicate_objects(node)))) for node in nodes}


def test_a_description_names_the_graphs_that_say_it_and_their_rights(site: Site) -> None:
    graph = _graph(site, "9/skill/SLMO.ttl")
    document = rdflib.URIRef(f"{BASE}9/skill/SLMO.ttl")
    topic = rdflib.URIRef("http://xmlns.com/foaf/0.1/primaryTopic")
    assert list(graph.objects(document, topic)) == [rdflib.URIRef(f"{BASE}9/skill/SLMO")]
    held = rdflib.URIRef("http://rdfs.org/ns/void#inDataset")
    gloss = rdflib.URIRef(f"{BASE}graph/gloss-fr")
    assert gloss in set(graph.objects(document, held))
    for each in graph.objects(document, held):
        assert list(graph.objects(each, rdflib.DCTERMS.license))
        assert list(graph.objects(each, rdflib.DCTERMS.rightsHolder))


def test_the_ontology_is_its_file(site: Site) -> None:
    file = rdflib.Graph().parse(ONTOLOGY / "sfia.ttl")
    assert isomorphic(_graph(site, "ontology.ttl"), file)
    terms = json.loads(_get(site, "ontology.json").body)["terms"]
    assert f"{SFIA}Skill" in {each["id"] for each in terms}


def test_tags_have_their_case_and_only_prefixes_that_are_used_are_declared(site: Site) -> None:
    for suffix in PARSERS:
        body = _get(site, f"9/skill/SLMO.{suffix}").body
        assert b"en-GB" in body
        assert b"en-gb" not in body
    turtle = _get(site, "9/skill/SLMO.ttl").body.decode()
    for prefix in re.findall(r"^PREFIX (\w+):", turtle, re.MULTILINE):
        assert re.search(rf"^(?!PREFIX).*\b{prefix}:", turtle, re.MULTILINE), prefix
    context = json.loads(_get(site, "9/skill/SLMO.jsonld").body)["@context"]
    assert "vann" not in context
    assert turtle.index("9/skill/SLMO>\n    a\n") < turtle.index("8/skill/SLMO>")


def test_lists_and_unnamed_things_stand_in_their_place(site: Site, hostile: Site) -> None:
    assert "owl:unionOf ( sfia:Holding sfia:Requirement )" in (
        _get(site, "ontology.ttl").body.decode()
    )
    turtle = _get(hostile, "9/skill/EVIL.ttl").body.decode()
    assert "_:" not in turtle.replace("_:b", "", 2)
    assert "@zh-Hant-TW" in turtle
    # Oxigraph keeps numbers by their value.
    assert "skos:notation\n        -5 ,\n        7 ." in turtle
    assert " 1.5 ," in turtle


def test_the_json_is_what_a_programmer_expects(site: Site) -> None:
    found = json.loads(_get(site, "9/skill/SLMO.json").body)
    assert found["id"] == f"{BASE}9/skill/SLMO"
    assert found["type"] == ["Concept", "Skill"]
    assert found["label"] == {"en-GB": "Service level management"}
    assert (found["identifier"], found["notation"], found["position"]) == ("SLMO", "SLMO", 100)
    assert found["broader"] == [
        {"id": f"{BASE}9/category/service-management", "label": {"en-GB": "Service management"}}
    ]
    assert [each["label"]["fr"] for each in found["definedAtLevel"]][:2] == ["Niveau 2", "Niveau 3"]
    assert set(found["gloss"]) == {"en", "fr"}
    (mapping,) = (each for each in found["mappings"] if "ecf" in each["object"]["id"])
    assert mapping["subject"]["id"] == found["id"]
    assert (mapping["predicate"], mapping["confidence"]) == ("exactMatch", 0.9)
    (incoming,) = (each for each in found["mappings"] if each["object"]["id"] == found["id"])
    assert incoming["subject"]["id"] == f"{BASE}8/skill/SLMO"
    assert all(each["license"] and each["rightsHolder"] for each in found["sources"])


def test_what_refers_to_itself_ends(site: Site, hostile: Site) -> None:
    found = json.loads(_get(site, "query/skills-at-level.json").body)
    (level,) = (each for each in found["parameter"] if each["name"] == "level")
    assert level["path"] == [{"id": level["id"]}]
    assert level["defaultValue"] == 5
    assert json.loads(_get(hostile, "loop.json").body)["relation"]


def test_json_of_hostile_data_is_json(hostile: Site) -> None:
    found = json.loads(_get(hostile, "9/skill/EVIL.json").body, parse_constant=pytest.fail)
    assert found["notation"] == [-5, 7]
    assert found["altLabel"] == {"en": ["-1", "@x", "\tx"]}
    assert found["label"]["zh-Hant-TW"] == 'a\tb"c\\n'
    assert ["b", "c"] in found["relation"] or any("first" in str(e) for e in found["relation"])


def test_a_functional_property_is_single(site: Site) -> None:
    functional = {
        str(quad.subject).strip("<>")
        for quad in site.terms.engine.quads_for_pattern(
            None, None, ox.NamedNode("http://www.w3.org/2002/07/owl#FunctionalProperty"), None
        )
    }
    assert functional
    assert functional <= SINGLE


def test_the_csv_runs_nothing_in_a_spreadsheet(hostile: Site) -> None:
    text = _get(hostile, "9/skill/EVIL.csv").body.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert set(rows[0]) == {"property", "value", "language", "datatype"}
    values = {row["value"]: row for row in rows}
    assert not [
        row for row in rows if row["value"][:1] in tuple("=+-@\t\r") and row["datatype"] == ""
    ]
    assert values["'=cmd|' /C calc'!A0"]["language"] == "en"
    assert values["-5"]["datatype"] == "xsd:integer"
    assert values["' x"]["datatype"] == "xsd:integer" if "' x" in values else " x" in values
    assert values["deep"]["property"] == "dcterms:relation/skos:note/skos:note"


def test_the_csv_has_the_mappings_to_a_thing(site: Site) -> None:
    rows = list(csv.DictReader(io.StringIO(_get(site, "9/skill/SLMO.csv").body.decode())))
    assert {"property": "^skos:exactMatch", "value": f"{BASE}8/skill/SLMO"}.items() <= rows[
        0
    ].items()
    assert {row["language"] for row in rows} == {"", "en", "fr", "en-GB"}


def test_xml_that_could_not_be_read_is_not_given(hostile: Site) -> None:
    refused = _refused(hostile, "sound.rdf")
    assert refused.status == 406
    assert "take another format" in refused.problem
    assert b"\\u0007" in _get(hostile, "sound.nt").body


@pytest.mark.parametrize("stem", THINGS)
def test_signposts_of_a_document(site: Site, stem: str) -> None:
    found = _get(site, f"{stem}.ttl")
    assert len(dict(found.headers)["Link"]) <= LONGEST
    assert _targets(found, "cite-as") == [site.iri(stem)]
    assert _targets(found, "describes") == [f"/{stem}.html"]
    there = {target for _, target, _ in _links(found)}
    assert f"/{stem}.jsonld" in there
    assert f"/{stem}.ttl" not in _targets(found, "alternate")
    assert dict(found.headers)["Content-Location"] == f"/{stem}.ttl"
    assert _targets(found, "license") or stem.startswith("query/")


def test_signposts_of_a_page(site: Site) -> None:
    found = _get(site, "9/skill/SLMO.fr.html")
    assert _targets(found, "cite-as") == [f"{BASE}9/skill/SLMO"]
    assert {
        (target, more["type"]) for rel, target, more in _links(found) if rel == "describedby"
    } == {(f"/9/skill/SLMO.{suffix}", MEDIA_TYPES[suffix]) for suffix in PARSERS}
    assert _targets(found, "type") == [
        "https://schema.org/AboutPage",
        "https://schema.org/DefinedTerm",
    ]
    assert _targets(found, "canonical") == ["/9/skill/SLMO.fr.html"]
    assert ("alternate", "/9/skill/SLMO.en.html", {"type": "text/html", "hreflang": "en"}) in (
        _links(found)
    )
    assert _targets(found, "collection") == [f"{BASE}9"]
    assert "https://creativecommons.org/licenses/by/4.0/" in _targets(found, "license")


def test_a_scheme_has_items_and_a_mapping_set_its_author(site: Site) -> None:
    assert f"{BASE}9/category/strategy-and-architecture" in _targets(_get(site, "9.ttl"), "item")
    mappings = _get(site, "graph/mapping-sfia-9-ecf-4.ttl")
    assert _targets(mappings, "author") == [f"{BASE}agent/sfia-graph"]


def test_a_page_comes_in_the_language_that_the_client_likes(site: Site) -> None:
    page = answer(site, Asked("9/skill/SLMO.html", headers={"accept-language": "fr-CA, en;q=0.1"}))
    assert (page.status, page.media_type) == (200, "text/html; charset=utf-8")
    said = dict(page.headers)
    assert said["Content-Language"] == "fr"
    assert said["Content-Location"] == "/9/skill/SLMO.fr.html"
    assert said["Vary"] == "Accept-Language"
    named = answer(site, Asked("9/skill/SLMO.fr.html", headers={"accept-language": "en"}))
    assert named.body == page.body
    assert "Vary" not in dict(named.headers)
    assert b'lang="fr"' in page.body


def test_a_page_that_is_no_thing_is_html_only(site: Site) -> None:
    assert dict(_get(site, "queries").headers)["Location"] == "/queries.html"
    assert _get(site, "queries.fr.html").status == 200
    refused = _refused(site, "queries", "text/turtle")
    assert (refused.status, _targets(refused, "alternate")) == (406, ["/queries.html"])
    assert _refused(site, "queries.ttl").status == 404


def test_406_lists_what_there_is(site: Site) -> None:
    refused = _refused(site, "9/skill/SLMO", "image/png")
    assert refused.status == 406
    assert "\n" not in refused.problem
    for suffix, media_type in MEDIA_TYPES.items():
        assert f".{suffix} ({media_type})" in refused.problem
        assert ("alternate", f"/9/skill/SLMO.{suffix}", {"type": media_type}) in _links(refused)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("9/skill/slmo", "/9/skill/SLMO"),
        ("9/Skill/Slmo", "/9/skill/SLMO"),
        ("9/skill/slmo.ttl", "/9/skill/SLMO"),
        ("9/skill/slmo.fr.html", "/9/skill/SLMO"),
        ("ecf/4/a.2", "/ecf/4/A.2"),
        ("SKILL/SLMO/", "/skill/SLMO"),
        ("9/skill/SLMO/", "/9/skill/SLMO"),
        ("ontology/concept-scheme", None),
        ("9/skill/NONE", None),
        ("8/level/9", None),
    ],
)
def test_what_is_not_there_is_404_and_says_what_is_near(
    site: Site, path: str, near: str | None
) -> None:
    refused = _refused(site, path)
    assert refused.status == 404
    assert refused.problem.endswith(f"; did you mean {near}?") == (near is not None)
    assert ("did you mean" in refused.problem) == (near is not None)


@pytest.mark.parametrize(
    "path",
    [
        *("../etc/passwd", "9/../9", "9/skill/./SLMO", "..", ".", "9//skill", "/evil.org"),
        *("//evil.org", "//evil.org/%2f..", "\\\\evil.org", "9/skill/SLMO\x00", "\x00"),
        *("9\r\nSet-Cookie: a=b", "x" * 100_000, "x/" * 5_000, "9/skill/SLMO\x00.ttl"),
        *(
            "https://evil.org",
            "javascript:alert(1)",
            "\ud800",
            "<script>",
            "9/skill/SL MO",
            "é" * 999,
        ),
        *("/evil.org.ttl", "//evil.org.html", ".html", ".ttl", "..ttl", "9/.ttl", "?", "9/skill/#"),
    ],
)
def test_a_bad_path_is_404(site: Site, hostile: Site, path: str) -> None:
    for each in (site, hostile):
        refused = _refused(each, path)
        assert refused.status == 404
        assert len(refused.problem) < 300
        assert not re.search(r"[\x00-\x1f]", refused.problem)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_path_gets_an_answer_that_stays_on_the_host(
    site: Site, hostile: Site, path: str, accept: str
) -> None:
    for each in (site, hostile):
        try:
            found: Finished | Refused = _get(each, path, accept)
        except Refused as refused:
            found = refused
        for name, value in found.headers:
            assert re.fullmatch(r"[\x20-\x7e]*", value), name
            assert name != "Location" or re.match(rf"{each.root}[^/\\]", value)


def test_names_that_need_encoding_are_found_and_written_so(hostile: Site) -> None:
    for path, place in (("x y", "/sfia/x%20y"), ("\u00e9t\u00e9", "/sfia/%C3%A9t%C3%A9")):
        assert dict(_get(hostile, path, "text/turtle").headers)["Location"] == f"{place}.ttl"
        found = _get(hostile, f"{path}.nt")
        assert dict(found.headers)["Content-Location"] == f"{place}.nt"


def test_links_in_data_cannot_break_the_header(hostile: Site) -> None:
    found = _get(hostile, "9/skill/EVIL.nt")
    assert _targets(found, "author") == ["https://example.org/~"]
    assert "javascript:" not in dict(found.headers)["Link"]


def test_the_vocabulary_is_there_under_a_base_of_ones_own(hostile: Site) -> None:
    assert dict(_get(hostile, "ontology", "text/turtle").headers)["Location"] == (
        "/sfia/ontology.ttl"
    )
    assert _targets(_get(hostile, "ontology/Skill.ttl"), "cite-as") == [f"{SFIA}Skill"]
    shape = _get(hostile, "shape/level-number.ttl")
    assert _targets(shape, "cite-as") == [f"{BASE}shape/level-number"]
    assert b"<https://example.org/s/shape/level-number.ttl>" in shape.body


def test_a_description_takes_two_milliseconds(site: Site) -> None:
    def took() -> float:
        start = time.perf_counter()
        describe(site, f"{BASE}9/skill/SLMO")
        return time.perf_counter() - start

    assert min(took() for _ in range(30)) < 0.004


_TERMS = st.one_of(
    st.sampled_from([ox.NamedNode("urn:a"), ox.NamedNode(f"{SFIA}x.y"), ox.NamedNode("sfia:z")]),
    st.sampled_from([ox.BlankNode(name) for name in ("p", "q", "r", "s")]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5).map(ox.Literal),
    st.sampled_from(
        [
            ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
            for kind in ("integer", "decimal", "boolean", "double")
            for text in ("1", "01", "1.0", ".5", "1.", "true", "+1", "x", "1e3")
        ]
    ),
    st.just(ox.Literal("x", language="en-latn-gb")),
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREDICATES = st.sampled_from(
    [ox.NamedNode(iri) for iri in ("urn:p", f"{_RDF}first", f"{_RDF}rest", f"{_RDF}type")]
)


@given(
    st.lists(
        st.tuples(
            _TERMS.filter(lambda term: not isinstance(term, ox.Literal)),
            _PREDICATES,
            st.one_of(_TERMS, st.just(ox.NamedNode(f"{_RDF}nil"))),
        ),
        max_size=12,
    )
)
def test_whatever_is_said_is_written_and_read_back(said: list[tuple[Any, Any, Any]]) -> None:
    triples = relabelled(ox.Triple(*each) for each in said)
    expected = _canonical(ox.Quad(*each) for each in triples)
    turtle = to_turtle(triples, "urn:a")
    assert _canonical(ox.parse(turtle, format=ox.RdfFormat.TURTLE)) == expected
    written = to_json_ld(triples, "urn:a")
    assert _canonical(ox.parse(written, format=ox.RdfFormat.JSON_LD)) == expected


def _canonical(quads: Any) -> list[str]:
    dataset = ox.Dataset(ox.Quad(*quad.triple) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)

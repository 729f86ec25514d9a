"""Files to take away hold all that the graph says, in the same bytes each time, and run nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import brotli
import pyoxigraph as ox
import pytest
import rdflib
from long import some
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from sfia_graph.media import format_of
from sfia_graph.namespaces import BASE
from sfia_graph.rdf import OX_FORMATS
from sfia_graph.web import documents
from sfia_graph.web.downloads import (
    ROUTES,
    Download,
    Measured,
    downloads,
    measured,
    paths,
    statements,
)
from sfia_graph.web.exchange import Asked, Finished, Refused
from sfia_graph.web.pages.downloads import in_words
from sfia_graph.web.site import Site, open_site
from sfia_graph.web.wording import words

EVERY_TIME = """
import hashlib
from sfia_graph.web.downloads import downloads
from sfia_graph.web.site import open_site
site = open_site()
for each in downloads(site):
    print(hashlib.sha256(each.write(site)).hexdigest(), each.path)
"""

INVENTED = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sfia: <{BASE}ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX x: <https://example.org/x/>

<https://example.org/graph/made-up> {{
  x:1 a sfia:Edition ; sfia:editionNumber 1 ; skos:prefLabel "Kitchens 1"@en-GB , "Cuisines 1"@fr .
  <https://example.org/x/1/category/heat> a sfia:Category ;
    skos:prefLabel "+Heat"@en-GB , "Chaleur"@fr .
  <https://example.org/x/1/skill/BAKE> a sfia:Skill ; dcterms:identifier "BAKE" ;
    skos:broader <https://example.org/x/1/category/heat> ; skos:inScheme x:1 ;
    skos:prefLabel "=HYPERLINK(1)"@en-GB , "Cuire"@fr ;
    sfia:definedAtLevel <https://example.org/x/level/2> , <https://example.org/x/level/3> .
  x:said x:two [ x:value 1.50 , 01 , true , "a\\r\\n\\tb\\"\\\\" , "same" ] , [ x:value 2.5e0 ] ;
    x:list ( 1 ( 2 _:shared ) [ x:value "three" ] ) ; x:circle _:one .
  _:one x:next _:two . _:two x:next _:one .
  _:alone x:value "alone"@en-Latn-GB-x-Aa .
}}
x:other {{ _:shared x:value "in two graphs" . x:said x:list x:none . }}
_:unnamed {{ x:said x:value "in a graph without a name" ; x:in _:unnamed . }}
<https://example.org/x/graph/../a%20b> {{ x:said x:value "no name for a file" . }}
<https://example.org/x/graph/.hidden> {{ x:said x:value "nor this" , "zwölf 😀" . }}
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return open_site()


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return _invented(tmp_path_factory.mktemp("invented"))


def _invented(folder: Path, text: str = INVENTED) -> Site:
    path = folder / "invented.trig"
    path.write_text(text)
    return open_site(path)


def _found(site: Site, path: str) -> Download:
    return next(each for each in downloads(site) if each.path == path)


def _answer(site: Site, path: str) -> Finished:
    ((template, answer),) = ROUTES
    assert template == "downloads/{name:path}"
    return answer(site, Asked(path))


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def _held(site: Site, download: Download) -> set[str]:
    """Give what a file must hold, with the graphs where its format keeps them apart."""
    return _said(site, download.graph, download.path.endswith((".trig", ".nq")))


@cache
def _said(site: Site, graph: str | None, apart: bool) -> set[str]:
    name = ox.NamedNode(graph) if graph else None
    quads = [each for each in site.store.quads() if name in {None, each.graph_name}]
    return _canonical(quads if apart else (ox.Quad(*each.triple) for each in quads))


def _read(download: Download, body: bytes) -> Iterable[ox.Quad]:
    known = format_of(Path(download.path))
    assert known and known.media_type == download.media_type
    return ox.parse(body, format=OX_FORMATS[known.name])


def _read_by_rdflib(download: Download, body: bytes) -> Iterable[ox.Quad]:
    known = format_of(Path(download.path))
    assert known
    if known.name in {"trig", "nquads"}:
        dataset = rdflib.Dataset()
        dataset.parse(data=body, format=known.name)
        # As N-Quads, rdflib writes the graph of a dataset that has no name under one.
        written = dataset.serialize(format="nquads")
        return ox.parse(written, format=ox.RdfFormat.N_QUADS)
    graph = rdflib.Graph()
    graph.parse(
        data=body, format={"jsonld": "json-ld", "ntriples": "nt"}.get(known.name, known.name)
    )
    return ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)


def _rdf(site: Site) -> list[Download]:
    return [each for each in downloads(site) if each.graph or "/all." in each.path]


def test_the_whole_graph_is_there_in_five_formats(site: Site) -> None:
    whole = [each.path for each in downloads(site) if "/all." in each.path]
    assert whole == [f"downloads/all.{each}" for each in ("ttl", "nt", "jsonld", "trig", "nq")]


def test_each_graph_is_there_in_four_formats_under_its_own_name(site: Site) -> None:
    named = {each.path: each.graph for each in downloads(site) if each.graph}
    assert named == {
        f"downloads/graph/{graph.removeprefix(f'{BASE}graph/')}.{suffix}": graph
        for graph in site.store.graphs()
        for suffix in ("ttl", "nt", "jsonld", "trig")
    }


def test_the_paths_are_those_of_the_files(site: Site) -> None:
    assert list(paths(site)) == [each.path for each in downloads(site)]


@pytest.mark.long
def test_a_file_of_rdf_holds_what_the_store_says(site: Site) -> None:
    for each in _rdf(site):
        read = _read(each, each.write(site))
        assert _canonical(read) == _held(site, each), each.path


@pytest.mark.filterwarnings("ignore:Dataset|ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("suffix", some(["trig", "nt", "jsonld", "ttl", "nq"], 5))
def test_rdflib_reads_the_whole_graph_too(
    site: Site, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    download = _found(site, f"downloads/all.{suffix}")
    read = _read_by_rdflib(download, download.write(site))
    assert _canonical(read) == _held(site, download)


def test_what_is_odd_is_held_as_well(invented: Site) -> None:
    for each in _rdf(invented):
        read = _read(each, each.write(invented))
        assert _canonical(read) == _held(invented, each), each.path


def test_a_union_says_a_statement_of_two_graphs_once(tmp_path: Path) -> None:
    twice = f"{INVENTED} x:more {{ x:said x:list x:none . }}"
    site = _invented(tmp_path, twice)
    lines = _found(site, "downloads/all.nt").write(site).decode().splitlines()
    assert len([line for line in lines if line.endswith("/none> .")]) == 1
    quads = _found(site, "downloads/all.nq").write(site).decode()
    assert quads.count("<https://example.org/x/none>") == 2


def test_language_tags_keep_their_case(invented: Site) -> None:
    for each in _rdf(invented):
        text = each.write(invented).decode()
        assert "en-gb" not in text and "en-latn" not in text, each.path
    assert (
        '"alone"@en-Latn-GB-x-aa' in _found(invented, "downloads/all.nq").write(invented).decode()
    )


@pytest.mark.long
def test_each_time_the_bytes_are_the_same() -> None:
    def run(seed: str) -> str:
        given = {**os.environ, "PYTHONHASHSEED": seed}
        call = [sys.executable, "-c", EVERY_TIME]
        return subprocess.run(call, env=given, check=True, capture_output=True, text=True).stdout

    first = run("1")
    assert "downloads/sfia-9-matrix.xlsx" in first
    assert run("2") == first


def test_blank_nodes_have_the_same_labels_each_time(tmp_path: Path) -> None:
    path = tmp_path / "invented.trig"
    path.write_text(INVENTED)

    def written(site: Site) -> list[bytes]:
        return [each.write(site) for each in downloads(site)]

    first = written(open_site(path))
    assert all(written(open_site(path)) == first for _ in range(5))


def test_a_name_that_is_none_for_a_file_becomes_one(invented: Site) -> None:
    stems = {each.path.removesuffix(".ttl") for each in downloads(invented) if each.graph}
    assert {each for each in stems if "." not in each} == {
        "downloads/graph/https-example-org-graph-made-up",
        "downloads/graph/https-example-org-x-graph-a-20b",
        "downloads/graph/https-example-org-x-graph-hidden",
        "downloads/graph/https-example-org-x-other",
    }


def test_two_graphs_of_one_name_have_files_of_their_own(tmp_path: Path) -> None:
    more = "<https://example.org/A> { x:a x:b x:c . } <https://example.org/a> { x:a x:b x:d . }"
    site = _invented(tmp_path, f"{INVENTED} {more}")
    named = {each.graph: each.path for each in downloads(site) if each.path.endswith(".nt")}
    assert named["https://example.org/A"] == "downloads/graph/https-example-org-a.nt"
    assert named["https://example.org/a"] == "downloads/graph/https-example-org-a-2.nt"
    assert _answer(site, named["https://example.org/a"]).body.endswith(b"/d> .\n")


def test_a_graph_that_is_too_large_has_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "MOST", 10)
    site = _invented(tmp_path)
    assert _rdf(site) and all(each.graph and "made-up" not in each.path for each in _rdf(site))
    page = documents.answer(site, Asked("downloads.en.html")).body.decode()
    assert words("en")["downloads"]["too_large"] in page


def test_a_file_says_what_it_describes_and_under_which_licence(site: Site) -> None:
    answer = _answer(site, "downloads/graph/gloss-fr.ttl")
    assert answer.media_type == "text/turtle; charset=utf-8"
    assert dict(answer.headers) == {
        "Link": f'<{BASE}graph/gloss-fr>; rel="cite-as", '
        '</graph/gloss-fr.html>; rel="describes"; type="text/html", '
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license", '
        '<http://www.w3.org/TR/turtle/>; rel="profile"'
    }


def test_the_whole_graph_names_each_licence_in_it(site: Site) -> None:
    links = dict(_answer(site, "downloads/all.nt").headers)["Link"]
    assert re.findall(r'<([^>]+)>; rel="license"', links) == [
        "http://rightsstatements.org/vocab/InC/1.0/",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/publicdomain/mark/1.0/",
        "https://sfia-online.org/en/about-sfia/licensing-sfia",
    ]


@pytest.mark.parametrize("path", ["none.ttl", "", "../app.py", "graph/none.nt", "all.TTL"])
def test_what_is_not_there_is_refused(site: Site, path: str) -> None:
    with pytest.raises(Refused) as refused:
        _answer(site, f"downloads/{path}")
    assert refused.value.status == 404


def test_a_file_is_measured_before_it_is_asked_for_and_after(site: Site) -> None:
    for each in {each.kind: each for each in downloads(site)}.values():
        body = each.write(site)
        expected = Measured(len(body), hashlib.sha256(body).hexdigest())
        assert measured(site, each) == expected
        assert _answer(site, each.path).body == body
        assert measured(site, each) == expected


def _table(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode(), newline="")))


def test_the_matrix_tells_the_levels_of_each_skill(site: Site) -> None:
    head, *rows = _table(_answer(site, "downloads/sfia-9-matrix.csv").body)
    levels = [f"Level {number}" for number in range(1, 8)]
    assert head == ["Category", "Subcategory", "Code", "Name", *levels, "IRI"]
    assert len(rows) == 147
    counts = [sum(bool(row[3 + number]) for row in rows) for number in range(1, 8)]
    assert counts == [16, 99, 113, 139, 144, 126, 35]
    assert [row for row in rows if row[2] == "SLMO"] == [
        [
            *("Delivery and operation", "Service management", "SLMO", "Service level management"),
            *("", "2", "3", "4", "5", "6", "7"),
            f"{BASE}9/skill/SLMO",
        ]
    ]


def test_a_part_of_an_edition_has_no_matrix(site: Site) -> None:
    found = [each.path for each in downloads(site) if each.kind.startswith("matrix-")]
    assert found == [f"downloads/sfia-{each}" for each in _MATRICES]


_MATRICES = ("9-matrix.xlsx", "9-matrix.csv", "8-matrix.xlsx", "8-matrix.csv")


def test_the_workbook_holds_the_same_table_with_numbers_as_numbers(site: Site) -> None:
    _, *rows = _table(_answer(site, "downloads/sfia-9-matrix.csv").body)
    body = _answer(site, "downloads/sfia-9-matrix.xlsx").body
    expected = [
        [*row[:4], *(int(cell) if cell else None for cell in row[4:11]), row[11]] for row in rows
    ]
    sheet = load_workbook(io.BytesIO(body))["SFIA 9"]
    assert [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
    quick = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("SFIA 9")
    empty = [["" if cell is None else cell for cell in row] for row in expected]
    assert quick.to_python()[1:] == empty


def test_the_workbook_is_laid_out_for_reading(site: Site) -> None:
    body = _answer(site, "downloads/sfia-9-matrix.xlsx").body
    sheet = load_workbook(io.BytesIO(body))["SFIA 9"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L148"
    assert sheet.column_dimensions["D"].width > 40
    assert sheet["L2"].hyperlink.target == f"{BASE}9/skill/ITSP"
    assert not sheet.sheet_view.rightToLeft


def test_the_workbook_says_where_it_comes_from(site: Site) -> None:
    book = load_workbook(io.BytesIO(_answer(site, "downloads/sfia-9-matrix.xlsx").body))
    said = dict(book["Source"].iter_rows(values_only=True))
    assert said["Named graph"].endswith(f"{BASE}graph/sfia-9-en-GB-names")
    assert said["Rights holder"] == "SFIA Foundation"
    assert said["Licence"].endswith("https://sfia-online.org/en/about-sfia/licensing-sfia")
    assert said["As of"].date() == site.modified.date()
    assert book.properties.created == site.modified.replace(tzinfo=None)


def test_no_part_of_the_workbook_knows_the_time(site: Site) -> None:
    body = _answer(site, "downloads/sfia-9-matrix.xlsx").body
    parts = zipfile.ZipFile(io.BytesIO(body)).infolist()
    assert {each.date_time for each in parts} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_never_runs_as_a_formula(invented: Site) -> None:
    _, row = _table(_answer(invented, "downloads/sfia-1-matrix.en.csv").body)
    assert row[:4] == ["'+Heat", "", "BAKE", "'=HYPERLINK(1)"]
    body = _answer(invented, "downloads/sfia-1-matrix.en.xlsx").body
    sheet = load_workbook(io.BytesIO(body))["SFIA 1"]
    cells = [(each.value, each.data_type, each.quotePrefix) for each in (sheet["A2"], sheet["D2"])]
    assert cells == [("+Heat", "s", True), ("=HYPERLINK(1)", "s", True)]
    assert not sheet["C2"].quotePrefix


def test_each_language_has_a_matrix_where_the_names_differ(invented: Site) -> None:
    head, row = _table(_answer(invented, "downloads/sfia-1-matrix.fr.csv").body)
    assert (head[0], head[4]) == ("Catégorie", "Niveau 1")
    assert row[:4] == ["Chaleur", "", "BAKE", "Cuire"]
    assert "downloads/sfia-1-matrix.csv" not in paths(invented)


def test_a_language_that_goes_leftward_has_its_sheet_that_way(tmp_path: Path) -> None:
    site = _invented(tmp_path, INVENTED.replace('"Cuire"@fr', '"خبز"@ar'))
    body = _answer(site, "downloads/sfia-1-matrix.ar.xlsx").body
    sheet = load_workbook(io.BytesIO(body))["SFIA 1"]
    assert (sheet["D2"].value, sheet.sheet_view.rightToLeft) == ("خبز", True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_leads_to_each_file(site: Site, language: str) -> None:
    body = documents.answer(site, Asked(f"downloads.{language}.html")).body
    linked = set(re.findall(r'href="/(downloads/[^"]+)" type="[^"]+" download', body.decode()))
    assert linked == set(paths(site))
    assert len(brotli.compress(body, quality=5)) < 15_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_kind_of_file_is_explained(site: Site, language: str) -> None:
    kinds = words(language)["downloads"]["kinds"]
    assert {each.kind for each in downloads(site)} <= set(kinds)


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (0, "en", "0 bytes"),
        (999, "en", "999 bytes"),
        (1000, "en", "1.0 kB"),
        (9_949, "fr", "9,9 ko"),
        (9_960, "en", "10 kB"),
        (999_499, "en", "999 kB"),
        (999_500, "en", "1.0 MB"),
        (12_345_678_901, "fr", "12 Go"),
    ],
)
def test_a_size_is_written_for_people(count: int, language: str, expected: str) -> None:
    assert in_words(count, language) == expected

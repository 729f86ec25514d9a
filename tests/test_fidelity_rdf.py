"""RDF of our own comes back as it was: out of an import, out of a site, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from invented import EDITION, FRENCH, sheets_9, write_workbook
from rdflib import XSD

from sfia_graph.cli import main
from sfia_graph.errors import SfiaError
from sfia_graph.media import RDF_FORMATS, Format, format_of
from sfia_graph.merging import merge
from sfia_graph.rdf import parse_quads, read_quads
from sfia_graph.serialise import to_bytes
from sfia_graph.tags import canonical
from sfia_graph.terms import graph_of
from sfia_graph.web.downloads.dumps import OF_ALL, Form

FORMATS = [pytest.param(known, id=known.name) for known in RDF_FORMATS]
ENDINGS = [known.endings[0] for known in RDF_FORMATS]
GRAPH = "https://example.org/graph/made-up"


def _canonical(quads: Iterable[ox.Quad]) -> set[str]:
    """Give statements with canonical labels (RDFC-1.0), and their tags in canonical case."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def _triples(quads: Iterable[ox.Quad]) -> set[str]:
    return _canonical(ox.Quad(*each.triple) for each in quads)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two named graphs, one a language, as an import writes it."""
    folder = tmp_path_factory.mktemp("two")
    source = write_workbook(folder / "bakery.xlsx", sheets_9(EDITION))
    french = write_workbook(folder / "cuisine.xlsx", sheets_9(FRENCH))
    for path, tag in ((source, "en-GB"), (french, "fr")):
        words = ["import", str(path), "--edition", "9", "--language", tag]
        assert main([*words, "-o", str(folder / f"{tag}.trig")]) == 0
    both = [str(folder / f"{tag}.trig") for tag in ("en-GB", "fr")]
    assert main(["import", *both, "-o", str(folder / "two.trig")]) == 0
    return folder / "two.trig"


# --- import, and import again --------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_an_import_wrote_comes_back_byte_for_byte(
    ending: str, two: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    assert main(["import", str(two), "-o", str(first)]) == 0
    assert main(["import", str(first), "-o", str(second)]) == 0
    assert second.read_bytes() == first.read_bytes()
    assert _triples(read_quads(second)) == _triples(read_quads(two))


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_source_keeps_its_named_graph_through_every_format(
    ending: str, two: Path, tmp_path: Path
) -> None:
    one, there, back = two.with_name("fr.trig"), tmp_path / f"one{ending}", tmp_path / "back.trig"
    assert main(["import", str(one), "-o", str(there)]) == 0
    assert main(["import", str(there), "-o", str(back)]) == 0
    assert back.read_bytes() == one.read_bytes()


def test_where_it_came_from_is_kept(two: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.ttl"
    assert main(["import", str(two), "-o", str(back)]) == 0
    origin = rdflib.PROV.wasDerivedFrom
    graphs = merge([EDITION, FRENCH])
    found = rdflib.Graph().parse(back)
    assert len(set(found.objects(predicate=origin))) == 2
    assert set(found.subjects(predicate=origin)) == set(map(rdflib.URIRef, graphs))


@pytest.mark.parametrize("option", ["--tier names", "--language de", "--licence https://x.test/"])
def test_an_option_that_says_something_else_of_it_is_refused(
    option: str, two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.ttl"
    capsys.readouterr()
    assert main(["import", str(two), *option.split(), "-o", str(out)]) == 2
    assert capsys.readouterr().err == (
        f"sfia-graph: {option}: two.trig says itself what it is, and is carried over as it stands;"
        " leave it out\n"
    )
    assert not out.exists()


_TIER = "<https://w3id.org/sfia-graph/ontology#tier>"


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (
            [f'<urn:g> {{ <urn:g> {_TIER} "texts" . _:a <urn:p> 1 }} <urn:h> {{ _:a <urn:p> 2 }}'],
            "0.trig: a blank node of urn:h is in another graph too; give it an IRI",
        ),
        (
            [f'_:g {{ <urn:g> {_TIER} "texts" }}'],
            "0.trig: a graph named by a blank node; give it an IRI",
        ),
        (
            [f'<urn:g> {{ <urn:g> {_TIER} "texts" }}'] * 2,
            "1.trig: holds the graph urn:g, and so does another file; import them one at a time",
        ),
        (
            [f'<urn:g> {{ <urn:g> {_TIER} "texts" ; <urn:p> "x"@ar--rtl }}'],
            'a text with a direction, "x"@ar--rtl; say it in RDF 1.1',
        ),
    ],
    ids=["a blank node in two graphs", "a graph without an IRI", "one graph twice", "a direction"],
)
def test_what_cannot_come_back_is_refused(
    texts: Sequence[str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{number}.trig" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    out = tmp_path / "out.trig"
    assert main(["import", *map(str, paths), "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"sfia-graph: {line}\n"
    assert not out.exists()


# --- import, publish, import ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `publish` makes of the two graphs."""
    folder = tmp_path_factory.mktemp("published") / "site"
    words = ["publish", "--store", str(two), "-o", str(folder), "--processes", "1"]
    assert main([*words, "--no-validate"]) == 0
    return folder


@pytest.mark.parametrize("suffix", [each.suffix for each in OF_ALL])
def test_the_whole_graph_comes_back_from_a_site(
    suffix: str, site: Path, two: Path, tmp_path: Path
) -> None:
    out = tmp_path / "back.trig" if suffix in {"trig", "nq"} else tmp_path / "back.ttl"
    wanted = tmp_path / f"wanted{out.suffix}"
    assert main(["import", str(site / f"downloads/all.{suffix}"), "-o", str(out)]) == 0
    assert main(["import", str(two), "-o", str(wanted)]) == 0
    assert out.read_bytes() == wanted.read_bytes()


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "trig"])
def test_each_graph_comes_back_from_a_site(
    suffix: str, site: Path, two: Path, tmp_path: Path
) -> None:
    parts = sorted((site / "downloads/graph").glob(f"*.{suffix}"))
    assert len(parts) == 2
    out = tmp_path / "back.trig"
    assert main(["import", *map(str, parts), "-o", str(out)]) == 0
    assert out.read_bytes() == two.read_bytes()


def test_each_document_says_the_same_in_each_format(site: Path) -> None:
    documents = sorted(site.rglob("*.rdf"))
    assert len(documents) > 20
    for path in documents:
        said = _triples(read_quads(path))
        assert said == _triples(read_quads(path.with_suffix(".nt"))), path
        assert said == _triples(read_quads(path.with_suffix(".ttl"))), path
        assert said == _triples(read_quads(path.with_suffix(".jsonld"))), path


# --- any text, tag and datatype ------------------------------------------------------------------

HARD = st.sampled_from(
    [
        '"',
        '\\"',
        'a\n\\"',
        '"""',
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\\",
        "'",
        "<&>",
        "]]>",
        "\u202e",
        "\u2066",
    ]
)
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.lists(HARD | st.text(CHARACTERS, max_size=6), max_size=5).map("".join)
TAGS = st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-x-[a-z0-9]{1,8})?", fullmatch=True)
NUMERIC = st.sampled_from([XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.float])
OTHER = st.sampled_from([XSD.dateTime, XSD.date, XSD.anyURI, rdflib.URIRef("https://x.test/type")])
FORMS = st.sampled_from(
    ["04", "+4", "1", "1.0", "1.50", ".5", "5.", "1e3", "1.0E3", "INF", "0.1234567891", "TRUE", ""]
)


def _typed(text: str, kind: rdflib.URIRef) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(str(kind)))


LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, TAGS),
    st.builds(_typed, FORMS | TEXTS, NUMERIC),
    st.builds(_typed, TEXTS, OTHER),
)
SUBJECTS = st.sampled_from(
    [ox.NamedNode("https://example.org/a"), ox.NamedNode("urn:b:1"), ox.BlankNode("one")]
)
PROPERTIES = st.sampled_from(
    [ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{each}") for each in ("note", "prefLabel")]
)
STATEMENTS = st.lists(st.builds(ox.Triple, SUBJECTS, PROPERTIES, LITERALS), min_size=1, max_size=5)

pytestmark = pytest.mark.filterwarnings("ignore:Serializing weird numerical")


def _said(triples: Iterable[ox.Triple | ox.Quad]) -> set[tuple[str, str, str, str]]:
    """Give the literals of statements to the letter: lexical form, tag, datatype."""
    said = set()
    for each in triples:
        value = each.object
        assert isinstance(value, ox.Literal)
        subject = "" if isinstance(each.subject, ox.BlankNode) else str(each.subject)
        tag = canonical(value.language) if value.language else value.datatype.value
        said.add((subject, each.predicate.value, value.value, tag))
    return said


@pytest.mark.parametrize("known", FORMATS)
@given(triples=STATEMENTS)
def test_any_literal_comes_back_to_the_letter(known: Format, triples: list[ox.Triple]) -> None:
    try:
        written = to_bytes({GRAPH: graph_of(triples)}, known)
    except SfiaError as error:
        assert known.name == "rdfxml"
        assert "RDF/XML cannot hold" in str(error)
        return
    assert _said(parse_quads(written, known, "x")) == _said(triples)


@pytest.mark.parametrize("form", OF_ALL, ids=lambda form: form.suffix)
@given(triples=STATEMENTS)
def test_a_sites_files_hold_any_literal_to_the_letter(form: Form, triples: list[ox.Triple]) -> None:
    known = format_of(Path(f"x.{form.suffix}"))
    assert known is not None
    name = ox.NamedNode(GRAPH)
    assert _said(parse_quads(form.write({name: triples}), known, "x")) == _said(triples)

"""The same statements give the same bytes, and every format holds the same statements."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import EDITION, FRENCH, one_skill, sheets_9, write_workbook
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from sfia_graph.graph import to_graph
from sfia_graph.media import RDF_FORMATS, Format, format_of
from sfia_graph.merging import merge
from sfia_graph.rdf import OX_FORMATS, parse_quads
from sfia_graph.serialise import canonical_turtle, to_bytes

GRAPHS = merge([EDITION, FRENCH])
NAMED = [known for known in RDF_FORMATS if known.named_graphs]


def _statements(data: bytes, known: Format) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=OX_FORMATS[known.name])}


@pytest.mark.parametrize("known", RDF_FORMATS, ids=lambda known: known.name)
def test_every_format_holds_the_same_statements(known: Format) -> None:
    wanted = set().union(
        *(
            _statements(graph.serialize(format="nt", encoding="utf-8"), RDF_FORMATS[2])
            for graph in GRAPHS.values()
        )
    )
    assert _statements(to_bytes(GRAPHS, known), known) == wanted


@pytest.mark.parametrize("known", NAMED, ids=lambda known: known.name)
def test_a_format_with_named_graphs_keeps_two_sources_apart(known: Format) -> None:
    quads = list(ox.parse(to_bytes(GRAPHS, known), format=OX_FORMATS[known.name]))
    found: dict[str, int] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found[quad.graph_name.value] = found.get(quad.graph_name.value, 0) + 1
    assert found == {name: len(graph) for name, graph in GRAPHS.items()}


@pytest.mark.parametrize("known", RDF_FORMATS, ids=lambda known: known.name)
def test_language_tags_keep_their_case(known: Format) -> None:
    data = to_bytes(GRAPHS, known)
    assert b"en-GB" in data
    assert b"en-gb" not in data


@pytest.mark.filterwarnings("ignore:Dataset.default_context|ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("known", RDF_FORMATS, ids=lambda known: known.name)
def test_rdflib_reads_it_too(known: Format) -> None:
    dataset = Dataset()
    names = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
    dataset.parse(data=to_bytes(GRAPHS, known), format=names.get(known.name, known.name))
    assert len({quad[:3] for quad in dataset.quads()}) == len(set().union(*GRAPHS.values()))


@pytest.mark.parametrize("known", RDF_FORMATS, ids=lambda known: known.name)
def test_the_order_of_statements_does_not_matter(known: Format) -> None:
    turned: dict[str, Graph] = {}
    for name, graph in reversed(GRAPHS.items()):
        turned[name] = Graph(bind_namespaces="none")
        for triple in sorted(graph, reverse=True):
            turned[name].add(triple)
    assert to_bytes(turned, known) == to_bytes(GRAPHS, known)


def test_turtle_has_our_prefixes_alone_and_those_that_it_uses() -> None:
    lines = canonical_turtle(to_graph(one_skill(EDITION, "BREW"))).decode().split("\n")
    prefixes = [line.split()[1] for line in lines if line.startswith("PREFIX")]
    assert prefixes == ["dcterms:", "rdf:", "sfia:", "skos:", "xkos:", "xsd:"]


def test_nothing_is_a_blank_node() -> None:
    triples = _statements(to_bytes(GRAPHS, RDF_FORMATS[0]), RDF_FORMATS[0])
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode)]
    assert not [t for t in triples if isinstance(t.object, ox.BlankNode)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
@pytest.mark.parametrize("known", RDF_FORMATS[:5], ids=lambda known: known.name)
def test_any_text_comes_back(known: Format, text: str) -> None:
    graph = Graph(bind_namespaces="none")
    graph.add((URIRef("urn:a"), SKOS.definition, Literal(text, lang="en-GB")))
    (quad,) = ox.parse(to_bytes({"urn:g": graph}, known), format=OX_FORMATS[known.name])
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


_RUN = "import sys; from sfia_graph.cli import main; sys.exit(main(sys.argv[1:]))"


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """Sets have another order in every process; the hash seed is what decides it."""
    source = write_workbook(tmp_path / "bakery.xlsx", sheets_9())
    endings = [known.endings[0] for known in RDF_FORMATS]
    written: list[list[bytes]] = []
    for seed in ("1", "2"):
        written.append([])
        for ending in endings:
            out = tmp_path / f"out-{seed}{ending}"
            command = [sys.executable, "-c", _RUN, "import", str(source), "-o", str(out)]
            subprocess.run(
                command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}, timeout=60
            )
            written[-1].append(out.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("ending", [".ttl", ".nq", ".jsonld"])
def test_blank_nodes_do_not_change_the_bytes_from_run_to_run(ending: str) -> None:
    def graph() -> Graph:
        made = Graph(bind_namespaces="none")
        for number in range(9):
            outer, inner = BNode(), BNode()
            made.add((outer, SKOS.related, inner))
            made.add((inner, SKOS.note, Literal(number % 4)))
        return made

    known = format_of(Path(f"x{ending}"))
    assert known is not None
    first = to_bytes({"urn:g": graph()}, known)
    assert first == to_bytes({"urn:g": graph()}, known)
    assert len(parse_quads(first, known, "x")) == 18

"""Opening whatever holds a graph, and which named graph each file is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from engines import ask_rdflib

from sfia_graph.cli import main
from sfia_graph.errors import QueryError, SfiaError, SourceError, StoreError
from sfia_graph.minting import Minter
from sfia_graph.namespaces import SFIA
from sfia_graph.resources import SHIPPED_GRAPHS, data_file, shipped_data
from sfia_graph.results import Rows, Triples
from sfia_graph.store import Store, open_store
from sfia_graph.store.loading import rdf_files
from sfia_graph.store.statements import Statements

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
HERE = "SELECT ?s WHERE { ?s ?p ?o FILTER(ISIRI(?s)) } ORDER BY ?s"


def text(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return text(tmp_path, "one.ttl", "<urn:one> <urn:p> <urn:o> .")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return text(tmp_path, "two.nq", "<urn:two> <urn:p> <urn:o> <urn:graph> .\n")


def values(store: Store, query: str = HERE) -> list[object]:
    answer = store.sparql(query)
    assert isinstance(answer, Rows)
    return [row[0] for row in answer.values()]


# What can be opened.


def test_nothing_opens_the_shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SFIA_GRAPH_STORE", raising=False)
    store = open_store()
    assert store.where == "the shipped data"
    assert store.sparql("ASK { ?s sfia:editionNumber 9 }") is True


def test_an_empty_variable_opens_the_shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SFIA_GRAPH_STORE", "")
    assert open_store().where == "the shipped data"


def test_the_variable_says_what_to_open(
    monkeypatch: pytest.MonkeyPatch, one: Path, two: Path
) -> None:
    monkeypatch.setenv("SFIA_GRAPH_STORE", str(one))
    assert values(open_store()) == ["urn:one"]
    monkeypatch.setenv("SFIA_GRAPH_STORE", f"{one}:{two}")
    assert values(open_store()) == ["urn:one", "urn:two"]


def test_what_is_named_goes_before_the_variable(
    monkeypatch: pytest.MonkeyPatch, one: Path, two: Path
) -> None:
    monkeypatch.setenv("SFIA_GRAPH_STORE", str(one))
    assert values(open_store(two)) == ["urn:two"]


def test_a_file_may_be_a_path_or_a_text(one: Path) -> None:
    assert values(open_store(one)) == values(open_store(str(one))) == ["urn:one"]


def test_several_files_open_as_one(one: Path, two: Path) -> None:
    assert values(open_store([one, two])) == ["urn:one", "urn:two"]


def test_a_folder_opens_with_the_rdf_in_it_and_below(tmp_path: Path, one: Path, two: Path) -> None:
    text(tmp_path, "below/THREE.TTL", "<urn:three> <urn:p> <urn:o> .")
    text(tmp_path, "notes.txt", "not RDF")
    assert values(open_store(tmp_path)) == ["urn:one", "urn:three", "urn:two"]


def test_a_loaded_folder_opens_from_disk(tmp_path: Path, one: Path, two: Path) -> None:
    folder = tmp_path / "store"
    assert main(["load", str(one), str(two), "--into", str(folder)]) == 0
    store = open_store(folder)
    assert values(store) == ["urn:one", "urn:two"]
    assert store.where == str(folder)


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk") / "store"
    assert main(["load", "--shipped", "--no-validate", "--into", str(folder)]) == 0
    return folder


@pytest.mark.parametrize(
    "query", [COUNT, HERE, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"]
)
def test_memory_and_disk_answer_alike(on_disk: Path, query: str) -> None:
    in_memory = open_store(shipped_data()).sparql(query)
    assert open_store(on_disk).sparql(query) == in_memory


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("none.ttl", None, SourceError, "none.ttl: no such file; check its name"),
        (
            "x.doc",
            "text",
            SourceError,
            "x.doc: the ending '.doc' names no RDF format; "
            "use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
        ),
        (
            "x.ttl",
            "<urn:a>",
            SourceError,
            "x.ttl, line 1: no valid turtle: Unexpected end (column 8); "
            "mend the file; nothing of it was read",
        ),
    ],
    ids=["missing", "wrong-ending", "no-rdf"],
)
def test_what_cannot_be_read_is_refused_with_one_line(
    tmp_path: Path, name: str, content: str | None, error: type[SfiaError], message: str
) -> None:
    if content is not None:
        text(tmp_path, name, content)
    with pytest.raises(error) as refused:
        open_store(tmp_path / name)
    assert str(refused.value) == message


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    text(tmp_path, "data/notes.txt", "not RDF")
    with pytest.raises(SourceError) as refused:
        open_store(tmp_path / "data")
    assert str(refused.value) == (
        "data: a folder without RDF files; "
        "their endings are .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl"
    )


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_address_with_a_password_is_refused_and_not_repeated(scheme: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(f"{scheme}://ann:secret@example.org/sparql")
    assert str(refused.value) == (
        "an address with a user or a password in it; "
        "put them into SFIA_GRAPH_USER and SFIA_GRAPH_PASSWORD, or into ~/.netrc"
    )


def test_a_loaded_folder_beside_files_is_refused_clearly(tmp_path: Path, one: Path) -> None:
    folder = tmp_path / "store"
    assert main(["load", str(one), "--into", str(folder)]) == 0
    with pytest.raises(StoreError) as refused:
        open_store([one, folder])
    assert str(refused.value) == f"{folder}: a store on disk; open it alone, or load the files too"


# Named graphs.


@pytest.mark.parametrize("path", shipped_data(), ids=lambda path: path.name)
def test_a_shipped_file_is_the_graph_that_it_describes(path: Path) -> None:
    (described,) = {
        quad.subject for quad in Statements(path) if quad.predicate == ox.NamedNode(f"{SFIA}tier")
    }
    expected = ox.NamedNode(Minter().graph(SHIPPED_GRAPHS[path.name]))
    assert described == expected
    assert {quad.graph_name for quad in Statements(path)} == {expected}


def test_the_shipped_graphs_are_told_apart() -> None:
    shipped = {name for name in SHIPPED_GRAPHS if data_file(name)}
    expected = sorted(Minter().graph(SHIPPED_GRAPHS[name]) for name in shipped)
    assert open_store().graphs() == open_store(shipped_data()).graphs() == expected


def test_a_file_that_describes_no_graph_is_a_graph_by_its_name(one: Path) -> None:
    assert open_store(one).graphs() == ["https://w3id.org/sfia-graph/graph/file/one"]


def test_a_file_that_describes_two_graphs_is_neither(tmp_path: Path) -> None:
    content = f"<urn:a> <{SFIA}tier> 'names' . <urn:b> <{SFIA}tier> 'texts' ."
    path = text(tmp_path, "Both of them.ttl", content)
    assert open_store(path).graphs() == ["https://w3id.org/sfia-graph/graph/file/both-of-them"]


def test_statements_in_a_named_graph_stay_there(two: Path) -> None:
    assert open_store(two).graphs() == ["urn:graph"]


DESCRIBED = (
    "<https://w3id.org/sfia-graph/graph/g> <https://w3id.org/sfia-graph/ontology#tier> 'texts' ;"
    " <http://www.w3.org/ns/prov#wasDerivedFrom> <urn:{source}> .\n<urn:{said}> <urn:p> <urn:o> ."
)


def test_two_sources_of_one_graph_are_refused(tmp_path: Path) -> None:
    old = text(tmp_path, "old.ttl", DESCRIBED.format(source="sheet-1", said="a"))
    new = text(tmp_path, "new.ttl", DESCRIBED.format(source="sheet-2", said="b"))
    line = (
        "new.ttl: the same graph as old.ttl (<https://w3id.org/sfia-graph/graph/g>), "
        "from another source; leave one of the two out"
    )
    with pytest.raises(SourceError) as opened:
        open_store([old, new])
    assert str(opened.value) == line
    assert main(["load", str(old), str(new), "--into", str(tmp_path / "store")]) == 1


def test_one_source_in_two_files_is_one_graph(tmp_path: Path) -> None:
    first = text(tmp_path, "first.ttl", DESCRIBED.format(source="sheet", said="a"))
    second = text(tmp_path, "second.ttl", DESCRIBED.format(source="sheet", said="b"))
    store = open_store([first, second])
    assert store.graphs() == ["https://w3id.org/sfia-graph/graph/g"]
    assert {"urn:a", "urn:b"} <= set(values(store))


def test_what_two_graphs_both_say_counts_once(tmp_path: Path) -> None:
    said = "<urn:s> <urn:p> <urn:o> ."
    paths = [text(tmp_path, f"{name}.ttl", said) for name in ("a", "b")]
    store = open_store(paths)
    assert values(store, COUNT) == [1]
    assert values(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == [2]


def test_blank_nodes_of_two_files_stay_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text(tmp_path, f"{name}.nt", "_:x <urn:p> <urn:o> .\n")
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
    assert values(open_store(tmp_path), count) == [2]


def test_files_come_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.ttl", "a.nt", "c/a.ttl"):
        text(tmp_path, name, "")
    assert [path.name for path in rdf_files([tmp_path])] == ["a.nt", "b.ttl", "a.ttl"]


# Asking.


def test_the_projects_prefixes_need_no_declaration(one: Path) -> None:
    assert open_store(one).sparql("ASK { ?s a skos:Concept }") is False


def test_a_graph_is_an_answer_of_distinct_sorted_triples(one: Path, two: Path) -> None:
    answer = open_store([one, two]).sparql("CONSTRUCT { <urn:x> ?p ?o } { ?s ?p ?o }")
    assert isinstance(answer, Triples)
    assert [str(triple) for triple in answer] == ["<urn:x> <urn:p> <urn:o>"]


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ("SELEKT ?s {}", "not a SPARQL query: line 1, column "),
        (
            "SELECT ?s\n{ ?s unknown:p ?o }",
            "not a SPARQL query: line 2, column 15: a prefix that is not declared",
        ),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "not a SPARQL query: "),
        ("SELECT ?s { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "the query failed: "),
    ],
    ids=["syntax", "prefix", "update", "service"],
)
def test_a_query_that_cannot_be_answered_is_one_line(one: Path, query: str, begins: str) -> None:
    with pytest.raises(QueryError) as refused:
        open_store(one).sparql(query)
    assert str(refused.value).startswith(begins)
    assert "\n" not in str(refused.value)


def test_a_query_too_deep_for_the_engine_is_refused_before_it_sees_it(one: Path) -> None:
    deep = "SELECT * WHERE " + "{" * 5000 + "?s ?p ?o" + "}" * 5000
    with pytest.raises(QueryError) as refused:
        open_store(one).sparql(deep)
    assert str(refused.value) == "braces inside braces, more than 500 deep"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s WHERE " + "{" * 500 + "?s ?p ?o" + "}" * 500,
        "SELECT DISTINCT ?s WHERE { " + " UNION ".join(["{ ?s ?p ?o }"] * 600) + " }",
    ],
    ids=["as deep as may be", "many but not deep"],
)
def test_a_query_with_many_braces_is_answered(one: Path, query: str) -> None:
    assert values(open_store(one), query) == ["urn:one"]


def test_a_store_is_handed_over_as_an_rdflib_dataset(one: Path, two: Path) -> None:
    dataset = open_store([one, two]).to_rdflib()
    columns, rows = ask_rdflib(dataset, HERE)
    assert columns == ("s",)
    assert rows == [(("IRI", "", "urn:one"),), (("IRI", "", "urn:two"),)]
    assert str(dict(dataset.namespaces())["sfia"]) == SFIA


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib 7.6's own
def test_an_rdflib_dataset_is_a_copy_that_lets_a_graph_be_left_out(tmp_path: Path) -> None:
    one = text(tmp_path, "one.ttl", '<urn:a> <urn:text> "words"@en-GB ; <urn:p> <urn:o> .')
    two = text(tmp_path, "two.ttl", "<urn:a> <urn:p> <urn:o> .")
    store = open_store([one, two])
    dataset = store.to_rdflib()
    texts = rdflib.URIRef(Minter().graph("file/one"))
    assert dataset.value(rdflib.URIRef("urn:a"), rdflib.URIRef("urn:text")) == rdflib.Literal(
        "words", lang="en-GB"
    )
    dataset.remove_graph(texts)
    assert rdflib.Literal("words", lang="en-GB") not in set(dataset.objects())
    assert len(dataset) == 1
    assert values(store) == ["urn:a", "urn:a"]


def test_the_shipped_data_give_each_statement_once() -> None:
    query = "SELECT ?level WHERE { ?level a sfia:Level }"
    assert len(values(open_store(), query)) == 7
    assert len(set(values(open_store(merged=False), query))) == 7


def test_blank_nodes_in_an_answer_are_named_the_same_each_time(tmp_path: Path) -> None:
    path = text(tmp_path, "b.ttl", "<urn:a> <urn:p> [ <urn:q> 1 ], [ <urn:q> 2 ] .")
    answers = {str(open_store(path).sparql("CONSTRUCT WHERE { ?s ?p ?o }")) for _ in range(3)}
    assert len(answers) == 1

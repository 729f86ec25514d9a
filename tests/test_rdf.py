"""RDF is read strictly: all of a file or none of it, and nothing is ever fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from sfia_graph.errors import SourceError
from sfia_graph.rdf import read_quads, scratch_store, select

MEND = "mend the file; nothing of it was read"
XML = '<?xml version="1.0"?>\n'
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.org/">\n'
    '<rdf:Description rdf:about="{about}"><e:b{tag}>text</e:b></rdf:Description>\n'
    "</rdf:RDF>\n"
)
DOCTYPE = XML + '<!DOCTYPE r [<!ENTITY a "b">]>\n' + RDF_XML.format(about="&a;", tag="")
NO_DOCTYPE = "a document type declaration (DOCTYPE), which can hide an entity bomb"
IN_FULL = "write the IRIs in full and leave it out"
NO_SCHEME = "No scheme found"
FULL_IRI = "write the IRI in full or declare a base in the file"
FETCHED = "a JSON-LD context that would have to be fetched; put the context itself into the file"

REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "truncated-turtle": (
        "x.ttl",
        "@prefix e: <https://e.org/> .\ne:a e:b e:c .\ne:a e:b",
        f", line 3: no valid turtle: Unexpected end (column 8); {MEND}",
    ),
    "truncated-turtle-with-a-last-line-break": (
        "x.ttl",
        "@prefix e: <https://e.org/> .\ne:a e:b e:c .\ne:a e:b\n",
        f", line 4: no valid turtle: Unexpected end (column 1); {MEND}",
    ),
    "unclosed-string": (
        "x.ttl",
        '<urn:a> <urn:b> "text\n.\n',
        f", line 1: no valid turtle: Unexpected end of file (column 17); {MEND}",
    ),
    "no-dot": (
        "x.nt",
        "<urn:a> <urn:b> <urn:c>\n<urn:a> <urn:b> <urn:c> .\n",
        f", line 2: no valid ntriples: Quads must be followed by a dot (column 1); {MEND}",
    ),
    "relative-iri-in-turtle": (
        "x.ttl",
        "<urn:a> <urn:b> <c> .",
        ", line 1: no valid turtle: a relative IRI (No scheme found in an absolute IRI) "
        f"(column 17); {FULL_IRI}",
    ),
    "relative-iri-in-rdfxml": (
        "x.rdf",
        XML + RDF_XML.format(about="a", tag=""),
        ": no valid rdfxml: a relative IRI (parsing IRI 'a': No scheme found in an absolute IRI); "
        + FULL_IRI,
    ),
    "relative-id-in-jsonld": (
        "x.jsonld",
        '{"@id": "a", "https://e.org/b": "text"}',
        f": no valid jsonld: a relative IRI (parsing IRI 'a': {NO_SCHEME}); {FULL_IRI}",
    ),
    "relative-type-in-jsonld": (
        "x.jsonld",
        '{"@id": "urn:a", "@type": "Skill"}',
        f": no valid jsonld: a relative IRI (parsing IRI 'Skill': {NO_SCHEME}); {FULL_IRI}",
    ),
    "tag-with-underscore-in-turtle": (
        "x.ttl",
        '<urn:a> <urn:b> "text"@en-GB .\n<urn:a> <urn:b> "text"@en_US .\n',
        ", line 2: no valid turtle: a language tag with an underscore (column 26); "
        "write it with a hyphen, as in @en-US",
    ),
    "tag-with-underscore-in-rdfxml": (
        "x.rdf",
        XML + RDF_XML.format(about="urn:a", tag=' xml:lang="en_US"'),
        ": no valid rdfxml: parsing language tag 'en_us': "
        f"The given language subtag is invalid; {MEND}",
    ),
    "tag-with-underscore-in-jsonld": (
        "x.jsonld",
        '{"@id": "urn:a", "https://e.org/b": {"@value": "text", "@language": "en_US"}}',
        f": no valid jsonld: 'en_US' is no language tag; {MEND}",
    ),
    "doctype": ("x.rdf", DOCTYPE, f", line 2: {NO_DOCTYPE}; {IN_FULL}"),
    "doctype-in-utf-16": (
        "x.rdf",
        DOCTYPE.encode("utf-16"),
        f", line 2: {NO_DOCTYPE}; {IN_FULL}",
    ),
    "doctype-in-utf-16-be": (
        "x.owl",
        DOCTYPE.encode("utf-16-be"),
        f", line 2: {NO_DOCTYPE}; {IN_FULL}",
    ),
    "truncated-rdfxml": (
        "x.rdf",
        XML + RDF_XML.format(about="urn:a", tag="").removesuffix("</rdf:RDF>\n"),
        f", line 4: no valid rdfxml: no element found (column 1); {MEND}",
    ),
    "truncated-jsonld": (
        "x.jsonld",
        '{"@id": "urn:a",\n"https://e.org/b": ',
        ", line 2: no valid jsonld: Unexpected end of file, a value was expected (column 20); "
        + MEND,
    ),
    "deep-jsonld": (
        "x.jsonld",
        '{"@id":"urn:a","urn:b":' + "[" * 60000 + "]" * 60000 + "}",
        f": no valid jsonld: values inside values, too deep to read; {MEND}",
    ),
    "remote-context": ("x.jsonld", '{"@context": "https://e.org/context"}', f": {FETCHED}"),
    "context-from-a-file": ("x.jsonld", '{"@context": "file:///etc/hosts"}', f": {FETCHED}"),
    "imported-context": (
        "x.jsonld",
        '{"@context": {"@version": 1.1, "@import": "https://e.org/context"}}',
        f": {FETCHED}",
    ),
    "not-utf-8": (
        "x.ttl",
        '<urn:a> <urn:b> "é" .'.encode("cp1252"),
        ", line 1: no valid turtle: Invalid UTF-8: incomplete utf-8 byte sequence from index 0 "
        f"(column 18); {MEND}",
    ),
    "unknown-ending": (
        "x.doc",
        "",
        ": the ending '.doc' names no RDF format; "
        "use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
    ),
    "no-ending": (
        "x",
        "",
        ": the ending '' names no RDF format; "
        "use one of .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl",
    ),
}


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize(("name", "data", "line"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_with_one_line(
    name: str, data: str | bytes, line: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as refused:
        read_quads(written(tmp_path, name, data))
    assert str(refused.value) == f"{name}{line}"


@pytest.mark.parametrize(
    ("name", "data", "look"),
    [
        ("x.ttl", XML + RDF_XML, "rdfxml"),
        ("x.ttl", "<!DOCTYPE html><html></html>", "HTML"),
        ("x.ttl", '{"@id": "urn:a"}', "jsonld"),
        ("x.nt", "@prefix e: <urn:e> .", "turtle"),
        ("x.rdf", "PREFIX e: <urn:e>", "turtle"),
        ("x.jsonld", "<html><body/></html>", "HTML"),
    ],
    ids=["xml-as-ttl", "html-as-ttl", "json-as-ttl", "ttl-as-nt", "ttl-as-rdf", "html-as-json"],
)
def test_a_wrong_ending_is_told_from_the_look_of_the_file(
    name: str, data: str, look: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as refused:
        read_quads(written(tmp_path, name, data))
    remedy = f"it looks like {look}: give the file the ending of what it holds"
    assert str(refused.value).endswith(remedy)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.ttl", "PREFIX e: <https://e.org/>\n<urn:a> e:b 'text' ."),
        ("x.TTL", "<urn:a> <https://e.org/b> 'text' ."),
        ("x.ttl", "@base <urn:> . <a> <https://e.org/b> 'text' ."),
        ("x.ttl", "\ufeff<urn:a> <https://e.org/b> 'text' ."),
        ("x.nt", '\ufeff<urn:a> <https://e.org/b> "text" .\n'),
        ("x.rdf", XML + RDF_XML.format(about="urn:a", tag="")),
        ("x.owl", XML + "<!-- <!DOCTYPE --> " + RDF_XML.format(about="urn:a", tag="")),
        ("x.jsonld", '{"@id": "urn:a", "https://e.org/b": "text"}'),
        ("x.jsonld", '\ufeff{"@context": {"b": "https://e.org/b"}, "@id": "urn:a", "b": "text"}'),
        (
            "x.jsonld",
            '{"@context": {"@base": "urn:x:"}, "@id": "urn:a", "https://e.org/b": "text"}',
        ),
    ],
    ids=[
        *("turtle", "ending-in-capitals", "base", "turtle-with-bom", "ntriples-with-bom"),
        *("rdfxml", "doctype-in-a-comment", "jsonld", "context-in-the-file", "base-in-the-file"),
    ],
)
def test_a_good_file_is_read(name: str, data: str, tmp_path: Path) -> None:
    (quad,) = read_quads(written(tmp_path, name, data))
    assert [str(term) for term in quad.triple] == ["<urn:a>", "<https://e.org/b>", '"text"']


@pytest.mark.parametrize("where", ["context", "import", "array"])
def test_nobody_is_asked_for_a_remote_context(where: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f'"http://127.0.0.1:{listener.getsockname()[1]}/context"'
        context = {
            "context": address,
            "import": f'{{"@version": 1.1, "@import": {address}}}',
            "array": f'[{{"b": "urn:b"}}, {address}]',
        }[where]
        with pytest.raises(SourceError):
            read_quads(written(tmp_path, "x.jsonld", f'{{"@context": {context}, "@id": "urn:a"}}'))
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_no_statement_before_a_fault_is_kept(tmp_path: Path) -> None:
    good = "<urn:a> <urn:b> <urn:c> .\n" * 1000
    with pytest.raises(SourceError, match="line 1001"):
        read_quads(written(tmp_path, "x.ttl", good + "<urn:a> <urn:b> ."))


def test_blank_nodes_of_two_files_are_never_one(tmp_path: Path) -> None:
    nodes = set()
    for name in ("one.nt", "two.nt"):
        (quad,) = read_quads(written(tmp_path, name, '_:a <urn:b> "text" .\n'))
        assert isinstance(quad.subject, BlankNode)
        nodes.add(quad.subject)
    assert len(nodes) == 2


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: None, "no such file; check its name"),
        (lambda path: path.mkdir(), "a folder; name the files in it"),
    ],
    ids=["missing", "folder"],
)
def test_what_is_no_file_is_refused(make: object, problem: str, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "x.ttl")
    with pytest.raises(SourceError) as refused:
        read_quads(tmp_path / "x.ttl")
    assert str(refused.value) == f"x.ttl: {problem}"


def test_a_file_can_be_asked_about_itself(tmp_path: Path) -> None:
    path = written(tmp_path, "x.ttl", "<urn:a> <urn:b> 'one' . <urn:c> <urn:b> 'two' .")
    query = "SELECT ?o ?none { ?s e:b ?o } ORDER BY ?o"
    found = list(select(scratch_store(read_quads(path)), query, {"e": "urn:"}))
    assert found == [{"o": "one"}, {"o": "two"}]

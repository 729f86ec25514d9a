"""`sfia-graph profile forget`: every trace of a person goes, nothing else does, and all at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from crew import HEADER, holding
from hypothesis import given, settings
from hypothesis import strategies as st

from sfia_graph import streaming
from sfia_graph.cli import main
from sfia_graph.errors import StoreError, UsageError
from sfia_graph.media import Format, format_of
from sfia_graph.namespaces import BASE
from sfia_graph.rdf import OX_FORMATS, read_quads
from sfia_graph.results import Rows
from sfia_graph.store import forgetting, open_store
from sfia_graph.store.folder import open_folder
from sfia_graph.store.forgetting import forget
from sfia_graph.store.meant import UnknownPerson
from sfia_graph.store.redacting import redact

ADA = f"<{BASE}person/ada>"
EDITION = f"""
<{BASE}9/skill/KNEA/2> a sfia:SkillAtLevel ; sfia:skill <{BASE}9/skill/KNEA> ;
    sfia:level <{BASE}level/2> .
<{BASE}9/skill/KNEA/3> a sfia:SkillAtLevel ; sfia:skill <{BASE}9/skill/KNEA> ;
    sfia:level <{BASE}level/3> .
<{BASE}level/2> sfia:levelNumber 2 .
<{BASE}level/3> sfia:levelNumber 3 .
"""
OTHERS = f"""
{holding("ada-2", 1)}
{holding("ad", 1)}
{holding("adam", 1)}
{holding("ada.b", 1)}
{holding("bea", 1)}
<{BASE}holding/bea-1> dcterms:source <https://certs.example/both> , _:both .
<https://certs.example/both> dcterms:title "For two" .
_:both dcterms:title "For two, without a name" .
<{BASE}person/ada-2> foaf:name "Ada Second" ; rdfs:seeAlso <{BASE}person/adam> .
<{BASE}person/zed> foaf:name "Zed, whom only she knows" .
<{BASE}team/bakers> a foaf:Group ; dcterms:title "Bakers"@en ; foaf:member <{BASE}person/bea> .
<{BASE}role/baker> a sfia:RoleProfile ; dcterms:title "Baker"@en-GB ;
    dcterms:description "Not {BASE}person/ada-2 nor person/adam." .
"""
ONLY_HERS = f"""
{holding("ada", 1)}
{holding("ada", 2, "KNEA/3")}
<{BASE}holding/ada-1> dcterms:source <https://certs.example/both> , _:both .
<{BASE}holding/ada-2> dcterms:source <https://certs.example/hers> ,
        [ dcterms:title "A paper" ; prov:wasDerivedFrom [ dcterms:title "An older one" ] ] .
<{BASE}holding/ada-7> sfia:basis sfia:assessed .
<https://certs.example/hers> dcterms:title "Hers alone" ; dcterms:creator <https://x.example/o> .
<https://x.example/o> foaf:name "Who attests" .
{ADA} a foaf:Person ; foaf:name "Ada First" ; foaf:knows <{BASE}person/zed> ;
    rdfs:seeAlso <{BASE}role/baker> ,
        <{BASE}person/ada/photo> .
<{BASE}person/ada/photo> dcterms:title "A picture" .
<{BASE}team/bakers> foaf:member {ADA} .
<{BASE}role/baker> dcterms:creator {ADA} ; dcterms:description "Drawn up by person/ada." .
[] a owl:Axiom ; owl:annotatedSource <{BASE}holding/ada-1> ; owl:annotatedProperty sfia:basis ;
    owl:annotatedTarget sfia:assessed ; rdfs:comment "Seen to knead" .
<https://certs.example/about> dcterms:description "See https://certs.example/hers, page 2." .
"""
SIGNS = ("person/ada>", "ada-1>", "ada/photo", "hers", "Ada First", "attests", "paper", "older")
"""How lines of N-Quads show that she is in them."""


def _turtle(path: Path, *parts: str) -> Path:
    path.write_text(HEADER + "".join(parts))
    return path


def _plain(quads: Iterable[ox.Quad]) -> list[str]:
    """Give triples in order, blank nodes all alike."""
    terms = ([quad.subject, quad.predicate, quad.object] for quad in quads)
    alike = ("_:" if isinstance(each, ox.BlankNode) else str(each) for row in terms for each in row)
    return sorted(" ".join(row) for row in zip(alike, alike, alike, strict=False))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """What is said of her and of others."""
    return [_turtle(tmp_path / "one.ttl", EDITION, OTHERS, ONLY_HERS)]


@pytest.fixture
def without(tmp_path: Path) -> list[str]:
    """What must be left."""
    path = _turtle(tmp_path / "without.ttl", EDITION, OTHERS)
    return _plain(read_quads(path))


def _load(files: list[Path], into: Path, *options: str) -> Path:
    call = ["load", *map(str, files), "--into", str(into), "--no-validate", *options]
    assert main(call) == 0
    return into


def _generations(store: Path) -> list[str]:
    return sorted(each.name for each in store.iterdir() if each.name.startswith("generation"))


def test_every_trace_goes_from_a_store_and_nothing_else(
    files: list[Path], tmp_path: Path, without: list[str]
) -> None:
    store = _load(files, tmp_path / "store")
    found = forget(store, "ada")
    assert (found.person, found.holdings, found.kind) == (f"{BASE}person/ada", 3, "graph")
    opened = open_store(store)
    assert _plain(opened.quads()) == without
    united = opened.sparql("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert len(united.triples) == len(without)  # type: ignore[union-attr]
    assert _generations(store) == ["generation-2", "generation-2.lease"]


def test_what_is_counted_is_what_went(
    files: list[Path], tmp_path: Path, without: list[str]
) -> None:
    before = len(read_quads(files[0]))
    found = forget(_load(files, tmp_path / "store"), "ada")
    assert found.statements == before - len(without)
    # The certificate, who attests it, two papers, the picture and the remark.
    assert (found.holdings, found.others, len(found.places)) == (3, 6, 1)


@pytest.mark.parametrize("name", ["ada", f"{BASE}person/ada"])
def test_she_goes_from_each_of_several_graphs(tmp_path: Path, name: str) -> None:
    quads = read_quads(_turtle(tmp_path / "all.ttl", OTHERS, ONLY_HERS))
    graphs: list[ox.NamedNode | ox.BlankNode] = [
        ox.NamedNode("urn:one"),
        ox.NamedNode("urn:two"),
        ox.BlankNode("three"),
    ]
    spread = [
        ox.Quad(quad.subject, quad.predicate, quad.object, graphs[at % 3])
        for at, quad in enumerate(quads)
    ]
    path = tmp_path / "spread.nq"
    path.write_bytes(ox.serialize(spread, format=ox.RdfFormat.N_QUADS) or b"")
    store = _load([path], tmp_path / "store")
    assert len(forget(store, name).places) == 3
    expected = _plain(read_quads(_turtle(tmp_path / "others.ttl", OTHERS)))
    assert _plain(open_store(store).quads()) == expected


def test_a_summary_is_counted_anew(files: list[Path], tmp_path: Path) -> None:
    store = _load(files, tmp_path / "store", "--summarise")
    assert _counts(store) == {"2": 6, "3": 1}
    forget(store, "ada")
    assert _counts(store) == {"2": 5}
    rows = open_store(store).sparql("SELECT ?who { ?who sfia:highestHeld ?at } ORDER BY ?who")
    assert isinstance(rows, Rows)
    names = [str(row["who"]).removeprefix(f"{BASE}person/") for row in rows]
    assert names == ["ad", "ada-2", "ada.b", "adam", "bea"]


def _counts(store: Path) -> dict[str, int]:
    rows = open_store(store).sparql("SELECT ?at ?n { ?at sfia:holderCount ?n }")
    assert isinstance(rows, Rows)
    return {str(row["at"]).rsplit("/", 1)[1]: row["n"] for row in rows}  # type: ignore[misc]


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_a_file_is_rewritten_in_its_own_format(
    files: list[Path], tmp_path: Path, without: list[str], ending: str
) -> None:
    path = _written(files, tmp_path / f"people.{ending}")
    path.chmod(0o600)
    found = redact([path], "ada")
    assert (found.kind, found.places) == ("file", (str(path),))
    assert _plain(read_quads(path)) == without
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        {"one.ttl", "without.ttl", path.name}
    )


def _written(files: list[Path], path: Path) -> Path:
    known = format_of(path)
    assert isinstance(known, Format)
    quads = [quad.triple for each in files for quad in read_quads(each)]
    path.write_bytes(ox.serialize(quads, format=OX_FORMATS[known.name]) or b"")
    return path


@pytest.mark.parametrize("streamed", [False, True], ids=["in memory", "on disk"])
def test_other_lines_stay_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streamed: bool
) -> None:
    if streamed:
        monkeypatch.setattr(streaming, "STREAMED", 0)
    hers = f"<urn:h> <{BASE}ontology#holder> {ADA} .".encode()
    escaped = hers.replace(b"person/ada", b"person/\\u0061da")
    hanging = [b"<urn:h> <urn:p> _:b .", b'_:b <urn:p> "hers"@en-gb .']
    others = [
        b"\xef\xbb\xbf# people",
        b"",
        b'<urn:x>   <urn:p> "caf\\u00E9 \\"person\\""@EN-gb .  # as it was',
        b'_:c <urn:p> "theirs" .',
        b"<urn:x> <urn:p> _:c .",
    ]
    path = tmp_path / "people.nt"
    path.write_bytes(b"\r\n".join([*others, hers, escaped, *hanging, b""]))
    assert redact([path], "ada").statements == 4
    assert path.read_bytes() == b"\r\n".join([*others, b""])


def test_lines_that_end_in_other_ways_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "people.nt"
    holder = f"<{BASE}ontology#holder>"
    path.write_text(f"<urn:h> {holder} {ADA} .\r<urn:x> <urn:p> <urn:o> .\r", newline="")
    assert redact([path], "ada").statements == 1
    assert _plain(read_quads(path)) == ["<urn:x> <urn:p> <urn:o>"]


def test_what_is_told_in_two_files_goes_from_both(tmp_path: Path) -> None:
    evidence = f"<{BASE}holding/ada-1> dcterms:source <urn:paper> ."
    one = _turtle(tmp_path / "holdings.ttl", holding("ada", 1), holding("bea", 1), evidence)
    two = tmp_path / "evidence.nt"
    two.write_text('<urn:paper> <urn:p> "hers" .\n<urn:other> <urn:p> "not hers" .\n')
    three = _turtle(tmp_path / "untouched.ttl", "# A remark\n", holding("bea", 2))
    before = three.read_bytes()
    assert redact([tmp_path], "ada").places == (str(two), str(one))
    assert two.read_text() == '<urn:other> <urn:p> "not hers" .\n'
    assert "ada" not in one.read_text()
    assert three.read_bytes() == before


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    there = _turtle(tmp_path / "there.ttl", holding("ada", 1), holding("bea", 1))
    link = tmp_path / "link.ttl"
    link.symlink_to(there)
    redact([link], "ada")
    assert link.is_symlink()
    assert "ada" not in there.read_text()


@pytest.mark.parametrize("where", ["store", "one.ttl"])
def test_a_stranger_is_told_the_nearest(
    files: list[Path], tmp_path: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = _load(files, tmp_path / "store")
    capsys.readouterr()
    before = files[0].read_bytes()
    assert main(["profile", "forget", "aad", "--store", str(tmp_path / where)]) == 2
    said = capsys.readouterr().err
    assert said == "sfia-graph: 'aad': nobody of that name among 7 people; the nearest: ad, ada\n"
    assert (_generations(store)[0], files[0].read_bytes()) == ("generation-1", before)


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    other = "https://other.example/person/ada"
    text = f"<urn:h> sfia:holder <{other}> . <urn:x> rdfs:seeAlso <{other}> ."
    store = _load([_turtle(tmp_path / "a.ttl", EDITION, text, holding("ada", 1))], tmp_path / "s")
    forget(store, f"{BASE}person/ada")
    left = "\n".join(map(str, open_store(store).quads()))
    assert f"{BASE}person/ada" not in left
    assert left.count(other) == 2


def test_a_name_that_two_have_is_refused(tmp_path: Path) -> None:
    text = (
        "<urn:h> sfia:holder <https://a.example/77> . <urn:i> sfia:holder <https://b.example/77> ."
    )
    path = _turtle(tmp_path / "a.ttl", text)
    with pytest.raises(UsageError, match=r"^'77': 2 people, https://a\.example/77 and "):
        redact([path], "77")
    redact([path], "https://a.example/77")
    assert "a.example" not in path.read_text().replace("@prefix", "")
    assert "https://b.example/77" in path.read_text()


def test_an_endpoint_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "forget", "ada", "--store", "http://localhost:1/sparql"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "sfia-graph: http://localhost:1/sparql: an endpoint; forget works on folders and files; "
        "delete there with SPARQL Update, or load its graphs anew without the person\n"
    )


# The key.


@pytest.mark.parametrize("name", ["ada", "Ada  first"])
def test_the_line_of_the_key_goes_too(
    files: list[Path], tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "key.csv"
    key.write_text("pseudonym,name\nada,Ada First\nada-2,Ada Second\n")
    call = ["profile", "forget", name, "--store", str(files[0]), "--key", str(key)]
    assert main(call) == 0
    assert key.read_text() == "pseudonym,name\nada-2,Ada Second\n"
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"forgot {BASE}person/ada in {files[0]}: 3 holdings and 6 things")
    assert said[1:] == [
        f"proved: no statement in {files[0]} names them any more",
        f"{key}: the name of ada is gone",
    ]


def test_who_is_in_the_key_alone_is_forgotten_there(tmp_path: Path) -> None:
    key, path = tmp_path / "key.csv", _turtle(tmp_path / "a.ttl", holding("bea", 1))
    key.write_text("pseudonym,name\nada,Ada First\n")
    call = ["profile", "forget", "ada", "--store", str(path), "--key", str(key)]
    assert main(call) == 0
    assert key.read_text() == "pseudonym,name\n"


# What goes wrong, and others who read.


def test_a_reader_keeps_what_he_reads_and_that_is_told(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = _load(files, tmp_path / "store")
    _, lease = open_folder(store)
    call = ["profile", "forget", "ada", "--store", str(store)]
    capsys.readouterr()
    assert main(call) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    old = store / "generation-1"
    assert said == (
        f"{old}: still read by another process, and the person is in it; "
        "run this again once that has ended"
    )
    lease.release()
    assert main(call) == 0
    said = capsys.readouterr().err
    assert said == f"{store}: what was left of 1 earlier generation is deleted\n"
    assert not old.exists()
    assert main(call) == 2


def test_a_proof_that_fails_leaves_the_old(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = _load(files, tmp_path / "store")

    def missed(quads: Iterable[ox.Quad], found: object) -> None:
        raise StoreError("still there")

    monkeypatch.setattr(forgetting, "prove_forgotten", missed)
    with pytest.raises(StoreError, match="still there"):
        forget(store, "ada")
    assert _generations(store) == ["generation-1", "generation-1.lease"]


def test_the_proof_finds_what_is_left(files: list[Path], tmp_path: Path) -> None:
    from sfia_graph.store.forgetting import prove_forgotten
    from sfia_graph.store.traces import traces

    store = ox.Store()
    store.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("urn:g"))
        for quad in read_quads(files[0])
    )
    found = traces(store, ox.NamedNode(f"{BASE}person/ada"))
    others = [quad for quad in store if not found.covers(quad)]
    prove_forgotten(others, found)
    hidden = ox.Literal(f"made by {BASE}person/ada.")
    slipped = ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), hidden)
    with pytest.raises(StoreError, match="still names the person"):
        prove_forgotten([*others, slipped], found)


KILLED = """
import os, signal, sys
from pathlib import Path
from sfia_graph.store.forgetting import forget

def watch(event, arguments):
    path = {"open": 0, "os.rename": 1}.get(event)
    if path is not None and str(arguments[path]).endswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
forget(Path(sys.argv[1]), "ada")
"""


@pytest.mark.parametrize("at", ["generation-2.lease", "current"])
def test_who_is_killed_leaves_the_old_store(files: list[Path], tmp_path: Path, at: str) -> None:
    store = _load(files, tmp_path / "store")
    before = _plain(open_store(store).quads())
    done = subprocess.run([sys.executable, "-c", KILLED, str(store), at], check=False)
    assert done.returncode == -signal.SIGKILL
    assert _plain(open_store(store).quads()) == before
    forget(store, "ada")
    assert len(_generations(store)) == 2


# Whoever it is.

NAMES = ("a", "a-1", "a-1-1", "ab", "b")


@settings(max_examples=30)
@given(
    held=st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3), min_size=1),
    pick=st.randoms(use_true_random=False),
    shared=st.booleans(),
)
def test_what_is_left_is_what_would_be_there_without_them(
    tmp_path_factory: pytest.TempPathFactory,
    held: dict[str, int],
    pick: Random,
    shared: bool,
) -> None:
    def said(people: Iterable[str]) -> str:
        claims = [(who, number) for who in people for number in range(1, held[who] + 1)]
        papers = {f"<urn:paper:{'all' if shared else who}>" for who, _ in claims}
        return "".join(
            f"{holding(who, number)}<{BASE}holding/{who}-{number}> dcterms:source "
            f"<urn:paper:{'all' if shared else who}> ; rdfs:seeAlso [ dcterms:title 'a' ] .\n"
            for who, number in claims
        ) + "".join(f"{paper} dcterms:title 'A paper' .\n" for paper in papers)

    who = pick.choice(sorted(held))
    folder = tmp_path_factory.mktemp("any")
    path = _turtle(folder / "all.ttl", said(held))
    redact([path], who)
    expected = _turtle(folder / "expected.ttl", said(each for each in held if each != who))
    assert _plain(read_quads(path)) == _plain(read_quads(expected))
    with pytest.raises(UnknownPerson):
        redact([path], who)

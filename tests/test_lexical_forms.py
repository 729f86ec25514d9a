"""Numbers and days are held by value, the same on every engine; nothing of ours is written so.

Oxigraph turns a literal into the value of its datatype, and writes the value's own form: what of a
user's own literals is kept and what is not stands in docs/store.md, and here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import EDITION, FRENCH, sheets_9, write_workbook
from rdflib import Literal, URIRef

from sfia_graph.cli import main
from sfia_graph.media import format_of
from sfia_graph.namespaces import PREFIXES, expand
from sfia_graph.rdf import read_quads
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web import documents
from sfia_graph.web.downloads import downloads
from sfia_graph.web.downloads.dumps import OF_ALL, Form
from sfia_graph.web.exchange import Asked
from sfia_graph.web.site import open_site

ROOT = Path(__file__).resolve().parent.parent

KEPT: dict[str, dict[str, str]] = {
    "integer": {"4": "4", "04": "4", "+4": "4", "-0": "0", "99999999999999999999": "same"},
    "nonNegativeInteger": {"007": "7"},
    "byte": {"4": "4"},
    "dateTimeStamp": {"2026-11-28T12:00:00Z": "2026-11-28T12:00:00Z"},
    "decimal": {"1.5": "same", "1.50": "1.5", "1.0": "1", ".5": "0.5"},
    "double": {"1.0E3": "1000", "1": "same", "INF": "same", "NaN": "same"},
    "boolean": {"true": "same", "1": "true", "0": "false", "TRUE": "same"},
    "dateTime": {
        "2026-11-28T12:00:00Z": "same",
        "2026-11-28T12:00:00": "same",
        "2026-11-28T12:00:00+00:00": "2026-11-28T12:00:00Z",
        "2026-11-28T12:00:00.500+02:00": "2026-11-28T12:00:00.5+02:00",
        "2026-11-28T24:00:00Z": "2026-11-29T00:00:00Z",
    },
    "date": {"2026-11-28": "same", "2026-11-28Z": "same", "2026-11-28+00:00": "2026-11-28Z"},
    "time": {"12:00:00.0": "12:00:00"},
    "gYear": {"2026": "same"},
    "duration": {"P12M": "P1Y"},
    "string": {" two  blanks ": "same", "a\r\nb\tc": "same", "04": "same"},
    "anyURI": {"http://example.org/%7E": "same"},
    "token": {"04": "same"},
    "SkillCode": {"0004": "same"},
}
"""What becomes of a literal in a store, by datatype and lexical form."""

WIDER = {"nonNegativeInteger": "integer", "byte": "integer", "dateTimeStamp": "dateTime"}
"""Datatypes of which a store keeps only the one that they are derived from."""


def _datatype(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["sfia" if name == "SkillCode" else "xsd"] + name)


def _written() -> Iterator[tuple[ox.Literal, ox.Literal]]:
    for name, forms in KEPT.items():
        for text, kept in forms.items():
            wider = _datatype(WIDER.get(name, name))
            held = ox.Literal(text if kept == "same" else kept, datatype=wider)
            yield ox.Literal(text, datatype=_datatype(name)), held


CASES = list(_written())


def _property(number: int) -> ox.NamedNode:
    return ox.NamedNode(f"https://example.org/p{number}")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One statement for each case, and one with a tag in an unusual case."""
    path = tmp_path_factory.mktemp("forms") / "forms.nt"
    subject = ox.NamedNode("https://example.org/s")
    lines = [f"{subject} {_property(at)} {case[0]} .\n" for at, case in enumerate(CASES)]
    lines.append(f'{subject} {_property(len(CASES))} "x"@EN-gb .\n')
    lines.append(f"{subject} <{expand('rdf:type')}> <{expand('sfia:Edition')}> .\n")
    number = ox.Literal("9", datatype=_datatype("integer"))
    lines.append(f"{subject} <{expand('sfia:editionNumber')}> {number} .\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def on_disk(file: Path) -> Path:
    """The same on disk, as `load` makes it."""
    folder = file.with_name("store")
    assert main(["load", str(file), "--into", str(folder), "--no-validate"]) == 0
    return folder


def _store(where: Path) -> EmbeddedStore:
    store = open_store(str(where))
    assert isinstance(store, EmbeddedStore)
    return store


def _held(store: EmbeddedStore) -> list[ox.Literal]:
    found = {each.predicate.value: each.object for each in store.quads()}
    values = [found[_property(at).value] for at in range(len(CASES))]
    assert all(isinstance(value, ox.Literal) for value in values)
    return values  # type: ignore[return-value]


WANTED = [kept for _, kept in CASES]


def test_in_memory_a_literal_is_its_value(file: Path) -> None:
    assert _held(_store(file)) == WANTED


def test_on_disk_it_is_the_same(on_disk: Path) -> None:
    assert _held(_store(on_disk)) == WANTED


def test_memory_and_disk_hold_the_same_statements(file: Path, on_disk: Path) -> None:
    first, second = (set(map(str, _store(where).quads())) for where in (file, on_disk))
    assert first == second
    assert len(first) == len(CASES) + 3


def test_a_copy_for_rdflib_says_the_same(file: Path) -> None:
    copy = open_store(str(file)).to_rdflib()
    found = {str(name): value for _, name, value, _ in copy.quads()}
    values = [found[_property(at).value] for at in range(len(CASES))]
    assert [(str(each), getattr(each, "datatype", "")) for each in values] == [
        (
            kept.value,
            None if kept.datatype.value.endswith("#string") else URIRef(kept.datatype.value),
        )
        for kept in WANTED
    ]
    assert found[_property(len(CASES)).value] == Literal("x", lang="en-GB")


@pytest.mark.parametrize("form", OF_ALL, ids=lambda form: form.suffix)
def test_a_site_writes_the_same_whatever_holds_it(form: Form, file: Path, on_disk: Path) -> None:
    known = format_of(Path(f"x.{form.suffix}"))
    assert known is not None
    written = []
    for where in (file, on_disk):
        site = open_site(where)
        dump = next(each for each in downloads(site) if each.path == f"downloads/all.{form.suffix}")
        written.append(dump.write(site))
    assert written[0] == written[1]
    path = file.with_name(f"written.{form.suffix}")
    path.write_bytes(written[0])
    found = {each.predicate.value: each.object for each in read_quads(path)}
    assert [found[_property(at).value] for at in range(len(CASES))] == WANTED


# --- nothing of ours depends on it ----------------------------------------------------------------


def _not_kept(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Give the literals that a store would write otherwise."""
    store = ox.Store()
    for quad in quads:
        if isinstance(quad.object, ox.Literal):
            alone = ox.Quad(quad.subject, quad.predicate, quad.object)
            store.add(alone)
            (held,) = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
            assert isinstance(held.object, ox.Literal)
            if str(held.object).lower() != str(quad.object).lower():
                yield str(quad.object)
            store.clear()


SHIPPED = sorted(path for folder in ("data", "ontology") for path in (ROOT / folder).rglob("*.ttl"))


CARDINALITY = str(ox.Literal("1", datatype=_datatype("nonNegativeInteger")))


def test_whatever_ships_is_written_as_stores_keep_it() -> None:
    found = {path.name: sorted(set(_not_kept(read_quads(path)))) for path in SHIPPED}
    assert {name: forms for name, forms in found.items() if forms} == {"sfia.ttl": [CARDINALITY]}
    assert len(found) > 150


def test_cardinalities_are_served_as_the_ontology_has_them() -> None:
    file = ROOT / "ontology" / "sfia.ttl"
    counted = {q.predicate for q in read_quads(file) if str(q.object) == CARDINALITY}
    assert len(counted) == 1
    site = open_site()
    for term in ("SkillAtLevel", "Requirement", "Holding"):
        body = documents.answer(site, Asked(f"ontology/{term}.nt")).body
        quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        assert {str(each.object) for each in quads if each.predicate in counted} == {CARDINALITY}


def test_what_an_import_writes_is_written_as_stores_keep_it(tmp_path: Path) -> None:
    made = tmp_path / "out.trig"
    paths = [
        write_workbook(tmp_path / f"{each.language}.xlsx", sheets_9(each))
        for each in (EDITION, FRENCH)
    ]
    assert main(["import", str(paths[0]), "--language", "en-GB", "-o", str(made)]) == 0
    assert list(_not_kept(read_quads(made))) == []


@pytest.mark.parametrize("kind", ["roles", "people"])
def test_what_a_profile_import_writes_is_too(kind: str, tmp_path: Path) -> None:
    made = tmp_path / f"{kind}.ttl"
    source = ROOT / "data" / "samples" / f"{kind}.csv"
    assert main(["profile", "import", str(source), "-o", str(made)]) == 0
    assert list(_not_kept(read_quads(made))) == []


def test_the_official_sheets_become_no_other(sfia: Path, tmp_path: Path) -> None:
    made = tmp_path / "out.nt"
    source = sfia / "sfia-9_current-standard_en_250129.xlsx"
    assert main(["import", str(source), "--language", "en-GB", "-o", str(made)]) == 0
    assert list(_not_kept(read_quads(made))) == []

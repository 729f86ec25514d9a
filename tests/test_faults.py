"""Each fault that people make in a graph is caught by the rule meant for it, and by no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from faults import FAULTS, Fault, Scene
from invented import EDITION
from long import some

from sfia_graph.media import RDF_FORMATS
from sfia_graph.merging import merge
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.serialise import to_bytes
from sfia_graph.sources.reading import Wish, read_editions
from sfia_graph.validation import Data, ValidationReport, read_shapes, shipped_shapes, validate

BAKERY = Scene(
    edition=9,
    skill="KNEA",
    low=1,
    mid=2,
    high=4,
    out=7,
    other="OVEN",
    category="baking-and-more",
    subcategory="bread-rolls",
    elsewhere="drinks",
    attribute="CARE",
    second="ZEAL",
    graph="sfia-9-en-GB-texts",
)
OFFICIAL = Scene(
    edition=9,
    skill="SLMO",
    low=2,
    mid=4,
    high=7,
    out=1,
    other="PENT",
    category="delivery-and-operation",
    subcategory="service-management",
    elsewhere="security-services",
    attribute="AUTO",
    second="INFL",
    graph="sfia-9-en-GB-texts",
)


def _statements(edition: Edition) -> bytes:
    return to_bytes(merge([edition]), RDF_FORMATS[0])


@cache
def _bakery() -> bytes:
    return _statements(EDITION)


@cache
def _official(workbook: Path) -> bytes:
    (edition,) = read_editions([workbook], Report(), Wish(9, "en-GB"))
    return _statements(edition)


def _store(turtle: bytes) -> ox.Store:
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE)
    return store


def _found(report: ValidationReport) -> set[str]:
    return {
        result.rule.iri.rsplit("/", 1)[-1] for result in report.results if result.severity != "info"
    }


def test_the_invented_framework_has_no_fault() -> None:
    assert _found(validate(_store(_bakery()))) == set()


@pytest.mark.parametrize("fault", some(FAULTS, 2), ids=lambda fault: fault.what)
def test_a_fault_is_caught_by_its_own_rule(fault: Fault) -> None:
    store = _store(_bakery())
    assert fault.befall(store, BAKERY)
    assert _found(validate(store)) == {fault.rule}


def test_the_official_sheet_has_no_fault(sfia: Path) -> None:
    workbook = sfia / "sfia-9_current-standard_en_250129.xlsx"
    assert _found(validate(_store(_official(workbook)))) == set()


@pytest.mark.parametrize("fault", some(FAULTS, 16), ids=lambda fault: fault.what)
def test_a_fault_in_the_official_sheet_is_caught_by_its_own_rule(sfia: Path, fault: Fault) -> None:
    store = _store(_official(sfia / "sfia-9_current-standard_en_250129.xlsx"))
    assert fault.befall(store, OFFICIAL)
    assert _found(validate(store)) == {fault.rule}


@pytest.mark.long
def test_the_reference_engine_finds_the_same_faults(sfia: Path) -> None:
    """All faults at once; results are compared one by one, with values, paths and messages."""
    store = _store(_official(sfia / "sfia-9_current-standard_en_250129.xlsx"))
    for fault in FAULTS:
        fault.befall(store, OFFICIAL)
    # pySHACL takes minutes for the whole sheet, so what it is given is what the faults touch
    touched = ("/SLMO", "/PENT", "/AUTO", "/level", "/category/", "/graph/", "/9>", "/framework>")
    some = ox.Store()
    some.extend(quad for quad in store if any(name in str(quad.subject) for name in touched))
    shapes, data = read_shapes(shipped_shapes()), Data.of(some)
    ours, theirs = validate(data, shapes), validate(data, shapes, engine="pyshacl")
    assert ours.results == theirs.results
    assert len(_found(ours)) > 20

"""The W3C's suite of SHACL, through `validate` and both of its engines.

98 tests are of SHACL's core and 23 of SHACL-SPARQL, each a file of w3c/data-shapes; one of these is
in no manifest. Reports are compared result by result: focus node, path, value, severity, component
and shape, each as often as the test says.
"""

from __future__ import annotations

import pytest
from suite_cases import cases, counted
from suites import missing, needed

from benchmarks.conformance import misses
from benchmarks.conformance.reports import Validation, validations
from benchmarks.conformance.validators import by_engine
from sfia_graph.validation.running import Engine

ENGINES: tuple[Engine, ...] = ("auto", "pyshacl")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("test", cases(validations("core"), misses.CORE, missing("data-shapes")))
def test_the_core_constraints_find_what_the_suite_expects(test: Validation, engine: Engine) -> None:
    assert test.passes(by_engine(engine))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "test", cases(validations("sparql"), misses.SPARQL, missing("data-shapes"))
)
def test_the_sparql_constraints_find_what_the_suite_expects(
    test: Validation, engine: Engine
) -> None:
    assert test.passes(by_engine(engine))


def test_97_of_98_tests_of_the_core_are_passed() -> None:
    needed("data-shapes")
    assert counted(validations("core"), misses.CORE) == (98, 97)


def test_22_of_23_tests_of_shacl_sparql_are_passed() -> None:
    needed("data-shapes")
    assert counted(validations("sparql"), misses.SPARQL) == (23, 22)

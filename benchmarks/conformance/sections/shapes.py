"""SHACL: `sfia-graph validate` and its two engines beside pySHACL alone."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from benchmarks.conformance import misses
from benchmarks.conformance.reports import Validation, validations
from benchmarks.conformance.scores import Passes, Section, score
from benchmarks.conformance.validators import by_engine, pyshacl_alone

_PROSE = """\
The W3C's tests of SHACL, each a file: reports are compared result by result, by focus node, path,
value, severity, component and shape, each result as often as the test says; what must fail fails.
One test of SHACL-SPARQL is in no manifest of the suite and counts all the same."""


def section() -> Section:
    """Put the validators to the suite."""
    contenders: Mapping[str, Passes[Validation]] = {
        "sfia-graph, engine auto": lambda test: test.passes(by_engine("auto")),
        "sfia-graph, engine pyshacl": lambda test: test.passes(by_engine("pyshacl")),
        f"pySHACL {version('pyshacl')}": lambda test: test.passes(pyshacl_alone),
    }
    scores = [
        score("SHACL core", validations("core"), contenders),
        score("SHACL-SPARQL", validations("sparql"), contenders),
    ]
    return Section("SHACL", _PROSE, scores, {**misses.CORE, **misses.SPARQL})

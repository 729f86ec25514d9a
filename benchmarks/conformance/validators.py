"""Validators that the suite of SHACL is put to: this project's two engines, and pySHACL alone."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import rdflib
from rdflib import BNode, URIRef
from rdflib.namespace import SH

from benchmarks.conformance.reports import FailedError, Result, Validator, results_of
from sfia_graph.errors import SfiaError
from sfia_graph.terms import to_rdflib
from sfia_graph.validation import ValidationResult, read_shapes, validate
from sfia_graph.validation.running import Engine


def by_engine(engine: Engine) -> Validator:
    """Give `sfia-graph validate` with an engine; shapes are read and looked over as from a file."""
    return partial(_ours, engine)


def _ours(engine: Engine, data: rdflib.Graph, shapes: rdflib.Graph) -> list[Result]:
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "shapes.nt"
            shapes.serialize(path, format="nt", encoding="utf-8")
            read_shapes([path])
        return list(map(_result, validate(data, shapes, engine=engine).results))
    except SfiaError as error:
        raise FailedError(str(error)) from None


def _result(result: ValidationResult) -> Result:
    shape = result.rule.iri
    return (
        to_rdflib(result.focus),
        None if result.path is None else str(result.path),
        None if result.value is None else to_rdflib(result.value),
        URIRef(result.severity_iri),
        URIRef(result.component),
        URIRef(shape) if ":" in shape else BNode(shape),
    )


def pyshacl_alone(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Result]:
    """Validate with pySHACL as it comes."""
    import pyshacl

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    if not isinstance(report, rdflib.Graph):
        raise FailedError(str(report))
    return results_of(report, report.value(None, rdflib.RDF.type, SH.ValidationReport))

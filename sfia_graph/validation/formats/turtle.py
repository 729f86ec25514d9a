"""A validation report as SHACL defines it (section 3.6)."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from sfia_graph.graph import bind_prefixes
from sfia_graph.long_turtle import to_long_turtle
from sfia_graph.terms import to_rdflib
from sfia_graph.validation.results import ValidationReport


def to_turtle(report: ValidationReport) -> str:
    """Give a report as a `sh:ValidationReport` in Turtle."""
    return to_long_turtle(to_graph(report)).decode()


def to_graph(report: ValidationReport) -> Graph:
    """Give a report as a graph that holds one `sh:ValidationReport`."""
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph)
    node = BNode()
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(report.conforms)))
    for result in report.results:
        each, rule = BNode(), result.rule.iri
        graph.add((node, SH.result, each))
        graph.add((each, RDF.type, SH.ValidationResult))
        graph.add((each, SH.resultSeverity, URIRef(result.severity_iri)))
        graph.add((each, SH.sourceShape, URIRef(rule) if ":" in rule else BNode(rule)))
        graph.add((each, SH.sourceConstraintComponent, URIRef(result.component)))
        graph.add((each, SH.focusNode, to_rdflib(result.focus)))
        if result.path is not None:
            graph.add((each, SH.resultPath, result.path.to_rdf(graph)))
        if result.value is not None:
            graph.add((each, SH.value, to_rdflib(result.value)))
        if result.constraint is not None:
            own = result.constraint
            graph.add((each, SH.sourceConstraint, URIRef(own) if ":" in own else BNode(own)))
        for message in result.messages:
            graph.add((each, SH.resultMessage, Literal(message)))
    return graph

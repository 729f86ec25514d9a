"""The rules that the graph keeps: what each says, of what, how grave a breach is, its SPARQL."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES, local_name
from sfia_graph.web.pages.cells import Cell
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.statements import Property, Statements
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

_SH = PREFIXES["sh"]
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_ELSEWHERE = frozenset(
    (
        *(f"{_SH}{name}" for name in ("message", "name", "severity", "sparql", *_TARGETS)),
        f"{PREFIXES['rdf']}type",
        f"{PREFIXES['rdfs']}isDefinedBy",
    )
)


@dataclass(frozen=True)
class Rule:
    """A rule in a list: its name, its message, its severity's local name in lower case."""

    cell: Cell
    message: Text | None
    severity: str


@dataclass(frozen=True)
class Listing:
    """What the page of a set of rules shows."""

    title: Text
    description: Text | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class View:
    """What the page of a rule shows.

    `severity` is `violation`, `warning` or `info`; `targets` say what it looks at, each by the way
    to it; `selects` are the texts that find what breaks it; `said` is the rest.
    """

    iri: str
    name: Text
    message: Text | None
    severity: str
    targets: tuple[tuple[str, Cell], ...]
    selects: tuple[str, ...]
    said: tuple[Property, ...]
    defined_by: Cell | None


def shape_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of a rule (`shape/…`) or of a set of rules (`shapes/…`)."""
    iri = f"{BASE}{stem}"
    texts = Texts(site, language)
    if stem.startswith("shapes/") and texts.value(iri, "dcterms:title"):
        return _listing(texts, stem, iri)
    if stem.startswith("shape/") and texts.text(iri, "sh:name"):
        return _shape(texts, stem, iri)
    return None


def _listing(texts: Texts, stem: str, iri: str) -> Page:
    found = texts.subjects("rdfs:isDefinedBy", iri)
    title, description = texts.label(iri), texts.text(iri, "dcterms:description")
    rules = tuple(_rule(texts, each) for each in found if texts.text(each, "sh:name"))
    return Page(
        stem=stem,
        template="shapes.html",
        title=str(title),
        view=Listing(title, description, rules),
        about=iri,
        description=str(description or title),
    )


def _rule(texts: Texts, iri: str) -> Rule:
    name = texts.text(iri, "sh:name") or texts.label(iri)
    href = texts.site.place(f"{iri.removeprefix(BASE)}.{texts.language}.html")
    return Rule(
        Cell(name.value, name.language, href), texts.text(iri, "sh:message"), _severity(texts, iri)
    )


def _severity(texts: Texts, iri: str) -> str:
    return local_name(texts.value(iri, "sh:severity") or "Violation").lower()


def _shape(texts: Texts, stem: str, iri: str) -> Page:
    statements = Statements(texts)
    name = texts.text(iri, "sh:name") or texts.label(iri)
    constraints = texts.values(iri, "sh:sparql")
    defined_by = texts.value(iri, "rdfs:isDefinedBy")
    view = View(
        iri=iri,
        name=name,
        message=texts.text(iri, "sh:message"),
        severity=_severity(texts, iri),
        targets=tuple(
            (way, statements.name(target))
            for way in _TARGETS
            for target in texts.values(iri, f"sh:{way}")
        ),
        selects=tuple(select for each in constraints for select in texts.values(each, "sh:select")),
        said=statements.outgoing(ox.NamedNode(iri), _ELSEWHERE),
        defined_by=statements.name(defined_by) if defined_by else None,
    )
    return Page(
        stem=stem,
        template="shape.html",
        title=str(name),
        view=view,
        about=iri,
        description=str(view.message or name),
    )

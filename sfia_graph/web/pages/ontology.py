"""The ontology: its terms in groups, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, SFIA, local_name
from sfia_graph.web.once import once
from sfia_graph.web.pages.cells import Cell
from sfia_graph.web.pages.page import RDF, Page, Parameters
from sfia_graph.web.pages.statements import Property, Statements
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.usage import count, examples
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

STEM = "ontology"
_OWL, _RDFS, _SH, _SKOS = (PREFIXES[prefix] for prefix in ("owl", "rdfs", "sh", "skos"))
GROUPS = (
    ("classes", f"{_OWL}Class"),
    ("relations", f"{_OWL}ObjectProperty"),
    ("values", f"{_OWL}DatatypeProperty"),
    ("annotations", f"{_OWL}AnnotationProperty"),
    ("datatypes", f"{_RDFS}Datatype"),
    ("individuals", f"{_OWL}NamedIndividual"),
)
"""The groups of terms in the order of the page, each with the class of its members."""
_SAID_ELSEWHERE = frozenset(
    f"{PREFIXES[prefix]}{name}"
    for prefix, name in (
        ("rdfs", "label"),
        ("rdfs", "isDefinedBy"),
        ("skos", "definition"),
        ("rdf", "type"),
    )
)


@dataclass(frozen=True)
class Term:
    """A term in the list: its name in the vocabulary, its label, what it means."""

    name: str
    stem: str
    label: Text
    definition: Text | None


@dataclass(frozen=True)
class Group:
    """A group of terms; `name` is a key of the interface's words."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Listing:
    """What the page of the ontology shows; `shapes` are the sets of rules."""

    iri: str
    version: str
    description: Text | None
    groups: tuple[Group, ...]
    shapes: tuple[tuple[Cell, Text | None], ...]


@dataclass(frozen=True)
class View:
    """What the page of a term shows.

    `said` is what the ontology says of it, `uses` who says something with it there; `count` is how
    many things or statements of the graph use it, some of which are `examples`: subject and, for a
    property, value.
    """

    iri: str
    name: str
    label: Text
    group: str
    definition: Text | None
    said: tuple[Property, ...]
    uses: tuple[Property, ...]
    count: int
    is_property: bool
    examples: tuple[tuple[Cell, Cell | None], ...]


def ontology_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of the ontology or of one of its terms."""
    if stem == STEM:
        return _listing(site, language)
    iri = site.iri(stem)
    if iri not in _terms(site):
        return None
    return _term_page(site, stem, iri, language)


@once
def _terms(site: Site) -> Mapping[str, str]:
    """Give the terms in order, each with its group, the first that fits."""
    found: dict[str, str] = {}
    for group, kind in GROUPS:
        node = ox.NamedNode(kind)
        for quad in site.terms.engine.quads_for_pattern(None, TYPE, node, None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(SFIA):
                found.setdefault(quad.subject.value, group)
    return dict(sorted(found.items()))


TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")


def _listing(site: Site, language: str) -> Page:
    texts, said = Texts(site, language), words(language)["ontology"]
    statements = Statements(texts)
    iri, terms = site.iri(STEM), _terms(site)
    groups = tuple(
        Group(
            name,
            tuple(
                Term(
                    local_name(term),
                    site.stem(term) or "",
                    texts.label(term),
                    texts.text(term, "skos:definition"),
                )
                for term, group in terms.items()
                if group == name
            ),
        )
        for name, _ in GROUPS
    )
    shapes = sorted(
        each
        for each in texts.subjects("rdf:type", f"{_OWL}Ontology")
        if each != iri and "/shapes/" in each
    )
    view = Listing(
        iri=iri,
        version=texts.value(iri, "owl:versionInfo") or "",
        description=texts.text(iri, "dcterms:description"),
        groups=tuple(group for group in groups if group.terms),
        shapes=tuple(
            (statements.name(each), texts.text(each, "dcterms:description")) for each in shapes
        ),
    )
    return Page(
        stem=STEM,
        template="ontology.html",
        title=said["title"],
        view=view,
        about=iri,
        formats=tuple(suffix for suffix in RDF if suffix != "csv"),
        description=str(view.description or said["title"]),
        terms={
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": iri,
            "name": said["title"],
            "description": str(view.description or ""),
        },
    )


def _term_page(site: Site, stem: str, iri: str, language: str) -> Page:
    texts = Texts(site, language)
    statements = Statements(texts)
    group = _terms(site)[iri]
    is_property = group in {"relations", "values", "annotations"}
    label = texts.label(iri)
    view = View(
        iri=iri,
        name=local_name(iri),
        label=label,
        group=group,
        definition=texts.text(iri, "skos:definition"),
        said=statements.outgoing(ox.NamedNode(iri), _SAID_ELSEWHERE),
        uses=_uses(statements, iri),
        count=count(site, iri, group),
        is_property=is_property,
        examples=examples(statements, iri, group),
    )
    definition = str(view.definition or "")
    return Page(
        stem=stem,
        template="term.html",
        title=f"{label} (sfia:{view.name})",
        view=view,
        about=iri,
        description=definition,
        terms={
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "@id": iri,
            "name": str(label),
            "termCode": f"sfia:{view.name}",
            "description": definition,
            "inDefinedTermSet": site.iri(STEM),
        },
    )


def _uses(statements: Statements, iri: str) -> tuple[Property, ...]:
    """Give what the ontology and the shapes say with a term, not what the graph says."""
    ours = Statements(Texts(statements.site, statements.texts.language))
    found = []
    for each in ours.incoming(iri, frozenset({TYPE.value}), 60):
        inside = tuple(value for value in each.values if value.cell.href)
        if inside and each.iri.startswith((_OWL, _RDFS, _SH)):
            found.append(each)
    return tuple(found)

"""Any thing of the graph that has no page of a kind of its own: what is said of it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from sfia_graph.namespaces import BASE, PREFIXES
from sfia_graph.web.describe import find
from sfia_graph.web.pages.around import Around, around
from sfia_graph.web.pages.cells import Cell
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.page import Page, Parameters
from sfia_graph.web.pages.statements import Property, Statements
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.site import Site

_SKOS = PREFIXES["skos"]
_MATCHES = frozenset(
    f"{_SKOS}{name}"
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
_INCOMING = 50
_FIRST = tuple(
    f"{PREFIXES[prefix]}{name}"
    for prefix, name in (
        ("rdf", "type"),
        ("skos", "prefLabel"),
        ("dcterms", "title"),
        ("rdfs", "label"),
        ("foaf", "name"),
        ("skos", "notation"),
        ("dcterms", "identifier"),
        ("skos", "definition"),
        ("dcterms", "description"),
        ("sfia", "gloss"),
        ("skos", "inScheme"),
        ("skos", "broader"),
        ("skos", "narrower"),
    )
)


@dataclass(frozen=True)
class View:
    """What the page of a thing shows.

    `kinds` are its classes, `code` its notation; `links` its mappings, those to SFIA first.
    """

    iri: str
    name: Text
    kinds: tuple[Cell, ...]
    code: str
    definition: Text | None
    links: tuple[Link, ...]
    properties: tuple[Property, ...]
    incoming: tuple[Property, ...]
    around: Around | None


def thing_page(site: Site, stem: str, language: str, parameters: Parameters) -> Page | None:
    """Give the page of anything that has statements, None for what has none."""
    iri = _subject(site, stem)
    if iri is None:
        return None
    texts = Texts(site, language)
    statements = Statements(texts)
    kinds = texts.values(iri, "rdf:type")
    name = texts.label(iri)
    found = _to_sfia_first(site, links(texts, [iri]))
    outgoing = {
        relation: {term.value for term in terms}
        for relation, terms in statements.objects(ox.NamedNode(iri)).items()
    }
    view = View(
        iri=iri,
        name=name,
        kinds=tuple(statements.name(kind) for kind in kinds),
        code=texts.value(iri, "skos:notation") or texts.code(iri),
        definition=texts.text(iri, "skos:definition") or texts.text(iri, "dcterms:description"),
        links=found,
        properties=_in_order(statements.outgoing(ox.NamedNode(iri), _recorded(outgoing, found))),
        incoming=_in_order(
            statements.incoming(iri, _recorded(statements.subjects(iri), found), _INCOMING)
        ),
        around=around(texts, iri),
    )
    return Page(
        stem=stem,
        template="thing.html",
        title=f"{view.code} {name}" if view.code and view.code != name.value else str(name),
        view=view,
        about=iri,
        description=str(view.definition or name),
        terms=_terms(view) if f"{_SKOS}Concept" in kinds else None,
    )


def _subject(site: Site, stem: str) -> str | None:
    """Give the IRI that stands at a stem where anything is said of it.

    It may be written with percent-encoding where the stem is decoded.
    """
    stems = dict.fromkeys((stem, quote(stem, safe="/:@!$&'()*+,;=~", errors="replace")))
    iris = (iri for each in stems for iri in (site.iri(each), f"{BASE}{each}"))
    return next((iri for iri in iris if find(site, iri)), None)


def _to_sfia_first(site: Site, found: tuple[Link, ...]) -> tuple[Link, ...]:
    def elsewhere(link: Link) -> bool:
        first = (site.stem(link.other.iri) or "").split("/")[0]
        return not (first.isdecimal() or first in {"level", "skill"})

    return tuple(sorted(found, key=elsewhere))


def _recorded(said: Mapping[str, set[str]], found: tuple[Link, ...]) -> frozenset[str]:
    """Give the match properties all of whose statements stand in the table of mappings."""
    others = {link.other.iri for link in found}
    return frozenset(name for name in _MATCHES & set(said) if said[name] <= others)


def _in_order(found: tuple[Property, ...]) -> tuple[Property, ...]:
    """Put what people look for first in front, and the rest by its shortened IRI."""
    places = {iri: place for place, iri in enumerate(_FIRST)}
    return tuple(sorted(found, key=lambda each: (places.get(each.iri, len(places)), each.short)))


def _terms(view: View) -> dict[str, object]:
    """Describe a concept as `schema:DefinedTerm`."""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": view.iri,
        "name": view.name.value,
        "termCode": view.code,
        "description": view.definition.value if view.definition else "",
    }
    return {name: value for name, value in found.items() if value}

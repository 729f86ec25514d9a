"""The things that a search finds, with all the names that they bear or bore."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.namespaces import expand
from sfia_graph.tags import canonical
from sfia_graph.web.deprecated import deprecated, instead
from sfia_graph.web.site import Site

TYPES = (
    *("skill", "category", "attribute", "level", "edition"),
    *("framework", "concept", "query", "term"),
)
"""The types of things, in the order in which they come where words fit several alike."""

_CLASSES = (
    ("sfia:Skill", "skill"),
    ("sfia:SkillIdentity", "skill"),
    ("sfia:Category", "category"),
    ("sfia:Subcategory", "category"),
    ("sfia:Attribute", "attribute"),
    ("sfia:Level", "level"),
    ("sfia:LevelInEdition", "level"),
    ("sfia:Edition", "edition"),
    ("skos:ConceptScheme", "framework"),
    ("sh:SPARQLSelectExecutable", "query"),
    ("sh:SPARQLAskExecutable", "query"),
    ("sh:SPARQLConstructExecutable", "query"),
    ("owl:Class", "term"),
    ("owl:ObjectProperty", "term"),
    ("owl:DatatypeProperty", "term"),
    ("owl:AnnotationProperty", "term"),
    ("skos:Concept", "concept"),
)
_PARTS = frozenset({"sfia:SkillAtLevel", "sfia:AttributeAtLevel"})
_LABELS = ("skos:prefLabel", "dcterms:title", "rdfs:label")
_SYNONYMS = ("skos:altLabel", "skos:hiddenLabel")
_CODES = ("dcterms:identifier",)
_OF_AN_EDITION = re.compile(r"(?:(\d+)/)?((?:skill|category|attribute|level)/.+)")
_UNVERSIONED_LEVEL = re.compile(r"level/\d+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing; `why` is `name`, `former name`, `synonym` or `code`."""

    text: str
    language: str
    why: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing to be found: its newest edition stands for all editions of a skill.

    `instead` are the IRIs of what took the place of what is no longer in use.
    """

    iri: str
    type: str
    code: str
    labels: tuple[ox.Literal, ...]
    names: tuple[Name, ...]
    deprecated: bool = False
    instead: tuple[str, ...] = ()


def things(site: Site) -> Iterator[Thing]:
    """Give what a search finds: no skill or attribute at a level, since the skill is found."""
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for iri, kind in _types(site).items():
        edition, key = _place(site, iri)
        groups.setdefault(key, []).append((edition, iri, kind))
    texts = _Texts(site)
    for members in groups.values():
        yield _thing(sorted(members, reverse=True), texts)


def _types(site: Site) -> dict[str, str]:
    found: dict[str, str] = {}
    parts = {iri for name in _PARTS for iri in _instances(site, name)}
    for name, kind in _CLASSES:
        for iri in sorted(_instances(site, name)):
            if iri not in parts:
                found.setdefault(iri, kind)
    return found


def _instances(site: Site, name: str) -> set[str]:
    kind = ox.NamedNode(expand(name))
    return {
        quad.subject.value
        for engine in (site.store.engine, site.terms.engine)
        for quad in engine.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), kind, None)
        if isinstance(quad.subject, ox.NamedNode)
    }


def _place(site: Site, iri: str) -> tuple[int, str]:
    """Give the edition of a thing and what it has in common with its other editions.

    A level, whatever the edition, stands above those of editions; a skill across editions below.
    """
    found = _OF_AN_EDITION.fullmatch(site.stem(iri) or "")
    if found is None:
        return 0, iri
    newest = 1_000_000 if _UNVERSIONED_LEVEL.fullmatch(found[0]) else 0
    return int(found[1] or newest), found[2]


def _thing(members: list[tuple[int, str, str]], texts: _Texts) -> Thing:
    _, iri, kind = members[0]
    newest = max((edition for edition, _, _ in members if edition < 1_000_000), default=0)
    names: dict[Name, None] = {}
    for edition, member, _ in members:
        why = "name" if member == iri or edition == newest else "former name"
        names.update((Name(each.value, _tag(each), why), None) for each in texts.labels(member))
        others = texts.of(member, _SYNONYMS)
        names.update((Name(each.value, _tag(each), "synonym"), None) for each in others)
    codes = [code for _, member, _ in members for code in texts.of(member, _CODES)]
    names.update((Name(code.value, "", "code"), None) for code in codes)
    labels = next(filter(None, (texts.labels(member) for _, member, _ in members)), [])
    gone = [member for edition, member, _ in members if not edition or member == iri]
    gone = [member for member in gone if member in texts.deprecated]
    return Thing(
        iri,
        kind,
        codes[0].value if codes else "",
        tuple(labels),
        tuple(names),
        bool(gone),
        tuple(dict.fromkeys(each for member in gone for each in instead(texts.site, member))),
    )


def _tag(literal: ox.Literal) -> str:
    return canonical(literal.language) if literal.language else ""


class _Texts:
    """The literals of a few properties, by thing; looked up once for all."""

    def __init__(self, site: Site) -> None:
        self.site, self.deprecated = site, deprecated(site)
        self._found: dict[str, dict[str, list[ox.Literal]]] = {}
        for name in (*_LABELS, *_SYNONYMS, *_CODES):
            by_thing = self._found.setdefault(name, {})
            for engine in (site.store.engine, site.terms.engine):
                for subject, text in _texts(engine, name):
                    by_thing.setdefault(subject, []).append(text)

    def of(self, iri: str, names: tuple[str, ...]) -> list[ox.Literal]:
        found = {each for name in names for each in self._found[name].get(iri, [])}
        return sorted(found, key=lambda each: (each.language or "", each.value))

    def labels(self, iri: str) -> list[ox.Literal]:
        return next(filter(None, (self.of(iri, (name,)) for name in _LABELS)), [])


def _texts(engine: ox.Store, name: str) -> set[tuple[str, ox.Literal]]:
    """Give what a property says of each thing, once however many graphs say it."""
    return {
        (quad.subject.value, quad.object)
        for quad in engine.quads_for_pattern(None, ox.NamedNode(expand(name)), None, None)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }

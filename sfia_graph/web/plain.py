"""A description for programs that know no RDF, as plain JSON.

`id`; `type`, a list; `label`, the name by language (of `skos:prefLabel`, or else `rdfs:label`,
`dcterms:title`, `foaf:name`); then each property under its own name without prefix (`broader`,
`definedAtLevel`), with its prefix only where two would have the same. A text in languages is an
object by language tag, with `@none` for what has none. What is pointed to is an object with `id`
and `label`; what has no IRI is an object with what is said of it. A property that can hold several
values is a list, always; those of `SINGLE` and texts are one value unless there are more.
`mappings` are all links from and to the thing, each with its record; `sources` are the graphs that
say all this, with title, licence and rights holder. Of the ontology, `terms` are those that it
defines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES, compact, expand, local_name
from sfia_graph.results import to_python
from sfia_graph.tags import canonical
from sfia_graph.web.describe import MATCHES, NAMES, Description
from sfia_graph.web.indented import indented
from sfia_graph.web.lists import Term, by_subject, lists

_DEEPEST = 8
_NO_LANGUAGE = "@none"


def _iris(*names: str) -> frozenset[str]:
    return frozenset(map(expand, names))


SINGLE = _iris(
    *("sfia:attribute", "sfia:basis", "sfia:changeKind", "sfia:editionNumber", "sfia:holder"),
    *("sfia:holderCount", "sfia:importance", "sfia:level", "sfia:levelNumber", "sfia:skill"),
    *("dcterms:identifier", "dcterms:isVersionOf", "dcterms:created", "dcterms:modified"),
    *("skos:notation", "schema:position", "owl:deprecated", "sssom:confidence"),
    *("owl:annotatedSource", "owl:annotatedProperty", "owl:annotatedTarget"),
    *("sssom:mapping_justification", "sssom:object_label", "sssom:subject_label", "rdfs:comment"),
    *("sh:datatype", "sh:defaultValue", "sh:message", "sh:name", "sh:order", "sh:severity"),
    *("rdfs:isDefinedBy", "dcterms:description", "sh:description", "void:triples", "void:entities"),
)
"""Properties that hold one value of one thing."""

_TYPE = f"{PREFIXES['rdf']}type"
_MATCHES = {each.value for each in MATCHES}
_ENDS = tuple(f"{PREFIXES['owl']}annotated{name}" for name in ("Source", "Property", "Target"))
_RIGHTS = ("title", "license", "rightsHolder")


def to_json(description: Description) -> bytes:
    """Write a description as a JSON object, as the module says."""
    found = _Reader(description).document()
    return f"{indented(found)}\n".encode()


class _Reader:
    """Writes a description as JSON, subject by subject."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self._main = ox.NamedNode(description.iri)
        self._lists = lists(description.triples)
        self._said = by_subject(description.triples)

    def document(self) -> dict[str, Any]:
        """Give the whole as one JSON object."""
        said = self._said.get(self._main, {})
        found: dict[str, Any] = {"id": self._main.value}
        found |= self._about(said, (self._main,), without=frozenset(_MATCHES))
        found |= {"terms": terms} if (terms := list(self._terms(said))) else {}
        found |= {"mappings": mappings} if (mappings := list(self._mappings())) else {}
        found |= {"sources": sources} if (sources := list(self._sources())) else {}
        return found

    def _about(
        self,
        said: dict[str, list[Term]],
        above: tuple[Term, ...],
        without: frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if kinds := said.get(_TYPE):
            found["type"] = [local_name(each.value) for each in kinds]
        naming, label = self._label(said)
        if label:
            found["label"] = label
        names = sorted(said.keys() - without - {_TYPE, naming})
        locals_ = [local_name(name) for name in names]
        for name in names:
            local = local_name(name)
            alone = locals_.count(local) == 1 and local not in {
                *found,
                "id",
                "terms",
                "mappings",
                "sources",
            }
            found[local if alone else compact(name)] = self._values(name, said[name], above)
        return found

    def _label(self, said: dict[str, list[Term]]) -> tuple[str, Any]:
        for name in NAMES:
            if values := said.get(name.value):
                return name.value, _by_language(values)
        return "", None

    def _values(self, name: str, values: list[Term], above: tuple[Term, ...]) -> Any:
        if all(isinstance(each, ox.Literal) for each in values):
            if any(isinstance(each, ox.Literal) and each.language for each in values):
                return _by_language(values)
            found = [_plain(each) for each in values]
        else:
            found = [self._value(each, above) for each in values]
        return found[0] if name in SINGLE and len(found) == 1 else found

    def _value(self, term: Term, above: tuple[Term, ...]) -> Any:
        if isinstance(term, ox.Literal):
            return _plain(term)
        if term in self._lists:
            return [self._value(each, (*above, term)) for each in self._lists[term].members]
        said = self._said.get(term, {})
        own = isinstance(term, ox.NamedNode) and term.value.startswith(f"{self._main.value}#")
        deeper = term not in above and len(above) <= _DEEPEST
        if isinstance(term, ox.BlankNode):
            return self._about(said, (*above, term)) if deeper else {}
        if own and deeper:
            return {"id": term.value, **self._about(said, (*above, term))}
        _, label = self._label(said)
        return {"id": term.value, "label": label} if label else {"id": term.value}

    def _terms(self, said: dict[str, list[Term]]) -> Iterator[Any]:
        """Give the terms of an ontology."""
        if ox.NamedNode(f"{PREFIXES['owl']}Ontology") in said.get(_TYPE, ()):
            inside = f"{self._main.value}#"
            for term in self._said:
                if isinstance(term, ox.NamedNode) and term.value.startswith(inside):
                    yield self._value(term, (self._main,))

    def _mappings(self) -> Iterator[dict[str, Any]]:
        """Give the mappings from and to the thing, each with what its record says."""
        links = [
            each
            for each in self._description.triples
            if each.predicate.value in _MATCHES and self._main in (each.subject, each.object)
        ]
        records: dict[tuple[Term, ...], dict[str, list[Term]]] = {}
        for said in self._said.values():
            ends = tuple(next(iter(said.get(end, ())), None) for end in _ENDS)
            if all(ends):
                records[ends] = said  # type: ignore[index]
        for link in links:
            subject, value = self._value(link.subject, ()), self._value(link.object, ())  # type: ignore[arg-type]
            found = {"subject": subject, "predicate": local_name(link.predicate.value)}
            record = records.get((link.subject, link.predicate, link.object), {})  # type: ignore[arg-type]
            about = self._about(record, (), without=frozenset(_ENDS))
            about.pop("type", None)
            yield {**found, "object": value, **about}

    def _sources(self) -> Iterator[dict[str, Any]]:
        for graph in self._description.graphs:
            found: dict[str, Any] = {"id": graph}
            for name in _RIGHTS:
                values = self._description.values(graph, f"{PREFIXES['dcterms']}{name}")
                if values:
                    found[name] = values[0]
            yield found


def _by_language(values: list[Term]) -> Any:
    """Give texts by their language tags, several in one language as a list."""
    found: dict[str, Any] = {}
    for each in values:
        language = each.language if isinstance(each, ox.Literal) else None
        tag = canonical(language) if language else _NO_LANGUAGE
        text = _plain(each)
        if tag not in found:
            found[tag] = text
        elif isinstance(found[tag], list):
            found[tag].append(text)
        else:
            found[tag] = [found[tag], text]
    return dict(sorted(found.items()))


def _plain(term: Term) -> Any:
    value = to_python(term)
    if isinstance(value, Decimal | float):
        return float(value) if math.isfinite(value) else term.value
    return value

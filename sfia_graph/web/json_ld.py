"""A description in JSON-LD 1.1, compacted with the project's prefixes, the thing first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.tags import canonical
from sfia_graph.web.indented import indented
from sfia_graph.web.lists import Collection, lists

_TYPE = f"{PREFIXES['rdf']}type"
_STRING = f"{PREFIXES['xsd']}string"

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class _Names(dict[str, str]):
    """IRIs with a prefix, where what is left cannot be taken for something else."""

    def __init__(self, context: Mapping[str, str]) -> None:
        super().__init__()
        self.context = context

    def __missing__(self, iri: str) -> str:
        self[iri] = self._compacted(iri)
        return self[iri]

    def _compacted(self, iri: str) -> str:
        for prefix, namespace in self.context.items():
            local = iri.removeprefix(namespace)
            if iri != local and local and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri


def to_json_ld(triples: Iterable[ox.Triple], first: str = "") -> bytes:
    """Write triples as `@context` and `@graph`; the thing with the IRI `first` stands first.

    Things that have no name keep a label, lists are `@list`, and no number loses a digit.
    """
    context, graph = _document(triples, first)
    document = {"@context": context, "@graph": graph}
    return f"{indented(document)}\n".encode()


def to_json_ld_lines(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as `to_json_ld` does, but one thing a line, which takes less room."""
    context, graph = _document(triples)
    head, *things = (json.dumps(each, ensure_ascii=False) for each in (context, *graph))
    lines = ",\n".join(things)
    return f'{{"@context": {head},\n"@graph": [\n{lines}\n]}}\n'.encode()


def _document(
    triples: Iterable[ox.Triple], first: str = ""
) -> tuple[Mapping[str, str], list[dict[str, Any]]]:
    """Give the context and the things."""
    known = list(triples)
    names = _Names(_used_prefixes(known))
    whole = lists(known)
    cells = {cell for found in whole.values() for cell in found.cells}
    nodes: dict[Term, dict[str, Any]] = {}
    for each in sorted(known, key=lambda each: (each.subject.value != first, str(each.subject))):  # type: ignore[union-attr]
        if each.subject in whole or each.subject in cells:
            continue
        node = nodes.setdefault(each.subject, {"@id": _reference(each.subject, names)})  # type: ignore[arg-type]
        name, value = _statement(each, names, whole)
        node.setdefault(name, []).append(value)
    graph = [
        {name: _single(value) for name, value in sorted(node.items())} for node in nodes.values()
    ]
    return names.context, graph


def _used_prefixes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """Give the prefixes that are needed, and none that an IRI such as `sfia:x` begins with."""
    text = " ".join(map(str, triples))
    return {
        prefix: iri
        for prefix, iri in sorted(PREFIXES.items())
        if f"<{iri}" in text and f"<{prefix}:" not in text
    }


def _statement(
    triple: ox.Triple, names: _Names, whole: Mapping[Term, Collection]
) -> tuple[str, Any]:
    if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
        return "@type", names[triple.object.value]
    value: Any = _value(triple.object, names, whole)  # type: ignore[arg-type]
    return names[triple.predicate.value], value


def _value(term: Term, names: _Names, whole: Mapping[Term, Collection]) -> Any:
    if term in whole:
        return {"@list": [_value(each, names, whole) for each in whole[term].members]}
    if not isinstance(term, ox.Literal):
        return {"@id": _reference(term, names)}
    if term.language:
        return {"@language": canonical(term.language), "@value": term.value}
    if term.datatype.value == _STRING:
        return term.value
    return {"@type": names[term.datatype.value], "@value": term.value}


def _reference(term: Term, names: _Names) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else names[term.value]


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value

"""A description in Turtle as a person would write it: the thing first, what has no name inside.

RDF 1.1 Turtle. The same triples give the same bytes, and every text stays as it is, to the digit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from functools import lru_cache

import pyoxigraph as ox

from sfia_graph.namespaces import PREFIXES
from sfia_graph.tags import canonical
from sfia_graph.web.lists import lists

_DEEPEST = 20
_MOST = 20_000
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_ESCAPE = re.compile(r"\\.")
_TYPE, _XSD = f"{PREFIXES['rdf']}type", PREFIXES["xsd"]
_PLAIN = {
    f"{_XSD}boolean": re.compile(r"true|false"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
}
_FIRST = (
    _TYPE,
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['rdfs']}label",
    f"{PREFIXES['dcterms']}title",
)

Term = ox.NamedNode | ox.BlankNode | ox.Literal


def to_turtle(triples: Iterable[ox.Triple], first: str = "") -> bytes:
    """Write triples; the thing with the IRI `first` stands before the others."""
    writer = _Writer(triples)
    blocks = [writer.block(each) for each in writer.roots(first)]
    return _document(writer.needed, blocks)


def to_trig(graphs: Mapping[ox.NamedNode | ox.BlankNode, Collection[ox.Triple]]) -> bytes:
    """Write named graphs as RDF 1.1 TriG; a blank node in more than one of them keeps its label."""
    shared = _shared(graphs)
    needed: set[str] = set()
    blocks = []
    for name, triples in graphs.items():
        writer = _Writer(triples, shared)
        inside = [f"\n{writer.block(each)}" for each in writer.roots()]
        blocks.append(f"{name} {{\n{''.join(inside)}\n}}\n")
        needed |= writer.needed
    return _document(needed, blocks)


def _document(needed: Iterable[str], blocks: Iterable[str]) -> bytes:
    head = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(needed))
    return "\n".join(filter(None, [head, *blocks])).encode("utf-8")


def _shared(graphs: Mapping[ox.NamedNode | ox.BlankNode, Iterable[ox.Triple]]) -> set[object]:
    """Give the blank nodes that stand in more than one graph, or name one."""
    places = Counter(
        node
        for triples in graphs.values()
        for node in {end for each in triples for end in (each.subject, each.object)}
        if isinstance(node, ox.BlankNode)
    )
    named = {name for name in graphs if isinstance(name, ox.BlankNode)}
    return {*named, *(node for node, count in places.items() if count > 1)}


class _Writer:
    """Writes the blocks of one document or graph; `needed` are the prefixes that they use.

    Things among `shared` keep their labels, since others speak of them too.
    """

    def __init__(self, triples: Iterable[ox.Triple], shared: Set[object] = frozenset()) -> None:
        known = list(triples)
        self._shared = shared
        self.needed: set[str] = set()
        self._said: dict[Term, dict[str, list[Term]]] = {}
        for each in known:
            values = self._said.setdefault(each.subject, {})  # type: ignore[arg-type]
            values.setdefault(each.predicate.value, []).append(each.object)  # type: ignore[arg-type]
        unnamed = [each for each in known if isinstance(each.object, ox.BlankNode)]
        self._uses = Counter(each.object for each in unnamed)
        self._lists = {
            head: found
            for head, found in lists(known).items()
            if shared.isdisjoint((head, *found.cells))
        }
        inside: dict[object, object] = {
            each.object: each.subject
            for each in unnamed
            if self._uses[each.object] == 1 and each.object not in shared
        }
        for head, found in self._lists.items():
            inside |= dict.fromkeys(found.cells, inside[head])
        self._inside = {node for node in inside if _has_place(node, inside)}

    def roots(self, first: str = "") -> list[Term]:
        """Give the things that stand for themselves, in order: named ones before unnamed ones."""
        kept = [each for each in self._said if each not in self._inside]
        return sorted(
            kept,
            key=lambda each: (isinstance(each, ox.BlankNode), each.value != first, str(each)),
        )

    def block(self, subject: Term) -> str:
        """Write all that is said of a thing."""
        known = self._uses[subject] or subject in self._shared
        lonely = isinstance(subject, ox.BlankNode) and not known
        return f"{'[]' if lonely else self._term(subject, 0)}{self._about(subject, 1)} .\n"

    def _about(self, subject: Term, depth: int) -> str:
        indent = "\n" + "    " * depth
        lines = [
            f"{indent}{'a' if name == _TYPE else self._iri(name)}{self._values(values, depth)}"
            for name, values in sorted(self._said[subject].items(), key=_in_order)
        ]
        return " ;".join(lines)

    def _values(self, values: list[Term], depth: int) -> str:
        written = [self._term(each, depth) for each in values]
        if len(written) == 1:
            return f" {written[0]}"
        indent = "\n" + "    " * (depth + 1)
        return " ,".join(f"{indent}{each}" for each in written)

    def _term(self, term: Term, depth: int) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if term not in self._inside or not depth:
            return str(term)
        if term in self._lists:
            members = (self._term(each, depth + 1) for each in self._lists[term].members)
            return f"( {' '.join(members)} )"
        if term not in self._said:
            return "[]"
        return f"[{self._about(term, depth + 1)}\n{'    ' * depth}]"

    def _iri(self, iri: str) -> str:
        """Write an IRI, with a prefix where there is one for it."""
        written, prefix = _prefixed(iri)
        if prefix:
            self.needed.add(prefix)
        return written

    def _literal(self, literal: ox.Literal) -> str:
        """Write a literal, its tag in the recommended case, numbers without quotation marks."""
        kind = literal.datatype.value
        plain = _PLAIN.get(kind)
        if plain and plain.fullmatch(literal.value):
            return literal.value
        quoted = str(ox.Literal(literal.value))
        if "\n" in literal.value:
            quoted = f'""{_ESCAPE.sub(_broken, quoted)}""'
        if literal.language:
            return f"{quoted}@{canonical(literal.language)}"
        return quoted if kind == f"{_XSD}string" else f"{quoted}^^{self._iri(kind)}"


@lru_cache(_MOST)
def _prefixed(iri: str) -> tuple[str, str]:
    """Give an IRI as it is written, and the prefix that this needs, empty where it needs none."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}", prefix
    return f"<{iri}>", ""


def _has_place(node: object, inside: Mapping[object, object]) -> bool:
    """Whether an unnamed thing stands inside others, not too deep, and in no circle."""
    steps = 0
    while node in inside and steps <= _DEEPEST:
        node, steps = inside[node], steps + 1
    return steps <= _DEEPEST


def _broken(escape: re.Match[str]) -> str:
    return "\n" if escape[0] == r"\n" else escape[0]


def _in_order(said: tuple[str, list[Term]]) -> tuple[int, str]:
    name = said[0]
    return _FIRST.index(name) if name in _FIRST else len(_FIRST), name

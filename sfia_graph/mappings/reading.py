"""A mapping set from its statements in RDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from sfia_graph.errors import Place, SourceError
from sfia_graph.mappings.curies import BUILT_IN
from sfia_graph.mappings.header import Header
from sfia_graph.mappings.records import Mapping, MappingSet, Slots, slots_of
from sfia_graph.mappings.rows import NEEDED, mapping_of, with_mappings
from sfia_graph.mappings.slots import ENTITY_TYPES, PROPAGATED, SET, Slot
from sfia_graph.mappings.values import Faults, read_values
from sfia_graph.namespaces import PREFIXES, local_name

_SSSOM, _SH = PREFIXES["sssom"], PREFIXES["sh"]
_TYPES = {iri: name for name, iri in ENTITY_TYPES.items()}

Term = NamedNode | BlankNode | Literal | Triple
Node = dict[str, list[Term]]
"""The values of a node by property."""


def parse_statements(quads: Iterable[Quad], name: str, faults: Faults) -> MappingSet:
    """Make a mapping set of statements: the one that they describe, with all of its records.

    Faults as in `parse_tsv`; each names the pair, since RDF has no rows.
    """
    nodes: dict[object, Node] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        values = nodes[quad.subject][quad.predicate.value]
        if quad.object not in values:
            values.append(quad.object)
    header = _header(nodes, name, faults)
    slots = {slot.iri: slot for slot in header.slots.values()}
    records = [node for node in nodes.values() if _JUSTIFIED in node]
    mappings = [_mapping(node, slots, header, name, faults) for node in records]
    return with_mappings(header, [each for each in mappings if each])


_JUSTIFIED = f"{_SSSOM}mapping_justification"


def _mapping(
    node: Node, slots: dict[str, Slot], header: Header, name: str, faults: Faults
) -> Mapping | None:
    given = {
        slots[iri].name: [_text(slots[iri], value) for value in values]
        for iri, values in node.items()
        if iri in slots
    }
    ends = [given.get(slot, ["?"])[0] for slot in (NEEDED[0], NEEDED[2])]
    place = Place(f"{name}, {' → '.join(map(local_name, ends))}")
    return mapping_of(given, header, place, faults)


def _header(nodes: dict[object, Node], name: str, faults: Faults) -> Header:
    kind = NamedNode(f"{_SSSOM}MappingSet")
    typed = PREFIXES["rdf"] + "type"
    sets = [key for key, node in nodes.items() if kind in node.get(typed, [])]
    if len(sets) != 1 or not isinstance(sets[0], NamedNode):
        problem = f"{len(sets)} mapping sets in it" if sets else "no mapping set in it"
        remedy = "describe one node with an IRI as a sssom:MappingSet"
        raise SourceError(Place(name), problem, remedy)
    node = nodes[sets[0]]
    prefixes = _pairs(nodes, node, f"{_SH}declare", f"{_SH}prefix", f"{_SH}namespace")
    extensions = _pairs(
        nodes, node, f"{_SSSOM}extension_definitions", f"{_SSSOM}slot_name", f"{_SSSOM}property"
    )

    def read(known: Iterable[Slot]) -> Slots:
        return slots_of(
            {
                slot.name: read_values(
                    slot, [_text(slot, value) for value in node[slot.iri]], {}, Place(name), faults
                )
                for slot in known
                if slot.iri in node
            }
        )

    found = MappingSet(sets[0].value, (), read(SET.values()), prefixes, extensions)
    return Header(found, {**BUILT_IN, **dict(prefixes)}, read(PROPAGATED.values()))


def _pairs(
    nodes: dict[object, Node], node: Node, list_: str, key: str, value: str
) -> tuple[tuple[str, str], ...]:
    def each() -> Iterator[tuple[str, str]]:
        for item in node.get(list_, []):
            yield from zip(
                (_plain(term) for term in nodes[item].get(key, [])),
                (_plain(term) for term in nodes[item].get(value, [])),
                strict=False,
            )

    return tuple(sorted(each()))


def _text(slot: Slot, term: Term) -> str:
    if slot.kind == "entity type" and isinstance(term, NamedNode):
        return _TYPES.get(term.value, term.value)
    return "Not" if slot.name == "predicate_modifier" else _plain(term)


def _plain(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)

"""`sfia-graph link check`: what is wrong in mappings, file by file and across all files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import Commands, add_command, add_store
from sfia_graph.cli.screen import say, working
from sfia_graph.errors import Place, SourceError, counted
from sfia_graph.namespaces import compact

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from sfia_graph.mappings import MappingSet
    from sfia_graph.mappings.consistency import Conflict
    from sfia_graph.mappings.values import Faults
    from sfia_graph.store import Store
    from sfia_graph.targets import Known

_TOLD = 5


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "check",
        run,
        "say what is wrong in mappings, within a file and across files",
        "sfia-graph link check my-mappings.sssom.tsv --store esco.ttl",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".tsv, .json or RDF")
    add_store(parser)


def run(given: argparse.Namespace) -> int:
    """Read all files, and say every fault; gives 1 where there is one."""
    from sfia_graph.targets import known, unchecked

    with working("checking"):
        faults: Faults = []
        sets = {path: each for path in given.files if (each := _read(path, faults))}
        store = _store(given.store)
        concepts = known(store)
        lines = [str(fault) for fault in faults]
        lines += [str(fault) for fault in _missing(sets, concepts)]
        lines += map(str, _conflicts(sets))
        lines += _broken_rules(sets, store)
    for line in lines:
        say(line)
    mappings = [mapping for each in sets.values() for mapping in each.mappings]
    named = [iri for mapping in mappings for iri in mapping.pair]
    for beginning, count in unchecked(named, concepts).items():
        what = counted(count, "concept")
        say(f"{beginning}: {what} not looked up; name the vocabulary with --store to do so")
    say(f"{counted(len(lines), 'fault')} in {counted(len(mappings), 'mapping')} that can be read")
    return 1 if lines else 0


def _read(path: Path, faults: Faults) -> MappingSet | None:
    from sfia_graph.mappings.files import read_mappings

    try:
        return read_mappings(path, faults)
    except SourceError as error:
        faults.append(error)
        return None


def _store(where: list[str] | None) -> Store:
    """Open what is named beside the shipped data, since they know the codes of SFIA."""
    from sfia_graph.resources import shipped_data
    from sfia_graph.store import open_store
    from sfia_graph.store.folder import is_store
    from sfia_graph.store.opening import is_address

    if where and (is_address(where[0]) or is_store(Path(where[0]))):
        return open_store(where)
    return open_store([*shipped_data(), *(where or ())]) if where else open_store()


def _missing(sets: dict[Path, MappingSet], concepts: Known) -> Iterator[SourceError]:
    from sfia_graph.targets import fault

    for path, each in sets.items():
        for mapping in sorted(each.mappings, key=lambda mapping: mapping.row or 0):
            for column, iri in (("subject_id", mapping.subject), ("object_id", mapping.object)):
                if problem := fault(iri, concepts):
                    yield SourceError(Place(path.name, row=mapping.row, column=column), *problem)


def _conflicts(sets: dict[Path, MappingSet]) -> Iterator[Conflict]:
    from sfia_graph.mappings.consistency import Stated, conflicts

    yield from conflicts(
        [Stated(mapping, path.name) for path, each in sets.items() for mapping in each.mappings]
    )


def _broken_rules(sets: dict[Path, MappingSet], store: Store) -> Iterator[str]:
    """Hold each set to the SHACL shapes of mappings, beside the schemes of the store's concepts."""
    import pyoxigraph as ox

    from sfia_graph.mappings.writing import to_graph
    from sfia_graph.namespaces import PREFIXES
    from sfia_graph.resources import ONTOLOGY
    from sfia_graph.terms import quads_of, to_rdflib
    from sfia_graph.validation import Data, read_shapes, validate

    shapes = read_shapes([ONTOLOGY / "shapes" / "mapping.ttl"])
    in_scheme = ox.NamedNode(f"{PREFIXES['skos']}inScheme")
    schemes = [quad for quad in store.quads() if quad.predicate == in_scheme]
    for path, each in sets.items():
        graph = to_graph(each)
        own = list(quads_of(graph))
        broken: dict[str, list[str]] = {}
        for result in validate(Data.of([*schemes, *own]), shapes).results if own else ():
            if result.severity != "info":
                focus = to_rdflib(result.focus)
                broken.setdefault(result.message, []).append(_subject(graph, focus, each))
        for message, places in broken.items():
            more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
            yield f"{path.name}: {', '.join(sorted(places)[:_TOLD])}{more}: {message}"


def _subject(graph: Graph, focus: Node, given: MappingSet) -> str:
    """Say what breaks a rule: the row of the record that it is, or the concept."""
    from rdflib.namespace import OWL

    pair = graph.value(focus, OWL.annotatedSource), graph.value(focus, OWL.annotatedTarget)
    rows = [each.row for each in given.mappings if each.pair == tuple(map(str, pair)) and each.row]
    return f"row {rows[0]}" if rows else compact(str(focus))

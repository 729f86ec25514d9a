"""Files of mappings, each in the format that its ending names."""

from __future__ import annotations

from pathlib import Path

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_text
from sfia_graph.mappings.records import MappingSet
from sfia_graph.mappings.values import Faults
from sfia_graph.media import RDF_ENDINGS
from sfia_graph.rdf import rdf_format, read_quads

ENDINGS = (".tsv", ".json", *RDF_ENDINGS)
"""The endings of files of mappings: SSSOM as TSV and JSON, and RDF."""


def read_mappings(path: Path, faults: Faults | None = None) -> MappingSet:
    """Read a mapping set, with or without a byte order mark.

    What is at fault is left out and listed in `faults`; without that list the first fault is
    raised. Raises `SourceError` for a file that holds no mapping set.
    """
    found: Faults = []
    mappings = _read(path, found)
    if faults is None and found:
        raise found[0]
    if faults is not None:
        faults.extend(found)
    return mappings


def _read(path: Path, faults: Faults) -> MappingSet:
    ending = path.suffix.lower()
    if not path.is_file():
        raise SourceError(Place(path.name), "no such file", "check its name")
    if ending in (".tsv", ".txt"):
        from sfia_graph.mappings.tsv import parse_tsv

        return parse_tsv(read_text(path), path.name, faults)
    if ending == ".json":
        from sfia_graph.mappings.json_file import parse_json

        return parse_json(read_text(path), path.name, faults)
    if ending in RDF_ENDINGS:
        from sfia_graph.mappings.reading import parse_statements

        return parse_statements(read_quads(path), path.name, faults)
    problem = f"a file with the ending '{ending}', which holds no mappings"
    raise SourceError(Place(path.name), problem, f"use one of {', '.join(ENDINGS)}")


def write_mappings(given: MappingSet, path: Path) -> bytes:
    """Give the bytes of a set in the format that a file's ending names.

    Raises `SourceError` for an ending that is none of them, and for what the format cannot hold.
    """
    if path.suffix.lower() == ".tsv":
        from sfia_graph.mappings.tsv import write_tsv

        return write_tsv(given)
    if path.suffix.lower() == ".json":
        from sfia_graph.mappings.json_file import write_json

        return write_json(given)
    from sfia_graph.mappings.writing import to_graph
    from sfia_graph.serialise import to_bytes

    return to_bytes({given.iri: to_graph(given)}, rdf_format(path))

"""Mapping sets in SSSOM: tab-separated values, JSON and RDF."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.drawing import Draw, packed
from fuzz.laws import fit_for_people, hold, read_or_refused
from fuzz.target import Target
from sfia_graph.mappings import MappingSet
from sfia_graph.mappings.files import read_mappings, write_mappings
from sfia_graph.mappings.slots import ENTITY_TYPES, MAPPING, SET
from sfia_graph.mappings.values import Faults

FOLDER = TemporaryDirectory(prefix="sfia-graph-fuzz-")
ENDINGS = (".tsv", ".json", ".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".nq")
HEADER = """\
#mapping_set_id: https://example.org/mill
#mapping_set_title: What a mill grinds
#license: https://creativecommons.org/licenses/by/4.0/
#mapping_date: 2026-11-24
#extension_definitions:
#- slot_name: grade
#  property: https://example.org/grade
#curie_map:
#  M: https://example.org/mill/
#  S: https://w3id.org/sfia-graph/9/skill/
"""
COLUMNS = {
    "subject_id": ("S:SLMO", "S:TEST"),
    "predicate_id": ("skos:closeMatch", "skos:exactMatch"),
    "object_id": ("M:grind", "M:sieve"),
    "mapping_justification": ("semapv:ManualMappingCuration", "semapv:LexicalMatching"),
    "predicate_modifier": ("", "Not"),
    "confidence": ("0.8", "1"),
    "author_id": ("M:me|M:you", ""),
    "comment": ('"a ""b"""', ""),
    "subject_type": ("skos concept", ""),
    "mapping_cardinality": ("1:n", ""),
    "grade": ("fine", ""),
    "match_string": (r"a\|b|c", ""),
}
ROWS = [list(COLUMNS), *(list(row) for row in zip(*COLUMNS.values(), strict=True))]
TSV = HEADER + "".join("\t".join(row) + "\n" for row in ROWS)


def run(data: bytes) -> str:
    """Read a mapping set; what was read is written, and read again as the same."""
    draw = Draw(data)
    path = Path(FOLDER.name) / f"mill{draw.one(ENDINGS)}"
    other = Path(FOLDER.name) / f"again{draw.one((*ENDINGS[:3], '.nq'))}"
    path.write_bytes(draw.rest())
    faults: Faults = []

    def read() -> None:
        found = read_mappings(path, faults)
        for fault in faults:
            fit_for_people(fault)
        _check(found)
        other.write_bytes(write_mappings(found, other))
        again = read_mappings(other)
        hold(again == found, f"{other.suffix}: {again} is not {found}")

    return read_or_refused(read)


def _check(found: MappingSet) -> None:
    hold(bool(found.iri), found)
    for each in found.mappings:
        hold(all((each.subject, each.predicate, each.object, each.justification)), each)
        hold(each.confidence is None or 0 <= each.confidence <= 1, each)
        known = {*MAPPING, *dict(found.extensions)}
        hold({name for name, _ in each.slots} <= known, each)


def _seeds() -> list[bytes]:
    path = Path(FOLDER.name) / "seed.tsv"
    path.write_text(TSV, encoding="utf-8")
    found = read_mappings(path)
    written = [write_mappings(found, path.with_suffix(ending)) for ending in ENDINGS]
    return [
        *(packed(each, kind, 0) for kind, each in enumerate(written)),
        *(packed(TSV.encode(), 0, again) for again in range(4)),
    ]


TARGET = Target(
    "sssom",
    tuple(_seeds()),
    (
        *(f"{name}".encode() for name in (*MAPPING, *SET, *ENTITY_TYPES)),
        *(b"skos:exactMatch", b"semapv:ManualMappingCuration", b"curie_map:\n#  x: ", b"\n#- "),
        *(b"\t", b"|", b"\\|", b'"', b'""', b"\r\n", b"#", b": ", b"&a ", b"*a ", b"!!", b"Not"),
        *(b"NaN", b"1e5", b"0.5", b"2026-01-31", b"2026-02-30", b"https://", b"urn:", b"mailto:"),
        *(b"[]", b"{}", b"null", b"true", b"\\ud800", b"@context", b"\x00", "\u2028".encode()),
    ),
    run,
)

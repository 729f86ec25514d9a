"""Bad sheets of roles and people and bad sets of mappings, case by case, as in `bad_sources`."""

from __future__ import annotations

from bad_sources import Case, Make, text
from test_profile_bad_input import CLAIM_FAULTS, PEOPLE, ROLE_FAULTS, ROLES

PROFILE = ("profile", "import")
LINK = ("link", "convert")

HEADER = """\
#mapping_set_id: https://example.org/mill
#curie_map:
#  M: https://example.org/mill/
#  S: https://w3id.org/sfia-graph/9/skill/
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence"
ROW = "S:SLMO\tskos:closeMatch\tM:grind\tsemapv:ManualMappingCuration\t0.8"
SOUND = f"{HEADER}{COLUMNS}\n{ROW}\n"


def _profiles(name: str, head: str, faults: dict[str, tuple[str, str]]) -> tuple[Case, ...]:
    return tuple(
        Case(
            f"{name}: {what}",
            text(f"{name}.csv", f"{head}\n{rows}\n"),
            f"{name}.csv, {said}",
            (),
            command=PROFILE,
        )
        for what, (rows, said) in faults.items()
    )


def _mappings(name: str, make: Make, said: str) -> Case:
    return Case(f"mappings: {name}", make, f"mill.{said}", (), command=LINK)


def _changed(old: str, new: str) -> Make:
    assert old in SOUND
    return text("mill.tsv", SOUND.replace(old, new))


PROFILES = (*_profiles("roles", ROLES, ROLE_FAULTS), *_profiles("people", PEOPLE, CLAIM_FAULTS))

FAULTY = (
    _mappings(
        "a relation of another vocabulary",
        _changed("skos:closeMatch", "rdfs:seeAlso"),
        "tsv, row 6, column 'predicate_id': found 'rdfs:seeAlso', no mapping relation of SKOS;"
        " write one of skos:exactMatch, skos:closeMatch, skos:broadMatch, skos:narrowMatch,"
        " skos:relatedMatch",
    ),
    _mappings(
        "a prefix that is not declared",
        _changed("M:grind", "X:grind"),
        "tsv, row 6, column 'object_id': the prefix of 'X:grind' is not declared;"
        " add it to curie_map",
    ),
    _mappings(
        "a confidence beyond 1",
        _changed("0.8", "8"),
        "tsv, row 6, column 'confidence': found '8', expected a number from 0 to 1;"
        " correct it, or leave it empty",
    ),
    _mappings(
        "a field too many",
        _changed("0.8", "0.8\tgood"),
        "tsv, row 6: 6 fields where the table has 5 columns;"
        " quote a field that holds a tab, and keep empty fields",
    ),
    _mappings(
        "a column that is no slot",
        _changed("\tconfidence", "\tcertainty"),
        "tsv, row 5, column 'certainty': no slot of SSSOM 1.1;"
        " declare it in extension_definitions, or take it away",
    ),
    _mappings(
        "no subject",
        _changed("S:SLMO", ""),
        "tsv, row 6, column 'subject_id': empty; each mapping needs one",
    ),
)
"""What leaves a set that can be read but for this; the command counts these faults."""

UNREADABLE = (
    _mappings(
        "no header",
        text("mill.tsv", f"{COLUMNS}\n{ROW}\n"),
        "tsv, line 1: no header; write 'slot: value' lines, each after a '#'",
    ),
    _mappings(
        "a set without a name",
        _changed("#mapping_set_id: https://example.org/mill\n", ""),
        "tsv, line 1: no mapping_set_id in the header;"
        " add '#mapping_set_id: https://…' above the table",
    ),
    _mappings(
        "no column of subjects",
        _changed("subject_id", "subject"),
        "tsv, row 5: no column subject_id; the table begins with a line of slots",
    ),
    _mappings(
        "a column twice",
        _changed("\tconfidence", "\tobject_id"),
        "tsv, row 5, column 'object_id': twice in the table; keep one of the two",
    ),
    _mappings(
        "no UTF-8",
        text("mill.tsv", SOUND.encode() + b"\xff"),
        f"tsv: no UTF-8 text (byte {len(SOUND)}); save it as UTF-8",
    ),
    _mappings(
        "JSON cut short",
        text("mill.json", '{"mappings": ['),
        "json, line 1: no JSON (Expecting value); write it anew",
    ),
    _mappings(
        "JSON without mappings",
        text("mill.json", "{}"),
        "json: no list of mappings; SSSOM/JSON is an object with the list 'mappings'",
    ),
    _mappings(
        "JSON too deep",
        text("mill.json", "[" * 100_000),
        "json: JSON nested too deep; write it anew",
    ),
    _mappings(
        "RDF without a set",
        text("mill.ttl", "<urn:a> <urn:b> <urn:c> ."),
        "ttl: no mapping set in it; describe one node with an IRI as a sssom:MappingSet",
    ),
)
"""What holds no set that can be read."""

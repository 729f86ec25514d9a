"""`sfia-graph link`: check, convert, compose."""

from __future__ import annotations

from pathlib import Path

import pytest

from sfia_graph.cli import main
from sfia_graph.mappings.files import read_mappings
from sfia_graph.resources import DATA

HEADER = """\
#mapping_set_id: https://example.org/{name}
#creator_id: [P:miller]
#curie_map:
#  E: https://w3id.org/sfia-graph/ecf/4/
#  M: https://example.org/mill/
#  P: https://example.org/person/
#  S: https://w3id.org/sfia-graph/9/skill/
#extension_definitions:
#- {{slot_name: review, property: sssom:review}}
subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_id\treview
"""
MANUAL = "semapv:ManualMappingCuration\tP:miller"
MILL = """\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX m: <https://example.org/mill/>
m:grind a skos:Concept ; skos:inScheme m:all .
m:stir a skos:Concept ; skos:inScheme m:all ; owl:deprecated true ; dcterms:isReplacedBy m:grind .
"""


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "mill.ttl"
    path.write_text(MILL, "utf-8")
    return path


def write(folder: Path, name: str, *rows: str) -> Path:
    path = folder / f"{name}.tsv"
    lines = [f"{row}\t{MANUAL}\t\n" if row.count("\t") == 2 else f"{row}\n" for row in rows]
    path.write_text(HEADER.format(name=name) + "".join(lines), "utf-8")
    return path


def check(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, list[str]]:
    code = main(["link", "check", *map(str, words)])
    captured = capsys.readouterr()
    assert captured.out == ""
    return code, captured.err.splitlines()


# Check.


def test_the_shipped_mappings_have_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((DATA / "mappings").glob("*.tsv"))
    code, lines = check(capsys, *files)
    assert code == 0
    assert lines[-1].startswith("0 faults in ")


@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        ("S:DOCU", "no edition of SFIA has the code DOCU; correct it"),
        ("S:SLMO/1", "SLMO has no level 1 in SFIA 9; it has 2, 3, 4, 5, 6, 7"),
        ("S:SLMO/8", "SLMO has no level 8 in SFIA 9; it has 2, 3, 4, 5, 6, 7"),
        ("S:BUAN", "BUAN was retired before SFIA 9; see BUSA, REQM instead"),
        ("S:BUAN/4", "BUAN was retired before SFIA 9; see BUSA, REQM instead"),
        (
            "<8>",
            "SFIA 8 has no ACIN; SFIA 9 has it",
        ),
    ],
)
def test_a_code_or_level_that_is_not_there(
    subject: str,
    fault: str,
    tmp_path: Path,
    mill: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    subject = subject.replace("<8>", "https://w3id.org/sfia-graph/8/skill/ACIN")
    file = write(tmp_path, "own", f"{subject}\tskos:closeMatch\tM:grind")
    assert check(capsys, file, "--store", mill) == (
        1,
        [
            f"own.tsv, row 11, column 'subject_id': {fault}",
            "1 fault in 1 mapping that can be read",
        ],
    )


def test_what_a_vocabulary_lacks_or_has_given_up(
    tmp_path: Path, mill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(
        tmp_path,
        "own",
        "S:SLMO\tskos:closeMatch\tM:knead",
        "S:SLMO\tskos:closeMatch\tM:stir",
        "S:SLMO\tskos:closeMatch\thttps://other.example/x",
    )
    assert check(capsys, file, "--store", mill) == (
        1,
        [
            "own.tsv, row 11, column 'object_id': https://example.org/mill/knead is not in its "
            "vocabulary; correct it",
            "own.tsv, row 12, column 'object_id': https://example.org/mill/stir is deprecated; "
            "see grind instead",
            "https://other.example: 1 concept not looked up; "
            "name the vocabulary with --store to do so",
            "2 faults in 3 mappings that can be read",
        ],
    )


def test_conflicts_across_files_are_found(
    tmp_path: Path, mill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(tmp_path, "first", "S:SLMO\tskos:exactMatch\tM:grind")
    second = write(tmp_path, "second", "M:grind\tskos:broadMatch\tS:SLMO")
    assert check(capsys, first, "--store", mill)[0] == 0
    assert check(capsys, second, "--store", mill)[0] == 0
    code, lines = check(capsys, first, second, "--store", mill)
    assert (code, lines[0]) == (
        1,
        "first.tsv, row 11: relations that exclude each other: 9/skill/SLMO skos:exactMatch "
        "https://example.org/mill/grind against https://example.org/mill/grind skos:broadMatch "
        "9/skill/SLMO (second.tsv, row 11); keep one of the two",
    )


def test_the_shapes_are_asked_too(
    tmp_path: Path, mill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["S:SLMO\tskos:closeMatch\tM:grind\tsemapv:ManualMappingCuration\t\t"]
    rows.append("S:SLMO\tskos:closeMatch\tS:PROG")
    file = write(tmp_path, "own", *rows)
    code, lines = check(capsys, file, "--store", mill)
    assert code == 1
    assert lines[:-1] == [
        "own.tsv: 9/skill/SLMO: The mapping leads to https://w3id.org/sfia-graph/9/skill/PROG, "
        "which is in the same scheme: within one scheme use skos:broader, skos:narrower or "
        "skos:related.",
        "own.tsv: row 11: A mapping that a person has made should say who it was: add "
        "sssom:author_id or sssom:author_label to its record.",
    ]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_it(
    tmp_path: Path, mill: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = tmp_path / "bad.tsv", write(tmp_path, "own", "S:DOCU\tskos:closeMatch\tM:grind")
    bad.write_bytes(b"\xff\xfe")
    code, lines = check(capsys, bad, tmp_path / "none.tsv", good, "--store", mill)
    assert code == 1
    assert lines[:3] == [
        "bad.tsv: no UTF-8 text (byte 0); save it as UTF-8",
        "none.tsv: no such file; check its name",
        "own.tsv, row 11, column 'subject_id': no edition of SFIA has the code DOCU; correct it",
    ]


# Convert.


@pytest.mark.parametrize("ending", [".json", ".ttl", ".nq", ".jsonld", ".rdf"])
def test_a_file_becomes_another_and_comes_back(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = DATA / "mappings" / "sfia-9-ecf-4.sssom.tsv"
    there, back = tmp_path / f"there{ending}", tmp_path / "back.tsv"
    assert main(["link", "convert", str(file), "-o", str(there)]) == 0
    assert main(["link", "convert", str(there), "-o", str(back)]) == 0
    assert back.read_bytes() == file.read_bytes()
    assert capsys.readouterr().err.splitlines()[-1] == f"wrote 114 mappings to {back}"


def test_a_file_with_faults_is_not_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = write(tmp_path, "own", "X:SLMO\tskos:closeMatch\tM:grind"), tmp_path / "own.ttl"
    assert main(["link", "convert", str(file), "-o", str(out)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "sfia-graph: own.tsv, row 11, column 'subject_id': the prefix of 'X:SLMO' is not "
        "declared; add it to curie_map",
        "nothing was written: 1 fault in own.tsv",
    ]
    assert not out.exists()


def test_what_a_review_decided_becomes_curated_mappings(tmp_path: Path) -> None:
    suggested = "semapv:LexicalMatching\t\t"
    file = write(
        tmp_path,
        "own",
        f"S:SLMO\tskos:closeMatch\tM:grind\t{suggested}accept",
        f"S:PROG\tskos:closeMatch\tM:grind\t{suggested}Reject",
        f"S:TEST\tskos:closeMatch\tM:grind\t{suggested}unsure",
        f"S:ARCH\tskos:closeMatch\tM:grind\t{suggested}",
    )
    out = tmp_path / "curated.tsv"
    words = ["link", "convert", str(file), "-o", str(out), "--accepted"]
    assert main(words) == 2
    assert main([*words, "--author", "https://example.org/person/reader"]) == 0
    found = read_mappings(out)
    kept = [(m.subject.rsplit("/", 1)[1], m.negated, m.one("author_id")) for m in found.mappings]
    reader = "https://example.org/person/reader"
    assert kept == [("PROG", True, reader), ("SLMO", False, reader)]
    assert {m.justification for m in found.mappings} == {
        "https://w3id.org/semapv/vocab/ManualMappingCuration"
    }
    assert found.extensions == ()


def test_a_word_that_is_no_decision_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "own", f"S:SLMO\tskos:closeMatch\tM:grind\t{MANUAL}\tyes")
    words = ["link", "convert", str(file), "-o", str(tmp_path / "out.tsv"), "--accepted"]
    assert main([*words, "--author", "https://example.org/person/reader"]) == 1
    assert capsys.readouterr().err == (
        "sfia-graph: row 11: column 'review': found 'yes'; write one of accept, reject, unsure\n"
    )


@pytest.mark.parametrize("what", ["convert", "compose"])
def test_an_ending_that_says_no_format_is_refused(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(DATA / "mappings" / "levels.sssom.tsv")] * (2 if what == "compose" else 1)
    assert main(["link", what, *files, "-o", str(tmp_path / "out.docx")]) == 2
    assert capsys.readouterr().err.startswith(
        f"sfia-graph: -o {tmp_path / 'out.docx'}: the ending says no format; use one of .tsv"
    )


# Compose.


def test_two_shipped_sets_make_suggestions(tmp_path: Path) -> None:
    first, second = (DATA / "mappings" / f"sfia-9-{name}.sssom.tsv" for name in ("ecf-4", "gdad"))
    out = tmp_path / "ecf-gdad.tsv"
    assert main(["link", "compose", str(first), str(second), "-o", str(out)]) == 0
    found = read_mappings(out)
    pairs = {
        (m.one("subject_label"), m.predicate.rsplit("#", 1)[1], m.one("object_label"))
        for m in found.mappings
    }
    # TEST is a part of e-CF's B.3, and test engineering a part of TEST: read in both files.
    assert ("Testing", "narrowMatch", "Test engineering") in pairs
    # TEST is a part of GDaD's testing as well; two wholes need share no more than it.
    assert {pair[1:] for pair in pairs if pair[0] == "Testing"} >= {("relatedMatch", "Testing")}
    assert {m.justification for m in found.mappings} == {
        "https://w3id.org/semapv/vocab/MappingChaining"
    }
    assert all(m.one("comment") for m in found.mappings)
    assert "\treview" in out.read_text("utf-8")

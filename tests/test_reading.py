"""Every source gives the same frozen `Edition`, whatever kind of file it came from."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from invented import EDITION, FRENCH, SHAPES, SOURCE, Shape, skills_grid, write_csv, write_workbook

from sfia_graph.errors import SourceError, UsageError
from sfia_graph.records import Edition
from sfia_graph.report import Report
from sfia_graph.sources.reading import Wish, read_editions


def _plain(edition: Edition) -> Edition:
    return replace(edition, sources=(SOURCE,))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("edition", [EDITION, FRENCH], ids=lambda edition: edition.language)
def test_every_source_gives_the_same_edition(
    shape: Shape, edition: Edition, tmp_path: Path
) -> None:
    report = Report()
    wanted = shape.seen(edition)
    wish = Wish(edition=9, language=wanted.language)
    (found,) = read_editions(shape.write(tmp_path, edition), report, wish)
    assert _plain(found) == wanted


def test_a_source_is_known_by_its_name_and_bytes_never_its_path(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "bakery.xlsx", {"Skills": skills_grid()})
    (found,) = read_editions([path], Report())
    (source,) = found.sources
    assert (source.name, source.sha256) == (
        "bakery.xlsx",
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def test_csv_files_of_one_folder_are_one_source(tmp_path: Path) -> None:
    csv_shape = next(shape for shape in SHAPES if shape.name == "csv, UTF-8")
    (found,) = read_editions(csv_shape.write(tmp_path, EDITION), Report())
    assert [source.name for source in found.sources] == [
        "skills.csv",
        "attributes.csv",
        "levels.csv",
    ]


def test_csv_files_of_two_folders_are_two_sources(tmp_path: Path) -> None:
    csv_shape = next(shape for shape in SHAPES if shape.name == "csv, UTF-8")
    paths = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        paths += csv_shape.write(tmp_path / name, EDITION)
    assert len(read_editions(paths, Report())) == 2


def test_sources_of_several_kinds_come_side_by_side(tmp_path: Path) -> None:
    wanted = [shape for shape in SHAPES if shape.name in {"workbook 9", "page", "official RDF"}]
    paths = [path for shape in wanted for path in shape.write(tmp_path, EDITION)]
    assert [len(each.skills) for each in read_editions(paths, Report(), Wish(edition=9))] == [
        4,
        1,
        4,
    ]


@pytest.mark.parametrize("name", ["BAKERY.XLSX", "bakery.Xlsx"])
def test_the_case_of_an_ending_does_not_matter(name: str, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "bakery.xlsx", {"Skills": skills_grid()})
    assert len(read_editions([path.rename(tmp_path / name)], Report())) == 1


def test_the_encoding_and_the_delimiter_are_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "skills.csv", skills_grid(), "cp1252", ";")
    report = Report()
    read_editions([path], report, Wish(language="en-GB"))
    assert [(each.kind, each.message) for each in report.findings] == [
        ("encoding", "read as cp1252"),
        ("delimiter", "separated by semicolons"),
    ]


TAKEN = ".xlsx, .xlsm, .csv, .tsv, .txt, .ttl, .trig, .nt, .nq, .jsonld, .rdf, .owl"


def test_an_encoding_is_believed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "skills.csv", skills_grid(), "cp1252")
    report = Report()
    (found,) = read_editions([path], report, Wish(language="en-GB", encoding="cp1252"))
    assert found.skills == EDITION.skills
    assert report.findings == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "bakery.doc",
            f"bakery.doc: a file with the ending '.doc', which no reader takes; use one of {TAKEN}",
        ),
        (
            "bakery",
            f"bakery: a file with the ending '', which no reader takes; use one of {TAKEN}",
        ),
        ("folder.xlsx", "folder.xlsx: a folder; name the files in it"),
        ("missing.csv", "missing.csv: no such file; check its name"),
        ("missing.xlsx", "missing.xlsx: no such file; check its name"),
        ("missing.txt", "missing.txt: no such file; check its name"),
        ("missing.ttl", "missing.ttl: no such file; check its name"),
    ],
)
def test_a_path_that_is_no_source_is_refused(name: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "bakery.doc").write_bytes(b"x")
    with pytest.raises(SourceError) as caught:
        read_editions([tmp_path / name], Report())
    assert str(caught.value) == line


@pytest.mark.parametrize("edition", [-1, 0, 10, 99])
def test_an_edition_that_there_is_not_is_a_wrong_call(edition: int) -> None:
    with pytest.raises(UsageError) as caught:
        read_editions([], Report(), Wish(edition=edition))
    assert str(caught.value) == f"--edition {edition}: no such edition; known are 1 to 9"


def test_two_names_of_one_file_have_the_same_source(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "bakery.xlsx", {"Skills": skills_grid()})
    copy = Path(shutil.copy(path, tmp_path / "copy.xlsx"))
    first, second = read_editions([path, copy], Report())
    assert first.sources[0].sha256 == second.sources[0].sha256

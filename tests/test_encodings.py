"""The encoding of a text is found by its bytes, said, or asked for; never guessed in silence."""

from __future__ import annotations

import pytest

from sfia_graph.errors import SourceError, UsageError
from sfia_graph.report import Report
from sfia_graph.sources.encodings import decode

TEXT = "Code,Nom\nJUGG,« café » – l’été\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["read as utf-16"]),
        ("utf-32", ["read as utf-32"]),
        ("cp1252", ["read as cp1252"]),
    ],
)
def test_an_encoding_is_found_and_said(encoding: str, said: list[str]) -> None:
    report = Report()
    assert decode(TEXT.encode(encoding), "x.csv", report) == TEXT
    assert [finding.message for finding in report.findings] == said


def test_french_guillemets_with_no_break_spaces_are_plain_cp1252() -> None:
    text = "« café\u00a0»\n"
    assert decode(text.encode("cp1252"), "x.csv", Report()) == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16-le"])
def test_a_given_encoding_is_taken_and_not_said(encoding: str) -> None:
    report = Report()
    assert decode("été\n".encode(encoding), "x.csv", report, encoding) == "été\n"
    assert report.findings == []


@pytest.mark.parametrize(
    ("data", "encoding", "line"),
    [
        (b"", None, "x.csv: an empty file; name a file that holds something"),
        (b" \n\n", None, "x.csv: an empty file; name a file that holds something"),
        (
            "é\n".encode() + "é\n".encode("cp1252"),
            None,
            "x.csv, line 2: UTF-8 and another encoding in one file; save it as UTF-8",
        ),
        (
            "a\né\n".encode("cp1252") + "l’".encode(),
            None,
            "x.csv, line 3: UTF-8 and another encoding in one file; save it as UTF-8",
        ),
        (b"a\n\x81\n", None, "x.csv, line 2: byte 0x81 is no cp1252; save it as UTF-8"),
        (b"a\n\xe9\n", "utf-8", "x.csv, line 2: byte 0xE9 is no utf-8; save it as UTF-8"),
        (
            "a\nb\n".encode("utf-16-le"),
            None,
            "x.csv, line 1: a NUL character; give --encoding, such as utf-16",
        ),
    ],
    ids=["empty", "blank", "mixed", "mixed the other way", "undefined", "given", "utf-16 unmarked"],
)
def test_bytes_that_do_not_fit_are_refused_with_their_line(
    data: bytes, encoding: str | None, line: str
) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "x.csv", Report(), encoding)
    assert str(caught.value) == line


def test_an_unknown_encoding_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="--encoding klingon: no encoding of that name"):
        decode(b"x", "x.csv", Report(), "klingon")

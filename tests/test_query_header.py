"""The header of a stored query says what it lacks, with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sfia_graph.errors import SourceError
from sfia_graph.queries import stored_query

HEADER = "#+ summary: All\n#+ description: All of it.\n#+ tags: [all]\n"
ASKED = "VALUES ?level { 5 }   # parameter\nSELECT * {}\n"
FAULTS = {
    "no header": (
        "SELECT * {}",
        "line 1: the header is no YAML map (empty); write '#+ name: value' lines",
    ),
    "no YAML": (
        f"{HEADER}#+ more: [\n",
        "line 4: the header is no YAML map (expected the node content, but found '<stream end>');"
        " write '#+ name: value' lines",
    ),
    "a day that there is not": (
        f"{HEADER}#+ day: 2026-99-99\n",
        "line 1: the header is no YAML map (month must be in 1..12); write '#+ name: value' lines",
    ),
    "a list": (
        "#+ - summary\n",
        "line 1: the header is no YAML map (a list or a text); write '#+ name: value' lines",
    ),
    "no summary": (
        HEADER.replace("summary", "title"),
        "line 1: no summary in the header that is a text; write it as in the other stored queries",
    ),
    "tags in a text": (
        HEADER.replace("[all]", "all"),
        "line 1: no tags in the header that is a list; write it as in the other stored queries",
    ),
    "a parameter that is not described": (
        f"{HEADER}{ASKED}",
        "line 1: no description of the parameter 'level' in the header;"
        " write it as in the other stored queries",
    ),
    "a default that is none": (
        f"{HEADER}#+ parameters: {{level: {{description: Level}}}}\n{ASKED.replace('5', 'UNDEF')}",
        "line 5: found 'UNDEF', expected the default of a parameter;"
        " write IRIs or literals between the braces",
    ),
    "no UTF-8": ("\udcff", "no UTF-8 text (byte 0); save it as UTF-8"),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_a_header_at_fault_is_one_line(text: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "asked.rq").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SourceError) as refused:
        assert stored_query("asked", tmp_path).header
    mark = ": " if text == "\udcff" else ", "
    assert str(refused.value) == f"asked.rq{mark}{line}"


def test_a_header_with_all_parts_is_read(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = f"{HEADER}#+ parameters: {{level: {{description: A level.}}}}\n{ASKED}"
    (tmp_path / "own" / "asked.rq").write_text(text, encoding="utf-8")
    query = stored_query("asked", tmp_path)
    assert (query.summary, query.describe("level")) == ("All", "A level.")


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_of_other_systems_are_read_as_ours(end: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = f"{HEADER}#+ parameters: {{level: {{description: A level.}}}}\n{ASKED}"
    (tmp_path / "own" / "asked.rq").write_text(text, encoding="utf-8", newline=end)
    query = stored_query("asked", tmp_path)
    assert [each.name for each in query.parameters] == ["level"]
    assert '{ "4"^^' in query.bind({"level": 4})

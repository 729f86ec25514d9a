"""The command `sfia-graph conform`: its formats, exit codes and refusals."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from faulty import dumb, nasty
from test_conform_hosts import HASHED

from sfia_graph.cli import main
from sfia_graph.conform.checks import CHECKS
from sfia_graph.conform.reports import FORMATS


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a vocabulary that keeps what it claims."""
    folder = tmp_path_factory.mktemp("good")
    with dumb(folder) as address:
        (folder / "vocabulary.ttl").write_text(HASHED.replace("ADDRESS", address))
        yield f"{address}vocabulary.ttl"


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with two dead links."""
    folder: Path = tmp_path_factory.mktemp("bad")
    (folder / "index.html").write_text("<!doctype html><a href=`a|b`>x</a><a href=/y>y</a>")
    with dumb(folder) as address:
        yield address


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["conform", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_what_conforms_exits_with_0(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, good)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].split() == ["check", "result", "found", "standard"]
    assert lines[2].split()[:5] == ["things", "pass", "IRIs", "of", "things"]
    assert lines[-1] == f"13 passed, 0 failed, {len(CHECKS) - 13} not applicable"


def test_what_does_not_exits_with_1_and_lists_each_case(
    bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, bad)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    at = lines.index("links:")
    assert lines[at + 1 : at + 3] == [
        f"    {bad}: leads to {bad}%60a%7Cb%60: answers 404",
        f"    {bad}: leads to {bad}y: answers 404",
    ]


def test_json_says_all_of_it(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, bad, "--format", "json")
    written = json.loads(out)
    assert (code, written["conforms"], written["address"]) == (1, False, bad)
    assert [each["name"] for each in written["checks"]] == [each.name for each in CHECKS]
    assert sum(written["counts"].values()) == len(CHECKS)
    (links,) = (each for each in written["checks"] if each["name"] == "links")
    assert (links["result"], len(links["cases"])) == ("fail", 2)
    assert links["remedy"] == "mend the link, or put there what it leads to"


def test_junit_has_a_case_a_check(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bad, "--format", "junit")
    (suite,) = ElementTree.fromstring(out)
    assert suite.get("tests") == str(len(CHECKS)) == str(len(suite))
    failures = suite.findall("testcase/failure")
    assert [each.get("type") for each in failures] == ["links"]
    assert suite.get("failures") == "1"
    assert int(suite.get("skipped") or 0) == len(suite.findall("testcase/skipped"))


def test_markdown_has_a_table_and_the_cases(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, bad, "--format", "md")
    assert out.startswith(f"## {bad}\n\n| check | result | found | standard |\n| --- |")
    assert f"- `{bad}: leads to {bad}y: answers 404`" in out.splitlines()


def test_the_formats_are_those_of_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["conform", "--help"])
    assert "{" + ",".join(FORMATS) + "}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["example.org"], "'example.org' is no address of the web"),
        (["ftp://example.org/"], "'ftp://example.org/' is no address of the web"),
        (["http://127.0.0.1:1/"], "http://127.0.0.1:1/: nobody answers there (Connection refused)"),
        (["http://nobody.invalid/"], "http://nobody.invalid/: nobody answers there ("),
        (["http://127.0.0.1:1/", "--most", "0"], "--most 0: must be from 1"),
        (["http://127.0.0.1:1/", "--timeout", "0"], "--timeout 0: must be more than 0 seconds"),
        (["http://127.0.0.1:1/", "--timeout", "nan"], "--timeout nan: must be more than 0 seconds"),
    ],
)
def test_a_wrong_call_is_one_line_and_exits_with_2(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"sfia-graph: {said}")


def test_a_page_that_is_not_there_is_a_wrong_call(
    bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, f"{bad}gone")
    remedy = "name a page, a thing or a catalogue that is there"
    assert (code, err) == (2, f"sfia-graph: {bad}gone: answers 404; {remedy}\n")


def test_a_host_that_does_not_answer_in_time_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(1)

    with nasty(silent) as address:
        code, _, err = run(capsys, address, "--timeout", "0.3")
    assert (code, err) == (2, f"sfia-graph: {address}: no whole answer within 0.3 s\n")


def test_names_of_checks_are_unlike_and_each_names_its_standard() -> None:
    assert len({each.name for each in CHECKS}) == len(CHECKS)
    assert [each.name for each in CHECKS if not (each.promise and each.standard)] == []


def test_the_documentation_lists_all_checks_as_they_are() -> None:
    text = (Path(__file__).parent.parent / "docs" / "conformance.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{each.name}` | {each.promise} | {each.standard} |" for each in CHECKS]

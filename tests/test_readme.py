"""The README is true: its terminal session, its shell lines and its Python run as they stand."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from sfia_graph.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _session() -> list[tuple[str, str]]:
    steps = re.split(r"^\$ ", "\n".join(_blocks("console")), flags=re.MULTILINE)[1:]
    return [(step.split("\n", 1)[0], step.split("\n", 1)[1].rstrip("\n")) for step in steps]


@pytest.mark.parametrize(("command", "expected"), _session(), ids=lambda text: text[:60])
def test_the_terminal_session_shows_what_the_command_says(
    command: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *words = shlex.split(command)
    assert program == "sfia-graph"
    assert main(words) == 0
    assert capsys.readouterr().out.rstrip("\n") == expected


def test_the_session_is_there() -> None:
    assert len(_session()) >= 2


def test_the_python_runs_and_prints_what_its_comments_say() -> None:
    (code,) = _blocks("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    said = re.findall(r"^# (.*)$", code, re.MULTILINE)
    assert printed.getvalue().splitlines() == said


def test_the_import_of_an_official_sheet_runs(
    sfia: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lines,) = [block for block in _blocks("sh") if "import" in block]
    official = sfia / "sfia-9_current-standard_en_250129.xlsx"
    (tmp_path / "sfia-9.xlsx").write_bytes(official.read_bytes())
    monkeypatch.chdir(tmp_path)
    for line in lines.splitlines():
        assert main(shlex.split(line)[1:]) == 0
    assert "definition" in capsys.readouterr().out


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_are_targets_of_the_makefile(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"make {target} " in README
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_link_into_the_repository_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)", README)
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (ROOT / target).exists()] == []

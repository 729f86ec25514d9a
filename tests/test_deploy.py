"""The examples of how to run the server hold what they say: nobody, read only, walled in."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jail import calls_of, jailed
from served import Served, served
from visitors import asked, lives, until, workers

from sfia_graph.cli import main

DEPLOY = Path(__file__).resolve().parent.parent / "docs" / "deploy"
UNIT = (DEPLOY / "sfia-graph.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
EXPOSURE = 15
"""The most that `systemd-analyze security` may say, in tenths: 0 is none, 100 is all."""

needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="needs systemd-analyze: apt-get install systemd"
)


def _analyse(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Let systemd look at the unit, with a program that is there."""
    path = tmp_path / "sfia-graph.service"
    path.write_text(UNIT.replace("/opt/sfia-graph/bin/sfia-graph", sys.executable))
    return subprocess.run(
        ["systemd-analyze", *words, str(path)], capture_output=True, text=True, check=False
    )


@needs_systemd
def test_systemd_has_nothing_to_say_against_the_unit(tmp_path: Path) -> None:
    done = _analyse(tmp_path, "verify")
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
def test_the_unit_is_hardly_exposed(tmp_path: Path) -> None:
    done = _analyse(tmp_path, "security", "--offline=true", f"--threshold={EXPOSURE}")
    assert done.returncode == 0, done.stdout[-200:]


def test_the_unit_calls_the_program_with_options_that_it_has(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (command,) = re.findall(r"(?m)^ExecStart=(.*)$", UNIT)
    program, *words = shlex.split(command)
    assert Path(program).name == "sfia-graph"
    _knows(words, capsys)


def test_the_container_calls_it_with_options_that_it_has(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (command,) = re.findall(r"(?m)^ENTRYPOINT (.*)$", CONTAINER)
    program, *words = re.findall('"([^"]+)"', command)
    assert program == "sfia-graph"
    _knows(words, capsys)


def _knows(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert words[0] == "serve"
    with pytest.raises(SystemExit):
        main([*words, "--no-such-option"])
    assert "unrecognized arguments: --no-such-option" in capsys.readouterr().err


def test_the_container_asks_whether_the_server_is_well(server: Served) -> None:
    (program,) = re.findall(r'CMD \["python", "-c", "(.*)"\]', CONTAINER)
    here = program.replace("http://127.0.0.1:8000/", server.address)
    assert subprocess.run([sys.executable, "-c", here], check=False).returncode == 0
    nobody = program.replace("127.0.0.1:8000", "127.0.0.1:9")
    dead = subprocess.run([sys.executable, "-c", nobody], capture_output=True, check=False)
    assert dead.returncode == 1


def test_the_container_is_nobody_and_its_last_stage_builds_nothing() -> None:
    *_, last = CONTAINER.split("\nFROM ")
    assert re.search(r"(?m)^USER (\d+):\1$", last)
    assert not re.search("pip install|COPY \\.|gcc|build-essential|git", last)
    assert "HEALTHCHECK" in last


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk that everybody may read."""
    folder = tmp_path_factory.mktemp("deployed")
    assert main(["load", "--shipped", "--into", str(folder / "store"), "--no-validate"]) == 0
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    return folder / "store"


@pytest.fixture(scope="module", params=["files", "store on disk"])
def jail(request: pytest.FixtureRequest, store: Path) -> Iterator[Served]:
    """The server as the container runs it: nobody, no capability, a read-only root."""
    options = ["--store", str(store)] if request.param == "store on disk" else []
    with served(*options, under=jailed(store)) as running:
        yield running


def _status(site: Served) -> dict[str, str]:
    lines = Path(f"/proc/{site.process.pid}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines if ":\t" in line)


def test_the_server_is_nobody_without_a_right(jail: Served) -> None:
    status = _status(jail)
    assert status["Uid"].split() == ["65534"] * 4
    assert status["NoNewPrivs"] == "1"
    assert {int(status[f"Cap{kind}"], 16) for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {0}


def test_its_disk_is_read_only(jail: Served) -> None:
    mounts = Path(f"/proc/{jail.process.pid}/mounts").read_text().splitlines()
    options = {line.split()[1]: line.split()[3].split(",") for line in mounts}
    written = {place for place, found in options.items() if "ro" not in found}
    assert all(place.startswith(("/tmp", "/dev", "/proc")) for place in written)
    assert "/" in options


def test_it_serves_pages_and_data(jail: Served) -> None:
    assert "Service level management" in jail.ask("/9/skill/SLMO.en.html").text
    assert jail.ask("/9/skill/SLMO.ttl").status == 200
    assert jail.ask("/static/style.css").status == 200


def test_its_workers_answer_and_are_walled_in(jail: Served) -> None:
    heard = asked(jail, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="text/csv")
    assert heard.status == 200
    assert int(heard.reply.text.split()[1]) > 10_000
    fetching = asked(jail, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert fetching.status in {400, 403, 500, 502}
    assert workers(jail)


def test_it_opens_its_graph_anew_when_told(jail: Served) -> None:
    before = workers(jail)
    jail.process.send_signal(signal.SIGHUP)
    until(lambda: bool(workers(jail)) and not set(before) & set(workers(jail)), 30)
    assert lives(jail.process.pid)
    assert jail.ask("/9/skill/SLMO.ttl").status == 200


@needs_systemd
def test_it_does_with_the_system_calls_that_the_unit_leaves(store: Path) -> None:
    pytest.importorskip("pyseccomp", reason="needs libseccomp, which filters system calls")
    under = jailed(store, calls=calls_of(UNIT))
    with served("--store", str(store), under=under) as site:
        assert _status(site)["Seccomp"] == "2"
        assert "Service level management" in site.ask("/9/skill/SLMO.en.html").text
        heard = asked(site, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="text/csv")
        assert heard.status == 200
        before = workers(site)
        site.process.send_signal(signal.SIGHUP)
        until(lambda: bool(workers(site)) and not set(before) & set(workers(site)), 30)
        assert site.ask("/9/skill/SLMO.ttl").status == 200

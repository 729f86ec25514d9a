"""`sfia-graph publish`: the same bytes as the server's, in one step, and nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from invented import write_graph
from program import PROGRAM, run
from published import HISTORY, contents
from served import served

from sfia_graph.publish.manifest import NAME


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the invented bakers' framework, its wording included."""
    return write_graph(tmp_path_factory.mktemp("bakery") / "bakery.ttl")


@pytest.fixture(scope="module")
def built(bakery: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    site = tmp_path_factory.mktemp("built") / "site"
    _publish(bakery, site)
    return site


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of its site, to build upon."""
    return Path(shutil.copytree(built, tmp_path / "site"))


ORIGIN = ("--origin", "https://skills.example.org")


def _publish(store: Path, site: Path, *options: str, **environment: str) -> str:
    if "--base" not in options:
        options = (*ORIGIN, *options)
    done = run("publish", "--store", store, "-o", site, *options, **environment)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


def _refused(store: Path, site: Path, *options: str) -> str:
    done = run("publish", "--store", store, "-o", site, *options)
    assert done.returncode in {1, 2}
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def _beside(site: Path) -> list[str]:
    return sorted(each.name for each in site.parent.iterdir())


def test_each_file_is_what_the_server_answers(bakery: Path, built: Path) -> None:
    different = []
    with served("--store", str(bakery), *ORIGIN) as server:
        for name, body in contents(built).items():
            if name in HISTORY or not _is_answer(name):
                continue
            reply = server.ask(f"/{quote(_asked(name))}")
            if (reply.status, reply.body) != (200, body):
                different.append(name)
    assert different == []


FOR_HOSTS = (".htaccess", ".nojekyll", "404.", "406.", "_headers", "_redirects", "nginx/")
"""How the names of files begin that hosts read, or show in the place of an answer."""


@pytest.mark.long
def test_each_file_of_the_shipped_data_is_what_the_server_answers(tmp_path: Path) -> None:
    done = run("publish", "-o", tmp_path / "site", *ORIGIN)
    assert done.returncode == 0, done.stderr
    different = []
    with served(*ORIGIN) as server:
        for path in _distinct(tmp_path / "site"):
            name = path.relative_to(tmp_path / "site").as_posix()
            if name in HISTORY or not _is_answer(name):
                continue
            reply = server.ask(f"/{quote(_asked(name))}")
            if (reply.status, reply.body) != (200, path.read_bytes()):
                different.append(name)
    assert different == []


def _distinct(site: Path) -> Iterator[Path]:
    """Give the files of a site, one of the several names of each."""
    seen = set()
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.stat().st_ino not in seen:
            seen.add(path.stat().st_ino)
            yield path


def _is_answer(name: str) -> bool:
    return not name.startswith(FOR_HOSTS)


def _asked(name: str) -> str:
    """Give the path whose answer a file is: a folder's index is that of the folder's own name."""
    return f"{name.removesuffix('/index.html')}.html" if name.endswith("/index.html") else name


def test_two_builds_are_identical_whatever_the_order_of_sets(
    bakery: Path, built: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    _publish(bakery, again, "--processes", "1", PYTHONHASHSEED="77")
    assert contents(again) == contents(built)


def test_a_build_without_a_change_writes_nothing(bakery: Path, copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    said = _publish(bakery, copy)
    assert ": 0 new, 0 changed, 0 gone" in said
    del before[copy / NAME]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_changed_text_changes_what_a_whole_build_would_change(
    bakery: Path, copy: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed" / bakery.name
    changed.parent.mkdir()
    changed.write_text(bakery.read_text().replace("Dough kneading", "Dough folding"))
    old = contents(copy)
    _publish(changed, copy)
    _publish(changed, tmp_path / "whole")
    new, whole = contents(copy), contents(tmp_path / "whole")
    assert new.keys() == whole.keys()
    assert {name for name in new if new[name] != whole[name]} <= HISTORY
    assert b"Dough folding" in new["9/skill/KNEA.en.html"]
    assert old["9/skill/TART/6.csv"] == new["9/skill/TART/6.csv"]
    assert b"Dough folding" in new["feed.atom"] and b"Dough folding" not in old["feed.atom"]
    before, after = _dates(old["sitemap.xml"]), _dates(new["sitemap.xml"])
    changed_pages = {page for page in after if after[page] != before[page]}
    assert "https://skills.example.org/9/skill/KNEA.en.html" in changed_pages
    assert "https://skills.example.org/9/attribute/CARE/1.en.html" not in changed_pages


def _dates(sitemap: bytes) -> dict[str, str]:
    """Give when each page was changed last, as a sitemap says it."""
    entries = re.findall(rb"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", sitemap)
    return {page.decode(): date.decode() for page, date in entries}


def test_what_is_gone_from_the_graph_is_gone_from_the_site(
    bakery: Path, copy: Path, tmp_path: Path
) -> None:
    smaller = tmp_path / "smaller" / bakery.name
    smaller.parent.mkdir()
    smaller.write_text(re.sub(r"(?ms)^<\S+/9/attribute/\w+/7>$.*?^\.$\n", "", bakery.read_text()))
    assert " 0 gone" not in _publish(smaller, copy, "--no-validate")
    assert not list(copy.glob("9/attribute/*/7.*"))


def test_a_folder_with_files_of_others_is_refused(bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.docx").write_text("mine")
    assert "holds other files; name a new or an empty folder" in _refused(bakery, tmp_path / "site")
    assert contents(tmp_path / "site") == {"thesis.docx": b"mine"}


def test_a_site_in_which_someone_left_a_file_is_refused(bakery: Path, copy: Path) -> None:
    (copy / "9" / "notes.txt").write_text("mine")
    said = _refused(bakery, copy)
    assert "holds 1 file that publish has not made ('9/notes.txt'); move them away" in said
    assert (copy / "9" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("damage", ["", "{}", '{"version":1}', "[1]"])
def test_a_damaged_list_of_files_is_refused(bakery: Path, copy: Path, damage: str) -> None:
    (copy / NAME).write_text(damage)
    assert "is damaged or of another version; look what is in it" in _refused(bakery, copy)


def test_a_file_is_no_place_for_a_site(bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    assert "no folder of its own" in _refused(bakery, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_a_graph_that_is_not_valid_is_refused_with_the_report(
    bakery: Path, copy: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(bakery.read_text().replace('"BREW"^^sfia:SkillCode', '"brew"^^sfia:SkillCode'))
    before = contents(copy)
    done = run("publish", "--store", wrong, "-o", copy)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "sfia-graph: the graph is not valid, so nothing was published; mend it, or publish it all "
        "the same with --no-validate\n"
    )
    assert "violation:" in done.stdout
    assert "wrong.ttl, line" in done.stdout
    assert contents(copy) == before
    assert _beside(copy) == ["site", "wrong.ttl"]


@pytest.mark.parametrize(
    "told",
    [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGKILL],
    ids=lambda each: each.name,
)
def test_a_build_that_is_stopped_leaves_the_old_site(
    bakery: Path, copy: Path, told: signal.Signals
) -> None:
    before = contents(copy)
    (copy / NAME).write_text((copy / NAME).read_text().replace('"made_of":"', '"made_of":"x'))
    with subprocess.Popen(
        [*PROGRAM, "publish", "--store", str(bakery), "-o", str(copy)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        _wait_for(copy.with_name(f".{copy.name}.new"))
        if told == signal.SIGKILL:
            os.killpg(process.pid, told)
        else:
            os.kill(process.pid, told)
        _, said = process.communicate(timeout=60)
    del before[NAME]
    now = contents(copy)
    del now[NAME]
    assert now == before
    if told == signal.SIGINT:
        assert process.returncode == 130
        assert said.endswith("sfia-graph: stopped; nothing is half-written\n")
        assert _beside(copy) == ["site"]
    _publish(bakery, copy)
    assert _beside(copy) == ["site"]


def _wait_for(folder: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if folder.is_dir() and any(folder.iterdir()):
            return
        time.sleep(0.02)
    raise AssertionError(f"{folder} did not appear")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_old_site(bakery: Path, small_disk: Path) -> None:
    said = _refused(bakery, small_disk / "site")
    assert "cannot write the site (No space left on device); make room, and try again" in said
    assert list(small_disk.iterdir()) == []


def test_a_disk_itself_is_no_place_for_a_site(bakery: Path, small_disk: Path) -> None:
    assert "where a disk is mounted; name a folder below it" in _refused(bakery, small_disk)


def test_two_builds_at_once_are_refused(bakery: Path, copy: Path) -> None:
    import fcntl

    beside = copy.with_name(f".{copy.name}.new")
    beside.mkdir()
    handle = os.open(beside, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert "another build is under way; wait for it" in _refused(bakery, copy)
    os.close(handle)


def test_two_iris_that_are_one_file_on_some_disks_are_refused(bakery: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.ttl"
    more = "<https://w3id.org/sfia-graph/9/skill/knea> skos:prefLabel 'kneading'@en .\n"
    twin.write_text(bakery.read_text() + more)
    said = _refused(twin, tmp_path / "site", "--no-validate")
    assert "would be one file on some disks; give one of the two things another IRI" in said
    assert "9/skill/KNEA" in said and "9/skill/knea" in said
    assert not (tmp_path / "site").exists()


def test_an_iri_that_is_too_long_for_a_file_is_refused(bakery: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.ttl"
    iri = f"https://w3id.org/sfia-graph/note/{'x' * 260}"
    long.write_text(f"{bakery.read_text()}<{iri}> skos:prefLabel 'long'@en .\n")
    said = _refused(long, tmp_path / "site", "--no-validate")
    assert "give the thing a shorter IRI" in said


@pytest.mark.parametrize(
    "base", ["ftp://example.org/", "example.org/", "https://example.org/x", "https://e.org/?a=/"]
)
def test_a_base_that_is_no_address_of_the_web_is_refused(
    bakery: Path, tmp_path: Path, base: str
) -> None:
    said = _refused(bakery, tmp_path / "site", "--base", base)
    assert f"found the base '{base}', expected one such as https://example.org/skills/" in said


def test_another_base_renames_the_things_and_leads_where_it_says(
    bakery: Path, tmp_path: Path
) -> None:
    _publish(bakery, tmp_path / "site", "--base", "https://skills.example.org/sfia/")
    files = contents(tmp_path / "site")
    turtle = files["9/skill/KNEA.ttl"].decode()
    assert "<https://skills.example.org/sfia/9/skill/KNEA>" in turtle
    assert "w3id.org/sfia-graph/9/" not in turtle
    page = files["9/skill/KNEA.en.html"].decode()
    assert 'href="/sfia/static/style.css"' in page
    assert 'href="/9/' not in page


def test_the_first_language_is_that_of_those_who_name_none(bakery: Path, tmp_path: Path) -> None:
    _publish(bakery, tmp_path / "site", "--languages", "fr")
    files = contents(tmp_path / "site")
    assert b'<html lang="fr">' in files["9/skill/KNEA.html"]
    assert "9/skill/KNEA.en.html" not in files


def test_a_language_without_pages_is_refused(bakery: Path, tmp_path: Path) -> None:
    said = _refused(bakery, tmp_path / "site", "--languages", "en,tlh")
    assert "--languages 'en,tlh': the pages come in en, fr" in said


def test_a_public_site_has_no_wording_and_keeps_the_facts(bakery: Path, tmp_path: Path) -> None:
    said = _publish(bakery, tmp_path / "site", "--public")
    assert "left out:" in said and "of a licensed tier" in said
    files = contents(tmp_path / "site")
    wording = [b"never in haste", b"Does dough kneading", b"flour, water and salt", b"Nobody bakes"]
    assert [name for name, body in files.items() if any(each in body for each in wording)] == []
    turtle = files["9/skill/KNEA.ttl"].decode()
    assert '"Dough kneading"@en-GB' in turtle and "sfia:definedAtLevel" in turtle
    graph = files["graph/sfia-9-en-GB-names.ttl"].decode()
    assert 'sfia:tier "names"' in graph and "structure and names" in graph


def test_a_site_that_is_not_public_has_the_wording(built: Path) -> None:
    page = (built / "9/skill/KNEA.en.html").read_text()
    assert "never in haste" in page

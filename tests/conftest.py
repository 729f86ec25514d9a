"""Fixtures that more than one test module needs."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from served import Served, served

from scripts.servers import has_virtuoso

# A run in the background ignores Ctrl-C, and what it starts would do so too.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


LONG = tuple(
    f"[{name}]"
    for name in (
        *("rdflib-describe-iri", "rdflib-responsibilities-beside", "rdflib-to-official-rdf"),
        *("rdflib-overlap", "entry-level-skills", "skills-reaching-level", "skills-in-category"),
        *("rdflib-unmapped-skills", "rdflib-describe-skill", "rdflib-translation-coverage"),
        *("rdflib-two-hop", "rdflib-to-sfia", "rdflib-requirements-not-observed", "rdflib-search"),
        *("rdflib-roles-needing-skill", "rdflib-related-by-range"),
        *("rdflib-source-and-licence", "rdflib-role-in-sfia"),
    )
)
"""How the names of cases end that take rdflib's own engine many seconds."""
FIRST = tuple(
    f"test_{name}"
    for name in (
        *(
            "web_offline",
            "publish",
            "load_command",
            "web_accessibility",
            "engines",
            "faults",
            "cli",
        ),
        *("web_guard", "vocabularies_real", "rules", "web_bombs", "web_browser", "staff_answers"),
        *("conform", "output", "remote", "shapes", "fidelity_rdf", "web_catalogue", "deploy"),
        *("web_pictures", "conform_hosts", "web_assistants", "summary", "web_home", "html"),
        *("web_downloads", "crash", "publish_changes", "publish_edits", "publish_hosts", "nobody"),
        *("web_editions", "web_guides", "web_names", "vocabularies", "full_disk", "readme"),
    )
)
"""Modules that take longest, and so begin first where several run at a time."""
OTHER = tuple(
    f"test_it_gives_the_same_answer_for_other_values[{name}-"
    for name in ("rdflib", "oxigraph_that_does_not")
)
SEPARATE = "test_it_gives_the_same_answer[oxigraph_that_does_not-"
"""Cases of an engine that differs from the one before in what its default graph holds."""
RDFLIB = ("test_it_gives_the_same_answer", "test_json_is_the_engines_own_but_for_the_case_of_tags")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as long what is slow for no fault of ours; `make test-long` runs it."""
    items.sort(
        key=lambda item: FIRST.index(item.path.stem) if item.path.stem in FIRST else len(FIRST)
    )
    separate = count()
    for item in items:
        slow = item.name.startswith(RDFLIB) and item.name.endswith(LONG)
        further = item.name.startswith(SEPARATE) and next(separate) % 3
        if slow or further or item.name.startswith(OTHER):
            item.add_marker(pytest.mark.long)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what needs Virtuoso where it is not installed."""
    if item.get_closest_marker("engines") and not has_virtuoso():
        pytest.skip("needs Virtuoso: apt-get install virtuoso-opensource-7-bin")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of its own for the name localhost, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("needs the program openssl, which makes a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    key, own = folder / "key.pem", folder / "own.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-keyout", str(key), "-out", str(own), "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(words, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text(key.read_text() + own.read_text())
    return both


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of official sheets that lies beside the project, where it is there."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data: the official sheets are not part of the project")
    return folder


@pytest.fixture(scope="session")
def sfia(shared_data: Path) -> Path:
    """The folder of the SFIA Foundation's own files."""
    return shared_data / "sfia"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """The server over the shipped data, one for a module."""
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser, one for a module."""
    from browsers import browsing

    with browsing() as running:
        yield running

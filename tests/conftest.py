"""Fixtures that more than one test module needs."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import settings

# A run in the background ignores Ctrl-C, and what it starts would do so too.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


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

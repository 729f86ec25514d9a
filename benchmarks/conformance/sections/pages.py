"""The pages: a whole published site under the Nu Html Checker."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.conformance import nu
from benchmarks.conformance.scores import Score, Section

_KINDS = {"pages": "*.html", "styles": "*.css", "pictures": "*.svg"}
_EDITOR = "static/editor/"
"""Where the editor of the SPARQL page lies, whose styles are YASGUI's own."""
_PROSE = """\
`sfia-graph publish` writes the whole site of the shipped data, and the Nu Html Checker{version}
reads all of its pages, styles and pictures: how many are without an error. The styles of the
editor of the SPARQL page are those of YASGUI, and not counted."""


def section() -> Section:
    """Publish a site and have it checked; without the checker there is nothing to show."""
    if nu.jar() is None:
        return Section("Pages", _PROSE.format(version=""), [])
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        words = ["publish", "-o", str(site), "--origin", "https://skills.example.org"]
        call = [sys.executable, "-m", "sfia_graph", *words]
        subprocess.run(call, check=True, capture_output=True)
        files = {
            kind: [path for path in sorted(site.rglob(ends)) if _EDITOR not in path.as_posix()]
            for kind, ends in _KINDS.items()
        }
        scores = [_score(kind, paths) for kind, paths in files.items()]
    return Section("Pages", _PROSE.format(version=f" {nu.version()}"), scores)


def _score(kind: str, paths: Sequence[Path]) -> Score:
    wrong = {each.file for each in nu.complaints(paths) if each.kind == "error"}
    failed: Mapping[str, Sequence[str]] = {"sfia-graph": sorted(wrong)}
    return Score(f"{kind} without an error", len(paths), failed)

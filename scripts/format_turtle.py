"""Put the repository's Turtle into its canonical form."""

from __future__ import annotations

import sys
from pathlib import Path

from sfia_graph.rdf import read_quads
from sfia_graph.serialise import canonical_turtle
from sfia_graph.terms import graph_of

ROOT = Path(__file__).resolve().parent.parent


def turtle_files() -> list[Path]:
    """Give the Turtle files of the repository."""
    return sorted(
        path for folder in ("data", "ontology") for path in (ROOT / folder).rglob("*.ttl")
    )


def formatted(path: Path) -> bytes:
    """Give a file's statements in canonical form."""
    return canonical_turtle(graph_of(read_quads(path)))


if __name__ == "__main__":
    for file in turtle_files():
        canonical = formatted(file)
        if canonical != file.read_bytes():
            file.write_bytes(canonical)
            sys.stdout.write(f"{file.relative_to(ROOT)}\n")

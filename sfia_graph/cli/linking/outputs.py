"""The file that a command writes mappings to."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.screen import write_file
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from sfia_graph.mappings import MappingSet


def add_output(parser: argparse.ArgumentParser, text: str, *, required: bool = True) -> None:
    """Add `-o`."""
    parser.add_argument("-o", "--output", type=Path, required=required, metavar="OUT", help=text)


def check_output(path: Path) -> None:
    """Raise `UsageError` for a file whose ending says no format of mappings."""
    from sfia_graph.mappings.files import ENDINGS

    if path.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"-o {path}: the ending says no format; use one of {known}")


def write(mappings: MappingSet, path: Path) -> None:
    """Write a set in the format that the ending says."""
    from sfia_graph.mappings.files import write_mappings

    write_file(path, write_mappings(mappings, path))

"""The two frameworks that a command matches, and the options that name them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.options import add_store
from sfia_graph.cli.screen import say
from sfia_graph.errors import UsageError, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sfia_graph.matching import Concept
    from sfia_graph.matching.matcher import Model

_NAMES = "a short name such as ecf-4, a scheme's IRI, or IRIs with * such as 'gdad/skill/*'"


def add_frameworks(parser: argparse.ArgumentParser) -> None:
    """Add `--from`, `--to` and `--store`."""
    parser.add_argument(
        "--from", dest="source", required=True, metavar="FRAMEWORK", help=f"match these: {_NAMES}"
    )
    parser.add_argument(
        "--to", dest="target", required=True, metavar="FRAMEWORK", help="to these, named likewise"
    )
    add_store(parser)


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add `--model`."""
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="weigh meaning too, by the embedding model in this folder (extra: semantic)",
    )


def both(given: argparse.Namespace) -> tuple[list[Concept], list[Concept]]:
    """Read the concepts of both frameworks, and say what texts are missing."""
    from sfia_graph.matching import concepts
    from sfia_graph.matching.schemes import scheme
    from sfia_graph.store import open_store

    if given.source == given.target:
        raise UsageError(f"--from and --to both name {given.source}; name two frameworks")
    source, target = scheme(given.source), scheme(given.target)
    store = open_store(given.store)
    found = concepts(store, source), concepts(store, target)
    for name, of in zip((given.source, given.target), found, strict=True):
        say_missing(name, of)
    return found


def say_missing(name: str, of: Sequence[Concept]) -> None:
    """Say where a framework is matched by its names alone, or names and the project's glosses."""
    worded = sum(each.worded for each in of)
    if worded * 2 < len(of):
        what = f"{len(of) - worded} of {counted(len(of), 'concept')} have no definition"
        say(f"{name}: {what}, so names and our glosses count; import it with --tier texts")


def model_of(given: argparse.Namespace, targets: Sequence[Concept]) -> Model | None:
    """Give the model that the call names, None where it names none."""
    if given.model is None:
        return None
    from sfia_graph.matching.semantic import semantic

    return semantic(given.model, [each for each in targets if not each.deprecated])

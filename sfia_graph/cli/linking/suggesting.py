"""`sfia-graph link suggest`: candidates for mappings, ranked, with their evidence."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.linking.frameworks import add_frameworks, add_model, both, model_of
from sfia_graph.cli.linking.outputs import add_output, check_output, write
from sfia_graph.cli.options import Commands, add_command, add_format
from sfia_graph.cli.screen import progress, say, show
from sfia_graph.errors import UsageError, counted

if TYPE_CHECKING:
    from sfia_graph.matching import Candidate
    from sfia_graph.results import Rows

_COLUMNS = ("source", "target", "score", "words", "evidence", "sourceIRI", "targetIRI")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "suggest",
        run,
        "find candidates for mappings, ranked, with the words and neighbours that speak for them",
        "sfia-graph link suggest --from ecf-4 --to sfia-9 -o to-review.sssom.tsv",
    )
    add_frameworks(parser)
    text = "write a file to review (.tsv, .json or RDF) instead of a ranked table"
    add_output(parser, text, required=False)
    parser.add_argument(
        "--reviewed",
        nargs="+",
        type=Path,
        default=(),
        metavar="FILE",
        help="mappings and reviewed suggestions: what is decided there is not suggested again",
    )
    parser.add_argument(
        "--first", type=int, default=5, metavar="N", help="at most N for each concept (default: 5)"
    )
    parser.add_argument(
        "--least",
        type=float,
        default=0.1,
        metavar="SCORE",
        help="leave out what scores less (default: 0.1)",
    )
    add_model(parser)
    add_format(parser)


def run(given: argparse.Namespace) -> int:
    """Find candidates, and write them to a file or as a table."""
    from sfia_graph.mappings.files import read_mappings
    from sfia_graph.mappings.reviewing import decided
    from sfia_graph.matching import Matcher
    from sfia_graph.matching.suggest import as_mappings, suggest

    if given.first < 1:
        raise UsageError(f"--first {given.first}: must be 1 or more")
    if not 0 <= given.least <= 1:
        raise UsageError(f"--least {given.least:g}: must be from 0 to 1")
    if given.output:
        check_output(given.output)
    known_pairs = decided(map(read_mappings, given.reviewed))
    with progress("matching") as tell:
        sources, targets = both(given)
        matcher = Matcher(sources, targets, model=model_of(given, targets))
        found = list(
            suggest(
                matcher,
                sources,
                most=given.first,
                least=given.least,
                decided=known_pairs,
                tell=tell,
            )
        )
    if given.output:
        names = (given.source, given.target)
        write(as_mappings(found, names), given.output)
        say(f"wrote {counted(len(found), 'suggestion')} to {given.output}; review them")
    else:
        show(_table(found), given.format)
    return 0


def _table(found: list[Candidate]) -> Rows:
    from pyoxigraph import Literal, NamedNode

    from sfia_graph.matching.suggest import evidence
    from sfia_graph.results import Rows

    rows = [
        (
            Literal(each.source.name),
            Literal(each.target.name),
            Literal(round(each.score, 4)),
            Literal(", ".join(each.words)),
            Literal(evidence(each)),
            NamedNode(each.source.iri),
            NamedNode(each.target.iri),
        )
        for each in found
    ]
    return Rows(_COLUMNS, tuple(rows))

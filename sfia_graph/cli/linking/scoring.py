"""`sfia-graph link evaluate`: how good the matching is, on links that people made."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.linking.frameworks import add_frameworks, add_model, both, model_of
from sfia_graph.cli.options import Commands, add_command, add_format
from sfia_graph.cli.screen import say, show, working
from sfia_graph.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from sfia_graph.matching.evaluate import Measures
    from sfia_graph.results import Rows

_COLUMNS = (
    *("relation", "concepts", "links", "hitAt1", "recallAt5", "recallAt10", "mrr"),
    *("threshold", "precision", "recall"),
)


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "evaluate",
        run,
        "measure the matching on links that people made, all together and by relation",
        "sfia-graph link evaluate --from gdad --to sfia-9 --gold gold.sssom.tsv",
    )
    add_frameworks(parser)
    parser.add_argument(
        "--gold",
        type=Path,
        required=True,
        metavar="FILE",
        help="SSSOM/TSV, CSV with the columns from and to, or JSON: names with lists of codes",
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=0.2,
        metavar="SCORE",
        help="count what scores this or more for precision and recall (default: 0.2)",
    )
    parser.add_argument(
        "--hide-names", action="store_true", help="match by the texts, as if nothing had a name"
    )
    add_model(parser)
    add_format(parser)


def run(given: argparse.Namespace) -> int:
    """Measure, and write a row for all links and one for each relation."""
    from dataclasses import replace

    from sfia_graph.matching import Matcher
    from sfia_graph.matching.evaluate import measure
    from sfia_graph.matching.gold import read_gold

    if not 0 <= given.threshold <= 1:
        raise UsageError(f"--threshold {given.threshold:g}: must be from 0 to 1")
    with working("matching"):
        sources, targets = both(given)
        gold = read_gold(given.gold, sources, targets)
        sources = [replace(each, links=()) for each in sources]
        if given.hide_names:
            sources = [replace(each, labels={}) for each in sources]
            targets = [replace(each, labels={}) for each in targets]
        matcher = Matcher(sources, targets, model=model_of(given, targets))
        by_iri = {each.iri: each for each in sources}
        found = measure(gold.links, lambda iri: matcher.ranking(by_iri[iri]), given.threshold)
    for line in gold.left_out:
        say(line)
    show(_table(found, given.threshold), given.format)
    return 0


def _table(found: dict[str | None, Measures], threshold: float) -> Rows:
    from pyoxigraph import Literal, NamedNode

    from sfia_graph.results import Rows, Term

    def row(relation: str | None, of: Measures) -> tuple[Term | None, ...]:
        named = (
            NamedNode(relation) if relation and "://" in relation else Literal(relation or "all")
        )
        means = (of.hit_at_1, of.recall_at_5, of.recall_at_10, of.mrr)
        ends = (threshold, of.precision, of.recall)
        counts = (Literal(of.sources), Literal(of.links))
        return (named, *counts, *map(_decimal, (*means, *ends)))

    return Rows(_COLUMNS, tuple(row(relation, of) for relation, of in found.items()))


def _decimal(value: float | None) -> Literal | None:
    from pyoxigraph import Literal, NamedNode

    from sfia_graph.namespaces import PREFIXES

    if value is None:
        return None
    return Literal(f"{value:.3f}", datatype=NamedNode(f"{PREFIXES['xsd']}decimal"))

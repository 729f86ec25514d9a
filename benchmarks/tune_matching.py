"""Choose the weights of the matching signals on the development gold, and say what that is worth.

python -m benchmarks.tune_matching GOLD GDAD SFIA… [MODEL]: the gold standard, the GDaD framework
and SFIA 9 with its texts, both as `sfia-graph import` writes them, and the folder of a model. The
weights that it names are stated in `sfia_graph/matching/signals.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from sfia_graph.matching import WEIGHTS, Concept, Matcher, concepts
from sfia_graph.matching.evaluate import of_one
from sfia_graph.matching.gold import Gold, read_gold
from sfia_graph.matching.semantic import semantic
from sfia_graph.store import Store, open_store

Weights = tuple[float, ...]
Measured = tuple[float, float, float, float]

GRID = {
    "words": (1.0,),
    "passages": (0.0, 0.25, 0.5, 1.0),
    "characters": (0.0, 0.1, 0.2, 0.4),
    "neighbours": (0.0, 0.25, 0.5, 0.75),
    "levels": (0.0, 0.05, 0.1),
    "links": (0.0,),
    "meaning": (0.0,),
}
MEANING = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
WORDS, LINKED = "words alone", "all, with the links of the others"
LINKS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Question:
    """One source: its signals as rows of a table, one a target, and the numbers of its links."""

    iris: tuple[str, ...]
    table: tuple[Weights, ...]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tuned:
    """The best weights, how good they are, and how good weights chosen without each source are."""

    weights: dict[str, float]
    measured: Measured
    left_out: Measured


def questions(
    gold: Gold, store: Store, *, linked: bool = False, folder: Path | None = None
) -> list[Question]:
    """Give each source of the gold with its signals; `linked` tells it the other sources' links."""
    sources, targets = concepts(store, "gdad/skill/*"), concepts(store, "sfia-9")
    known = {
        source.iri: frozenset(link.target for link in gold.links if link.source == source.iri)
        for source in sources
    }
    sources = [
        replace(each, links=tuple(sorted(known[each.iri])) if linked else ()) for each in sources
    ]
    model = semantic(folder, targets) if folder else None
    matcher = Matcher(sources, targets, WEIGHTS, model)
    return [
        _question(matcher, each, targets, known[each.iri]) for each in sources if known[each.iri]
    ]


def _question(
    matcher: Matcher, source: Concept, targets: Sequence[Concept], links: frozenset[str]
) -> Question:
    signals = matcher.signals(source)
    numbers = sorted({number for name in GRID for number in signals.get(name, ())})
    table = tuple(
        tuple(signals.get(name, {}).get(number, 0.0) for name in GRID) for number in numbers
    )
    return Question(tuple(targets[n].iri for n in numbers), table, links)


def measured(question: Question, weights: Weights) -> Measured:
    """Give hit at 1, recall at 5 and 10 and the reciprocal rank for one source."""
    scored = [
        (-round(sum(map(float.__mul__, row, weights)), 6), iri)
        for row, iri in zip(question.table, question.iris, strict=True)
    ]
    return of_one([iri for _, iri in sorted(scored)], set(question.targets))


def tune(asked: Sequence[Question], grid: Iterable[Weights]) -> Tuned:
    """Try all weights; the best have the largest sum of the four measures, then weigh the least."""
    found = {weights: [measured(each, weights) for each in asked] for weights in grid}
    sums = {weights: sum(map(sum, rows)) for weights, rows in found.items()}

    def best(without: int | None = None) -> Weights:
        def key(weights: Weights) -> tuple[float, float, Weights]:
            own = sum(found[weights][without]) if without is not None else 0.0
            return -round(sums[weights] - own, 9), sum(weights), weights

        return min(found, key=key)

    chosen = best()
    return Tuned(
        dict(zip(GRID, chosen, strict=True)),
        mean(found[chosen]),
        mean([found[best(number)][number] for number in range(len(asked))]),
    )


def mean(rows: Sequence[Measured]) -> Measured:
    """Give the mean of each measure."""
    one, five, ten, rank = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return one, five, ten, rank


def grid(**fixed: Sequence[float]) -> Iterator[Weights]:
    """Give all weights of the grid; `fixed` replaces what is tried for a signal."""
    return product(*(fixed.get(name, tried) for name, tried in GRID.items()))


def tuned(
    gold_file: Path, files: Sequence[Path], folder: Path | None = None
) -> tuple[int, dict[str, Tuned]]:
    """Tune without and with the links of the other sources, and with a model where one is named.

    Gives how many sources there are, and what was found under the name of each.
    """
    store = open_store(list(files))
    gold = read_gold(gold_file, concepts(store, "gdad/skill/*"), concepts(store, "sfia-9"))
    alone, linked = (questions(gold, store, linked=each) for each in (False, True))
    words = tune(alone, grid(**{name: (0.0,) for name in GRID if name != "words"}))
    first = tune(alone, grid())
    held = {name: (weight,) for name, weight in first.weights.items()}
    second = tune(linked, grid(**{**held, "links": LINKS}))
    found = {WORDS: words, "all signals": first, LINKED: second}
    if folder:
        asked = questions(gold, store, folder=folder)
        found["with the model"] = tune(asked, grid(**{**held, "meaning": MEANING}))
    return len(alone), found


def told(title: str, of: Tuned) -> list[str]:
    """Give what was found in lines."""
    weights = ", ".join(f"{name} {weight:g}" for name, weight in of.weights.items())
    names = ("hit@1", "recall@5", "recall@10", "MRR")
    lines = [f"{title}: {weights}"]
    for what, figures in (("on all", of.measured), ("leave one out", of.left_out)):
        row = ", ".join(f"{name} {figure:.3f}" for name, figure in zip(names, figures, strict=True))
        lines.append(f"  {what}: {row}")
    return lines


def main(gold_file: str, *files: str) -> None:
    """Say the weights, and whether the code states them; a folder among the files is a model."""
    paths = list(map(Path, files))
    folder = next((each for each in paths if each.is_dir()), None)
    asked, found = tuned(Path(gold_file), [each for each in paths if each != folder], folder)
    lines = [f"{asked} capabilities"]
    for title, each in found.items():
        lines += told(title, each)
    stated = "states these" if _same(found[LINKED].weights) else f"states others: {WEIGHTS}"
    lines.append(f"sfia_graph/matching/signals.py {stated}")
    sys.stdout.write("\n".join(lines) + "\n")


def _same(weights: dict[str, float]) -> bool:
    return {name: weight for name, weight in weights.items() if weight} == WEIGHTS


if __name__ == "__main__":
    main(*sys.argv[1:])

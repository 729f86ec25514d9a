"""Send the same hostile shapes to our server and to others, and write benchmarks/TRUST.md.

python -m benchmarks.trust_report
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.crowds import CROWDS, PATIENCE, SECONDS, Isolated, isolated
from benchmarks.peers import LIMIT, WORKERS, Peer, Preparing, Running
from benchmarks.serving_report import write_data
from benchmarks.shapes import SHAPES
from benchmarks.trust import GRACE, LONGEST, Shaped, shaped
from scripts.servers import has_virtuoso

PAGE = Path(__file__).with_name("TRUST.md")
_ALL: tuple[Preparing, ...] = (peers.ours, peers.oxigraph, peers.rdflib_endpoint, peers.virtuoso)

Measured = dict[str, tuple[Shaped, list[Isolated]]]


def measured() -> Measured:
    """Measure each server that is installed, by its name."""
    found: Measured = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_data(folder / "all.nt")
        for prepare in _ALL:
            if prepare is peers.virtuoso and not has_virtuoso():
                continue
            peer = prepare(folder)
            found[peer.name] = _one(peer, folder / "log")
    return found


def _one(peer: Peer, log: Path) -> tuple[Shaped, list[Isolated]]:
    with Running(peer, log) as running:
        beside = [isolated(running, attackers) for attackers in CROWDS]
        return shaped(running), beside


def report(found: Measured) -> str:
    """Give the whole page as Markdown."""
    return "\n".join([*_head(), *_shapes(found), *_crowds(found), *_names(found)])


def _head() -> list[str]:
    return [
        "# Trust",
        "",
        "Written by `make bench` (`python -m benchmarks.trust_report`); one run on one machine,",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}.",
        "",
        f"{len(SHAPES)} hostile shapes (`benchmarks/shapes.py`) go to each server alone, one after",
        f"another, with the shipped data. A server that offers a limit of time has {LIMIT} second.",
        f"A shape has ended in time where an answer or a refusal is there within {LIMIT + GRACE:g}",
        f"seconds; after {LONGEST:g} seconds nobody waits any more, and the server is started",
        "anew. Truncated is a 200 whose body the server itself ended before it was whole.",
        "",
    ]


def _shapes(found: Measured) -> list[str]:
    return [
        "| server | ended in time | 200 with a truncated body | server ended | largest, MB |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {name} | {len(SHAPES) - len(each.late)} of {len(SHAPES)} | {len(each.truncated)} "
            f"| {len(each.deaths)} | {each.largest_mb:,.0f} |"
            for name, (each, _) in found.items()
        ),
        "",
    ]


def _crowds(found: Measured) -> list[str]:
    columns = [f"{each or 'no'} attackers: asked | failed | p95, ms" for each in CROWDS]
    return [
        "## Beside attackers",
        "",
        f"Two healthy clients ask stored queries in turn for {SECONDS} seconds, while attackers,",
        "each with an address of its own, have two shapes under way all the time that do not end.",
        f"Our server has {WORKERS} workers. Failed is what came to no whole answer in {PATIENCE:g}",
        f"seconds, and counts as {PATIENCE:g} seconds.",
        "",
        f"| server | {' | '.join(columns)} |",
        f"|---|{'--:|' * 3 * len(CROWDS)}",
        *(
            f"| {name} | {' | '.join(map(_figures, beside))} |"
            for name, (_, beside) in found.items()
        ),
        "",
    ]


def _figures(each: Isolated) -> str:
    return f"{each.asked} | {each.failed} | {each.p95:,.0f}"


def _names(found: Measured) -> Iterator[str]:
    yield "## Which shapes"
    yield ""
    for name, (each, _) in found.items():
        said = [
            (f"late: {', '.join(each.late)}" if each.late else "none is late"),
            *([f"truncated: {', '.join(each.truncated)}"] if each.truncated else []),
            *([f"ended the server: {', '.join(each.deaths)}"] if each.deaths else []),
        ]
        yield f"- {name}: {'; '.join(said)}."
    yield ""


def main() -> None:
    """Measure, and write the page."""
    PAGE.write_text(report(measured()), encoding="utf-8")


if __name__ == "__main__":
    main()

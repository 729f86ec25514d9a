"""Kill import, load, publish and serve, and what others offer; writes benchmarks/CRASH.md.

python -m benchmarks.crash_report [POINTS]    how often each is killed, 50 times by default
"""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.crash_graphs import write_versions
from benchmarks.crash_peers import Reloading, Serialising
from benchmarks.crash_serving import crash_server
from benchmarks.crash_subjects import Importing, Loading, Publishing
from benchmarks.crashes import Subject, Tally, crash

PAGE = Path(__file__).with_name("CRASH.md")
POINTS = 50
SEED = 1


def tallies(points: int) -> Iterator[tuple[str, Tally]]:
    """Kill each in turn; give its name and what came of it."""
    makes: tuple[Callable[[Path, Path], Subject], ...] = (
        lambda own, data: Importing(own),
        lambda own, data: Loading(own),
        lambda own, data: Publishing(own, write_versions(data)),
        lambda own, data: Serialising(own),
        lambda own, data: Reloading(own),
    )
    for make in makes:
        with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as data:
            subject = make(Path(own), Path(data))
            yield subject.name, crash(subject, points, SEED)
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own)
        yield "serve", crash_server(folder, write_versions(folder), points, SEED)


def report(points: int, found: Iterable[tuple[str, Tally]]) -> str:
    """Give the page, and say each line as it comes."""
    lines = [
        "# Killed at any moment",
        "",
        f"Written by `make crash`: each command ended by SIGKILL {points} times, at moments drawn",
        "with a fixed seed, two of five of them from when it begins to put its result in place,",
        "one of five at the line that says it is done; a quarter of the kills spare its children.",
        "Then what stands there is read by other means, and the command runs again to its end.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()};",
        f"pyoxigraph {version('pyoxigraph')}, oxigraph {version('oxigraph')},",
        f"rdflib {version('rdflib')}.",
        "",
        "| what | old | new | neither, a lie or a leftover | usual, s | restart, s more |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    told = []
    for name, tally in found:
        counts = f"{tally.old} | {tally.new} | {len(tally.faults)}"
        lines.append(f"| {name} | {counts} | {tally.usual:.2f} | {tally.overhead:+.2f} |")
        told += [f"- {name}: {each}" for each in tally.faults[:3]]
        sys.stdout.write(f"{lines[-1]}\n")
        sys.stdout.flush()
    if told:
        lines += ["", "What was found instead, three at most of each:", "", *told]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    often = int(sys.argv[1]) if sys.argv[1:] else POINTS
    PAGE.write_text(report(often, tallies(often)), encoding="utf-8")

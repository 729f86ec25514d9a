"""Load the server for an hour and write benchmarks/SOAK.md: memory, descriptors, failures.

python -m benchmarks.soak_report [--seconds 3600] [--attackers 2]
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import linear_regression, median, quantiles

from benchmarks import serving, soak
from benchmarks.bombs import attacked
from benchmarks.soak import Heard, Sample

PORT = 8413
PAGE = Path(__file__).with_name("SOAK.md")
WORKERS = 4
DEADLINE = 10
RELOAD = 60.0
"""Seconds between two reloads."""
RENEW = 5
"""Each how many reloads the data are loaded anew first."""
PARTS = 6
PEERS = ("pyoxigraph", "uvicorn", "starlette")


def measure(seconds: float, attackers: int) -> str:
    """Load a server of its own for so long, and give the page as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        soak.load(store)
        paths = soak.kinds(soak.skill_codes(store))
        options = ["--store", str(store), "--deadline", str(DEADLINE), "--workers", str(WORKERS)]
        with (
            serving.ours(PORT, Path(name), *options) as process,
            attacked(PORT, attackers) as bombs,
            soak.clients(PORT, paths) as heard,
        ):
            samples = list(soak.watched(process, store, seconds, RELOAD, RENEW))
    return "\n".join(
        [*_head(seconds, attackers), *_held(samples), *_heard(heard, seconds), *_bombs(bombs)]
    )


def _head(seconds: float, attackers: int) -> list[str]:
    versions = ", ".join(f"{each} {version(each)}" for each in PEERS)
    return [
        "# An hour of everything",
        "",
        "Written by `make bench-soak`; one run on one machine, server and clients on the same",
        "cores.",
        "",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()};",
        f"{versions}.",
        "",
        f"{seconds / 60:,.0f} minutes, {WORKERS} workers, a deadline of {DEADLINE} s, a store on",
        f"disk. {attackers} attackers send bombs without pause; five clients ask, with",
        f"{soak.PAUSE * 1000:.0f} ms between two requests; it reloads every {RELOAD:.0f} s,",
        f"each {RENEW}th time after the data were loaded anew.",
        "",
    ]


def _held(samples: Sequence[Sample]) -> list[str]:
    lines = [
        "## What the server holds",
        "",
        "Medians and the most of each part of the run.",
        "",
        "| minutes | all processes, MB | most | the server alone, MB | most | its descriptors "
        "| most | threads | processes |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for part in _parts(samples):
        whole, own = [each.whole_mb for each in part], [each.own_mb for each in part]
        descriptors = [each.descriptors for each in part]
        lines.append(
            f"| {part[0].at / 60:.0f} to {part[-1].at / 60:.0f} | {median(whole):.0f} | "
            f"{max(whole):.0f} | {median(own):.0f} | {max(own):.0f} | {median(descriptors):.0f} | "
            f"{max(descriptors)} | {median(each.threads for each in part):.0f} | "
            f"{median(each.processes for each in part):.0f} |"
        )
    settled = [each for each in samples if each.at > samples[-1].at / PARTS]
    at = [each.at / 3600 for each in settled]
    memory = linear_regression(at, [each.own_mb for each in settled]).slope
    files = linear_regression(at, [each.descriptors for each in settled]).slope
    return [
        *lines,
        "",
        f"After the first part the server's own memory grows by {memory:+.1f} MB an hour and its "
        f"descriptors by {files:+.1f},",
        "by the straight line that fits best.",
        "",
    ]


def _parts(samples: Sequence[Sample]) -> Iterator[Sequence[Sample]]:
    size = max(1, -(-len(samples) // PARTS))
    return (samples[start : start + size] for start in range(0, len(samples), size))


def _heard(heard: Mapping[str, Heard], seconds: float) -> list[str]:
    lines = [
        "## What clients heard",
        "",
        "| client | answers | failed | p50, ms | p95, ms | p99, ms | p95 of the last part, ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, each in heard.items():
        took = [1000 * one for _, one in each.answers]
        late = [1000 * one for at, one in each.answers if at > seconds * (PARTS - 1) / PARTS]
        failed = ", ".join(
            f"{count} of {status}" for status, count in sorted(each.failures.items())
        )
        lines.append(
            f"| {kind} | {len(took):,} | {failed or 0} | {median(took):.1f} | "
            f"{_share(took, 95):.1f} | {_share(took, 99):.1f} | {_share(late, 95):.1f} |"
        )
    return [*lines, ""]


def _share(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1]


def _bombs(heard: Mapping[int, int]) -> list[str]:
    statuses = ", ".join(f"{status} {count:,} times" for status, count in sorted(heard.items()))
    return [f"The attackers heard {statuses}.", ""]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--attackers", type=int, default=2)
    given = parser.parse_args()
    PAGE.write_text(measure(given.seconds, given.attackers), encoding="utf-8")


if __name__ == "__main__":
    main()

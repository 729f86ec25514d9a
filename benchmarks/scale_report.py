"""Measure at scale and write what was found into benchmarks/SCALE.md.

python -m benchmarks.scale_report [questions] [loading] [profiles] [--least NUMBER] [--most NUMBER]
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from itertools import pairwise
from math import log2
from pathlib import Path

from benchmarks import bench_load, bench_profiles, bench_scale
from benchmarks.bench_load import Loaded
from benchmarks.bench_profiles import Covered, Ran
from benchmarks.bench_scale import QUESTIONS, Timed
from benchmarks.scale_engines import ENGINES
from scripts.sections import with_section

PAGE = Path(__file__).with_name("SCALE.md")


def questions(found: Sequence[Timed]) -> str:
    """Give the section on the two heavy questions."""
    times = {(each.question, each.engine, each.people): each.seconds for each in found}
    sizes = {each.people: each for each in found}
    lines = [
        "",
        "## Two heavy questions",
        "",
        f"Medians of {bench_scale.ROUNDS} warm runs in milliseconds, every engine on disk; each",
        "answer is the same as DuckDB’s. In brackets: how many times as long as DuckDB on a table.",
        *_versions("pyoxigraph", "duckdb"),
    ]
    for question in QUESTIONS:
        lines += ["", f"### {question.capitalize()}", "", *_head("people", "statements", *ENGINES)]
        for people, size in sizes.items():
            cells = [f"{people:,}", f"{size.statements:,}"]
            base = times[question, "DuckDB", people]
            for engine in ENGINES:
                seconds = times[question, engine, people]
                cells.append(f"{seconds * 1000:,.1f} ({seconds / base:.1f})")
            lines.append(_row(cells))
    lines += ["", "### What a doubling of the people costs", ""]
    lines += _head("question", "from", "to", *ENGINES)
    for question in QUESTIONS:
        for few, many in pairwise(sizes):
            growths = (
                (times[question, engine, many] / times[question, engine, few])
                ** (1 / log2(many / few))
                for engine in ENGINES
            )
            lines.append(_row([question, f"{few:,}", f"{many:,}", *(f"{g:.2f}" for g in growths)]))
    return "\n".join([*lines, "", ""])


def loading(found: Sequence[Loaded]) -> str:
    """Give the section on loading."""
    lines = [
        "",
        "## Loading to disk",
        "",
        f"N-Quads to a fresh folder, whole process, the median of {bench_load.ROUNDS} runs in",
        "turn; of the memory of the process and its children the highest of all runs.",
        *_versions("pyoxigraph", "oxigraph"),
        "",
        *_head(
            "statements", "program", "s", "a second", "times oxigraph", "peak, MB", "folder, MB"
        ),
    ]
    for each in found:
        base = next(
            other.seconds
            for other in found
            if other.program == "oxigraph load" and other.statements == each.statements
        )
        lines.append(
            _row(
                [
                    f"{each.statements:,}",
                    f"`{each.program}`",
                    f"{each.seconds:.1f}",
                    f"{each.statements / each.seconds:,.0f}",
                    f"{each.seconds / base:.2f}",
                    f"{each.peak_mb:,.0f}",
                    f"{each.folder_mb:,.0f}",
                ]
            )
        )
    return "\n".join([*lines, "", ""])


def profiles(found: Sequence[Ran], teams: Sequence[Covered]) -> str:
    """Give the section on commands about roles and people."""
    runs = {(each.command, each.people): each for each in found}
    sizes = {each.people: each for each in found}
    lines = [
        "",
        "## Roles and people",
        "",
        f"Whole processes on a store on disk, medians of {bench_profiles.ROUNDS} runs in seconds,",
        "of `forget` one run; in brackets the peak memory in MB. `migrate` reads a table of claims",
        "and writes another.",
        *_versions("pyoxigraph", "highspy"),
        "",
        *_head("people", "statements", *bench_profiles.COMMANDS),
    ]
    for people, size in sizes.items():
        cells = [f"{people:,}", f"{size.statements:,}"]
        for command in bench_profiles.COMMANDS:
            run = runs[command, people]
            cells.append(f"{run.seconds:.2f} ({run.peak_mb:,.0f})")
        lines.append(_row(cells))
    lines += ["", "### What a doubling of the people costs", ""]
    lines += _head("from", "to", *bench_profiles.COMMANDS)
    for few, many in pairwise(sizes):
        growths = (
            (runs[command, many].seconds / runs[command, few].seconds) ** (1 / log2(many / few))
            for command in bench_profiles.COMMANDS
        )
        lines.append(_row([f"{few:,}", f"{many:,}", *(f"{g:.2f}" for g in growths)]))
    lines += [
        "",
        "### The smallest team, with its proof",
        "",
        f"Medians of {bench_profiles.ROUNDS} runs of the solver, on one thread, without reading.",
        "",
        *_head("people", "roles", "core requirements", "team", "no team below", "s"),
    ]
    for team in teams:
        numbers = (team.people, team.roles, team.needs, team.team, team.bound)
        lines.append(_row([*(f"{each:,}" for each in numbers), f"{team.seconds:.2f}"]))
    return "\n".join([*lines, "", ""])


def _versions(*packages: str) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    cores = f"{os.cpu_count()} cores"
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return [f"{machine}, {cores}; {versions}."]


def _head(*names: str) -> list[str]:
    words = {"question", "program"}
    return [_row(names), "|" + "|".join("---" if each in words else "--:" for each in names) + "|"]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


SECTIONS: dict[str, Callable[[range], str]] = {
    "questions": lambda size: questions(bench_scale.measure(_within(size, bench_scale.SIZES))),
    "loading": lambda size: loading(bench_load.measure(_within(size, bench_load.SIZES))),
    "profiles": lambda size: profiles(
        bench_profiles.measure(_within(size, bench_profiles.SIZES)), bench_profiles.teams()
    ),
}


def _within(size: range, sizes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each for each in sizes if each in size)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is named, or everything, and write each section as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale_report")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=" or ".join(SECTIONS))
    parser.add_argument(
        "--most", type=int, default=10_000_000, help="leave out more people or statements than this"
    )
    parser.add_argument("--least", type=int, default=1, help="leave out fewer than this")
    given = parser.parse_args(arguments)
    size = range(given.least, given.most + 1)
    for name in given.sections or SECTIONS:
        text = SECTIONS[name](size)
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_section(page, name, text), encoding="utf-8")


if __name__ == "__main__":
    main()

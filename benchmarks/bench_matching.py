"""Matching: how good on the development gold, how fast and how large on all of ESCO's skills."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.graphs import WORKBOOK
from benchmarks.tune_matching import LINKED, WORDS, tuned
from sfia_graph.matching import concepts
from sfia_graph.matching.free_text import TextMatcher
from sfia_graph.store import open_store

DATA = WORKBOOK.parent.parent
GOLD = DATA / "gold" / "gdad_sfia9_mapping_decisions.json"
SOURCES = {
    "sfia-9": (WORKBOOK, "--language", "en-GB"),
    "sfia-8": (WORKBOOK.with_name("sfia-8_en_220221.xlsx"), "--language", "en-GB"),
    "gdad": (DATA / "frameworks" / "gdad" / "gdad_capability_framework_2026-06-05.csv",),
    "esco": (DATA / "frameworks" / "esco" / "digitalSkillsCollection_en.csv",),
}
SHIPPED = ("data/sfia-9.ttl", "data/gloss-en.ttl")
CASES: dict[str, tuple[str, tuple[str, ...], Path | None, tuple[str, ...]]] = {
    "GDaD to SFIA 9": ("gdad/skill/*", ("gdad", "sfia-9"), GOLD, ()),
    "GDaD to SFIA 9, names and glosses only": ("gdad/skill/*", ("gdad", *SHIPPED), GOLD, ()),
    "SFIA 8 to SFIA 9, names hidden": (
        "sfia-8",
        ("sfia-8", "sfia-9"),
        None,
        ("--hide-names",),
    ),
}
MODEL = os.environ.get("MATCHING_MODEL")
"""The folder of a sentence-embedding model, where one is to be measured too."""

if MODEL:
    stores = ("gdad", "sfia-9")
    CASES[f"GDaD to SFIA 9, with {Path(MODEL).name}"] = (
        *("gdad/skill/*", stores, GOLD),
        ("--model", MODEL),
    )
PROGRAM = str(Path(sys.executable).with_name("sfia-graph"))
LAUNCHER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f" {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""
SKILL = b"http://data.europa.eu/esco/skill/"

pytestmark = pytest.mark.skipif(
    not WORKBOOK.is_file(), reason="needs ../shared/data: SFIA 9 and other frameworks"
)


@cache
def folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sfia-graph-bench-")


@cache
def framework(name: str) -> str:
    if name.startswith("data/"):
        return name
    source, *options = SOURCES[name]
    out = Path(folder().name) / f"{name}.ttl"
    call = [PROGRAM, "import", str(source), *options, "-o", str(out)]
    subprocess.run(call, check=True, capture_output=True)
    return str(out)


@cache
def same_codes() -> Path:
    """Write a gold standard of the skills that both editions have, by their codes."""
    sides = [concepts(open_store([framework(each)]), each) for each in ("sfia-8", "sfia-9")]
    eight, nine = ({each.notation for each in side} for side in sides)
    out = Path(folder().name) / "gold.csv"
    out.write_text("from,to\n" + "".join(f"{code},{code}\n" for code in sorted(eight & nine)))
    return out


@cache
def multiplied(copies: int) -> str:
    """Write ESCO's digital skills several times over, each time with other addresses."""
    import pyoxigraph as ox

    found = framework("esco")
    text = ox.serialize(
        ox.parse(path=found, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES
    )
    assert text is not None
    out = Path(folder().name) / f"esco-{copies}.nt"
    with out.open("wb") as file:
        for number in range(copies):
            file.write(text.replace(SKILL, SKILL + f"{number}-".encode()))
    return str(out)


def work_of(call: list[str]) -> tuple[float, float]:
    """Give the processor time of a command in seconds, and its peak memory in MB."""
    launched = [sys.executable, "-c", LAUNCHER, *call]
    said = subprocess.run(launched, check=True, capture_output=True, text=True).stderr
    worked, peak = said.split()[-2:]
    return float(worked), int(peak) / 1024


@pytest.mark.parametrize("copies", [1, 4, 11])
@pytest.mark.parametrize("towards", ["to SFIA 9", "from SFIA 9"])
def bench_suggest(benchmark: Any, towards: str, copies: int) -> None:
    skills = "http://data.europa.eu/esco/skill/*"
    ends = (skills, "sfia-9") if towards == "to SFIA 9" else ("sfia-9", skills)
    out = str(Path(folder().name) / "out.tsv")
    call = [PROGRAM, "link", "suggest", "--from", ends[0], "--to", ends[1], "-o", out]
    call += ["--store", framework("sfia-9"), "--store", multiplied(copies)]
    benchmark.group = "suggest"
    benchmark.extra_info["skills"] = len(concepts(open_store([multiplied(copies)]), skills))
    worked, peak = benchmark.pedantic(lambda: work_of(call), rounds=1)
    benchmark.extra_info.update(worked=worked, peak_mb=peak)


@pytest.mark.parametrize("case", CASES)
def bench_evaluate(benchmark: Any, case: str) -> None:
    source, stores, gold, options = CASES[case]
    call = [PROGRAM, "link", "evaluate", "--from", source, "--to", "sfia-9"]
    call += ["--gold", str(gold or same_codes()), *options, "--format", "csv"]
    for each in stores:
        call += ["--store", framework(each)]
    benchmark.group = "evaluate"
    said = benchmark.pedantic(
        lambda: subprocess.run(call, check=True, capture_output=True, text=True).stdout, rounds=1
    )
    benchmark.extra_info["row"] = next(csv.DictReader(io.StringIO(said)))


def bench_tune(benchmark: Any) -> None:
    files = [Path(framework(name)) for name in ("gdad", "sfia-9")]
    benchmark.group = "tune"
    asked, found = benchmark.pedantic(lambda: tuned(GOLD, files), rounds=1)
    benchmark.extra_info["asked"] = asked
    benchmark.extra_info["weights"] = found[LINKED].weights
    benchmark.extra_info["rows"] = {
        f"{what}, {how}": figures
        for what, each in found.items()
        for how, figures in (("on all", each.measured), ("leave one out", each.left_out))
        if how == "on all" or what != WORDS
    }


def bench_levels(benchmark: Any) -> None:
    """Match the text of each skill at a level of SFIA 8 as if it were anybody's text."""
    nine = concepts(open_store([framework("sfia-9")]), "sfia-9")
    eight = concepts(open_store([framework("sfia-8")]), "sfia-8")
    asked = [
        (each.notation, at.number, text)
        for each in eight
        for at in each.at_levels
        for text in at.texts.get("en", ())
    ]
    matcher = TextMatcher(nine)
    benchmark.group = "levels"
    found = benchmark.pedantic(lambda: [matcher.match(each[2], 1) for each in asked], rounds=1)
    skills = levels = 0
    for (code, number, _), best in zip(asked, found, strict=True):
        right = bool(best) and best[0].candidate.target.notation == code
        skills += right
        levels += right and best[0].level is not None and best[0].level.number == number
    benchmark.extra_info.update(texts=len(asked), skills=skills, levels=levels)

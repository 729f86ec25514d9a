"""Turning the official workbook into Turtle, and reading its cells by two readers."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from benchmarks.graphs import WORKBOOK
from sfia_graph.sources import workbook

pytestmark = pytest.mark.skipif(
    not WORKBOOK.is_file(), reason="needs ../shared/data: the official sheet of SFIA 9"
)


def bench_import(benchmark: Any, tmp_path: Path) -> None:
    command = str(Path(sys.executable).with_name("sfia-graph"))
    out = tmp_path / "out.ttl"
    call = [command, "import", str(WORKBOOK), "--language", "en-GB", "-o", str(out)]
    benchmark.group = "import"
    benchmark.pedantic(
        lambda: subprocess.run(call, check=True, capture_output=True), rounds=5, warmup_rounds=1
    )


def bench_calamine(benchmark: Any) -> None:
    benchmark.group = "reader"
    benchmark.pedantic(lambda: workbook.read(WORKBOOK), rounds=7, warmup_rounds=1)


def bench_openpyxl(benchmark: Any) -> None:
    import openpyxl

    def read() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(WORKBOOK, read_only=True)
        for sheet in book:
            for _ in sheet.iter_rows(values_only=True):
                pass

    benchmark.group = "reader"
    benchmark.pedantic(read, rounds=7, warmup_rounds=1)

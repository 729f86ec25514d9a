"""Fuzz the readers: `python -m tests.fuzz.run --seconds 600 [--target sheets]`.

Each target is tried by itself, one after another. Needs the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CRASHES = HERE / "crashes"
NAMES = ("pages", "sheets", "queries", "binding", "accept", "sssom")
_PULSE = re.compile(r"#(\d+)\s.*?cov: (\d+) .*?corp: (\d+)/(\S+)")


@dataclass(slots=True)
class Tried:
    """What came of one target; `edges` are those of this package's code that were reached."""

    name: str
    seconds: float = 0.0
    runs: int = 0
    edges: int = 0
    corpus: str = ""
    crashes: tuple[str, ...] = ()

    def __str__(self) -> str:
        tried = f"{self.name:8} {self.seconds:5.0f} s  {self.runs:9,} runs  {self.edges:6,} edges"
        crashes = ", ".join(self.crashes) or "none"
        return f"{tried}  corpus {self.corpus or '-':>14}  crashes: {crashes}"


def fuzz(name: str, seconds: float, corpus: Path) -> Tried:
    """Try one target for so long; a process that ends before its time is followed by another."""
    tried, before = Tried(name), _kept(name)
    end = time.monotonic() + seconds
    (CRASHES / name).mkdir(parents=True, exist_ok=True)
    while (left := end - time.monotonic()) >= 1:
        _round(tried, left, corpus)
    tried.crashes = tuple(sorted(_kept(name) - before))
    return tried


def _round(tried: Tried, seconds: float, corpus: Path) -> None:
    words = [sys.executable, "-m", "fuzz.trying", tried.name, str(CRASHES / tried.name)]
    words += [str(corpus / tried.name), str(max(1, round(seconds)))]
    runs, began = 0, time.monotonic()
    with subprocess.Popen(
        words, cwd=HERE.parent, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        assert process.stderr
        for line in process.stderr:
            pulse = _PULSE.match(line)
            if pulse:
                runs, tried.edges = int(pulse[1]), int(pulse[2])
                tried.corpus = f"{pulse[3]}/{pulse[4]}"
            elif not line.startswith(("stat::", "INFO:", "Dictionary:")):
                sys.stderr.write(line)
    if not runs:
        raise SystemExit(f"{tried.name}: nothing was tried; is the extra 'fuzz' installed?")
    tried.runs += runs
    tried.seconds += time.monotonic() - began


def _kept(name: str) -> set[str]:
    folder = CRASHES / name
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def main() -> int:
    """Fuzz the targets that were named, say what came of them; 1 where a crash was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for each target")
    parser.add_argument("--target", choices=NAMES, action="append", help="one, instead of all")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = (given.corpus or Path(folder)).resolve()
        crashes = 0
        for name in given.target or NAMES:
            tried = fuzz(name, given.seconds, corpus)
            crashes += len(tried.crashes)
            sys.stdout.write(f"{tried}\n")
            sys.stdout.flush()
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())

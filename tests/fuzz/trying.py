"""One target tried by what it covers, in a process of its own; atheris ends it when time is up."""

from __future__ import annotations

import hashlib
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import atheris

SECONDS = 2.0
"""The most seconds of processor time that one input may take."""

MEGABYTES = 512
"""The most memory that one input may add to what the process holds."""


@dataclass(slots=True)
class Trial:
    """What a target is asked and where its crashes are kept, one file for each kind of them."""

    name: str
    crashes: Path
    known: dict[str, int] = field(default_factory=dict)
    run: Callable[[bytes], str] = str

    def start(self, corpus: Path, seconds: int) -> None:
        """Fuzz, beginning with the seeds and with what earlier runs have found."""
        with atheris.instrument_imports(include=["sfia_graph"]):
            from fuzz.target import target

            found = target(self.name)
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in found.seeds:
            (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
        words = corpus.parent / f"{self.name}.words"
        words.write_text("".join(map(_word, found.words)))
        options = [
            f"-max_total_time={seconds}",
            f"-dict={words}",
            "-max_len=65536",
            "-timeout=300",
            "-report_slow_units=300",
        ]
        options += [
            f"-artifact_prefix={self.crashes}/",
            "-rss_limit_mb=1536",
            "-print_final_stats=1",
        ]
        self.run = found.run
        atheris.Setup([sys.argv[0], *options, str(corpus)], self._try)
        atheris.Fuzz()

    def _try(self, data: bytes) -> None:
        """Try one input; a crash is kept and the run goes on, since the next may be another."""
        began, held = time.process_time(), _peak()
        try:
            self.run(data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of Rust's is no Exception
            self._keep(data, _kind(error), "".join(traceback.format_exception(error)))
        taken, grown = time.process_time() - began, _peak() - held
        if taken > SECONDS:
            self._keep(data, "slow", f"{taken:.1f} s")
        if grown > MEGABYTES * 1024:
            self._keep(data, "large", f"{grown // 1024} MB")

    def _keep(self, data: bytes, kind: str, said: str) -> None:
        """Keep the shortest input of a kind of crash; say the first."""
        shortest = self.known.get(kind)
        if shortest is not None and len(data) >= shortest:
            return
        if shortest is None:
            sys.stderr.write(f"CRASH {self.name} {kind}\n{said[-2000:]}\n")
        self.known[kind] = len(data)
        (self.crashes / kind).write_bytes(data)


def _kind(error: BaseException) -> str:
    """Give a crash a name: what was raised, and where in code of ours."""
    where = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "/sfia_graph/" in frame.filename or "/fuzz/" in frame.filename
    ]
    ours = [frame for frame in where if frame.name not in {"hold", "_try", "read_or_refused"}]
    last = ours[-1] if ours else where[-1]
    kind = f"{type(error).__name__}-{Path(last.filename).stem}-{last.name}-{last.lineno}"
    return re.sub(r"[^\w.-]", "", kind)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _word(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02X}" for byte in word) + '"\n'


if __name__ == "__main__":
    name, crashes, corpus, seconds = sys.argv[1:5]
    Trial(name, Path(crashes)).start(Path(corpus), int(seconds))

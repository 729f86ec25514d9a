"""Commands that are killed at any moment (SIGKILL), and what stands there afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Protocol

from benchmarks.crash_moments import Moment, moments

MARK = "CRASH_TRIAL"
"""The variable by which a process is known as one of a trial, whatever its parent."""
_LONGEST = 120.0
_FEW = 5
"""Up to so many kills, two runs say how long one usually takes, else three."""
_LOOK = 0.0002
"""How many seconds lie between two looks at a command that is about to end."""


class Subject(Protocol):
    """A command that puts one of two versions, 0 and 1, in the place of the other.

    `said` is how the line begins that says it is done. `tail` is the part of its time, about, from
    when it is ending until its result is in place.
    """

    name: str
    said: str
    tail: float

    def words(self, version: int) -> Sequence[str]:
        """Give the command that puts a version there."""

    def is_ending(self) -> bool:
        """Whether it is about to put what it made in the place of what there was."""

    def version(self) -> int | None:
        """Look what stands there, by other means than ours; None for what is no whole version."""

    def learn(self, version: int) -> None:
        """Take what stands there for this version, whole."""

    def left(self) -> list[str]:
        """Give the names of what lies around that no finished command leaves."""

    def reading(self) -> AbstractContextManager[Callable[[], bool]]:
        """Open what stands there; give what says whether it still reads as it did."""


@dataclass(slots=True)
class Tally:
    """What kills ended in: how often the old version stood there, and the new one; seconds.

    `faults` says of all else what was found, with the moment.
    """

    usual: float = 0.0
    old: int = 0
    new: int = 0
    restarts: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def overhead(self) -> float:
        """How many seconds longer than usual a restart took, in the median."""
        return median(self.restarts) - self.usual if self.restarts else 0.0


def crash(
    subject: Subject, points: int, seed: int = 0, by: Sequence[signal.Signals] = (signal.SIGKILL,)
) -> Tally:
    """End a command so many times, look, and run it again each time to its end.

    A signal that can be heard must leave nothing behind at once, SIGKILL nothing behind the next
    run.
    """
    with tempfile.TemporaryDirectory() as scratch:
        run = _Run(subject, Path(scratch))
        usual = []
        for version in (0, 1, 0) if points > _FEW else (0, 1):
            usual.append(run.to_the_end(version))
            subject.learn(version)
        tally, now = Tally(usual=median(usual)), version
        for moment in moments(points, tally.usual, tally.usual * subject.tail, seed, by):
            try:
                now = _kill_once(run, now, moment, tally)
            except AssertionError as fault:
                tally.faults.append(f"{moment}: {fault}")
                run.to_the_end(now)
        return tally


def _kill_once(run: _Run, old: int, moment: Moment, tally: Tally) -> int:
    """Kill the command that puts the other version there, and run it again; give what is there."""
    subject, new = run.subject, 1 - old
    is_heard = moment.by != signal.SIGKILL
    with nullcontext(lambda: True) if is_heard else subject.reading() as reads_on:
        said = run.killed(new, moment)
        found = subject.version()
        assert found is not None, "neither the old nor the new"
        assert found == new or not said, "said to be done, and is not there"
        assert reads_on(), "who read the old one does not any more"
    if is_heard:
        run.refuse_leftovers("left at once")
    if found == old:
        tally.old += 1
    else:
        tally.new += 1
    tally.restarts.append(run.to_the_end(new))
    assert subject.version() == new, "the next run did not put it there"
    run.refuse_leftovers("left after the next run")
    return new


@dataclass(frozen=True, slots=True)
class _Run:
    subject: Subject
    scratch: Path

    def to_the_end(self, version: int) -> float:
        """Run it whole, and give how many seconds that took."""
        begun = time.perf_counter()
        with self._running(version, "") as (process, _):
            _, told = process.communicate(timeout=_LONGEST)
        assert process.returncode == 0, told
        return time.perf_counter() - begun

    def refuse_leftovers(self, when: str) -> None:
        """Raise `AssertionError` for what lies around."""
        left = [*self.subject.left(), *(each.name for each in self.scratch.iterdir())]
        assert not left, f"{when}: {left}"

    def killed(self, version: int, moment: Moment) -> bool:
        """Run it and end it; give whether it had said that it is done."""
        token = f"{os.getpid()}-{time.monotonic_ns()}"
        with self._running(version, token) as (process, begun):
            line = Event()
            hearing = Thread(target=self._hear, args=(process, line))
            hearing.start()
            self._wait(process, line, moment, begun)
            with suppress(ProcessLookupError):
                (os.kill if moment.alone else os.killpg)(process.pid, moment.by)
            process.wait(_LONGEST)
            hearing.join(_LONGEST)
        assert all_end(token), "a process of it lives on"
        return line.is_set()

    @contextmanager
    def _running(self, version: int, token: str) -> Iterator[tuple[subprocess.Popen[str], float]]:
        own = {"TMPDIR": str(self.scratch), "PYTHONDONTWRITEBYTECODE": "1", MARK: token}
        begun = time.perf_counter()
        with subprocess.Popen(
            self.subject.words(version),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **own},
            start_new_session=True,
        ) as process:
            yield process, begun

    def _wait(
        self, process: subprocess.Popen[str], line: Event, moment: Moment, begun: float
    ) -> None:
        if moment.after == "begin":
            time.sleep(max(begun + moment.seconds - time.perf_counter(), 0))
            return
        while process.poll() is None and not line.is_set():
            if moment.after == "ending" and self.subject.is_ending():
                break
            time.sleep(_LOOK)
        time.sleep(moment.seconds)

    def _hear(self, process: subprocess.Popen[str], line: Event) -> None:
        assert process.stderr
        for each in process.stderr:
            if self.subject.said and each.startswith(self.subject.said):
                line.set()


def all_end(token: str, within: float = 30.0) -> bool:
    """Say whether no process of a trial is left, after some seconds at the latest."""
    latest = time.monotonic() + within
    while lives := _alive(token):
        if time.monotonic() > latest:
            for each in lives:
                os.kill(each, signal.SIGKILL)
            return False
        time.sleep(0.01)
    return True


def _alive(token: str) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={token}".encode() in (each / "environ").read_bytes():
                found.append(int(each.name))
        except OSError:
            continue
    return found

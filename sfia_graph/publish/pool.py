"""Tasks made side by side, in processes that hold the graph already."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.inventory import Task
from sfia_graph.publish.making import Made, Maker
from sfia_graph.web.guard.walls import end_with

Opening = Callable[[], Maker]

_MOST_AT_ONCE = 24
"""How many tasks a process gets at a time; fewer where there are few, so that none waits long."""
_TURNS = 32
"""How often a process gets some, at least."""
_SELDOM = 50_000, 20, 100
"""How often the collector looks for rings of what is new, by generation."""
_maker: Maker | None = None


@dataclass(frozen=True, slots=True)
class Workers:
    """Processes that make tasks."""

    pool: ProcessPoolExecutor
    processes: int

    def make(
        self,
        tasks: Sequence[Task],
        aside: Sequence[Callable[[], object]],
        meanwhile: Callable[[], object],
    ) -> Iterator[Made]:
        """Make tasks, and give what each made; `aside` is done there too.

        `meanwhile` is done here, while they work. Raises what the tasks and `aside` raise.
        """
        asides = [self.pool.submit(each) for each in aside]
        # What is of no thing, such as dumps and lists, takes longest, and so comes first.
        ordered = sorted(tasks, key=lambda task: task.iri is not None)
        some = min(_MOST_AT_ONCE, 1 + len(tasks) // (self.processes * _TURNS))
        parts = [ordered[at : at + some] for at in range(0, len(tasks), some)]
        pending = {self.pool.submit(_made, part) for part in parts}
        meanwhile()
        waiting: set[Future[Any]] = {*asides, *pending}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for each in done:
                found = each.result()
                if each in pending:
                    yield from found


@contextmanager
def workers(opening: Opening, processes: int) -> Iterator[Workers]:
    """Give so many processes, which get ready at once; they end with the block.

    `opening` gives the maker, once in each; a fault within the block ends all.
    Raises `PublishError` where a process was ended by others.
    """
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (os.getpid(), opening))
    try:
        # The first one submitted starts them all, and so they get ready while nothing is to do yet.
        pool.submit(os.getpid)
        yield Workers(pool, processes)
    except BrokenProcessPool:
        problem = "a process that made pages was ended from outside, perhaps for want of memory"
        raise PublishError(f"{problem}; try again with --processes 1") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int, opening: Opening) -> None:
    global _maker
    # Ctrl-C is the business of the process that waits for this one, and nothing is without it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)
    _maker = opening()
    _maker.get_ready()
    # The graph and what is kept of it stay, and looking through them for rings takes its time.
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _made(part: Iterable[Task]) -> list[Made]:
    assert _maker is not None
    return [_maker.make(task) for task in part]

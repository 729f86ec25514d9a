"""The guard: a query goes in, and a whole answer or one plain line comes out, in time."""

from __future__ import annotations

import signal
from contextlib import AbstractContextManager
from time import monotonic
from types import TracebackType

from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.exchange import Finished, Refused
from sfia_graph.web.guard.admission import Admission
from sfia_graph.web.guard.limits import Counts, Limits, seconds
from sfia_graph.web.guard.memory import give_back_large_blocks
from sfia_graph.web.guard.patience import in_time
from sfia_graph.web.guard.pool import Pool
from sfia_graph.web.guard.question import Question, Reply
from sfia_graph.web.guard.work import too_much_memory
from sfia_graph.web.guard.worker import Worker, WorkerEndedError

_SOON = (("Retry-After", "2"),)


class Guard:
    """Answers the queries of visitors about one graph, as it stood when the store was opened.

        async with Guard(store) as guard:
            finished = await guard.answer(Question("ASK { ?s a sfia:Skill }"), "192.0.2.7")

    `counts` says what happened so far. With `unguarded` it also works where the platform cannot
    wall the workers in.
    """

    def __init__(
        self, store: EmbeddedStore, limits: Limits | None = None, *, unguarded: bool = False
    ) -> None:
        self.limits = limits or Limits()
        self.counts = Counts()
        self._admission = Admission(self.limits, self.counts)
        self._pool = Pool(store, self.limits, self.counts, unguarded)

    async def start(self) -> None:
        """Have all workers stand ready.

        Raises `GuardError` where they cannot be started or the platform leaves them rights that
        they must not have.
        """
        give_back_large_blocks()
        await self._pool.start()

    async def close(self) -> None:
        """Refuse new queries, let those under way end, and end all workers."""
        await self._admission.close()
        await self._pool.close()

    async def __aenter__(self) -> Guard:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        await self.close()

    async def answer(self, question: Question, client: str = "") -> Finished:
        """Give the answer to a question, whole; the worker of one that is cancelled is ended.

        Raises `Refused` with one plain line: 400 for what is no query, 406 for a format that there
        is not, 413 for a query or an answer that is too large, 429 for a client that asks too much
        at once, 500 for a query that takes too much memory or fails, 503 with Retry-After where
        others are before it, 504 after the deadline.
        """
        size = len(question.query.encode("utf-8"))
        if size > self.limits.query:
            self.counts.refused += 1
            problem = f"a query of {size:,} bytes; the endpoint takes {self.limits.query:,}"
            raise Refused(413, problem)
        async with self._admission.turn(client):
            reply = await self._replied(question, client)
        if reply.status != 200:
            raise Refused(reply.status, reply.body.decode("utf-8", "replace"))
        return Finished(reply.body, reply.media_type)

    def taking(self, client: str) -> AbstractContextManager[None]:
        """Hold a client's share while it takes an answer: a slow one gets no others meanwhile."""
        return self._admission.share(client)

    async def _replied(self, question: Question, client: str) -> Reply:
        worker = await in_time(self._pool.take(), self.limits.patience)
        if worker is None:
            self.counts.refused += 1
            raise Refused(503, "no worker stands ready; try again soon", _SOON)
        begun = monotonic()
        try:
            reply = await in_time(worker.ask(question), self.limits.deadline)
        except BaseException as error:
            self._kill(worker, client)
            if isinstance(error, WorkerEndedError):
                raise Refused(500, self._why(error.code)) from None
            raise
        if reply is None:
            self._kill(worker, client)
            problem = f"the query took more than {seconds(self.limits.deadline)} and was ended"
            raise Refused(504, f"{problem}; ask for less at once")
        self.counts.answered += 1
        failed = reply.status >= 500
        self._admission.note(client, self.limits.deadline if failed else monotonic() - begun)
        if failed or reply.used > self.limits.growth:
            self._pool.discard(worker)
        else:
            self._pool.give_back(worker)
        return reply

    def _kill(self, worker: Worker, client: str) -> None:
        """End a worker; the query that it takes with it counts as one that took all its time."""
        self._pool.discard(worker)
        self.counts.killed += 1
        self._admission.note(client, self.limits.deadline)

    def _why(self, code: int) -> str:
        if code in {-signal.SIGABRT, -signal.SIGKILL}:
            return too_much_memory(self.limits)
        return "the query ended the process that worked on it; write it in a simpler way"

"""How much a visitor's query may take, and how often what happened."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.errors import SfiaError


class GuardError(SfiaError):
    """The guard cannot begin: the platform does not wall its workers in, or the store is gone."""


def seconds(count: float) -> str:
    """Give a number of seconds in words.

    >>> seconds(1.0), seconds(2.5)
    ('1 second', '2.5 seconds')
    """
    return f"{count:g} second{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may take.

    `deadline` is in seconds, from when a worker begins; `workers` queries run at once, and at most
    `at_once` of them, running or waiting, are of one client; at most `waiting` wait for a worker,
    and as many again of clients that have no other under way and were not slow lately, none of them
    longer than `patience` seconds; at most `visits` wait, run or have an answer that its client has
    yet to take. `rows` is the largest number of solutions or triples and
    `size` the largest number of bytes of an answer, `query` of a query. `memory` is how many bytes
    a worker may take beyond the store. A worker that took `growth` bytes is not used again.
    """

    deadline: float = 10.0
    workers: int = 2
    at_once: int = 2
    waiting: int = 16
    patience: float = 10.0
    visits: int = 40
    rows: int = 10_000
    size: int = 10_000_000
    query: int = 16_384
    memory: int = 512 * 1024 * 1024
    growth: int = 64 * 1024 * 1024

    @classmethod
    def of(cls, workers: int, deadline: float) -> Limits:
        """Give limits with places for twice as many clients as workers that take all they may.

        Patience outlasts a query: others may take all workers once, before it is known who is slow.
        """
        waiting = max(16, 4 * workers)
        return cls(
            deadline,
            workers,
            waiting=waiting,
            patience=max(10.0, deadline + 1),
            visits=2 * waiting + 4 * workers,
        )


@dataclass(slots=True)
class Counts:
    """What happened since the guard began; `queued` and `running` are of this moment.

    `answered` are queries that a worker replied to, with an answer or with what is wrong with the
    query; `killed` those that ended with their worker: late, too large for memory, a crash, a
    client that hung up. `refused` never reached a worker. `restarted` counts the workers that took
    the place of others.
    """

    queued: int = 0
    running: int = 0
    answered: int = 0
    killed: int = 0
    refused: int = 0
    restarted: int = 0

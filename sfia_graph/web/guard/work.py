"""What a worker does: it walls itself in, and answers one question after another."""

from __future__ import annotations

import contextlib
import resource
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import QueryError
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.store.prologue import form_of, tokens
from sfia_graph.syntax import explain
from sfia_graph.web.guard.limits import Limits
from sfia_graph.web.guard.question import Question, Reply, pack, unpack
from sfia_graph.web.guard.walls import lacking, stand_back, wall_in
from sfia_graph.web.guard.writing import TooLargeError, write

PLAIN = "text/plain; charset=utf-8"
_UNIT = 1024 if sys.platform == "linux" else 1
_FORMATS = {
    "rows": "JSON, XML, CSV or TSV",
    "boolean": "JSON, XML, CSV or TSV",
    "graph": "Turtle or other RDF",
}
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)


def work(channel: socket.socket, opened: EmbeddedStore | Path, limits: Limits) -> None:
    """Answer what comes over the channel until it ends.

    `opened` is a store, or the folder of a generation on disk, which each worker opens itself.
    First it says what it lacks of its walls: nothing, where all is well.
    """
    stand_back()
    store, files = (opened, 0) if isinstance(opened, EmbeddedStore) else _open(opened)
    wall_in(limits.memory, files)
    began = _peak()
    channel.sendall(pack({"lacking": lacking(limits.memory, files)}))
    while True:
        try:
            question = Question.read(*unpack(lambda count: _receive(channel, count)))
        except EOFError:
            return
        reply = answer(store, question, limits)
        used = max(0, _peak() - began)
        channel.sendall(Reply(reply.status, reply.media_type, reply.body, used).pack())
        if reply.status >= 500:
            return


def answer(store: EmbeddedStore, question: Question, limits: Limits) -> Reply:
    """Answer a question; what is wrong with it is a reply too."""
    unwanted = _unwanted(question.query)
    if unwanted:
        return _plain(400, unwanted)
    try:
        found = store.found(question.query, question.base, question.dataset)
        kind = _kind(found)
        if kind not in question.formats:
            return _plain(406, f"this answer is given as {_FORMATS[kind]}")
        return Reply(200, *write(found, question.formats[kind], limits))
    except SyntaxError as error:
        return _plain(400, f"not a SPARQL query: {explain(error.msg)}")
    except QueryError as error:
        return _plain(400, str(error))
    except TooLargeError as error:
        return _plain(413, f"the answer has {error}; ask for less, for example with LIMIT")
    except MemoryError:
        return _plain(500, too_much_memory(limits))
    except ValueError as error:
        return _plain(400, f"the query failed: {explain(str(error))}")
    except (OSError, RuntimeError) as error:
        return _plain(500, f"the query failed: {explain(str(error))}")


def _unwanted(query: str) -> str:
    """Say why a query is not answered that says plainly what the walls keep it from.

    It is there for a kinder answer only: `"a"@en.SERVICE` passes, and meets the walls.
    """
    if form_of(query) in _UPDATES:
        return "an update: the endpoint is read-only and takes queries"
    if "service" in query.lower():
        words = (each[0].upper() for each in tokens(query) if each.lastgroup == "word")
        if "SERVICE" in words:
            return "SERVICE: this endpoint asks no other; ask that one itself"
    return ""


def too_much_memory(limits: Limits) -> str:
    """Say that a query took more memory than it may."""
    most = limits.memory // (1024 * 1024)
    return f"the query took more than {most:,} MB of memory and was ended; ask for less"


def _kind(found: object) -> str:
    if isinstance(found, ox.QueryBoolean):
        return "boolean"
    return "rows" if isinstance(found, ox.QuerySolutions) else "graph"


def _plain(status: int, text: str) -> Reply:
    return Reply(status, PLAIN, text.encode("utf-8"))


def _open(generation: Path) -> tuple[EmbeddedStore, int]:
    """Open a generation on disk; give how many of its files the engine has yet to open too."""
    from sfia_graph.store.leases import Lease, lease_of

    lease = Lease(lease_of(generation))
    engine = ox.Store.read_only(str(generation))
    tables = set(map(str, generation.resolve().glob("*.sst"))) - set(_held())
    return EmbeddedStore(engine, str(generation), apart=lease.apart, lease=lease), len(tables)


def _held() -> Iterator[str]:
    """Give the paths of the files that this process holds open, as far as the platform tells."""
    folder = Path("/proc/self/fd")
    for each in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            yield str(each.readlink())


def _peak() -> int:
    """Give how many bytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


def _receive(channel: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = channel.recv(min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)

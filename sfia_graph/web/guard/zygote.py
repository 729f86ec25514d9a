"""The process that workers are forked from: it holds the graph, has one thread and no secrets.

It is started afresh (`python -m sfia_graph.web.guard.zygote CONTROL`), never forked from the
server, whose threads and connections no worker must inherit. Standard input begins with a line of
JSON that says what to open; the statements of a graph in memory follow as N-Quads.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import struct
import sys
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web.guard.limits import Limits
from sfia_graph.web.guard.question import pack
from sfia_graph.web.guard.walls import deepen_stack, end_with
from sfia_graph.web.guard.work import work

ORDER = struct.Struct("!cI")
"""What the server says: `f` forks a worker of this number, whose socket comes along; `k` kills."""
NEWS = struct.Struct("!Ii")
"""What the server hears: a worker's number, and its exit code or the negative of its signal."""
NO_FORK = 71


def main() -> None:
    """Open the graph, and fork and kill workers until the server goes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    _forget_others(control.fileno())
    opened, limits = _open()
    deepen_stack()
    gc.collect()
    gc.freeze()
    Zygote(control, opened, limits).serve()


def _forget_others(kept: int) -> None:
    """Close what came along from the server: its event loop may leave copies open."""
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))


def _open() -> tuple[EmbeddedStore | Path, Limits]:
    said = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**said["limits"])
    if said["generation"]:
        return Path(said["generation"]), limits
    engine = ox.Store()
    engine.bulk_load(input=sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    apart = tuple(map(ox.NamedNode, said["apart"]))
    return EmbeddedStore(engine, said["where"], said["merged"], apart), limits


class Zygote:
    """Forks and kills workers as it is told, and says how each ended."""

    def __init__(
        self, control: socket.socket, opened: EmbeddedStore | Path, limits: Limits
    ) -> None:
        self._control, self._opened, self._limits = control, opened, limits
        self._workers = dict[int, int]()
        self._ended, self._wakeup = socket.socketpair()
        self._selector = selectors.DefaultSelector()

    def serve(self) -> None:
        """Do what the server says until it goes; no worker stays behind."""
        for end in (self._ended, self._wakeup):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(self._control, selectors.EVENT_READ, self._obey)
        self._selector.register(self._ended, selectors.EVENT_READ, self._reap)
        while all([key.data() for key, _ in self._selector.select()]):
            pass
        for pid in self._workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self._workers:
            os.waitpid(pid, 0)

    def _obey(self) -> bool:
        try:
            order, sockets, _, _ = socket.recv_fds(self._control, ORDER.size, 1)
        except OSError:
            return False
        if len(order) < ORDER.size:
            return False
        what, number = ORDER.unpack(order)
        if what == b"f":
            with socket.socket(fileno=sockets[0]) as channel:
                self._fork(number, channel)
        for pid, each in self._workers.items():
            if what == b"k" and each == number:
                os.kill(pid, signal.SIGKILL)
        return True

    def _fork(self, number: int, channel: socket.socket) -> None:
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            self._tell(number, NO_FORK)
            return
        if pid:
            self._workers[pid] = number
            return
        code = 1
        try:
            self._become_worker(parent)
            code = _worked(channel, self._opened, self._limits)
        finally:
            os._exit(code)

    def _become_worker(self, parent: int) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (self._control, self._ended, self._wakeup, self._selector):
            end.close()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        os.close(nowhere)
        end_with(parent)

    def _reap(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            self._ended.recv(4096)
        for pid in list(self._workers):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                self._tell(self._workers.pop(pid), os.waitstatus_to_exitcode(status))
        return True

    def _tell(self, number: int, code: int) -> None:
        with contextlib.suppress(OSError):
            self._control.sendall(NEWS.pack(number, code))


def _worked(channel: socket.socket, opened: EmbeddedStore | Path, limits: Limits) -> int:
    try:
        work(channel, opened, limits)
    except (OSError, RuntimeError, ValueError) as error:
        with contextlib.suppress(OSError):
            channel.sendall(pack({"problem": str(error)}))
        return 1
    return 0


if __name__ == "__main__":
    main()

"""Who would be asked: a listener on loopback, at one port by TCP and by UDP, that counts."""

from __future__ import annotations

import contextlib
import select
import socket
from queue import SimpleQueue
from threading import Thread
from types import TracebackType


class Listener:
    """Counts connections and datagrams, and answers none of them."""

    def __init__(self) -> None:
        self._stream = socket.create_server(("127.0.0.1", 0))
        self._where = self._stream.getsockname()
        self._packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._packets.bind(self._where)
        self._end, self._ended = socket.socketpair()
        self._came = SimpleQueue[tuple[str, int]]()
        self._heard = 0
        self.url = f"http://127.0.0.1:{self._where[1]}/"
        self._thread = Thread(target=self._listen)
        self._thread.start()

    @property
    def heard(self) -> int:
        """How often somebody came until now: a visitor of its own comes last, by each way."""
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            with socket.socket(socket.AF_INET, kind) as own:
                own.connect(self._where)
                name = own.getsockname()
                if kind == socket.SOCK_DGRAM:
                    own.send(b"x")
                while self._came.get(timeout=10) != name:
                    self._heard += 1
        return self._heard

    def _listen(self) -> None:
        while True:
            ready, _, _ = select.select([self._stream, self._packets, self._ended], [], [])
            with contextlib.suppress(OSError):
                if self._stream in ready:
                    client, name = self._stream.accept()
                    client.close()
                    self._came.put(name)
                if self._packets in ready:
                    self._came.put(self._packets.recvfrom(1)[1])
            if self._ended in ready:
                return

    def __enter__(self) -> Listener:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Listen no more."""
        self.close()

    def close(self) -> None:
        """Listen no more."""
        self._end.close()
        self._thread.join()
        for each in (self._stream, self._packets, self._ended):
            each.close()

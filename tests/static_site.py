"""A host that has only files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _Quiet(SimpleHTTPRequestHandler):
    """Files, and nothing else: a query string is not looked at, POST is not known."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _WithPolicies(_Quiet):
    """A host that sends the headers which it was told to send, as those with `_headers` do."""

    policies: tuple[str, dict[str, str]] = ("", {})

    def end_headers(self) -> None:
        """Send the policy of the file with its other headers."""
        common, special = self.policies
        path = self.path.split("?")[0].lstrip("/")
        self.send_header("Content-Security-Policy", special.get(path, common))
        super().end_headers()


@contextmanager
def hosted(folder: Path, policies: tuple[str, dict[str, str]] | None = None) -> Iterator[str]:
    """Serve a folder on loopback until the block ends; give the address of its root.

    `policies` are the Content Security Policy of all files and those of files by their paths.
    """
    kind = type("Host", (_WithPolicies,), {"policies": policies}) if policies else _Quiet
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    thread = Thread(target=host.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{host.server_port}/"
    finally:
        host.shutdown()
        thread.join()
        host.server_close()

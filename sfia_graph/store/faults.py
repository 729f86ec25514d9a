"""What goes wrong on the way to an endpoint and back, each as one line."""

from __future__ import annotations

import http.client
import ssl

from sfia_graph.errors import StoreError

_LOST = (
    *(http.client.IncompleteRead, http.client.RemoteDisconnected),
    *(ConnectionResetError, ConnectionAbortedError, BrokenPipeError, ssl.SSLEOFError),
)


class LostConnection(StoreError):
    """The connection ended before the answer did."""


def explained(where: str, reason: object) -> Exception:
    """Give the error for what a socket, TLS or HTTP found wrong; `TimeoutError` stays itself."""
    if isinstance(reason, TimeoutError):
        return reason
    if isinstance(reason, ssl.SSLCertVerificationError):
        problem = f"its certificate does not hold ({reason.verify_message.rstrip('.')})"
        return StoreError(f"{where}: {problem}; SSL_CERT_FILE names an authority of your own")
    if isinstance(reason, _LOST):
        return LostConnection(f"{where}: the connection was lost before the answer was whole")
    if isinstance(reason, http.client.HTTPException):
        return StoreError(f"{where}: what answers there does not speak HTTP")
    if isinstance(reason, ssl.SSLError):
        return StoreError(f"{where}: no secure connection ({reason.reason or reason})")
    said = getattr(reason, "strerror", None) or reason
    return StoreError(f"{where}: nobody answers there ({said})")

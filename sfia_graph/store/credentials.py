"""Who we are to an endpoint: from the environment or netrc, never from the address."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from sfia_graph.errors import StoreError

USER, PASSWORD, TOKEN = "SFIA_GRAPH_USER", "SFIA_GRAPH_PASSWORD", "SFIA_GRAPH_TOKEN"
"""The environment variables for basic authentication (RFC 7617) and a bearer token (RFC 6750)."""

_HIDDEN = "…"


class Credentials:
    """What an endpoint is told to let us in; `header` is the value of `Authorization`.

    Neither the representation nor `hidden` gives any of it away.
    """

    __slots__ = ("_secrets", "header")

    def __init__(self, header: str, *secrets: str) -> None:
        self.header = header
        self._secrets = [header, header.partition(" ")[2], *filter(None, secrets)]

    def __repr__(self) -> str:
        return f"Credentials({_HIDDEN})"

    def hidden(self, text: str) -> str:
        """Give a text without what must stay secret, should an endpoint repeat it."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return text


def credentials(url: str) -> Credentials | None:
    """Give the credentials for an endpoint, None where there are none.

    A token goes before user and password, and the environment before `~/.netrc` (or the file that
    `NETRC` names). Raises `StoreError` for one that is incomplete or cannot stand in a header.
    """
    token = os.environ.get(TOKEN)
    if token:
        if not re.fullmatch(r"[!-~]+", token):
            raise StoreError(f"{TOKEN}: holds a blank, a line break or a letter beyond ASCII")
        return Credentials(f"Bearer {token}", token)
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password:
        if ":" in user:
            raise StoreError(f"{USER}: holds a colon, which a user's name may not")
        return _basic(user, password)
    if user or password:
        raise StoreError(f"{USER} and {PASSWORD}: one of the two is missing")
    return _from_netrc(urlsplit(url).hostname or "")


def _basic(user: str, password: str) -> Credentials:
    both = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Credentials(f"Basic {both}", password)


def _from_netrc(host: str) -> Credentials | None:
    import netrc

    named = os.environ.get("NETRC")
    path = Path(named) if named else Path.home() / ".netrc"
    if not path.is_file():
        return None
    try:
        # The name is given only where it was named: the module then skips its check of rights.
        found = netrc.netrc(named or None).authenticators(host)
    except netrc.NetrcParseError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise StoreError(f"{path}{line}: not as netrc files are, or others may read it") from None
    except (OSError, UnicodeDecodeError):
        raise StoreError(f"{path}: cannot be read") from None
    return _basic(found[0], found[2]) if found and found[2] else None

"""Who we are to an endpoint: from the environment or netrc, never from the address."""

from __future__ import annotations

import base64
import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sfia_graph.errors import StoreError

if TYPE_CHECKING:
    import netrc

USER, PASSWORD, TOKEN = "SFIA_GRAPH_USER", "SFIA_GRAPH_PASSWORD", "SFIA_GRAPH_TOKEN"
"""The environment variables for basic authentication (RFC 7617) and a bearer token (RFC 6750)."""

HOW = f"{USER} and {PASSWORD}, {TOKEN} or ~/.netrc give them"
"""Where credentials come from, for messages."""

_TELLING = 6


class Credentials:
    """What an endpoint is told to let us in; `header` is the value of `Authorization`.

    Its representation gives none of it away.
    """

    __slots__ = ("header",)

    def __init__(self, header: str) -> None:
        self.header = header

    def __repr__(self) -> str:
        return "Credentials(…)"


def repeats(text: str, authorization: str | None) -> bool:
    """Whether a text gives away the secret in an `Authorization` header, or a part of it.

    >>> repeats("no Bearer of s3cr3t-t0", "Bearer s3cr3t-t0ken"), repeats("no", "Bearer s3cr3t")
    (True, False)
    """
    scheme, _, secret = (authorization or "").partition(" ")
    secrets = [secret]
    if scheme == "Basic":
        secrets.append(base64.b64decode(secret).decode("utf-8", "replace").partition(":")[2])
    return any(_shares(text, each) for each in filter(None, secrets))


def _shares(text: str, secret: str) -> bool:
    size = min(len(secret), _TELLING)
    return any(secret[at : at + size] in text for at in range(len(secret) - size + 1))


def credentials(url: str) -> Credentials | None:
    """Give the credentials for an endpoint, None where there are none.

    A token goes before user and password, and the environment before `~/.netrc` (or the file that
    `NETRC` names). Raises `StoreError` for one that is incomplete or cannot stand in a header.
    """
    token = os.environ.get(TOKEN)
    if token:
        if not re.fullmatch(r"[!-~]+", token):
            raise StoreError(f"{TOKEN}: holds a blank, a line break or a letter beyond ASCII")
        return Credentials(f"Bearer {token}")
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password:
        return _basic(user, password, USER)
    if user or password:
        raise StoreError(f"{USER} and {PASSWORD}: one of the two is missing")
    return _from_netrc(urlsplit(url).hostname or "")


def _basic(user: str, password: str, place: str) -> Credentials:
    if ":" in user:
        raise StoreError(f"{place}: holds a colon, which a user's name may not")
    both = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Credentials(f"Basic {both}")


def _from_netrc(host: str) -> Credentials | None:
    named = os.environ.get("NETRC") or None
    place = named or "~/.netrc"
    entries, problem = _read_netrc(named)
    if problem:
        # Raised outside of the module's own error, whose text may hold a password.
        raise StoreError(f"{place}{problem}")
    found = entries.authenticators(host) if entries else None
    return _basic(found[0], found[2], place) if found and found[2] else None


def _read_netrc(named: str | None) -> tuple[netrc.netrc | None, str]:
    """Give the entries of a netrc file, or what is wrong with it."""
    import netrc

    try:
        # Without a name, the module also looks whether others may read the file.
        return netrc.netrc(named), ""
    except FileNotFoundError:
        return None, ": no such file; NETRC names it" if named else ""
    except netrc.NetrcParseError as error:
        if error.lineno is None:
            return None, ": is not yours, or others may read it; chmod 600 keeps it to you"
        return None, f", line {error.lineno}: not as netrc files are"
    except (OSError, UnicodeDecodeError):
        return None, ": cannot be read"

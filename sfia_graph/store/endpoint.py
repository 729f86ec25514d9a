"""A place on the web that is sent requests, and who we are to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.request import Request

from sfia_graph.store.address import check_address, shown
from sfia_graph.store.connection import timeout_from_environment
from sfia_graph.store.credentials import credentials
from sfia_graph.store.retrying import Retrying

AGENT = "sfia-graph"


@dataclass(frozen=True)
class Endpoint:
    """An endpoint: `url` is its address, `timeout` the seconds that one answer may take.

    `retrying` says how often to ask again. Each request reads the credentials anew; they are not
    kept here. Raises `StoreError` for an address that is malformed or holds a password.
    """

    url: str = field(repr=False)
    timeout: float = field(default_factory=timeout_from_environment)
    retrying: Retrying = field(default=Retrying(), repr=False)

    def __post_init__(self) -> None:
        check_address(self.url)

    @property
    def where(self) -> str:
        """The address for messages, without its query, where keys may stand."""
        return shown(self.url)

    def address(self, parameters: str) -> str:
        """Give the address with parameters behind those that it has itself."""
        address = self.url.partition("#")[0]
        return f"{address}{'&' if '?' in address else '?'}{parameters}"

    def sign(self, request: Request) -> bool:
        """Say in a request who we are; gives whether there are credentials."""
        request.add_header("User-Agent", AGENT)
        known = credentials(self.url)
        if known:
            request.add_header("Authorization", known.header)
        return known is not None

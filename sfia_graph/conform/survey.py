"""A deployment as it was found: what the checks look at, and how they ask for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sfia_graph.conform.client import Client
from sfia_graph.conform.crawl import Crawl, Visit
from sfia_graph.conform.declared import Declared
from sfia_graph.conform.dumps import Dumps
from sfia_graph.conform.negotiating import Lookup
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Place
from sfia_graph.conform.replies import Reply, Trail
from sfia_graph.conform.robots import Robots
from sfia_graph.conform.sitemaps import Sitemap
from sfia_graph.conform.trails import follow


@dataclass(frozen=True, eq=False)
class Survey:
    """What was found of a deployment, and the client to ask it further.

    `robots` is None where there is no robots.txt; `sitemap` holds no files where there are none.
    """

    client: Client
    place: Place
    start: Visit
    robots: Robots | None
    crawl: Crawl
    declared: Declared
    dumps: Dumps
    sitemap: Sitemap
    lookups: tuple[Lookup, ...]
    endpoints: tuple[str, ...]

    @property
    def negotiated(self) -> list[Lookup]:
        """The things whose answers depend on the format that is asked for."""
        return [each for each in self.lookups if each.is_negotiated]

    def follow(
        self,
        address: str,
        accept: str = "*/*",
        headers: Mapping[str, str] | None = None,
        most: int | None = None,
    ) -> Trail:
        """Ask for an address and follow its redirects; raises `Unanswered`."""
        return follow(self.client, self.place, address, accept, headers, most)

    def content(self, reply: Reply) -> bytes:
        """Give the body of an answer, unpacked; raises `Unanswered`."""
        return unpacked(reply, self.client.limits.answer)

    @property
    def notes(self) -> tuple[str, ...]:
        """How the deployment was looked at."""
        walked = f"walked through {len(self.crawl.visits)} addresses below {self.place.root}"
        if self.crawl.left:
            walked += f", left {self.crawl.left} more; --most looks at more of them"
        asked = f"left {self.crawl.asked_to_leave} addresses alone, as robots.txt asks"
        named = [asked] if self.crawl.asked_to_leave else []
        return (walked, *named, *map(str, self.place.aliases))

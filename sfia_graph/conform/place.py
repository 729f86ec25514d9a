"""Where a deployment stands, and by which other names its things and pages go.

A site that is tried out on one's own machine has IRIs that lead elsewhere, or nowhere yet. What
begins like them is looked up where the site stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sfia_graph.conform.addresses import authority, origin, whole

_SUFFIX = re.compile(r"(/index)?(\.[a-z]{2,3}(-[a-z]+)*)?\.(html?|ttl|rdf|jsonld|nt|json|xml)$")


@dataclass(frozen=True, slots=True)
class Alias:
    """What begins with `name` elsewhere stands at what begins with `address` here."""

    name: str
    address: str

    def __str__(self) -> str:
        return f"what begins with {self.name} is looked up at {self.address}"


@dataclass(frozen=True)
class Place:
    """A deployment: the folder `root`, the hosts that may be asked, its other names."""

    root: str
    hosts: frozenset[str]
    aliases: tuple[Alias, ...] = ()

    def address(self, iri: str, base: str = "") -> str | None:
        """Give where to look up an IRI, None for what stands on hosts of others."""
        found = whole(iri, base)
        if found is None:
            return None
        for alias in self.aliases:
            if found.startswith(alias.name):
                return alias.address + found.removeprefix(alias.name)
        return found if authority(found) in self.hosts else None

    def names(self, address: str) -> set[str]:
        """Give an address as it is and by its other names."""
        return {address} | {
            each.name + address.removeprefix(each.address)
            for each in self.aliases
            if address.startswith(each.address)
        }

    def holds(self, address: str) -> bool:
        """Whether an address is a part of the deployment."""
        return address.startswith(self.root)

    def known_as(self, aliases: Iterable[Alias]) -> Place:
        """Give the place with more names, the longest looked at first."""
        known = {each.name: each for each in (*aliases, *self.aliases)}
        ordered = sorted(known.values(), key=lambda each: (-len(each.name), each.name))
        return replace(self, aliases=tuple(ordered))


def alias(root: str, address: str, name: str) -> Alias | None:
    """Give the alias by which a name elsewhere stands at an address, None where they share no end.

    >>> str(alias("http://host/", "http://host/9/x.en.html", "https://w3id.org/s/9/x"))
    'what begins with https://w3id.org/s/ is looked up at http://host/'
    """
    if not address.startswith(root) or authority(name) == authority(address):
        return None
    spellings = (address, _SUFFIX.sub("", address), address.rstrip("/"))
    here, there = max((_split(each, name) for each in spellings), key=lambda pair: -len(pair[0]))
    if there == f"{name}/":
        return None
    if len(here) < len(root):
        there += root.removeprefix(here)
        here = root
        if not name.startswith(there):
            return None
    return Alias(there, here)


def common(root: str, pairs: Iterable[tuple[str, str]]) -> list[Alias]:
    """Give the alias that most pairs of address and name agree on, one for each host."""
    found = Counter(each for pair in pairs if (each := alias(root, *pair)))
    best: dict[str, Alias] = {}
    for each, _ in found.most_common():
        best.setdefault(origin(each.name), each)
    return list(best.values())


def _split(address: str, name: str) -> tuple[str, str]:
    """Give both without the segments that they end in alike."""
    here, there = address.split("/"), name.split("/")
    while len(here) > 3 and len(there) > 3 and here[-1] == there[-1]:
        here.pop()
        there.pop()
    return "/".join([*here, ""]), "/".join([*there, ""])

"""Data dumps (VoID, section 3.2): read whole, once, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import pyoxigraph as ox

from sfia_graph.conform.client import Client, Unanswered
from sfia_graph.conform.declared import Declared
from sfia_graph.conform.media_types import format_of_reply
from sfia_graph.conform.packing import unpacked
from sfia_graph.conform.place import Place
from sfia_graph.conform.statements import Malformed, Unread, parse
from sfia_graph.conform.trails import follow

_DUMPS = "SELECT ?dataset ?dump { ?dataset void:dataDump ?dump }"
_TIME = 6
"""How many times as long as an answer a dump may take."""


@dataclass(frozen=True)
class Dump:
    """A dump of a dataset: what is wrong with it, or its statements, each once.

    `unread` says why one was not read that may be right.
    """

    dataset: str
    address: str
    fault: str = ""
    unread: str = ""
    form: str = ""
    triples: frozenset[ox.Triple] = frozenset()


@dataclass(frozen=True)
class Dumps:
    """The dumps of all datasets, and how many were left out by the limit."""

    read: tuple[Dump, ...] = ()
    left: int = 0

    def whole(self, dataset: str) -> frozenset[ox.Triple] | None:
        """Give all statements of a dataset, None where they are not known.

        A dataset may be split into several dumps, or be given whole in several formats: the dumps
        of one format belong together.
        """
        own = [each for each in self.read if each.dataset == dataset and each.form]
        if not own:
            return None
        form = own[0].form
        return frozenset().union(*(each.triples for each in own if each.form == form))


def read_dumps(client: Client, place: Place, declared: Declared) -> Dumps:
    """Read the dumps that a host declares; those of other hosts are left."""
    by_dataset: dict[str, list[tuple[str, str]]] = {}
    for row in declared.rows(_DUMPS):
        if address := place.address(row["dump"]):
            by_dataset.setdefault(row["dataset"], []).append((row["dataset"], address))
    # One of each dataset first, so that the numbers of each can be held to something.
    turns = zip_longest(*by_dataset.values())
    here = [each for turn in turns for each in turn if each]
    most = client.limits.dumps
    return Dumps(tuple(_read(client, place, *each) for each in here[:most]), len(here[most:]))


def _read(client: Client, place: Place, dataset: str, address: str) -> Dump:
    try:
        trail = follow(client, place, address, most=client.limits.dump)
        if not trail.is_good:
            return Dump(dataset, address, fault=trail.outcome)
        known = format_of_reply(trail.final)
        if known is None:
            said = trail.final.media_type or "no media type"
            return Dump(dataset, address, fault=f"sent as {said}, which is no format of RDF")
        data = unpacked(trail.final, client.limits.dump)
        triples = parse(data, known, address, client.limits.seconds * _TIME)
    except Malformed as error:
        return Dump(dataset, address, fault=str(error))
    except Unread as error:
        return Dump(dataset, address, unread=str(error))
    except Unanswered as error:
        return Dump(dataset, address, fault=str(error).removeprefix(f"{address}: "))
    return Dump(dataset, address, form=known.name, triples=frozenset(triples))

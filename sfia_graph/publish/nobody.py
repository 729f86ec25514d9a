"""The proof that no person slipped into a site: each file is read as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sfia_graph.errors import quoted
from sfia_graph.publish.errors import PublishError
from sfia_graph.publish.finished import plain, unpacked
from sfia_graph.store.people import IRI, ROOMS
from sfia_graph.web.once import once
from sfia_graph.web.site import Site

_FILE = re.compile(rf"(?:^|/)(?:{'|'.join(ROOMS)})/")
_PLACE = re.compile(rf"(?:{'|'.join(ROOMS)})/[\w.~%-]*[\w~%-]")
_SIGNS = tuple(f"{room}/".encode() for room in ROOMS)
_LINKS = ('"', "'", "(", "=")
"""What stands before a link, in any format of the site."""


def prove_nobody(site: Site, name: str, body: bytes) -> None:
    """Raise `PublishError` where a file of a site names a person, a holding or a team.

    What is looked for are all IRIs that are minted for these, links to where they would stand, and
    whatever was left out of the graph when the site was opened.
    """
    if _FILE.search(name):
        raise _refusal(name, name)
    for each in unpacked(name, body):
        for found in _look(site).found(each):
            raise _refusal(name, found)


@once
def _look(site: Site) -> _Look:
    return _Look(site)


def _refusal(name: str, found: str) -> PublishError:
    problem = f"{name}: names a person, a holding or a team ({quoted(found)})"
    return PublishError(f"{problem}; the site is not published, please report this")


class _Look:
    """Looks for people in texts."""

    def __init__(self, site: Site) -> None:
        withheld = site.withheld
        known = {node.value for node in withheld.nodes}
        self._before = (*withheld.bases, site.base, *(f"{each}{site.root}" for each in _LINKS))
        self._minted = {found[0] for iri in known if (found := _PLACE.search(iri))}
        self._others = {iri for iri in known if not iri.startswith(withheld.places)}

    def found(self, body: bytes) -> Iterator[str]:
        """Give what a text names of people.

        Minted IRIs have nothing that a format would escape, so most texts need not be decoded.
        """
        if not self._others and not any(sign in body for sign in _SIGNS):
            return
        text = plain(body)
        for hit in _PLACE.finditer(text):
            if hit[0] in self._minted or text.endswith(self._before, 0, hit.start()):
                yield hit[0]
        if self._others:
            yield from self._others.intersection(IRI.findall(text))

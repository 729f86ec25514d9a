"""What candidates are looked up in, made once for a site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sfia_graph.web.once import once
from sfia_graph.web.reconcile.catalogue import read
from sfia_graph.web.reconcile.entities import TYPES, Catalogue, Entity
from sfia_graph.web.reconcile.names import Names, Texts
from sfia_graph.web.reconcile.spelling import key
from sfia_graph.web.reconcile.statements import Statements
from sfia_graph.web.site import Site

_SAID = ("sfia:gloss", "skos:definition")


@dataclass(frozen=True, eq=False)
class Matchers:
    """The entities of a site, and indexes of their names and texts.

    `own` are the names of SFIA's entities, `other` those of other frameworks; `notations` are the
    codes of other frameworks' concepts; `compared` is that of `Asking`.
    """

    catalogue: Catalogue
    said: Statements
    own: Names
    other: Names
    both: Names
    texts: Texts
    notations: dict[str, list[Entity]]
    compared: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)

    def names(self, types: tuple[str, ...]) -> Names:
        """Give the names to look up for types that are asked for; without any those of SFIA."""
        inside = not types or any(each in TYPES for each in types)
        outside = any(each not in TYPES for each in types)
        return self.both if inside and outside else self.other if outside else self.own

    def by_notation(self, text: str, types: tuple[str, ...]) -> list[Entity]:
        """Give the concepts of other frameworks whose code a text is, if such are asked for."""
        if all(each in TYPES for each in types):
            return []
        return self.notations.get(key(text), [])

    def is_word(self, text: str) -> bool:
        """Whether a text is a word of a name too, as the code TEST is."""
        return self.own.uses(text)


def _made(site: Site) -> Matchers:
    catalogue, said = read(site), Statements(site.store.engine)
    own = [each for each in catalogue.entities.values() if each.types[0] in TYPES]
    other = [each for each in catalogue.entities.values() if each.types[0] not in TYPES]
    notations: dict[str, list[Entity]] = defaultdict(list)
    for each in other:
        if each.code:
            notations[key(each.code)].append(each)
    texts = (
        (each.id, literal.language or "", literal.value)
        for each in own
        for name in (() if each.over else _SAID)
        for literal in said.literals(each.about, name)
    )
    return Matchers(
        catalogue,
        said,
        Names(own),
        Names(other),
        Names([*own, *other]),
        Texts(texts),
        dict(notations),
    )


matchers = once(_made)
"""Gives the matchers of a site; they are made with the first call and end with the site."""

"""What stands around a concept: above, below, beside and elsewhere, as lists and as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.web import assets
from sfia_graph.web.drawing.drawing import Drawing, Label
from sfia_graph.web.drawing.neighbourhood import MOST, WIDTH, Group, Neighbour, Neighbourhood
from sfia_graph.web.lately import lately
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.evidence import Link, frameworks, links
from sfia_graph.web.pages.rungs import levels_of
from sfia_graph.web.pages.spread import label
from sfia_graph.web.pages.texts import Text, Texts
from sfia_graph.web.pages.versions import between_editions
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

SCRIPT = "editor/around.js"
"""What draws the graph as people walk through it, once it is built."""
_LEFT = frozenset({"scheme", "broader", "versions"})
"""What stands on the left where nothing elsewhere needs the right."""
_PARTS = re.compile(r"([0-9]{1,9})")
_BONDS = {"exact": 3, "close": 2, "broader": 1, "narrower": 1}


@dataclass(frozen=True, slots=True)
class Near:
    """A concept that stands near.

    `relation` is that of a mapping, empty for other neighbours; `edition` the name of the edition
    that it stands in, where that is another one.
    """

    own: Named
    known: bool
    relation: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Concepts that stand near in one way: `kind` is a word of the interface, or `elsewhere`.

    Elsewhere `title` is the name of the framework.
    """

    kind: str
    title: Text
    members: tuple[Near, ...]


@dataclass(frozen=True)
class Around:
    """A concept and what stands around it, in its own scheme and in others."""

    own: Named
    levels: tuple[int, ...]
    inside: tuple[Nearby, ...]
    outside: tuple[Nearby, ...]
    drawing: Drawing

    @property
    def walk(self) -> bool:
        """Whether the script is there that lets people walk from neighbour to neighbour."""
        return SCRIPT in assets.names()

    @property
    def groups(self) -> tuple[Nearby, ...]:
        """All groups that stand around it."""
        return self.inside + self.outside


def around(texts: Texts, iri: str) -> Around | None:
    """Give what stands around a concept, None for what is none and for one that stands alone."""
    return _around(texts.site, (texts.language, iri))


@lately
def _around(site: Site, asked: tuple[str, str]) -> Around | None:
    language, iri = asked
    texts = Texts(site, language)
    if not concepts.is_a(texts, iri, "skos:Concept"):
        return None
    own, levels = concepts.named(texts, iri), levels_of(texts, iri)
    inside, outside = _inside(texts, iri), _outside(texts, iri)
    if not inside and not outside:
        return None
    return Around(own, levels, inside, outside, _drawn(texts, own, levels, inside, outside))


def stands_alone(texts: Texts, iri: str) -> bool:
    """Whether a thing is no concept, or nothing stands around it that would be drawn."""
    if not concepts.is_a(texts, iri, "skos:Concept"):
        return True
    near = ("skos:broader", "skos:narrower", "skos:related", "skos:inScheme")
    if any(texts.values(iri, name) for name in near):
        return False
    return not (_inside(texts, iri) or _outside(texts, iri))


def _inside(texts: Texts, iri: str) -> tuple[Nearby, ...]:
    broader = texts.values(iri, "skos:broader")
    beside = {each for shelf in broader for each in texts.values(shelf, "skos:narrower")} - {iri}
    same = texts.values(iri, "dcterms:isVersionOf")
    versions = {each for one in same for each in texts.values(one, "dcterms:hasVersion")} - {iri}
    kinds = {
        "scheme": [] if broader else texts.values(iri, "skos:inScheme"),
        "broader": [each.iri for each in concepts.above(texts, iri)] or broader,
        "narrower": set(texts.values(iri, "skos:narrower")),
        "related": set(texts.values(iri, "skos:related")),
        "versions": versions,
        "beside": beside,
    }
    said = words(texts.language)["pictures"]["near"]
    return tuple(
        Nearby(kind, Text(said[kind]), _named(texts, found, edition=kind == "versions"))
        for kind, found in kinds.items()
        if found
    )


def _named(texts: Texts, iris: Iterable[str], *, edition: bool) -> tuple[Near, ...]:
    """Give things by their names; what is above goes from the top down."""
    found = [
        Near(
            concepts.named(texts, each),
            known=True,
            edition=texts.label(concepts.edition_of(texts, each)).value if edition else "",
        )
        for each in iris
    ]
    return tuple(sorted(found, key=_order) if isinstance(iris, set) else found)


def _order(near: Near) -> tuple[str, list[tuple[int, str]], str]:
    """Put codes in the order that their numbers have: A.2 stands before A.10."""
    said = near.own.code or near.own.name.value
    parts = [(int(part), "") if part.isdecimal() else (0, part) for part in _PARTS.split(said)]
    return near.edition, parts, near.own.iri


def _outside(texts: Texts, iri: str) -> tuple[Nearby, ...]:
    found = [each for each in links(texts, [iri]) if not _is_of_ours(texts, iri, each)]
    return tuple(
        Nearby("elsewhere", each.title, tuple(map(_near, each.links)))
        for each in frameworks(texts, [each for each in found if not each.denied])
    )


def _is_of_ours(texts: Texts, iri: str, link: Link) -> bool:
    """Whether a mapping leads from one edition to another."""
    return between_editions(texts, link) and bool(concepts.edition_of(texts, iri))


def _near(link: Link) -> Near:
    other = link.other
    return Near(Named(other.iri, other.label, other.code), other.known, link.relation)


def _drawn(
    texts: Texts,
    own: Named,
    levels: tuple[int, ...],
    inside: tuple[Nearby, ...],
    outside: tuple[Nearby, ...],
) -> Drawing:
    said = words(texts.language)
    shown = [each for each in inside if not (levels and each.kind == "narrower")]
    left = [each for each in shown if outside or each.kind in _LEFT]
    right = outside or [each for each in shown if each not in left]
    name = own.name.value if own.name.value != own.code else ""
    picture = Neighbourhood(
        label(texts, Text(name, own.name.language)),
        own.code,
        levels,
        tuple(_group(texts, each) for each in left),
        tuple(_group(texts, each) for each in right),
    )
    return Drawing(
        title=said["pictures"]["around"].format(name=own.code or own.name.value),
        about=said["pictures"]["around_about"],
        language=texts.language,
        height=picture.height,
        shapes=tuple(picture.shapes()),
        width=WIDTH,
    )


def _group(texts: Texts, found: Nearby) -> Group:
    said = words(texts.language)
    left = len(found.members) - MOST
    more = said["pictures"]["more"].format(count=left) if left > 0 else ""
    relations = said["parts"]["relations"]
    members = tuple(
        Neighbour(
            label(texts, each.own.name) if each.own.name.value != each.own.code else Label(""),
            each.own.code,
            each.edition or relations.get(each.relation, ""),
            _BONDS.get(each.relation, 0 if each.relation or found.kind == "related" else 1),
        )
        for each in found.members[:MOST]
    )
    return Group(label(texts, found.title), members, more)

"""A thing of an edition in the other editions: where it is, what is different, where it is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sfia_graph.namespaces import expand, local_name
from sfia_graph.web.pages import concepts
from sfia_graph.web.pages.concepts import Named
from sfia_graph.web.pages.deprecation import instead
from sfia_graph.web.pages.rungs import level, levels_of, ranges
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.pages.versions import Difference, differences
from sfia_graph.web.site import Site

LISTS = ("", "matrix", "a-z")
"""What each edition has: its own page and the lists of its skills."""

_OF_AN_EDITION = re.compile(r"(?P<edition>[0-9]+)(?:/(?P<key>.+))?")
_AT_LEVEL = re.compile(r"(?P<whole>(?:skill|attribute)/[^/]+)/[1-7]")
_LEVEL = re.compile(r"level/(?P<number>[1-7])")
_KINDS = {"attribute": "sfia:Attribute", "level": "sfia:LevelInEdition"}
"""What shows that the graph holds an edition's things of a kind; its skills stand in categories."""
_MOST = 3
"""How many categories are named that the skills of one stand in elsewhere."""


@dataclass(frozen=True, slots=True)
class Other:
    """A thing as another edition has it, seen from its own.

    `state` is `same` where the edition has it; `some` where the graph holds only a part of a list
    or of the edition; `part` where it has the skill or the attribute, but not at the level;
    `replaced` where it has other skills in its place, or its skills in other categories, which
    `instead` names; `absent` where it has nothing of the kind, and `unknown` where the graph holds
    too little of the edition to say. `stem` leads to the thing, or to the skill or the attribute,
    or else to the edition. `differences` are seen from the older of the two editions; `newer` says
    that this one is the newer. `levels` are those that the skill has there.
    """

    number: int
    edition: Named
    newer: bool
    state: str
    stem: str
    differences: tuple[Difference, ...] = ()
    instead: tuple[Named, ...] = ()
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """The editions beside the one that a page is about, the newest first.

    `kind` is what the path of the page says it is about, such as `skill`. `history` is the stem of
    the page over all editions, empty where there is none.
    """

    own: Named
    number: int
    kind: str
    found: tuple[Other, ...]
    history: str = ""

    @property
    def latest(self) -> Other | None:
        """The newest edition, None where the page is of it."""
        first = self.found[0] if self.found else None
        return first if first and first.newer else None

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """The other versions of the very thing as RFC 5829 calls them, each with its stem."""
        same = [each for each in self.found if each.state in {"same", "some"}]
        newer = [each for each in same if each.newer]
        older = [each for each in same if not each.newer]
        pairs = (
            *(("latest-version", each.stem) for each in newer[:1] if each is self.latest),
            *(("successor-version", each.stem) for each in newer[-1:]),
            *(("predecessor-version", each.stem) for each in older[:1]),
        )
        return (*pairs, ("version-history", self.history)) if self.history else pairs


def others(site: Site, stem: str, language: str) -> Others | None:
    """Give the other editions as seen from a page; None for one that is of no edition."""
    found = _OF_AN_EDITION.fullmatch(stem)
    number = int(found["edition"][:9]) if found else 0
    if not found or found["edition"] != str(number) or number not in site.editions:
        return None
    texts, key = Texts(site, language), found["key"] or ""
    beside = [each for each in reversed(site.editions) if each != number]
    part = _AT_LEVEL.fullmatch(key)
    whole = _iri(texts, number, part["whole"] if part else key)
    identity = texts.value(whole, "dcterms:isVersionOf") or ""
    return Others(
        concepts.named(texts, site.mint.edition(number)),
        number,
        key.partition("/")[0],
        tuple(_other(texts, number, each, key) for each in beside),
        (site.stem(identity) or "") if concepts.is_a(texts, identity, "sfia:SkillIdentity") else "",
    )


def _other(texts: Texts, own: int, number: int, key: str) -> Other:
    edition = texts.site.mint.edition(number)
    name, newer = concepts.named(texts, edition), number > own
    here, there = _iri(texts, own, key), _iri(texts, number, key)
    if key in LISTS or texts.values(there, "rdf:type"):
        before, after = (here, there) if newer else (there, here)
        found = _differences(texts, before, after, key)
        some = key in LISTS and not concepts.is_whole(texts, edition)
        state = "some" if some else "same"
        return Other(number, name, newer, state, _stem(number, key), found)
    part = _AT_LEVEL.fullmatch(key)
    whole = _iri(texts, number, part["whole"]) if part else ""
    if part and texts.values(whole, "rdf:type"):
        stem, levels = _stem(number, part["whole"]), levels_of(texts, whole)
        return Other(number, name, newer, "part", stem, levels=levels)
    found_instead = tuple(_instead(texts, here, edition, newer=newer))
    if found_instead:
        return Other(number, name, newer, "replaced", str(number), instead=found_instead)
    state = "absent" if _holds(texts, edition, key) else "unknown"
    return Other(number, name, newer, state, str(number))


def _holds(texts: Texts, edition: str, key: str) -> bool:
    """Whether the graph holds things of an edition that are of the kind of a key."""
    kind = _KINDS.get(key.partition("/")[0], "sfia:Category")
    return any(each.startswith(f"{edition}/") for each in texts.subjects("rdf:type", expand(kind)))


def _stem(number: int, key: str) -> str:
    return f"{number}/{key}" if key else str(number)


def _iri(texts: Texts, number: int, key: str) -> str:
    return texts.site.iri(_stem(number, key))


def _differences(texts: Texts, before: str, after: str, key: str) -> tuple[Difference, ...]:
    """Give what is different; of a skill at a level what is different in the skill.

    A level that an edition only numbers has no name of that edition's own.
    """
    if key in LISTS:
        return ()
    if _AT_LEVEL.fullmatch(key):
        before, after = before.rpartition("/")[0], after.rpartition("/")[0]
        found = differences(texts, before, after)
        return tuple(each for each in found if each.kind in {"renamed", "moved"})
    at = _LEVEL.fullmatch(key)
    if at:
        editions = (before.removesuffix(f"/{key}"), after.removesuffix(f"/{key}"))
        names = [level(texts, each, int(at["number"]))[1] for each in editions]
        common = texts.label(texts.site.mint.level(int(at["number"])))
        if common in names:
            return ()
    return differences(texts, before, after)


def _instead(texts: Texts, thing: str, edition: str, *, newer: bool) -> Iterator[Named]:
    """Give what another edition has in the place of a thing: of a code, or of a category."""
    skill = texts.value(thing, "sfia:skill") or thing
    identity = texts.value(skill, "dcterms:isVersionOf")
    if identity:
        beside = (
            [each.iri for each in instead(texts, identity)]
            if newer
            else texts.subjects("dcterms:isReplacedBy", identity)
        )
        yield from _versions(texts, beside, edition)
    elif concepts.is_a(texts, thing, "sfia:Category"):
        yield from _shelves(texts, thing, edition, 0)
    elif concepts.is_a(texts, thing, "sfia:Subcategory"):
        yield from _shelves(texts, thing, edition, -1)


def _versions(texts: Texts, identities: Iterable[str], edition: str) -> Iterator[Named]:
    for identity in identities:
        for each in texts.values(identity, "dcterms:hasVersion"):
            if each.startswith(f"{edition}/"):
                yield concepts.named(texts, each)


def _shelves(texts: Texts, category: str, edition: str, depth: int) -> Iterator[Named]:
    """Give the categories that most skills of a category stand in elsewhere, at its own depth."""
    there = ranges(texts, edition)
    skills = (f"{edition}/skill/{local_name(each)}" for each in _skills(texts, category))
    places = (concepts.above(texts, each) for each in skills if each in there)
    counted = Counter(place[depth].iri for place in places if place)
    for iri, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:_MOST]:
        yield concepts.named(texts, iri)


def _skills(texts: Texts, category: str) -> set[str]:
    """Give the skills that stand in a category or in what stands right below it."""
    below = set(texts.values(category, "skos:narrower"))
    further = {each for part in below for each in texts.values(part, "skos:narrower")}
    return {each for each in below | further if concepts.is_a(texts, each, "sfia:Skill")}

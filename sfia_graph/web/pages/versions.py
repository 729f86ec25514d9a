"""A skill from edition to edition: what became of it, as far as the graph tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sfia_graph.namespaces import PREFIXES, SFIA, local_name
from sfia_graph.web.pages.concepts import Named, above, edition_number, edition_of, named
from sfia_graph.web.pages.evidence import Link, links
from sfia_graph.web.pages.rungs import Rung, levels_of, rungs
from sfia_graph.web.pages.texts import Text, Texts

_KINDS = {"level_added": "levelAdded", "level_removed": "levelRemoved"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different from the edition before.

    `kind` is `renamed`, `moved`, `level_added` or `level_removed`; `before` and `after` are names,
    or the numbers of levels in one of them.
    """

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A skill in an edition, seen beside its other editions.

    `differences` are those from the version before; `predecessors` are mappings from skills of the
    edition before, `recorded` what else the graph records as changed (XKOS `ConceptAssociation`).
    """

    iri: str
    number: int
    edition: Named
    name: Text
    place: tuple[Named, ...]
    rungs: tuple[Rung, ...]
    differences: tuple[Difference, ...]
    predecessors: tuple[Link, ...]
    recorded: tuple[Text, ...]


def versions(texts: Texts, identity: str) -> tuple[Version, ...]:
    """Give the versions of a skill, the newest first."""
    found = sorted(
        (edition_number(texts, each), each) for each in texts.values(identity, "dcterms:hasVersion")
    )
    before = [None, *(iri for _, iri in found)]
    pairs = zip(found, before, strict=False)
    return tuple(_version(texts, *pair, last) for pair, last in pairs)[::-1]


def _version(texts: Texts, number: int, iri: str, before: str | None) -> Version:
    older = texts.value(edition_of(texts, iri), "xkos:follows")
    found = differences(texts, before, iri) if before else ()
    return Version(
        iri,
        number,
        named(texts, edition_of(texts, iri)),
        texts.label(iri),
        above(texts, iri),
        rungs(texts, iri),
        found,
        links(texts, [iri], f"{older}/") if older else (),
        _recorded(texts, iri, {_KINDS.get(each.kind, each.kind) for each in found}),
    )


def between_editions(texts: Texts, link: Link) -> bool:
    """Whether a mapping leads to another edition, and not to another framework."""
    return bool(edition_of(texts, link.other.iri))


def differences(texts: Texts, before: str, after: str) -> tuple[Difference, ...]:
    """Give what is different between two versions of a skill.

    Names are compared where both are in one language, places where both have one.
    """
    found = []
    old, new = texts.label(before), texts.label(after)
    if old.language == new.language and old.value != new.value:
        found.append(Difference("renamed", old.value, new.value))
    shelf, other = above(texts, before), above(texts, after)
    if shelf and other and _last(shelf) != _last(other):
        found.append(Difference("moved", shelf[-1].name.value, other[-1].name.value))
    had, has = levels_of(texts, before), levels_of(texts, after)
    added, removed = _written(set(has) - set(had)), _written(set(had) - set(has))
    if added:
        found.append(Difference("level_added", "", added))
    if removed:
        found.append(Difference("level_removed", removed, ""))
    return tuple(found)


def _written(levels: set[int]) -> str:
    return ", ".join(map(str, sorted(levels)))


def _last(place: tuple[Named, ...]) -> str:
    return place[-1].iri.rsplit("/", 1)[-1]


def _recorded(texts: Texts, iri: str, told: set[str]) -> tuple[Text, ...]:
    changes = texts.subjects(f"{PREFIXES['xkos']}targetConcept", iri)
    kinds = {kind for each in changes for kind in texts.values(each, f"{SFIA}changeKind")}
    return tuple(texts.label(each) for each in sorted(kinds) if local_name(each) not in told)


def identities(texts: Texts, iris: Iterable[str]) -> tuple[Named, ...]:
    """Give skills across editions, each by the name of its newest version."""
    return tuple(Named(each, _newest_name(texts, each), texts.code(each)) for each in iris)


def _newest_name(texts: Texts, identity: str) -> Text:
    found = texts.values(identity, "dcterms:hasVersion")
    newest = max(found, key=lambda each: edition_number(texts, each), default=identity)
    return texts.label(newest)

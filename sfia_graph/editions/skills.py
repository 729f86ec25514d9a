"""One skill in two editions: what is different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sfia_graph.editions.reading import Said, Shelf, SkillFacts
from sfia_graph.editions.records import Change
from sfia_graph.editions.spelling import same_name, same_wording
from sfia_graph.languages import primary


def differences(before: SkillFacts, after: SkillFacts, language: str) -> Iterator[Change]:
    """Give what is different for a skill: names, place, levels, texts.

    Names, places and texts are compared in a language that both editions have, `language` if they
    have it. A place is another one where category or subcategory bears another name, whatever is
    its spelling; so a subcategory that was renamed moves its skills.
    """
    plain = Change("", after.code, named(after.names, language), (before.iri,), (after.iri,))
    yield from _renamed(plain, before, after, language)
    if before.place and after.place and not _same_place(before.place, after.place, language):
        old, new = path(before.place, language), path(after.place, language)
        yield replace(plain, kind="moved", before=old, after=new)
    had, has = set(before.levels), set(after.levels)
    for level in sorted(has - had):
        yield replace(plain, kind="levelAdded", level=level)
    for level in sorted(had - has):
        yield replace(plain, kind="levelRemoved", level=level)
    yield from _revised(plain, before, after, language)


def _renamed(
    plain: Change, before: SkillFacts, after: SkillFacts, language: str
) -> Iterator[Change]:
    names = both(before.names, after.names, language)
    if names and names[0] != names[1]:
        kind = "respelled" if same_name(*names) else "renamed"
        yield replace(plain, kind=kind, before=names[0], after=names[1])


def _same_place(before: tuple[Shelf, ...], after: tuple[Shelf, ...], language: str) -> bool:
    return len(before) == len(after) and all(
        _same_shelf(old, new, language) for old, new in zip(before, after, strict=True)
    )


def _same_shelf(before: Shelf, after: Shelf, language: str) -> bool:
    names = both(before.names, after.names, language)
    return before.slug == after.slug if names is None else same_name(*names)


def _revised(
    plain: Change, before: SkillFacts, after: SkillFacts, language: str
) -> Iterator[Change]:
    parts: list[str | int] = ["definition", "guidance"]
    for part in [*parts, *sorted(set(before.levels) & set(after.levels))]:
        texts = both(before.texts.get(part, {}), after.texts.get(part, {}), language)
        if texts and not same_wording(*texts):
            level = part if isinstance(part, int) else None
            yield replace(
                plain,
                kind="textRevised",
                before=texts[0],
                after=texts[1],
                level=level,
                part="level" if level else str(part),
            )


def both(before: Said, after: Said, language: str) -> tuple[str, str] | None:
    """Give two texts in one language, None where there is none that both have.

    A language's exact tag comes first, then its other regions, then English, then any.

    >>> both({"en-GB": "Dough", "fr": "Pâte"}, {"fr": "Pâtes", "en-US": "Doughs"}, "en")
    ('Dough', 'Doughs')
    """
    pairs = [(old, new) for old in before for new in after if primary(old) == primary(new)]
    if not pairs:
        return None
    old, new = min(pairs, key=lambda pair: (_rank(pair[1], language), pair[0] != pair[1], pair))
    return before[old], after[new]


def named(names: Said, language: str) -> str:
    """Give a name in a language or the nearest that there is; nothing where there is none."""
    tags = sorted(names, key=lambda tag: (_rank(tag, language), tag))
    return names[tags[0]] if tags else ""


def _rank(tag: str, language: str) -> tuple[bool, bool, bool]:
    return primary(tag) != primary(language), primary(tag) != "en", tag.lower() != language.lower()


def path(place: tuple[Shelf, ...], language: str) -> str:
    """Give a place in words, the broadest shelf first."""
    return " / ".join(named(each.names, language) or each.slug for each in place)

"""Two editions that a store holds, compared."""

from __future__ import annotations

from collections.abc import Iterator

from sfia_graph.editions.mapped import NoMapping, divided, recorded, successors
from sfia_graph.editions.reading import EditionFacts, SkillFacts, editions, read
from sfia_graph.editions.records import KINDS, Change, Changes
from sfia_graph.editions.skills import differences, named, path
from sfia_graph.errors import UsageError, counted
from sfia_graph.store import Store

_NAMED = 6
_TEXTS = ("definition", "guidance", "level")


def compare(store: Store, before: int, after: int, language: str = "en") -> Changes:
    """Give what changed from one edition of a store to a later one.

    `before` and `after` are the numbers of editions, such as 8 and 9; `language` is a BCP 47 tag
    for names and places, which are compared in it where both editions have it. Texts are compared
    where the store holds those of both; otherwise the texts that were revised are those of which
    changes in the store say so. Skills are new or retired only where both editions are whole.
    Raises `UsageError` for an edition that the store does not hold, for one compared with itself,
    and for two in the wrong order.
    """
    held = editions(store)
    for number in (before, after):
        _check_held(store, held, number)
    if before == after:
        raise UsageError(f"SFIA {before} is the same as itself; name two editions")
    if before > after:
        raise UsageError(f"SFIA {before} came after SFIA {after}: compare {after} with {before}")
    old = read(store, before, held[before][0])
    new = read(store, after, held[after][0])
    notes: list[str] = []
    found = list(_changes(store, old, new, language, notes))
    both = old.skills.keys() & new.skills.keys()
    return Changes(
        *(before, after, (old.iri, new.iri), language, len(both)),
        tuple(sorted(found, key=_place)),
        tuple(notes),
    )


def _check_held(store: Store, held: dict[int, tuple[str, ...]], number: int) -> None:
    if number not in held:
        known = ", ".join(map(str, held)) or "none"
        raise UsageError(f"no edition {number} in {store.where}; it holds {known}")
    if len(held[number]) > 1:
        several = " and ".join(held[number])
        raise UsageError(f"several editions {number} in {store.where}: {several}; open one of them")


def _place(change: Change) -> tuple[int, str, int, int]:
    part = _TEXTS.index(change.part) if change.part in _TEXTS else 0
    return KINDS.index(change.kind), change.code, part, change.level or 0


def _changes(
    store: Store, old: EditionFacts, new: EditionFacts, language: str, notes: list[str]
) -> Iterator[Change]:
    both = sorted(old.skills.keys() & new.skills.keys())
    for code in both:
        yield from differences(old.skills[code], new.skills[code], language)
    if not (_has_texts(old) and _has_texts(new)):
        found = list(recorded(store, old, new, language))
        yield from found
        notes.append(_without_texts(old, new, bool(found)))
    parts = [each for each in (old, new) if not each.whole]
    if parts:
        notes += [_partly(each, len(both)) for each in parts]
        return
    yield from _new_and_retired(store, old, new, language)
    try:
        yield from divided(store, old, new, language)
    except NoMapping:
        of = f"SFIA {old.number} and SFIA {new.number}"
        notes.append(f"no mapping between {of} is there, so splits and merges are not told")


def _new_and_retired(
    store: Store, old: EditionFacts, new: EditionFacts, language: str
) -> Iterator[Change]:
    for code in new.skills.keys() - old.skills.keys():
        skill = new.skills[code]
        name, place = named(skill.names, language), path(skill.place, language)
        yield Change("new", code, name, targets=(skill.iri,), after=f"{place}, {_levels(skill)}")
    gone = old.skills.keys() - new.skills.keys()
    instead = successors(store) if gone else {}
    for code in gone:
        skill = old.skills[code]
        name, after = named(skill.names, language), instead.get(code, "")
        yield Change("retired", code, name, (skill.iri,), after=after)


def _levels(skill: SkillFacts) -> str:
    lowest, highest = min(skill.levels, default=0), max(skill.levels, default=0)
    return f"level {lowest}" if lowest == highest else f"levels {lowest} to {highest}"


def _has_texts(edition: EditionFacts) -> bool:
    return any(skill.texts for skill in edition.skills.values())


def _without_texts(old: EditionFacts, new: EditionFacts, found: bool) -> str:
    lacking = [f"SFIA {each.number}" for each in (old, new) if not _has_texts(each)]
    told = "which were revised is as the graph records it" if found else "so none are compared"
    return f"no texts of {' and '.join(lacking)} are there; {told}"


def _partly(edition: EditionFacts, compared: int) -> str:
    codes = sorted(edition.skills)
    listed = ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")
    held = f"SFIA {edition.number}: {counted(len(codes), 'skill')} only ({listed})"
    return f"{held}; none is called new or retired, and {compared} in both editions compared"

"""What is new: from one build of the site to the next, and from one edition to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sfia_graph.web.catalogue.addresses import page
from sfia_graph.web.documents import thing
from sfia_graph.web.pages.changes import changes
from sfia_graph.web.pages.concepts import Named, named
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.site import Site
from sfia_graph.web.wording import words

MOST = 100
"""How many things of a kind an entry names at most."""


@dataclass(frozen=True, slots=True)
class Build:
    """A build of the site: when, and the stems whose documents are new, different or gone."""

    moment: datetime
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing is different."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that an entry names, and the address of its page, empty where it has none."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new: `name` is the end of its identifier, `lists` are its things under headings.

    `stem` is that of the page about it.
    """

    name: str
    title: str
    moment: datetime
    stem: str
    lists: tuple[tuple[str, tuple[Item, ...]], ...]


def of_builds(site: Site, builds: Iterable[Build], language: str) -> Iterator[Entry]:
    """Give an entry for each build that made a difference."""
    said = words(language)["feed"]
    for each in builds:
        if each.quiet:
            continue
        moment = each.moment.astimezone(UTC).replace(microsecond=0)
        kinds = {name: getattr(each, name) for name in ("added", "changed", "removed")}
        counts = {name: len(stems) for name, stems in kinds.items()}
        yield Entry(
            name=f"build-{moment:%Y%m%dT%H%M%SZ}",
            title=said["build"].format(date=f"{moment:%Y-%m-%d}", **counts),
            moment=moment,
            stem="index",
            lists=tuple(
                (said[name], _items(site, stems, language, gone=name == "removed"))
                for name, stems in kinds.items()
                if stems
            ),
        )


def _items(site: Site, stems: tuple[str, ...], language: str, *, gone: bool) -> tuple[Item, ...]:
    texts = Texts(site, language)
    shown = [_item(texts, each, gone=gone) for each in sorted(stems)[:MOST]]
    return (*shown, *_more(len(stems), language))


def _item(texts: Texts, stem: str, *, gone: bool) -> Item:
    iri = thing(texts.site, stem)
    text = f"{texts.label(iri)} ({stem})" if iri else stem
    return Item(text, "" if gone else page(texts.site, stem, texts.language))


def _more(count: int, language: str) -> tuple[Item, ...]:
    said = words(language)["feed"]
    return (Item(said["more"].format(count=count - MOST)),) if count > MOST else ()


def of_editions(site: Site, language: str) -> Iterator[Entry]:
    """Give entries for what is different between each edition and the one before, by kind."""
    texts, said = Texts(site, language), words(language)["feed"]
    known = {site.mint.edition(each) for each in site.editions}
    for number in reversed(site.editions):
        edition = named(texts, site.mint.edition(number))
        follows = texts.values(edition.iri, "xkos:follows")
        before = next((each for each in follows if each in known), None)
        for kind, items in _kinds(texts, before, edition.iri) if before else ():
            yield Entry(
                name=f"{number}-{kind.replace('_', '-')}",
                title=said[kind].format(edition=edition.name, count=len(items)),
                moment=site.modified,
                stem=str(number),
                lists=(("", (*items[:MOST], *_more(len(items), language))),),
            )


def _kinds(texts: Texts, before: str, after: str) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Give the kinds of changes that there are, each with its skills."""
    found, said = changes(texts, before, after), words(texts.language)["parts"]
    kinds = {
        "new": tuple(_skill(texts, each) for each, _ in found.new),
        "retired": tuple(_skill(texts, each) for each, _ in found.gone),
    }
    for kind in ("renamed", "moved", "level_added", "level_removed"):
        told = said["differences"][kind]
        kinds[kind] = tuple(
            _skill(texts, each.skill, told.format(before=one.before, after=one.after))
            for each in found.changed
            for one in each.differences
            if one.kind == kind
        )
    return ((kind, items) for kind, items in kinds.items() if items)


def _skill(texts: Texts, skill: Named, told: str = "") -> Item:
    """Give a skill, and what is told of it."""
    stem, name = texts.site.stem(skill.iri), f"{skill.name} ({skill.code})"
    href = page(texts.site, stem, texts.language) if stem else ""
    return Item(f"{name}. {told}" if told else name, href)

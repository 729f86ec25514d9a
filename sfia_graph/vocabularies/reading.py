"""From files of any kind to vocabularies: which framework each is of, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sfia_graph.errors import SourceError, UsageError
from sfia_graph.files import sha256
from sfia_graph.languages import primary
from sfia_graph.minting import Minter
from sfia_graph.namespaces import BASE, slug
from sfia_graph.records import SourceFile
from sfia_graph.report import Report
from sfia_graph.tags import canonical
from sfia_graph.tiers import Tier
from sfia_graph.vocabularies.filling import Filler
from sfia_graph.vocabularies.grids import Grid, read_grids
from sfia_graph.vocabularies.known import FRAMEWORKS
from sfia_graph.vocabularies.plain import catalogue
from sfia_graph.vocabularies.recognising import Match, recognise, tell_unknown
from sfia_graph.vocabularies.records import Vocabulary
from sfia_graph.vocabularies.settling import settle
from sfia_graph.vocabularies.tables import TEXTS
from sfia_graph.vocabularies.templates import names_in

_NAMED = re.compile(r"_([a-z]{2})\.(?:csv|tsv)")
"""How the exports of ESCO end: with the language of what they hold."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says of the files; None leaves it to them.

    `name` is what a catalogue is called in its IRIs, `licence` the IRI of the terms of use,
    `holder` that of whoever holds the rights, where the source names none.
    """

    language: str | None = None
    encoding: str | None = None
    tier: Tier = "texts"
    base: str = BASE
    name: str | None = None
    licence: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is recognised, and what was noted on the way."""

    path: Path
    matches: tuple[Match, ...]
    report: Report


def own_name(path: Path, wish: Wish) -> str:
    """Give the name of a catalogue of one's own: `--name`, or else its file's, as a slug."""
    return slug(wish.name or path.stem) or "own"


def recognise_file(path: Path, wish: Wish) -> Found | None:
    """Look whether a file holds tables of a known framework, or a plain table of concepts.

    None for any other file, also for one that cannot be read. Raises `SourceError` for a file of
    another version of a known framework.
    """
    report = Report()
    try:
        grids = read_grids(path, report, wish.encoding)
    except SourceError:
        return None
    own = catalogue(own_name(path, wish), wish.name or path.stem)
    matches = [match for grid in grids if (match := recognise(grid, (*FRAMEWORKS, own)))]
    if not matches:
        return None
    _tell_strangers(grids, matches, report)
    for match in matches:
        tell_unknown(match, report)
    return Found(path, _of_one_version(matches), report)


def _tell_strangers(grids: list[Grid], matches: list[Match], report: Report) -> None:
    taken = {match.grid.sheet for match in matches}
    for grid in grids:
        if grid.sheet not in taken:
            framework = matches[0].framework.title
            report.warn("unknown-sheet", grid.place(), "", f"no sheet of {framework}, left out")


def _of_one_version(matches: list[Match]) -> tuple[Match, ...]:
    """Choose between versions of a framework that look alike, by codes that only one has."""
    first = matches[0]
    alike = [each for each in FRAMEWORKS if first.sheet in each.sheets]
    if len(alike) < 2:
        return tuple(matches)
    cells = {cell.strip() for _, row in first.grid.rows() for cell in row}
    fitting = [each for each in alike if cells.issuperset(each.only)]
    if len(fitting) != 1:
        expected = "; ".join(f"{each.title} has {' and '.join(each.only)}" for each in alike)
        problem = f"of which version cannot be told: {expected}"
        raise SourceError(first.grid.place(), problem, "import the whole table of one version")
    return tuple(
        Match(each.grid, fitting[0], each.sheet, each.row, each.columns, each.titles)
        for each in matches
    )


def read_vocabularies(found: Iterable[Found], report: Report, wish: Wish) -> list[Vocabulary]:
    """Read recognised files into vocabularies, all files of one framework into one.

    Raises `SourceError` for the first fault of each, and `UsageError` for a licence that is known.
    """
    groups: dict[str, list[Found]] = {}
    for each in found:
        report.findings += each.report.findings
        groups.setdefault(each.matches[0].framework.name, []).append(each)
    return [_read(group, report, wish) for group in groups.values()]


def _read(group: list[Found], report: Report, wish: Wish) -> Vocabulary:
    framework = group[0].matches[0].framework
    sources = tuple(SourceFile(each.path.name, sha256(each.path)) for each in group)
    root = Minter(wish.base).vocabulary(framework.path)
    licence = licence_of(framework.title, framework.licence, wish)
    vocabulary = Vocabulary(framework, root, sources, licence=licence, holder=wish.holder)
    filler = Filler(vocabulary, wish.tier, report)
    filler.add_fixed(wish.language or framework.language)
    rows = sum(
        filler.add(match, _language(match, report, wish))
        for each in group
        for match in each.matches
    )
    settle(vocabulary, report, named=wish.tier != "structure")
    if not rows:
        problem, remedy = "a header and no rows", "add the concepts"
        raise SourceError(group[0].matches[0].grid.place(), problem, remedy)
    if not vocabulary.concepts:
        problem, remedy = "describes no concept", "name the files that do so too"
        raise SourceError(group[0].matches[0].grid.place(), problem, remedy)
    return vocabulary


def licence_of(title: str, known: str | None, wish: Wish) -> str | None:
    """Give the licence that is known, or else the user's; refuse two that differ."""
    if wish.licence and known and wish.licence != known:
        problem = f"{title} is under {known}; leave --licence out"
        raise UsageError(f"--licence {wish.licence}: {problem}")
    return known or wish.licence


def _language(match: Match, report: Report, wish: Wish) -> str | None:
    """Give the language of a table's texts that name none; refuse one that contradicts the file."""
    tags = _tags(match)
    named = _NAMED.search(match.grid.file) if match.framework.language is None else None
    if named and match.framework.licence and None in tags:
        tags = (tags - {None}) | {named[1]}
    said = sorted(tag for tag in tags if tag)
    closed = wish.language and said and None not in tags
    if closed and primary(wish.language or "") not in map(primary, said):
        problem = f"says that it is in {' and '.join(said)}, not in {wish.language}"
        remedy = "leave --language out, or correct the file"
        raise SourceError(match.grid.place(), problem, remedy)
    own = named[1] if named and named[1] in said else None
    language = wish.language or match.framework.language or own
    if language is None and None in tags:
        message = "nothing says in which language it is; give --language"
        report.warn("language", match.grid.place(), "", message)
    return canonical(language) if language else None


def _tags(match: Match) -> set[str | None]:
    """Give the languages that the columns of texts name, None among them for one that does not."""
    templates = (getattr(kind, text) for kind in match.sheet.kinds for text in TEXTS)
    names = {name for template in templates for name in names_in(template)}
    return {tag for column, tag, _ in match.columns if column.name in names}

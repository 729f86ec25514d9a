"""`sfia-graph link match`: which skills, and at which levels, a free text speaks of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.linking.frameworks import add_model, model_of, say_missing
from sfia_graph.cli.options import Commands, add_command, add_store
from sfia_graph.cli.screen import progress, say, show
from sfia_graph.errors import Place, SfiaError, SourceError, UsageError

if TYPE_CHECKING:
    from sfia_graph.matching.free_text import Found
    from sfia_graph.results import Rows

_COLUMNS = ("file", "code", "level", "name", "score", "words", "concept")
_ENDINGS = (".txt", ".md")
_FORMATS = ("table", "csv", "json")


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "match",
        run,
        "find the skills and levels that a job advert, a CV or a course speaks of",
        "sfia-graph link match advert.txt --store sfia-9.ttl",
    )
    parser.add_argument(
        "texts",
        nargs="+",
        metavar="TEXT",
        help="files of plain text, folders of .txt and .md, or - for standard input",
    )
    parser.add_argument(
        "--to", dest="target", default="sfia-9", metavar="FRAMEWORK", help="(default: sfia-9)"
    )
    add_store(parser)
    parser.add_argument(
        "--first", type=int, default=10, metavar="N", help="at most N for each text (default: 10)"
    )
    add_model(parser)
    parser.add_argument("--format", choices=_FORMATS, help="how to write them (default: table)")


def run(given: argparse.Namespace) -> int:
    """Match each text, and write all; gives 1 where a text cannot be read, after the others."""
    from sfia_graph.matching import concepts
    from sfia_graph.matching.free_text import TextMatcher
    from sfia_graph.store import open_store

    if given.first < 1:
        raise UsageError(f"--first {given.first}: must be 1 or more")
    files = list(_files(given.texts))
    targets = concepts(open_store(given.store), given.target)
    say_missing(given.target, targets)
    matcher = TextMatcher(targets, model_of(given, targets))
    found: list[tuple[str, Found]] = []
    faults = []
    with progress("matching") as tell:
        for done, name in enumerate(files):
            tell(done, len(files), name)
            try:
                found += [(name, each) for each in matcher.match(_read(name), given.first)]
            except SourceError as error:
                faults.append(str(error))
            except SfiaError as error:
                faults.append(f"{'standard input' if name == '-' else name}: {error}")
    for fault in faults:
        say(f"sfia-graph: {fault}")
    if found or not faults:
        show(_table(found), given.format)
    return 1 if faults else 0


def _files(named: list[str]) -> Iterator[str]:
    for name in named:
        path = Path(name)
        if name != "-" and path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in _ENDINGS)
            if not inside:
                remedy = f"save texts there as {' or '.join(_ENDINGS)}"
                raise SourceError(Place(name), "a folder without texts", remedy)
            yield from map(str, inside)
        else:
            yield name


def _read(name: str) -> str:
    from sfia_graph.files import read_text

    text = _typed() if name == "-" else read_text(Path(name))
    if "\0" in text:
        raise SourceError(Place(name), "no plain text (it holds a zero byte)", "save it as text")
    return text


def _typed() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"no UTF-8 text (byte {error.start})"
        raise SourceError(Place("standard input"), problem, "give it UTF-8") from None


def _table(found: list[tuple[str, Found]]) -> Rows:
    from pyoxigraph import Literal, NamedNode

    from sfia_graph.results import Rows

    rows = [
        (
            Literal(name),
            Literal(each.candidate.target.notation),
            Literal(each.level.number) if each.level and each.level.number else None,
            Literal(each.candidate.target.name),
            Literal(round(each.candidate.score, 4)),
            Literal(", ".join(each.candidate.words)),
            NamedNode(each.level.iri if each.level else each.candidate.target.iri),
        )
        for name, each in found
    ]
    return Rows(_COLUMNS, tuple(rows))

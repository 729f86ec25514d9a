"""What `sfia-graph import` does with files of other frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sfia_graph.cli.screen import say
from sfia_graph.errors import Place, SourceError, UsageError, counted
from sfia_graph.files import write_atomically
from sfia_graph.namespaces import local_name

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple
    from rdflib import Graph

    from sfia_graph.media import Format
    from sfia_graph.report import Report
    from sfia_graph.vocabularies.reading import Wish
    from sfia_graph.vocabularies.writing import Statements

LARGE = 50_000
"""From how many concepts on a vocabulary is written line by line, never whole in memory."""

MOST = 1_000_000
"""The most statements of a vocabulary that is written whole."""

_PIECE = 20_000


def read_others(
    files: Iterable[Path], report: Report, wish: Wish
) -> tuple[list[Statements], list[Path]]:
    """Read the files of other frameworks, and give the files that are none of these."""
    from sfia_graph.vocabularies.reading import read_vocabularies, recognise_file
    from sfia_graph.vocabularies.skos_files import read_skos
    from sfia_graph.vocabularies.writing import to_statements

    found, read, rest = [], [], []
    for path in files:
        table = recognise_file(path, wish)
        if table:
            found.append(table)
        elif skos := read_skos(path, wish):
            read.append(skos)
        else:
            rest.append(path)
    vocabularies = read_vocabularies(found, report, wish)
    read += [to_statements(each, tier=wish.tier, base=wish.base) for each in vocabularies]
    _refuse_doubles(read)
    return read, rest


def _refuse_doubles(read: list[Statements]) -> None:
    names: set[str] = set()
    for each in read:
        if each.iri in names:
            problem = f"makes the graph {local_name(each.iri)}, and so does another file"
            remedy = "import them one at a time, each with a --name of its own"
            raise SourceError(Place(each.file), problem, remedy)
        names.add(each.iri)


def is_large(read: list[Statements], rest: list[Path], known: Format, output: Path) -> bool:
    """Say whether what was read is to be written line by line; refuse where that cannot be."""
    large = [each for each in read if each.concepts >= LARGE]
    if large and rest:
        raise UsageError(f"{rest[0].name}: beside a vocabulary this large; import it by itself")
    if large and known.name not in {"ntriples", "nquads"}:
        problem = f"{large[0].concepts} concepts are too many for one piece of {known.name}"
        raise UsageError(f"-o {output}: {problem}; name a .nt or .nq, which are written by lines")
    return bool(large)


def to_graphs(read: list[Statements]) -> dict[str, Graph]:
    """Give what was read as named graphs; raises `SourceError` for one that is too large."""
    from sfia_graph.terms import graph_of

    return {each.iri: graph_of(_few(each)) for each in read}


def _few(given: Statements) -> Iterator[Triple]:
    for number, triple in enumerate(given.triples()):
        if number == MOST:
            problem = f"more than {MOST} statements of fewer than {LARGE} concepts"
            raise SourceError(Place(given.file), problem, "split it, or load it as it is")
        yield triple


def write_lines(read: list[Statements], known: Format, output: Path) -> int:
    """Write what was read line by line beside the file, then rename; gives the statements.

    Raises `StoreError` where that cannot be done; what stood there before is then still there.
    """
    count = 0

    def pieces() -> Iterator[bytes]:
        nonlocal count
        for piece, size in _pieces(read, known):
            count += size
            yield piece

    write_atomically(output, pieces())
    return count


def _pieces(read: list[Statements], known: Format) -> Iterator[tuple[bytes, int]]:
    from pyoxigraph import NamedNode, Quad, serialize

    from sfia_graph.rdf import OX_FORMATS
    from sfia_graph.tags import restore

    for source in read:
        name, triples = NamedNode(source.iri), source.triples()
        while piece := list(islice(triples, _PIECE)):
            lines: list[Triple] | list[Quad] = piece
            if known.named_graphs:
                lines = [Quad(each.subject, each.predicate, each.object, name) for each in piece]
            written = serialize(lines, format=OX_FORMATS[known.name]) or b""
            yield restore(written, known.name), len(piece)


def tell_others(read: list[Statements]) -> None:
    """Say what was read, and where nothing is known of the licence."""
    for each in read:
        say(f"{each.title}: {counted(each.concepts, 'concept')}")
        if each.licence is None:
            say(
                f"{each.title}: no licence is known, so publishing with --public will leave its "
                "texts out; --licence IRI says one"
            )


def check_options(
    read: list[Statements],
    rest: list[Path],
    *,
    edition: int | None,
    licence: str | None,
    name: str | None,
    holder: str | None = None,
) -> None:
    """Refuse options that say something of files that are not there."""
    if edition is not None and not rest:
        raise UsageError(f"--edition {edition}: none of the files is SFIA's; leave it out")
    if licence is not None and not read:
        raise UsageError(f"--licence {licence}: SFIA's licence is known; leave it out")
    for option, value in (("--name", name), ("--rights-holder", holder)):
        if value is not None and not any("graph/catalogue-" in each.iri for each in read):
            raise UsageError(f"{option} {value}: no file is a vocabulary of your own; leave it out")

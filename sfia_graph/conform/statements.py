"""RDF as a host sends it: parsed strictly, made comparable whatever its blank nodes are called."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from sfia_graph.deadline import within
from sfia_graph.errors import SfiaError, SourceError
from sfia_graph.media import Format
from sfia_graph.rdf import BOM, OX_FORMATS, check_depth
from sfia_graph.whole_xml import check_whole_xml

MOST_BLANK = 5_000
"""How many blank nodes a document has at most that is compared with others."""
_DEEP = 256 << 20

Statements = frozenset[ox.Triple]


class Malformed(SfiaError):
    """A document that is not what its standard says."""


class Unread(SfiaError):
    """A document that may be right, but is not read here."""


def parse(data: bytes, known: Format, base: str, seconds: float) -> list[ox.Triple]:
    """Parse a document whole; statements of named graphs lose their graph.

    Raises `Malformed` with the place of the first fault, `Unread` for a document type declaration,
    a JSON-LD context that would have to be fetched, and what takes longer than `seconds`.
    """
    try:
        return within(seconds, lambda: _parsed(data, known, base), _DEEP)
    except TimeoutError:
        raise Unread(f"not parsed within {seconds:g} s") from None
    except SourceError as error:
        raise Unread(error.problem) from None
    except SyntaxError as error:
        if "LoadDocumentCallback" in error.msg:
            raise Unread("its JSON-LD context would have to be fetched") from None
        line = f"line {error.lineno}: " if error.lineno else ""
        raise Malformed(f"{line}{error.msg.splitlines()[0]}") from None
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error).splitlines()[0]) from None


def comparable(triples: Iterable[ox.Triple], seconds: float) -> Statements:
    """Give statements with blank nodes that are called the same wherever they stand alike.

    Two documents say the same where these are equal (RDF 1.1 Concepts, section 3.6).
    Raises `Unread` for more than `MOST_BLANK` blank nodes, and for those that take too long.
    """
    dataset = ox.Dataset(ox.Quad(*each) for each in triples)
    blank = {term for quad in dataset for term in (quad.subject, quad.object) if _is_blank(term)}
    if len(blank) > MOST_BLANK:
        raise Unread(f"{len(blank)} blank nodes, too many to compare")
    if blank:
        try:
            within(seconds, lambda: dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE))
        except TimeoutError:
            raise Unread(f"blank nodes that are not told apart within {seconds:g} s") from None
    return frozenset(quad.triple for quad in dataset)


def named(triples: Iterable[ox.Triple]) -> set[str]:
    """Give all IRIs that statements speak of, as subject or as object."""
    terms = (term for each in triples for term in (each.subject, each.object))
    return {term.value for term in terms if isinstance(term, ox.NamedNode)}


def _parsed(data: bytes, known: Format, base: str) -> list[ox.Triple]:
    data = data.removeprefix(BOM)
    if known.name == "rdfxml":
        check_whole_xml(data, base)
    elif known.name != "jsonld":
        check_depth(data, base)
    quads = ox.parse(data, format=OX_FORMATS[known.name], base_iri=base, rename_blank_nodes=True)
    return [quad.triple for quad in quads]


def _is_blank(term: object) -> bool:
    return isinstance(term, ox.BlankNode)

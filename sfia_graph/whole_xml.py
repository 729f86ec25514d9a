"""XML that is whole, without what can grow in it: the look at it before Oxigraph reads it."""

from __future__ import annotations

from sfia_graph.errors import Place, SourceError
from sfia_graph.nesting import DEEPEST


def check_whole_xml(data: bytes, name: str) -> None:
    """Refuse XML that is not whole, which Oxigraph takes as far as it goes, or has a DOCTYPE.

    Raises `SyntaxError` for the one, `SourceError` for the other; `name` is for its message.
    """
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        place = Place(name, line=parser.CurrentLineNumber)
        problem = "a document type declaration (DOCTYPE), which can hide an entity bomb"
        raise SourceError(place, problem, "write the IRIs in full and leave it out")

    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            problem = f"elements inside elements, more than {DEEPEST} deep"
            place = Place(name, line=parser.CurrentLineNumber)
            raise SourceError(place, problem, "write the RDF in a flatter way")

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        place = ("", error.lineno, error.offset + 1, None)
        raise SyntaxError(expat.ErrorString(error.code), place) from None
    except (LookupError, ValueError):
        raise SyntaxError("an encoding that no reader of XML knows", ("", 1, 1, None)) from None

"""Terms by value: two literals of a datatype that stand for one value are one term."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from benchmarks.conformance.manifests import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = (
    *("integer", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort"),
    *("unsignedByte", "positiveInteger", "negativeInteger", "nonPositiveInteger"),
    "nonNegativeInteger",
)
_DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_BOOLEANS = {"true": "true", "1": "true", "false": "false", "0": "false"}


def _decimal(text: str) -> str:
    return f"{Decimal(text).normalize():f}"


def _duration(text: str) -> str:
    """Give a duration as its months and seconds."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    years, months, days, hours, minutes = (int(each or 0) for each in found.groups()[1:6])
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + Decimal(found[7] or 0)
    return f"{found[1]}{years * 12 + months} months, {seconds.normalize():f} seconds"


_READ: dict[str, Callable[[str], str]] = {
    **{f"{XSD}{name}": lambda text: str(int(text)) for name in _WHOLE},
    f"{XSD}decimal": _decimal,
    f"{XSD}double": lambda text: repr(float(text.replace("INF", "inf"))),
    f"{XSD}float": lambda text: repr(float(text.replace("INF", "inf"))),
    f"{XSD}dayTimeDuration": _duration,
    f"{XSD}boolean": lambda text: _BOOLEANS[text],
}


def by_value(term: Term) -> Term:
    """Give a literal in the one form of its value, its language tag in lower case; else itself.

    What is no text of its datatype stands for itself.
    """
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower())
    try:
        return ox.Literal(_READ[term.datatype.value](term.value), datatype=term.datatype)
    except (KeyError, ValueError, InvalidOperation):
        return term

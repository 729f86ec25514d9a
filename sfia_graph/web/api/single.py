"""Parameters of a query string of which each has one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from urllib.parse import quote, urlencode

from sfia_graph.errors import quoted
from sfia_graph.web.exchange import Refused

Given = Mapping[str, Sequence[str]]


def single(parameters: Given, known: Sequence[str]) -> dict[str, str]:
    """Give the value of each parameter, without those left empty.

    Raises `Refused` (400) for one that is unknown, with the nearest name, or given twice.
    """
    for name, values in parameters.items():
        if name not in known:
            near = get_close_matches(name[:50], known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
            raise Refused(400, f"unknown parameter {quoted(name)}; {hint}")
        if len(values) > 1:
            raise Refused(400, f"{name}: given {len(values)} times, expected once")
    return {name: values[0] for name, values in parameters.items() if values and values[0]}


def query_string(given: Given) -> str:
    """Give parameters as the end of a link: `?level=5&level=6`, nothing where there are none."""
    return f"?{urlencode(given, doseq=True, quote_via=quote)}" if given else ""

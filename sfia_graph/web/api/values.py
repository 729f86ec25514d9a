"""What a query string gives the parameters of a stored query, within limits."""

from __future__ import annotations

from collections.abc import Mapping

from sfia_graph.errors import UsageError, counted, quoted
from sfia_graph.queries import StoredQuery
from sfia_graph.web.exchange import Refused
from sfia_graph.web.site import Site

MOST_VALUES = 20
"""How many values a parameter takes at once."""
FEWER_VALUES = {("skills-in-category", "category"): 10}
"""Where each value costs so much that fewer are taken: no answer may take a second."""
LONGEST_VALUE = 300
"""How many characters a value may have."""

Given = Mapping[str, tuple[str, ...]]


def most_values(query: StoredQuery, parameter: str) -> int:
    """Give how many values a parameter takes at once."""
    if query.header["parameters"][parameter].get("single"):
        return 1
    return FEWER_VALUES.get((query.name, parameter), MOST_VALUES)


def values(site: Site, query: StoredQuery, parameters: Given) -> dict[str, list[str]]:
    """Give the values of a query's parameters; what is left empty, as forms do, is left out.

    Several values are several parameters of one name; a comma is part of a value. Raises `Refused`
    (400) for a parameter that the query does not have, for too many values or too long ones, for
    an edition that the site does not have, and for a value of the wrong type.
    """
    found = {name: [each for each in several if each] for name, several in parameters.items()}
    known = {each.name for each in query.parameters}
    for name, several in found.items():
        if name in known:
            _limit(query, name, several)
    given = {name: several for name, several in found.items() if several or name not in known}
    try:
        query.bind(given)
    except UsageError as error:
        raise Refused(400, str(error)) from None
    for edition in map(int, given.get("edition", [])):
        if edition not in site.editions:
            there = ", ".join(map(str, site.editions))
            raise Refused(400, f"edition: found '{edition}', expected one of {there}")
    return given


def _limit(query: StoredQuery, name: str, several: list[str]) -> None:
    most = most_values(query, name)
    if len(several) > most:
        raise Refused(400, f"{name}: {query.name} takes at most {counted(most, 'value')} at a time")
    for each in several:
        if len(each) > LONGEST_VALUE:
            start = quoted(each, 20)
            raise Refused(400, f"{name}: {start} has more than {LONGEST_VALUE} characters")

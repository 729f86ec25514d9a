"""What may stand in the place of a template's variable, while somebody types.

Model Context Protocol, "Completion".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mcp.types import Completion

from sfia_graph.records import LEVELS
from sfia_graph.web.assistants.resources import skills, templates
from sfia_graph.web.finding import find
from sfia_graph.web.site import Site

MOST = 100
"""How many values the protocol lets pass at once."""


def completed(
    site: Site, template: str, variable: str, begun: str, others: Mapping[str, str]
) -> Completion:
    """Give values for a variable of a template, those that begin as typed before those found.

    `others` are the variables that stand already. A code is found by a name, too. There is nothing
    for a template or a variable that is not known.
    """
    known = {each.uri_template for each in templates(site)}
    found = _values(site, variable, begun, others) if template in known else []
    values = list(dict.fromkeys(found))
    return Completion(values=values[:MOST], total=len(values), has_more=len(values) > MOST)


def _values(site: Site, variable: str, begun: str, others: Mapping[str, str]) -> Iterable[str]:
    if variable == "edition":
        return _beginning(map(str, reversed(site.editions)), begun)
    if variable == "level":
        return _beginning(map(str, LEVELS), begun)
    if variable == "code":
        return _codes(site, begun, others.get("edition", ""))
    if variable == "path":
        found = find(site, begun, limit=MOST)
        return [
            each.iri.removeprefix(site.base) for each in found if each.iri.startswith(site.base)
        ]
    return []


def _codes(site: Site, begun: str, edition: str) -> list[str]:
    numbers = {str(number): number for number in site.editions}
    codes = skills(site, numbers.get(edition, site.latest))
    named = {each.code for each in find(site, begun, limit=MOST, type="skill")}
    return [*_beginning(codes, begun.upper()), *(code for code in codes if code in named)]


def _beginning(values: Iterable[str], begun: str) -> list[str]:
    return [value for value in values if value.startswith(begun)]

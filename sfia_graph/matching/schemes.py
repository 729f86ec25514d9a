"""The frameworks by the names that people give them, and which of their concepts are matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sfia_graph.errors import UsageError, quoted
from sfia_graph.namespaces import BASE

_SCHEMES = {
    "digcomp-3": "digcomp/3",
    "ecf-3": "ecf/3",
    "ecf-4": "ecf/4",
    "gdad": "gdad",
    "nice-2": "nice/2",
    "onet": "onet",
}
_ESCO = "http://data.europa.eu/esco/*"
_EDITION = re.compile(r"sfia-(\d+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")

NAMES = ("sfia-9", "sfia-8", *sorted(_SCHEMES), "esco")
"""The short names, for messages."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A choice of concepts: `name` as it was given, and where to find them.

    `pattern` is SPARQL that binds `?concept`; `glob` narrows it to IRIs of that form.
    """

    name: str
    pattern: str
    glob: str = "*"

    def holds(self, iri: str) -> bool:
        """Whether a concept is among those chosen, as far as its IRI says."""
        return self.glob == "*" or fnmatchcase(iri, self.glob)


def scheme(name: str) -> Scheme:
    """Give the concepts that a short name, a scheme's IRI or an IRI with `*` in it stands for.

    IRIs with `*` may leave out the project's base: `gdad/skill/*`. Raises `UsageError` for a name
    that is none of these.

    >>> scheme("gdad/skill/*").holds("https://w3id.org/sfia-graph/gdad/skill/testing")
    True
    """
    if name == "esco":
        return _by_form(name, _ESCO)
    if "*" in name and _ADDRESS.fullmatch(full := name if "://" in name else f"{BASE}{name}"):
        return _by_form(name, full)
    if edition := _EDITION.fullmatch(name):
        return Scheme(name, f"?concept a sfia:Skill ; skos:inScheme <{BASE}{edition[1]}> .")
    if re.fullmatch(rf"{re.escape(BASE)}\d+", name):
        return Scheme(name, f"?concept a sfia:Skill ; skos:inScheme <{name}> .")
    if name in _SCHEMES:
        return Scheme(name, f"?concept skos:inScheme <{BASE}{_SCHEMES[name]}> .")
    if _ADDRESS.fullmatch(name):
        return Scheme(name, f"?concept skos:inScheme <{name}> .")
    known = ", ".join(NAMES)
    raise UsageError(f"{quoted(name)} names no framework; use one of {known}, or a scheme's IRI")


def _by_form(name: str, form: str) -> Scheme:
    start = form.split("*")[0]
    pattern = f'?concept a skos:Concept . FILTER(STRSTARTS(STR(?concept), "{start}"))'
    return Scheme(name, pattern, form)


def is_sfia(iri: str) -> bool:
    """Whether a concept is a skill of SFIA.

    >>> is_sfia("https://w3id.org/sfia-graph/9/skill/SLMO")
    True
    """
    return re.match(rf"{re.escape(BASE)}\d+/skill/", iri) is not None


def is_role(iri: str) -> bool:
    """Whether a concept is a role or an occupation, which a skill can only be related to.

    >>> is_role("https://w3id.org/sfia-graph/nice/2/OG-WRL-001")
    True
    """
    return re.search(r"/occupation/|/role/|/[A-Z]{2}-WRL-\d+$", iri) is not None

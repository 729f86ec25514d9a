"""Stored queries: one question a file, asked by name, its parameters typed and never pasted in.

A file begins with a header in YAML, each line after `#+ ` (grlc's convention), and runs as it
stands in any SPARQL 1.1 editor. A parameter is a marked line whose default is also its example:

    VALUES ?level { 5 }   # parameter
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sfia_graph.errors import Place, SourceError, UsageError, quoted
from sfia_graph.files import read_text
from sfia_graph.namespaces import PREFIXES
from sfia_graph.parameters import Parameter, Values
from sfia_graph.query_header import read_header
from sfia_graph.resources import QUERIES

SUBJECTS = (
    *("skills", "levels", "attributes", "framework", "editions", "finding", "roles"),
    *("people", "links", "linked-data"),
)
"""The subjects in the order of a menu; further folders follow by name."""

_OF_SFIA_ALONE = frozenset({"attributes", "levels", "people", "roles", "skills"})
_OF_SAMPLES = frozenset({"people", "roles"})
_TOUCHING = frozenset({"levels-added-to-my-skills", "profiles-affected"})

_PARAMETER = re.compile(
    r"^(?P<before>[ \t]*VALUES \?(?P<name>\w+) \{ )(?P<terms>.*)(?P<after> \}[ \t]*# parameter)$",
    re.MULTILINE,
)
_FORM = re.compile(r"^(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.MULTILINE)


@dataclass(frozen=True)
class StoredQuery:
    """One stored question: `name` and `subject` come from its file, `text` is the SPARQL."""

    name: str
    subject: str
    text: str

    @property
    def links(self) -> bool:
        """Whether links to other frameworks can bear on the answer."""
        return self.subject not in _OF_SFIA_ALONE

    @property
    def people(self) -> bool:
        """Whether it asks of people, whom no site shows."""
        return self.subject == "people" or "sfia:holder" in self.text

    @property
    def samples(self) -> bool:
        """Whether it asks of roles or people, of which the shipped data have samples alone."""
        return self.subject in _OF_SAMPLES or self.name in _TOUCHING

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, in the order of the text; one may stand in it several times."""
        written = {found["name"]: found for found in _PARAMETER.finditer(self.text)}
        return tuple(Parameter(name, self._defaults(found)) for name, found in written.items())

    @cached_property
    def header(self) -> dict[str, Any]:
        """The YAML header: `summary`, `description`, `tags`, `parameters`.

        Raises `SourceError` for one that cannot be read or lacks one of them.
        """
        return read_header(self.text, self._file, [each.name for each in self.parameters])

    @property
    def summary(self) -> str:
        """What the query answers, in one line."""
        return str(self.header["summary"])

    @property
    def form(self) -> str:
        """SELECT, CONSTRUCT, ASK or DESCRIBE."""
        found = _FORM.search(self.text)
        return found[1] if found else ""

    @property
    def without_defaults(self) -> str:
        """The SPARQL without header and marked lines: its parameters are free variables."""
        body = _PARAMETER.sub("", self.text)
        kept = (line for line in body.split("\n") if line.strip() and not line.startswith("#+"))
        return "\n".join(kept) + "\n"

    @property
    def _file(self) -> str:
        return f"{self.name}.rq"

    def _defaults(self, found: re.Match[str]) -> tuple[NamedNode | Literal, ...]:
        terms = _default_terms(found["terms"])
        if terms:
            return terms
        place = Place(self._file, line=self.text.count("\n", 0, found.start()) + 1)
        problem = f"found {quoted(found['terms'])}, expected the default of a parameter"
        raise SourceError(place, problem, "write IRIs or literals between the braces")

    def describe(self, parameter: str) -> str:
        """What the header says of a parameter."""
        return str(self.header["parameters"][parameter]["description"])

    def _takes_one(self, parameter: str) -> bool:
        return bool(self.header["parameters"][parameter].get("single"))

    def bind(self, values: Mapping[str, Values]) -> str:
        """Give the SPARQL with the values in place of the defaults.

        Values that are the defaults leave it as it is written, so that it is known as the same.
        Raises `UsageError` for a parameter that is unknown (with the nearest name), a value that is
        not of the default's type, and several values where the header says `single: true`.
        """
        by_name = {parameter.name: parameter for parameter in self.parameters}
        written = {}
        for name, value in values.items():
            if name not in by_name:
                raise UsageError(self._unknown(name, list(by_name)))
            terms = by_name[name].terms(value)
            if len(terms) > 1 and self._takes_one(name):
                raise UsageError(f"{name}: {self.name} takes one value at a time")
            if tuple(terms) != by_name[name].defaults:
                written[name] = " ".join(map(str, terms))

        def fill(found: re.Match[str]) -> str:
            terms = written.get(found["name"], found["terms"])
            return f"{found['before']}{terms}{found['after']}"

        return _PARAMETER.sub(fill, self.text)

    def _unknown(self, name: str, known: list[str]) -> str:
        near = get_close_matches(name, known, n=1)
        if near:
            return f"unknown parameter '{name}'; did you mean '{near[0]}'?"
        if not known:
            return f"unknown parameter '{name}'; {self.name} takes none"
        return f"unknown parameter '{name}'; {self.name} takes {', '.join(known)}"


def _default_terms(terms: str) -> tuple[NamedNode | Literal, ...]:
    """Give the terms of a marked line, none where they are not all IRIs and literals."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    first = f"{PREFIXES['rdf']}first"
    try:
        listed = parse(f"{prefixes} [] <urn:is> ( {terms} ) .", format=RdfFormat.TURTLE)
        found = [quad.object for quad in listed if quad.predicate.value == first]
    except SyntaxError:
        return ()
    sound = tuple(term for term in found if isinstance(term, NamedNode | Literal))
    return sound if len(sound) == len(found) else ()


def stored_queries(folder: Path = QUERIES) -> dict[str, StoredQuery]:
    """Give the stored queries by name, in the order of `SUBJECTS` and of their names."""
    files = sorted(folder.glob("*/*.rq"), key=lambda path: (_place(path.parent.name), path.stem))
    return {path.stem: _read(path) for path in files}


def _place(subject: str) -> tuple[int, str]:
    return (SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS), subject)


def stored_query(name: str, folder: Path = QUERIES) -> StoredQuery:
    """Give one stored query; raises `UsageError` for an unknown name, with the nearest."""
    found = next(folder.glob(f"*/{name}.rq"), None) if re.fullmatch(r"[a-z0-9-]+", name) else None
    if found is None:
        near = get_close_matches(name, [path.stem for path in folder.glob("*/*.rq")], n=1)
        hint = f"did you mean '{near[0]}'?" if near else "'sfia-graph query' lists them"
        raise UsageError(f"unknown query '{name}'; {hint}")
    return _read(found)


def _read(path: Path) -> StoredQuery:
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    return StoredQuery(path.stem, path.parent.name, text)

"""The form of a stored question: a field a parameter, of the parameter's type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sfia_graph.languages import primary
from sfia_graph.namespaces import PREFIXES
from sfia_graph.parameters import Parameter
from sfia_graph.queries import StoredQuery
from sfia_graph.results import Rows
from sfia_graph.web.pages.page import Parameters
from sfia_graph.web.pages.texts import Text, nearest
from sfia_graph.web.site import Site

_XSD = PREFIXES["xsd"]
_INPUTS = {f"{_XSD}integer": "number", f"{_XSD}decimal": "decimal", f"{_XSD}double": "decimal"}


@dataclass(frozen=True)
class Option:
    """Something to choose: the value that is sent and, where it has one, a name."""

    value: str
    name: Text | None = None


@dataclass(frozen=True)
class Field:
    """A field of a form.

    `kind` is `select`, `choices` (several of few), or an input's: `text`, `number`, `decimal`,
    `url`. `values` are those that are filled in; `several` says that there may be more; `options`
    are what to choose from, for an input as suggestions.
    """

    name: str
    kind: str
    values: tuple[str, ...]
    several: bool
    hint: Text
    options: tuple[Option, ...] = ()


def given(query: StoredQuery, parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """Give the values of a form, without the fields that were left empty."""
    filled = {name: tuple(filter(str.strip, values)) for name, values in parameters.items()}
    return {name: values for name, values in filled.items() if values}


def defaults(site: Site, query: StoredQuery, language: str) -> dict[str, tuple[str, ...]]:
    """Give the values that a question is asked with until somebody chooses others.

    The language is the page's, the edition the newest where the header's is not in the graph.
    """
    found = {each.name: tuple(term.value for term in each.defaults) for each in query.parameters}
    if primary(found.get("lang", (language,))[0]) != primary(language):
        found["lang"] = (language,)
    if not set(found.get("edition", ())) <= set(map(str, site.editions)):
        found["edition"] = (str(site.latest),)
    return found


def fields(
    site: Site, query: StoredQuery, values: Mapping[str, tuple[str, ...]], language: str
) -> tuple[Field, ...]:
    """Give the fields of a question, filled in with values."""
    return tuple(
        _field(site, query, each, values.get(each.name, ()), language) for each in query.parameters
    )


def _field(
    site: Site, query: StoredQuery, parameter: Parameter, values: tuple[str, ...], language: str
) -> Field:
    name = parameter.name
    several = not query.header["parameters"][name].get("single")
    hint = Text(query.describe(name), "en", primary(language) != "en")
    few = _few(site, parameter)
    if few:
        known = [*few, *(each for each in values if each not in few and name == "lang")]
        kind = "choices" if several else "select"
        return Field(name, kind, values, several, hint, tuple(map(Option, known)))
    first = parameter.defaults[0]
    kind = "url" if isinstance(first, ox.NamedNode) else _INPUTS.get(first.datatype.value, "text")
    return Field(name, kind, values, several, hint, options(site, query, parameter, language))


def _few(site: Site, parameter: Parameter) -> Sequence[str]:
    """Give all values that make sense where they are few."""
    if parameter.kind == "a level from 1 to 7":
        return [str(number) for number in range(1, 8)]
    if parameter.choices:
        return parameter.choices
    if parameter.name == "edition":
        return [str(number) for number in site.editions]
    return list(site.languages) if parameter.name == "lang" else []


_SUGGESTED = """
SELECT ?code ?name WHERE {
  { SELECT DISTINCT ?scheme ?class WHERE {
      ?like dcterms:identifier %(default)s ; skos:inScheme ?scheme ; a ?class
      FILTER(?class IN (sfia:Skill, sfia:Attribute) || (?class = skos:Concept &&
        NOT EXISTS { ?like a sfia:Skill } && NOT EXISTS { ?like a sfia:Attribute })) } }
  ?thing skos:inScheme ?scheme ; a ?class ; dcterms:identifier ?code ; skos:prefLabel ?name
  FILTER(?class != skos:Concept || NOT EXISTS { ?thing sfia:level ?level })
}
"""
_NAMED = """
SELECT ?code ?name WHERE {
  { SELECT DISTINCT ?class WHERE { ?like skos:prefLabel %(default)s@en ; a ?class
      FILTER(?class IN (sfia:Category, sfia:Subcategory)) } }
  ?thing a ?some ; skos:prefLabel ?code . FILTER(?some IN (sfia:Category, sfia:Subcategory))
  FILTER(LANG(?code) = "%(language)s") BIND(?code AS ?name)
}
"""
_FRAMEWORKS = ("sfia-8", "ecf-4", "ecf-3", "nice-2", "gdad", "digcomp-3", "onet", "esco")


def options(
    site: Site, query: StoredQuery, parameter: Parameter, language: str
) -> tuple[Option, ...]:
    """Give codes and names like the default of a parameter, sorted; none for free text."""
    first = parameter.defaults[0]
    if not isinstance(first, ox.Literal) or first.datatype.value != f"{_XSD}string":
        return ()
    if first.value in _FRAMEWORKS:
        return tuple(map(Option, _FRAMEWORKS))
    values = {"default": str(first), "language": primary(language)}
    names: dict[str, list[ox.Literal]] = {}
    for asked in (_SUGGESTED, _NAMED):
        rows = site.store.sparql(asked % values)
        assert isinstance(rows, Rows)
        for code, name in rows.terms:
            if isinstance(code, ox.Literal) and isinstance(name, ox.Literal):
                names.setdefault(code.value, []).append(name)
    return tuple(
        Option(code, None if name and name.value == code else name)
        for code, name in ((code, nearest(names[code], language)) for code in sorted(names))
    )

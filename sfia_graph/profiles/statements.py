"""Roles and people as the statements of a named graph each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import URIRef

from sfia_graph.minting import Minter
from sfia_graph.namespaces import PREFIXES
from sfia_graph.profiles.dates import write_moment
from sfia_graph.profiles.records import BASIS_NAMES, Holding, Importance, People, RoleProfile
from sfia_graph.provenance import derived
from sfia_graph.records import SourceFile
from sfia_graph.terms import to_oxigraph
from sfia_graph.vocabularies.writing import Statements

NON_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"
"""What the graph of people says of itself (DCAT 3, section 6.4.10: access rights)."""

_ADDRESS = re.compile(r"(?:https?://|urn:|doi:)[^\s<>\"{}|\\^`]+")


def _term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(f"{PREFIXES[prefix]}{local}")


_TYPE, _TITLE, _SOURCE = _term("rdf:type"), _term("dcterms:title"), _term("dcterms:source")
_REQUIREMENT, _IMPORTANCE = _term("sfia:requirement"), _term("sfia:importance")
_AT, _HOLDER, _BASIS = _term("sfia:skillAtLevel"), _term("sfia:holder"), _term("sfia:basis")
_CLAIMED, _EXPIRES = _term("prov:generatedAtTime"), _term("prov:invalidatedAtTime")
_MEMBER, _NAME, _MOMENT = _term("foaf:member"), _term("foaf:name"), _term("xsd:dateTime")
_ROLE, _ASKED, _HOLDING = (_term(f"sfia:{n}") for n in ("RoleProfile", "Requirement", "Holding"))
_GROUP = _term("foaf:Group")
_IMPORTANCES: dict[Importance, NamedNode] = {
    "core": _term("sfia:core"),
    "optional": _term("sfia:optional"),
}
_BASES = {basis: _term(f"sfia:{name}") for basis, name in BASIS_NAMES.items()}


def role_statements(
    roles: tuple[RoleProfile, ...],
    sources: tuple[SourceFile, ...],
    *,
    base: str,
    skills: str | None = None,
) -> Statements:
    """Give the named graph `graph/roles`; `skills` is where the editions' IRIs begin, as `base`."""
    tags = tuple(sorted({tag for role in roles for tag, _ in role.titles}))
    return _statements(
        *("roles", "Role profiles", tags, sources, base, len(roles)),
        lambda: _roles(roles, Minter(base), Minter(skills or base)),
    )


def people_statements(
    people: People, sources: tuple[SourceFile, ...], *, base: str, skills: str | None = None
) -> Statements:
    """Give the named graph `graph/people`, which says that it is not public."""
    tags = tuple(sorted({team.language for team in people.teams}))
    claims = sum(len(person.holdings) for person in people.persons)
    return _statements(
        *("people", "People, what they hold, and teams", tags, sources, base, claims),
        lambda: _people(people, Minter(base), Minter(skills or base)),
    )


def _statements(
    name: str,
    title: str,
    tags: tuple[str, ...],
    sources: tuple[SourceFile, ...],
    base: str,
    count: int,
    triples: Callable[[], Iterator[Triple]],
) -> Statements:
    described = list(_describe(name, title, tags, sources, Minter(base)))
    return Statements(
        iri=Minter(base).graph(name),
        file=sources[0].name if sources else name,
        title=title,
        languages=tags,
        licence=None,
        concepts=count,
        triples=lambda: chain(described, triples()),
    )


def _describe(
    name: str, title: str, tags: tuple[str, ...], sources: tuple[SourceFile, ...], mint: Minter
) -> Iterator[Triple]:
    graph = NamedNode(mint.graph(name))
    yield Triple(graph, _TYPE, _term("void:Dataset"))
    yield Triple(graph, _TYPE, _term("prov:Entity"))
    yield Triple(graph, _TITLE, Literal(title, language="en"))
    for tag in tags or ("zxx",):
        yield Triple(graph, _term("dcterms:language"), Literal(tag))
    if name == "people":
        yield Triple(graph, _term("dcterms:accessRights"), NamedNode(NON_PUBLIC))
    for subject, predicate, value in derived(URIRef(graph.value), sources, mint):
        yield Triple(to_oxigraph(subject), NamedNode(str(predicate)), to_oxigraph(value))  # type: ignore[arg-type]


def _roles(roles: Iterable[RoleProfile], mint: Minter, skills: Minter) -> Iterator[Triple]:
    for role in roles:
        here = NamedNode(mint.role(role.slug))
        yield Triple(here, _TYPE, _ROLE)
        for tag, title in role.titles:
            yield Triple(here, _TITLE, Literal(title, language=tag))
        for number, each in enumerate(role.requirements, 1):
            asked = NamedNode(mint.requirement(role.slug, number))
            yield Triple(here, _REQUIREMENT, asked)
            yield Triple(asked, _TYPE, _ASKED)
            yield Triple(asked, _IMPORTANCE, _IMPORTANCES[each.importance])
            for level in each.levels:
                yield Triple(asked, _AT, _at(skills, each.edition, each.skill, level))


def _people(people: People, mint: Minter, skills: Minter) -> Iterator[Triple]:
    for person in people.persons:
        who = NamedNode(mint.person(person.id))
        if person.name:
            yield Triple(who, _NAME, Literal(person.name))
        for number, each in enumerate(person.holdings, 1):
            here = NamedNode(mint.holding(person.id, number))
            yield from _holding(here, who, each, skills)
    for team in people.teams:
        group = NamedNode(mint.team(team.slug))
        yield Triple(group, _TYPE, _GROUP)
        yield Triple(group, _TITLE, Literal(team.title, language=team.language))
        for member in team.members:
            yield Triple(group, _MEMBER, NamedNode(mint.person(member)))


def _holding(here: NamedNode, who: NamedNode, each: Holding, skills: Minter) -> Iterator[Triple]:
    yield Triple(here, _TYPE, _HOLDING)
    yield Triple(here, _HOLDER, who)
    yield Triple(here, _AT, _at(skills, each.edition, each.skill, each.level))
    yield Triple(here, _BASIS, _BASES[each.basis])
    yield Triple(here, _CLAIMED, Literal(write_moment(each.date), datatype=_MOMENT))
    if each.expires:
        yield Triple(here, _EXPIRES, Literal(write_moment(each.expires), datatype=_MOMENT))
    if each.evidence:
        address = _ADDRESS.fullmatch(each.evidence)
        yield Triple(here, _SOURCE, NamedNode(each.evidence) if address else Literal(each.evidence))


@lru_cache(maxsize=1 << 14)
def _at(mint: Minter, edition: int, code: str, level: int) -> NamedNode:
    return NamedNode(mint.skill_at_level(edition, code, level))

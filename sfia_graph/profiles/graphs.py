"""Roles and people as a graph has them: back from statements to records."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.namespaces import BASE, compact, local_name
from sfia_graph.profiles.records import (
    BASIS_NAMES,
    Basis,
    Holding,
    Importance,
    People,
    Person,
    Requirement,
    RoleProfile,
    Team,
)
from sfia_graph.profiles.selects import Ask, rows
from sfia_graph.profiles.words import importance_of
from sfia_graph.results import Term
from sfia_graph.tags import canonical

_ROLES = """
SELECT DISTINCT ?role ?title WHERE {
  ?role a sfia:RoleProfile . OPTIONAL { ?role dcterms:title ?title }
}"""
_REQUIREMENTS = """
SELECT DISTINCT ?role ?requirement ?importance ?at WHERE {
  ?role a sfia:RoleProfile ; sfia:requirement ?requirement .
  ?requirement sfia:importance ?importance ; sfia:skillAtLevel ?at .
}"""
_HOLDINGS = """
SELECT DISTINCT ?holding ?person ?at ?basis ?date ?expires ?evidence WHERE {
  ?holding a sfia:Holding ; sfia:holder ?person ; sfia:skillAtLevel ?at ; sfia:basis ?basis ;
    prov:generatedAtTime ?date .
  OPTIONAL { ?holding prov:invalidatedAtTime ?expires }
  OPTIONAL { ?holding dcterms:source ?evidence }
}"""
_NAMES = """
SELECT DISTINCT ?person ?name WHERE {
  ?person foaf:name ?name .
  { ?holding sfia:holder ?person } UNION { ?team foaf:member ?person }
}"""
_TEAMS = """
SELECT DISTINCT ?team ?title ?member WHERE {
  ?team a foaf:Group ; dcterms:title ?title . OPTIONAL { ?team foaf:member ?member }
}"""
_ANY = """
SELECT ?subject ?at WHERE {
  { ?subject a sfia:RoleProfile ; sfia:requirement/sfia:skillAtLevel ?at }
  UNION { ?subject a sfia:Holding ; sfia:skillAtLevel ?at }
} LIMIT 1"""
_SKILL = re.compile(r".*/(\d+)/skill/([A-Z0-9]+)/([1-7])")
_OFFICIAL = re.compile(r"https://rdf\.sfia-online\.org/(\d+)/skilllevels/([A-Z0-9]+)_([1-7])")
_NUMBER = re.compile(r"(.*?)(\d+)")
_WORDS = {name: basis for basis, name in BASIS_NAMES.items()}


def bases_in(ask: Ask) -> tuple[str, str]:
    """Give where the IRIs of roles and holdings begin, and where those of skills do."""
    for subject, at in rows(ask(_ANY)).terms:
        own = re.sub(r"(?:role|holding)/[^/]*$", "", _text(subject))
        skills = re.sub(r"\d+/skill/[^/]*/\d$", "", _text(at))
        if own != _text(subject) and skills != _text(at):
            return own, skills
    return BASE, BASE


def roles_in(ask: Ask, where: str) -> tuple[RoleProfile, ...]:
    """Give the role profiles of a graph by slug, their requirements in the order of their numbers.

    Raises `SourceError` for a requirement that speaks of no skill at a level, or of several skills.
    """
    titles: dict[str, dict[str, str]] = {}
    for role, title in rows(ask(_ROLES)).terms:
        held = titles.setdefault(_text(role), {})
        if isinstance(title, Literal):
            held.setdefault(canonical(title.language or "en"), title.value)
    asked: dict[str, dict[str, tuple[Importance, list[tuple[int, str, int]]]]] = {}
    for role, requirement, importance, at in rows(ask(_REQUIREMENTS)).terms:
        found = importance_of(local_name(_text(importance)))
        if found is None:
            raise _fault(where, requirement, f"{_text(importance)} is no importance")
        one = asked.setdefault(_text(role), {}).setdefault(_text(requirement), (found, []))
        one[1].append(_skill(where, requirement, at))
    return tuple(
        RoleProfile(
            local_name(iri),
            tuple(sorted(held.items(), key=lambda each: (each[0] != "en", each))),
            tuple(
                _requirement(where, requirement, *asked[iri][requirement])
                for requirement in sorted(asked.get(iri, {}), key=_order)
            ),
        )
        for iri, held in sorted(titles.items())
    )


def _requirement(
    where: str, requirement: str, importance: Importance, found: list[tuple[int, str, int]]
) -> Requirement:
    if len({each[:2] for each in found}) > 1:
        problem = "asks for several skills"
        raise _fault(where, NamedNode(requirement), problem)
    edition, code, _ = found[0]
    return Requirement(code, tuple(sorted({each[2] for each in found})), importance, edition)


def people_in(ask: Ask, where: str) -> People:
    """Give the people and teams of a graph by pseudonym and slug, claims in their numbers' order.

    Raises `SourceError` for a claim that speaks of no skill at a level or has no basis.
    """
    held: dict[str, dict[str, Holding]] = {}
    for row in rows(ask(_HOLDINGS)).terms:
        holding, person = row[0], _text(row[1])
        held.setdefault(person, {})[_text(holding)] = _holding(where, row)
    names = {_text(person): _text(name) for person, name in rows(ask(_NAMES)).terms}
    people = tuple(
        Person(
            local_name(iri),
            tuple(holdings[each] for each in sorted(holdings, key=_order)),
            names.get(iri),
        )
        for iri, holdings in sorted(held.items())
    )
    others = sorted(names.keys() - held.keys())
    named = tuple(Person(local_name(iri), (), names[iri]) for iri in others)
    return People((*people, *named), _teams(ask))


def _teams(ask: Ask) -> tuple[Team, ...]:
    titles: dict[str, dict[str, str]] = {}
    members: dict[str, set[str]] = {}
    for team, title, member in rows(ask(_TEAMS)).terms:
        language = title.language if isinstance(title, Literal) else None
        titles.setdefault(_text(team), {})[canonical(language or "en")] = _text(title)
        if member is not None:
            members.setdefault(_text(team), set()).add(local_name(_text(member)))
    return tuple(
        Team(local_name(iri), held[tag], tuple(sorted(members.get(iri, ()))), tag)
        for iri, held in sorted(titles.items())
        for tag in [min(held, key=lambda each: (each != "en", each))]
    )


def _holding(where: str, row: tuple[Term | None, ...]) -> Holding:
    holding, _, at, basis, claimed, expires, evidence = row
    edition, code, level = _skill(where, holding, at)
    found: Basis | None = _WORDS.get(local_name(_text(basis)))
    if found is None:
        raise _fault(where, holding, f"{_text(basis)} is no basis")
    return Holding(
        skill=code,
        level=level,
        basis=found,
        date=_moment(where, holding, claimed),
        expires=_moment(where, holding, expires) if expires else None,
        evidence=_text(evidence) if evidence else None,
        edition=edition,
    )


def _moment(where: str, holding: Term | None, said: Term | None) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(said))
    except ValueError:
        raise _fault(where, holding, f"{quoted(_text(said))} is no date") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _skill(where: str, subject: Term | None, at: Term | None) -> tuple[int, str, int]:
    iri = _text(at)
    found = _SKILL.fullmatch(iri) or _OFFICIAL.fullmatch(iri)
    if not found:
        raise _fault(where, subject, f"{quoted(iri)} is no skill at a level")
    return int(found[1]), found[2], int(found[3])


def _fault(where: str, subject: Term | None, problem: str) -> SourceError:
    named = compact(_text(subject), BASE) if isinstance(subject, NamedNode) else "a requirement"
    return SourceError(Place(where), f"{named}: {problem}", "sfia-graph validate says more")


def _order(iri: str) -> tuple[str, int]:
    found = _NUMBER.fullmatch(iri)
    return (found[1], int(found[2])) if found else (iri, 0)


def _text(term: Term | None) -> str:
    return "" if term is None or not hasattr(term, "value") else str(term.value)

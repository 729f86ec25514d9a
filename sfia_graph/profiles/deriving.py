"""Roles and occupations of other frameworks as role profiles, by the links to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from sfia_graph.errors import StoreError, UsageError, quoted
from sfia_graph.profiles.facts import KnownSkill
from sfia_graph.profiles.frameworks import RoleFramework
from sfia_graph.profiles.naming import slug_of
from sfia_graph.profiles.outcomes import listed
from sfia_graph.profiles.records import Importance, Requirement, RoleProfile
from sfia_graph.profiles.selects import rows
from sfia_graph.queries import stored_query
from sfia_graph.store import Store
from sfia_graph.tags import canonical

SURE = Decimal("0.8")
"""From which confidence on a link to the role itself makes a requirement core."""

_ROLES = """
SELECT DISTINCT ?role ?property ?said
WHERE {{
  {{
    VALUES ?property {{ dcterms:identifier skos:prefLabel skos:altLabel }}
    ?role ?property ?said .
  }}
  UNION
  {{
    VALUES ?property {{ sssom:object_label }}
    ?record owl:annotatedTarget ?role ; ?property ?said .
  }}
  FILTER(REGEX(STR(?role), "{pattern}"))
}}
ORDER BY ?role ?property ?said
"""


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role of another framework: its IRI, its titles by language tag, all that it is called."""

    iri: str
    titles: tuple[tuple[str, str], ...]
    names: frozenset[str]
    linked: bool

    @property
    def title(self) -> str:
        """Its title in English, or else the first."""
        english = (text for tag, text in self.titles if tag.startswith("en"))
        return next(english, self.titles[0][1] if self.titles else self.iri)


@dataclass(frozen=True, slots=True)
class Derived:
    """A role profile and the IRI of what it was derived from.

    `origins` are the skills at level of an earlier edition that a requirement was derived from, by
    its number from 1 on.
    """

    profile: RoleProfile
    source: str
    origins: Mapping[int, tuple[str, ...]]


def known_roles(store: Store, framework: RoleFramework) -> list[KnownRole]:
    """Give the roles of a framework that a store knows, at least by a link to them."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for role, prop, said in rows(store.sparql(_ROLES.format(pattern=framework.role))).terms:
        if not (isinstance(role, NamedNode) and isinstance(said, Literal)):
            continue
        names[role.value].add(said.value.casefold())
        name = prop.value if isinstance(prop, NamedNode) else ""
        if name.endswith("prefLabel"):
            titles[role.value].setdefault(canonical(said.language or "en"), said.value)
        elif name.endswith("object_label"):
            labels.setdefault(role.value, said.value)
    return [
        KnownRole(
            iri,
            tuple(sorted(titles[iri].items())) or (("en", labels.get(iri, iri)),),
            frozenset(called),
            iri in labels,
        )
        for iri, called in sorted(names.items())
    ]


def choose_roles(
    known: Sequence[KnownRole], wanted: Sequence[str], framework: RoleFramework
) -> list[KnownRole]:
    """Give the roles that are wanted by code, title or IRI, without any those that are linked.

    Raises `StoreError` where the store knows none at all, and `UsageError` with the nearest titles
    for one that it does not know, and with the IRIs for a title that several have.
    """
    if not known:
        raise StoreError(f"the store knows nothing of this: {framework.title}")
    if not wanted:
        return [each for each in known if each.linked]
    found: list[KnownRole] = []
    problems: list[str] = []
    for word in wanted:
        ending = f"/{word}"
        named = [
            each
            for each in known
            if each.iri == word or each.iri.endswith(ending) or word.casefold() in each.names
        ]
        if len(named) == 1:
            found += [each for each in named if each not in found]
        elif named:
            problems.append(f"{quoted(word)} can be {listed((e.iri for e in named), 'or')}")
        else:
            problems.append(_unknown(word, known))
    if problems:
        raise UsageError("; ".join(problems))
    return found


def _unknown(word: str, known: Sequence[KnownRole]) -> str:
    names = {name: each.title for each in known for name in each.names}
    near = dict.fromkeys(names[each] for each in get_close_matches(word.casefold(), names, n=3))
    hint = f"; the nearest are {listed(map(quoted, near))}" if near else ""
    return f"unknown role {quoted(word)}{hint}"


def derive(
    store: Store,
    roles: Sequence[KnownRole],
    framework: RoleFramework,
    skills: Mapping[str, KnownSkill],
    edition: int,
) -> list[Derived]:
    """Give the profiles of roles, as the stored question role-in-sfia answers.

    A role to which nothing leads is left out. Levels that the answer leaves open are all that the
    skill defines. A requirement is core where somebody judged the role itself to need the skill
    and is in no doubt, otherwise optional.
    """
    by_role: dict[str, list[Requirement]] = defaultdict(list)
    question = stored_query("role-in-sfia")
    asked = question.bind({"role": [each.iri for each in roles], "edition": edition})
    for row in rows(store.sparql(asked)):
        code, lowest = str(row["code"]), row["lowest"]
        defined = skills[code].levels
        levels = defined if lowest is None else _between(defined, lowest, row["highest"])
        importance = _importance(row["over"], row["confidence"])
        by_role[str(row["concept"])].append(Requirement(code, levels, importance, edition))
    slugs = _slugs(roles, framework)
    return [
        Derived(
            RoleProfile(slugs[each.iri], each.titles, _ordered(by_role[each.iri])), each.iri, {}
        )
        for each in roles
        if each.iri in by_role
    ]


def _between(defined: Iterable[int], lowest: object, highest: object) -> tuple[int, ...]:
    return tuple(each for each in defined if int(str(lowest)) <= each <= int(str(highest)))


def _importance(over: object, confidence: object) -> Importance:
    doubted = confidence is not None and Decimal(str(confidence)) < SURE
    return "optional" if doubted or over is not None else "core"


def _ordered(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Give what is core before what is optional, each by code."""
    return tuple(sorted(requirements, key=lambda each: (each.importance, each.skill)))


def _slugs(roles: Sequence[KnownRole], framework: RoleFramework) -> dict[str, str]:
    """Give each role a slug of its code or title; a second one of a title takes its code too."""
    found: dict[str, str] = {}
    for each in roles:
        ending = each.iri.rsplit("/", 1)[-1]
        slug = slug_of(f"{framework.name} {ending if framework.by_code else each.title}")
        found[each.iri] = slug if slug not in found.values() else slug_of(f"{slug} {ending}")
    return found

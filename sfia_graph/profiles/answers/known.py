"""What a store knows by name: its roles, people and teams, found by what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from sfia_graph.errors import UsageError, quoted
from sfia_graph.languages import primary
from sfia_graph.minting import Minter
from sfia_graph.namespaces import local_name
from sfia_graph.profiles.pseudonyms import Key
from sfia_graph.profiles.selects import Ask, iris, rows

_TITLED = """SELECT DISTINCT ?thing ?title WHERE {{
  ?thing a {kind} . OPTIONAL {{ ?thing dcterms:title ?title }}
}} ORDER BY ?thing ?title"""
_CLASSES = {"role": "sfia:RoleProfile", "team": "foaf:Group"}
_PEOPLE = """SELECT DISTINCT ?thing WHERE {
  { ?holding sfia:holder ?thing } UNION { ?team foaf:member ?thing }
}"""
_IS_PERSON = "ASK {{ {{ ?holding sfia:holder {iri} }} UNION {{ ?team foaf:member {iri} }} }}"
_NAMED = "SELECT ?thing ?name WHERE {{ VALUES ?thing {{ {iris} }} ?thing foaf:name ?name }}"
_MEMBERS = "SELECT DISTINCT ?thing WHERE {{ {iri} foaf:member ?thing }} ORDER BY ?thing"
_NEAR = 3


@dataclass(frozen=True)
class Thing:
    """A role, person or team: its IRI, and its titles by language."""

    iri: str
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the IRI."""
        return local_name(self.iri)

    def title(self, language: str) -> str:
        """Give its title in a language, or else in English, or any, or else its name."""
        for tag in (language, "en"):
            for each, text in self.titles.items():
                if primary(each) == primary(tag):
                    return text
        return next(iter(self.titles.values()), self.name)

    def answers_to(self, word: str) -> bool:
        """Whether a word is its IRI, its name, or one of its titles."""
        return word in (self.iri, self.name, *self.titles.values())


@dataclass(frozen=True)
class Known:
    """What a store knows; `ask` puts a query to it, `key` gives names of people by pseudonym."""

    ask: Ask
    key: Key = field(default_factory=Key)

    @cached_property
    def roles(self) -> tuple[Thing, ...]:
        """The role profiles."""
        return self._titled("role")

    @cached_property
    def teams(self) -> tuple[Thing, ...]:
        """The teams."""
        return self._titled("team")

    def role(self, word: str) -> Thing:
        """Give a role by its name, IRI or title; raises `UsageError` with the nearest names."""
        return self._find("role", word, self.roles)

    def team(self, word: str) -> Thing:
        """Give a team by its name, IRI or title; raises `UsageError` with the nearest names."""
        return self._find("team", word, self.teams)

    def person(self, word: str) -> Thing:
        """Give a person by pseudonym, IRI, or a name in the key; raises `UsageError` likewise."""
        word = self.key.find(word) or word
        iri = _node(word if "://" in word else Minter().person(word))
        if iri and self.ask(_IS_PERSON.format(iri=iri)):
            return Thing(iri.value)
        return self._find("person", word, self._things(_PEOPLE), names=self.key.names.values())

    def members(self, team: Thing) -> tuple[str, ...]:
        """Give the IRIs of a team's members."""
        return tuple(each.iri for each in self._things(_MEMBERS.format(iri=f"<{team.iri}>")))

    def names(self, people: Iterable[str]) -> dict[str, str]:
        """Give what people are called, by IRI: in the key, in the store, or by pseudonym."""
        called = list(dict.fromkeys(people))
        found = rows(self.ask(_NAMED.format(iris=iris(called))))
        stored = {str(iri): str(name) for iri, name in found.values()}
        return {
            iri: self.key.names.get(local_name(iri)) or stored.get(iri) or local_name(iri)
            for iri in called
        }

    def _titled(self, kind: str) -> tuple[Thing, ...]:
        return self._things(_TITLED.format(kind=_CLASSES[kind]))

    def _things(self, query: str) -> tuple[Thing, ...]:
        found: dict[str, dict[str, str]] = {}
        for row in rows(self.ask(query)).terms:
            thing, title = row[0], row[1] if len(row) > 1 else None
            if isinstance(thing, NamedNode):
                titles = found.setdefault(thing.value, {})
                if isinstance(title, Literal):
                    titles.setdefault(title.language or "", title.value)
        return tuple(Thing(iri, titles) for iri, titles in found.items())

    def _find(
        self, kind: str, word: str, things: tuple[Thing, ...], names: Iterable[str] = ()
    ) -> Thing:
        found = [each for each in things if each.answers_to(word)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = " or ".join(each.name for each in found)
            raise UsageError(f"several {kind}s are called {quoted(word)}; name one: {listed}")
        raise UsageError(_unknown(kind, word, things, names))


def _unknown(kind: str, word: str, things: tuple[Thing, ...], names: Iterable[str]) -> str:
    if not things:
        return f"unknown {kind} {quoted(word)}; the store knows no {kind} at all"
    called = {
        name.casefold(): each.name for each in things for name in (*each.titles.values(), each.name)
    }
    called.update((name.casefold(), name) for name in names)
    near = get_close_matches(word.casefold(), called, n=2 * _NEAR, cutoff=0.5)
    listed = list(dict.fromkeys(called[each] for each in near))[:_NEAR]
    if listed:
        return f"unknown {kind} {quoted(word)}; did you mean {' or '.join(map(quoted, listed))}?"
    some = ", ".join(sorted(each.name for each in things)[:8])
    more = f" and {len(things) - 8:,} more" if len(things) > 8 else ""
    return f"unknown {kind} {quoted(word)}; known: {some}{more}"


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None

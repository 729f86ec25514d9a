"""Reads an edition from a site's graph, for all files that are made of it."""

from __future__ import annotations

import pyoxigraph as ox

from sfia_graph.namespaces import SFIA, expand, local_name
from sfia_graph.web.exports.edition import Edition, Kind
from sfia_graph.web.exports.facts import Facts, Saying, facts, in_language
from sfia_graph.web.exports.mappings import mappings
from sfia_graph.web.exports.order import Key, Place, first_places, walk
from sfia_graph.web.exports.sources import sources
from sfia_graph.web.exports.thing import KINDS, LEVELS, Thing
from sfia_graph.web.finding import folded
from sfia_graph.web.memory import memory
from sfia_graph.web.pages.rungs import LAST
from sfia_graph.web.pages.texts import Texts
from sfia_graph.web.reads import modified
from sfia_graph.web.site import Site


def edition(site: Site, number: int) -> Edition:
    """Read an edition of a site by its number; what was read is kept for the next file."""
    return memory(site).recall(("export", number), lambda: _Reading(site, number).edition())


class _Reading:
    """Reads one edition; `said` holds what the graph says of each of its things."""

    def __init__(self, site: Site, number: int) -> None:
        self.site, self.number = site, number
        self.iri = site.mint.edition(number)
        self.engine = site.store.engine
        self.texts = Texts(site, site.languages[0])
        self.own = facts(self.engine, self.iri)
        self.graphs = self._graphs()
        self.said = {each: self._facts(each) for each in self._members(self.iri)}
        self.numbers = self._numbers()
        self.said |= self._loose_levels()

    def _graphs(self) -> list[str]:
        """Give the named graphs that say that the edition is one."""
        pairs = self.own.said.get(expand("rdf:type"), ())
        return sorted({graph for _, graph in pairs if graph})

    def _facts(self, iri: str) -> Facts:
        return facts(self.engine, iri, self.graphs)

    def _members(self, scheme: str) -> list[str]:
        return self._subjects("skos:inScheme", scheme)

    def _subjects(self, name: str, iri: str) -> list[str]:
        quads = self.engine.quads_for_pattern(
            None, ox.NamedNode(expand(name)), ox.NamedNode(iri), None
        )
        found = {each.subject for each in quads}
        return sorted(each.value for each in found if isinstance(each, ox.NamedNode))

    def _numbers(self) -> dict[str, int]:
        """Give the numbers of the levels as such by their IRIs; other frameworks have theirs."""
        found = {
            each: self._facts(each).value("sfia:levelNumber")
            for each in self._members(self.site.mint.levels)
        }
        return {each: int(number) for each, number in found.items() if number.isdecimal()}

    def _loose_levels(self) -> dict[str, Facts]:
        """Give the levels as such that the edition uses and has no words of its own for."""
        own = {each.iri_of("sfia:level") for each in self.said.values() if _kind(each) in LEVELS}
        used = {each.iri_of("sfia:level") for each in self.said.values()} - {"", *own}
        return {each: self._facts(each) for each in used & self.numbers.keys()}

    def edition(self) -> Edition:
        things = tuple(map(self._thing, self._places()))
        scale_iri = self.site.mint.levels
        scale = tuple(
            self._thing(Place(iri, "", number))
            for iri, number in sorted(self.numbers.items(), key=lambda each: each[1])
        )
        mapped = tuple(
            mapping
            for each in things
            for mapping in mappings(self.texts, each, self.said[each.iri], self._mapped_level(each))
        )
        told = {saying.graph for each in (*things, *scale) for saying in each.sayings}
        sets = {each.graph for each in mapped}
        return Edition(
            iri=self.iri,
            number=self.number,
            names=_named(
                self.own.sayings("skos:prefLabel") or self.own.sayings("dcterms:title"),
                f"SFIA {self.number}",
            ),
            modified=modified(self.site),
            things=things,
            scale=scale,
            scale_names=self._facts(scale_iri).sayings("dcterms:title"),
            scale_iri=scale_iri,
            mappings=mapped,
            sources=sources(self.site, [*self.graphs, *sorted(told), *sorted(sets)]),
            kinds={name: _class(self.site, name) for name in KINDS},
        )

    def _places(self) -> tuple[Place, ...]:
        kinds = {iri: kind for iri, said in self.said.items() if (kind := _kind(said))}
        parents = {
            iri: next((each for each in self.said[iri].iris("skos:broader") if each in kinds), "")
            for iri in kinds
        }
        own = {iri: _position(self.said[iri]) for iri in kinds}
        places = first_places(own, parents)
        return tuple(
            walk(parents, {iri: self._key(iri, kind, places[iri]) for iri, kind in kinds.items()})
        )

    def _key(self, iri: str, kind: str, place: int) -> Key:
        name = in_language(self.said[iri].sayings("skos:prefLabel"), self.texts.language)
        return KINDS.index(kind), place, self._level(iri), folded(name.value if name else ""), iri

    def _level(self, iri: str) -> int:
        return self.numbers.get(self.said[iri].iri_of("sfia:level") or iri, 0)

    def _mapped_level(self, thing: Thing) -> str:
        return self.said[thing.iri].iri_of("sfia:level") if thing.kind == "LevelInEdition" else ""

    def _thing(self, place: Place) -> Thing:
        said = self.said.get(place.iri) or self._facts(place.iri)
        kind, level = _kind(said), said.iri_of("sfia:level") or place.iri
        glosses, names = said.sayings("sfia:gloss"), said.sayings("skos:prefLabel")
        if kind == "LevelInEdition":
            plain = self._facts(level)
            glosses = glosses or plain.sayings("sfia:gloss")
            names = _names_of_level(names, plain.sayings("skos:prefLabel"))
        return Thing(
            iri=place.iri,
            kind=kind,
            code=said.value("dcterms:identifier"),
            parent=place.parent,
            position=place.position,
            level=self.numbers.get(level, 0),
            names=_named(names, local_name(place.iri)),
            alternatives=said.sayings("skos:altLabel"),
            glosses=glosses,
            definitions=said.sayings("skos:definition"),
            notes=said.sayings("skos:scopeNote"),
            page=next((it for it in said.values("foaf:page") if it.startswith("http")), ""),
            version_of=said.iri_of("dcterms:isVersionOf"),
            revision_of=said.iri_of("prov:wasRevisionOf"),
            revised_by=tuple(self._subjects("prov:wasRevisionOf", place.iri)),
            related=tuple(it for it in said.iris("skos:related") if it in self.said),
        )


def _kind(said: Facts) -> str:
    kinds = set(said.values("rdf:type"))
    return next((each for each in reversed(KINDS) if f"{SFIA}{each}" in kinds), "")


def _position(said: Facts) -> int:
    found = said.value("schema:position")
    return int(found[:9]) if found.isdecimal() else LAST


def _named(names: tuple[Saying, ...], otherwise: str) -> tuple[Saying, ...]:
    """Give names, or a stand-in, which is in no language, for what has none."""
    return names or (Saying(otherwise, "", ""),)


def _names_of_level(own: tuple[Saying, ...], plain: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """Give a level's names; those of the level as such where the edition only numbers its levels.

    The levels as such have names in more languages.
    """
    only_numbered = {each.value for each in own} <= {each.value for each in plain}
    return plain if only_numbered else own


def _class(site: Site, name: str) -> Kind:
    said = facts(site.terms.engine, f"{SFIA}{name}")
    return Kind(said.iri, said.sayings("rdfs:label"), said.sayings("skos:definition"))

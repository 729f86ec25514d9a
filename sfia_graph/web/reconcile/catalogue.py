"""The entities of a site, read from its graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from sfia_graph.namespaces import local_name
from sfia_graph.web.reconcile.entities import (
    AT_LEVEL,
    ATTRIBUTE,
    CATEGORY,
    FACTOR,
    LEVEL,
    SKILL,
    SUBCATEGORY,
    Catalogue,
    Entity,
)
from sfia_graph.web.reconcile.statements import Statements
from sfia_graph.web.reconcile.versions import Version, Versions, named
from sfia_graph.web.site import Site


def read(site: Site) -> Catalogue:
    """Read all entities of a site.

    Of what each edition has anew (categories, attributes), the newest one stands for all.
    """
    reader = _Reader(site)
    own = [*reader.skills(), *reader.levels(), *reader.categories(), *reader.attributes()]
    others, frameworks = reader.others()
    at_level = {(each.over, each.levels[0]): each for each in own if each.over}
    codes: dict[str, list[str]] = defaultdict(list)
    for each in own:
        if not each.over:
            for code in filter(None, (each.code, *each.retired)):
                codes[code.upper()].append(each.id)
    return Catalogue(
        entities={each.id: each for each in [*own, *others]},
        aliases=reader.aliases,
        codes={code: tuple(ids) for code, ids in codes.items()},
        frameworks=frameworks,
        base=site.base,
        at_level=at_level,
        latest=site.latest,
    )


class _Reader:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._said = Statements(site.store.engine)
        self._versions = Versions(site, self._said)
        self._id = self._versions.id
        self.aliases: dict[str, str] = {}
        self._numbers = {
            iri: int(self._said.value(iri, "sfia:levelNumber") or 0)
            for iri in self._said.of_class("sfia:Level")
        }

    def _alias(self, id: str, iris: Iterable[str]) -> None:
        for iri in iris:
            for each in (iri, *self._said.iris(iri, "skos:exactMatch")):
                if not each.startswith(self._site.base) or each == iri:
                    self.aliases.setdefault(self._id(each), id)

    def skills(self) -> Iterator[Entity]:
        successors: dict[str, list[str]] = defaultdict(list)
        identities = self._said.of_class("sfia:SkillIdentity")
        for iri in identities:
            for new in self._said.iris(iri, "dcterms:isReplacedBy"):
                successors[new].append(self._said.value(iri, "dcterms:identifier"))
        for iri in identities:
            versions = self._versions.of(iri)
            if versions:
                skill = self._skill(iri, versions, tuple(sorted(successors[iri])))
                yield skill
                yield from self._at_levels(skill)

    def _skill(self, iri: str, versions: list[Version], retired: tuple[str, ...]) -> Entity:
        newest = versions[0][1]
        self._alias(self._id(iri), (each for _, each in versions))
        names = self._versions.names(versions, newest)
        return Entity(
            id=self._id(iri),
            iri=iri,
            about=newest,
            types=(SKILL,),
            code=self._said.value(newest, "dcterms:identifier"),
            labels=self._versions.labels(versions),
            names=names,
            levels=self._defined(newest),
            within=tuple(self._versions.above(newest)),
            editions=tuple(sorted(number for number, _ in versions)),
            retired=retired,
        )

    def _defined(self, iri: str) -> tuple[int, ...]:
        found = self._said.iris(iri, "sfia:definedAtLevel")
        return tuple(sorted(self._numbers[each] for each in found if each in self._numbers))

    def _at_levels(self, skill: Entity) -> Iterator[Entity]:
        for iri in self._said.iris(skill.about, "skos:narrower"):
            for level in self._said.iris(iri, "sfia:level"):
                id = self._id(iri)
                number = self._numbers.get(level, 0)
                for older in self._said.subjects("dcterms:isVersionOf", skill.iri):
                    self.aliases.setdefault(f"{self._id(older)}/{number}", id)
                self._alias(id, [iri])
                code = self._said.value(iri, "dcterms:identifier")
                yield replace(
                    skill,
                    id=id,
                    iri=iri,
                    about=iri,
                    types=(AT_LEVEL,),
                    code=code,
                    names=(),
                    levels=(number,),
                    over=skill.id,
                    editions=skill.editions[-1:],
                    retired=(),
                )

    def levels(self) -> Iterator[Entity]:
        for iri, number in sorted(self._numbers.items(), key=lambda each: each[1]):
            versions = self._versions.of(iri)
            self._alias(self._id(iri), [iri, *(each for _, each in versions)])
            own = self._said.literals(iri, "skos:prefLabel")
            yield Entity(
                id=self._id(iri),
                iri=iri,
                about=iri,
                types=(LEVEL,),
                code=str(number),
                labels=own,
                names=(*map(named, own), *self._versions.names(versions, "")),
                levels=(number,),
                editions=tuple(sorted(each for each, _ in versions)),
            )

    def categories(self) -> Iterator[Entity]:
        for class_name, types in (
            ("sfia:Category", (CATEGORY,)),
            ("sfia:Subcategory", (SUBCATEGORY, CATEGORY)),
        ):
            yield from self._by_edition(self._said.of_class(class_name), types)

    def attributes(self) -> Iterator[Entity]:
        factors = set(self._said.of_class("sfia:BehaviouralFactor"))
        everything = set(self._said.of_class("sfia:Attribute"))
        yield from self._by_edition(everything - factors, (ATTRIBUTE,))
        yield from self._by_edition(factors, (FACTOR, ATTRIBUTE))

    def _by_edition(self, iris: Iterable[str], types: tuple[str, ...]) -> Iterator[Entity]:
        groups: dict[str, list[str]] = defaultdict(list)
        for iri in iris:
            groups[local_name(iri)].append(iri)
        for _, group in sorted(groups.items()):
            versions = self._versions.newest_first(group)
            newest = versions[0][1]
            self._alias(self._id(newest), group)
            yield Entity(
                id=self._id(newest),
                iri=newest,
                about=newest,
                types=types,
                code=self._said.value(newest, "dcterms:identifier"),
                labels=self._versions.labels(versions),
                names=self._versions.names(versions, newest),
                within=tuple(self._versions.above(newest)),
                editions=tuple(sorted(number for number, _ in versions)),
            )

    def others(self) -> tuple[list[Entity], dict[str, tuple[ox.Literal, ...]]]:
        """Give the concepts of other frameworks, whose types are the frameworks themselves."""
        own = {*self._versions.editions, self._site.mint.framework, self._site.mint.levels}
        found, frameworks = [], {}
        for scheme in self._said.of_class("skos:ConceptScheme"):
            iris = () if scheme in own else self._said.subjects("skos:inScheme", scheme)
            if iris:
                titles = self._said.literals(scheme, "dcterms:title")
                frameworks[self._id(scheme)] = titles or self._said.literals(
                    scheme, "skos:prefLabel"
                )
            found += [self._other(iri, self._id(scheme)) for iri in iris]
        return found, frameworks

    def _other(self, iri: str, type: str) -> Entity:
        labels = self._said.literals(iri, "skos:prefLabel")
        synonyms = self._said.literals(iri, "skos:altLabel")
        codes = self._said.literals(iri, "skos:notation")
        return Entity(
            id=self._id(iri),
            iri=iri,
            about=iri,
            types=(type,),
            code=codes[0].value if codes else self._said.value(iri, "dcterms:identifier"),
            labels=labels,
            names=tuple(map(named, (*labels, *synonyms))),
            within=tuple(self._versions.above(iri)),
        )

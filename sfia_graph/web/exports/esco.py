"""An edition in the tables of ESCO's own downloads (version 1.2), in one language.

Categories are skill groups; skills, skills at levels and attributes are skills. A level as such is
no concept of ESCO's and has no row. What has no name in the language has none either, so that no
cell is in another language than the file's name says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sfia_graph.languages import primary
from sfia_graph.web.exports.edition import Edition
from sfia_graph.web.exports.facts import Saying, in_language
from sfia_graph.web.exports.sources import unofficial
from sfia_graph.web.exports.thing import Thing
from sfia_graph.web.exports.writing import line, stamp

Row = tuple[str, ...]

_GROUPS = ("Category", "Subcategory")
_TRANSVERSAL = ("Attribute", "BehaviouralFactor", "AttributeAtLevel")
_TYPES = {
    **dict.fromkeys(_GROUPS, "SkillGroup"),
    **dict.fromkeys(("Skill", "SkillAtLevel", *_TRANSVERSAL), "KnowledgeSkillCompetence"),
}
_SKILL = "skill/competence"
_STATUS = "released"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ESCO's: its name without the language, its header and its rows."""

    name: str
    header: Row
    rows: tuple[Row, ...]


def tables(edition: Edition, language: str) -> tuple[Table, ...]:
    """Give the five tables; the one of schemes says whose they are."""
    writer = _Writer(edition, language)
    return (
        Table("conceptSchemes", _SCHEMES, (writer.scheme(),)),
        Table("skillGroups", _GROUP, tuple(writer.groups())),
        Table("skills", _CONCEPT, tuple(writer.skills())),
        Table("broaderRelationsSkillPillar", _BROADER, tuple(writer.broader())),
        Table("skillSkillRelations", _RELATED, tuple(writer.related())),
    )


_SCHEMES = (
    *("conceptType", "conceptSchemeUri", "preferredLabel", "title", "status"),
    *("description", "hasTopConcept"),
)
_GROUP = (
    *("conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "status"),
    *("modifiedDate", "scopeNote", "inScheme", "description", "code"),
)
_CONCEPT = (
    *("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels"),
    *("hiddenLabels", "status", "modifiedDate", "scopeNote", "definition", "inScheme"),
    "description",
)
_BROADER = (
    *("conceptType", "conceptUri", "conceptLabel", "broaderType", "broaderUri", "broaderLabel"),
)
_RELATED = (
    *("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType"),
    "relatedSkillUri",
)


@dataclass(frozen=True)
class _Writer:
    """Writes the rows of an edition in a language."""

    edition: Edition
    language: str

    @property
    def changed(self) -> str:
        return stamp(self.edition.modified)

    def _own(self, sayings: Iterable[Saying]) -> str:
        """Give a text in the language itself, nothing where there is none."""
        found = in_language(sayings, self.language)
        spoken = found is not None and primary(found.language) == primary(self.language)
        return found.value if found and spoken else ""

    def _label(self, thing: Thing) -> str:
        return line(self._own(thing.names))

    def _named(self) -> Iterator[tuple[Thing, str]]:
        found = ((each, self._label(each)) for each in self.edition.things if each.kind in _TYPES)
        return ((each, label) for each, label in found if label)

    def _others(self, thing: Thing) -> str:
        """Give the other names in the language, one a line, as ESCO does."""
        own = (each for each in thing.alternatives if each.language)
        tag = primary(self.language)
        return "\n".join(line(each.value) for each in own if primary(each.language) == tag)

    def scheme(self) -> Row:
        name = line(self.edition.name(self.language).value)
        tops = [each.iri for each, _ in self._named() if not each.parent]
        whose = dict.fromkeys(each.whose for each in self.edition.sources if each.whose)
        said = "\n".join([*whose, self._own([unofficial(self.language)])]).strip()
        return ("ConceptScheme", self.edition.iri, name, name, _STATUS, said, ", ".join(tops))

    def groups(self) -> Iterator[Row]:
        for each, label in self._named():
            if each.kind in _GROUPS:
                told = self._own(each.definitions) or self._own(each.glosses)
                head = (_TYPES[each.kind], each.iri, label, self._others(each), each.code)
                rest = (self._own(each.notes), self.edition.iri, told, "")
                yield (*head, _STATUS, self.changed, *rest)

    def skills(self) -> Iterator[Row]:
        for each, label in self._named():
            if each.kind not in _GROUPS:
                gloss, definition = self._own(each.glosses), self._own(each.definitions)
                reuse = "transversal" if each.kind in _TRANSVERSAL else ""
                head = (_TYPES[each.kind], each.iri, _SKILL, reuse, label, self._others(each))
                rest = (self._own(each.notes), definition, self.edition.iri, gloss or definition)
                yield (*head, each.code, _STATUS, self.changed, *rest)

    def broader(self) -> Iterator[Row]:
        labels = {each.iri: label for each, label in self._named()}
        for each, label in self._named():
            if each.parent in labels:
                above = self.edition.by_iri[each.parent]
                upper = (_TYPES[above.kind], above.iri, labels[above.iri])
                yield (_TYPES[each.kind], each.iri, label, *upper)

    def related(self) -> Iterator[Row]:
        skills = {each.iri for each, _ in self._named() if each.kind not in _GROUPS}
        for each, _ in self._named():
            for other in each.related:
                if each.iri in skills and other in skills:
                    yield (each.iri, _SKILL, "optional", _SKILL, other)

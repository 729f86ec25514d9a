"""ESCO 1.2, European Skills, Competences, Qualifications and Occupations: its CSV exports."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

ESCO_IRI = "http://data.europa.eu/esco/"
_MODEL = f"{ESCO_IRI}model#"
SKILLS, OCCUPATIONS, DIGITAL = (
    f"{ESCO_IRI}concept-scheme/{name}" for name in ("skills", "occupations", "digital")
)
_IRI = rf"{ESCO_IRI}(?:skill|occupation|isced-f|isco|[a-z-]+)/[\w.-]+"
_SUCH = f"{ESCO_IRI}skill/…"
_SEPARATORS = r"\s*(?:\||\n)\s*"
_HOW = {"essential": f"{_MODEL}relatedEssentialSkill", "optional": f"{_MODEL}relatedOptionalSkill"}
_IGNORED = (
    *("conceptType", "skillType", "reuseLevel", "modifiedDate", "inScheme"),
    *("regulatedProfessionNote", "naceCode", "greenShare", "isTransversal"),
    *("esco_skill_type", "esco_reuse_level"),
)


def _iri(name: str, *titles: str, filled: bool = True) -> Column:
    return Column(name, titles, filled=filled, pattern=_IRI, such=_SUCH)


def _optional(name: str, *titles: str, separator: str = "") -> Column:
    return Column(name, titles, required=False, separator=separator)


_COMMON = (
    _iri("uri", "conceptUri"),
    Column("label", ("preferredLabel",), filled=True),
    _optional("alt", "altLabels", separator=_SEPARATORS),
    _optional("hidden", "hiddenLabels", separator=_SEPARATORS),
    _optional("status", "status"),
    _optional("scope", "scopeNote"),
    _optional("defined", "definition"),
    _optional("text", "description"),
    _optional("code", "code"),
)


def _kinds(*schemes: str) -> tuple[Kind, ...]:
    return (
        Kind(
            "{uri}",
            label="{label}",
            definition="{text}",
            note="{scope}",
            notation="{code}",
            schemes=schemes,
        ),
        Kind("{uri}", definition="{defined}", where={"text": ""}, schemes=schemes),
        Kind("{uri}", alternative="{alt}", each=("alt",), schemes=schemes),
        Kind("{uri}", hidden="{hidden}", each=("hidden",), schemes=schemes),
        Kind("{uri}", deprecated=True, where={"status": "obsolete"}, schemes=schemes),
    )


def _links(of: str, start: Column, how: Column, end: Column, *, others: tuple[str, ...]) -> Sheet:
    return Sheet(
        of,
        columns=(start, how, end),
        kinds=tuple(
            Kind(
                f"{{{start.name}}}",
                links={predicate: f"{{{end.name}}}"},
                where={how.name: word},
                schemes=(),
            )
            for word, predicate in _HOW.items()
        ),
        ignored=others,
    )


def _how(title: str) -> Column:
    return Column("how", (title,), filled=True, pattern="essential|optional", such="essential")


def _bilingual(of: str, scheme: str, *extra: Column) -> Sheet:
    texts = tuple(
        column
        for tag in ("en", "fr")
        for column in (
            Column(f"label_{tag}", (f"pref_label_{tag}",), filled=tag == "en", language=tag),
            Column(
                f"alt_{tag}",
                (f"alt_labels_{tag}",),
                required=False,
                language=tag,
                separator=_SEPARATORS,
            ),
        )
    )
    described = Column("text_en", ("description_en",), required=False, language="en")
    return Sheet(
        of,
        columns=(_iri("uri", "uri"), *texts, described, *extra),
        kinds=(
            Kind("{uri}", label="{label_en}", definition="{text_en}", schemes=(scheme,)),
            Kind("{uri}", label="{label_fr}", schemes=(scheme,)),
            Kind("{uri}", alternative="{alt_en}", each=("alt_en",), schemes=(scheme,)),
            Kind("{uri}", alternative="{alt_fr}", each=("alt_fr",), schemes=(scheme,)),
            *(
                Kind("{uri}", broader=f"{ESCO_IRI}isco/C{{{column.name}}}", schemes=(scheme,))
                for column in extra
            ),
        ),
        ignored=_IGNORED,
    )


def _hierarchy() -> Sheet:
    levels = range(4)
    columns = [
        column
        for at in levels
        for column in (
            Column(f"u{at}", (f"Level {at} URI",), filled=at == 0, pattern=_IRI, such=_SUCH),
            Column(f"l{at}", (f"Level {at} preferred term",)),
            Column(f"c{at}", (f"Level {at} code",)),
        )
    ]
    texts = (_optional("text", "Description"), _optional("scope", "Scope note"))
    named = [
        Kind(
            f"{{u{at}}}",
            label=f"{{l{at}}}",
            notation=f"{{c{at}}}",
            broader=f"{{u{at - 1}}}" if at else "",
            schemes=(SKILLS,),
        )
        for at in levels
    ]
    deepest = [
        Kind(
            f"{{u{at}}}",
            definition="{text}",
            note="{scope}",
            where={} if at == 3 else {f"u{at + 1}": ""},
            schemes=(SKILLS,),
        )
        for at in levels
    ]
    return Sheet("skills hierarchy", (*columns, *texts), (*named, *deepest))


_SHEETS = (
    Sheet(
        "digital skills",
        columns=(
            *_COMMON,
            Column("above", ("broaderConceptUri",), separator=_SEPARATORS),
            Column("above_label", ("broaderConceptPT",), separator=_SEPARATORS),
        ),
        kinds=(
            *_kinds(SKILLS, DIGITAL),
            Kind("{uri}", broader="{above}", each=("above",), schemes=(SKILLS, DIGITAL)),
            Kind(
                "{above}",
                label="{above_label}",
                each=("above", "above_label"),
                schemes=(SKILLS,),
                spare=True,
            ),
        ),
        ignored=_IGNORED,
    ),
    Sheet(
        "occupations",
        columns=(*_COMMON, Column("isco", ("iscoGroup",), pattern=r"\d{1,4}", such="2512")),
        kinds=(
            *_kinds(OCCUPATIONS),
            Kind("{uri}", broader=f"{ESCO_IRI}isco/C{{isco}}", schemes=(OCCUPATIONS,)),
        ),
        ignored=_IGNORED,
    ),
    Sheet(
        "skills",
        columns=(*_COMMON, Column("type", ("skillType",)), Column("reuse", ("reuseLevel",))),
        kinds=_kinds(SKILLS),
        ignored=_IGNORED,
    ),
    _hierarchy(),
    _links(
        "relations of skills",
        _iri("from", "originalSkillUri"),
        _how("relationType"),
        _iri("to", "relatedSkillUri"),
        others=("originalSkillType", "relatedSkillType"),
    ),
    _links(
        "skills of occupations",
        _iri("from", "occupationUri"),
        _how("relationType"),
        _iri("to", "skillUri"),
        others=("skillType", "occupationLabel", "skillLabel"),
    ),
    _links(
        "skills of ICT occupations",
        _iri("from", "uri_occ"),
        _how("relation_type"),
        _iri("to", "uri_skill"),
        others=(),
    ),
    _bilingual("ICT skills", SKILLS),
    _bilingual(
        "ICT occupations",
        OCCUPATIONS,
        Column("isco", ("isco_code",), pattern=r"\d{1,4}", such="2512"),
    ),
    Sheet(
        "broader concepts",
        columns=(_iri("uri", "conceptUri"), _iri("above", "broaderUri")),
        kinds=(Kind("{uri}", broader="{above}", schemes=()),),
        ignored=(*_IGNORED, "broaderType", "conceptLabel", "broaderLabel"),
    ),
)

ESCO = Framework(
    name="esco",
    path="esco",
    title="ESCO",
    sheets=_SHEETS,
    schemes={
        SKILLS: "ESCO: skills",
        OCCUPATIONS: "ESCO: occupations",
        DIGITAL: "ESCO: digital skills collection",
    },
    licence="https://creativecommons.org/licenses/by/4.0/",
    holder=Holder("european-commission", "European Commission", "https://esco.ec.europa.eu/"),
    open=True,
)

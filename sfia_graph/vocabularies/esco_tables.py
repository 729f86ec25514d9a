"""What the tables of ESCO's CSV exports have in common: columns, kinds of row, whole tables."""

from __future__ import annotations

from sfia_graph.vocabularies.tables import Column, Kind, Sheet

ESCO_IRI = "http://data.europa.eu/esco/"
_MODEL = f"{ESCO_IRI}model#"
SKILLS, OCCUPATIONS, DIGITAL = (
    f"{ESCO_IRI}concept-scheme/{name}" for name in ("skills", "occupations", "digital")
)
_IRI = rf"{ESCO_IRI}(?:skill|occupation|isced-f|isco|[a-z-]+)/[\w.-]+"
_SUCH = f"{ESCO_IRI}skill/…"
SEPARATORS = r"\s*(?:\||\n)\s*"
_HOW = {"essential": f"{_MODEL}relatedEssentialSkill", "optional": f"{_MODEL}relatedOptionalSkill"}
IGNORED = (
    *("conceptType", "skillType", "reuseLevel", "modifiedDate", "inScheme"),
    *("regulatedProfessionNote", "naceCode", "greenShare", "isTransversal"),
    *("esco_skill_type", "esco_reuse_level"),
)


def iri(name: str, *titles: str, filled: bool = True) -> Column:
    """A column of IRIs of ESCO."""
    return Column(name, titles, filled=filled, pattern=_IRI, such=_SUCH)


def optional(name: str, *titles: str, separator: str = "") -> Column:
    """A column that an export may lack."""
    return Column(name, titles, required=False, separator=separator)


COMMON = (
    iri("uri", "conceptUri"),
    Column("label", ("preferredLabel",), filled=True),
    optional("alt", "altLabels", separator=SEPARATORS),
    optional("hidden", "hiddenLabels", separator=SEPARATORS),
    optional("status", "status"),
    optional("scope", "scopeNote"),
    optional("defined", "definition"),
    optional("text", "description"),
    optional("code", "code"),
)


def kinds(*schemes: str) -> tuple[Kind, ...]:
    """What each row of a table of concepts says, in these schemes."""
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


def links(of: str, start: Column, how: Column, end: Column, *, others: tuple[str, ...]) -> Sheet:
    """A table of links between concepts, `how` telling which property each is."""
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


def how(title: str) -> Column:
    """The column that tells an essential link from an optional one."""
    return Column("how", (title,), filled=True, pattern="essential|optional", such="essential")


def bilingual(of: str, scheme: str, *extra: Column) -> Sheet:
    """A table with English and French labels side by side."""
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
                separator=SEPARATORS,
            ),
        )
    )
    described = Column("text_en", ("description_en",), required=False, language="en")
    return Sheet(
        of,
        columns=(iri("uri", "uri"), *texts, described, *extra),
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
        ignored=IGNORED,
    )


def hierarchy() -> Sheet:
    """The table of the four levels of the skills hierarchy."""
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
    texts = (optional("text", "Description"), optional("scope", "Scope note"))
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

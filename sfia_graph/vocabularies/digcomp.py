"""DigComp 3, the European Digital Competence Framework: its JSON-LD, a table for each type."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_ID = "@id"
_BANDS = ("Basic", "Intermediate", "Advanced", "Highly advanced")
_COMPETENCE = Column(
    "competence", ("competence_id",), pattern=r"Competence/(?P<under>[\d.]+)", such="Competence/1.1"
)
_BAND = Column(
    "band",
    ("four_levels_proficiency_name",),
    pattern=rf"ProficiencyLevel/(?P<at>{'|'.join(_BANDS)})",
    such="ProficiencyLevel/Basic",
)


def _described(of: str, kind: str, number: str) -> Sheet:
    return Sheet(
        of,
        name=kind,
        columns=(
            Column("id", (_ID,), filled=True, pattern=rf"{kind}/(?P<code>{number})"),
            Column("title", ("name",), filled=True),
            Column("text", ("description",)),
            Column("area", ("competence_area_id",), False, pattern=r"CompetenceArea/(?P<under>\d)"),
        ),
        kinds=(
            Kind("{code}", label="{title}", definition="{text}", notation="{code}"),
            Kind("{code}", broader="{under}"),
        ),
    )


def _stated(of: str, kind: str, letters: str) -> Sheet:
    return Sheet(
        of,
        name=kind,
        columns=(
            Column("id", (_ID,), filled=True, pattern=rf"{kind}/(?P<code>{letters}[\d.]+)"),
            Column("text", ("description",), filled=True),
            _COMPETENCE,
            _BAND,
        ),
        kinds=(
            Kind(
                "{code}",
                label="{text}",
                notation="{code}",
                broader="{under}",
                level="level/{at:slug}",
                tier="texts",
            ),
        ),
        ignored=("ai_label", "competence_area_id", "type"),
    )


_LEVELS = Sheet(
    "proficiency levels",
    name="ProficiencyLevel",
    columns=(
        Column("number", ("eight_levels_mapping",), filled=True, pattern="[1-8]", such="3"),
        Column("band", ("four_levels_name",), filled=True, pattern="|".join(_BANDS), such="Basic"),
        Column("text", ("eight_levels_description",)),
        Column("band_text", ("four_levels_description",)),
    ),
    kinds=(
        Kind(
            "level/{number}",
            label="Level {number}: {band}",
            definition="{text}",
            notation="{number}",
            number="{number}",
            broader="level/{band:slug}",
            schemes=("levels",),
        ),
        Kind("level/{band:slug}", label="{band}", definition="{band_text}", schemes=("levels",)),
    ),
    ignored=(_ID, "six_levels_mapping", "applies_to"),
)

DIGCOMP = Framework(
    name="digcomp-3",
    path="digcomp/3",
    title="Digital Competence Framework for Citizens 3.0",
    sheets=(
        _described("competence areas", "CompetenceArea", r"\d"),
        _described("competences", "Competence", r"\d\.\d"),
        _LEVELS,
        _stated("competence statements", "CompetenceStatement", "CS"),
        _stated("learning outcomes", "LearningOutcome", "LO"),
        Sheet("glossary", (Column("text", ("explanation",)),), (), name="Glossary", ignored=(_ID,)),
    ),
    schemes={
        "": "Digital Competence Framework for Citizens 3.0",
        "levels": "Digital Competence Framework for Citizens 3.0: proficiency levels",
    },
    language="en",
    licence="https://creativecommons.org/licenses/by/4.0/",
    holder=Holder(
        "jrc",
        "Joint Research Centre of the European Commission",
        "https://joint-research-centre.ec.europa.eu/",
    ),
)

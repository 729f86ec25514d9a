"""ESCO 1.2, European Skills, Competences, Qualifications and Occupations: its CSV exports."""

from __future__ import annotations

from sfia_graph.provenance import Holder
from sfia_graph.vocabularies.esco_tables import (
    COMMON,
    DIGITAL,
    ESCO_IRI,
    IGNORED,
    OCCUPATIONS,
    SEPARATORS,
    SKILLS,
    bilingual,
    hierarchy,
    how,
    iri,
    kinds,
    links,
)
from sfia_graph.vocabularies.tables import Column, Framework, Kind, Sheet

_SHEETS = (
    Sheet(
        "digital skills",
        columns=(
            *COMMON,
            Column("above", ("broaderConceptUri",), separator=SEPARATORS),
            Column("above_label", ("broaderConceptPT",), separator=SEPARATORS),
        ),
        kinds=(
            *kinds(SKILLS, DIGITAL),
            Kind("{uri}", broader="{above}", each=("above",), schemes=(SKILLS, DIGITAL)),
            Kind(
                "{above}",
                label="{above_label}",
                each=("above", "above_label"),
                schemes=(SKILLS,),
                spare=True,
            ),
        ),
        ignored=IGNORED,
    ),
    Sheet(
        "occupations",
        columns=(*COMMON, Column("isco", ("iscoGroup",), pattern=r"\d{1,4}", such="2512")),
        kinds=(
            *kinds(OCCUPATIONS),
            Kind("{uri}", broader=f"{ESCO_IRI}isco/C{{isco}}", schemes=(OCCUPATIONS,)),
        ),
        ignored=IGNORED,
    ),
    Sheet(
        "skills",
        columns=(*COMMON, Column("type", ("skillType",)), Column("reuse", ("reuseLevel",))),
        kinds=kinds(SKILLS),
        ignored=IGNORED,
    ),
    hierarchy(),
    links(
        "relations of skills",
        iri("from", "originalSkillUri"),
        how("relationType"),
        iri("to", "relatedSkillUri"),
        others=("originalSkillType", "relatedSkillType"),
    ),
    links(
        "skills of occupations",
        iri("from", "occupationUri"),
        how("relationType"),
        iri("to", "skillUri"),
        others=("skillType", "occupationLabel", "skillLabel"),
    ),
    links(
        "skills of ICT occupations",
        iri("from", "uri_occ"),
        how("relation_type"),
        iri("to", "uri_skill"),
        others=(),
    ),
    bilingual("ICT skills", SKILLS),
    bilingual(
        "ICT occupations",
        OCCUPATIONS,
        Column("isco", ("isco_code",), pattern=r"\d{1,4}", such="2512"),
    ),
    Sheet(
        "broader concepts",
        columns=(iri("uri", "conceptUri"), iri("above", "broaderUri")),
        kinds=(Kind("{uri}", broader="{above}", schemes=()),),
        ignored=(*IGNORED, "broaderType", "conceptLabel", "broaderLabel"),
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

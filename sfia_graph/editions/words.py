"""What changes are called, in the project's own words: one table a language."""

from __future__ import annotations

from sfia_graph.editions.records import Change
from sfia_graph.languages import primary

TITLES = {
    "en": {
        "all": "Changes from SFIA {before} to SFIA {after}",
        "new": "{code}: new",
        "retired": "{code}: retired",
        "renamed": "{code}: renamed",
        "respelled": "{code}: spelt otherwise",
        "moved": "{code}: moved",
        "levelAdded": "{code}: level {level} added",
        "levelRemoved": "{code}: level {level} removed",
        "textRevised definition": "{code}: definition revised",
        "textRevised guidance": "{code}: guidance revised",
        "textRevised level": "{code}: text of level {level} revised",
        "split": "{code}: split into {after}",
        "merged": "{code}: merged from {before}",
    },
    "fr": {
        "all": "Changements de SFIA {before} à SFIA {after}",
        "new": "{code} : nouvelle",
        "retired": "{code} : retirée",
        "renamed": "{code} : renommée",
        "respelled": "{code} : orthographiée autrement",
        "moved": "{code} : déplacée",
        "levelAdded": "{code} : niveau {level} ajouté",
        "levelRemoved": "{code} : niveau {level} supprimé",
        "textRevised definition": "{code} : définition révisée",
        "textRevised guidance": "{code} : conseils révisés",
        "textRevised level": "{code} : texte du niveau {level} révisé",
        "split": "{code} : scindée en {after}",
        "merged": "{code} : fusion de {before}",
    },
}
"""The title of a change by its kind, with the text that was revised where one was."""

_WORDS = {
    "en": {
        "new": "New skills",
        "retired": "Retired skills",
        "renamed": "Renamed",
        "respelled": "Spelt otherwise",
        "moved": "Moved to another category or subcategory",
        "levelAdded": "Levels added",
        "levelRemoved": "Levels removed",
        "textRevised": "Texts revised",
        "split": "Split, as a mapping says",
        "merged": "Merged, as a mapping says",
        "count": "{count}",
        "of_skills": "{count}, of {skills} skills",
        "of_skill": "{count}, of 1 skill",
        "none": "Nothing changed.",
        "compared": "{count} skills stand in both editions.",
        "compared_one": "1 skill stands in both editions.",
        "code": "Code",
        "name": "Skill",
        "detail": "What changed",
        "definition": "definition",
        "guidance": "guidance",
        "level": "level {level}",
        "levels": "levels {level}",
        "revised": "Texts, word by word",
        "gone": "struck out: no longer there",
        "come": "underlined: new",
        "unofficial": "This is no official publication of the SFIA Foundation.",
        "rights": "SFIA, its name and its texts belong to the SFIA Foundation; use of them is "
        "subject to its licence: {licence}",
    },
    "fr": {
        "new": "Nouvelles compétences",
        "retired": "Compétences retirées",
        "renamed": "Renommées",
        "respelled": "Orthographiées autrement",
        "moved": "Déplacées vers une autre catégorie ou sous-catégorie",
        "levelAdded": "Niveaux ajoutés",
        "levelRemoved": "Niveaux supprimés",
        "textRevised": "Textes révisés",
        "split": "Scindées, selon une correspondance",
        "merged": "Fusionnées, selon une correspondance",
        "count": "{count}",
        "of_skills": "{count}, pour {skills} compétences",
        "of_skill": "{count}, pour 1 compétence",
        "none": "Rien n’a changé.",
        "compared": "{count} compétences figurent dans les deux éditions.",
        "compared_one": "1 compétence figure dans les deux éditions.",
        "code": "Code",
        "name": "Compétence",
        "detail": "Ce qui a changé",
        "definition": "définition",
        "guidance": "conseils",
        "level": "niveau {level}",
        "levels": "niveaux {level}",
        "revised": "Textes, mot à mot",
        "gone": "barré : disparu",
        "come": "souligné : nouveau",
        "unofficial": "Ceci n’est pas une publication officielle de la SFIA Foundation.",
        "rights": "SFIA, son nom et ses textes appartiennent à la SFIA Foundation ; leur usage "
        "est soumis à sa licence : {licence}",
    },
}


def words(language: str) -> dict[str, str]:
    """Give the words of a language, those of English where it has no table here."""
    return _WORDS[language_of_words(language)]


def language_of_words(language: str) -> str:
    """Give the language that words are in for whom asks for a language.

    >>> language_of_words("fr-CA"), language_of_words("de")
    ('fr', 'en')
    """
    return primary(language) if primary(language) in _WORDS else "en"


def title(change: Change, language: str) -> str:
    """Say in a few words what changed for a skill.

    >>> title(Change("levelAdded", "SLMO", "Service level management", level=7), "fr")
    'SLMO : niveau 7 ajouté'
    """
    written = TITLES[language_of_words(language)][
        " ".join(filter(None, (change.kind, change.part)))
    ]
    values = {"before": change.before, "after": change.after, "level": change.level}
    return written.format(code=change.code, **values)


def title_of_all(before: int, after: int, language: str) -> str:
    """Name all that changed from one edition to a later one."""
    return TITLES[language_of_words(language)]["all"].format(before=before, after=after)

"""The text of one skill's page, from an edition."""

from __future__ import annotations

from sfia_graph.languages import WORDS, primary
from sfia_graph.records import Edition


def write_page_text(edition: Edition) -> str:
    """Write the page of an edition's only skill: the inverse of `page.read_page_text`."""
    (skill,) = edition.skills
    words = WORDS[primary(edition.language)]
    listed = " ".join(str(at.level) for at in skill.levels)
    parts = [edition.title, f"{skill.name} {skill.code}", skill.definition, words.heading, listed]
    texts = {at.level: at.text for at in skill.levels}
    if edition.not_observed_note and skill.levels:
        first, last = skill.levels[0].level, skill.levels[-1].level
        below = [n for n in skill.not_observed if n < first]
        above = [n for n in skill.not_observed if n > last]
        texts |= dict.fromkeys(below or above, edition.not_observed_note)
    for level, text in sorted(texts.items()):
        parts += [f"{skill.name}: {words.level} {level}", text]
    return "\n\n".join(part for part in parts if part)

"""What is said of a concept, as names and texts by language."""

from __future__ import annotations

from collections import defaultdict

from sfia_graph.languages import primary
from sfia_graph.matching.concept import Texts
from sfia_graph.namespaces import PREFIXES
from sfia_graph.results import Term

Said = dict[str, list[Term]]
"""What is said of a concept, by property."""

WORDING = {f"{PREFIXES['skos']}{name}": name for name in ("definition", "scopeNote")}
"""The properties that hold a framework’s own wording, each with its short name."""


def labels_of(said: Said) -> Texts:
    """Give the names of a concept, in each language the preferred one first."""
    skos = PREFIXES["skos"]
    found: dict[str, list[str]] = defaultdict(list)
    for name in (f"{skos}prefLabel", f"{skos}altLabel"):
        for language, texts in sorted(_by_language(said.get(name, [])).items()):
            found[language] += [text for text in texts if text not in found[language]]
    return {language: tuple(texts) for language, texts in sorted(found.items())}


def texts_of(said: Said) -> Texts:
    """Give the texts of a concept; the project's glosses where a language has no other."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in WORDING:
        for language, texts in sorted(_by_language(said.get(name, [])).items()):
            found[language] += texts
    for language, texts in _by_language(said.get(f"{PREFIXES['sfia']}gloss", [])).items():
        found.setdefault(language, texts)
    return {language: tuple(texts) for language, texts in sorted(found.items())}


def _by_language(values: list[Term]) -> dict[str, list[str]]:
    """Give texts by language, each language in one of its regions only, so that none counts twice.

    A text without a language counts as English.
    """
    tagged: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if text := value_of(value).strip():
            tagged[getattr(value, "language", None) or "en"].append(text)
    found: dict[str, list[str]] = {}
    for tag in sorted(tagged):
        found.setdefault(primary(tag), sorted(tagged[tag]))
    return found


def value_of(term: Term | None) -> str:
    """Give the text or IRI of a term, nothing for none."""
    return str(getattr(term, "value", ""))

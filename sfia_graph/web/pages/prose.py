"""Longer texts in paragraphs and lists, and whose words they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.web.pages.texts import Text, Texts


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a text that stand together: paragraphs, or the items of a list."""

    lines: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in blocks, which leave out nothing of it but blank lines."""

    text: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a thing: this project's gloss, the framework's own definition and guidance.

    `language` is that of the framework's own words, empty where there are none.
    """

    gloss: Text | None
    definition: Prose | None
    guidance: Prose | None = None

    @property
    def brief(self) -> str:
        """The text for a search engine or a preview: the gloss, or else the definition."""
        if self.gloss and not (self.gloss.fallback and self.definition):
            return self.gloss.value
        return self.definition.text.value if self.definition else ""

    @property
    def official(self) -> bool:
        """Whether there are words of the framework's own."""
        return bool(self.definition or self.guidance)


def prose(text: Text | None) -> Prose | None:
    """Give a text in blocks; several lines after one that ends in a colon are a list."""
    return Prose(text, tuple(_blocks(text.value))) if text else None


def _blocks(text: str) -> Iterator[Block]:
    announced = False
    for part in text.split("\n\n"):
        lines = tuple(filter(None, (line.strip() for line in part.split("\n"))))
        if lines:
            yield Block(lines, listed=announced)
            announced = lines[-1].endswith(":") and not announced


def said(texts: Texts, iri: str) -> Said:
    """Give what is said of a thing."""
    return texts.recall(("said", texts.language, iri), lambda: _said(texts, iri))


def _said(texts: Texts, iri: str) -> Said:
    return Said(
        texts.text(iri, "sfia:gloss"),
        prose(texts.text(iri, "skos:definition")),
        prose(texts.text(iri, "skos:scopeNote")),
    )

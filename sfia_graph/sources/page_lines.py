"""The text of a page as lines: stretches of them, cleaned, and faults at them."""

from __future__ import annotations

from dataclasses import dataclass

from sfia_graph.errors import Place, SourceError
from sfia_graph.report import Report
from sfia_graph.text import clean


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines between blank or heading lines; `line` counts from 1."""

    text: str
    line: int


@dataclass(slots=True)
class Page:
    """A page as lines, with what is told of them."""

    file: str
    report: Report
    lines: list[str]

    def fault(self, line: int | None, problem: str, remedy: str) -> SourceError:
        """Give the error for a fault at a line."""
        return SourceError(Place(self.file, line=line), problem, remedy)

    def clean(self, block: Block) -> str:
        """The text of a block, mended; the report says how."""
        return clean(block.text, Place(self.file, line=block.line), self.report) or ""

    def between(self, start: int, end: int) -> Block:
        """The lines from index `start` up to `end`, blank ones around them left out."""
        while start < end and not self.lines[start].strip():
            start += 1
        while end > start and not self.lines[end - 1].strip():
            end -= 1
        return Block("\n".join(self.lines[start:end]), start + 1)

    def plain(self, index: int) -> str:
        """A line as headings are compared: without outer or no-break blanks, composed."""
        return clean(self.lines[index], Place(self.file), Report()) or ""

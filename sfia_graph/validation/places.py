"""Where in the files that were validated a resource, or a statement about it, stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from sfia_graph.errors import Place
from sfia_graph.validation.results import Term, ValidationReport, ValidationResult

_LINED = (".ttl", ".trig", ".nt", ".nq")
_SUBJECT = re.compile(r"^(<[^<>]*>|[\w.-]*:[^\s;,.\[\]()\"'<>]*(?:\.[^\s;,.\[\]()\"'<>]+)*)")
_DECLARED = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>|@?(base)\s*<([^>]*)>", re.IGNORECASE)


class SourceText:
    """A file of RDF as lines, to find in it what a parser tells no place of."""

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, text.split("\n")

    @cached_property
    def _names(self) -> tuple[dict[str, str], str]:
        prefixes, base = {}, ""
        for found in _DECLARED.finditer(self.text):
            if found[3]:
                base = found[4]
            else:
                prefixes[found[1]] = found[2]
        return prefixes, base

    @cached_property
    def _starts(self) -> dict[str, int]:
        """The IRIs that begin a line, each with the first such line, from 0."""
        starts: dict[str, int] = {}
        for number, line in enumerate(self.lines):
            match = _SUBJECT.match(line)
            if match:
                starts.setdefault(self._iri(match[1]), number)
        return starts

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self._starts.values())

    def _iri(self, written: str) -> str:
        prefixes, base = self._names
        if written.startswith("<"):
            iri = written[1:-1]
            return iri if ":" in iri else base + iri
        prefix, _, local = written.partition(":")
        return prefixes.get(prefix, f"{prefix}:") + local

    def line_of(self, subject: str, result: ValidationResult) -> int | None:
        """Give the line, counted from 1, where a resource's statement stands, or it itself."""
        start = self._starts.get(subject)
        if start is None:
            return None
        after = bisect_right(self._numbers, start)
        block = range(
            start, self._numbers[after] if after < len(self._numbers) else len(self.lines)
        )
        for text in self._wanted(result):
            for number in block:
                if text in self.lines[number]:
                    return number + 1
        return start + 1

    def _wanted(self, result: ValidationResult) -> list[str]:
        """Give what to look for in a resource's block: the value, or else the property."""
        wanted = []
        if isinstance(result.value, ox.NamedNode) and result.value != result.focus:
            wanted += self._forms(result.value.value)
        elif isinstance(result.value, ox.Literal) and result.value.value.strip():
            wanted.append(result.value.value.split("\n")[0][:60])
        if result.path is not None and result.path.kind == "iri":
            wanted += self._forms(result.path.iri)
        return wanted

    def _forms(self, iri: str) -> list[str]:
        prefixes, base = self._names
        forms = [f"<{iri}>"]
        forms += [
            f"{prefix}:{iri.removeprefix(space)}"
            for prefix, space in prefixes.items()
            if iri.startswith(space)
        ]
        if base and iri.startswith(base):
            forms.append(f"<{iri.removeprefix(base)}>")
        return forms


class Places:
    """Which file each resource is described in, and where."""

    def __init__(self, files: Mapping[Path, Iterable[ox.Quad]]) -> None:
        self._quads = files
        self._pairs: dict[Path, set[object]] = {}

    @cached_property
    def _files(self) -> dict[Term, list[Path]]:
        files: dict[Term, list[Path]] = {}
        for path, quads in self._quads.items():
            for subject in {quad.subject for quad in quads}:
                if not isinstance(subject, ox.Triple):
                    files.setdefault(subject, []).append(path)
        return files

    def find(self, report: ValidationReport) -> ValidationReport:
        """Give the report with the place of each result, where it can be known."""
        texts: dict[Path, SourceText] = {}
        results = tuple(
            replace(result, place=self._place(result, texts)) for result in report.results
        )
        return replace(report, results=results)

    def _place(self, result: ValidationResult, texts: dict[Path, SourceText]) -> Place | None:
        paths = self._files.get(result.focus, [])
        if len(paths) > 1:
            paths = [path for path in paths if self._says(path, result)] or paths
        if not paths:
            return None
        path = paths[0]
        line = None
        if path.suffix in _LINED and isinstance(result.focus, ox.NamedNode):
            if path not in texts:
                texts[path] = SourceText(path.read_text(encoding="utf-8-sig"))
            line = texts[path].line_of(result.focus.value, result)
        return Place(str(path), line=line)

    def _says(self, path: Path, result: ValidationResult) -> bool:
        """Whether a file itself says of the resource what is wrong."""
        if path not in self._pairs:
            self._pairs[path] = {(quad.subject, quad.object) for quad in self._quads[path]}
        return (result.focus, result.value) in self._pairs[path]

"""The parameters of stored queries: values of a user's become terms of the default's type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from sfia_graph.errors import UsageError, quoted
from sfia_graph.languages import is_tag
from sfia_graph.namespaces import PREFIXES

Argument = str | int | float | bool
Values = Argument | Iterable[Argument]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a stored query: its name, and its default terms, which give its type."""

    name: str
    defaults: tuple[NamedNode | Literal, ...]

    @property
    def example(self) -> str:
        """The default as a user would type it."""
        return ",".join(term.value for term in self.defaults)

    @property
    def choices(self) -> tuple[str, ...]:
        """All values that there are, where they are few words; else none."""
        return _CHOICES.get(self.name, ())

    @property
    def kind(self) -> str:
        """What a value must be, in words."""
        first = self.defaults[0]
        if isinstance(first, NamedNode):
            return "an IRI"
        if self.name in _LEVELS:
            return "a level from 1 to 7"
        if self.name == _LANGUAGE:
            return "a language tag"
        if self.name == _DATE:
            return "a date"
        if self.choices:
            return " or ".join(self.choices)
        return _KINDS.get(first.datatype.value.removeprefix(PREFIXES["xsd"]), "a text")

    def terms(self, values: Values) -> list[NamedNode | Literal]:
        """Give values as terms of the default's type; raises `UsageError` for one that is not."""
        many = [values] if isinstance(values, str | int | float | bool) else list(values)
        if not many:
            raise UsageError(f"{self.name}: no value; for example {self.name}={self.example}")
        return [self._term(value) for value in many]

    def _term(self, value: Argument) -> NamedNode | Literal:
        first, text = self.defaults[0], str(value)
        try:
            if isinstance(first, NamedNode):
                return NamedNode(text)
            datatype = first.datatype.value.removeprefix(PREFIXES["xsd"])
            if datatype == "integer":
                return Literal(self._in_range(int(text)))
            if datatype in {"decimal", "double"}:
                return Literal(_decimal(text), datatype=first.datatype)
            return Literal(self._word(text))
        except ValueError:
            example = f"{self.name}={self.example}"
            message = f"{self.name}: found {quoted(text)}, expected {self.kind}, as in {example}"
            raise UsageError(message) from None

    def _in_range(self, number: int) -> int:
        if self.name in _LEVELS and number not in range(1, 8):
            raise ValueError(number)
        return number

    def _word(self, text: str) -> str:
        if self.name == _LANGUAGE and not is_tag(text):
            raise ValueError(text)
        if self.choices and text not in self.choices:
            raise ValueError(text)
        if self.name == _DATE and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        return str(date.fromisoformat(text)) if self.name == _DATE else text


_LEVELS = {"level", "first", "last"}
_LANGUAGE = "lang"
_DATE = "date"
_CHOICES = {
    "basis": ("self-assessed", "assessed", "endorsed", "certified"),
    "policy": ("at-least", "exact"),
}
_KINDS = {"integer": "a whole number", "decimal": "a number", "double": "a number"}


def _decimal(text: str) -> str:
    written = str(float(text))
    if not re.fullmatch(r"-?\d+\.\d+", written):
        raise ValueError(text)
    return written

"""What a framework's files look like: columns by header, and the concepts that rows speak of.

The words are those of CSV on the Web (W3C, "Metadata Vocabulary for Tabular Data", sections 5.6
and 5.7): titles, templates, one row that describes several things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sfia_graph.provenance import Holder
from sfia_graph.tiers import Tier


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` in templates, `titles` that it may have in a header.

    A cell that equals `null` counts as blank. `pattern` is what a filled cell must match; its
    named groups are further names for templates, and `such` an example for the message. A blank
    cell is refused where `filled`; a sheet without the column is another one where `required`.
    """

    name: str
    titles: tuple[str, ...]
    required: bool = True
    filled: bool = False
    null: str = ""
    pattern: str = ""
    such: str = ""
    language: str | None = None
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a row says of one concept; each text is a template over the names of columns.

    `id` is the end of an IRI under the framework's, or an IRI. Nothing is said by a template with
    a blank cell. `each` names columns with several values, taken side by side. `where` holds what
    other cells must be, `""` for blank and `"*"` for anything else. A concept is deprecated where
    `deprecated`, or where no row of it has anything in the column `alive`. Nothing is said below
    `tier`. `spare` names a concept only where no other row describes it.
    """

    id: str
    label: str = ""
    alternative: str = ""
    hidden: str = ""
    definition: str = ""
    note: str = ""
    example: str = ""
    notation: str = ""
    number: str = ""
    broader: str = ""
    related: str = ""
    level: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    schemes: tuple[str, ...] = ("",)
    each: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    alive: str = ""
    deprecated: bool = False
    tier: Tier = "structure"
    spare: bool = False


TEXTS = ("label", "alternative", "hidden", "definition", "note", "example")
"""The fields of a kind whose texts are in a language."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a framework: `of` says what it holds, `name` is a pattern for a sheet's name."""

    of: str
    columns: tuple[Column, ...]
    kinds: tuple[Kind, ...]
    name: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework: `name` begins its graphs' names, `path` its IRIs under the base.

    `schemes` maps the end of each scheme's IRI, or the IRI, to its title. `fixed` are concepts
    that no file names. `language` is that of its texts, None where each file says its own. `open`
    links may lead to concepts that other files hold. `only` are codes that no other version has.
    """

    name: str
    path: str
    title: str
    sheets: tuple[Sheet, ...]
    schemes: Mapping[str, str]
    language: str | None = None
    licence: str | None = None
    holder: Holder | None = None
    fixed: tuple[Kind, ...] = ()
    open: bool = False
    only: tuple[str, ...] = ()

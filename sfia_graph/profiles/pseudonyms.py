"""Who is who: people's names stay out of the graph, in a key file that only its owner may read."""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sfia_graph.errors import Place, SourceError, UsageError, quoted
from sfia_graph.files import read_text, write_atomically
from sfia_graph.spreadsheet import guarded, table_writer, unguarded

COLUMNS = ("pseudonym", "name")
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what is taken for one another: 0 o, 1 i l."""
_LENGTH = 6
_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_REMEDY = "write it with the columns pseudonym and name, each pseudonym once"


def is_pseudonym(text: str) -> bool:
    """Whether a text can stand for a person: one word of letters, digits, dots and hyphens.

    >>> is_pseudonym("ada"), is_pseudonym("Ada Smith"), is_pseudonym("ada@example.org")
    (True, False, False)
    """
    return _WORD.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether there is an electronic address in a text."""
    return _ADDRESS.search(text) is not None


def mentions(text: str, name: str) -> bool:
    """Whether a text has a name in it, however written: in one word, the last name first.

    A name of one word counts as a word of the text only.

    >>> mentions("https://example.org/ada-smith/4", "Ada Smith"), mentions("Adamant", "Ada")
    (True, False)
    """
    words = _letters(name).split()
    if len(words) < 2:
        return bool(words) and words[0] in _letters(text).split()
    return in_bare(bare(text), name)


def bare(text: str) -> str:
    """Give the letters of a text alone, without case."""
    return _letters(text).replace(" ", "")


def in_bare(letters: str, name: str) -> bool:
    """Whether a name of several words is among the letters of a text, whichever word is first."""
    words = _letters(name).split()
    orders = (words, words[-1:] + words[:-1])
    return len(words) > 1 and any("".join(each) in letters for each in orders)


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in case and blanks at most.

    >>> same_name("Ada  Smith", "ada smith")
    True
    """
    return _folded(one) == _folded(other)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()


@dataclass(slots=True)
class Key:
    """Names by pseudonym; `fresh` says that some are new."""

    names: dict[str, str] = field(default_factory=dict)
    fresh: bool = False
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Find pseudonyms by name too."""
        self._known = {_folded(name): pseudonym for pseudonym, name in self.names.items()}

    def find(self, name: str) -> str | None:
        """Give the pseudonym of a name, whatever its case and blanks; None for a stranger."""
        return self._known.get(_folded(name))

    def note(self, pseudonym: str, name: str) -> None:
        """Note who somebody is."""
        if self.names.get(pseudonym) != name:
            self.names[pseudonym] = name
            self._known[_folded(name)] = pseudonym
            self.fresh = True

    def give(self, name: str, taken: Mapping[str, object]) -> str:
        """Give the pseudonym of a name, a random one for a stranger; `taken` are others'."""
        found = self.find(name)
        if found is None:
            found = _random()
            while found in taken or found in self.names:
                found = _random()
            self.note(found, name)
        return found


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _random() -> str:
    return "p-" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def read_key(path: Path) -> Key:
    """Read a key file, nothing where there is none; raises `SourceError` for one that is broken."""
    if not path.exists():
        return Key()
    names: dict[str, str] = {}
    rows = csv.reader(io.StringIO(read_text(path), newline=""))
    for number, row in enumerate(rows, 1):
        if number == 1 and tuple(row) != COLUMNS:
            raise SourceError(Place(path.name, row=1), "no key of pseudonyms and names", _REMEDY)
        if number == 1 or not row:
            continue
        if len(row) != 2 or not is_pseudonym(row[0]) or row[0] in names:
            raise SourceError(Place(path.name, row=number), "no pseudonym with a name", _REMEDY)
        names[row[0]] = unguarded(row[1])
    return Key(names)


def write_key(path: Path, key: Key) -> None:
    """Write a key file in one step, to be read and written by its owner alone (mode 0600)."""
    written = io.StringIO()
    table = table_writer(written)
    table.writerow(COLUMNS)
    table.writerows((pseudonym, guarded(name)) for pseudonym, name in sorted(key.names.items()))
    write_atomically(path, written.getvalue().encode("utf-8"), mode=0o600)


def pseudonym_of(name: str, key: Path) -> str:
    """Give the pseudonym of somebody by name; raises `UsageError` for one whom the key has not.

    A pseudonym is its own.
    """
    known = read_key(key)
    found = known.find(name)
    if found is None and name not in known.names:
        raise UsageError(f"{quoted(name)}: not in {key.name}")
    return found or name

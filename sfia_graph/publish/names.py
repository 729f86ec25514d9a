"""The names of files: where a path of the site lies in its folder, and what cannot lie there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sfia_graph.errors import quoted
from sfia_graph.publish.errors import PublishError
from sfia_graph.web.documents import HOME

LONGEST = 255
"""How many bytes a part of a name has at most (POSIX, NAME_MAX on the file systems in use)."""


def files(path: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Give the names of the files for a path of the site.

    A page in the first language is also the page without a language, and the index of a folder
    with the thing's own name, so that the bare IRI leads there on hosts that can do nothing.

    >>> files("9/skill/SLMO.en.html", ["en", "fr"])
    ('9/skill/SLMO.en.html', '9/skill/SLMO.html', '9/skill/SLMO/index.html')
    """
    first = f".{languages[0]}.html"
    if not path.endswith(first):
        return (path,)
    stem = path.removesuffix(first)
    if stem == HOME:
        return (path, f"{stem}.html")
    return (path, f"{stem}.html", f"{stem}/index.html")


def refuse_clashes(names: Iterable[str]) -> None:
    """Raise `PublishError` where two files would be one, or a file would be a folder.

    Disks of some systems take `SLMO` and `slmo` for one, or the two ways to write an é.
    """
    folders: dict[str, str] = {}
    known: dict[str, str] = {}
    for name in names:
        _refuse_unusable(name)
        key = _key(name)
        if key in known:
            raise PublishError(_clash(known[key], name))
        known[key] = name
        while (key := key.rpartition("/")[0]) and key not in folders:
            folders[key] = name
    for key in sorted(folders.keys() & known.keys()):
        raise PublishError(_clash(known[key], folders[key]))


def _refuse_unusable(name: str) -> None:
    for part in name.split("/"):
        if len(part) * 4 > LONGEST and len(part.encode("utf-8", "surrogatepass")) > LONGEST:
            found = f"{quoted(part)} is longer than the {LONGEST} bytes of a file's name"
            raise PublishError(f"{found}; give the thing a shorter IRI")
        if part in {"", ".", ".."} or "\0" in part:
            raise PublishError(f"{quoted(name)} is no name of a file; give the thing another IRI")


def _clash(one: str, other: str) -> str:
    problem = f"{quoted(one)} and {quoted(other)} would be one file on some disks"
    return f"{problem}; give one of the two things another IRI"


def _key(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())

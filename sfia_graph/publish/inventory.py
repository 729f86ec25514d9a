"""What there is to make: tasks, each a thing's documents and pictures, or a single file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.web import rooms
from sfia_graph.web.catalogue import feed, sitemap
from sfia_graph.web.documents import suffixes, thing
from sfia_graph.web.representations import HTML
from sfia_graph.web.site import Site
from sfia_graph.web.stems import stems

_QUESTIONS = "query/"
_OF_GRAPHS = "downloads/graph/"
DUMPED = " dumped"
"""What stands behind the name of a graph in that of the task that makes its dumps."""
_MEASURED = frozenset({"catalogue", "downloads"})
"""Stems whose documents tell how large the downloads are, which must have been made before."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is made together: `paths` of the site below its root.

    `iri` is the thing that they are about, None where they are about none. What is `late` is made
    when all that is not has been.
    """

    name: str
    paths: tuple[str, ...]
    iri: str | None = None

    @property
    def late(self) -> bool:
        """Whether others must have been made before."""
        return self.name.partition(".")[0] in _MEASURED


def tasks(site: Site) -> list[Task]:
    """Give all tasks of a site, in the order of their names.

    A room's file belongs to the thing that its name ends in, such as
    `preview/9/skill/SLMO.en.png` to `9/skill/SLMO`. Dumps of a named graph are not made with its
    page, which shows names of things that stand in other graphs.
    """
    found = {stem: [*_documents(site, stem)] for stem in stems(site)}
    later = set(of_history(site))
    for path in rooms.paths(site):
        if path in later:
            continue
        owner = _owner(path, found)
        if path.startswith(_OF_GRAPHS) and owner != path:
            owner += DUMPED
        if path not in found.setdefault(owner, []):
            found[owner].append(path)
    return [
        Task(name, tuple(paths), thing(site, name.removesuffix(DUMPED)))
        for name, paths in sorted(found.items())
    ]


def of_history(site: Site) -> Iterator[str]:
    """Give the paths of what tells of earlier builds too, and is made when all else has been."""
    yield from sitemap.paths(site)
    yield from feed.paths(site)


def _documents(site: Site, stem: str) -> Iterator[str]:
    for language in site.languages:
        yield f"{stem}.{language}.html"
    # The forms of an answer to a question are the room's own, and a page of no thing has none.
    if not stem.startswith(_QUESTIONS) and thing(site, stem):
        yield from (f"{stem}.{suffix}" for suffix in suffixes(site, stem) if suffix != HTML)


def _owner(path: str, stems: dict[str, list[str]]) -> str:
    """Give the stem that a path ends in, before its language and suffix; or else the path."""
    name = path
    for _ in range(2):
        name = name.rpartition(".")[0]
        parts = name.split("/")
        for begin in range(len(parts)):
            stem = "/".join(parts[begin:])
            if stem in stems and "/" in stem:
                return stem
    return path

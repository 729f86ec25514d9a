"""Making the files of a task: asked of the site as a client would ask, and written down.

A file that says what it said before is not written again: the new site gets a second name of the
old file, with the time at which it was last changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sfia_graph.publish.inventory import Task
from sfia_graph.publish.manifest import File
from sfia_graph.publish.names import files
from sfia_graph.publish.nobody import prove_nobody
from sfia_graph.store import open_store
from sfia_graph.store.embedded import EmbeddedStore
from sfia_graph.web import rooms
from sfia_graph.web.exchange import Asked, Refused
from sfia_graph.web.pages.frame import compile_templates
from sfia_graph.web.reads import reads, watched
from sfia_graph.web.site import Site

_BEYOND = frozenset({406, 413})
"""What a client hears of a form that cannot hold a text, or of an answer that is too large."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a task made: its files by name, whose texts it read, what was refused, with why.

    `types` are the media types of files that are no documents of a thing.
    """

    task: str
    files: Mapping[str, File]
    read: tuple[str, ...]
    refused: tuple[str, ...]
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the files of a `site`, which is watched, in the folder `fresh`.

    `before` are the files of the site in the folder `old`, none where there is none.
    `moment`, in seconds since 1970, is said of what is new.
    """

    site: Site
    fresh: Path
    moment: int
    old: Path
    before: Mapping[str, File]
    _folders: set[str] = field(default_factory=set, repr=False)

    def reopened(self) -> Maker:
        """Give the maker for another process: a store on disk is opened anew there."""
        store = self.site.store
        if store.lease is None:
            return self
        again = open_store(store.where)
        assert isinstance(again, EmbeddedStore)
        return replace(self, site=watched(replace(self.site, store=again)), _folders=set())

    def get_ready(self) -> None:
        """Do what the first pages would have to do."""
        compile_templates(self.site)

    def make(self, task: Task) -> Made:
        """Make the files of a task; raises `OSError` and `PublishError` as `write` does."""
        made, read = reads(self.site).during(lambda: self._made(task))
        return replace(made, read=tuple(sorted(read)))

    def _made(self, task: Task) -> Made:
        made: dict[str, File] = {}
        refused = []
        types = {}
        for path in task.paths:
            try:
                answer = rooms.answer(self.site, Asked(path))
            except Refused as problem:
                if problem.status not in _BEYOND:
                    raise
                refused.append(f"{path}: {problem}")
                continue
            if task.iri is None:
                types[path] = answer.media_type
            first, *others = files(path, self.site.languages)
            made[first] = self.write(first, answer.body)
            for name in others:
                made[name] = self._also(name, first, made[first])
        return Made(task.name, made, (), tuple(refused), types)

    def keep_all(self, kept: Mapping[str, File]) -> None:
        """Give old files their names in the new site too."""
        for name, file in kept.items():
            self.keep(name, file)

    def keep(self, name: str, file: File) -> File:
        """Give an old file its name in the new site too."""
        return self._name(f"{self.old}/{name}", name, file)

    def write(self, name: str, body: bytes) -> File:
        """Write a file, or keep the old one where it says the same.

        Raises `OSError` where it cannot be written, and `PublishError` where it names a person.
        """
        prove_nobody(self.site, name, body)
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        known = self.before.get(name)
        if known and known.digest == digest and is_left(self.old, name, known):
            return self.keep(name, known)
        handle = os.open(self._place(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            left = memoryview(body)
            while left:
                left = left[os.write(handle, left) :]
            os.utime(handle, (self.moment, self.moment))
        finally:
            os.close(handle)
        return File(digest, len(body), self.moment)

    def _also(self, name: str, first: str, file: File) -> File:
        """Give a file another name."""
        known = self.before.get(name)
        if known and known.digest == file.digest and is_left(self.old, name, known):
            return self.keep(name, known)
        return self._name(f"{self.fresh}/{first}", name, file)

    def _name(self, there: str, name: str, file: File) -> File:
        target = self._place(name)
        try:
            os.link(there, target)
        except OSError:
            # A file system without hard links, or with no room for another one of this file.
            Path(target).write_bytes(Path(there).read_bytes())
            os.utime(target, (file.changed, file.changed))
        return file

    def _place(self, name: str) -> str:
        # Tens of thousands of files, for which paths as texts are several times faster.
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            (self.fresh / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.fresh}/{name}"


def is_left(folder: Path, name: str, file: File) -> bool:
    """Whether a file of a folder has the size and the time that it was left with."""
    try:
        found = os.stat(f"{folder}/{name}")  # noqa: PTH116
    except OSError:
        return False
    return found.st_size == file.size and int(found.st_mtime) == file.changed

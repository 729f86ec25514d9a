"""Building a site: what changed is made, what did not is kept, and all of it appears at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sfia_graph.files import sync_folder
from sfia_graph.publish import extras
from sfia_graph.publish.affected import untouched
from sfia_graph.publish.fingerprint import MadeFrom, made_from
from sfia_graph.publish.folder import beside, put
from sfia_graph.publish.inventory import DUMPED, tasks
from sfia_graph.publish.making import Made, Maker, is_left
from sfia_graph.publish.manifest import File, Manifest, write
from sfia_graph.publish.names import files, refuse_clashes
from sfia_graph.publish.pool import Workers, workers
from sfia_graph.web.catalogue.news import Build
from sfia_graph.web.downloads import downloads
from sfia_graph.web.downloads.measured import note
from sfia_graph.web.reads import watched
from sfia_graph.web.site import Site

Tell = Callable[[int, int, str], None]
_BUILDS_KEPT = 50


@dataclass
class _Work:
    """What has been made so far."""

    files: dict[str, File] = field(default_factory=dict)
    tasks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    read: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)

    def take(self, made: Made) -> None:
        self.files.update(made.files)
        self.tasks[made.task] = tuple(made.files)
        self.read[made.task] = made.read
        self.refused += made.refused
        self.types.update(made.types)


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: how many files the site has, how many of them are new or changed or gone.

    `size` is in bytes; `refused` says of documents that could not be made why not.
    """

    files: int
    size: int
    added: int
    changed: int
    removed: int
    refused: tuple[str, ...]


def build(
    site: Site,
    where: Path,
    processes: int = 2,
    tell: Tell = lambda done, of, what: None,
    aside: Sequence[Callable[[], object]] = (),
    check: Callable[[Path, Iterable[str]], None] = lambda folder, names: None,
) -> Published:
    """Build the site in a folder, in the place of the one that stands there.

    `aside` is done while pages are made, and `check` looks at the whole new site with the names
    of its files; what they raise leaves the old site as it was.
    Raises `PublishError` where the folder holds other files, where two things would be one file,
    where a file names a person, and where files cannot be written.
    """
    with beside(where) as (fresh, old):
        now = made_from(site, bool(aside)) if old else None
        if old and old.made_from == now and all(_left(where, old, old.files)):
            # It may stand there since a build that died before it could do so.
            sync_folder(where.resolve().parent)
            return _published(old, old, ())
        maker = Maker(watched(site), fresh, _moment(site, old), where, old.files if old else {})
        with workers(maker.reopened, processes) as ready:
            now = now or made_from(site, bool(aside))
            manifest, refused = _built(maker, old, now, ready, tell, aside)
        write(manifest, fresh)
        check(fresh, manifest.files)
        put(fresh, where)
    return _published(manifest, old, refused)


def _built(
    maker: Maker,
    old: Manifest | None,
    now: MadeFrom,
    ready: Workers,
    tell: Tell,
    aside: Sequence[Callable[[], object]],
) -> tuple[Manifest, tuple[str, ...]]:
    site, todo = maker.site, tasks(maker.site)
    refuse_clashes(
        name for task in todo for path in task.paths for name in files(path, site.languages)
    )
    work = _Work()
    kept = _keep(maker, work, old, untouched(todo, old, now, site.languages))
    left = [task for task in todo if task.name not in work.tasks and not task.late]
    made_there = ready.make(left, aside, partial(maker.keep_all, kept))
    for done, made in enumerate(made_there, start=1):
        work.take(made)
        tell(done, len(left), made.task)
    _measure(site, maker.fresh)
    for task in todo:
        if task.late:
            work.take(maker.make(task))
    manifest = Manifest(
        made_from=now,
        files=work.files,
        tasks=work.tasks,
        read=work.read,
        builds=_builds(old, work, maker.moment),
        types=work.types,
    )
    for name, body in extras.files(site, manifest, work.types).items():
        work.files[name] = maker.write(name, body)
    return manifest, tuple(sorted(work.refused))


def _keep(
    maker: Maker, work: _Work, old: Manifest | None, kept: Iterable[str]
) -> Mapping[str, File]:
    """Give the files of tasks that are kept, but for those of which one is not as it was left."""
    if old is None:
        return {}
    found: dict[str, File] = {}
    for task in kept:
        names = old.tasks[task]
        if all(_left(maker.old, old, names)):
            found.update((name, old.files[name]) for name in names)
            work.tasks[task] = names
            work.read[task] = old.read[task]
            work.types.update((name, old.types[name]) for name in names if name in old.types)
    work.files.update(found)
    return found


def _left(folder: Path, manifest: Manifest, names: Iterable[str]) -> Iterator[bool]:
    """Say of files whether they are as they were left."""
    return (is_left(folder, name, manifest.files[name]) for name in names)


def _measure(site: Site, fresh: Path) -> None:
    """Measure the downloads that are there, so that nothing writes them to do so."""
    for each in downloads(site):
        if (fresh / each.path).is_file():
            note(site, each, (fresh / each.path).read_bytes())


def _moment(site: Site, old: Manifest | None) -> int:
    """Give the time of what changes, in seconds: the graph's, and later than that of the last."""
    newest = max((each.changed for each in old.files.values()), default=0) if old else 0
    return max(int(site.modified.timestamp()), newest + 1 if newest else 0)


def _builds(old: Manifest | None, work: _Work, moment: int) -> tuple[Build, ...]:
    """Give the builds that changed a task, this one first where it did."""
    before = old.builds if old else ()
    had: Mapping[str, tuple[str, ...]] = old.tasks if old else {}
    files = old.files if old else {}
    now = work.tasks
    changed = (
        task
        for task in now.keys() & had.keys()
        if any(files.get(name) != work.files[name] for name in now[task])
    )
    build = Build(
        moment=datetime.fromtimestamp(moment, UTC),
        added=_stems(now.keys() - had.keys()),
        changed=_stems(changed),
        removed=_stems(had.keys() - now.keys()),
    )
    is_news = old and (build.added or build.changed or build.removed)
    return ((build, *before) if is_news else before)[:_BUILDS_KEPT]


def _stems(tasks: Iterable[str]) -> tuple[str, ...]:
    """Give the stems of tasks; a graph changes with its dumps."""
    return tuple(sorted({each.removesuffix(DUMPED) for each in tasks}))


def _published(manifest: Manifest, old: Manifest | None, refused: tuple[str, ...]) -> Published:
    before = old.files if old else {}
    now = manifest.files
    return Published(
        files=len(now),
        size=sum(each.size for each in now.values()),
        added=len(now.keys() - before.keys()),
        changed=sum(before[name].digest != now[name].digest for name in now.keys() & before.keys()),
        removed=len(before.keys() - now.keys()),
        refused=refused,
    )

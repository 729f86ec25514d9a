"""What a site that was made says of itself, for the next one: its files, what they speak of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sfia_graph.publish.fingerprint import Fingerprint, MadeFrom
from sfia_graph.web.catalogue.news import Build
from sfia_graph.web.reads import EVERYTHING

NAME = ".sfia-graph-site"
"""The file in a site's folder that holds it."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: the digest of its bytes, their number, since when they are the same.

    `changed` counts seconds since 1970 in UTC.
    """

    digest: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a site by their names below its folder, and what they were made from.

    `tasks` gives for each task its files, `read` the subjects whose texts it read, or `EVERYTHING`.
    `builds` are the builds that changed something, the newest first. `types` are the media types of
    files that are no documents of a thing.
    """

    made_from: MadeFrom
    files: Mapping[str, File]
    tasks: Mapping[str, tuple[str, ...]]
    read: Mapping[str, tuple[str, ...]]
    builds: tuple[Build, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)


def read(folder: Path) -> Manifest | None:
    """Give what a folder's site says of itself; None where it is damaged or of another version."""
    try:
        data = json.loads((folder / NAME).read_bytes())
        if data["version"] != _VERSION:
            return None
        subjects = [EVERYTHING, *data["texts"]]
        return Manifest(
            made_from=MadeFrom(data["made_of"], Fingerprint(data["structure"], data["texts"])),
            files={name: File(*each) for name, each in data["files"].items()},
            tasks={name: tuple(each) for name, each in data["tasks"].items()},
            read={
                name: tuple(subjects[each] for each in numbers)
                for name, numbers in data.get("read", {}).items()
            },
            builds=tuple(map(_build, data["builds"])),
            types=dict(data.get("types", {})),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def write(manifest: Manifest, folder: Path) -> None:
    """Write it into a site's folder, the same for the same site."""
    graph = manifest.made_from.graph
    subjects = [EVERYTHING, *graph.texts]
    numbers = {subject: number for number, subject in enumerate(subjects)}
    data = {
        "version": _VERSION,
        "made_of": manifest.made_from.code,
        "structure": graph.structure,
        "texts": graph.texts,
        "files": {
            name: [each.digest, each.size, each.changed]
            for name, each in sorted(manifest.files.items())
        },
        "tasks": {name: list(each) for name, each in sorted(manifest.tasks.items())},
        "read": {
            name: sorted(map(numbers.__getitem__, read))
            for name, read in sorted(manifest.read.items())
        },
        "builds": [_plain(each) for each in manifest.builds],
        "types": dict(sorted(manifest.types.items())),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (folder / NAME).write_bytes(f"{text}\n".encode())


def is_site(folder: Path) -> bool:
    """Whether a folder was made by `publish`."""
    return (folder / NAME).is_file()


def _build(data: Mapping[str, Any]) -> Build:
    moment = datetime.fromisoformat(data["moment"]).astimezone(UTC)
    return Build(moment, *(tuple(data[name]) for name in ("added", "changed", "removed")))


def _plain(build: Build) -> Mapping[str, object]:
    return {**asdict(build), "moment": build.moment.isoformat()}


def moments(manifest: Manifest) -> Iterator[tuple[str, datetime]]:
    """Give for each file since when its bytes are the same."""
    for name, each in manifest.files.items():
        yield name, datetime.fromtimestamp(each.changed, UTC)
